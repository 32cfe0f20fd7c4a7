"""The pages of the indicators: what a figure means, how it is computed, what each city has, and where it comes from.

Belongs here: the cities side by side in one indicator. Not here: one city (city.py), the texts (seeds).
"""

import pandas as pd

from assets.editions.cells import records
from assets.editions.content import Content
from assets.editions.figure_words import Row, group_words
from assets.editions.figures import figure_table, indicator_page, newest, unit_words, wholes
from assets.editions.pages.city_shares import NO_NEWS, SHARES
from assets.editions.pages.page import Page
from assets.editions.pictures.courses import line_key, lines_of
from assets.editions.pictures.side_by_side import indicator_chart
from reports.spec import Cell, Column, TableSpec
from schemas.published import DATA

# Of these a table in the order of the values helps: how far is each city. There are no rank numbers.
_BY_SIZE = ["gap"]


def indicators(content: Content) -> list[Page]:
    """One page an indicator, in the order of the catalogue."""
    told = wholes(content.values)
    catalogue = records(content.reference.indicators)
    return [indicator(one, told[told["indicator"].eq(one["id"])], content) for one in catalogue]


def indicator(entry: Row, values: pd.DataFrame, content: Content) -> Page:
    """The page of one indicator (a row of seeds/indicators.csv) from its values about whole cities."""
    _ = content.language.text
    tables, nothing, chart, counted = [], [], "", ""
    order = {one: at for at, one in enumerate(["", *SHARES])}
    several = values["unit"].nunique() > 1
    for (base, unit), rows in sorted(
        values.groupby(["base", "unit"]), key=lambda one: (order.get(one[0][0], 9), one[0])
    ):
        # The page is headed with the indicator; where several shares have it, each table names its share.
        caption = content.reference.labels("catalogue")[base] if base else str(entry["name"])
        caption = f"{caption} ({unit_words(unit, str(entry['id']), content)})" if several else caption
        if not rows["value"].notna().any() and rows["status"].isin(NO_NEWS).all():
            nothing.append(caption)
            continue
        shown = _shown(rows, content)
        name = "-".join(filter(None, [str(base or entry["id"]), unit if several else ""])).replace("_", "-").lower()
        tables.append(_table(name, f"{caption}, {content.year}", shown, rows, content))
        if len(tables) > 1:
            continue
        # One picture a page: of the share the Kontrakt is about, which stands first.
        chart, counted = indicator_chart(caption, shown, content)
        if entry["id"] in _BY_SIZE and shown["value"].notna().sum() > 1:
            # The same rows in another order; no city is the first or the last of anything.
            by_size = shown[shown["value"].notna()].sort_values(["value", "name"], ascending=[False, True])
            ordered = _("{name}, nach Größe", name=caption)
            tables.append(_table(f"{name}-nach-groesse", ordered, by_size, rows, content))
    return Page(
        indicator_page(str(entry["id"])),
        "indicator.html",
        f"{entry['name']} {content.year}",
        {
            "entry": entry,
            "texts": content.reference.indicator_texts.set_index("id").loc[entry["id"]].to_dict(),
            "unit": unit_words(str(values["unit"].iloc[0]), str(entry["id"]), content) if len(values) else "",
            "breaks": _breaks(values, content),
            "tables": tables,
            "nothing": nothing,
            "chart": chart,
            "counted": counted,
            "json": _json(entry, content),
        },
    )


def _json(entry: Row, content: Content) -> str:
    """The file with all values of an indicator, where there is one."""
    there = content.values["indicator"].eq(entry["id"]).any()
    return f"{DATA}/json/{indicator_page(str(entry['id'])).removesuffix('.html')}.json" if there else ""


def _shown(rows: pd.DataFrame, content: Content) -> pd.DataFrame:
    """The newest values of each city with its name and slug, by name, group and day.

    Where a city has a number, it is no news that another way of counting has none; else one reason is enough.
    """
    told = newest(rows)
    numbers = told["value"].notna()
    has_number = told["ags"].isin(told.loc[numbers, "ags"])
    told = told[numbers | (~has_number & ~told.duplicated("ags", keep="last"))]
    told = content.cities[["ags", "name", "slug"]].merge(told, on="ags")
    return told.sort_values(["name", "group", "year"], ignore_index=True)


def _table(name: str, caption: str, shown: pd.DataFrame, history: pd.DataFrame, content: Content) -> TableSpec:
    _ = content.language.text
    lines = lines_of(shown, history, content)
    first = ~shown.duplicated("ags")

    def city(row: Row) -> Cell:
        group = "" if row["group"] == "insgesamt" else f", {group_words(row, content.reference)}"
        anchor = f"{name}-{row['slug']}" if row["first"] else ""
        return Cell(f"{row['name']}{group}", href=f"stadt-{row['slug']}.html", anchor=anchor)

    drawn = any(cell.picture for cell in lines.values())
    return figure_table(
        name,
        caption,
        shown.assign(first=first),
        content,
        (_("Stadt"), city),
        [(Column("verlauf", _("Verlauf"), "picture"), lambda row: lines[line_key(row)])] if drawn else (),
        note=_("Neuester Stand je Stadt und Zählweise."),
        median=_medians(shown, content),
    )


def _medians(shown: pd.DataFrame, content: Content) -> list[Row]:
    """The network values beside these rows, one a family of definitions, as rows of the same shape."""
    if shown.empty:
        return []
    about = shown.iloc[0]
    network = wholes(content.network.assign(district=""))
    same = network["indicator"].eq(about["indicator"]) & network["base"].eq(about["base"])
    rows = network[same & network["group"].eq("insgesamt") & network["median"].notna()]
    return rows.sort_values("family").to_dict(orient="records")


def _breaks(values: pd.DataFrame, content: Content) -> list[str]:
    """What is known of breaks in the definitions that these values use."""
    breaks = content.reference.breaks
    used = breaks[breaks["definition"].isin(values["definition"])]
    label = content.reference.labels("definition")
    return [f"{label[row['definition']]}: {row['label']}" for row in records(used)]


def indicator_list(content: Content) -> Page:
    """The page that leads to all of them, goal by goal."""
    _ = content.language.text
    goals = {
        "2": _("Ziel zwei: Beschäftigte wie Bevölkerung"),
        "1": _("Ziel eins: interkulturelle Kompetenz"),
        "3": _("Ziel drei: Zusammenarbeit"),
        "": _("Bezugszahlen und Maßnahmen"),
    }
    questions = content.reference.indicator_texts.set_index("id")["question"]
    entries = records(content.reference.indicators)
    return Page(
        "kennzahlen.html",
        "indicator_list.html",
        _("Kennzahlen {year}", year=content.year),
        {
            "goals": [
                (
                    label,
                    [
                        (indicator_page(one["id"]), one["name"], questions[one["id"]])
                        for one in entries
                        if one["goal"] == goal
                    ],
                )
                for goal, label in goals.items()
            ]
        },
    )
