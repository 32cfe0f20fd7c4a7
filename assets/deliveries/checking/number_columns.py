"""Columns of numbers, each cell told by its column's words: how the table is written, what each cell says.

Belongs here: which proof counts for which column, the findings about cells of numbers. Not here: one word
(numbers.py), the other columns (harmonise.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assets.deliveries.checking.numbers import Style, Word, parse, proofs, read_numbers, unsure
from assets.deliveries.reading.table import Column

# A finding to be made once the rows are whole: it asks them for its place.
Later = tuple[str, np.ndarray, str, dict[str, Any]]


@dataclass(frozen=True)
class NumberColumn:
    """A delivered column of numbers with its distinct words taken apart; `kind` as in numbers.KINDS."""

    name: str
    column: Column
    kind: str
    words: list[Word] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, column: Column, kind: str) -> "NumberColumn":
        """The column with each of its words taken apart once."""
        used = np.bincount(column.codes, minlength=len(column.words)) > 0
        return cls(
            name,
            column,
            kind,
            [parse(word) if there else Word() for word, there in zip(column.words, used, strict=True)],
        )

    def first(self, word: int) -> int:
        """The first row in which a word stands."""
        return int(np.argmax(self.column.codes == word))


@dataclass(frozen=True)
class Cells:
    """The cells of a column of numbers: value (NaN: none), printed decimals, mark as index into `marks`.

    `empty`: cells in which nothing stands. `later`: what is to be said about cells.
    """

    values: np.ndarray
    decimals: np.ndarray
    marks: np.ndarray
    empty: np.ndarray
    later: list[Later]


def style_of(columns: list[NumberColumn], *, typed: bool) -> tuple[Style | None, list[tuple[NumberColumn, int]]]:
    """How the numbers of one table are written, and the two cells (column, word) that contradict each other, if any.

    A file is written in one style: a count such as 1.234 or 1.234.567 in one column says what a point is in the others.
    `typed`: the table is of a workbook, where a decimal comma comes from a cell that is a number.
    """
    found: dict[Style, tuple[NumberColumn, int]] = {}
    for one in columns:
        for style, word in proofs(one.words).items():
            if one.kind == "number" or style is Style.GERMAN:
                found.setdefault(style, (one, word))
    for one in columns:
        separator = "." if one.kind == "count" else "," if typed else ""
        first = unsure(one.words, separator) if separator else None
        if first is not None:
            found.setdefault(Style.GERMAN, (one, first))
    if len(found) == len(Style):
        return None, [found[Style.ENGLISH], found[Style.GERMAN]]
    return next(iter(found), None), []


def read_cells(
    number: NumberColumn, classes: list[tuple[np.ndarray, str, bool]], style: Style | None, marks: list[str]
) -> Cells:
    """Reads a column; `classes` divide its rows by the kind of number that stands there (rows, kind, per cent sign).

    `marks`: the codes that a mark's index points to.
    """
    column = number.column
    rows = len(column.codes)
    values, decimals = np.full(rows, np.nan), np.zeros(rows, dtype=np.int64)
    mark = np.zeros(rows, dtype=np.int64)
    position = {code: index for index, code in enumerate(marks)}
    later: list[Later] = []
    for chosen, kind, percent in classes:
        used = np.unique(column.codes[chosen])
        if not len(used):
            continue
        read = read_numbers([number.words[word] for word in used], kind, style, percent=percent)
        place = np.zeros(len(column.words), dtype=np.int64)
        place[used] = np.arange(len(used))
        at = place[column.codes[chosen]]
        values[chosen], decimals[chosen] = read.values[at], read.decimals[at]
        mark[chosen] = np.array([position[code] for code in read.marks])[at]

        def cells(holds: list[bool], chosen: np.ndarray = chosen, at: np.ndarray = at) -> np.ndarray:
            there = np.zeros(rows, dtype=bool)
            there[chosen] = np.array(holds)[at]
            return there

        later += [
            (code, cells([one == code for one in read.refused]), number.name, {})
            for code in sorted(set(read.refused) - {""})
        ]
        later += list(_notable(number.name, read.marks, read.how, cells))
    empty = np.array([not (one.shape or one.mark or one.refused) for one in number.words], dtype=bool)[column.codes]
    return Cells(values, decimals, mark, empty, later)


def _notable(name: str, marks: list[str], how: list[str], cells: Callable[[list[bool]], np.ndarray]) -> Iterator[Later]:
    """What was read from more than plain digits, once a column: the city can see that nothing was guessed."""
    for code in sorted(set(marks) - {""}):
        finding = "ZEICHEN_STRICH" if code == "NICHTS" else "ZEICHEN_GELESEN"
        yield finding, cells([one == code for one in marks]), name, {"mark": code}
    for note in sorted(set(how) - {""}):
        yield "ZAHL_GELESEN", cells([one == note for one in how]), name, {"how": note}
