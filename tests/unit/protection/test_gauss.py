"""Elimination: what is published never adds up to a primary cell."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from assets.protection.cells import Cells
from assets.protection.gauss import betraying, eliminate
from tests.generators.linked_tables import linked_cells, tables

OTHER_PRIME = 1_000_003


def rank(rows: np.ndarray) -> int:
    """Rank of whole numbers, modulo a prime that the engine does not use."""
    rows, found = rows % OTHER_PRIME, 0
    for column in range(rows.shape[1]):
        filled = found + np.flatnonzero(rows[found:, column])
        if not len(filled):
            continue
        rows[[found, filled[0]]] = rows[[filled[0], found]]
        rows[found] = rows[found] * pow(int(rows[found, column]), -1, OTHER_PRIME) % OTHER_PRIME
        rows[found + 1 :] = (rows[found + 1 :] - np.outer(rows[found + 1 :, column], rows[found])) % OTHER_PRIME
        found += 1
    return found


def disclosed(cells: Cells, hidden: np.ndarray) -> list[str]:
    """Primary cells that the published ones add up to, inner cells inside a published zero being known."""
    table = cells.sums.toarray()
    zero = table[~hidden & (cells.values == 0)].any(axis=0)
    published = np.vstack([table[~hidden], np.eye(table.shape[1], dtype=np.int64)[zero]])
    before = rank(published)
    return [
        cells.names[cell]
        for cell in np.flatnonzero(cells.primary)
        if rank(np.vstack([published, table[cell]])) == before
    ]


def named(cells: Cells, flags: np.ndarray) -> list[str]:
    return [name for name, flag in zip(cells.names, flags, strict=True) if flag]


def marked(cells: Cells, *names: str) -> np.ndarray:
    return np.isin(cells.names, names)


@given(tables())
def test_no_primary_cell_is_a_sum_of_published_ones(cells: Cells):
    hidden = eliminate(cells)
    assert (hidden | ~cells.primary).all()
    assert not (hidden & cells.fixed).any()
    assert disclosed(cells, hidden) == []


@given(tables())
def test_every_further_cell_would_disclose_one(cells: Cells):
    hidden = eliminate(cells)
    assert (betraying(cells, hidden) == hidden).all()
    for cell in np.flatnonzero(hidden & ~cells.primary):
        assert disclosed(cells, hidden & (np.arange(len(hidden)) != cell))


def test_a_known_zero_is_no_partner():
    """Of office 0 all 3 persons are women: the zero of the men is printed, so the 3 are the total, and it is hidden."""
    cells = linked_cells(np.array([[3, 0], [9, 8], [7, 6]]), zeros_fixed=False, tables=[(0, 1)])
    hidden = eliminate(cells)
    assert "01" not in named(cells, hidden)
    assert {"00", "0T"} <= set(named(cells, hidden))
    assert disclosed(cells, hidden) == []


def test_a_published_zero_tells_of_every_cell_in_it():
    """Nobody of office 0 has grade 0 or 1 of the first sex; the printed zero total shows it."""
    counts = np.array([[[0, 2], [0, 9]], [[5, 6], [7, 8]]])
    cells = linked_cells(counts, zeros_fixed=False, tables=[(0, 2), (0, 1, 2)])
    hidden = eliminate(cells)
    assert "0T0" not in named(cells, hidden)
    assert disclosed(cells, hidden) == []


def test_a_zero_that_would_disclose_a_primary_cell_gives_way_to_a_fixed_one():
    cells = linked_cells(np.array([[3, 0], [9, 8]]), zeros_fixed=False, tables=[(0, 1)])
    cells = replace(cells, primary=marked(cells, "00"), fixed=marked(cells, "0T"))
    assert "01" in named(cells, eliminate(cells))
    with pytest.raises(ValueError, match="lässt sich ausrechnen: 00"):
        eliminate(replace(cells, fixed=marked(cells, "0T", "01")))


def test_a_fixed_cell_that_discloses_is_refused_by_the_name_of_what_it_discloses():
    cells = linked_cells(np.array([[3, 9], [9, 8]]), tables=[(0, 1)])
    with pytest.raises(ValueError, match="müssen, lässt sich ausrechnen: 00"):
        eliminate(replace(cells, fixed=marked(cells, "0T", "01")))


def test_what_costs_more_to_hide_is_published_first():
    cells = linked_cells(np.array([[3, 9, 20], [30, 30, 30], [40, 40, 40]]), tables=[(0, 1)])
    partners = [
        named(replaced, eliminate(replaced) & ~cells.primary)
        for replaced in (
            replace(cells, weight=np.ones(len(cells.names))),
            replace(cells, weight=np.where(marked(cells, "01"), 99.0, 1.0)),
        )
    ]
    assert "01" in partners[0] and "02" not in partners[0]
    assert "02" in partners[1] and "01" not in partners[1]


def test_the_order_of_the_lines_does_not_matter_where_nothing_ties():
    cells = linked_cells(np.array([[3, 11, 23], [31, 2, 53], [61, 71, 83]]), tables=[(0, 1)])
    turned = np.arange(len(cells.names))[::-1]
    other = Cells(
        cells.names[::-1],
        cells.sums[turned],
        cells.inner,
        cells.primary[turned],
        cells.fixed[turned],
        cells.weight[turned],
    )
    assert sorted(named(cells, eliminate(cells))) == sorted(named(other, eliminate(other)))
