"""The rows of an export: chosen for a city and a year, their words in the words of the form.

Belongs here: from a recognised export to tables with the form's headers, and what was left out. Not here: which export
it is (exports.py), cells → numbers and rows → verdict (as for any form).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assets.deliveries.checking.exports import FORM, Export, Source, recognise, word_unknown
from assets.deliveries.findings import finding
from assets.deliveries.reading.table import Column, TextTable
from assets.deliveries.reading.words import fold
from assets.reference.seeds import Reference
from schemas.deliveries import Finding

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NOTHING = {"column": "count", "code": "", "definition": "", "label": ""}
# The characteristic that decides how a file counts: its definition stands for all rows.
_DECIDING = ("history", "nationality")
_SAID = ("value_kind", "definition", "method", "scope")


@dataclass(frozen=True)
class Wanted:
    """Which rows of an export are taken: of this city and reporting year, of several days the usual one."""

    ags: str
    name: str
    year: int
    day: str


@dataclass(frozen=True)
class _Characteristic:
    """What one characteristic says in each row: row i means `meanings[codes[i]]`, None where the map has no row for it.

    `column` is where its words stand, `shown` the word of each meaning.
    """

    column: Column
    codes: np.ndarray
    shown: list[str]
    meanings: list[dict[str, str] | None]

    def per_row(self, judge: Callable[[dict[str, str]], object], kind: type) -> np.ndarray:
        """A judgement of each meaning, row by row; an unknown word is judged like one that means nothing."""
        return np.array([judge(meaning or _NOTHING) for meaning in self.meanings], dtype=kind)[self.codes]

    def given(self, name: str, rows: np.ndarray) -> np.ndarray:
        """What it gives a column of the form in these rows, "" where it is about another column."""
        return self.per_row(lambda meaning: meaning["code"] if meaning["column"] == name else "", object)[rows]


def read_export(table: TextTable, wanted: Wanted, reference: Reference) -> Export | None:
    """Reads a table as one of the known exports; None where its headers are no export's.

    Findings of severity FEHLER (an unknown header or word, no row of the city or year) leave it without tables.
    """
    source = recognise(table, reference)
    if source is None:
        return None
    if not isinstance(source, Source):
        return Export(table.header_row, findings=source)
    export = Export(table.header_row, source.districts)
    chosen = _characteristics(table, source)
    keep = np.ones(len(table.lines), dtype=bool)
    for choose in (_of_city, _of_year, _of_persons):
        rows, findings = choose(table, source, chosen, wanted, keep)
        export.findings.extend(findings)
        keep &= rows
        if not keep.any():
            break
    else:
        unknown = _unknown_words(table, chosen, keep)
        export.findings.extend(unknown)
        if not unknown:
            export.findings.append(_build(table, source, chosen, wanted, np.flatnonzero(keep), export, reference))
    return export


def _unknown_words(table: TextTable, chosen: list[_Characteristic], keep: np.ndarray) -> list[Finding]:
    """Every word without a row in the map, once, at the first row that has it."""
    return [
        word_unknown(table, one.column, int(rows[0]), word)
        for one in chosen
        for code, (word, meaning) in enumerate(zip(one.shown, one.meanings, strict=True))
        if meaning is None and len(rows := np.flatnonzero(keep & (one.codes == code)))
    ]


def _characteristics(table: TextTable, source: Source) -> list[_Characteristic]:
    """The characteristics of a table: those with a column for their name by their number, others by their header."""
    names: dict[str, list[Column]] = {}
    words: dict[str, list[Column]] = {}
    for column in table.columns:
        row = source.row_of(column)
        if row["role"] == "merkmal":
            names.setdefault(row["column"], []).append(column)
        elif row["role"] in ("auspraegung", "guete"):
            words.setdefault(row["column"] or column.name, []).append(column)
    return [_characteristic(source, names.get(number, []), columns) for number, columns in words.items()]


def _characteristic(source: Source, names: list[Column], words: list[Column]) -> _Characteristic:
    codes, combinations = _combine([*names, *words])
    # A characteristic without a column for its name is called as its own header.
    own = source.row_of(words[0])["header"]
    shown: list[str] = []
    meanings: list[dict[str, str] | None] = []
    for texts in combinations:
        variables = [text for text in texts[: len(names)] if text] if names else [own]
        labels = [text for text in texts[len(names) :] if text]
        meanings.append(_meaning(source, variables, labels))
        # An unknown characteristic is named with its word; of a known one the word is enough.
        known = any(fold(variable) == name for variable in variables for name, _ in source.words)
        shown.append(" ".join(labels[-1:] if known else [*variables[-1:], *labels[-1:]]))
    return _Characteristic(words[-1], codes, shown, meanings)


def _meaning(source: Source, variables: list[str], labels: list[str]) -> dict[str, str] | None:
    """The map's row for the first name and word (code or label) that has one; any word where the map says `*`."""
    if not variables and not labels:
        return _NOTHING
    for variable in variables:
        for label in labels or [""]:
            if (fold(variable), fold(label)) in source.words:
                return source.words[fold(variable), fold(label)]
        if labels and (fold(variable), "*") in source.words:
            return source.words[fold(variable), "*"] | {"code": labels[0]}
    return None


