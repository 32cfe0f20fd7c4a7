"""Where the name of a line finds room beside it, so that a chart needs no legend.

Belongs here: places of texts, in the coordinates of the plot. Not here: drawing (path_chart.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.svg import LETTER

# How far a text stands above or below a line (its baseline counts), and one text above another.
ABOVE, BELOW, NEXT = 9, 21, 19
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """A plot `width` by `height`: years from `first` to `last`, values from zero to `highest`."""

    first: float
    last: float
    highest: float
    width: float
    height: float

    def place(self, year: float, value: float) -> tuple[float, float]:
        """Where a point stands, from the upper left corner."""
        across = (year - self.first) / (self.last - self.first)
        return across * self.width, (1 - value / self.highest) * self.height


def placed_labels(
    frame: Frame, lines: Sequence[tuple[str, Sequence[Points]]], parity: str = ""
) -> list[tuple[float, float, str]]:
    """Each label (right end, baseline, text): that of the higher line above it, that of the lower one below it.

    `lines`: label, then the known points of the series and of its way further on. `parity` stands above the end of the
    ways; the labels of the lines give way to it. An empty label, or a line without points, gets no place.
    """
    drawn = [(text, [[frame.place(*one) for one in part] for part in parts]) for text, parts in lines if text]
    # The lowest newest point first: the y of a picture grows downwards.
    drawn.sort(key=lambda line: -line[1][0][-1][1])
    edge = frame.width + 12
    free_from, goal = edge, None
    placed = []
    if parity:
        goal = _height([part for _, parts in drawn for part in parts[1:]], edge, parity, above=True)
        placed.append((edge, goal, parity))
        free_from = edge - LETTER * len(parity) - 10
    for at, (text, parts) in enumerate(drawn):
        right = max(min(parts[0][-1][0] + 6, free_from), LETTER * len(text))
        above = at == len(drawn) - 1
        y = _height(parts, right, text, above=above)
        if not above and y > frame.height - 4:
            y = _height(parts, right, text, above=True)
        if goal is not None and right > free_from and abs(y - goal) < NEXT:
            y = goal - NEXT
        placed.append((right, y, text))
    return placed


def _height(parts: Sequence[Points], right: float, text: str, *, above: bool) -> float:
    """The baseline of a text that ends at `right` and touches none of the lines."""
    left = right - LETTER * len(text)
    passed = [y for part in parts for y in _passed(part, left, right)] or [part[-1][1] for part in parts]
    return min(passed) - ABOVE if above else max(passed) + BELOW


def _passed(part: Points, left: float, right: float) -> list[float]:
    """The heights of a line between two places."""
    heights = [y for x, y in part if left <= x <= right]
    for (x1, y1), (x2, y2) in pairwise(part):
        heights += [y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in (left, right) if x1 < x < x2]
    return heights
