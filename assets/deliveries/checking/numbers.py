"""Numbers and dates as German offices write them.

Belongs here: text → number, text → date, and why not. Not here: which column expects what (harmonise.py).
"""

import re
from dataclasses import dataclass
from datetime import date

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")
_DECIMAL = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,(\d+))?")
_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


@dataclass(frozen=True)
class Number:
    """A number with the decimals it was printed with.

    `ambiguous`: all its points stand before three digits and no comma follows, so a point may be English for a comma.
    """

    value: float
    decimals: int
    ambiguous: bool


def german_number(text: str) -> Number:
    """Reads `1.234`, `1234` or `12,5`. Raises ValueError for anything else."""
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise ValueError(text)
    value = float(text.replace(".", "").replace(",", "."))
    return Number(value, len(match[4] or ""), _GROUPED.fullmatch(text) is not None)


def german_date(text: str) -> str:
    """Reads `31.12.2023` as ISO date. Raises ValueError for anything else and for days that do not exist."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
