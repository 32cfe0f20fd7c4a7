"""The course of one series over the years, small enough for a cell of a table.

Belongs here: which values are one series, its sparkline, what all pictures need of a number. Not here: drawing
(reports/sparkline.py), cities beside each other (side_by_side.py), the path of one city (city_path.py).
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assets.editions.cells import in_unit, records
from assets.editions.content import Content
from assets.editions.figure_words import Row
from assets.editions.figures import WAY, wholes
from reports.languages import N_
from reports.sparkline import common_axis, sparkline, spoken
from reports.spec import Cell

# Units whose values of several cities stand on one axis that begins at zero.
DRAWN = {"ANTEIL": 1, "PROZENTPUNKTE": 1, "QUOTE": 2}
SERIES = ["ags", "indicator", "base", "group", *WAY]


def line_key(row: Row) -> tuple[Any, ...]:
    """What makes values one series: a city, an indicator, a group, a way of counting."""
    return tuple(row[name] for name in SERIES)


def lines_of(shown: pd.DataFrame, history: pd.DataFrame, content: Content) -> dict[tuple[Any, ...], Cell]:
    """Series → its sparkline, all on one axis, for every row of `shown` from the values of `history` over the years.

    A series of fewer than two known years has words instead of a picture.
    """
    _ = content.language.text
    drawn = history[history["unit"].isin(DRAWN) & history["year"].notna()].sort_values(["year", "line"])
    drawn = drawn.drop_duplicates([*SERIES, "year"], keep="last")
    names = content.reference.names
    series = {
        key: [
            (int(year), None if pd.isna(value) else in_unit(value, unit))
            for year, value, unit in zip(rows["year"], rows["value"], rows["unit"], strict=True)
        ]
        for key, rows in drawn.groupby(SERIES)
    }
    lines: dict[tuple[Any, ...], Cell] = {}
    known = {key: points for key, points in series.items() if sum(value is not None for _year, value in points) > 1}
    axis = common_axis(list(known.values()))
    unit = str(drawn["unit"].iloc[0]) if len(drawn) else ""
    said_in = _("Prozentpunkte") if unit == "PROZENTPUNKTE" else ""
    for key in shown[SERIES].itertuples(index=False, name=None):
        if axis is None or key not in known:
            lines[key] = Cell(_("kein Verlauf"))
            continue
        name = ", ".join(filter(None, [names[key[0]], said_in]))
        said = N_("Prozent") if unit == "ANTEIL" else ""
        first = min(year for year, value in known[key] if value is not None)
        breaks = [year for year in breaks_of(key[SERIES.index("definition")], content) if year > first]
        words = spoken(name, known[key], content.language, breaks, unit=said, decimals=DRAWN[unit])
        lines[key] = Cell(words, picture=sparkline(known[key], axis, breaks, title=words))
    return lines


def staff_lines(rows: Sequence[Row], content: Content) -> dict[str, Cell]:
    """AGS → the sparkline of the share of staff that the comparison shows of this city."""
    shares = wholes(content.values[content.values["group"].eq("insgesamt")])
    shown = pd.DataFrame([dict(row) | {"indicator": row["base"], "base": ""} for row in rows])
    if shown.empty:
        return {}
    lines = lines_of(shown, shares[shares["indicator"].isin(shown["indicator"])], content)
    return {row["ags"]: lines[line_key(row)] for row in records(shown)}


def breaks_of(definition: str, content: Content) -> list[int]:
    """The first years in which a definition counts another way than before."""
    breaks = content.reference.breaks
    return [int(year) for year in breaks.loc[breaks["definition"].eq(definition), "first_year_after"]]


def drawn_number(value: float | None, unit: str) -> float | None:
    """A number as it is drawn: in the unit of its axis, None where there is none."""
    return None if value is None or pd.isna(value) else in_unit(value, unit)
