"""From a sheet of cells to its table: columns with a name, rows of data, sums apart, and findings about the rest.

Belongs here: putting header (header.py), rows (rows.py) and characters (text.py) together to one TextTable. Not here:
bytes and fields (csv_table.py, workbook.py), what headers and words mean (checking/).
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from assets.deliveries.findings import finding, shown
from assets.deliveries.reading.cells import Cells
from assets.deliveries.reading.grid import letters
from assets.deliveries.reading.header import (
    LAST_ROW,
    Header,
    above_findings,
    known_header,
    named_columns,
    shape_findings,
    shaped_header,
)
from assets.deliveries.reading.rows import Role, Rows, judge_rows
from assets.deliveries.reading.table import Column, TextTable, TotalRow
from assets.deliveries.reading.text import strange
from schemas.findings import Finding

# Where programs cut off: rows of old and new Excel, characters of a cell.
_CUT_ROWS = (65_536, 1_048_576)
_CUT_TEXT = 32_767
# Digits of a land, a district, an administrative region and a municipality.
_KEY_LENGTHS = {2, 3, 5, 8}
_FEW_KEYS = 20_000
# So many places of one code are listed; the rest is counted.
_MOST = 1_000


def locate(cells: Cells, known: Collection[str], sheet: str = "") -> TextTable | None:
    """The table of a sheet whose header has names of `known`; None where no row is such a header.

    With nothing known the header is the first row of the widest block. What makes rows untrustworthy is a FEHLER
    among the table's findings; rows of a wrong width and rows of a second table are not in it.
    """
    filled = cells.filled()
    top = [cells.row(index) for index in range(min(LAST_ROW + 1, len(cells.lines)))]
    widest = int(filled.sum(axis=1).max(initial=0))
    header = known_header(top, known) if known else shaped_header(top, widest)
    if header is None:
        return None
    findings = above_findings(header, cells) if known else shape_findings(header, cells)
    if findings and not known:
        return TextTable(sheet, int(cells.lines[header.last]), [], cells.lines[:0], [], _of_sheet(findings, sheet))
    findings += _header_place(header, cells)
    rows = judge_rows(cells, filled, header, known)
    findings += rows.findings + _widths(rows, cells, header)
    data = rows.of(Role.DATA)
    named, more = named_columns(header, cells, filled[data].any(axis=0), known)
    findings += more
    columns = [_column(cells, header, column, data) for column in named]
    lines = cells.lines[data]
    totals = [_total(cells, header, named, rows, row) for row in rows.of(Role.TOTAL)]
    findings += _characters_around(cells, header, rows) + _cut(cells, filled)
    for column in columns:
        findings += _characters(column, lines)
    findings += _levels(columns[0], lines) if columns else []
    return TextTable(sheet, int(cells.lines[header.last]), columns, lines, totals, _of_sheet(findings, sheet))


def _of_sheet(findings: list[Finding], sheet: str) -> list[Finding]:
    return [replace(one, sheet=shown(sheet)) for one in findings]


def _header_place(header: Header, cells: Cells) -> list[Finding]:
    first, last = int(cells.lines[header.first]), int(cells.lines[header.last])
    if header.first != header.last:
        return [finding("KOPF_ZWEIZEILIG", last, value=first, expected=last)]
    return [finding("KOPF_ZEILE", last, value=last)] if last > 1 else []


def _widths(rows: Rows, cells: Cells, header: Header) -> list[Finding]:
    """Takes rows of another width than the header's out of the data: a separator is missing or too much."""
    width = int(cells.widths[header.last])
    judged = np.isin(rows.roles, [Role.DATA, Role.TOTAL, Role.REPEATED, Role.UNITS])
    wrong = np.flatnonzero(judged & (cells.widths != width))
    rows.roles[wrong] = Role.FOREIGN
    return _limited(
        "ZEILE_BREITE",
        len(wrong),
        [
            finding("ZEILE_BREITE", int(cells.lines[row]), value=int(cells.widths[row]), expected=width)
            for row in wrong[:_MOST]
        ],
    )


