"""What a table is, whatever it is written as: caption, columns, rows in groups, signs, footnotes, source.

Belongs here: the description and the rules every table keeps. Not here: which figures stand in it (assets/editions/),
how it is written as HTML, PDF, workbook or CSV (the other modules of this folder).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reports.languages import GERMAN, Language

MOST_COLUMNS, LONGEST_CAPTION = 8, 100
Kind = Literal["text", "wide", "number", "picture"]


@dataclass(frozen=True)
class Sign:
    """What stands in place of a number, or beside one: a character, and what it means. `code` is its status."""

    code: str
    mark: str
    words: str


@dataclass(frozen=True)
class Column:
    """A column. `key` is the same in every language and format, `label` names it, the unit included.

    `kind`: text, wide (sentences), number (right aligned, `decimals` after the comma, with `signed` a plus before what
    is positive, without `grouped` no thousands sign, as in years) or picture (a sparkline).
    """

    key: str
    label: str
    kind: Kind = "text"
    decimals: int = 0
    signed: bool = False
    grouped: bool = True


@dataclass(frozen=True)
class Cell:
    """What stands in a cell.

    A number cell has `value`, unrounded and in the unit of its column, or a `sign` that says why it has none; with both
    the sign qualifies the number. `before` is a word in front of the number (etwa, unter, über), `decimals` its own
    where it promises fewer than its column. A text cell has `text`, which in a picture cell says what `picture` (SVG
    markup, made by this program) shows. `href` makes it a link, `anchor` is what others link to, `notes` are ids of
    footnotes.
    """

    text: str = ""
    value: float | None = None
    sign: Sign | None = None
    before: str = ""
    decimals: int | None = None
    href: str = ""
    anchor: str = ""
    notes: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class RowGroup:
    """Rows that belong together; an empty label is said of the only group."""

    rows: Sequence[Sequence[Cell]]
    label: str = ""


@dataclass(frozen=True)
class Footnote:
    """A remark to single cells; they name its id."""

    id: str
    text: str


@dataclass(frozen=True)
class TableSpec:
    """A table: the first column names the rows, the header is one flat row.

    `caption` says subject, group and year; `note` unit, order and what the reader must know at once. `stage` is the
    word for a draft, empty once published; `version` names the edition. Raises ValueError where a rule of this folder
    is broken.
    """

    id: str
    caption: str
    columns: Sequence[Column]
    groups: Sequence[RowGroup]
    note: str = ""
    footnotes: Sequence[Footnote] = ()
    source: str = ""
    stage: str = ""
    version: str = ""
    language: Language = field(default=GERMAN)

    def __post_init__(self) -> None:
        if len(self.columns) > MOST_COLUMNS:
            raise ValueError(f"{self.id}: mehr als {MOST_COLUMNS} Spalten")
        if len(self.caption) > LONGEST_CAPTION:
            raise ValueError(f"{self.id}: die Überschrift hat mehr als {LONGEST_CAPTION} Zeichen")
        if any(len(row) != len(self.columns) for row in self.rows()):
            raise ValueError(f"{self.id}: Zeilen und Spalten passen nicht zusammen")
        unknown = {one for cell in self.cells() for one in cell.notes} - {one.id for one in self.footnotes}
        if unknown:
            raise ValueError(f"{self.id}: Fußnoten ohne Text: {sorted(unknown)}")

    def rows(self) -> Iterator[Sequence[Cell]]:
        """All rows in order, whatever group they are in."""
        return (row for group in self.groups for row in group.rows)

    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        return (cell for row in self.rows() for cell in row)

    def signs(self) -> list[Sign]:
        """The signs that stand in this table, each once, in the order of their marks: its legend."""
        used = {cell.sign.code: cell.sign for cell in self.cells() if cell.sign and cell.sign.mark}
        return sorted(used.values(), key=lambda sign: (sign.mark, sign.code))

    def used_notes(self) -> list[Footnote]:
        """The footnotes in the order in which the reader meets them."""
        met = list(dict.fromkeys(one for cell in self.cells() for one in cell.notes))
        return sorted((one for one in self.footnotes if one.id in met), key=lambda one: met.index(one.id))


def number_text(cell: Cell, column: Column, language: Language) -> str:
    """The number of a cell as readers see it, with the word before it; without its sign. Empty where there is none."""
    if cell.value is None:
        return ""
    decimals = column.decimals if cell.decimals is None else cell.decimals
    number = language.number(cell.value, decimals, sign=column.signed, grouped=column.grouped)
    return f"{cell.before} {number}" if cell.before else number
