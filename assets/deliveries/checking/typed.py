"""The typed rows of one form, with the way back to the cells they came from.

Belongs here: where a row and a column stand in the sender's file, findings about them, the rows as they are stored. Not
here: how cells became values (harmonise.py), what is wrong with them (rules.py and its neighbours).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from assets.deliveries.findings import finding
from assets.deliveries.reading.table import Column
from schemas.deliveries import Finding, Severity
from schemas.forms import Form

# A file in which every cell is wrong must not become a report larger than the file; the rest is counted.
MOST_FINDINGS = 10_000

Said = Callable[[int], object]


@dataclass(frozen=True)
class Rows:
    """`frame`: the form's columns, area_name and `<name>_decimals` of numbers; texts and codes are categoricals.

    `sources`: first row of each table that was read, and its columns by our names. `defaults`: columns filled from the
    cover sheet or by an export.
    """

    form: Form
    frame: pd.DataFrame
    sheet: str
    sources: Sequence[tuple[int, Mapping[str, Column]]]

    def __len__(self) -> int:
        return len(self.frame)

    def _column(self, name: str, row: int) -> tuple[Column | None, int]:
        start, columns = self.sources[bisect_right(self.sources, row, key=lambda one: one[0]) - 1]
        return columns.get(name), row - start

    def header(self, name: str) -> str:
        """A column's header as delivered, or as the form has it."""
        found = self.sources[0][1].get(name) if self.sources else None
        return found.name if found else self.form.german.get(name, "")

    def said(self, name: str, row: int) -> str:
        """A cell as the city wrote it, "" where it wrote none; rows are counted from 0."""
        column, place = self._column(name, row)
        return column.words[column.codes[place]] if column else ""

    def at(
        self, code: str, row: int, name: str = "", value: object = None, expected: object = "", **words: object
    ) -> Finding:
        """A finding about a row, or about its cell in the column `name`; `value` is what was written there."""
        line = int(self.frame["line"].iloc[row])
        column = self._column(name, row)[0] if name else None
        made = finding(
            code,
            line,
            column.name if column else self.header(name) if name else "",
            self.said(name, row) if value is None else value,
            expected,
            sheet=self.sheet,
            cell=f"{column.letter}{line}" if column and column.letter else "",
            **words,
        )
        return self.asking(made, name, row)

    def asking(self, made: Finding, name: str = "", row: int | None = None) -> Finding:
        """A finding with its place, if it is a RÜCKFRAGE: what a reason for it is kept under.

        The value belongs to it: a reason for 500 persons says nothing about 5000.
        """
        if made.severity != Severity.RUECKFRAGE:
            return made
        place = "/".join([self.form.name, "" if row is None else self.key(row), name])
        return replace(made, place=f"{place}={made.value}")

    def key(self, row: int) -> str:
        """What distinguishes a row from the others of its year, as text."""
        values = self.frame.iloc[row]
        return "|".join(str(values[name]) for name in self.form.key if name not in ("ags", "year", "date"))

    def each(
        self,
        code: str,
        broken: np.ndarray,
        name: str = "",
        expected: Said = lambda _: "",
        value: Said | None = None,
        **words: object,
    ) -> list[Finding]:
        """A finding for each row that is true in `broken`, in their order; from a great number on they are counted."""
        rows = np.flatnonzero(broken)
        found = [
            self.at(code, int(row), name, value(int(row)) if value else None, expected(int(row)), **words)
            for row in rows[:MOST_FINDINGS]
        ]
        if len(rows) > MOST_FINDINGS:
            more = len(rows) - MOST_FINDINGS
            found.append(finding("BEFUNDE_WEITERE", column=self.header(name), value=more, expected=code))
        return found

    def delivered(self, name: str) -> bool:
        """Whether the city's table has the column."""
        return any(name in columns for _, columns in self.sources)

    def unsaid(self, name: str) -> np.ndarray:
        """Which rows have nothing in this column as delivered."""
        starts = [start for start, _ in self.sources]
        blank = np.ones(len(self), dtype=bool)
        for (start, columns), end in zip(self.sources, [*starts[1:], len(self)], strict=True):
            if column := columns.get(name):
                words = np.array([not word.strip() for word in column.words], dtype=bool)
                blank[start:end] = words[column.codes]
        return blank

    def number(self, name: str) -> np.ndarray:
        """A column of numbers, NaN where there is none."""
        return self.frame[name].to_numpy(dtype=float, na_value=np.nan)

    def has(self, name: str, code: str) -> np.ndarray:
        """Which rows have this text or code."""
        column = self.frame[name].array
        if isinstance(column, pd.Categorical):
            return np.asarray(np.asarray(column.categories, dtype=object) == code, dtype=bool)[column.codes]
        return np.asarray(column == code, dtype=bool)

    def where(self, name: str, holds: Callable[[str], bool]) -> np.ndarray:
        """Which rows have a text or code for which it holds; each distinct one is asked once."""
        column = self.frame[name].array
        return np.array([holds(word) for word in column.categories], dtype=bool)[column.codes]

    def typed(self) -> pd.DataFrame:
        """The rows with the columns of the form's model and nothing else."""
        columns = {}
        for name in self.form.columns:
            array = self.frame[name].array
            if isinstance(array, pd.Categorical):
                array = pd.array(np.asarray(array.categories, dtype=object)[array.codes], dtype="str")
            columns[name] = array
        return pd.DataFrame(columns)


def nothing(form: Form) -> pd.DataFrame:
    """No rows of a form."""
    return pd.DataFrame(columns=form.columns)


Coded = tuple[np.ndarray, int]


def coded(frame: pd.DataFrame, name: str) -> Coded:
    """A column as numbers from 0, and how many different ones there may be."""
    array = frame[name].array
    if isinstance(array, pd.Categorical):
        return array.codes.astype(np.int64), len(array.categories)
    codes, values = pd.factorize(array, use_na_sentinel=False)
    return codes, len(values)


def numbered(columns: Iterable[Coded]) -> np.ndarray:
    """One number for each row, the same for rows that agree in all these columns, from 0 without gaps."""
    combined, size = np.zeros(1, dtype=np.int64), 1
    for codes, width in columns:
        if len(combined) != len(codes):
            combined = np.zeros(len(codes), dtype=np.int64)
        if width <= 1:
            continue
        if size * width >= 2**62:
            combined, size = _closed(combined)
        combined, size = combined * width + codes, size * width
    return _closed(combined, size)[0]


def _closed(numbers: np.ndarray, size: int | None = None) -> tuple[np.ndarray, int]:
    """Numbers without gaps. Small ones are marked in a table: sorting a million would take longer."""
    if size is not None and size <= max(4 * len(numbers), 1_000_000):
        there = np.zeros(size, dtype=np.int64)
        there[numbers] = 1
        return (np.cumsum(there) - 1)[numbers], int(there.sum())
    values, inverse = np.unique(numbers, return_inverse=True)
    return inverse, len(values)
