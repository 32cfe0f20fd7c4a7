"""The pictures of an edition: which figures become which line, point or tile.

Belongs here: choosing the figures. Not here: drawing (reports/sparkline.py, charts.py, tile_map.py).
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assets.editions.cells import in_unit, measured, records
from assets.editions.content import Content
from assets.editions.figure_words import BEFORE, Row, group_words
from assets.editions.figures import WAY, unit_words, wholes
from assets.indicators.comparability import never_between_cities
from reports.interval_chart import Labels, interval_chart
from reports.interval_chart import Row as ChartRow
from reports.languages import N_
from reports.path_chart import Path, Series, path_chart
from reports.sparkline import common_axis, sparkline, spoken
from reports.spec import Cell, Column, RowGroup, TableSpec
from reports.tile_map import Tile, places, tile_map

Points = Sequence[tuple[int, float]]

# So many cities can be told apart in one picture, and are light enough for a page.
MOST_DRAWN = 20
# Beside a city whose gap is one of nationality only, in pictures that have no room for words.
ONLY_NATIONALITY = "*"
# Units whose values of several cities stand on one axis that begins at zero.
_DRAWN = {"ANTEIL": 1, "PROZENTPUNKTE": 1, "QUOTE": 2}
_SERIES = ["ags", "indicator", "base", "group", *WAY]


def line_key(row: Row) -> tuple[Any, ...]:
    """What makes values one series: a city, an indicator, a group, a way of counting."""
    return tuple(row[name] for name in _SERIES)


def lines_of(shown: pd.DataFrame, history: pd.DataFrame, content: Content) -> dict[tuple[Any, ...], Cell]:
    """Series → its sparkline, all on one axis, for every row of `shown` from the values of `history` over the years.

    A series of fewer than two known years has words instead of a picture.
    """
    _ = content.language.text
    drawn = history[history["unit"].isin(_DRAWN) & history["year"].notna()].sort_values(["year", "line"])
    drawn = drawn.drop_duplicates([*_SERIES, "year"], keep="last")
    names = content.reference.names
    series = {
        key: [
            (int(year), None if pd.isna(value) else in_unit(value, unit))
            for year, value, unit in zip(rows["year"], rows["value"], rows["unit"], strict=True)
        ]
        for key, rows in drawn.groupby(_SERIES)
    }
    lines: dict[tuple[Any, ...], Cell] = {}
    known = {key: points for key, points in series.items() if sum(value is not None for _year, value in points) > 1}
    axis = common_axis(list(known.values()))
    unit = str(drawn["unit"].iloc[0]) if len(drawn) else ""
    said_in = _("Prozentpunkte") if unit == "PROZENTPUNKTE" else ""
    for key in shown[_SERIES].itertuples(index=False, name=None):
        if axis is None or key not in known:
            lines[key] = Cell(_("kein Verlauf"))
            continue
        name = ", ".join(filter(None, [names[key[0]], said_in]))
        said = N_("Prozent") if unit == "ANTEIL" else ""
        first = min(year for year, value in known[key] if value is not None)
        breaks = [year for year in _breaks(key[_SERIES.index("definition")], content) if year > first]
        words = spoken(name, known[key], content.language, breaks, unit=said, decimals=_DRAWN[unit])
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


def gap_chart(rows: Sequence[Row], content: Content) -> str:
    """The shares that the comparison shows, with intervals and the residents' share; empty where no picture helps."""
    _ = content.language.text
    if not _drawable(rows):
        return ""
    drawn = [
        ChartRow(
            str(row["name"]),
            _percent(row["share"]),
            _percent(row["share_low"]),
            _percent(row["share_high"]),
            _percent(row["population_value"]),
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


def mark_of(rows: Sequence[Row]) -> str:
    """The mark that chart and map set beside some of these gaps; what stands below them says what it means."""
    return ONLY_NATIONALITY if any(measured(row) and _mark(row) for row in rows) else ""


def _mark(row: Row) -> str:
    return ONLY_NATIONALITY if row["base"] == "share_nationality" else ""


def _drawable(rows: Sequence[Row]) -> bool:
    """Whether there is a number to draw, and not too many cities."""
    return any(measured(row) for row in rows) and len(rows) <= MOST_DRAWN


def indicator_chart(name: str, shown: pd.DataFrame, content: Content) -> tuple[str, str]:
    """One row a city: its newest value counted as most cities do, its interval, beside a share the residents' share.

    What is counted otherwise does not stand on the same axis; then the second text says how the others are counted.
    Both are empty where no picture helps.
    """
    _, unit = content.language.text, str(shown["unit"].iloc[0]) if len(shown) else ""
    if unit not in _DRAWN:
        return "", ""
    # The same persons counted in several ways stand in the table; the picture has room for one of each city.
    groups = content.reference.groups
    wholes_first = [code for code in groups["code"] if code in set(groups.loc[groups["kind"].eq("gesamt"), "code"])]
    rows = shown[shown["group"].isin(wholes_first)]
    alike, way = _alike(rows, content)
    rows = rows.assign(alike=alike, whole=-rows["group"].map(wholes_first.index))
    rows = rows.sort_values(["alike", "whole", "year", "n"], na_position="first").drop_duplicates("ags", keep="last")
    rows = rows.sort_values("name")
    if rows["alike"].sum() < 2 or len(rows) > MOST_DRAWN:
        return "", ""
    against = _residents(rows, content) if unit == "ANTEIL" else {}
    # A dot alone needs no legend.
    mark = _("Wert") if against or rows.loc[rows["alike"], "low"].notna().any() else ""
    drawn = [
        ChartRow(
            _with_group(row, content),
            _in_unit(row["value"], unit),
            _in_unit(row["low"], unit),
            _in_unit(row["high"], unit),
            _percent(against.get(line_key(row))),
        )
        if row["alike"]
        else ChartRow(_with_group(row, content), why=_instead(row, content))
        for row in records(rows)
    ]
    words = unit_words(unit, str(rows["indicator"].iloc[0]), content)
    picture = interval_chart(
        drawn,
        Labels(words, mark, _("Anteil in der Bevölkerung"), _("95-Prozent-Bereich")),
        title=name,
        desc=_("Neuester Wert je Stadt; alle Zahlen stehen in der Tabelle darunter."),
        decimals=_DRAWN[unit],
        signed=unit == "PROZENTPUNKTE",
        parity=1 if unit == "QUOTE" else 0,
        language=content.language,
    )
    return picture, way


def _alike(rows: pd.DataFrame, content: Content) -> tuple[pd.Series, str]:
    """Which rows may stand on one axis, and in words how these are counted (empty where there is only one way).

    One family of definitions: the one of most cities, of several the first of the seeds, where migration history goes
    before nationality. Grade D, estimates and bounds are never beside others.
    """
    definitions = content.reference.definitions.set_index("code")
    family = rows["definition"].map(definitions["family"]).fillna("")
    sure = rows["value"].notna() & rows["grade"].ne("D") & ~rows["value_kind"].isin(BEFORE)
    sure &= ~rows["definition"].isin(never_between_cities(content.reference))
    cities = rows[sure & family.ne("")].groupby(family)["ags"].nunique()
    if cities.empty:
        return sure & rows["definition"].eq(""), ""
    most = next(one for one in definitions["family"] if cities.get(one) == cities.max())
    alike = sure & family.eq(most)
    others = rows["value"].notna() & ~alike & rows["definition"].ne("")
    label = definitions.loc[definitions["family"].eq(most), "label"].iloc[0]
    return alike, str(label) if others.any() else ""


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
        Series(_("Beschäftigte"), staff, _breaks(compared["definition"], content)),
        Series(_("Bevölkerung"), residents, _breaks(compared[there[0]], content)),
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


def _breaks(definition: str, content: Content) -> list[int]:
    breaks = content.reference.breaks
    return [int(year) for year in breaks.loc[breaks["definition"].eq(definition), "first_year_after"]]


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


def _residents(rows: pd.DataFrame, content: Content) -> dict[tuple[Any, ...], float]:
    """The residents' share that each share was set against, where it was."""
    gaps = wholes(content.values[content.values["indicator"].eq("gap") & content.values["population_value"].notna()])
    found = {(*line_key(gap | {"indicator": gap["base"], "base": ""}), gap["year"]): gap for gap in records(gaps)}
    keys = {line_key(row): (*line_key(row), row["year"]) for row in records(rows)}
    return {line: found[key]["population_value"] for line, key in keys.items() if key in found}


def _instead(row: Row, content: Content) -> str:
    """What stands in place of a dot: the word of the status, a guess or bound in words, another way of counting."""
    if pd.isna(row["value"]):
        return content.reference.labels("status")[row["status"]]
    if row["value_kind"] not in BEFORE:
        return content.language.text("anders gezählt, siehe Tabelle")
    value = in_unit(row["value"], row["unit"])
    number = content.language.number(value, 0 if float(value).is_integer() else _DRAWN[row["unit"]])
    return f"{content.language.text(BEFORE[row['value_kind']])} {number}"


def _with_group(row: Row, content: Content) -> str:
    group = "" if row["group"] == "insgesamt" else f", {group_words(row, content.reference)}"
    return f"{row['name']}{group}"


def _percent(share: float | None) -> float | None:
    return None if share is None or pd.isna(share) else in_unit(share, "ANTEIL")


def _in_unit(value: float, unit: str) -> float | None:
    return None if pd.isna(value) else in_unit(value, unit)
