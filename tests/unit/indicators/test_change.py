"""A change taken apart: both parts add up, and each says what it is named after."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assets.indicators.change import kitagawa

pytestmark = pytest.mark.filterwarnings("error")

COLUMNS = ["counted_before", "known_before", "counted_after", "known_after"]
year = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
areas = st.lists(st.tuples(year, year).map(lambda years: (*years[0], *years[1])), min_size=1, max_size=12)


def parts(*rows: tuple[float, float, float, float]) -> tuple[float, float]:
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype=float)
    return tuple(kitagawa(frame.assign(block="a")).loc["a", ["same_area", "weights"]])


@given(areas)
def test_both_parts_add_up_to_the_change(rows: list[tuple[int, int, int, int]]):
    counted_before, known_before, counted_after, known_after = np.array(rows, dtype=float).sum(axis=0)
    assume(known_before > 0 and known_after > 0)
    change = counted_after / known_after - counted_before / known_before
    assert sum(parts(*rows)) == pytest.approx(change, abs=1e-12)


def test_a_case_to_check_by_hand():
    """Areas of 50 and 50 persons become 80 and 20, their shares 0.2 and 0.4 become 0.3 and 0.4.

    Same area: 0.65·0.1 + 0.35·0 = 0.065. Weights: 0.25·0.3 − 0.4·0.3 = −0.045. Together 0.32 − 0.30 = 0.02.
    """
    assert parts((10, 50, 24, 80), (20, 50, 8, 20)) == pytest.approx((0.065, -0.045))


def test_if_only_the_sizes_change_the_areas_did_not():
    assert parts((10, 50, 20, 100), (20, 50, 4, 10))[0] == pytest.approx(0, abs=1e-15)


def test_a_new_area_changes_weights_only():
    assert parts((10, 50, 10, 50), (0, 0, 25, 50)) == pytest.approx((0, 0.15))


def test_an_area_of_no_year_changes_nothing():
    assert parts((10, 50, 24, 80), (20, 50, 8, 20), (0, 0, 0, 0)) == pytest.approx((0.065, -0.045))


@pytest.mark.parametrize("other", [(np.nan, 5, 1, 5), (1, 5, 1, np.nan), (6, 5, 1, 5), (1, 5, -1, 5)])
def test_a_missing_or_impossible_number_leaves_nothing_to_take_apart(other: tuple[float, float, float, float]):
    assert np.isnan(parts((10, 50, 24, 80), other)).all()


def test_a_year_without_anybody_leaves_nothing_to_take_apart():
    assert np.isnan(parts((10, 50, 0, 0), (1, 5, 0, 0))).all()


def test_a_block_does_not_feel_the_others():
    rows = pd.DataFrame([(10, 50, 24, 80), (20, 50, 8, 20), (np.nan, 5, 1, 5)], columns=COLUMNS)
    found = kitagawa(rows.assign(block=["a", "a", "b"]))
    assert found.loc["a"].tolist() == pytest.approx([0.065, -0.045])
    assert found.loc["b"].isna().all()
