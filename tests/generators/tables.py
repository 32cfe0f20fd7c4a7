"""Valid deliveries of every form as a city would write them, and bad tables with the findings they must get.

Belongs here: tables whose bytes are in order and whose words or numbers are not. Not here: broken files
(containers.py). All numbers are invented.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from assets.deliveries.reading.grid import letters
from assets.deliveries.reading.table import Column, ReadFile, TextTable
from schemas.forms import FORMS

Cells = dict[str, str]

CITY = {"ags": "05916000", "stadt": "Herne", "jahr": "2023"}
STAFF_ORIGIN = {
    "wertart": "Wert",
    "definition": "ST_BEFR",
    "erhebungsart": "freiwillige Befragung",
    "berichtskreis": "Kernverwaltung",
}
POPULATION_ORIGIN = {
    "wertart": "Wert",
    "definition": "AUSL_REG",
    "erhebungsart": "Melderegister der Stadt",
    "berichtskreis": "Bevölkerung am Hauptwohnsitz",
}
ALL = "insgesamt"
STAFF_DIMENSIONS = [
    "dienstverhaeltnis",
    "laufbahngruppe",
    "fuehrung",
    "aufgabenbereich",
    "geschlecht",
    "altersgruppe",
    "umfang",
    "zuwanderungsgeschichte",
]


def staff(count: str = "3000", fte: str = "2500,5", **cells: str) -> Cells:
    """A row of personal: everybody, unless a dimension says otherwise."""
    everybody = dict.fromkeys(STAFF_DIMENSIONS, ALL)
    return CITY | {"stichtag": "30.06.2023"} | everybody | {"anzahl": count, "vzae": fte} | STAFF_ORIGIN | cells


def residents(count: str = "156000", **cells: str) -> Cells:
    """A row of bevoelkerung: everybody, unless a dimension says otherwise."""
    dimensions = ["geschlecht", "altersgruppe", "zuwanderungsgeschichte", "staatsangehoerigkeit"]
    day = {"stichtag": "31.12.2023", "sozialraum": ""}
    return CITY | day | dict.fromkeys(dimensions, ALL) | {"anzahl": count} | POPULATION_ORIGIN | cells


def flow(vorgang: str, count: str, **cells: str) -> Cells:
    """A row of gewinnung."""
    everybody = {"dienstverhaeltnis": ALL, "zuwanderungsgeschichte": ALL}
    return CITY | {"vorgang": vorgang} | everybody | {"anzahl": count} | STAFF_ORIGIN | cells


QUESTION = {"merkmal": "Dem Rat wird über den Stand berichtet", "antwort": "ja", "nachweis": "Vorlage 12/2023"}
SHARE = {
    "merkmal": "Stellenausschreibungen mit dem Merkmal interkulturelle Kompetenz",
    "anzahl": "40",
    "gesamt": "120",
}
MEASURE = {
    "kennung": "M1",
    "titel": "Ausbildung wirbt in mehreren Sprachen",
    "handlungsfeld": "Personalgewinnung und Ausbildung",
    "beginn": "01.02.2023",
    "faellig": "31.10.2024",
    "status": "laufend",
    "meilensteine": "4",
    "meilensteine_erreicht": "1",
}
MEETING = {"art": "gemeinsame Sitzung", "bezeichnung": "Lenkungskreis", "anzahl": "4", "staedte": "10"}
FIGURE = {
    "stichtag": "30.06.2023",
    "kennzahl": "Beschäftigte ohne deutsche Staatsangehörigkeit",
    "gruppe": ALL,
    "wert": "94",
    "einheit": "Personen",
    "wertart": "Wert",
    "definition": "ST_STA",
    "erhebungsart": "nur Staatsangehörigkeit aus Personaldaten",
    "berichtskreis": "Kernverwaltung",
    "n": "3001",
    "gesamt": "3001",
    "quelle": "Personalbericht (erfunden)",
}
WOMEN, MEN, OTHER = ({"geschlecht": word} for word in ("weiblich", "männlich", "divers oder ohne Angabe"))

# Form → rows of a delivery without any finding (a workbook of them is a whole delivery of a city).
VALID: dict[str, list[Cells]] = {
    "personal": [
        staff(),
        staff("1700", "1300,0", **WOMEN),
        staff("1299", "1199,5", **MEN),
        staff("1", "1,0", **OTHER),
        staff("400", "", zuwanderungsgeschichte="ja"),
        staff("2000", "", zuwanderungsgeschichte="nein"),
        staff("600", "", zuwanderungsgeschichte="keine Angabe"),
    ],
    "bevoelkerung": [
        residents(),
        residents("126000", staatsangehoerigkeit="deutsch"),
        residents("20000", staatsangehoerigkeit="davon deutsch mit weiterer Staatsangehörigkeit"),
        residents("30000", staatsangehoerigkeit="nichtdeutsch"),
    ],
    "gewinnung": [flow("beworben", "900"), flow("eingeladen", "300"), flow("eingestellt", "80")],
    "kompetenz": [CITY | SHARE, CITY | QUESTION],
    "massnahmen": [CITY | MEASURE],
    "zusammenarbeit": [CITY | MEETING],
    "eckwerte": [CITY | FIGURE],
}


def csv_of(form: str, rows: list[Cells], header: list[str] | None = None, ends: str = "\r\n") -> bytes:
    """A delivered CSV file: the rows under the form's header (or another), empty where a row says nothing."""
    header = header or list(FORMS[form].headers)
    lines = [header, *([row.get(name, "") for name in header] for row in rows)]
    return "".join(";".join(map(_field, line)) + ends for line in lines).encode()


