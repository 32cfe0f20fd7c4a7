"""The course of a city's shares over the years, and the straight way on to parity, as plain numbers.

Belongs here: series and ways. Not here: drawing them (path_chart.py), when parity is reached
(assets/indicators/parity.py).
"""

from collections.abc import Collection
from dataclasses import dataclass

from reports.sparkline import Points, stretches

# A way that leads further than this many years ends at the edge of the picture; its year is told all the same.
HORIZON = 30


@dataclass(frozen=True)
class Series:
    """Shares in percent over the years, with their name; `breaks`: the first years that are counted another way."""

    label: str
    points: Points
    breaks: Collection[int] = ()

    def known(self) -> list[tuple[float, float]]:
        """The points that have a value, in order."""
        return [point for part in stretches(self.points) for point in part]


@dataclass(frozen=True)
class Path:
    """A straight way from one share (percent) to another; years need not be whole.

    Raises ValueError where it leads back in time.
    """

    from_year: float
    from_value: float
    to_year: float
    to_value: float

    def __post_init__(self) -> None:
        if self.to_year <= self.from_year:
            raise ValueError(f"Der Weg führt nicht in die Zukunft: {self}")

    def shown(self) -> "Path":
        """Its part within the horizon."""
        return self._until(min(self.to_year, self.from_year + HORIZON))

    def beside(self, residents: Series) -> "Path | None":
        """The way of the residents to the same end, as far as this one is shown; None where it would have no length."""
        newest, end = residents.known()[-1:], self.shown().to_year
        if not newest or newest[0][0] >= end:
            return None
        return Path(*newest[0], self.to_year, self.to_value)._until(end)

    def ends(self) -> list[tuple[float, float]]:
        """Both ends as points."""
        return [(self.from_year, self.from_value), (self.to_year, self.to_value)]

    def _until(self, year: float) -> "Path":
        rise = (self.to_value - self.from_value) / (self.to_year - self.from_year)
        return Path(self.from_year, self.from_value, year, self.from_value + rise * (year - self.from_year))
