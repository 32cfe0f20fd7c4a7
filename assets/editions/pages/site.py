"""Which pages an edition has, and how one leads to another.

Belongs here: the order of the pages, menu and small print. Not here: what stands on them (the other modules).
"""

from assets.editions.content import Content
from assets.editions.pages.accessibility import accessibility
from assets.editions.pages.city import cities
from assets.editions.pages.goals import goals
from assets.editions.pages.handout import handout
from assets.editions.pages.imprint import imprint
from assets.editions.pages.indicator import indicator_list, indicators
from assets.editions.pages.methodology import methodology
from assets.editions.pages.overview import overview
from assets.editions.pages.page import Page
from assets.editions.pages.receipts import receipts
from assets.editions.pages.references import reference_values
from reports.languages import N_

SMALL_PRINT = {
    "lieferungen.html": N_("Woher die Zahlen kommen"),
    "barrierefreiheit.html": N_("Barrierefreiheit"),
    "impressum.html": N_("Impressum und Datenschutz"),
    "impressum.html#fehler-melden": N_("Fehler melden"),
}


def figure_pages(content: Content) -> list[Page]:
    """The pages with figures of the cities: all that the audit reads."""
    return [
        overview(content),
        *cities(content),
        indicator_list(content),
        *indicators(content),
        reference_values(content),
        receipts(content),
    ]


def standing_pages(content: Content) -> list[Page]:
    """The pages that tell how it is done, whatever the figures are."""
    return [goals(content), methodology(content), handout(content), accessibility(content), imprint(content)]


def menu(content: Content) -> list[tuple[str, str]]:
    """The pages that every page leads to: file name and label."""
    _ = content.language.text
    return [
        ("index.html", _("Überblick")),
        ("ziele.html", _("Kontrakt und Ziele")),
        ("kennzahlen.html", _("Kennzahlen")),
        ("vergleichswerte.html", _("Vergleichswerte")),
        ("methodik.html", _("Methodik")),
        ("datenqualitaet.html", _("Datenqualität")),
        ("daten.html", _("Daten")),
        ("aenderungen.html", _("Änderungen")),
        ("handreichung.html", _("Handreichung")),
    ]
