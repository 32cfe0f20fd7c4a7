"""The pages of the cities: where a city stands on its own path, and what is known about it.

Belongs here: the tables of one city. Not here: the cities side by side (comparison.py, indicator.py).
"""

from dataclasses import replace

import pandas as pd

from assets.editions.cells import number_cell, plain_cell, records, sentences, signs, stand, who
from assets.editions.comparison import city_message, compared_rows
from assets.editions.content import Content
from assets.editions.figure_words import Row, group_words
from assets.editions.figures import WAY, indicator_page, newest, wholes
from assets.editions.pages.page import Page
from assets.editions.pictures.city_path import path_picture
from reports.languages import N_
from reports.printed import filled
from reports.spec import Cell, Column, Footnote, RowGroup, TableSpec
from schemas.indicators import WITH_NUMBER

SHARES = ["share_staff", "share_nationality", "share_leaders", "share_trainees", "share_hires"]
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
_PATH = {
    "shortfall": N_("Fehlende Beschäftigte bis zur Parität"),
    "trend": N_("Veränderung je Jahr in Prozentpunkten"),
    "parity_year_static": N_("Paritätsjahr, Bevölkerung wie heute"),
    "parity_year_moving": N_("Paritätsjahr, Bevölkerung wächst mit"),
    "hire_share_needed_10": N_("Nötiger Anteil an Neueinstellungen in Prozent"),
}
# Where a table has no more than this, a sentence says it for all of its rows.
_NO_NEWS = ["nicht_geliefert", "nicht_sinnvoll"]
_OF_SHARE = ["base", "group", *WAY]


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
    return any(cell.value is not None or (cell.sign and cell.sign.code not in _NO_NEWS) for cell in table.cells())


def shares_table(told: pd.DataFrame, city: Row, content: Content) -> TableSpec:
    """The newest shares of a city against its residents: interval, gap and ratio; how it was counted as footnotes."""
    _ = content.language.text
    rows = told[told["indicator"].isin(SHARES)]
    rows = rows.assign(order=rows["indicator"].map(SHARES.index)).sort_values(["order", "group", "year"])
    derived = {
        (row["indicator"], row["base"], row["receipt"], row["line"], row["group"]): row
        for row in told[told["indicator"].isin(["gap", "ratio"])].to_dict(orient="records")
    }
    notes: dict[str, Footnote] = {}
    body = []
    for row in records(rows):
        key = (row["indicator"], row["receipt"], row["line"], row["group"])
        gap, ratio = (derived.get((one, *key)) for one in ("gap", "ratio"))
        because = row["reason"] or (gap["reason"] if gap is not None else "")
        said = sentences(who(row, content), because)
        if said:
            notes.setdefault(said, Footnote(f"n{len(notes) + 1}", said))
        body.append(
            [
                _named(row, content, notes[said].id if said else ""),
                Cell(stand(row, content.language)),
                number_cell(
                    row,
                    content,
                    href=_place(row, city),
                ),
                plain_cell(row["low"], "ANTEIL"),
                plain_cell(row["high"], "ANTEIL"),
                plain_cell(gap["population_value"], "ANTEIL") if gap is not None else Cell(),
                number_cell(gap, content) if gap is not None else Cell(),
                number_cell(ratio, content) if ratio is not None else Cell(),
            ]
        )
    note = _(
        "Neuester Stand je Kennzahl und Zählweise. Lücke: Bevölkerung minus Verwaltung, aus ungerundeten Anteilen."
    )
    if told.loc[told["indicator"].eq("gap"), "population_value"].notna().any():
        note += " " + _("Die Bevölkerung ist am nächstliegenden Stichtag gezählt.")
    return TableSpec(
        id="anteile",
        caption=_("{city}: Anteile mit Zuwanderungsgeschichte", city=city["name"]),
        note=note,
        columns=[
            Column("kennzahl", _("Kennzahl")),
            Column("stand", _("Stand")),
            Column("anteil", _("Anteil in Prozent"), "number", 1),
            Column("von", _("95-Prozent-Bereich von"), "number", 1),
            Column("bis", _("95-Prozent-Bereich bis"), "number", 1),
            Column("bevoelkerung", _("Anteil Bevölkerung in Prozent"), "number", 1),
            Column("luecke", _("Lücke in Prozentpunkten"), "number", 1, signed=True),
            Column("quote", _("Quote (1 = Parität)"), "number", 2),
        ],
        groups=[RowGroup(body)],
        footnotes=list(notes.values()),
        stage=content.stage,
        language=content.language,
    )


def _place(row: Row, city: Row) -> str:
    """Where the page of the indicator shows this figure; a share that nobody has delivered has no table there."""
    name = row["indicator"].replace("_", "-")
    return "" if row["status"] in _NO_NEWS else f"{indicator_page(row['indicator'])}#{name}-{city['slug']}"


def path_table(told: pd.DataFrame, city: Row, content: Content) -> TableSpec:
    """What a city would have to do to reach parity, share by share: its own path, no comparison with others."""
    _ = content.language.text
    derived = told[told["indicator"].isin(_PATH) & told["base"].isin(SHARES)]
    rows = derived.assign(order=derived["base"].map(SHARES.index)).sort_values(["order", "group", "year"])
    body = []
    for _key, of_share in rows.groupby(_OF_SHARE, sort=False):
        by = {row["indicator"]: row for row in records(of_share)}
        if any(row["status"] in WITH_NUMBER or row["status"].startswith("erreicht") for row in by.values()):
            first = next(iter(by.values()))
            cells = [number_cell(by[one], content) if one in by else Cell() for one in _PATH]
            body.append([_named(first | {"indicator": first["base"]}, content, ""), *cells])
    kinds = {"shortfall": 0, "trend": 2, "parity_year_static": 0, "parity_year_moving": 0, "hire_share_needed_10": 1}
    return TableSpec(
        id="weg",
        caption=_("{city}: der Weg zur Parität", city=city["name"]),
        note=_("Fortschreibung der bisherigen Jahre, keine Vorhersage. Nötiger Anteil: für Parität in zehn Jahren."),
        columns=[
            Column("kennzahl", _("Kennzahl")),
            *(
                Column(one, _(label), "number", kinds[one], one == "trend", not one.startswith("parity_year"))
                for one, label in _PATH.items()
            ),
        ],
        groups=[RowGroup(body)] if body else [],
        stage=content.stage,
        language=content.language,
    )


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
                        _named(row, content, ""),
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


def _named(row: Row, content: Content, note: str) -> Cell:
    """The name of an indicator, with its group where it is not all persons, linked to its page."""
    name = content.reference.labels("catalogue")[row["indicator"]]
    group = "" if row["group"] == "insgesamt" else f": {group_words(row, content.reference)}"
    return Cell(f"{name}{group}", href=indicator_page(row["indicator"]), notes=(note,) if note else ())


def _verdict(row: Row, content: Content) -> str:
    return content.reference.labels("verdict")[row["verdict"]] if row["verdict"] else ""
