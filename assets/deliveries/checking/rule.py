"""What a rule about one row is.

Belongs here: the shape of a rule and the words of its sentence. Not here: the rules (rules.py, form_rules.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.typed import Rows
from assets.reference.seeds import Reference

Breaks = Callable[[Rows, Expected, Reference], np.ndarray]
Right = Callable[[Rows, int, Expected, Reference], object]


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue: which rows break it, which column it is about, and what would be right there.

    `forms`: only these have it (none: every form with the column). `once`: said at the first such row, with their
    number.
    """

    code: str
    column: str
    breaks: Breaks
    expected: Right = lambda _rows, _row, _expected, _reference: ""
    forms: tuple[str, ...] = ()
    once: bool = False


def german(value: float, decimals: int | None = None) -> str:
    """A number as it is said to a city."""
    if decimals is None:
        decimals = 0 if value == int(value) else 1
    return f"{value:.{decimals}f}".replace(".", ",")


def german_date(day: str) -> str:
    """An ISO date as it is said to a city."""
    return ".".join(reversed(day.split("-")))
