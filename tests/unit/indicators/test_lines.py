"""Lines through years: Jönköping's published series, statsmodels, and what a line must not say."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators.lines import least_squares, years_to_parity

pytestmark = pytest.mark.filterwarnings("error")

# Published by Jönköpings kommun: percent with foreign background among staff and residents.
STAFF = dict(zip(range(2013, 2023), [12.8, 13.5, 14.8, 16.1, 17.5, 18.6, 19.8, 20.0, 22.0, 24.0], strict=True))
RESIDENTS = {2013: 18.6, 2014: 19.5, 2015: 19.9, 2018: 23.2, 2019: 24.2, 2020: 24.7, 2021: 25.4, 2022: 26.1}


def rows(**series: dict[int, float]) -> pd.DataFrame:
    listed = [(name, year, value) for name, values in series.items() for year, value in values.items()]
    return pd.DataFrame(listed, columns=["series", "year", "value"])


def meeting(lines: pd.DataFrame, target: float, target_slope: float) -> float:
    staff = lines.loc[["staff"]]
    one = [pd.Series([value], staff.index) for value in (target, target_slope)]
    return (staff["last_year"] + years_to_parity(staff["level"], staff["slope"], *one))["staff"]


def test_joenkoeping_reaches_a_standing_target_years_before_a_moving_one():
    lines = least_squares(rows(staff=STAFF, residents=RESIDENTS))
    assert lines["slope"].round(2).to_dict() == {"residents": 0.87, "staff": 1.20}
    assert lines["years"].to_dict() == {"residents": 8, "staff": 10}
    assert round(meeting(lines, 26.1, 0)) == 2024
    assert round(meeting(lines, *lines.loc["residents", ["level", "slope"]])) == 2031


series = st.dictionaries(st.integers(1990, 2040), st.floats(0, 1).map(lambda v: round(v, 6)), min_size=3, max_size=20)


@settings(deadline=None)
@given(series)
def test_slope_interval_and_level_are_those_of_statsmodels(values: dict[int, float]):
    years, shares = np.array(list(values)), np.array(list(values.values()))
    theirs = sm.OLS(shares, sm.add_constant(years - years.max(), has_constant="add")).fit()
    line = least_squares(rows(a=values)).loc["a"]
    assert line["slope"] == pytest.approx(theirs.params[1], abs=1e-9)
    assert line["level"] == pytest.approx(theirs.params[0], abs=1e-9)
    assert [line["low"], line["high"]] == pytest.approx(theirs.conf_int()[1].tolist(), abs=1e-7)


def test_a_straight_line_has_no_doubt():
    line = least_squares(rows(a={year: 0.1 + 0.01 * (year - 2013) for year in range(2013, 2023)})).loc["a"]
    assert line["slope"] == pytest.approx(0.01, abs=1e-14)
    assert line["high"] - line["low"] < 1e-14


def test_two_years_have_a_slope_without_interval_and_one_year_has_neither():
    lines = least_squares(rows(two={2020: 0.1, 2022: 0.2}, one={2020: 0.1}))
    assert lines.loc["two", "slope"] == pytest.approx(0.05)
    assert lines.loc["two", ["low", "high"]].isna().all()
    assert lines.loc["one", ["slope", "low", "high", "level"]].isna().all()


def test_a_year_without_a_value_is_no_year_and_no_zero():
    lines = least_squares(rows(a={2019: 0.1, 2020: np.nan, 2021: 0.3, 2022: 0.4}, nothing={2020: np.nan}))
    assert lines.loc["a", ["slope", "years", "first_year", "last_year"]].tolist() == pytest.approx([0.1, 3, 2019, 2022])
    assert lines.loc["nothing"].drop("years").isna().all()
    assert lines.loc["nothing", "years"] == 0


def test_a_year_that_stands_twice_gives_no_line():
    twice = pd.concat([rows(a={2019: 0.1, 2020: 0.2, 2021: 0.3}), rows(a={2020: 0.5}), rows(b={2019: 0.1, 2020: 0.2})])
    assert least_squares(twice)["slope"].isna().tolist() == [True, False]


def test_no_series_give_no_lines():
    assert least_squares(rows()).empty


def years(level: float, slope: float, target: float, target_slope: float) -> float:
    return years_to_parity(*(pd.Series([one], dtype=float) for one in (level, slope, target, target_slope)))[0]


def test_a_line_that_is_not_steeper_never_gets_there():
    assert np.isnan(years(0.2, 0.01, 0.3, 0.01))
    assert np.isnan(years(0.2, 0.01, 0.3, 0.02))


def test_who_is_there_already_needs_no_year_however_the_lines_go():
    assert years(0.3, -0.01, 0.3, 0.02) == 0
    assert years(0.4, 0.01, 0.3, np.nan) == 0


def test_a_missing_line_gives_no_year():
    assert np.isnan(years(0.2, np.nan, 0.3, 0))
    assert np.isnan(years(np.nan, 0.01, 0.3, 0))


@settings(deadline=None)
@given(st.floats(0, 0.5), st.floats(0.001, 0.05), st.floats(0, 1), st.floats(-0.05, 0.0005))
def test_after_these_years_both_lines_are_at_one_height(level: float, slope: float, target: float, other: float):
    wait = years(level, slope, target, other)
    assert wait == 0 or level + slope * wait == pytest.approx(target + other * wait, abs=1e-9)
