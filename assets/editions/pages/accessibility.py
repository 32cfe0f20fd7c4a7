"""What was checked so that everybody can use the pages, what is known to be missing, and where to complain.

Belongs here: the checks that this program makes of itself. Not here: the checks themselves (tests/).
"""

from assets.editions.content import Content
from assets.editions.pages.page import Page
from assets.editions.pages.text_table import text_table
from reports.languages import N_
from reports.spec import Column, TableSpec

# What is checked, and with what. Only what a test of this program really does stands here.
CHECKS = [
    (
        N_("Die Seiten passen in schmale und breite Fenster, ohne dass sich die Seite verschiebt"),
        N_("Chromium und Playwright"),
    ),
    (
        N_("Die Seiten rufen nichts von anderen Rechnern ab und brauchen kein Programm im Browser"),
        N_("Chromium und Playwright"),
    ),
    (N_("Jede Tabelle nennt ihre Zeilen und Spalten; eine Kopfzeile, keine verbundenen Köpfe"), N_("eigene Prüfung")),
    (N_("In PDF-Dateien gehört zu jeder Zahl die richtige Zeile und Spalte"), N_("eigene Prüfung")),
    (N_("Jedes Zeichen an der Stelle einer Zahl wird mit Worten vorgelesen"), N_("eigene Prüfung")),
]
# What nobody has done yet.
GAPS = [
    N_("Niemand hat die Seiten mit einem Vorleseprogramm durchgearbeitet."),
    N_("Es gibt keine Seite in Leichter Sprache und kein Video in Gebärdensprache."),
    N_("Breite Tabellen lassen sich auf kleinen Bildschirmen nur seitlich verschieben."),
    N_("Bei Grafiken wird nicht jeder Punkt vorgelesen; die Zahlen stehen in der Tabelle daneben."),
    N_("PDF-Dateien sind nicht mit einem anerkannten Prüfprogramm für barrierefreie Dokumente geprüft."),
    N_("Befunde zu den Lieferungen stehen auch auf übersetzten Seiten auf Deutsch."),
]
TRANSLATED = N_("Die Übersetzung dieser Seiten ist maschinell entstanden. Kein Mensch hat sie gelesen.")


def accessibility(content: Content) -> Page:
    """The page."""
    _ = content.language.text
    return Page(
        "barrierefreiheit.html",
        "accessibility.html",
        _("Barrierefreiheit"),
        {
            "checks": checks(content),
            "gaps": [_(gap) for gap in GAPS] + ([] if content.language.read else [_(TRANSLATED)]),
            "office": content.reference.publisher_facts,
        },
    )


def checks(content: Content) -> TableSpec:
    """What is checked before every edition, and with which tool."""
    _ = content.language.text
    return text_table(
        content,
        "pruefungen",
        _("Was geprüft ist"),
        [Column("was", _("Was"), "wide"), Column("womit", _("Geprüft mit"))],
        [(_(what), _(tool)) for what, tool in CHECKS],
        note=_("Geprüft ist nicht dasselbe wie bestätigt: Eine unabhängige Stelle hat die Seiten nicht bewertet."),
    )
