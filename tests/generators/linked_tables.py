"""Small linked tables of counts for property tests of protection: office × grade and office × sex, with all margins."""

from itertools import product

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from assets.protection.cells import Cells, distinct
from assets.protection.gauss import eliminate
from assets.protection.repair import give_back, repair

TABLES = [(0, 1), (0, 2)]


def linked_cells(counts: np.ndarray, zeros_fixed: bool = True, tables: list[tuple[int, ...]] = TABLES) -> Cells:
    """Each table over the named axes of `counts` with its margins; counts 1 … 4 are primary, weight is value + 1."""
    rows = {}
    for axes in tables:
        for picked in product(*([None, *range(counts.shape[axis])] for axis in axes)):
            where = dict(zip(axes, picked, strict=True))
            inside = np.zeros(counts.shape, dtype=np.int64)
            label = [where.get(axis) for axis in range(counts.ndim)]
            inside[tuple(slice(None) if one is None else one for one in label)] = 1
            rows["".join("T" if one is None else str(one) for one in label)] = inside
    sums = sparse.csr_array(np.array([inside.ravel() for inside in rows.values()]))
    values = sums @ counts.ravel()
    primary, fixed = (values > 0) & (values < 5), (values == 0) & zeros_fixed
    return distinct(Cells(tuple(rows), sums, counts.ravel(), primary, fixed, values + 1.0))[0]


def tables(largest: int = 4) -> st.SearchStrategy[Cells]:
    """Linked tables with many small counts and zeros."""
    shapes = st.tuples(st.integers(1, largest), st.integers(2, largest), st.just(2))
    number = st.sampled_from([0, 0, 1, 2, 3, 5, 8, 20])
    counts = shapes.flatmap(lambda shape: arrays(np.int64, shape, elements=number))
    return st.builds(linked_cells, counts, st.booleans())


def levels(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """Up to 5, down by 1."""
    return 5.0 - cells.values, np.ones(len(cells.names))


def protected(cells: Cells) -> np.ndarray:
    """The quick pattern: elimination, repair, clean-up."""
    return give_back(cells, repair(cells, eliminate(cells), *levels(cells)), *levels(cells))
