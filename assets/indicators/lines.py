"""Straight lines through yearly values, and the years until two of them meet.

Belongs here: least squares and crossing of lines, as numbers. Not here: which years form an unbroken series, or whether
a line may be shown.
"""

import numpy as np
import pandas as pd
from scipy import stats


def least_squares(rows: pd.DataFrame) -> pd.DataFrame:
    """The line through the values of each series (rows: columns series, year, value), indexed by series, sorted.

    Columns slope (unit of the value per year), low and high (95 % interval of the slope, t with years − 2 degrees of
    freedom; missing below 3 years), level (the line at last_year), first_year, last_year, years (how many values).
    Rows without a value do not count. Slope and level are missing below 2 years and where a year occurs twice.
    """
    there = rows[np.isfinite(rows["year"].astype(float)) & np.isfinite(rows["value"].astype(float))]
    by_series = there.groupby("series")
    mean_year, mean_value = by_series["year"].mean(), by_series["value"].mean()
    # Centred first: sums of squares of whole years would lose the digits that matter.
    year = there["year"] - there["series"].map(mean_year)
    value = there["value"] - there["series"].map(mean_value)
    spread = _sum(year**2, there)
    twice = there.duplicated(["series", "year"]).groupby(there["series"]).any()
    slope = _sum(year * value, there) / spread.where((spread > 0) & ~twice)
    residual = value - year * there["series"].map(slope)
    years = by_series.size()
    freedom = (years - 2).where(years > 2).astype(float)
    error = np.sqrt(_sum(residual**2, there) / freedom / spread.where(spread > 0))
    half = error * stats.t.ppf(0.975, freedom)
    last = by_series["year"].max().astype(float)
    lines = pd.DataFrame(
        {
            "slope": slope,
            "low": slope - half,
            "high": slope + half,
            "level": mean_value + slope * (last - mean_year),
            "first_year": by_series["year"].min().astype(float),
            "last_year": last,
            "years": years,
        }
    ).reindex(pd.Index(rows["series"].dropna().unique(), name="series").sort_values())
    return lines.assign(years=lines["years"].fillna(0).astype(int))


def years_to_parity(level: pd.Series, slope: pd.Series, target: pd.Series, target_slope: pd.Series) -> pd.Series:
    """Years from now until the two lines meet, (target − level)/(slope − target_slope), not rounded.

    Levels of both lines today, slopes per year, in one unit on one index; a static target has the slope 0. The result
    is 0 where the level has reached the target already; missing where a number is missing or the line is not steeper
    than the target's.
    """
    closing = (slope - target_slope).where(slope > target_slope)
    years = ((target - level) / closing).mask(level >= target, 0.0)
    return years.where(np.isfinite(years))


def _sum(values: pd.Series, rows: pd.DataFrame) -> pd.Series:
    return values.groupby(rows["series"]).sum(min_count=1)
