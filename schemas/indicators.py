"""Indicator values: what an edition says about a city or the network, with status, doubt and origin.

Belongs here: the rows of indicator values and of network values. Not here: how they are computed (assets/indicators/).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

# The statuses that come with a number.
WITH_NUMBER = ["wert", "null", "schaetzung", "schranke"]


class IndicatorValue(pa.DataFrameModel):
    """One value of one indicator for one city and edition.

    Shares are 0…1, gaps and changes percentage points, counts in `unit`; `value` is empty unless `status` says there is
    one. `numerator`, `n` and `total` count in `published_unit`, the unit the figure was delivered in (thousands stay
    thousands); of a trend, `n` is the number of years.

    `base` names the share that a derived value belongs to. `group` is a code of seeds/groups.csv, or of the list that
    `dimension` names. `view` says which residents a population share is about, or a gap was measured against: a code of
    the list `population_age`, with `district` those of one Sozialraum. Columns `population_*` say what it was set
    against. `low` to `high` is the interval of chance, `bound_low` to `bound_high` what is certain without assuming
    anything of those who gave no answer. `verdict`: a code of the list `verdict`.

    `receipt` and `line` say where the figure was delivered (empty and 0 where nothing was); `receipts` all deliveries
    it was computed from, joined by |.
    """

    reporting_year: Series[int]
    ags: Series[str]
    indicator: Series[str]
    base: Series[str]
    dimension: Series[str]
    group: Series[str]
    view: Series[str]
    district: Series[str]
    year: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    date: Series[str]
    value: Series[float] = pa.Field(nullable=True)
    unit: Series[str]
    status: Series[str]
    reason: Series[str]
    verdict: Series[str]
    value_kind: Series[str]
    definition: Series[str]
    method: Series[str]
    scope: Series[str]
    grade: Series[str] = pa.Field(isin=["", "A", "B", "C", "D"])
    published_unit: Series[str]
    numerator: Series[float] = pa.Field(nullable=True)
    n: Series[float] = pa.Field(nullable=True)
    total: Series[float] = pa.Field(nullable=True)
    interval: Series[str] = pa.Field(isin=["", "none", "finite", "binomial", "koopman", "regression", "unknown"])
    low: Series[float] = pa.Field(nullable=True)
    high: Series[float] = pa.Field(nullable=True)
    bound_low: Series[float] = pa.Field(nullable=True)
    bound_high: Series[float] = pa.Field(nullable=True)
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
    receipts: Series[str]
    source: Series[str]

    class Config:
        strict = True
        coerce = True

    @pa.check("ags", error="no AGS")
    def ags_is_an_ags(cls, ags: pd.Series) -> bool:
        """Eight digits. Each is looked at once: a city has hundreds of values."""
        return bool(ags.drop_duplicates().str.fullmatch(r"\d{8}").all())

    @pa.dataframe_check(error="a value without a number, or a number without a value")
    def number_and_status_agree(cls, frame: pd.DataFrame) -> pd.Series:
        """A number stands exactly where the status says that there is one: missing is not zero."""
        return frame["value"].notna() == frame["status"].isin(WITH_NUMBER)

    @pa.dataframe_check(error="an infinite number")
    def numbers_are_finite(cls, frame: pd.DataFrame) -> pd.Series:
        """No division by nothing ends as a number."""
        numbers = frame[["value", "low", "high", "bound_low", "bound_high"]]
        return ~numbers.isin([float("inf"), float("-inf")]).any(axis=1)


class NetworkValue(pa.DataFrameModel):
    """What the cities have together in one indicator, for one family of definitions.

    `pooled` is one share of all their persons (`numerator` of `n`), `median`, `lowest` and `highest` are of the cities'
    values; there is no mean of shares. `cities` lists the AGS behind it, joined by |, and is frozen with the edition;
    `years` the reporting years of their figures.
    """

    reporting_year: Series[int]
    indicator: Series[str]
    base: Series[str]
    dimension: Series[str]
    group: Series[str]
    view: Series[str]
    family: Series[str]
    unit: Series[str]
    status: Series[str]
    reason: Series[str]
    pooled: Series[float] = pa.Field(nullable=True)
    numerator: Series[float] = pa.Field(nullable=True)
    n: Series[float] = pa.Field(nullable=True)
    median: Series[float] = pa.Field(nullable=True)
    lowest: Series[float] = pa.Field(nullable=True)
    highest: Series[float] = pa.Field(nullable=True)
    city_count: Series[int] = pa.Field(ge=0)
    cities: Series[str]
    years: Series[str]
    receipts: Series[str]

    class Config:
        strict = True
        coerce = True

    @pa.dataframe_check(error="a network value without a number, or a number without a value")
    def number_and_status_agree(cls, frame: pd.DataFrame) -> pd.Series:
        """A median stands exactly where the status says that there is one."""
        return frame["median"].notna() == frame["status"].isin(WITH_NUMBER)
