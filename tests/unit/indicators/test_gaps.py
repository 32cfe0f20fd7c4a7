"""Persons lacking to parity: what a city reads as a number of people."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.indicators.gaps import shortfall, whole_persons

pytestmark = pytest.mark.filterwarnings("error")


def lacking(counted: float, known: float, parity: float) -> tuple[float, float]:
    rows = [pd.Series([one], dtype=float) for one in (counted, known, parity)]
    return shortfall(*rows)[0], whole_persons(*rows)[0]


def test_a_part_of_a_person_counts_up_to_parity_and_not_by_the_whole_person_rule():
    assert lacking(16, 68, 0.268) == (3, 2)


def test_a_whole_number_stays_itself_whatever_floats_make_of_it():
    assert 0.07 * 300 > 21
    assert 0.29 * 100 < 29
    assert lacking(0, 300, 0.07) == (21, 21)
    assert lacking(0, 100, 0.29) == (29, 29)


def test_nobody_is_lacking_above_parity():
    assert lacking(30, 100, 0.25) == (0, 0)
    assert not np.signbit(lacking(30, 100, 0.295)[0])


@pytest.mark.parametrize(
    ("counted", "known", "parity"), [(np.nan, 10, 0.2), (1, np.nan, 0.2), (1, 10, np.nan), (0, 0, 0.2), (3, 2, 0.2)]
)
def test_a_missing_number_lacks_nobody_and_does_not_say_zero(counted: float, known: float, parity: float):
    assert np.isnan(lacking(counted, known, parity)).all()


@given(st.integers(1, 50_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0, 1))
def test_with_the_shortfall_parity_is_reached_and_with_one_less_it_is_not(numbers: tuple[int, int], parity: float):
    counted, known = numbers
    up, whole = lacking(counted, known, parity)
    assert counted + up >= parity * known - 1e-8
    assert up == 0 or counted + up - 1 < parity * known
    assert whole <= up <= whole + 1
