"""One sheet as text, cell for cell, before anybody knows where its table begins.

Belongs here: the shape and how its cells are called. Not here: reading a file (workbook.py), finding the table
(locate.py).
"""

from dataclasses import dataclass, field

from schemas.findings import Finding


@dataclass(frozen=True)
class Grid:
    """A sheet: `rows[0]` is its row 1, all rows are equally wide, "" is an empty cell.

    Findings here are about this sheet; one of severity FEHLER means that its cells cannot be trusted.
    """

    name: str
    rows: list[list[str]]
    findings: list[Finding] = field(default_factory=list)


def letters(column: int) -> str:
    """The column as a spreadsheet names it: 0 is A, 25 is Z, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """The cell as a spreadsheet names it, both counted from 0: address(6, 2) is C7."""
    return f"{letters(column)}{row + 1}"
