"""Attack, repair and clean-up: every primary cell keeps its interval, and nothing is hidden for nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given

from assets.protection.cells import Cells
from assets.protection.gauss import eliminate
from assets.protection.reach import exposed, reach
from assets.protection.repair import give_back, repair, repair_sparingly
from tests.generators.linked_tables import levels, linked_cells, protected, tables


@given(tables())
def test_crediting_movements_finds_what_the_single_attacks_find(cells: Cells):
    hidden, (upper, lower) = eliminate(cells), levels(cells)
    low, high = reach(cells, hidden)
    alone = (high < cells.values + upper - 1e-6) | (low > cells.values - lower + 1e-6)
    assert (exposed(cells, hidden, upper, lower) == (cells.primary & alone)).all()


@given(tables())
def test_after_repair_no_primary_cell_is_exposed_or_all_that_can_be_hidden_does_not_suffice(cells: Cells):
    try:
        hidden = repair(cells, eliminate(cells), *levels(cells))
    except ValueError as refused:
        most = exposed(cells, ~cells.fixed, *levels(cells))
        assert str(refused).removesuffix(".").split(": ")[1].split(", ") == [
            cells.names[cell] for cell in np.flatnonzero(most)
        ]
    else:
        assert not exposed(cells, hidden, *levels(cells)).any()
        assert not (hidden & cells.fixed).any()
        assert (hidden | ~cells.primary).all()


@given(tables())
def test_showing_any_single_cell_again_exposes_a_primary_one(cells: Cells):
    assume(not exposed(cells, ~cells.fixed, *levels(cells)).any())
    hidden = protected(cells)
    assert not exposed(cells, hidden, *levels(cells)).any()
    for cell in np.flatnonzero(hidden & ~cells.primary):
        assert exposed(cells, hidden & (np.arange(len(hidden)) != cell), *levels(cells)).any()


def test_repair_of_what_is_protected_changes_nothing():
    cells = linked_cells(np.array([[3, 30, 30], [30, 30, 30], [30, 30, 30]]), tables=[(0, 1)])
    hidden = protected(cells)
    assert (repair(cells, hidden, *levels(cells)) == hidden).all()


def test_repair_starts_from_the_primary_cells_alone():
    cells = linked_cells(np.array([[3, 30, 30], [30, 30, 30], [30, 30, 30]]), tables=[(0, 1)])
    nothing = np.zeros(len(cells.names), dtype=bool)
    hidden = repair(cells, nothing, *levels(cells))
    assert not exposed(cells, hidden, *levels(cells)).any()


def test_a_hole_too_narrow_is_widened():
    """1 + 1 in a row: elimination is content, but each lies in 0 … 2."""
    cells = linked_cells(np.array([[1, 1, 30], [1, 1, 30], [30, 30, 30]]), tables=[(0, 1)])
    first = eliminate(cells)
    low, high = reach(cells, first)
    one = cells.names.index("00")
    assert (low[one], high[one]) == (0, 2)
    low, high = reach(cells, protected(cells))
    assert low[one] == 0 and high[one] >= 5


def test_a_primary_cell_that_nothing_can_protect_is_named():
    cells = linked_cells(np.array([[3, 9], [9, 8]]), tables=[(0, 1)])
    nailed = replace(cells, fixed=np.isin(cells.names, ["0T", "01"]))
    with pytest.raises(ValueError, match="nicht schützen: 00"):
        repair(nailed, cells.primary, *levels(cells))


def test_only_a_protected_table_is_cleaned_up():
    cells = linked_cells(np.array([[3, 9], [9, 8]]), tables=[(0, 1)])
    with pytest.raises(ValueError, match="nicht geschützt: 00"):
        give_back(cells, cells.primary, *levels(cells))


def test_a_primary_zero_is_not_asked_to_fall():
    cells = linked_cells(np.array([[0, 9, 30], [9, 8, 30]]), zeros_fixed=False, tables=[(0, 1)])
    cells = replace(cells, primary=np.isin(cells.names, ["00"]))
    hidden = protected(cells)
    low, high = reach(cells, hidden)
    zero = cells.names.index("00")
    assert low[zero] == 0 and high[zero] >= 5


def test_a_table_of_which_nothing_is_printed_has_no_end_and_only_wanted_cells_are_computed():
    cells = linked_cells(np.array([[3, 9], [9, 8]]), tables=[(0, 1)])
    every = np.ones(len(cells.names), dtype=bool)
    low, high = reach(cells, every, wanted=np.isin(cells.names, ["00"]))
    there = np.isin(cells.names, ["00"])
    assert low[there] == 0 and np.isposinf(high[there])
    assert np.isnan(low[~there]).all() and np.isnan(high[~there]).all()
    low, high = reach(cells, ~every)
    assert (low == cells.values).all() and (high == cells.values).all()


@given(tables())
def test_repair_and_clean_up_in_one_leave_no_cell_that_can_be_shown(cells: Cells):
    assume(not exposed(cells, ~cells.fixed, *levels(cells)).any())
    hidden = repair_sparingly(cells, eliminate(cells), *levels(cells))
    assert not exposed(cells, hidden, *levels(cells)).any()
    assert (give_back(cells, hidden, *levels(cells)) == hidden).all()
