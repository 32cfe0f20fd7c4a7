"""From a city's words to ours: German headers and labels become names and codes, text becomes numbers.

Belongs here: the translation of one read table, each distinct word once, with a finding for every cell that does not
translate. Not here: whether a row makes sense (rules.py) or fits the others (sums.py, plausibility.py).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from assets.deliveries.checking.keys import Key, read_ags, read_date, read_serial, read_smallest, read_year
from assets.deliveries.checking.number_columns import Cells, Later, NumberColumn, read_cells, style_of
from assets.deliveries.checking.rule import german_date
from assets.deliveries.checking.typed import Rows, Said
from assets.deliveries.findings import finding
from assets.deliveries.reading.table import Column, TextTable
from assets.deliveries.reading.words import fold, known_as
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.fields import SMALLEST_ALLOWED, Field
from schemas.forms import CITY_NAME, FORMS, Form

WHOLE_UNITS = {"PERSONEN", "STELLEN", "PLAETZE", "ANZAHL"}
NUMBERS = ("count", "number")
REQUIRED = [field.name for field in FORMS["eckwerte"].fields if field.required and field.kind not in NUMBERS]

# Code list → the finding for a word that is not on it, where it is not the general one.
_UNKNOWN = {
    "indicator": "KENNZAHL_UNBEKANNT",
    "group": "GRUPPE_UNBEKANNT",
    "unit": "EINHEIT_UNBEKANNT",
    "value_kind": "WERTART_UNBEKANNT",
    "definition": "DEFINITION_UNBEKANNT",
    "method": "ERHEBUNGSART_UNBEKANNT",
    "scope": "BERICHTSKREIS_UNBEKANNT",
}
# Kind of a column of whole numbers that are no counts → how a word is read, the finding where it cannot be, what can.
_WHOLE: dict[str, tuple[Callable[[str], int], str, str]] = {
    "year": (read_year, "JAHR_UNGUELTIG", ""),
    "smallest": (read_smallest, "MINDESTZAHL_UNGUELTIG", f"{SMALLEST_ALLOWED[0]} bis {SMALLEST_ALLOWED[-1]}"),
}


def columns_of(table: TextTable, form: Form) -> dict[str, Column]:
    """The columns of a table by our names; the first where a header comes twice."""
    names = {fold(field.german): field.name for field in form.fields}
    found: dict[str, Column] = {}
    for column in table.columns:
        if header := known_as(column.means or column.name, names):
            found.setdefault(names[header], column)
    return found


def harmonise(
    table: TextTable,
    form: Form,
    reference: Reference,
    areas: Mapping[str, str],
    defaults: Mapping[str, object] | None = None,
    required: Collection[str] | None = None,
    *,
    typed: bool = False,
) -> tuple[Rows, list[Finding]]:
    """Translates the rows of a table into those of a form, and says which cells do not translate.

    `areas`: AGS → name of the cities it may be about. `defaults`: our name → typed value for cells that are empty.
    `required`: the columns (without numbers) no row may leave empty, those of the form if None. `typed`: the table is
    of a workbook, whose numbers are numbers. A cell that does not translate is empty in the rows.
    """
    reading = _Reading(table, form, reference, areas, dict(defaults or {}), typed)
    if required is None:
        required = [field.name for field in form.fields if field.required and field.kind not in NUMBERS]
    for field in form.fields:
        if field.kind not in NUMBERS:
            reading.read(field, field.name in required)
    reading.read_numbers()
    rows = Rows(form, pd.DataFrame(reading.frame), table.sheet, [(0, reading.columns)])
    return rows, [*reading.findings, *_said(reading.later, rows, reference)]


class _Reading:
    """One table while its columns become typed ones."""

    def __init__(
        self,
        table: TextTable,
        form: Form,
        reference: Reference,
        areas: Mapping[str, str],
        defaults: dict[str, object],
        typed: bool,
    ) -> None:
        self.form, self.reference, self.areas, self.defaults, self.typed = form, reference, areas, defaults, typed
        self.table, self.columns, self.size = table, columns_of(table, form), len(table.lines)
        self.frame: dict[str, object] = {"line": np.asarray(table.lines, dtype=np.int64)}
        self.later: list[Later] = []
        self.findings: list[Finding] = []

    def read(self, field: Field, required: bool) -> None:
        """Reads one column that holds no numbers."""
        column = self._column(field.name)
        words = [word.strip() for word in column.words]
        default = self.defaults.get(field.name)
        empty = np.array([not word for word in words], dtype=bool)[column.codes]
        if required and default is None:
            self._say("FELD_FEHLT", empty, field.name)
        if field.kind in _WHOLE:
            self._whole(field, words, column.codes, empty)
        else:
            values, codes = {
                "code": self._codes,
                "date": self._dates,
                "ags": self._keys,
                "text": lambda _field, words, codes: (words, codes),
            }[field.kind](field, words, column.codes)
            self.frame[field.name] = _categorical(values, codes, empty, str(default or ""))

    def _column(self, name: str) -> Column:
        """A delivered column, or an empty one."""
        return self.columns.get(name) or Column("", "", [""], np.zeros(self.size, dtype=np.int64))

    def _say(self, code: str, cells: np.ndarray, name: str, expected: Said = lambda _: "") -> None:
        if cells.any():
            self.later.append((code, cells, name, {"expected": expected}))

    def _codes(self, field: Field, words: list[str], codes: np.ndarray) -> tuple[list[str], np.ndarray]:
        """Words → codes; a city may write the label or the code."""
        known = _meanings(self.reference, field.codes)
        found = [known.get(fold(word), "") for word in words]
        unknown = np.array([bool(word) and not code for word, code in zip(words, found, strict=True)], dtype=bool)
        code = _UNKNOWN.get(field.codes, "BEGRIFF_UNBEKANNT")
        offered = cache(lambda place: _offered(words[place], field.codes, self.reference.labels(field.codes)))
        self._say(code, unknown[codes], field.name, lambda row: offered(codes[row]))
        return found, codes

    def _dates(self, field: Field, words: list[str], codes: np.ndarray) -> tuple[list[str], np.ndarray]:
        found = [_or_empty(read_date, word) for word in words]
        wrong = np.array([bool(word) and not day for word, day in zip(words, found, strict=True)], dtype=bool)
        serial = np.zeros(len(words), dtype=bool)
        if field.name == "date":
            # The day of a row lies in the row's year, so a wrong reading of a serial number shows (STICHTAG_JAHR).
            for index in np.flatnonzero(wrong).tolist():
                found[index] = _or_empty(read_serial, words[index])
                serial[index] = bool(found[index])
        self._say("DATUM_UNGUELTIG", (wrong & ~serial)[codes], field.name)
        self._say("DATUM_SERIE", serial[codes], field.name, lambda row: german_date(found[codes[row]]))
        return found, codes

    def _whole(self, field: Field, words: list[str], codes: np.ndarray, empty: np.ndarray) -> None:
        convert, code, allowed = _WHOLE[field.kind]
        read = np.array([_or_zero(convert, word) for word in words], dtype=np.int64)
        values, missing = read[codes], read[codes] == 0
        self._say(code, missing & ~empty, field.name, lambda _: allowed)
        default = self.defaults.get(field.name)
        if isinstance(default, int):
            values, missing = np.where(empty, default, values), missing & ~empty
        self.frame[field.name] = pd.arrays.IntegerArray(values, missing)

    def _keys(self, field: Field, words: list[str], codes: np.ndarray) -> tuple[list[str], np.ndarray]:
        """Municipality keys; a mangled one is told by the name beside it, so each pair of both is read once."""
        names = self._column(CITY_NAME.name)
        official = {ags: fold(name) for ags, name in (self.reference.names | dict(self.areas)).items()}
        home = {ags: fold(name) for ags, name in self.areas.items()}
        pairs, inverse = np.unique(codes.astype(np.int64) * len(names.words) + names.codes, return_inverse=True)
        found: list[Key] = []
        for word, name in zip(pairs // len(names.words), pairs % len(names.words), strict=True):
            city = fold(names.words[name]).split(",")[0]
            found.append(read_ags(words[word], city, official, home) if words[word] else Key(""))
        for code in sorted({key.code for key in found} - {""}):
            cells = np.array([key.code == code for key in found], dtype=bool)[inverse]
            self._say(code, cells, field.name, lambda row: found[inverse[row]].expected)
        return [key.ags for key in found], inverse

    def read_numbers(self) -> None:
        """Reads the columns of numbers; the first of them is the row's main number and gives its mark."""
        fields = [field for field in self.form.fields if field.kind in NUMBERS]
        units = self.frame.get("unit")
        numbers = {
            field.name: NumberColumn.of(
                field.name, self._column(field.name), "count" if units is not None else field.kind
            )
            for field in fields
        }
        style, contradiction = style_of(list(numbers.values()), typed=self.typed)
        if contradiction:
            self._contradiction(contradiction)
        marks = ["", *self.reference.labels("mark")]
        everywhere = np.ones(self.size, dtype=bool)
        for main, field in zip([True] + [False] * len(fields), fields, strict=False):
            classes = [(everywhere, numbers[field.name].kind, False)]
            if isinstance(units, pd.Categorical) and main:
                whole, percent = units.isin(WHOLE_UNITS | {"TSD_PERSONEN"}), units == "PROZENT"
                classes = [(whole, "count", False), (percent, "figure", True), (~whole & ~percent, "figure", False)]
            cells = read_cells(numbers[field.name], classes, style, marks)
            # A table that contradicts itself is refused by that; each of its cells again would say nothing new.
            if not contradiction or field.kind == "count":
                self.later += cells.later
            self._keep(field, cells, marks, main)

    def _keep(self, field: Field, cells: Cells, marks: list[str], main: bool) -> None:
        if main:
            self.frame["mark"] = _categorical(marks, cells.marks)
        if field.required:
            kinds = self.frame.get("value_kind")
            told = ~kinds.isin(["", "NICHT_ERHOBEN"]) if isinstance(kinds, pd.Categorical) else True
            self._say("WERT_FEHLT", cells.empty & told, field.name)
        missing = np.isnan(cells.values)
        if field.kind == "count":
            fraction = cells.decimals > 0
            self._say("ZAHL_GANZ", fraction, field.name)
            missing |= fraction
            whole = np.where(missing, 0, cells.values).astype(np.int64)
            self.frame[field.name] = pd.arrays.IntegerArray(whole, missing)
        else:
            self.frame[field.name] = cells.values
        self.frame[f"{field.name}_decimals"] = cells.decimals
        if main and "decimals" in self.form.columns:
            self.frame["decimals"] = pd.arrays.IntegerArray(cells.decimals, missing)

    def _contradiction(self, cells: list[tuple[NumberColumn, int]]) -> None:
        (english, word), (german, other) = cells
        there = german.first(other)
        where = f"{german.column.words[other]} ({german.column.letter}{self.table.lines[there]})"
        only = np.zeros(self.size, dtype=bool)
        only[english.first(word)] = True
        self._say("ZAHL_WIDERSPRUCH", only, english.name, lambda _: where)


