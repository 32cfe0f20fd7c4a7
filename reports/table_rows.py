"""A table as plain columns and rows, for files whose cells hold a number or a text and nothing else.

Belongs here: from cells with signs, words and footnotes to bare values with a status in words beside them. Not here:
the files (table_csv.py, table_workbook.py), markup (table.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.feedback.text import visible
from reports.spec import Cell, Column, TableSpec

GROUP, NOTES, STATUS = "zeilengruppe", "fussnoten", "_status"


@dataclass(frozen=True)
class PlainColumn:
    """A column of the file: its key, its label, whether it holds numbers, with a plus, in thousands."""

    key: str
    label: str
    number: bool = False
    signed: bool = False
    grouped: bool = True


@dataclass(frozen=True)
class Number:
    """A number, exact to 15 digits, and with how many decimals it is shown."""

    value: float
    decimals: int

    def __str__(self) -> str:
        return f"{self.value:.0f}" if self.value.is_integer() else repr(self.value)


Value = Number | str | None


@dataclass(frozen=True)
class PlainTable:
    """Columns and rows. A missing number is None; what is no number is text without invisible characters."""

    columns: Sequence[PlainColumn]
    rows: Sequence[Sequence[Value]]


def plain(spec: TableSpec, notes: Mapping[str, str]) -> PlainTable:
    """The table with a status column beside each column of numbers that has a sign or a word anywhere.

    Groups of rows become the first column, footnotes the last: `notes` says by id what stands there.
    """
    grouped, noted = any(group.label for group in spec.groups), bool(spec.used_notes())
    places = [place for place, column in enumerate(spec.columns) if _needs_status(spec, place, column)]
    text = spec.language.text
    columns = [PlainColumn(GROUP, text("Gruppe der Zeilen"))] if grouped else []
    for place, column in enumerate(spec.columns):
        columns.append(PlainColumn(column.key, column.label, column.kind == "number", column.signed, column.grouped))
        if place in places:
            columns.append(PlainColumn(column.key + STATUS, text("{column}: Status", column=column.label)))
    if noted:
        columns.append(PlainColumn(NOTES, text("Fußnoten")))
    rows = []
    for group in spec.groups:
        for cells in group.rows:
            row: list[Value] = [visible(group.label)] if grouped else []
            for place, (cell, column) in enumerate(zip(cells, spec.columns, strict=True)):
                row.append(_value(cell, column))
                if place in places:
                    row.append(status_words(cell))
            if noted:
                row.append(_noted(cells, spec.columns, notes))
            rows.append(row)
    return PlainTable(columns, rows)


def status_words(cell: Cell) -> str:
    """What a number is, or why there is none: the word before it, the words of its sign or those in its place."""
    said = cell.text if cell.value is None and not cell.sign else ""
    return "; ".join(visible(words) for words in (cell.before, cell.sign.words if cell.sign else "", said) if words)


def _needs_status(spec: TableSpec, place: int, column: Column) -> bool:
    return column.kind == "number" and any(status_words(row[place]) for row in spec.rows())


def _value(cell: Cell, column: Column) -> Value:
    if column.kind != "number":
        return visible(cell.text or (cell.sign.words if cell.sign else ""))
    if cell.value is None:
        return None
    # What a binary number is off by lies beyond its fifteenth digit.
    return Number(float(f"{cell.value:.15g}"), column.decimals if cell.decimals is None else cell.decimals)


def _noted(cells: Sequence[Cell], columns: Sequence[Column], notes: Mapping[str, str]) -> str:
    pairs = [(column.label, notes[note]) for cell, column in zip(cells, columns, strict=True) for note in cell.notes]
    return visible("; ".join(f"{label}: {said}" for label, said in pairs))
