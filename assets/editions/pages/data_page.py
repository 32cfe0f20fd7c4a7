"""What can be downloaded, what its columns mean, and how it may be used and cited.

Belongs here: the page of the data. Not here: the files (assets/editions/open_data/, documents), texts ready to copy
(citation.py).
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from assets.editions.content import Content
from assets.editions.open_data.code_lists import CODES_FOLDER
from assets.editions.open_data.columns import TABLES, DataColumn
from assets.editions.open_data.source import missing_statements
from assets.editions.pages.citation import citation, licence_note
from assets.editions.pages.page import Page
from assets.editions.pages.text_table import text_table
from reports.languages import N_
from reports.spec import Cell, Column, TableSpec
from schemas.code_book import MEANINGS
from schemas.published import DATA

# What a file is, by its name or, where many are alike, by the end of it.
KNOWN = {
    f"{DATA}/kennzahlen.csv": N_("Alle Werte der Städte, eine Zeile je Wert"),
    f"{DATA}/netzwerk.csv": N_("Was die Städte zusammen haben"),
    f"{DATA}/gliederungen.csv": N_("Welche Gruppen sich zu einem Ganzen ergänzen"),
    f"{DATA}/aenderungen.csv": N_("Alle Änderungen gegenüber früheren Ausgaben"),
    f"{DATA}/tabellen.xlsx": N_("Die Tabellen der Seiten als Arbeitsmappe"),
    f"{DATA}/vorlage.xlsx": N_("Arbeitsmappe, die eine Stadt ausfüllt"),
    f"{DATA}/datapackage.json": N_("Beschreibung aller Tabellen als Datenpaket"),
    f"{DATA}/dcat-ap.jsonld": N_("Eintrag für Datenportale nach DCAT-AP.de"),
    f"{DATA}/sdmx/kennzahlen.csv": N_("Alle Werte im Austauschformat der amtlichen Statistik (SDMX)"),
    f"{DATA}/sdmx/struktur.json": N_("Struktur und Codelisten dazu"),
    "pdf/bericht.pdf": N_("Der ganze Bericht zum Drucken"),
    "pdf/handreichung.pdf": N_("Die Handreichung zum Drucken"),
    "aenderungen.atom": N_("Änderungen zum Abonnieren"),
}
ENDINGS = {
    ".csv-metadata.json": N_("Beschreibung der Spalten (CSV auf dem Web)"),
    ".csv": N_("Tabelle"),
    ".xlsx": N_("Arbeitsmappe"),
    ".json": N_("Für Programme"),
    ".jsonld": N_("Für Programme"),
    ".pdf": N_("Zum Drucken"),
    ".atom": N_("Zum Abonnieren"),
}
FORMATS = {".atom": "Atom", ".jsonld": "JSON-LD"}
_COUNCIL = "pdf/rat-"
JSON_FOLDER = f"{DATA}/json/"


def data_page(content: Content, downloads: Mapping[str, bytes], markup: str = "") -> Page:
    """The page; `downloads`: name in the edition → content of every file that is no page. `markup`: the description for
    search engines, safe inside a script element. Raises ValueError (in German) where nobody said what a file is.
    """
    _, facts = content.language.text, content.reference.publisher_facts
    small = [name for name in downloads if name.startswith((JSON_FOLDER, CODES_FOLDER))]
    return Page(
        "daten.html",
        "data.html",
        _("Daten"),
        {
            "files": files_table(content, {name: downloads[name] for name in downloads if name not in small}),
            "small_files": small_files_table(content, {name: downloads[name] for name in small}),
            "code_book": code_book(content),
            "office": facts,
            "missing": [_(words) for words in missing_statements(facts)],
            "citation": citation(content),
            "licence_note": licence_note(content),
            "markup": markup,
        },
    )


def files_table(content: Content, files: Mapping[str, bytes]) -> TableSpec:
    """Every file with what it is, format, size and sha256."""
    _ = content.language.text
    return text_table(
        content,
        "dateien",
        _("Dateien dieser Ausgabe"),
        [
            Column("datei", _("Datei")),
            Column("was", _("Was es ist"), "wide"),
            Column("format", _("Format")),
            Column("groesse", _("Größe in Byte"), "number"),
            Column("pruefsumme", _("Prüfsumme (SHA-256)"), "wide"),
        ],
        [(_link(name), _(what_it_is(name)), _format(name), *_proof(files[name])) for name in sorted(files)],
        note=_("Die Prüfsumme zeigt, ob eine Datei unverändert angekommen ist."),
    )


def small_files_table(content: Content, files: Mapping[str, bytes]) -> TableSpec:
    """The many small files: one an indicator and a city, and the lists of codes."""
    _ = content.language.text
    return text_table(
        content,
        "kleine-dateien",
        _("Kleine Dateien: je Kennzahl, je Stadt, je Codeliste"),
        [
            Column("datei", _("Datei")),
            Column("groesse", _("Größe in Byte"), "number"),
        ],
        [(_link(name), Cell(value=len(files[name]))) for name in sorted(files)],
        note=_("Ihre Prüfsummen stehen im Verzeichnis manifest.json."),
    )


def what_it_is(name: str) -> str:
    """In a few German words, what a file of an edition is. Raises ValueError where nobody said so."""
    if name.startswith(_COUNCIL):
        return N_("Ein Blatt für den Rat einer Stadt")
    said = KNOWN.get(name) or next((words for ending, words in ENDINGS.items() if name.endswith(ending)), "")
    if not said:
        raise ValueError(f"Auf der Seite der Daten fehlt, was die Datei {name} ist (pages/data_page.py).")
    return said


def code_book(content: Content) -> TableSpec:
    """Every column of the three tables: what it contains, its unit or list of codes, in which files it stands."""
    _ = content.language.text
    files: dict[str, list[str]] = {}
    columns: dict[str, DataColumn] = {}
    for table in TABLES:
        for column in table.columns:
            columns.setdefault(column.name, column)
            files.setdefault(column.name, []).append(f"{table.name}.csv")
    return text_table(
        content,
        "spalten",
        _("Was in den Spalten steht"),
        [
            Column("spalte", _("Spalte")),
            Column("inhalt", _("Inhalt"), "wide"),
            Column("einheit", _("Einheit oder Codeliste")),
            Column("datei", _("Datei")),
        ],
        [
            (name, _meaning(column, content), _unit_or_codes(column, content), ", ".join(files[name]))
            for name, column in columns.items()
        ],
    )


def _meaning(column: DataColumn, content: Content) -> str:
    title = column.german if content.language.code == "de" else column.english
    return f"{title}. {content.language.text(MEANINGS[column.name])}"


def _unit_or_codes(column: DataColumn, content: Content) -> str | Cell:
    if column.codes:
        return Cell(f"{column.codes}.csv", href=f"../{CODES_FOLDER}{column.codes}.csv")
    return content.language.text(column.unit) if column.unit else ""


def _format(name: str) -> str:
    ending = PurePosixPath(name).suffix
    return FORMATS.get(ending, ending.lstrip(".").upper())


def _link(name: str) -> Cell:
    return Cell(name, href=f"../{name}")


def _proof(file: bytes) -> Sequence[Cell]:
    return Cell(value=len(file)), Cell(hashlib.sha256(file).hexdigest())
