"""The comparison of the overview as chart and as map.

Belongs here: what stands beside the table of the comparison, and the mark of what counts less. Not here: drawing
(reports/interval_chart.py, tile_map.py), other comparisons (side_by_side.py).
"""

from collections.abc import Sequence

from assets.editions.cells import measured
from assets.editions.content import Content
from assets.editions.figure_words import Row
from assets.editions.pictures.courses import drawn_number
from reports.interval_chart import Labels, interval_chart
from reports.interval_chart import Row as ChartRow
from reports.tile_map import Tile, places, tile_map

# So many cities can be told apart in one picture, and are light enough for a page.
MOST_DRAWN = 20
# Beside a city whose gap is one of nationality only, in pictures that have no room for words.
ONLY_NATIONALITY = "*"


def gap_chart(rows: Sequence[Row], content: Content) -> str:
    """The shares that the comparison shows, with intervals and the residents' share; empty where no picture helps."""
    _ = content.language.text
    if not _drawable(rows):
        return ""
    drawn = [
        ChartRow(
            str(row["name"]),
            drawn_number(row["share"], "ANTEIL"),
            drawn_number(row["share_low"], "ANTEIL"),
            drawn_number(row["share_high"], "ANTEIL"),
            drawn_number(row["population_value"], "ANTEIL"),
            mark=_mark(row),
        )
        if measured(row)
        else ChartRow(str(row["name"]), why=content.reference.labels("status")[row["status"]])
        for row in rows
    ]
    labels = Labels(
        _("Anteil in Prozent"), _("Beschäftigte"), _("Bevölkerung der Stadt"), _("95-Prozent-Bereich der Befragung")
    )
    title = _("Anteil mit Zuwanderungsgeschichte: Beschäftigte und Bevölkerung der Stadt, {year}", year=content.year)
    return interval_chart(
        drawn, labels, title=title, desc=_("Alle Zahlen stehen in der Tabelle darunter."), language=content.language
    )


def gap_map(rows: Sequence[Row], content: Content) -> str:
    """The cities as tiles, shaded by the gap that the comparison shows; empty where no picture helps."""
    _ = content.language.text
    if not _drawable(rows):
        return ""
    seeds = content.reference.tiles
    known = {
        ags: (int(column), int(line)) for ags, column, line in seeds[["ags", "column", "row"]].itertuples(index=False)
    }
    place = places([row["ags"] for row in rows], known)
    labels = content.reference.labels("status")
    tiles = [
        Tile(str(row["name"]), *place[row["ags"]], value=row["value"], mark=_mark(row))
        if measured(row)
        else Tile(str(row["name"]), *place[row["ags"]], why=labels[row["status"]])
        for row in rows
    ]
    return tile_map(
        tiles,
        title=_("Karte der Städte nach der Lücke, {year}", year=content.year),
        unit=_("Lücke in Prozentpunkten"),
        desc=_("Alle Zahlen stehen in der Tabelle."),
        signed=True,
        language=content.language,
    )


def mark_of(rows: Sequence[Row]) -> str:
    """The mark that chart and map set beside some of these gaps; what stands below them says what it means."""
    return ONLY_NATIONALITY if any(measured(row) and _mark(row) for row in rows) else ""


def _mark(row: Row) -> str:
    return ONLY_NATIONALITY if row["base"] == "share_nationality" else ""


def _drawable(rows: Sequence[Row]) -> bool:
    """Whether there is a number to draw, and not too many cities."""
    return any(measured(row) for row in rows) and len(rows) <= MOST_DRAWN
