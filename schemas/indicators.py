"""Indicator values: what an edition says about a city, with status, doubt and origin.

Belongs here: the row of an indicator value. Not here: how it is computed (assets/indicators/).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series


class IndicatorValue(pa.DataFrameModel):
    """One value of one indicator for one city and edition.

    Shares are 0…1, gaps percentage points, counts in `unit`; `value` is empty unless `status` says there is one.
    `numerator` and `n` count in `published_unit`, the unit the figure was delivered in (thousands stay thousands).
    `base` names the share that a gap or ratio belongs to. Columns `population_*` say what it was set against;
    `receipt` and `line` where it was delivered (empty and 0 where nothing was).
    """

    reporting_year: Series[int]
    ags: Series[str] = pa.Field(str_matches=r"^\d{8}$")
    indicator: Series[str]
    base: Series[str]
    group: Series[str]
    year: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    date: Series[str]
    value: Series[float] = pa.Field(nullable=True)
    unit: Series[str]
    status: Series[str]
    reason: Series[str]
    value_kind: Series[str]
    definition: Series[str]
    method: Series[str]
    scope: Series[str]
    grade: Series[str] = pa.Field(isin=["", "A", "B", "C", "D"])
    published_unit: Series[str]
    numerator: Series[float] = pa.Field(nullable=True)
    n: Series[float] = pa.Field(nullable=True)
    total: Series[float] = pa.Field(nullable=True)
    interval: Series[str] = pa.Field(isin=["", "none", "finite", "binomial", "unknown"])
    low: Series[float] = pa.Field(nullable=True)
    high: Series[float] = pa.Field(nullable=True)
    population_value: Series[float] = pa.Field(nullable=True)
    population_numerator: Series[float] = pa.Field(nullable=True)
    population_n: Series[float] = pa.Field(nullable=True)
    population_year: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    population_date: Series[str]
    population_definition: Series[str]
    population_method: Series[str]
    population_receipt: Series[str]
    population_line: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    receipt: Series[str]
    line: Series[int] = pa.Field(ge=0)
    source: Series[str]

    class Config:
        strict = True
        coerce = True

    @pa.dataframe_check(error="a value without a number, or a number without a value")
    def number_and_status_agree(cls, frame: pd.DataFrame) -> pd.Series:
        """A number stands exactly where the status says that there is one: missing is not zero."""
        has_number = frame["status"].isin(["wert", "null", "schaetzung", "schranke"])
        return frame["value"].notna() == has_number
