"""The way of one city: its staff beside its residents over the years, and the straight line on to parity.

Belongs here: which mark stands where, built with Altair. Not here: the numbers (course.py), where words find room
(line_labels.py), the cities beside each other (interval_chart.py).
"""

from collections.abc import Sequence
from math import floor
from typing import TYPE_CHECKING, Any

from reports.course import Path, Series
from reports.languages import GERMAN, Language
from reports.line_labels import Frame, placed_labels
from reports.scales import tick_texts, ticks, year_ticks
from reports.sparkline import stretches
from reports.svg import ACCENT, LETTER, SOFT, WIDTH, fitting, picture, short, words
from reports.vega import drawn, labels_of, placed

if TYPE_CHECKING:
    import altair as alt

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 210, 34, 20, 44, 32
_LONGEST_LABEL = 36
# Room for the word at a break.
_WORD = 40
_STAFF: dict[str, dict[str, Any]] = {
    "line": {"color": ACCENT, "strokeWidth": 2.5},
    "way": {"color": ACCENT, "strokeWidth": 2},
    "point": {"color": ACCENT, "filled": True, "size": 44},
}
_RESIDENTS: dict[str, dict[str, Any]] = {
    "line": {"color": SOFT, "strokeWidth": 1.5},
    "way": {"color": SOFT, "strokeWidth": 1},
    "point": {"color": SOFT, "fill": "#fff", "size": 44, "strokeWidth": 1.5},
}


def path_chart(
    staff: Series,
    population: Series,
    *,
    title: str,
    unit: str,
    desc: str = "",
    path: Path | None = None,
    language: Language = GERMAN,
) -> str:
    """Both shares over the years, each named at its line with its newest figure; gaps and breaks are not bridged.

    `path`: from the newest share of the staff to the residents' share in the year of parity, where there is one; the
    thin dashed line is the residents' way there. `unit` stands above the axis, which starts at zero. Where neither
    series has a value there is no chart (an empty text).
    """
    both = (staff, population)
    if not any(one.known() for one in both):
        return ""
    ways = (path.shown(), path.beside(population)) if path else (None, None)
    points = [point for one in both for point in one.known()] + [end for way in ways if way for end in way.ends()]
    years = [year for year, _ in points]
    if min(years) == max(years):
        years = [years[0] - 1, years[0] + 1]
    marks = ticks(0, 1.1 * max(value for _, value in points))
    frame = Frame(min(years), max(years), marks[-1], WIDTH - LEFT - RIGHT, HEIGHT)
    lines = [
        (_newest(one, language), [one.known(), *([way.ends()] if way else [])])
        for one, way in zip(both, ways, strict=True)
    ]
    body = drawn(_chart(list(zip(both, ways, (_STAFF, _RESIDENTS), strict=True)), frame, marks, language))
    body += words(LEFT, 14, unit, fill=SOFT) + _break_words(both, frame, language)
    for x, y, text in placed_labels(frame, lines, _parity(path, language) if path else ""):
        # On white: neither the grid nor a break runs through it.
        start = short(LEFT + x - LETTER * len(text))
        body += f'<path d="M{start} {short(TOP + y - 5)}H{short(LEFT + x)}" stroke="#fff" stroke-width="16"/>'
        body += words(LEFT + x, TOP + y, text, text_anchor="end")
    return picture(body, width=WIDTH, height=TOP + HEIGHT + BOTTOM, title=title, desc=desc)


def _newest(series: Series, language: Language) -> str:
    known = series.known()
    return f"{fitting(series.label, _LONGEST_LABEL)} {language.number(known[-1][1], 1)}" if known else ""


def _parity(path: Path, language: Language) -> str:
    said = language.text("Parität {year}", year=floor(path.to_year + 0.5))
    return f"{said} →" if path.shown() != path else said


def _breaks(series: Series, frame: Frame) -> list[float]:
    """Amid which years the series breaks: the new way of counting begins after them."""
    return [year - 0.5 for year in sorted(series.breaks) if frame.first < year <= frame.last]


def _break_words(both: Sequence[Series], frame: Frame, language: Language) -> str:
    """The word for a break above each, unless the one before is too near."""
    text, last = "", float(-_WORD)
    for year in sorted({year for series in both for year in _breaks(series, frame)}):
        x = LEFT + frame.place(year, 0)[0]
        if x - last > _WORD:
            text += words(x, TOP - 6, language.text("Bruch"), text_anchor="middle", font_size=12, fill=SOFT)
            last = x
    return text


def _chart(
    lines: Sequence[tuple[Series, Path | None, dict[str, dict[str, Any]]]],
    frame: Frame,
    marks: Sequence[float],
    language: Language,
) -> "alt.LayerChart":
    import altair as alt

    def having(rows: list[dict[str, Any]]) -> "alt.Chart":
        return alt.Chart(alt.Data(values=rows))

    newest = int(max(year for series, *_ in lines for year, _ in series.known()))
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[frame.first, frame.last], nice=False, zero=False),
        axis=alt.Axis(values=year_ticks(frame.first, frame.last, newest), format="d", grid=False),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, frame.highest], nice=False),
        axis=alt.Axis(values=list(marks), labelExpr=labels_of(tick_texts(marks, language))),
    )
    layers = [having([{"value": 0}]).mark_rule(color=SOFT, aria=False).encode(y=y)]
    # The staff are drawn last, above the residents.
    for series, way, look in reversed(lines):
        breaks = [{"year": year} for year in _breaks(series, frame)]
        layers.append(having(breaks).mark_rule(color=SOFT, strokeDash=[2, 3], aria=False).encode(x=x))
        if way:
            ends = [{"year": year, "value": value} for year, value in way.ends()]
            layers.append(having(ends).mark_line(strokeDash=[5, 4], aria=False, **look["way"]).encode(x=x, y=y))
        parts = [
            {"year": year, "value": value, "part": str(at)}
            for at, part in enumerate(stretches(series.points, series.breaks))
            for year, value in part
        ]
        layers.append(having(parts).mark_line(aria=False, **look["line"]).encode(x=x, y=y, detail="part:N"))
        layers.append(having(parts).mark_point(aria=False, **look["point"]).encode(x=x, y=y))
    return placed(layers, (frame.width, frame.height), (LEFT, TOP))
