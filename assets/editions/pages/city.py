"""The pages of the cities: where a city stands on its own path, and what is known about it.

Belongs here: which tables a city has. Not here: shares and path (city_shares.py), the cities side by side
(comparison.py, indicator.py).
"""

from dataclasses import replace

import pandas as pd

from assets.editions.cells import number_cell, plain_cell, records, sentences, signs, stand, who
from assets.editions.comparison import city_message, compared_rows
from assets.editions.content import Content
from assets.editions.figure_words import Row, group_words
from assets.editions.figures import WAY, newest, wholes
from assets.editions.pages.city_shares import NO_NEWS, named, path_table, shares_table
from assets.editions.pages.page import Page
from assets.editions.pictures.city_path import path_picture
from reports.printed import filled
from reports.spec import Cell, Column, RowGroup, TableSpec

GOAL_1 = [
    "competence_adverts",
    "competence_selection",
    "competence_trained_staff",
    "competence_trained_leaders",
    "competence_checklist",
]
GOAL_3 = ["cooperation_meetings", "cooperation_projects", "cooperation_cities", "cooperation_on_time"]
MEASURES = ["measures_planned", "measures_running", "measures_done", "measures_postponed", "measures_overdue"]
CHANCES = [
    "relative_likelihood",
    "relative_likelihood_invited",
    "relative_likelihood_hired",
    "likelihood_promotion",
    "likelihood_leaving",
    "glass_ceiling",
]


def cities(content: Content) -> list[Page]:
    """One page a city, in the order of the cities."""
    return [
        city_page(city, row, content) for city, row in zip(records(content.cities), compared_rows(content), strict=True)
    ]


def city_page(city: Row, compared: Row, content: Content) -> Page:
    """The page of one city (a row of Reference.members) with its row of the comparison."""
    own = content.values[content.values["ags"] == city["ags"]]
    told = newest(wholes(own))
    _ = content.language.text
    tables = [
        shares_table(told, city, content),
        path_table(told, city, content),
        simple_table(
            "ziel1", _("{city}: interkulturelle Kompetenz (Ziel eins)", city=city["name"]), told, GOAL_1, content
        ),
        simple_table("chancen", _("{city}: Chancen im Verhältnis", city=city["name"]), told, CHANCES, content),
        simple_table("ziel3", _("{city}: Zusammenarbeit (Ziel drei)", city=city["name"]), told, GOAL_3, content),
        simple_table("massnahmen", _("{city}: Maßnahmen", city=city["name"]), told, MEASURES, content),
        breakdowns_table(own, city, content),
    ]
    picture, series = path_picture(compared, own, content)
    return Page(
        f"stadt-{city['slug']}.html",
        "city.html",
        f"{city['name']} {content.year}",
        {
            "city": city,
            "message": city_message(compared, content.language),
            "picture": picture,
            "series": series,
            "tables": [_of_year(filled(table), content.year) for table in tables if _tells(table)],
            "nothing": [table.caption.removeprefix(f"{city['name']}: ") for table in tables if not _tells(table)],
            "findings": content.findings.loc[content.findings["ags"] == city["ags"], "message"].tolist(),
        },
    )


def _of_year(table: TableSpec, year: int) -> TableSpec:
    return replace(table, caption=f"{table.caption}, {year}")


def _tells(table: TableSpec) -> bool:
    """Whether a table has a number, or a reason other than that nothing was delivered."""
    return any(cell.value is not None or (cell.sign and cell.sign.code not in NO_NEWS) for cell in table.cells())


def simple_table(name: str, caption: str, told: pd.DataFrame, indicators: list[str], content: Content) -> TableSpec:
    """The newest value of some indicators of one unit that do not depend on a definition."""
    _ = content.language.text
    rows = told[told["indicator"].isin(indicators) & told["group"].eq("insgesamt")]
    rows = rows.assign(order=rows["indicator"].map(indicators.index)).sort_values(["order", "year"])
    shares = rows["unit"].eq("ANTEIL").any()
    ratios = rows["unit"].eq("QUOTE").any()
    label = _("Anteil in Prozent") if shares else _("Verhältnis (1 = gleich)") if ratios else _("Anzahl")
    places = 1 if shares else 2 if ratios else int(bool((rows["value"].dropna() % 1).any()))
    return TableSpec(
        id=name,
        caption=caption,
        columns=[
            Column("kennzahl", _("Kennzahl")),
            Column("stand", _("Stand")),
            Column("wert", label, "number", places),
            *([Column("n", _("von insgesamt"), "number")] if shares else []),
            Column("grund", _("Anmerkung"), "wide"),
        ],
        groups=[
            RowGroup(
                [
                    [
                        named(row, content, ""),
                        Cell(stand(row, content.language)),
                        number_cell(row, content),
                        *([plain_cell(row["n"], "ANZAHL")] if shares else []),
                        Cell(sentences(_verdict(row, content), row["reason"])),
                    ]
                    for row in records(rows)
                ]
            )
        ]
        if len(rows)
        else [],
        stage=content.stage,
        language=content.language,
    )


def breakdowns_table(own: pd.DataFrame, city: Row, content: Content) -> TableSpec:
    """The newest share of each group of staff in one city, by breakdown."""
    _ = content.language.text
    # Levels of leadership stand among the staff; as leaders they would be told twice.
    shares = own["base"].eq("") & own["unit"].eq("ANTEIL") & own["indicator"].isin(["share_staff", "share_nationality"])
    rows = newest(own[shares & own["dimension"].ne("") & own["district"].eq("")])
    # One way of counting: the one with the most groups, so that no group stands here twice.
    ways = rows.groupby(["indicator", *WAY]).size()
    if len(ways):
        rows = rows.set_index(["indicator", *WAY]).loc[[ways.idxmax()]].reset_index()
    rows = rows.sort_values(["dimension", "line"])
    label = content.reference.labels("breakdown")
    how = who(rows.iloc[0].to_dict(), content) if len(rows) else ""
    return TableSpec(
        id="gliederungen",
        caption=_("{city}: Anteile nach Gruppen von Beschäftigten", city=city["name"]),
        note=_("{how}. Was geheim bleibt, ließe einzelne Personen erkennen, allein oder durch Rechnen.", how=how),
        columns=[
            Column("gruppe", _("Gruppe")),
            Column("stand", _("Stand")),
            Column("anteil", _("Anteil in Prozent"), "number", 1),
            Column("n", _("Personen mit bekannter Angabe"), "number"),
        ],
        groups=[
            RowGroup(
                [
                    [
                        Cell(group_words(row, content.reference).removeprefix(f"{label[dimension]}: ")),
                        Cell(stand(row, content.language)),
                        number_cell(row, content),
                        _counted(row, content),
                    ]
                    for row in records(of_dimension)
                ],
                label[dimension],
            )
            for dimension, of_dimension in rows.groupby("dimension", sort=False)
        ],
        stage=content.stage,
        language=content.language,
    )


def _counted(row: Row, content: Content) -> Cell:
    """How many persons a share is of; with a hidden share its base goes too."""
    hidden = pd.isna(row["n"]) and row["status"] == "geheim"
    return Cell(sign=signs(content.reference)["geheim"]) if hidden else plain_cell(row["n"], "PERSONEN")


def _verdict(row: Row, content: Content) -> str:
    return content.reference.labels("verdict")[row["verdict"]] if row["verdict"] else ""