def _column(cells: Cells, header: Header, column: int, data: np.ndarray) -> Column:
    """A column of the data rows, with only the words that stand there."""
    codes, words = cells.codes[column][data], cells.words[column]
    used = np.zeros(len(words), dtype=bool)
    used[codes] = True
    renumbered = np.cumsum(used, dtype=np.int32) - 1
    kept = [word for word, keep in zip(words, used, strict=True) if keep]
    return Column(header.names[column], letters(column), kept, renumbered[codes])


def _total(cells: Cells, header: Header, named: list[int], rows: Rows, row: int) -> TotalRow:
    texts = cells.row(row)
    first = rows.first[row]
    label = texts[first] if any(map(str.isalpha, texts[first])) else ""
    return TotalRow(int(cells.lines[row]), label, {header.names[column]: texts[column] for column in named})


def _levels(column: Column, lines: np.ndarray) -> list[Finding]:
    """Official keys of land, district and municipality mixed in the first column: longer ones lie in shorter ones."""
    keys = set(column.words) if len(column.words) <= _FEW_KEYS else set()
    lengths = sorted({len(key) for key in keys})
    if len(lengths) < 2 or lengths[-1] < 5 or not set(lengths) <= _KEY_LENGTHS or not all(map(str.isdecimal, keys)):
        return []
    if not all(
        any(key[:short] in keys for short in lengths if short < len(key)) for key in keys if len(key) > lengths[0]
    ):
        return []
    first = int(np.flatnonzero([len(column.words[code]) == lengths[0] for code in column.codes])[0])
    return [_at("EBENEN_GEMISCHT", int(lines[first]), column.name, column.letter, " und ".join(map(str, lengths)))]


def _cut(cells: Cells, filled: np.ndarray) -> list[Finding]:
    last = np.flatnonzero(filled.any(axis=1))[-1]
    line = int(cells.lines[last])
    return [finding("TABELLE_ABGESCHNITTEN", line, value=line)] if line in _CUT_ROWS else []


def _characters(column: Column, lines: np.ndarray) -> list[Finding]:
    """Strange characters and cells that were cut off, at every place where the word stands."""
    if all(word.isascii() and len(word) < _CUT_TEXT and word.isprintable() for word in column.words):
        return []
    said: dict[str, dict[int, str]] = {}
    for code, word in enumerate(column.words):
        marks = strange(word)
        if len(word) == _CUT_TEXT:
            marks.append(("ZELLE_ABGESCHNITTEN", str(_CUT_TEXT)))
        for mark, place in marks:
            said.setdefault(mark, {})[code] = place
    findings = []
    for mark, words in said.items():
        places = np.flatnonzero(np.isin(column.codes, list(words)))
        findings += _limited(
            mark,
            len(places),
            [
                _at(mark, int(lines[row]), column.name, column.letter, words[int(column.codes[row])])
                for row in places[:_MOST]
            ],
        )
    return findings


def _characters_around(cells: Cells, header: Header, rows: Rows) -> list[Finding]:
    """Strange characters in the header, the titles above it, the sums and the notes."""
    return [
        _at(mark, int(cells.lines[row]), header.names[column], letters(column), place)
        for row in np.flatnonzero(np.isin(rows.roles, [Role.ABOVE, Role.TOTAL, Role.UNITS, Role.NOTE]))
        for column, word in enumerate(cells.row(row))
        for mark, place in strange(word)
    ]


def _at(code: str, line: int, column: str, letter: str, value: str) -> Finding:
    return finding(code, line, column, value, cell=f"{letter}{line}")


def _limited(code: str, count: int, findings: list[Finding]) -> list[Finding]:
    if count <= _MOST:
        return findings
    return [*findings, finding("BEFUNDE_WEITERE", value=count - _MOST, expected=code)]