def _combine(columns: list[Column]) -> tuple[np.ndarray, list[tuple[str, ...]]]:
    """Which words stand beside each other: the number of the combination in each row, and the combinations."""
    key = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column in columns:
        key = key * len(column.words) + column.codes
    _, first, codes = np.unique(key, return_index=True, return_inverse=True)
    combinations = [tuple(column.words[column.codes[row]] for column in columns) for row in first]
    return codes, combinations


_Choice = tuple[np.ndarray, list[Finding]]


def _of_city(
    table: TextTable, source: Source, chosen: list[_Characteristic], wanted: Wanted, keep: np.ndarray
) -> _Choice:
    """The rows of the city at the finest level that names it; a city without Kreis also stands among the Kreise."""
    own = {wanted.ags: 3, f"{wanted.ags[:5]}0000{wanted.ags[5:]}": 3}
    if wanted.ags.endswith("000"):
        own[wanted.ags[:5]] = 2
    level = np.zeros(len(keep), dtype=int)
    for one in chosen:
        level = np.maximum(
            level, one.per_row(lambda meaning: own.get(meaning["code"], 1) if meaning["column"] == "ags" else 0, int)
        )
    best = level.max(initial=0)
    if best == 0:
        return keep, []
    if best == 1:
        areas = sorted({word for one in chosen for word in _words_for(one, "ags")})
        shown = ", ".join(areas[:5]) + (" …" if len(areas) > 5 else "")
        return ~keep, [
            finding("EXPORT_STADT_FEHLT", table.header_row, value=shown, expected=f"{wanted.ags} {wanted.name}")
        ]
    return level == best, _left_out(level != best, "andere Gebiete oder Ebenen")


def _words_for(one: _Characteristic, column: str) -> list[str]:
    return [meaning["code"] for meaning in one.meanings if meaning and meaning["column"] == column]


def _of_year(
    table: TextTable, source: Source, chosen: list[_Characteristic], wanted: Wanted, keep: np.ndarray
) -> _Choice:
    """The rows of the reporting year; of several days in it those of the usual day."""
    column = _field(table, source, "date")
    if column is None:
        return keep, []
    days = [_german(word) for word in column.words]
    there = sorted({days[code] for code in np.unique(column.codes[keep])}, key=lambda day: (day[-4:], day))
    of_year = [day for day in there if day[-4:] == str(wanted.year)]
    usual = _german(wanted.day)
    if not of_year:
        found = ", ".join(there[:8])
        return ~keep, [finding("EXPORT_JAHR_FEHLT", table.header_row, column.name, found, wanted.year)]
    if len(of_year) > 1 and usual not in of_year:
        return ~keep, [finding("EXPORT_STICHTAGE", table.header_row, column.name, ", ".join(of_year[:8]), usual)]
    day = usual if len(of_year) > 1 else of_year[0]
    rows = np.array([one == day for one in days])[column.codes]
    return rows, _left_out(keep & ~rows, "andere Stichtage oder Jahre")


def _of_persons(
    table: TextTable, source: Source, chosen: list[_Characteristic], wanted: Wanted, keep: np.ndarray
) -> _Choice:
    """The rows that count persons in categories of the form."""
    others = np.zeros(len(keep), dtype=bool)
    for one in chosen:
        others |= one.per_row(lambda meaning: meaning["column"] == "", bool)
    return ~others, _left_out(keep & others, "andere Messgrößen oder Gliederungen")


def _german(day: str) -> str:
    """A day as the form writes it; a year alone and what is no day stay as they are."""
    match = _ISO.fullmatch(day)
    return f"{match[3]}.{match[2]}.{match[1]}" if match else day


