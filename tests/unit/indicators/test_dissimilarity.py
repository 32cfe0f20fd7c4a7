"""Uneven spread over areas, by what the index promises."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assets.indicators.dissimilarity import dissimilarity

pytestmark = pytest.mark.filterwarnings("error")

areas = st.lists(
    st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=12
)


def spread(counts: list[tuple[float, float]]) -> float:
    return dissimilarity(pd.DataFrame(counts, columns=["counted", "known"], dtype=float).assign(block="a"))["a"]


def test_even_is_nought_and_apart_is_one():
    assert spread([(10, 100), (5, 50), (1, 10)]) == pytest.approx(0, abs=1e-15)
    assert spread([(10, 10), (0, 50)]) == 1


def test_a_case_to_check_by_hand():
    """30 of 40 with and 60 of 160 without work in the first area: ½(|0.75 − 0.375| + |0.25 − 0.625|) = 0.375."""
    assert spread([(30, 90), (10, 110)]) == pytest.approx(0.375)


@given(areas)
def test_it_is_the_part_of_the_group_that_would_have_to_move(counts: list[tuple[int, int]]):
    counted, known = np.array(counts, dtype=float).T
    assume(0 < counted.sum() < known.sum())
    # Who is too many in areas where the group is stronger than the others.
    excess = counted / counted.sum() - (known - counted) / (known - counted).sum()
    assert spread(counts) == pytest.approx(excess[excess > 0].sum(), abs=1e-12)


@given(areas)
def test_it_is_the_same_seen_from_the_others(counts: list[tuple[int, int]]):
    others = [(known - counted, known) for counted, known in counts]
    assert spread(counts) == pytest.approx(spread(others), abs=1e-12, nan_ok=True)


def test_an_area_without_persons_changes_nothing():
    assert spread([(30, 90), (10, 110), (0, 0)]) == pytest.approx(0.375)


@pytest.mark.parametrize(
    "counts", [[(0, 10), (0, 20)], [(10, 10), (20, 20)], [(1, 10), (np.nan, 20)], [(1, 10), (3, 2)]]
)
def test_where_a_part_is_missing_or_all_are_alike_there_is_no_index(counts):
    assert np.isnan(spread(counts))


def test_a_block_does_not_feel_the_others():
    rows = pd.DataFrame({"block": list("aabb"), "counted": [30, 10, np.nan, 1], "known": [90, 110, 5, 5]})
    assert dissimilarity(rows).to_dict() == {"a": pytest.approx(0.375), "b": pytest.approx(np.nan, nan_ok=True)}
