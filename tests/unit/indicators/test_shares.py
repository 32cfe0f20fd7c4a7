"""Shares and their interval, against published cases and by their properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.indicators.shares import bounds, share, wilson


def one(value: float) -> pd.Series:
    return pd.Series([value], dtype=float)


def test_published_case_of_the_finite_wilson_interval():
    """Published: N = 1000, n = 32, x = 14 gives 0.283746 to 0.604279."""
    interval = wilson(one(14 / 32), one(32), one(1000))
    assert interval.round(6).values.tolist() == [[0.283746, 0.604279]]


@pytest.mark.parametrize(
    ("x", "low", "high"), [(1, 0.00176743, 0.05448620), (5, 0.02154367, 0.11175047), (20, 0.13336693, 0.28882917)]
)
def test_published_cases_of_the_binomial_wilson_interval(x: int, low: float, high: float):
    """Published with the PHEindicatormethods package: x of 100, 95 percent."""
    interval = wilson(one(x / 100), one(100), one(np.nan))
    assert np.allclose(interval, [[low, high]], atol=1e-7)


@pytest.mark.parametrize(("x", "n", "percent"), [(7, 42, 16.7), (10, 34, 29.4), (20, 59, 33.9)])
def test_muelheims_trainees_as_published(x: int, n: int, percent: float):
    assert round(100 * share(one(x), one(n))[0], 1) == percent


def test_a_city_without_answers_has_no_share_and_no_zero():
    assert share(one(0), one(0)).isna().all()
    assert share(one(np.nan), one(10)).isna().all()


def test_more_counted_than_known_is_an_error():
    with pytest.raises(ValueError, match="mehr gezählt"):
        share(one(3), one(2))


counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 20000)))


@given(counts)
def test_the_interval_holds_the_share_and_stays_a_share(numbers):
    x, n, total = numbers
    low, high = wilson(one(x / n), one(n), one(total)).iloc[0]
    assert 0 <= low <= x / n + 1e-12
    assert x / n - 1e-12 <= high <= 1


@given(counts)
def test_who_counts_everybody_has_no_doubt(numbers):
    x, n, _ = numbers
    low, high = wilson(one(x / n), one(n), one(n)).iloc[0]
    assert low == pytest.approx(high, abs=1e-12)


@given(counts)
def test_a_larger_staff_leaves_more_doubt(numbers):
    x, n, total = numbers
    inner, outer = wilson(one(x / n), one(n), one(total)).iloc[0], wilson(one(x / n), one(n), one(np.nan)).iloc[0]
    assert inner["high"] - inner["low"] <= outer["high"] - outer["low"] + 1e-12


def test_those_who_gave_no_answer_may_all_belong_to_the_group_or_none():
    """300 of 1,000 answers of 2,000 persons: at least 300, at most 1,300 of 2,000."""
    assert bounds(one(300), one(1000), one(2000)).values.tolist() == [[0.15, 0.65]]


def test_nobody_answered_and_anything_is_possible():
    assert bounds(one(0), one(0), one(50)).values.tolist() == [[0, 1]]


@pytest.mark.parametrize(
    "numbers", [(3, 10, np.nan), (3, 10, 9), (np.nan, 10, 20), (3, np.nan, 20), (11, 10, 20), (0, 0, 0)]
)
def test_bounds_need_a_staff_that_holds_the_answers(numbers):
    assert bounds(*(one(number) for number in numbers)).isna().all(axis=None)


@given(counts)
def test_the_bounds_hold_every_answer_the_others_could_give(numbers):
    x, n, total = numbers
    low, high = bounds(one(x), one(n), one(total)).iloc[0]
    assert low <= x / n + 1e-12
    assert x / n <= high + 1e-12
    assert high - low == pytest.approx((total - n) / total)
