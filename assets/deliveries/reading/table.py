"""What reading gives: tables of text, each cell as the sender wrote it, with its address.

Belongs here: the shapes that reading hands to checking. Not here: how they are read, what their words mean.
"""

from dataclasses import dataclass, field

import numpy as np

from schemas.findings import Finding


@dataclass(frozen=True)
class Column:
    """One column of a table, every distinct text once: cell i is `words[codes[i]]`.

    So a word is translated and judged once, however often it stands there. `letter` is the column as a spreadsheet
    names it (C), `name` its header as delivered, without blanks at the ends; `means` is the form's header it stands for
    where an export was translated, "" where its name says it.
    """

    name: str
    letter: str
    words: list[str]
    codes: np.ndarray
    means: str = ""

    def texts(self) -> list[str]:
        """The cells from top to bottom."""
        return [self.words[code] for code in self.codes]


@dataclass(frozen=True)
class TotalRow:
    """A row that repeats the sum of rows above it; it is never loaded but must be right. `cells`: header → text."""

    line: int
    label: str
    cells: dict[str, str]


@dataclass(frozen=True)
class TextTable:
    """A table found in a file: `lines` are its rows' numbers in the file or sheet, from 1, as `header_row` is.

    Findings here are about this table; one of severity FEHLER means that its rows cannot be trusted.
    """

    sheet: str
    header_row: int
    columns: list[Column]
    lines: np.ndarray
    totals: list[TotalRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def header(self) -> list[str]:
        """The headers as delivered."""
        return [column.name for column in self.columns]


@dataclass(frozen=True)
class ReadFile:
    """A whole file as text. `kind`: csv, xlsx, ods, xls or "" where it is none of them.

    `cover`: label of the cover sheet → its text and cell address; empty where there is no cover sheet. Findings here
    are about the file; one of severity FEHLER means that nothing of it can be trusted (tables is then empty).
    """

    kind: str
    tables: list[TextTable] = field(default_factory=list)
    cover: dict[str, tuple[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
