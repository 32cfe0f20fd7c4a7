"""What stands in each column of the three tables of an edition: titles, type, list of codes, unit.

Belongs here: what a re-user must know of a column. Not here: the names of the columns (schemas/published.py), what a
code means (code_lists.py), how a format says it (the other modules of this folder).
"""

from dataclasses import dataclass
from typing import Literal

from assets.editions.changes import COLUMNS as CHANGE_COLUMNS
from schemas.published import BREAKDOWN_COLUMNS, COLUMNS, NETWORK_COLUMNS

# A list is several texts joined by |.
Kind = Literal["text", "list", "code", "integer", "number", "year", "day"]


@dataclass(frozen=True)
class DataColumn:
    """A column: titles, type, the list its codes are of, the unit of its numbers, and what the title does not say."""

    name: str
    german: str
    english: str
    kind: Kind = "text"
    codes: str = ""
    unit: str = ""
    note: str = ""
    needed: bool = False


@dataclass(frozen=True)
class DataTable:
    """A table: name of the file without its ending, titles, columns in order, and the columns that name a row, if any
    do.
    """

    name: str
    german: str
    english: str
    columns: tuple[DataColumn, ...]
    key: tuple[str, ...]


_COUNTED = "wie in veroeffentlicht_in"
_AS_VALUE = "wie in einheit"
_NO_NUMBER = "Leer, wo status sagt, dass es keine Zahl gibt."
_NOT_REPEATED = "Leer, wo keine Zahl stand oder wo sie inzwischen geheim ist."

_DESCRIBED = {
    column.name: column
    for column in [
        DataColumn("berichtsjahr", "Berichtsjahr", "reporting year", "year", needed=True),
        DataColumn("ags", "Amtlicher Gemeindeschlüssel", "official municipality key", "code", "stadt", needed=True),
        DataColumn("stadt", "Stadt", "city", needed=True),
        DataColumn("kennzahl", "Kennzahl", "indicator", "code", "kennzahl", needed=True),
        DataColumn("bezug", "abgeleitet aus", "derived from", "code", "kennzahl", note="Anteil, zu dem sie gehört."),
        DataColumn("gliederung", "Gliederung", "breakdown", "code", "gliederung", note="Leer: die Stadt im Ganzen."),
        DataColumn("gruppe", "Gruppe", "group", "code", "gruppe", needed=True),
        DataColumn("sicht", "Teil der Bevölkerung", "part of the population", "code", "sicht"),
        DataColumn("sozialraum", "Sozialraum", "district", note="Leer: die ganze Stadt."),
        DataColumn("jahr", "Jahr", "year", "year", note="Leer, wo keine Zahl geliefert ist."),
        DataColumn("stichtag", "Stichtag", "reference date", "day", note="Leer, wo nur das Jahr bekannt ist."),
        DataColumn("wert", "Wert", "value", "number", unit=_AS_VALUE, note=_NO_NUMBER),
        DataColumn("einheit", "Einheit", "unit", "code", "einheit", needed=True),
        DataColumn("status", "Status", "status", "code", "status", needed=True),
        DataColumn("obs_status", "Status nach SDMX", "observation status (SDMX)", "code", "obs_status", needed=True),
        DataColumn(
            "conf_status", "Geheimhaltung nach SDMX", "confidentiality (SDMX)", "code", "conf_status", needed=True
        ),
        DataColumn("grund", "Warum es keine Zahl gibt", "why there is no number"),
        DataColumn("urteil", "Urteil", "verdict", "code", "urteil"),
        DataColumn("wertart", "Wertart", "kind of value", "code", "wertart"),
        DataColumn("definition", "Wer wird gezählt", "who is counted", "code", "definition"),
        DataColumn("erhebungsart", "Erhebungsart", "method", "code", "erhebungsart"),
        DataColumn("berichtskreis", "Berichtskreis", "scope", "code", "berichtskreis"),
        DataColumn("guete", "Güte", "quality grade", "code", "guete"),
        DataColumn("veroeffentlicht_in", "Einheit der Lieferung", "unit as delivered", "code", "einheit"),
        DataColumn("zaehler", "Zähler", "numerator", "number", unit=_COUNTED),
        DataColumn("n", "Nenner: mit bekannter Angabe", "denominator: known answers", "number", unit=_COUNTED),
        DataColumn("gesamt", "alle, auch ohne Angabe", "all, known or not", "number", unit=_COUNTED),
        DataColumn("intervall", "Art des Bereichs", "kind of interval", "code", "intervall"),
        DataColumn("unten", "95-Prozent-Bereich, unten", "95 per cent interval, low", "number", unit=_AS_VALUE),
        DataColumn("oben", "95-Prozent-Bereich, oben", "95 per cent interval, high", "number", unit=_AS_VALUE),
        DataColumn("grenze_unten", "ohne Annahme sicher, ab", "certain without assumptions, low", "number"),
        DataColumn("grenze_oben", "ohne Annahme sicher, bis", "certain without assumptions, high", "number"),
        DataColumn("bevoelkerung_wert", "Bevölkerung: Anteil", "population: share", "number", unit="Anteil, 0 bis 1"),
        DataColumn("bevoelkerung_zaehler", "Bevölkerung: Zähler", "population: numerator", "number"),
        DataColumn("bevoelkerung_n", "Bevölkerung: Nenner", "population: denominator", "number"),
        DataColumn("bevoelkerung_jahr", "Bevölkerung: Jahr", "population: year", "year"),
        DataColumn("bevoelkerung_stichtag", "Bevölkerung: Stichtag", "population: reference date", "day"),
        DataColumn(
            "bevoelkerung_definition",
            "Bevölkerung: wer gezählt ist",
            "population: who is counted",
            "code",
            "definition",
        ),
        DataColumn(
            "bevoelkerung_erhebungsart", "Bevölkerung: Erhebungsart", "population: method", "code", "erhebungsart"
        ),
        DataColumn("bevoelkerung_empfang", "Bevölkerung: Empfang", "population: receipt"),
        DataColumn("bevoelkerung_zeile", "Bevölkerung: Zeile", "population: line", "integer"),
        DataColumn("empfang", "Empfang der Lieferung", "receipt of the delivery"),
        DataColumn("zeile", "Zeile der Lieferung", "line of the delivery", "integer", note="0: keine Lieferung."),
        DataColumn("empfaenge", "alle Lieferungen dahinter", "all deliveries behind it", "list"),
        DataColumn("quelle", "Quelle", "source"),
        # Only of the network and of breakdowns.
        DataColumn("definitionsfamilie", "Familie der Definitionen", "family of definitions"),
        DataColumn("zusammen", "Anteil aller zusammen", "share of all together", "number", unit=_AS_VALUE),
        DataColumn("median", "Median der Städte", "median of the cities", "number", unit=_AS_VALUE),
        DataColumn("niedrigster", "niedrigster Wert", "lowest value", "number", unit=_AS_VALUE),
        DataColumn("hoechster", "höchster Wert", "highest value", "number", unit=_AS_VALUE),
        DataColumn("anzahl_staedte", "Zahl der Städte", "number of cities", "integer", needed=True),
        DataColumn("staedte", "Städte dahinter", "cities behind it", "list"),
        DataColumn("jahre", "Jahre der Zahlen", "years of the figures", "list"),
        DataColumn("gesamtheit", "das Ganze", "the whole", needed=True),
        DataColumn("vollstaendig", "Gruppen ergeben das Ganze", "groups add up to the whole", needed=True),
        # Only of changes.
        DataColumn("ausgabe", "Ausgabe", "edition", "year", needed=True),
        DataColumn("fassung", "Fassung", "version", "integer", needed=True),
        DataColumn("alt", "bisheriger Wert", "value before", "number", unit=_AS_VALUE, note=_NOT_REPEATED),
        DataColumn("alt_status", "bisheriger Status", "status before", "code", "status", note="Leer: stand nicht da."),
        DataColumn("neu", "jetziger Wert", "value now", "number", unit=_AS_VALUE, note=_NOT_REPEATED),
        DataColumn("neu_status", "jetziger Status", "status now", "code", "status", note="Leer: steht nicht mehr da."),
        DataColumn("art", "Art der Änderung", "kind of change", needed=True),
        DataColumn("alt_empfaenge", "bisherige Lieferungen", "deliveries before", "list"),
        DataColumn("neu_empfaenge", "jetzige Lieferungen", "deliveries now", "list"),
    ]
}


