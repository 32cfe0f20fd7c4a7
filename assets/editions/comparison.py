"""The comparison of the cities: one row a city, the gap or the reason why there is none, and the sentence that says it.

Belongs here: what a council member reads first. Not here: the other tables (tables.py), computing (assets/indicators/).
"""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from assets.editions.cells import EVERYBODY, Row, measured, missing, share_cell, stand
from assets.reference.seeds import Reference
from reports.numbers import german, percent
from reports.table import Cell, Column, TableSpec
from schemas.indicators import WITH_NUMBER

COMPARED = ["share_staff", "share_nationality"]
_BEST_FIRST = {"wert": 0, "null": 0, "nicht_vergleichbar": 1, "geheim": 1, "nicht_erhoben": 2, "nicht_sinnvoll": 2}
ONLY_TRAINEES = "Nur Zahlen zu Auszubildenden, keine zu allen Beschäftigten."
NO_STAFF_FIGURE = "Die Stadt hat keine Zahl der Beschäftigten mit Zuwanderungsgeschichte geliefert."


def compared_rows(values: pd.DataFrame, cities: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """For each city the one gap the comparison shows, in the order of `cities`, with `ratio` and `why` added.

    A measured gap goes before a reason, migration history before nationality, the newer figure before the older.
    """
    whole = values[values["group"].eq("insgesamt") & values["dimension"].eq("") & values["view"].isin(EVERYBODY)]
    gaps = whole[whole["indicator"].eq("gap") & whole["base"].isin(COMPARED)]
    ordered = gaps.assign(
        quality=gaps["status"].map(_BEST_FIRST).fillna(3), preference=gaps["base"].map(COMPARED.index)
    ).sort_values(["quality", "preference", "year"], ascending=[True, True, False])
    best = ordered.drop_duplicates("ags").drop(columns=["quality", "preference"])
    keys = ["ags", "base", "receipt", "line"]
    ratios = whole[whole["indicator"].eq("ratio")][[*keys, "value"]].rename(columns={"value": "ratio"})
    shares = whole[["ags", "indicator", "receipt", "line", "value", "status", "low", "high"]].rename(
        columns={
            "indicator": "base",
            "value": "share",
            "status": "share_status",
            "low": "share_low",
            "high": "share_high",
        }
    )
    best = cities[["ags", "name", "slug"]].merge(best, on="ags").merge(ratios, on=keys).merge(shares, on=keys)
    trainees = values.loc[values["indicator"].eq("share_trainees") & values["status"].isin(WITH_NUMBER), "ags"]
    nothing = best["status"].eq("nicht_geliefert")
    why = best["reason"].mask(nothing, NO_STAFF_FIGURE).mask(nothing & best["ags"].isin(trainees), ONLY_TRAINEES)
    return best.assign(why=why).to_dict(orient="records")


def comparison(rows: list[dict[Hashable, Any]], reference: Reference, year: int) -> TableSpec:
    """The comparison table of the edition: one row a city, the gap or the reason why there is none."""
    return TableSpec(
        id="vergleich",
        caption=f"Beschäftigte und Bevölkerung mit Zuwanderungsgeschichte, Städte des Kontrakts, {year}",
        note="Lücke: Anteil Bevölkerung minus Anteil Beschäftigte, nur bei gleicher Definition. "
        "Stand ohne Tag: nur das Jahr ist bekannt.",
        columns=[
            Column("stadt", "Stadt"),
            Column("luecke", "Lücke in Prozentpunkten", "number"),
            Column("personal", "Anteil Beschäftigte in Prozent", "number"),
            Column("stand", "Stand Beschäftigte"),
            Column("bevoelkerung", "Anteil Bevölkerung in Prozent", "number"),
            Column("stand_bevoelkerung", "Stand Bevölkerung"),
            Column("quote", "Quote (1 = Parität)", "number"),
            Column("grund", "Wer wird gezählt, oder: warum gibt es keine Lücke", "wide"),
        ],
        rows=[_compared(row, reference) for row in rows],
        source="Quelle: veröffentlichte Zahlen der Städte. Die Herkunft jeder Zahl steht auf der Seite der Stadt.",
    )


def _compared(row: Row, reference: Reference) -> list[Cell]:
    definitions, methods, statuses = (reference.labels(name) for name in ["definition", "method", "status"])
    city = Cell(row["name"], href=f"stadt-{row['slug']}.html")
    staff = [
        share_cell(row["share"], row["share_status"], row["value_kind"]),
        Cell(stand(row["year"], row["date"])) if pd.notna(row["year"]) else missing("entfällt"),
    ]
    if not measured(row):
        nothing = [missing("entfällt")] * 3
        return [city, missing(statuses[row["status"]]), *staff, *nothing, Cell(row["why"])]
    who = f"{definitions[row['definition']]}; Bevölkerung: {definitions[row['population_definition']]}"
    return [
        city,
        Cell(german(row["value"], 1, sign=True)),
        *staff,
        Cell(percent(row["population_value"])),
        Cell(f"{stand(row['population_year'], row['population_date'])} ({methods[row['population_method']]})"),
        Cell(german(row["ratio"], 2)),
        Cell(f"{who}. Güte {row['grade']}."),
    ]


def message(rows: list[dict[Hashable, Any]], cities: int) -> str:
    """The one sentence a council takes home: how many cities have a measured gap, which, and how big."""
    gaps = sorted((row for row in rows if measured(row)), key=lambda row: row["name"])
    if not gaps:
        return f"Für keine der {cities} Städte lässt sich die Lücke messen."
    named = " und ".join(f"{row['name']} {german(row['value'], 1)} Prozentpunkte" for row in gaps)
    only = ", und nur nach der Staatsangehörigkeit" if all(row["base"] == "share_nationality" for row in gaps) else ""
    return f"Nur für {len(gaps)} von {cities} Städten lässt sich die Lücke messen{only}: {named}."


def city_message(row: Row) -> str:
    """The same for one city."""
    if not measured(row):
        return f"Für {row['name']} lässt sich keine Lücke angeben. {row['why']}"
    measure = " nach der Staatsangehörigkeit" if row["base"] == "share_nationality" else ""
    return (
        f"In {row['name']} beträgt die Lücke{measure} {german(row['value'], 1)} Prozentpunkte: "
        f"Anteil in der Bevölkerung {german(100 * row['population_value'], 1)} Prozent, "
        f"unter den Beschäftigten {german(100 * row['share'], 1)} Prozent."
    )