def _said(later: Iterable[Later], rows: Rows, reference: Reference) -> list[Finding]:
    """The findings about cells, now that the rows are whole; what was read from more than digits is said once."""
    made: list[Finding] = []
    for code, cells, name, words in later:
        first, number = int(np.argmax(cells)), int(cells.sum())
        expected = words.get("expected", lambda _: "")
        if code in ("ZEICHEN_STRICH", "ZEICHEN_GELESEN"):
            label = reference.labels("mark")[str(words["mark"])]
            made.append(rows.at(code, first, name, expected=label, number=number))
        elif code == "ZAHL_GELESEN":
            value = rows.frame[name].iloc[first]
            if pd.isna(value):
                continue  # it was refused all the same: another finding says why
            read = f"{value:.15g}".replace(".", ",")
            made.append(rows.at(code, first, name, expected=read, number=number, how=words["how"]))
        elif code in ("AGS_GELESEN", "DATUM_SERIE"):
            made.append(rows.at(code, first, name, expected=expected(first), number=number))
        else:
            made += rows.each(code, cells, name, expected)
    return made


def header_findings(
    table: TextTable, form: Form, given: Collection[str] = (), ignored: Collection[str] = ()
) -> list[Finding]:
    """What is wrong with a header: a column is missing, unknown or there twice.

    `given`: columns of ours that the cover sheet answers; `ignored`: folded headers that say nothing. A column that a
    table may lack is not missed.
    """
    known = {fold(field.german): field.name for field in form.fields}
    names = [known.get(known_as(column.name, known), "") for column in table.columns]
    found = [
        finding("KOPF_FEHLT", table.header_row, field.german, expected=field.german, sheet=table.sheet)
        for field in form.fields
        if not field.may_lack and field.name not in {*names, *given}
    ]
    for index, column in enumerate(table.columns):
        code, about = "", ""
        if names[index]:
            code, about = ("KOPF_DOPPELT", column.name) if names[index] in names[:index] else ("", "")
        elif fold(column.name) not in ignored:
            code = "KOPF_UNBEKANNT"
        if code:
            cell = f"{column.letter}{table.header_row}" if column.letter else ""
            found.append(finding(code, table.header_row, about, column.name, sheet=table.sheet, cell=cell))
    said = {(one.code, one.value) for one in table.findings}
    return [one for one in found if (one.code, one.value) not in said]


