"""Counts of a city as the forms have them, in few words, for tests of what is computed from them."""

from typing import Any

import pandas as pd

from assets.indicators.counts import counted_figures
from assets.indicators.figure_values import figure_values
from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model
from schemas.indicators import WITH_NUMBER
from tests.generators.accepted import rows

SAID = {"value_kind": "WERT", "definition": "MZ_EG", "method": "PERSONALDATEN", "scope": "KERN"}
SURVEY = {"method": "BEFRAGUNG"}


def counts(form: str, *cells: dict[str, Any]) -> pd.DataFrame:
    """Accepted rows of a form of counts; what a cell does not say is the total of its dimension."""
    whole = SAID | dict.fromkeys(FORMS[form].dimensions, "INSGESAMT") | {"district": ""}
    told = [whole | cell for cell in cells]
    if form == "personal":
        told = [{"date": f"{cell.get('year', 2023)}-06-30"} | cell for cell in told]
    return rows(form, *told)


def answers(yes: int | None, no: int | None, silent: int = 0, **more: Any) -> list[dict[str, Any]]:
    """The three rows of one group: yes, no, and all with those who gave no answer."""
    every = None if yes is None or no is None else yes + no + silent
    given = {"JA": yes, "NEIN": no, "INSGESAMT": every}
    return [{"history": history, "count": count, **more} for history, count in given.items()]


def staff(*cells: dict[str, Any]) -> pd.DataFrame:
    return counts("personal", *cells)


def flows(*cells: dict[str, Any]) -> pd.DataFrame:
    return counts("gewinnung", *cells)


def shares_of(reference: Reference, year: int = 2023, **told: pd.DataFrame) -> pd.DataFrame:
    """The shares that accepted rows (staff, recruitment, population) say by themselves, as the later steps get them."""
    forms = {"staff": "personal", "recruitment": "gewinnung", "population": "bevoelkerung"}
    frames = {name: told.get(name, accepted_model(FORMS[form]).empty()) for name, form in forms.items()}
    values = figure_values(counted_figures(**frames, reference=reference), reference, year)
    return values[values["unit"].eq("ANTEIL")]


def checked(values: pd.DataFrame) -> pd.DataFrame:
    """The values, after a look at all rows: a number exactly where the status says one, else a reason."""
    has = values["value"].notna()
    assert has.eq(values["status"].isin(WITH_NUMBER)).all(), values[["indicator", "value", "status"]]
    assert values["reason"].ne("").eq(~has).all(), values[["indicator", "value", "reason"]]
    assert not values.select_dtypes("number").isin([float("inf"), float("-inf")]).any(axis=None)
    return values


def the(values: pd.DataFrame, indicator: str, **where: Any) -> pd.Series:
    """The one row of an indicator with these cells."""
    chosen = values[values["indicator"].eq(indicator)]
    for column, value in where.items():
        chosen = chosen[chosen[column].eq(value)]
    assert len(chosen) == 1, chosen[["indicator", "base", "dimension", "group", "year", "status"]]
    return chosen.iloc[0]


def said(values: pd.DataFrame, indicator: str, **where: Any) -> tuple[str, str]:
    """Status and reason of a row that has no number."""
    row = the(values, indicator, **where)
    assert pd.isna(row["value"])
    return row["status"], row["reason"]