def _field(table: TextTable, source: Source, name: str) -> Column | None:
    """The column whose cells are those of a column of the form."""
    rows = ((column, source.row_of(column)) for column in table.columns)
    return next((column for column, row in rows if row["role"] == "feld" and row["column"] == name), None)


def _left_out(rows: np.ndarray, reason: str) -> list[Finding]:
    count = int(rows.sum())
    return [finding("EXPORT_ZEILEN", value=count, expected=reason)] if count else []


def _build(
    table: TextTable,
    source: Source,
    chosen: list[_Characteristic],
    wanted: Wanted,
    rows: np.ndarray,
    export: Export,
    reference: Reference,
) -> Finding:
    """Adds the tables in the words of the form, one for each column of numbers; the finding says what was read."""
    numbers = [column for column in table.columns if source.row_of(column)["role"] == "wert"]
    headers = {number.letter: fold(source.row_of(number)["header"]) for number in numbers}
    means = {letter: source.words.get((header, ""), _NOTHING) for letter, header in headers.items()}
    used = [*means.values(), *(one.meanings[code] or _NOTHING for one in chosen for code in np.unique(one.codes[rows]))]
    fixed = source.fixed | {"ags": source.fixed.get("ags", wanted.ags), "definition": _definition(source, used)}
    cells = {name: _first(chosen, name, rows, "INSGESAMT") for name in FORM.dimensions}
    cells["district"] = _first(chosen, "district", rows, "")
    cells["year"] = np.full(len(rows), str(wanted.year), dtype=object)
    cells |= {name: np.full(len(rows), fixed[name], dtype=object) for name in ("ags", *_SAID)}
    date = _field(table, source, "date")
    if date is not None:
        # A year alone names no day: the column stays empty then.
        days = [day if len(day) > 4 else "" for day in map(_german, date.words)]
        cells["date"] = np.array(days, dtype=object)[date.codes[rows]]
    signs = _first(chosen, "count", rows, "")
    for number in numbers:
        own = cells | {means[number.letter]["column"]: np.full(len(rows), means[number.letter]["code"], dtype=object)}
        own["count"] = _signed(np.array(number.words, dtype=object)[number.codes[rows]], signs)
        cells_of = {"count": number, "date": date}
        columns = [_encoded(FORM.german[name], cells_of.get(name), texts) for name, texts in own.items()]
        export.tables.append(TextTable(table.sheet, table.header_row, columns, table.lines[rows]))
    return finding(
        "EXPORT_GELESEN",
        table.header_row,
        value=source.fixed["titel"],
        expected=f"{wanted.ags} {wanted.name}",
        sheet=table.sheet,
        cells=len(rows) * len(numbers),
        **{name: reference.labels(name)[fixed[name]] for name in ("definition", "method", "scope")},
    )


def _definition(source: Source, used: list[dict[str, str]]) -> str:
    """The definition of a file: that of the words it uses, of origin before nationality; else the source's own."""
    by_column = {meaning["column"]: meaning["definition"] for meaning in used if meaning["definition"]}
    return next((by_column[name] for name in _DECIDING if name in by_column), source.fixed["definition"])


def _first(chosen: list[_Characteristic], name: str, rows: np.ndarray, otherwise: str) -> np.ndarray:
    """What the characteristics give a column of the form in these rows; a part goes before the whole."""
    cells = np.full(len(rows), otherwise, dtype=object)
    for one in chosen:
        given = one.given(name, rows)
        cells = np.where((given != "") & (cells == otherwise), given, cells)
    return cells


def _signed(texts: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """Numbers with the sign of their quality behind them; a sign that stands for a missing number stands alone."""
    apart = [sign if text in ("", sign) else f"{text} {sign}".strip() for text, sign in zip(texts, signs, strict=True)]
    return np.array(apart, dtype=object)


def _encoded(name: str, delivered: Column | None, texts: np.ndarray) -> Column:
    """Texts as the column of the form called `name`, with header and letter of the one they stand in, if in any."""
    words = list(dict.fromkeys(texts))
    number = {word: code for code, word in enumerate(words)}
    codes = np.array([number[text] for text in texts], dtype=np.int32)
    header, letter = (delivered.name, delivered.letter) if delivered else (name, "")
    return Column(header, letter, words, codes, means=name)
