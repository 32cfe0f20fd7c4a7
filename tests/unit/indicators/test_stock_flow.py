"""Hiring and leaving, against a plain loop over the years."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assets.indicators.stock_flow import hire_share_needed, reachable, share_after

pytestmark = pytest.mark.filterwarnings("error")


def of(formula, *numbers: float, years: float):
    return formula(*(pd.Series([one], dtype=float) for one in numbers), years)[0]


def year_by_year(share: float, hires: float, leaving_with: float, leaving_without: float, years: int) -> float:
    staff = 1000.0
    group = staff * share
    for _ in range(years):
        left, others_left = group * leaving_with, (staff - group) * leaving_without
        group = group - left + hires * (left + others_left)
    return group / staff


part = st.floats(0, 1)
rate = st.one_of(st.just(0.0), st.just(1.0), st.floats(0, 1))
horizon = st.integers(0, 30)


@settings(deadline=None, max_examples=50)
@given(part, part, rate, rate, horizon)
def test_the_closed_form_is_the_path_year_by_year(share, hires, leaving_with, leaving_without, years):
    found = of(share_after, share, hires, leaving_with, leaving_without, years=years)
    assert found == pytest.approx(year_by_year(share, hires, leaving_with, leaving_without, years), abs=1e-10)


@settings(deadline=None, max_examples=50)
@given(part, part, rate, rate, horizon)
def test_the_share_of_hires_found_leads_to_the_target(share, target, leaving_with, leaving_without, years):
    hires = of(hire_share_needed, share, target, leaving_with, leaving_without, years=years)
    can = of(reachable, share, target, leaving_with, leaving_without, years=years)
    assert np.isnan(hires) != can
    if hires > 0:
        assert hires <= 1
        assert year_by_year(share, hires, leaving_with, leaving_without, years) == pytest.approx(target, abs=1e-9)
    elif hires == 0:
        assert year_by_year(share, 0, leaving_with, leaving_without, years) >= target - 1e-9


@settings(deadline=None, max_examples=50)
@given(part, part, part, rate, rate, horizon)
def test_a_higher_target_never_takes_fewer_hires(share, target, other, leaving_with, leaving_without, years):
    low, high = sorted([target, other])
    fewer, more = (
        of(hire_share_needed, share, goal, leaving_with, leaving_without, years=years) for goal in (low, high)
    )
    assert np.isnan(more) or fewer <= more + 1e-9


@settings(deadline=None, max_examples=50)
@given(part, part, rate, rate, st.integers(1, 30), st.integers(1, 30))
def test_more_time_never_takes_more_hires_to_a_higher_share(
    share, target, leaving_with, leaving_without, years, others
):
    assume(target > share)
    sooner, later = (
        of(hire_share_needed, share, target, leaving_with, leaving_without, years=time)
        for time in sorted([years, others])
    )
    assert np.isnan(sooner) or later <= sooner + 1e-9


def test_an_example_to_check_by_hand():
    """20 % of the staff, both leave at 10 % a year, half of the hires: 0.2·0.9 + 0.5·0.1 = 0.23 after one year."""
    assert of(share_after, 0.2, 0.5, 0.1, 0.1, years=1) == pytest.approx(0.23)
    assert of(hire_share_needed, 0.2, 0.23, 0.1, 0.1, years=1) == pytest.approx(0.5)


def test_where_nobody_leaves_nothing_changes():
    assert of(share_after, 0.2, 1, 0, 0, years=15) == 0.2
    assert np.isnan(of(hire_share_needed, 0.2, 0.3, 0, 0, years=15))
    assert of(hire_share_needed, 0.2, 0.2, 0, 0, years=15) == 0


def test_what_all_hires_do_not_reach_is_out_of_reach():
    assert np.isnan(of(hire_share_needed, 0.1, 0.5, 0.02, 0.02, years=5))
    assert not of(reachable, 0.1, 0.5, 0.02, 0.02, years=5)
    assert of(reachable, 0.1, 0.5, 0.02, 0.08, years=15)


@pytest.mark.parametrize(
    "numbers", [(np.nan, 0.3, 0.1, 0.1), (0.2, np.nan, 0.1, 0.1), (0.2, 0.3, 1.1, 0.1), (0.2, 0.3, 0.1, -0.1)]
)
def test_missing_or_impossible_numbers_give_no_share_of_hires(numbers):
    assert np.isnan(of(hire_share_needed, *numbers, years=10))
    assert not of(reachable, *numbers, years=10)


def test_each_row_may_have_its_own_years():
    share, target, leaving = (pd.Series([one] * 3, index=list("abc")) for one in (0.1, 0.2, 0.1))
    needed = hire_share_needed(share, target, leaving, leaving, pd.Series([5, 10, 15], index=list("abc")))
    assert needed.is_monotonic_decreasing
    assert needed["b"] == hire_share_needed(share, target, leaving, leaving, 10)["b"]
