"""Published tables as equations between cells, read into the model of protection."""

import numpy as np
import pandas as pd
from scipy import sparse

from assets.protection.cells import Cells


def cells_of(values: pd.Series, equations: pd.DataFrame, primary: np.ndarray, fixed: np.ndarray) -> Cells:
    """Cells in the order of `values` (by name), a cell's weight its value, at least 1.

    `equations` has eq, cell and coef; in each the total has −1. Inner cells are the cells that are no total; a total is
    followed down to them, by every equation it stands in.
    """
    total = equations[equations["coef"].eq(-1)].groupby("cell")["eq"].agg(list)
    parts = equations[equations["coef"].eq(1)].groupby("eq")["cell"].agg(list)
    leaves: dict[str, frozenset[str]] = {}

    def below(cell: str) -> frozenset[str]:
        if cell not in leaves:
            ways = {frozenset().union(*map(below, parts[eq])) for eq in total.get(cell, [])} or {frozenset([cell])}
            assert len(ways) == 1, f"{cell} is two sets of persons"
            (leaves[cell],) = ways
        return leaves[cell]

    inner = [cell for cell in values.index if cell not in total]
    place = {cell: number for number, cell in enumerate(inner)}
    entries = [(row, place[leaf]) for row, cell in enumerate(values.index) for leaf in below(cell)]
    rows, columns = zip(*entries, strict=True)
    sums = sparse.csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(values), len(inner)))
    numbers = values.to_numpy()
    cells = Cells(
        tuple(values.index), sums, numbers[values.index.isin(inner)], primary, fixed, numbers.clip(min=1).astype(float)
    )
    assert (cells.values == numbers).all()
    return cells
