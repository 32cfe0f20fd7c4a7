"""Rounded counts: each alone as in official statistics, or all together so that the tables still add up."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from assets.protection.rounding import rounded_alone, rounded_together


def table(rows: int, columns: int) -> sparse.csr_array:
    """All cells of a table with margins over its inner cells."""
    across, down = np.eye(rows), np.eye(columns)
    both = (np.vstack([across, np.ones(rows)]), np.vstack([down, np.ones(columns)]))
    return sparse.csr_array(np.kron(*both).astype(np.int64))


def test_alone_two_go_down_and_three_go_up():
    assert rounded_alone(np.array([0, 1, 2, 3, 4, 5, 7, 8, 12, 13])).tolist() == [0, 0, 0, 5, 5, 5, 5, 10, 10, 15]


def test_alone_with_an_even_base_half_goes_up():
    assert rounded_alone(np.array([4, 5, 14, 15]), base=10).tolist() == [0, 10, 10, 20]


def test_alone_a_table_need_not_add_up():
    assert rounded_alone(np.array([2, 2, 4])).tolist() == [0, 0, 5]


tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.tuples(
        st.just(size), st.lists(st.integers(0, 12), min_size=size[0] * size[1], max_size=size[0] * size[1])
    )
)


@given(tables, st.sampled_from([3, 5, 10]), st.text(max_size=3))
@settings(deadline=None, max_examples=40)
def test_together_every_cell_goes_to_a_neighbour_and_the_table_adds_up(made, base, key):
    (rows, columns), counts = made
    sums, inner = table(rows, columns), np.array(counts)
    rounded = rounded_together(sums, inner, base, key)
    assert (rounded % base == 0).all()
    assert (np.abs(rounded - sums @ inner) < base).all()
    square = rounded.reshape(rows + 1, columns + 1)
    assert (square[:-1].sum(axis=0) == square[-1]).all()
    assert (square[:, :-1].sum(axis=1) == square[:, -1]).all()


def test_together_the_key_of_the_edition_decides_and_nothing_else():
    sums, inner = table(4, 5), np.arange(20) % 7
    once = rounded_together(sums, inner, 5, "2022")
    assert (once == rounded_together(sums, inner, 5, "2022")).all()
    assert any((once != rounded_together(sums, inner, 5, key)).any() for key in "abc")


def test_together_a_cell_goes_up_about_as_often_as_its_remainder_says():
    """One cell of 4: four times in five up to 5, else down to 0; the nearest multiple would always be 5."""
    ups = [rounded_together(sparse.csr_array([[1]]), np.array([4]), 5, str(key))[0] == 5 for key in range(200)]
    assert 0.7 < np.mean(ups) < 0.9


def subsets(points: int, size: int) -> sparse.csr_array:
    return sparse.csr_array([[int(p in some) for p in range(points)] for some in combinations(range(points), size)])


def test_together_one_step_further_where_neighbours_cannot_add_up():
    """Three persons, every two of them together 2: no half of 1.5 multiples exists, so one pair is a step off."""
    rounded = rounded_together(subsets(3, 2), np.ones(3, dtype=int), 2, "k")
    assert sorted(rounded.tolist()) in ([0, 2, 2], [2, 2, 4])


def test_together_zero_stays_zero_even_one_step_further():
    sums = sparse.block_diag([subsets(3, 2), np.array([[1]])], format="csr")
    assert rounded_together(sparse.csr_array(sums), np.array([1, 1, 1, 0]), 2, "k")[-1] == 0


def test_together_says_where_it_is_impossible():
    """Of seven persons four go the same way, whatever chance decides, and their sum is two steps off."""
    with pytest.raises(ValueError, match="nicht gemeinsam"):
        rounded_together(subsets(7, 4), np.ones(7, dtype=int), 2, "k")


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negativ"):
        rounded_together(table(1, 1), np.array([-1]), 5, "k")
