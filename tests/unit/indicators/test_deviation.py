"""Deviation from parity: the standard errors of a court case, and exact tails against counting them out."""

from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportions_ztest

from assets.indicators.deviation import finite_factor, lower_tail, z

pytestmark = pytest.mark.filterwarnings("error")


def of(formula, *numbers: float) -> float:
    return formula(*(pd.Series([one], dtype=float) for one in numbers))[0]


def test_the_deviation_of_a_population_without_end_is_the_ordinary_one():
    theirs = proportions_ztest(31, 200, 0.2, prop_var=0.2)[0]
    assert of(z, 31, 200, 0.2, np.nan) == pytest.approx(theirs, abs=1e-12)


def test_the_more_of_the_staff_answered_the_less_is_chance():
    deviations = [of(z, 31, 200, 0.2, total) for total in (100_000, 1000, 400, 201)]
    assert deviations == sorted(deviations, reverse=True)


def test_who_asked_everybody_has_no_sampling_error():
    assert np.isnan(of(z, 31, 200, 0.2, 200))
    assert np.isnan(of(lower_tail, 31, 200, 0.2, 200))
    assert of(finite_factor, 200, 200) == 0


@pytest.mark.parametrize("parity", [0, 1, -0.1, 1.2, np.nan])
def test_there_is_no_deviation_from_a_parity_that_leaves_nothing_to_chance(parity: float):
    assert np.isnan(of(z, 3, 20, parity, 100))
    assert np.isnan(of(lower_tail, 3, 20, parity, 100))


small = st.integers(2, 40).flatmap(
    lambda total: st.integers(1, total - 1).flatmap(
        lambda known: st.tuples(st.integers(0, known), st.just(known), st.integers(1, 99), st.just(total))
    )
)


@settings(deadline=None)
@given(small)
def test_the_tail_of_a_known_staff_is_the_counted_one(numbers: tuple[int, int, int, int]):
    counted, known, percent, total = numbers
    group = (2 * percent * total + 100) // 200  # half up, in whole numbers
    ways = sum(comb(group, i) * comb(total - group, known - i) for i in range(counted + 1))
    tail = of(lower_tail, counted, known, percent / 100, total)
    assert tail == pytest.approx(ways / comb(total, known), abs=1e-12)


@settings(deadline=None)
@given(small)
def test_the_tail_of_a_population_without_end_is_the_binomial_one(numbers: tuple[int, int, int, int]):
    counted, known, percent, _ = numbers
    p = percent / 100
    expected = sum(comb(known, i) * p**i * (1 - p) ** (known - i) for i in range(counted + 1))
    assert of(lower_tail, counted, known, p, np.nan) == pytest.approx(expected, abs=1e-12)


@settings(deadline=None)
@given(small)
def test_one_more_in_the_group_is_never_less_likely(numbers: tuple[int, int, int, int]):
    counted, known, percent, total = numbers
    more = of(lower_tail, min(counted + 1, known), known, percent / 100, total)
    assert of(lower_tail, counted, known, percent / 100, total) <= more + 1e-12