def _field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ';"\n') else text


def table_of(form: str, rows: list[Cells], sheet: str = "", header: list[str] | None = None) -> TextTable:
    """The rows as a table that has been read: header in row 1, rows from row 2."""
    columns = []
    for place, name in enumerate(header or list(FORMS[form].headers)):
        texts = [row.get(name, "") for row in rows]
        words = list(dict.fromkeys(texts))
        codes = np.array([words.index(text) for text in texts], dtype=np.int32)
        columns.append(Column(name, letters(place), words, codes))
    return TextTable(sheet, 1, columns, np.arange(2, len(rows) + 2))


def workbook(sheets: dict[str, list[Cells]], cover: Cells | None = None, header: list[str] | None = None) -> ReadFile:
    """A workbook that has been read: sheet (named as its form) → rows; label of the cover sheet → answer."""
    lines = {label: (text, f"B{row}") for row, (label, text) in enumerate((cover or {}).items(), start=3)}
    return ReadFile("xlsx", [table_of(form, rows, form, header) for form, rows in sheets.items()], lines)


def valid(form: str) -> bytes:
    """A delivery of a form as CSV that gets no finding at all."""
    return csv_of(form, VALID[form])


@dataclass(frozen=True)
class Case:
    """A bad table: what is wrong with it, its rows, and the findings that must be made (code, line, column)."""

    name: str
    form: str
    rows: list[Cells]
    findings: list[tuple[str, int | None, str]]
    header: list[str] | None = None
    earlier: list[Cells] | None = None

    @property
    def content(self) -> bytes:
        """The delivered bytes."""
        return csv_of(self.form, self.rows, self.header)

    @property
    def codes(self) -> set[str]:
        """The codes it must get."""
        return {code for code, _, _ in self.findings}


def one(name: str, form: str, change: Cells, *findings: tuple[str, str], add: Any = ()) -> Case:
    """A case whose first row is a valid one with other cells; findings are (code, column) in that row."""
    rows = [VALID[form][0] | change, *add]
    return Case(name, form, rows, [(code, 2, column) for code, column in findings])


def number(text: str, *codes: str) -> Case:
    """A count written as `text`."""
    return one(f"Anzahl „{text}“", "zusammenarbeit", {"anzahl": text}, *((code, "anzahl") for code in codes))


