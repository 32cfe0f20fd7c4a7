"""What the second reader of a workbook tells about one sheet, whatever the format of the file.

Belongs here: the shape that second_xlsx.py, second_ods.py and second_xls.py fill. Not here: comparing it with the first
reader (workbook.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# The second reader saw that a cell has a value, but not which.
UNREAD = object()


class Cell(NamedTuple):
    """A cell that is not empty; row and column from 0. `value` is a cell_text.Value or UNREAD.

    `code` is its number format as Excel would store it, `shown` what the sender sees where that is less than the value
    (12,4 of 12,38), `error` a formula that failed (value is then its sign).
    """

    row: int
    column: int
    value: Any
    code: str = ""
    shown: str = ""
    error: bool = False


@dataclass(frozen=True)
class SecondSheet:
    """A sheet as the second reader sees it; rows and columns count from 0, `merged` is top, left, bottom, right.

    `uncalculated` are formulas without a stored result, `stale` formulas whose result nobody has calculated yet,
    `blank_formulas` formulas that may have none (XLS does not say). `single`: why only one reader has read the values.
    """

    name: str
    cells: Iterable[Cell]
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    filtered: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    stale: list[tuple[int, int]] = field(default_factory=list)
    blank_formulas: list[tuple[int, int]] = field(default_factory=list)
    single: str = ""
