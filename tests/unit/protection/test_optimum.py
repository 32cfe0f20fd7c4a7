"""The proven optimum: never dearer than the quick pattern, and the least there is."""

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import assume, given, settings

from assets.protection.cells import Cells
from assets.protection.optimum import optimum
from assets.protection.reach import exposed
from tests.generators.linked_tables import levels, linked_cells, protected, tables


def cost(cells: Cells, hidden: np.ndarray) -> float:
    return float(cells.weight @ (hidden & ~cells.primary))


@given(tables())
@settings(max_examples=40)
def test_the_optimum_protects_and_is_not_dearer_than_the_repair(cells: Cells):
    assume(not exposed(cells, ~cells.fixed, *levels(cells)).any())
    start = protected(cells)
    hidden, proven = optimum(cells, *levels(cells), start)
    assert proven
    assert not exposed(cells, hidden, *levels(cells)).any()
    assert cost(cells, hidden) <= cost(cells, start)
    assert not (hidden & cells.fixed).any() and (hidden | ~cells.primary).all()


@given(tables(largest=2))
@settings(max_examples=15)
def test_no_other_set_of_cells_is_cheaper(cells: Cells):
    """Every set of cells is tried that costs less than the optimum."""
    free = np.flatnonzero(~cells.primary & ~cells.fixed)
    assume(len(free) <= 9 and not exposed(cells, ~cells.fixed, *levels(cells)).any())
    hidden, _ = optimum(cells, *levels(cells), protected(cells))
    for picked in product((False, True), repeat=len(free)):
        other = np.array(cells.primary)
        other[free] = picked
        assert cost(cells, other) >= cost(cells, hidden) - 1e-6 or exposed(cells, other, *levels(cells)).any()


def test_without_a_round_the_start_is_kept():
    cells = linked_cells(np.array([[3, 9, 20], [9, 8, 20]]), tables=[(0, 1)])
    start = ~cells.fixed
    hidden, proven = optimum(cells, *levels(cells), start, rounds=0)
    assert (hidden == start).all() and not proven


def test_a_start_that_cannot_be_improved_is_proven():
    cells = linked_cells(np.array([[30, 9], [9, 8]]), tables=[(0, 1)])
    none = np.zeros(len(cells.names), dtype=bool)
    assert not cells.primary.any()
    hidden, proven = optimum(cells, *levels(cells), none)
    assert not hidden.any() and proven


def test_weights_say_what_is_least():
    """A count of cells and a count of persons have different optima, each the cheaper in its own weight."""
    cells = linked_cells(np.array([[3, 50, 9, 9], [8, 60, 9, 9], [9, 9, 80, 9]]), tables=[(0, 1)])
    by_number = replace(cells, weight=np.ones(len(cells.names)))
    few, _ = optimum(by_number, *levels(cells), protected(by_number))
    light, _ = optimum(cells, *levels(cells), protected(cells))
    assert few.sum() <= light.sum() and cost(cells, light) <= cost(cells, few)
