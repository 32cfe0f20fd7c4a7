"""Two tables of one city that its council reads too: its shares beside its residents, and its way to parity.

Belongs here: what says how far the city is on its own path. Not here: its other tables (city.py).
"""

import pandas as pd

from assets.editions.cells import number_cell, plain_cell, records, sentences, stand, who
from assets.editions.content import Content
from assets.editions.figure_words import Row, group_words
from assets.editions.figures import WAY, indicator_page
from reports.languages import N_
from reports.spec import Cell, Column, Footnote, RowGroup, TableSpec
from schemas.indicators import WITH_NUMBER

SHARES = ["share_staff", "share_nationality", "share_leaders", "share_trainees", "share_hires"]
_PATH = {
    "shortfall": N_("Fehlende Beschäftigte bis zur Parität"),
    "trend": N_("Veränderung je Jahr in Prozentpunkten"),
    "parity_year_static": N_("Paritätsjahr, Bevölkerung wie heute"),
    "parity_year_moving": N_("Paritätsjahr, Bevölkerung wächst mit"),
    "hire_share_needed_10": N_("Nötiger Anteil an Neueinstellungen in Prozent"),
}
# Of these there is no figure anywhere, only a sentence for all of them.
NO_NEWS = ["nicht_geliefert", "nicht_sinnvoll"]
_OF_SHARE = ["base", "group", *WAY]


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
                named(row, content, notes[said].id if said else ""),
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
            body.append([named(first | {"indicator": first["base"]}, content, ""), *cells])
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


def named(row: Row, content: Content, note: str) -> Cell:
    """The name of an indicator, with its group where it is not all persons, linked to its page."""
    name = content.reference.labels("catalogue")[row["indicator"]]
    group = "" if row["group"] == "insgesamt" else f": {group_words(row, content.reference)}"
    return Cell(f"{name}{group}", href=indicator_page(row["indicator"]), notes=(note,) if note else ())


def _place(row: Row, city: Row) -> str:
    """Where the page of the indicator shows this figure; a share that nobody has delivered has no table there."""
    name = row["indicator"].replace("_", "-")
    return "" if row["status"] in NO_NEWS else f"{indicator_page(row['indicator'])}#{name}-{city['slug']}"