def decimal(name: str, texts: list[str], *findings: tuple[str, int]) -> Case:
    """Full-time equivalents written like this, in rows of one staff table; counts are large enough."""
    groups = ["LG 1.1", "LG 1.2", "LG 2.1", "LG 2.2"]
    rows = [staff("999999", text, laufbahngruppe=group) for text, group in zip(texts, groups, strict=False)]
    return Case(name, "personal", rows, [(code, line, "vzae") for code, line in findings])


def key(text: str, *codes: str, **cells: str) -> Case:
    """A municipality key written as `text`."""
    return one(f"AGS „{text}“ {cells}", "zusammenarbeit", {"ags": text} | cells, *((code, "ags") for code in codes))


def day(text: str, *codes: str) -> Case:
    """A day written as `text`."""
    return one(f"Stichtag „{text}“", "bevoelkerung", {"stichtag": text}, *((code, "stichtag") for code in codes))


def year(text: str, *codes: str) -> Case:
    """A year written as `text`."""
    return one(f"Jahr „{text}“", "zusammenarbeit", {"jahr": text}, *((code, "jahr") for code in codes))


E1 = [
    number("1.234", "ZAHL_GELESEN"),
    number("1.234.567", "ZAHL_GELESEN"),
    number("1 234", "ZAHL_GELESEN"),
    number("1\u00a0234", "ZAHL_GELESEN"),
    number("1\u202f234", "ZAHL_GELESEN"),
    number("1'234", "ZAHL_GELESEN"),
    number("1,234", "ZAHL_MEHRDEUTIG"),
    number("1,234,567", "ZAHL_TEXT"),
    number("1.234,5", "ZAHL_GANZ"),
    number("1,234.5", "ZAHL_TEXT"),
    number("1.23.4", "ZAHL_TEXT"),
    number("1.2345", "ZAHL_TEXT"),
    number("12,5", "ZAHL_GANZ"),
    number("1.234 567", "ZAHL_TEXT"),
    number("0012", "ZAHL_TEXT"),
    number("99999999999999999", "ZAHL_GROSS"),
    decimal("nur d.ddd", ["1.234", "2.345"], ("ZAHL_OHNE_BELEG", 2), ("ZAHL_OHNE_BELEG", 3)),
    decimal("nur d,ddd", ["1,234"], ("ZAHL_OHNE_BELEG", 2)),
    decimal("deutscher Beleg", ["1.234", "12,5"], ("ZAHL_GELESEN", 2)),
    decimal("englischer Beleg", ["1.234", "12.5"], ("ZAHL_GELESEN", 2)),
    decimal("englische Tausender", ["1,234.5", "1,234"], ("ZAHL_GELESEN", 2)),
    Case(
        "die Anzahl belegt den Tausenderpunkt",
        "personal",
        [staff("3.000", "2.500"), staff("1.700", "1.200", **WOMEN)],
        [("ZAHL_GELESEN", 2, "anzahl"), ("ZAHL_GELESEN", 2, "vzae"), ("TEILE_FEHLEN", 2, "anzahl")],
    ),
    Case(
        "Tausenderpunkt der Anzahl gegen Dezimalpunkt",
        "personal",
        [staff("3.000", "2500.5")],
        [("ZAHL_GELESEN", 2, "anzahl"), ("ZAHL_WIDERSPRUCH", 2, "vzae")],
    ),
    decimal("widersprüchlich", ["1,25", "1.25"], ("ZAHL_WIDERSPRUCH", 3)),
    decimal("beides in einer Zahl widerspricht", ["1.234,5", "1,234.5"], ("ZAHL_WIDERSPRUCH", 3)),
]
E2 = [
    number("'1234", "ZAHL_GELESEN"),
    number("\u22125", "ZAHL_GELESEN", "WERT_NEGATIV"),
    number("-5", "WERT_NEGATIV"),
    number("1.234 €", "ZAHL_TEXT"),
    number("12 %", "ZAHL_TEXT"),
    number("ca. 12", "ZAHL_TEXT"),
    number("12*", "ZAHL_TEXT"),
    number("1)", "ZAHL_TEXT"),
    number("+5", "ZAHL_TEXT"),
    number("1e3", "ZAHL_TEXT"),
    number("٣", "ZAHL_TEXT"),
    number("1/2", "ZAHL_TEXT"),
    number("31.12.2023", "ZAHL_DATUM"),
    number("2023-12-31", "ZAHL_DATUM"),
    number("03. Nov", "ZAHL_DATUM"),
    number("Jan 12", "ZAHL_DATUM"),
    number("12/31/2023", "ZAHL_DATUM"),
    number("-", "ZEICHEN_STRICH"),
    number("–", "ZEICHEN_STRICH"),
    number(".", "ZEICHEN_GELESEN"),
    number("·", "ZEICHEN_GELESEN"),
    number("k. A.", "ZEICHEN_GELESEN"),
    number("*", "ZEICHEN_GELESEN"),
    number("...", "ZEICHEN_GELESEN"),
    number("…", "ZEICHEN_GELESEN"),
    number("/", "ZEICHEN_GELESEN"),
    number("x", "ZEICHEN_GELESEN"),
    number("X", "ZEICHEN_GELESEN"),
    number("(12)", "ZEICHEN_GELESEN"),
    number("12 p", "ZEICHEN_GELESEN"),
    number("12r", "ZEICHEN_GELESEN"),
    number("12s", "ZEICHEN_GELESEN"),
    number("--", "ZAHL_TEXT"),
    number("weiß nicht", "ZAHL_TEXT"),
    one("12 % in Prozent", "eckwerte", {"einheit": "Prozent", "wert": "12 %"}, ("ZAHL_GELESEN", "wert")),
]
E3 = [
    key("5916000", "AGS_GELESEN"),
    key("5916000,0", "AGS_GELESEN"),
    key("5916000.0", "AGS_GELESEN"),
    key("05 916 000", "AGS_GELESEN"),
    key("059160000000", "AGS_GELESEN"),
    key("5916000", "AGS_STELLEN", stadt="Bochum"),
    key("5916000", "AGS_GELESEN", stadt=""),
    key("5911000", "AGS_STELLEN", stadt=""),
    key("5,916E+06", "AGS_ZERSTOERT"),
    key("5.9E6", "AGS_ZERSTOERT"),
    key("05916", "AGS_STELLEN"),
    key("DE05916000", "AGS_STELLEN"),
    key("591600", "AGS_STELLEN"),
    key("05916001", "STADT_UNBEKANNT"),
    key("Herne", "STADT_UNBEKANNT"),
    key("05911000", "STADT_FREMD"),
    key("", "FELD_FEHLT"),
]
E4 = [
    day("31.02.2023", "DATUM_UNGUELTIG"),
    day("12/31/2023", "DATUM_UNGUELTIG"),
    day("31/12/2023", "DATUM_UNGUELTIG"),
    day("31.12.23", "DATUM_UNGUELTIG"),
    day("2023", "DATUM_UNGUELTIG"),
    day("60", "DATUM_UNGUELTIG"),
    day("45291", "DATUM_SERIE"),
    day("43829", "DATUM_SERIE", "STICHTAG_JAHR"),
    day("31.12.2022", "STICHTAG_JAHR"),
    day("30.06.2023", "STICHTAG_ANDERS"),
    one("Beginn als Tageszahl", "massnahmen", {"beginn": "45291"}, ("DATUM_UNGUELTIG", "beginn")),
    day("", "STICHTAG_FEHLT"),
    year("23", "JAHR_UNGUELTIG"),
    year("46022", "JAHR_UNGUELTIG"),
    year("06.2023", "JAHR_UNGUELTIG"),
    year("2023,0", "JAHR_UNGUELTIG"),
    year("2022", "JAHR_ANDERS"),
    year("2024", "JAHR_ANDERS"),
]
E11 = [
    one(
        "Stichtag im Sozialraum",
        "bevoelkerung",
        {"stichtag": "", "sozialraum": "31.12.2023"},
        ("VERRUTSCHT", "sozialraum"),
        ("STICHTAG_FEHLT", "stichtag"),
    ),
    one("Städte im Nachweis", "zusammenarbeit", {"staedte": "", "nachweis": "10"}, ("VERRUTSCHT", "nachweis")),
    one("Stadt in der Bemerkung", "zusammenarbeit", {"stadt": "", "bemerkung": "Herne"}, ("VERRUTSCHT", "bemerkung")),
    one(
        "Berichtskreis in der Bemerkung",
        "eckwerte",
        {"berichtskreis": "", "bemerkung": "Kernverwaltung"},
        ("VERRUTSCHT", "bemerkung"),
    ),
    one("ein Datum als Bemerkung", "massnahmen", {"bemerkung": "01.02.2023"}),
    one("eine Zahl als Kennung", "massnahmen", {"kennung": "7", "meilensteine": "", "meilensteine_erreicht": ""}),
    Case(
        "Spalte fehlt",
        "zusammenarbeit",
        [CITY | MEETING],
        [("KOPF_FEHLT", 1, "staedte")],
        [name for name in FORMS["zusammenarbeit"].headers if name != "staedte"],
    ),
    Case(
        "Spalte zu viel",
        "zusammenarbeit",
        [CITY | MEETING | {"extra": "1"}],
        [("KOPF_UNBEKANNT", 1, "")],
        [*FORMS["zusammenarbeit"].headers, "extra"],
    ),
    Case(
        "anderes Formular",
        "zusammenarbeit",
        [CITY | MEASURE],
        [("FORMULAR_ANDERS", 1, "")],
        list(FORMS["massnahmen"].headers),
    ),
    one("Begriff nicht in der Liste", "zusammenarbeit", {"art": "Grillfest"}, ("BEGRIFF_UNBEKANNT", "art")),
    one("Bezeichnung leer erlaubt", "zusammenarbeit", {"bezeichnung": ""}),
    Case(
        "Köpfe und VZÄ vertauscht",
        "personal",
        [row | {"anzahl": row["vzae"].split(",")[0], "vzae": row["anzahl"]} for row in VALID["personal"][:3]],
        [("TEILE_FEHLEN", 2, "anzahl"), *(("VZAE_GROESSER_KOEPFE", line, "vzae") for line in (2, 3, 4))],
    ),
]


