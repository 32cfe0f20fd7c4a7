"""The sparkline of a table cell: one series on the axis of its column, gaps and breaks visible, the last point marked.

Belongs here: drawing a series, and saying it in words. Not here: larger charts (path_chart.py), which figures
form a series (assets/indicators/series.py).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reports.languages import GERMAN, N_, Language
from reports.svg import picture, short

WIDTH, HEIGHT, EDGE = 100, 28, 4
_LINES = {"fill": "none", "stroke": "currentColor"}
Points = Sequence[tuple[int, float | None]]


@dataclass(frozen=True)
class Axis:
    """The axis all sparklines of a column share: years, and values from `lowest` to `highest` in the column's unit.

    Raises ValueError where it would have no length.
    """

    first_year: int
    last_year: int
    highest: float
    lowest: float = 0

    def __post_init__(self) -> None:
        if self.last_year < self.first_year or self.highest <= self.lowest:
            raise ValueError(f"Diese Achse hat keine Länge: {self}")

    def place(self, year: int, value: float) -> tuple[float, float]:
        """Where a value stands in the picture. Raises ValueError for what lies outside: it would be drawn nowhere."""
        if not (self.first_year <= year <= self.last_year and self.lowest <= value <= self.highest):
            raise ValueError(f"{value} im Jahr {year} liegt nicht auf der Achse: {self}")
        across = (year - self.first_year) / (self.last_year - self.first_year or 1)
        up = (value - self.lowest) / (self.highest - self.lowest)
        return EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)


def common_axis(series: Collection[Points]) -> Axis | None:
    """The axis for all series of a column, from zero (or the lowest value below it); None where nothing is known."""
    known = [(year, value) for points in series for year, value in points if value is not None]
    if not known:
        return None
    years, values = [year for year, _ in known], [value for _, value in known]
    lowest = min(0.0, *values)
    return Axis(min(years), max(years), max(lowest + 1, *values), lowest)


def sparkline(points: Points, axis: Axis, breaks: Collection[int] = (), *, title: str) -> str:
    """One series as inline SVG. A year without a value is a gap, and so is the step into a year of `breaks`.

    `breaks`: the first years that are counted another way, each with an upright line before it. The thin line is zero.
    `title` is what is read aloud (spoken). Raises ValueError for a value outside the axis.
    """
    zero = axis.place(axis.first_year, max(axis.lowest, min(0, axis.highest)))[1]
    body = f'<path d="M0 {short(zero)}H{WIDTH}" opacity=".5"/>'
    places = [[axis.place(year, value) for year, value in part] for part in stretches(points, breaks)]
    if places:
        drawn = "".join("M" + "L".join(f"{short(x)} {short(y)}" for x, y in part) + _dot(part) for part in places)
        x, y = places[-1][-1]
        body += f'<path d="{drawn}" stroke-width="2" stroke-linecap="round"/>'
        body += f'<circle cx="{short(x)}" cy="{short(y)}" r="2.5" fill="currentColor"/>'
    year_wide = (WIDTH - 2 * EDGE) / (axis.last_year - axis.first_year or 1)
    seen = [year for year in sorted(breaks) if axis.first_year < year <= axis.last_year]
    if seen:
        drawn = "".join(f"M{short(axis.place(year, axis.highest)[0] - year_wide / 2)} 0V{HEIGHT}" for year in seen)
        body += f'<path d="{drawn}" stroke-dasharray="2"/>'
    return picture(body, width=WIDTH, height=HEIGHT, title=title, name="verlauf", look=_LINES)


def stretches(points: Points, breaks: Collection[int] = ()) -> list[list[tuple[int, float]]]:
    """The parts of a series between which no line may be drawn: known values of years in a row, without a break."""
    parts: list[list[tuple[int, float]]] = []
    for year, value in sorted(points, key=lambda point: point[0]):
        if value is None:
            continue
        if not parts or parts[-1][-1][0] != year - 1 or year in breaks:
            parts.append([])
        parts[-1].append((year, value))
    return parts


def spoken(
    name: str,
    points: Points,
    language: Language = GERMAN,
    breaks: Collection[int] = (),
    *,
    unit: str = N_("Prozent"),
    decimals: int = 1,
) -> str:
    """A series in words: “Bochum: von 11,0 Prozent (2014) auf 17,8 Prozent (2024); 2017 fehlt.”

    A year is missing where it has no value after the first known one. `unit` is German and is translated.
    """
    _ = language.text
    known = {year: value for year, value in points if value is not None}
    if not known:
        return _("{name}: keine Zahl.", name=name)

    def said(year: int) -> str:
        number = language.number(known[year], decimals)
        return _("{number} {unit} ({year})", number=number, unit=_(unit), year=year) if unit else f"{number} ({year})"

    first, last = min(known), max(known)
    if first == last:
        course = _("{name}: {value}", name=name, value=said(first))
    else:
        course = _("{name}: von {first} auf {last}", name=name, first=said(first), last=said(last))
    newest = max(year for year, value in points)
    missing = [year for year in range(first, newest + 1) if year not in known]
    remarks = [_("ab {year} anders gezählt", year=year) for year in sorted(breaks) if first < year <= last]
    if len(missing) == 1:
        remarks.append(_("{year} fehlt", year=missing[0]))
    elif missing:
        years = _(", ").join(str(year) for year in missing[:-1])
        remarks.append(_("{years} und {year} fehlen", years=years, year=missing[-1]))
    return _("; ").join([course, *remarks]) + "."


def _dot(part: Sequence[tuple[float, float]]) -> str:
    """A lone point: a line so short that its round ends make it a dot."""
    return "m-.8 0h1.6" if len(part) == 1 else ""
