"""Altair charts drawn at fixed places and as little markup.

Belongs here: the look all charts share, tick labels in the language, drawing. Not here: the marks of a chart
(interval_chart.py, path_chart.py).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.slim import slim
from reports.svg import FAINT, SOFT

if TYPE_CHECKING:
    import altair as alt


def labels_of(texts: Sequence[str]) -> str:
    """A Vega expression that gives the ticks of an axis these texts, in their order."""
    listed = ",".join(f"'{text}'" for text in texts)
    return f"[{listed}][round(datum.index * {len(texts) - 1})]"


def placed(layers: Sequence["alt.Chart"], size: tuple[float, float], place: tuple[float, float]) -> "alt.LayerChart":
    """The marks as one chart, its plot of this size at this place: nothing is laid out by the width of a letter."""
    import altair as alt

    return (
        alt.LayerChart(
            layer=list(layers),
            width=size[0],
            height=size[1],
            autosize="none",
            padding={"left": place[0], "top": place[1], "right": 0, "bottom": 0},
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=14,
            labelColor=SOFT,
            labelPadding=8,
            labelFlush=False,
            labelOverlap=False,
            gridColor=FAINT,
            ticks=False,
            domain=False,
            title=None,
        )
        .configure_text(fontSize=14, color="currentColor")
        .configure_point(opacity=1)
    )


def drawn(chart: "alt.LayerChart") -> str:
    """The marks of the chart as markup for the inside of a picture (slim)."""
    import vl_convert

    return slim(vl_convert.vegalite_to_svg(chart.to_dict()))
