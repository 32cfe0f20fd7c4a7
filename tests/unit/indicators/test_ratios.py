"""Ratio and difference of two shares, against statsmodels and by what their limits mean."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, score_test_proportions_2indep

from assets.indicators.ratios import difference_interval, koopman, relative_likelihood
from assets.indicators.shares import wilson

pytestmark = pytest.mark.filterwarnings("error")


def columns(*numbers: float) -> list[pd.Series]:
    return [pd.Series([one], dtype=float) for one in numbers]


def limits(*numbers: float) -> tuple[float, float]:
    return tuple(koopman(*columns(*numbers)).iloc[0])


counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
some = st.integers(2, 5000).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))


@pytest.mark.parametrize(
    "pair", [(7, 34, 1, 34), (65, 150, 925, 2409), (3, 40, 30, 90), (120, 4000, 5, 60), (29, 30, 10, 30)]
)
def test_koopmans_interval_is_that_of_statsmodels(pair: tuple[int, int, int, int]):
    theirs = confint_proportions_2indep(*pair, compare="ratio", method="score", correction=False)
    assert limits(*pair) == pytest.approx(theirs, rel=1e-8)


@settings(deadline=None, max_examples=50)
@given(some, some)
def test_the_score_test_just_rejects_at_both_limits(first: tuple[int, int], second: tuple[int, int]):
    for limit in limits(*first, *second):
        test = score_test_proportions_2indep(*first, *second, value=limit, compare="ratio", correction=False)
        assert test.statistic**2 == pytest.approx(3.8414588, abs=1e-6)


@settings(deadline=None, max_examples=50)
@given(counts, counts)
def test_the_limits_hold_the_ratio(first: tuple[int, int], second: tuple[int, int]):
    value = relative_likelihood(*columns(*first, *second))[0]
    low, high = limits(*first, *second)
    assert np.isnan(value) or low <= value <= high


@settings(deadline=None, max_examples=50)
@given(some, some)
def test_turned_round_the_limits_are_the_reciprocals(first: tuple[int, int], second: tuple[int, int]):
    low, high = limits(*first, *second)
    assert limits(*second, *first) == pytest.approx((1 / high, 1 / low), rel=1e-9)


def test_without_anybody_in_the_first_group_there_is_no_lower_limit_but_zero():
    low, high = limits(0, 30, 5, 30)
    assert low == 0
    assert 0 < high < 1


def test_without_anybody_in_the_second_group_there_is_no_ratio_and_no_upper_limit():
    assert relative_likelihood(*columns(5, 30, 0, 30)).isna().all()
    low, high = limits(5, 30, 0, 30)
    assert low > 1
    assert np.isnan(high)


def test_if_everybody_was_taken_the_limits_still_say_how_many_that_was():
    assert limits(40, 40, 40, 40) == pytest.approx((40 / 43.8414588, 43.8414588 / 40), abs=1e-8)


@pytest.mark.parametrize(
    "pair", [(5, 0, 3, 10), (5, 4, 3, 10), (5, 10, 11, 10), (np.nan, 10, 3, 10), (1, 10, 3, np.nan)]
)
def test_what_cannot_be_compared_has_no_ratio_and_no_limits(pair: tuple[float, float, float, float]):
    assert relative_likelihood(*columns(*pair)).isna().all()
    assert np.isnan(limits(*pair)).all()


def interval_of(x: int, n: int, total: float = np.nan) -> tuple[pd.Series, pd.DataFrame]:
    p = pd.Series([x / n])
    return p, wilson(p, *columns(n, total))


@settings(deadline=None, max_examples=50)
@given(some, some)
def test_the_difference_is_that_of_newcombe(first: tuple[int, int], second: tuple[int, int]):
    theirs = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
    found = difference_interval(*interval_of(*first), *interval_of(*second)).iloc[0]
    assert tuple(found) == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(counts, st.floats(0, 1))
def test_a_second_share_without_doubt_only_shifts_the_first(first: tuple[int, int], register: float):
    p, own = interval_of(*first)
    sure = pd.Series([register])
    found = difference_interval(p, own, sure, pd.DataFrame({"low": sure, "high": sure}))
    assert found.iloc[0].tolist() == pytest.approx((own.iloc[0] - register).tolist(), abs=1e-12)


def test_an_interval_that_lacks_a_limit_gives_no_difference():
    p, own = interval_of(7, 34)
    assert difference_interval(p, own.assign(high=np.nan), p, own).isna().all(axis=None)
    assert difference_interval(p + 0.5, own, p, own).isna().all(axis=None)
