"""Axes with round numbers.

Belongs here: where the ticks of an axis stand. Not here: how they are drawn (vega.py).
"""

from collections.abc import Sequence
from math import ceil, floor

from reports.languages import Language

MOST_TICKS, MOST_YEARS = 6, 7


def ticks(lowest: float, highest: float) -> list[float]:
    """Three to six numbers in equal steps, 1, 2 or 5 times a power of ten and at least a tenth.

    Zero and all values lie between the first and the last. Raises ValueError where no such steps hold them.
    """
    low, high = min(0.0, lowest), max(0.0, highest)
    if low == high:
        high = low + 1
    for step in (times * 10.0**power for power in range(-1, 16) for times in (1, 2, 5)):
        first, last = floor(low / step), ceil(high / step)
        if last - first < MOST_TICKS:
            return [round(at * step, 1) for at in range(first, max(last, first + 2) + 1)]
    raise ValueError(f"Für {lowest} bis {highest} gibt es keine Achse.")


def tick_texts(marks: Sequence[float], language: Language) -> list[str]:
    """Ticks as the language writes them, with a decimal only where one of them needs it."""
    decimals = 0 if all(float(one).is_integer() for one in marks) else 1
    return [language.number(one, decimals) for one in marks]


def year_ticks(first: float, last: float, newest: int) -> list[int]:
    """Years to be written below an axis from `first` to `last`: the newest with figures, and others in equal steps."""
    step = next(one for one in (1, 2, 3, 5, 10, 20, 50, 100) if (last - first) / one <= MOST_YEARS or one == 100)
    before, after = int((newest - first) // step), int((last - newest) // step)
    return [newest + at * step for at in range(-before, after + 1)]