E12 = [
    Case("zwei Prozent mehr als die amtliche Zahl", "bevoelkerung", [residents("158554")], []),
    Case("eine Person mehr", "bevoelkerung", [residents("158555")], [("EINWOHNER_ABWEICHUNG", 2, "anzahl")]),
    Case(
        "das Doppelte der amtlichen Zahl",
        "bevoelkerung",
        [residents("310892")],
        [("EINWOHNER_ABWEICHUNG", 2, "anzahl")],
    ),
    Case("mehr als das Doppelte", "bevoelkerung", [residents("310893")], [("EINWOHNER_FAKTOR", 2, "anzahl")]),
    Case("so viel Personal wie die Größenklasse hat", "personal", [staff("6000", "")], []),
    Case("eine Person mehr als sie hat", "personal", [staff("6001", "")], [("GROESSENKLASSE", 2, "anzahl")]),
    Case("Personal um das Fünffache mehr", "personal", [staff("30001", "")], [("GROESSENKLASSE", 2, "anzahl")]),
    Case("Personal darüber", "personal", [staff("30002", "")], [("GROESSENKLASSE_FAKTOR", 2, "anzahl")]),
    Case("Vollzeitäquivalente in Zehnteln", "personal", [staff("3000", "250,0")], [("GROESSENKLASSE", 2, "vzae")]),
    Case("in Tausend gezählt", "bevoelkerung", [residents("156")], [("EINWOHNER_FAKTOR", 2, "anzahl")]),
    Case(
        "andere Zahl als die amtliche", "bevoelkerung", [residents("161000")], [("EINWOHNER_ABWEICHUNG", 2, "anzahl")]
    ),
    Case("zu viel Personal für die Stadt", "personal", [staff("7000", "")], [("GROESSENKLASSE", 2, "anzahl")]),
    Case("Personal in Stunden", "personal", [staff("120000", "")], [("GROESSENKLASSE_FAKTOR", 2, "anzahl")]),
    Case(
        "in Tausend statt wie im Vorjahr",
        "gewinnung",
        [flow("beworben", "3"), flow("eingeladen", "2"), flow("eingestellt", "1")],
        [("VORJAHR_FAKTOR", 2, "anzahl")],
        earlier=[flow("beworben", "3000"), flow("eingeladen", "2000"), flow("eingestellt", "1000")],
    ),
    Case(
        "eine Zahl das Zehnfache",
        "gewinnung",
        [flow("beworben", "9000"), flow("eingeladen", "310"), flow("eingestellt", "80")],
        [("VORJAHR_FAKTOR", 2, "anzahl")],
        earlier=VALID["gewinnung"],
    ),
    Case(
        "außerhalb des eigenen Bands",
        "gewinnung",
        [flow("beworben", "1351"), flow("eingeladen", "300"), flow("eingestellt", "80")],
        [("VORJAHR_ABWEICHUNG", 2, "anzahl")],
        earlier=VALID["gewinnung"],
    ),
    Case(
        "gerade noch im eigenen Band",
        "gewinnung",
        [flow("beworben", "1350"), flow("eingeladen", "330"), flow("eingestellt", "110")],
        [],
        earlier=VALID["gewinnung"],
    ),
    Case(
        "die Datei des Vorjahres",
        "personal",
        VALID["personal"],
        [("VORJAHR_GLEICH", 2, "")],
        earlier=VALID["personal"],
    ),
    Case(
        "zwei Spalten vertauscht",
        "zusammenarbeit",
        [CITY | MEETING | {"bezeichnung": title, "anzahl": "9", "staedte": "200"} for title in "ABC"],
        [("SPALTEN_VERTAUSCHT", 2, "anzahl")],
        earlier=[CITY | MEETING | {"bezeichnung": title, "anzahl": "205", "staedte": "10"} for title in "ABC"],
    ),
]
E13 = [
    one("mehr VZÄ als Personen", "personal", {"anzahl": "3000", "vzae": "3001"}, ("VZAE_GROESSER_KOEPFE", "vzae")),
    one("VZÄ in der Rundung", "personal", {"anzahl": "3000", "vzae": "3000,0"}),
    Case(
        "Frauen und Männer mehr als alle",
        "personal",
        [staff("3000", ""), staff("1700", "", **WOMEN), staff("1301", "", **MEN)],
        [("SUMME_ZU_GROSS", 2, "anzahl")],
    ),
    Case(
        "alle Teile da und weniger als alle",
        "personal",
        [staff("3000", ""), staff("1700", "", **WOMEN), staff("1298", "", **MEN), staff("1", "", **OTHER)],
        [("SUMME_ZU_KLEIN", 2, "anzahl")],
    ),
    Case(
        "ein Teil fehlt",
        "personal",
        [staff("3000", ""), staff("1700", "", **WOMEN), staff("1298", "", **MEN)],
        [("TEILE_FEHLEN", 2, "anzahl")],
    ),
    Case(
        "der fehlende Teil ist null",
        "personal",
        [staff("3000", ""), staff("1700", "", **WOMEN), staff("1300", "", **MEN)],
        [],
    ),
    Case(
        "ein Teil ist unbekannt",
        "personal",
        [staff("3000", ""), staff("1700", "", **WOMEN), staff("1298", "", **MEN), staff(".", "", **OTHER)],
        [("ZEICHEN_GELESEN", 5, "anzahl")],
    ),
    Case(
        "VZÄ der Teile mehr als alle",
        "personal",
        [staff("3000", "2500,0"), staff("1700", "1500,0", **WOMEN), staff("1300", "1000,2", **MEN)],
        [("SUMME_ZU_GROSS", 2, "vzae")],
    ),
    Case(
        "Sozialräume mehr als die Stadt",
        "bevoelkerung",
        [residents(), residents("100000", sozialraum="Mitte"), residents("56001", sozialraum="Nord")],
        [("SUMME_ZU_GROSS", 2, "anzahl")],
    ),
    Case(
        "Sozialräume weniger als die Stadt",
        "bevoelkerung",
        [residents(), residents("100000", sozialraum="Mitte"), residents("55999", sozialraum="Nord")],
        [("SUMME_ZU_KLEIN", 2, "anzahl")],
    ),
    Case(
        "Teilmenge größer als das Ganze",
        "bevoelkerung",
        [
            residents(),
            residents("30000", staatsangehoerigkeit="nichtdeutsch"),
            residents("30001", staatsangehoerigkeit="davon türkisch"),
        ],
        [("DAVON_GROESSER", 4, "anzahl"), ("TEILE_FEHLEN", 2, "anzahl")],
    ),
    Case(
        "Erwerbsalter größer als alle",
        "bevoelkerung",
        [residents(), residents("156001", altersgruppe="18 bis 65")],
        [("DAVON_GROESSER", 3, "anzahl")],
    ),
    Case(
        "mehr eingeladen als beworben",
        "gewinnung",
        [flow("beworben", "10"), flow("eingeladen", "11")],
        [("EINGELADEN_MEHR", 3, "anzahl")],
    ),
    Case(
        "mehr eingestellt als eingeladen",
        "gewinnung",
        [flow("eingeladen", "10"), flow("eingestellt", "11")],
        [("EINGESTELLT_MEHR", 3, "anzahl")],
    ),
    Case("gleich viele eingeladen", "gewinnung", [flow("beworben", "10"), flow("eingeladen", "10")], []),
    one("Teil größer als Ganzes", "kompetenz", {"anzahl": "121"}, ("ANZAHL_GROESSER_GESAMT", "anzahl")),
    one("Teil so groß wie Ganzes", "kompetenz", {"anzahl": "120"}),
    one("Gesamtzahl fehlt", "kompetenz", {"gesamt": ""}, ("GESAMT_FEHLT", "gesamt")),
    one("Antwort auf eine Quote", "kompetenz", {"antwort": "ja"}, ("ANTWORT_UNPASSEND", "antwort")),
    Case("Zahl auf eine Frage", "kompetenz", [CITY | QUESTION | {"anzahl": "3"}], [("ANTWORT_UNPASSEND", 2, "anzahl")]),
    Case("Antwort fehlt", "kompetenz", [CITY | QUESTION | {"antwort": ""}], [("ANTWORT_FEHLT", 2, "antwort")]),
    Case("Nachweis fehlt", "kompetenz", [CITY | QUESTION | {"nachweis": ""}], [("NACHWEIS_FEHLT", 2, "nachweis")]),
    Case("nein braucht keinen Nachweis", "kompetenz", [CITY | QUESTION | {"antwort": "nein", "nachweis": ""}], []),
    one("fällig vor Beginn", "massnahmen", {"faellig": "31.01.2023"}, ("FAELLIG_VOR_BEGINN", "faellig")),
    one("fällig am Tag des Beginns", "massnahmen", {"faellig": "01.02.2023"}),
    one(
        "mehr Meilensteine erreicht als geplant",
        "massnahmen",
        {"meilensteine_erreicht": "5"},
        ("MEILENSTEINE_MEHR", "meilensteine_erreicht"),
    ),
    one("alle Meilensteine erreicht", "massnahmen", {"meilensteine_erreicht": "4"}),
    one(
        "nicht erhoben und doch eine Zahl",
        "gewinnung",
        {"wertart": "nicht erhoben"},
        ("WERT_TROTZ_NICHT_ERHOBEN", "anzahl"),
    ),
    one("nicht erhoben und keine Zahl", "gewinnung", {"wertart": "nicht erhoben", "anzahl": ""}),
    Case("zweimal dieselbe Angabe", "zusammenarbeit", [CITY | MEETING] * 2, [("ZEILE_DOPPELT", 3, "art")]),
    one("Bezugszahl null", "eckwerte", {"n": "0", "wert": "0"}, ("N_NULL", "n")),
    Case(
        "Anteile statt Prozent",
        "eckwerte",
        [
            CITY | FIGURE | {"einheit": "Prozent", "wert": wert, "n": "", "gesamt": "", "gruppe": group}
            for wert, group in [("0,12", ALL), ("0,2", "weiblich"), ("1", "männlich")]
        ],
        [("PROZENT_ALS_ANTEIL", 2, "wert")],
    ),
]
E14 = [
    one("leere Zelle", "zusammenarbeit", {"anzahl": ""}, ("WERT_FEHLT", "anzahl")),
    one("null", "zusammenarbeit", {"anzahl": "0"}),
    one("Strich", "zusammenarbeit", {"anzahl": "-"}, ("ZEICHEN_STRICH", "anzahl")),
    one("leere Zelle bei einer Quote", "kompetenz", {"anzahl": ""}, ("WERT_FEHLT", "anzahl")),
]
SMALLEST = [
    *(
        one(f"Mindestzahl „{text}“", "gewinnung", {"mindestzahl": text}, ("MINDESTZAHL_UNGUELTIG", "mindestzahl"))
        for text in ("2", "0", "-3", "1001", "10,0", "1.000", "010", "-", ".", "zehn", "ab 10", "10 Personen", "٣٠")
    ),
    *(
        Case(f"Mindestzahl {text} in {form}", form, [row | {"mindestzahl": text} for row in VALID[form]], [])
        for form in ("personal", "bevoelkerung", "gewinnung", "eckwerte")
        for text in ("3", "1000")
    ),
    Case(
        "eine Zeile sagt keine Mindestzahl",
        "gewinnung",
        [flow("beworben", "900", mindestzahl="10"), flow("eingeladen", "300")],
        [],
    ),
    Case(
        "zwei Mindestzahlen",
        "gewinnung",
        [flow(step, "80", mindestzahl=text) for step, text in [("beworben", "20"), ("eingestellt", "10")]],
        [("MINDESTZAHL_VERSCHIEDEN", 3, "mindestzahl")],
    ),
    *(
        Case(
            f"im Vorjahr Mindestzahl 10, jetzt {text or 'keine'}",
            "gewinnung",
            [flow("beworben", "910", mindestzahl=text), flow("eingeladen", "310")],
            [("MINDESTZAHL_WENIGER", None, "mindestzahl")] if text in ("", "5") else [],
            earlier=[flow("beworben", "900", mindestzahl="10"), flow("eingeladen", "300")],
        )
        for text in ("", "5", "10", "20")
    ),
    Case(
        "im Vorjahr Mindestzahl 10, jetzt ohne die Spalte",
        "gewinnung",
        [flow("beworben", "910")],
        [("MINDESTZAHL_WENIGER", None, "mindestzahl")],
        [name for name in FORMS["gewinnung"].headers if name != "mindestzahl"],
        [flow("beworben", "900", mindestzahl="10")],
    ),
    one("Mindestzahl in der Bemerkung", "eckwerte", {"bemerkung": "10"}, ("VERRUTSCHT", "bemerkung")),
    one("Jahr der Quelle in der Bemerkung", "eckwerte", {"bemerkung": "2019"}),
    Case(
        "Mindestzahl, wo es keine gibt",
        "zusammenarbeit",
        [CITY | MEETING | {"mindestzahl": "10"}],
        [("KOPF_UNBEKANNT", 1, "")],
        [*FORMS["zusammenarbeit"].headers, "mindestzahl"],
    ),
]
CASES = {f"{case.form}: {case.name}": case for case in [*E1, *E2, *E3, *E4, *E11, *E12, *E13, *E14, *SMALLEST]}
