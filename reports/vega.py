"""Altair charts drawn at fixed places and as little markup.

Belongs here: the look all charts share, tick labels in the language, drawing. Not here: the marks of a chart
(interval_chart.py, path_chart.py).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.slim import slim
from reports.svg import FAINT, SIZE, SOFT

if TYPE_CHECKING:
    import altair as alt

_LOOK = {
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": SIZE,
        "labelColor": SOFT,
        "labelPadding": 8,
        "labelFlush": False,
        "labelOverlap": False,
        "gridColor": FAINT,
        "ticks": False,
        "domain": False,
        "title": None,
    },
    "text": {"fontSize": SIZE, "color": "currentColor"},
    "point": {"opacity": 1},
}


def labels_of(texts: Sequence[str]) -> str:
    """A Vega expression that gives the ticks of an axis these texts, in their order."""
    listed = ",".join(f"'{text}'" for text in texts)
    return f"[{listed}][round(datum.index * {len(texts) - 1})]"


def placed(layers: Sequence["alt.Chart"], size: tuple[float, float], place: tuple[float, float]) -> "alt.LayerChart":
    """The marks as one chart, its plot of this size at this place: nothing is laid out by the width of a letter."""
    import altair as alt

    return alt.LayerChart(
        layer=list(layers),
        width=size[0],
        height=size[1],
        autosize="none",
        padding={"left": place[0], "top": place[1], "right": 0, "bottom": 0},
        config=_LOOK,
    )


def drawn(chart: "alt.LayerChart") -> str:
    """The marks of the chart as markup for the inside of a picture (slim)."""
    import vl_convert

    # Checked once more as a whole it would cost as much as drawing it.
    return slim(vl_convert.vegalite_to_svg(chart.to_dict(validate=False)))