def _categorical(
    values: list[str], codes: np.ndarray, empty: np.ndarray | None = None, default: str = ""
) -> pd.Categorical:
    """Cells as a categorical without gaps; `empty` ones get the default."""
    categories = list(dict.fromkeys([*values, default] if default else values)) or [""]
    position = {value: index for index, value in enumerate(categories)}
    cells = np.array([position[value] for value in values], dtype=np.int64)[codes]
    if empty is not None and default:
        cells = np.where(empty, position[default], cells)
    return pd.Categorical.from_codes(cells, categories=pd.Index(categories, dtype=object))


def _or_zero(convert: Callable[[str], int], word: str) -> int:
    try:
        return convert(word)
    except ValueError:
        return 0


def _or_empty(convert: Callable[[str], str], word: str) -> str:
    try:
        return convert(word) if word else ""
    except ValueError:
        return ""


@lru_cache(maxsize=64)
def _meanings(reference: Reference, codes: str) -> dict[str, str]:
    """What may stand for a code of a list, folded: its label or itself."""
    labels = reference.labels(codes)
    return {fold(label): code for code, label in labels.items()} | {fold(code): code for code in labels}


def _offered(word: str, codes: str, labels: Mapping[str, str]) -> str:
    """What a city may write instead: the codes of the definitions, a short list whole, of a long one the nearest."""
    if codes == "definition":
        return ", ".join(labels)
    words = list(labels.values())
    nearest = get_close_matches(word, words, n=3, cutoff=0) if len(words) > 12 else words
    return ", ".join(nearest)
