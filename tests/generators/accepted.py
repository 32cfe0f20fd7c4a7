"""Accepted rows of a form and its deliveries, as the store keeps them, for tests of what is computed from them."""

from itertools import count as numbers
from typing import Any

import pandas as pd

from schemas.forms import FORMS, accepted_model

HERNE, HAGEN, BOCHUM = "05916000", "05914000", "05911000"
PLACE = {"ags": HERNE, "year": 2023, "delivery_year": 2023}


def rows(form: str, *cells: dict[str, Any]) -> pd.DataFrame:
    """Accepted rows: each has the given cells, the rest is empty; the receipt follows from city and delivery year."""
    model, line = accepted_model(FORMS[form]), numbers(2)
    fields = model.to_schema().columns
    empty = {name: "" if "str" in str(column.dtype) else None for name, column in fields.items()}
    whole = [empty | PLACE | {"line": next(line)} | cell for cell in cells]
    whole = [row | {"receipt": row["receipt"] or receipt(row["ags"], row["delivery_year"])} for row in whole]
    return model.validate(pd.DataFrame(whole, columns=list(fields)))


def receipt(ags: str, year: int) -> str:
    return f"{ags}-{year}-1"


def delivered(*deliveries: tuple[str, int]) -> pd.DataFrame:
    """Accepted deliveries of the form, one with rows or a nil return: city and year."""
    made = [(ags, year, receipt(ags, year)) for ags, year in deliveries]
    return pd.DataFrame(made, columns=["ags", "year", "receipt"])


def of_city(values: pd.DataFrame, ags: str, year: int = 2023) -> dict[str, tuple[str, float | None]]:
    """Indicator → status and value of the whole (None where there is none), after a look at all rows (agree)."""
    agree(values)
    whole = values[values["ags"].eq(ags) & values["year"].eq(year) & values["dimension"].eq("")]
    assert whole["indicator"].is_unique
    return {row.indicator: (row.status, None if pd.isna(row.value) else row.value) for row in whole.itertuples()}


def agree(values: pd.DataFrame) -> None:
    """A number exactly where the status says one, a reason where there is none, one row a key, nothing infinite."""
    has = values["value"].notna()
    assert has.eq(values["status"].isin(["wert", "null"])).all()
    assert values["reason"].ne("").eq(~has).all()
    assert (values.loc[has, "value"].eq(0) == values.loc[has, "status"].eq("null")).all()
    assert not values.duplicated(["ags", "indicator", "dimension", "group", "receipt", "line"]).any()
    assert not values["value"].isin([float("inf")]).any()
