"""The path of one city: staff and residents over the years, and on to parity.

Belongs here: the lines of one city and the same numbers as a table. Not here: drawing (reports/path_chart.py), when
parity is reached (assets/indicators/parity.py).
"""

from collections.abc import Sequence

import pandas as pd

from assets.editions.cells import in_unit
from assets.editions.content import Content
from assets.editions.figure_words import Row
from assets.editions.figures import WAY, wholes
from assets.editions.pictures.courses import breaks_of
from reports.path_chart import Path, Series, path_chart
from reports.spec import Cell, Column, RowGroup, TableSpec

Points = Sequence[tuple[int, float]]


def path_picture(compared: Row, own: pd.DataFrame, content: Content) -> tuple[str, TableSpec | None]:
    """The way of one city in the share that the comparison shows, and the same numbers as a table.

    `own`: the city's values. Where fewer than two numbers are known there is neither.
    """
    _ = content.language.text
    whole = wholes(own[own["group"].eq("insgesamt")])
    staff = _years(whole[whole["indicator"].eq(compared["base"]) & _same_way(whole, compared, WAY)])
    there = ["population_definition", "population_method"]
    residents = whole[whole["indicator"].eq("share_population")]
    residents = _years(
        residents[residents["definition"].eq(compared[there[0]]) & residents["method"].eq(compared[there[1]])]
    )
    if len(staff) + len(residents) < 2 or not staff:
        return "", None
    catalogue = content.reference.labels("catalogue")
    table = _series_table(str(compared["name"]), staff, residents, content)
    picture = path_chart(
        Series(_("Beschäftigte"), staff, breaks_of(compared["definition"], content)),
        Series(_("Bevölkerung"), residents, breaks_of(compared[there[0]], content)),
        title=f"{compared['name']}: {catalogue[compared['base']]}",
        unit=_("Anteil in Prozent"),
        desc=_("Alle Zahlen stehen in der Tabelle darunter."),
        path=_path(compared, whole, staff, residents),
        language=content.language,
    )
    return picture, table


def _path(compared: Row, whole: pd.DataFrame, staff: Points, residents: Points) -> Path | None:
    """The straight way from the newest share to the residents' share in the year of parity, where there is one."""
    if not residents:
        return None
    of_base = whole[whole["base"].eq(compared["base"]) & _same_way(whole, compared, WAY)]
    ends = {name: rows["value"].dropna() for name, rows in of_base.sort_values("year").groupby("indicator")}
    (year, share), (_known, now) = staff[-1], residents[-1]
    slopes = whole[whole["indicator"].eq("trend") & whole["base"].eq("share_population")]
    slopes = slopes[slopes["definition"].eq(compared["population_definition"])]["value"].dropna()
    for name, slope in (("parity_year_moving", slopes), ("parity_year_static", pd.Series([0.0]))):
        if len(ends.get(name, [])) and len(slope) and ends[name].iloc[-1] > year:
            end = float(ends[name].iloc[-1])
            return Path(year, share, end, now + float(slope.iloc[-1]) * (end - year))
    return None


def _series_table(city: str, staff: Points, residents: Points, content: Content) -> TableSpec:
    """One row a year; a column without any number is left out, a single missing number is said so."""
    _ = content.language.text
    both = [dict(series) for series in (staff, residents) if series]
    none = Cell(_("ohne Zahl"))
    years = sorted({year for series in both for year in series})
    rows = [
        [Cell(str(year)), *(Cell(value=series[year]) if year in series else none for series in both)] for year in years
    ]
    return TableSpec(
        id="verlauf",
        caption=_("{city}: Beschäftigte und Bevölkerung nach Jahren", city=city),
        columns=[
            Column("jahr", _("Jahr")),
            Column("beschaeftigte", _("Anteil Beschäftigte in Prozent"), "number", 1),
            Column("bevoelkerung", _("Anteil Bevölkerung in Prozent"), "number", 1),
        ][: len(both) + 1],
        groups=[RowGroup(rows)],
        stage=content.stage,
        language=content.language,
    )


def _years(values: pd.DataFrame) -> list[tuple[int, float]]:
    """Year → share in percent, the newest figure of each year that has a number."""
    known = values[values["value"].notna() & values["year"].notna()].sort_values(["year", "line"])
    known = known.drop_duplicates("year", keep="last")
    return [(int(year), in_unit(value, "ANTEIL")) for year, value in zip(known["year"], known["value"], strict=True)]


def _same_way(values: pd.DataFrame, row: Row, columns: list[str]) -> pd.Series:
    return (values[columns] == [row[name] for name in columns]).all(axis=1)