def _columns(names: dict[str, str]) -> tuple[DataColumn, ...]:
    return tuple(_DESCRIBED[name] for name in names.values())


VALUES = DataTable(
    "kennzahlen",
    "Kennzahlen der Städte",
    "indicators of the cities",
    _columns(COLUMNS),
    (
        *("ags", "kennzahl", "bezug", "gliederung", "gruppe", "sicht", "sozialraum", "jahr", "stichtag"),
        *("definition", "erhebungsart", "berichtskreis", "empfang", "zeile"),
    ),
)
NETWORK = DataTable(
    "netzwerk",
    "Kennzahlen aller Städte zusammen",
    "indicators of all cities together",
    _columns(NETWORK_COLUMNS),
    ("kennzahl", "bezug", "gliederung", "gruppe", "sicht", "definitionsfamilie"),
)
BREAKDOWNS = DataTable(
    "gliederungen",
    "Welche Gruppen sich zu einem Ganzen ergänzen",
    "which groups add up to a whole",
    # Here a breakdown may also be one of residents, which no list of codes has.
    tuple(
        DataColumn("gliederung", "Gliederung", "breakdown", needed=True) if column.name == "gliederung" else column
        for column in _columns(BREAKDOWN_COLUMNS)
    ),
    ("ags", "gesamtheit", "jahr", "stichtag", "definition", "erhebungsart", "berichtskreis", "gliederung"),
)
_OTHERWISE = {"grund": DataColumn("grund", "Warum es sich geändert hat", "why it has changed")}
# Two sources of one figure may change both, so that nothing names a row.
CHANGES = DataTable(
    "aenderungen",
    "Was sich gegenüber früheren Ausgaben geändert hat",
    "what has changed since earlier editions",
    tuple(_OTHERWISE.get(name, _DESCRIBED[name]) for name in (*CHANGE_COLUMNS, "stadt", "grund")),
    (),
)
TABLES = (VALUES, NETWORK, BREAKDOWNS, CHANGES)
