"""The cities beside each other in one indicator, as far as they count alike.

Belongs here: which figures may stand on one axis. Not here: drawing (reports/interval_chart.py), the comparison of the
overview (gap_pictures.py).
"""

from typing import Any

import pandas as pd

from assets.editions.cells import in_unit, records
from assets.editions.content import Content
from assets.editions.figure_words import BEFORE, Row, group_words
from assets.editions.figures import unit_words, wholes
from assets.editions.pictures.courses import DRAWN, drawn_number, line_key
from assets.editions.pictures.gap_pictures import MOST_DRAWN
from assets.indicators.comparability import never_between_cities
from reports.interval_chart import Labels, interval_chart
from reports.interval_chart import Row as ChartRow


def indicator_chart(name: str, shown: pd.DataFrame, content: Content) -> tuple[str, str]:
    """One row a city: its newest value counted as most cities do, its interval, beside a share the residents' share.

    What is counted otherwise does not stand on the same axis; then the second text says how what is drawn is counted.
    Both are empty where no picture helps.
    """
    _, unit = content.language.text, str(shown["unit"].iloc[0]) if len(shown) else ""
    if unit not in DRAWN:
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
            drawn_number(row["value"], unit),
            drawn_number(row["low"], unit),
            drawn_number(row["high"], unit),
            drawn_number(against.get(line_key(row)), "ANTEIL"),
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
        decimals=DRAWN[unit],
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
    number = content.language.number(value, 0 if float(value).is_integer() else DRAWN[row["unit"]])
    return f"{content.language.text(BEFORE[row['value_kind']])} {number}"


def _with_group(row: Row, content: Content) -> str:
    group = "" if row["group"] == "insgesamt" else f", {group_words(row, content.reference)}"
    return f"{row['name']}{group}"
