"""Which row is the header, and which columns it names.

Belongs here: finding the header by known names or by the shape of the table, columns without a name, tables side by
side. Not here: what the rows below are (rows.py), which form the names belong to (checking/).
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assets.deliveries.findings import finding
from assets.deliveries.reading.cells import Cells
from assets.deliveries.reading.grid import letters
from assets.deliveries.reading.words import fold, known_as, looks_numeric
from schemas.findings import Finding

# A header is looked for in the first rows only; two known names make one, a word of it alone may stand anywhere.
LAST_ROW = 30
LEAST_KNOWN = 2

_YEAR = re.compile(r"(19|20)\d\d")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")


@dataclass(frozen=True)
class Header:
    """Rows `first` to `last` (counted from 0) are the header; `names` has one entry a column, "" where there is none.

    `matched` counts the different known names in it.
    """

    first: int
    last: int
    names: list[str]
    matched: int


def known_header(top: list[list[str]], known: Collection[str]) -> Header | None:
    """The first of the rows with most known names, or two rows read as one where that knows more; None if none fits."""
    top = top[:LAST_ROW]
    said = {cell: known_as(cell, known) for cell in {cell for row in top for cell in row}}
    meanings = [[said[cell] for cell in row] for row in top]
    best: Header | None = None
    for index, row in enumerate(top):
        candidates = [Header(index, index, row, _count(meanings[index]))]
        if index + 1 < len(top) and (names := _joined(row, top[index + 1], meanings[index], meanings[index + 1])):
            matched = _count([said[name] for name in names])
            # Two rows are one header only where each says what the other does not.
            if matched > max(_count(meanings[index]), _count(meanings[index + 1])):
                candidates.append(Header(index, index + 1, names, matched))
        for candidate in candidates:
            if candidate.matched >= LEAST_KNOWN and (best is None or candidate.matched > best.matched):
                best = candidate
    return best


def shaped_header(top: list[list[str]], widest: int) -> Header | None:
    """For tables with names nobody knows: the first row with as many cells as the widest row of the table has."""
    for index, row in enumerate(top[:LAST_ROW]):
        if widest >= 2 and sum(map(bool, row)) == widest:
            return Header(index, index, row, 0)
    return None


def shape_findings(header: Header, cells: Cells) -> list[Finding]:
    """Why a header found by its shape alone cannot be trusted: numbers in it, or further names above it."""
    line = int(cells.lines[header.last])
    names = [name for name in header.names if name]
    for column, name in enumerate(header.names):
        labels = _YEAR.fullmatch(name) or _DATE.fullmatch(name)
        if _numeric_name(name) and (not labels or all(map(_numeric_name, names)) or _repeats(header, cells, column)):
            return [finding("KOPF_ZAHLEN", line, name, name, cell=f"{letters(column)}{line}")]
    for index in range(header.first):
        above = [cell for cell in cells.row(index) if cell]
        if len(above) > 2 or (len(above) == 2 and len(names) < 4):
            return [finding("KOPF_UNKLAR", int(cells.lines[index]), value=", ".join(above), expected=line)]
    return []


def above_findings(header: Header, cells: Cells) -> list[Finding]:
    """Rows of numbers above a header: a table that was sorted together with its header."""
    line = int(cells.lines[header.last])
    enough = max(3, sum(map(bool, header.names)) // 2)
    for index in range(header.first):
        row = [cell for cell in cells.row(index) if cell]
        numbers = [cell for cell in row if cell[-1].isdigit() and looks_numeric(cell) and not _YEAR.fullmatch(cell)]
        if len(row) >= enough and numbers:
            return [finding("ZEILEN_VOR_KOPF", int(cells.lines[index]), value=numbers[0], expected=line)]
    return []


def named_columns(
    header: Header, cells: Cells, used: np.ndarray, known: Collection[str]
) -> tuple[list[int], list[Finding]]:
    """The columns of the table, counted from 0, and what is wrong with their names.

    `used` says of each column whether any data row has text in it.
    """
    line = int(cells.lines[header.last])
    named = [column for column, name in enumerate(header.names) if name]
    beside = _table_beside(header.names, named, used, known)
    if beside is not None:
        named = [column for column in named if column < beside]
        return named, [finding("TABELLE_MEHRERE", line, header.names[beside], cell=f"{letters(beside)}{line}")]
    findings = [
        finding("KOPF_LEER", line, value=letters(column), cell=f"{letters(column)}{line}")
        for column, name in enumerate(header.names)
        if not name and used[column]
    ]
    names = [known_as(header.names[column], known) or fold(header.names[column]) for column in named]
    findings += [
        finding("KOPF_DOPPELT", line, header.names[column], header.names[column], cell=f"{letters(column)}{line}")
        for column, name in zip(named, names, strict=True)
        if name in names[: named.index(column)]
    ]
    empty = [letters(column) for column in range(named[-1]) if column not in named and not used[column]]
    if empty:
        findings.append(finding("SPALTE_LEER", line, value=", ".join(empty)))
    return named, findings


def _table_beside(names: list[str], named: list[int], used: np.ndarray, known: Collection[str]) -> int | None:
    """The first column of a second table right of an empty column; a mere gap inside one table is none."""
    for left, right in pairwise(named):
        gap = [column for column in range(left + 1, right) if not used[column]]
        if not gap:
            continue
        before = {fold(name) for name in names[: gap[0]] if name}
        after = [name for name in names[right:] if name]
        if any(fold(name) in before for name in after) or not any(known_as(name, known) for name in after):
            return right
    return None


def _numeric_name(name: str) -> bool:
    return looks_numeric(name) and any(map(str.isdigit, name))


def _count(meanings: list[str]) -> int:
    return len(set(meanings) - {""})


def _joined(upper: list[str], lower: list[str], known_upper: list[str], known_lower: list[str]) -> list[str] | None:
    """Two header rows as one: a known name wins, else the lower one; None where the lower row has numbers in it."""
    if len(upper) != len(lower) or any(looks_numeric(cell) for cell in lower):
        return None
    if not _count(known_upper) or not _count(known_lower):
        return None
    return [
        below if (below and (knows_below or not knows_above)) else above
        for above, below, knows_above, knows_below in zip(upper, lower, known_upper, known_lower, strict=True)
    ]


def _repeats(header: Header, cells: Cells, column: int) -> bool:
    """Whether a year or day in the header is followed by nothing but years or days: then it is a value, not a name."""
    shape = _YEAR if _YEAR.fullmatch(header.names[column]) else _DATE
    below = cells.codes[column][header.last + 1 : header.last + 21]
    words = Counter(cells.words[column][code] for code in below)
    del words[""]
    return bool(words) and all(shape.fullmatch(word) for word in words)
