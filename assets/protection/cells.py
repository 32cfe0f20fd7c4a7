"""Published cells over inner cells: the one linear model that everything of protection speaks about.

Belongs here: the model and its identities (cells that count the same persons). Not here: which tables an edition
prints, rules (primary.py), how cells are hidden (gauss.py, repair.py).
"""

from dataclasses import dataclass, field, replace

import numpy as np
from scipy import sparse

from assets.protection.withheld import Withheld


@dataclass(frozen=True)
class Cells:
    """The published cells of one block, for example a city.

    `sums` (cells × inner cells, 0/1) says which inner cells a cell adds up; `inner` their true counts. `primary` cells
    may not be shown, `fixed` ones must be; `weight` is what it costs to hide one. `ties` (equations × inner cells, 1
    and −1, each 0 with the true counts) is what every reader knows anyhow: the parts of a whole add up to it.
    """

    names: tuple[str, ...]
    sums: sparse.csr_array
    inner: np.ndarray
    primary: np.ndarray
    fixed: np.ndarray
    weight: np.ndarray
    ties: sparse.csr_array = field(default_factory=lambda: sparse.csr_array((0, 0), dtype=np.int64))

    def __post_init__(self) -> None:
        if not self.ties.shape[0]:
            object.__setattr__(self, "ties", sparse.csr_array((0, len(self.inner)), dtype=np.int64))
        if not self.names:
            raise ValueError("Die Tabelle hat keine Zelle.")
        both = [name for name, torn in zip(self.names, self.primary & self.fixed, strict=True) if torn]
        if both:
            raise Withheld(f"Diese Zellen müssen geheim bleiben und sollen doch gedruckt werden: {', '.join(both)}.")

    @property
    def values(self) -> np.ndarray:
        """The true count of each cell."""
        return self.sums @ self.inner


def distinct(cells: Cells) -> tuple[Cells, np.ndarray]:
    """The same model with each set of persons once, and for every old cell the number of its new one.

    Two labels for the same persons (the total of a city with a single office) get one decision: primary or fixed if one
    of them is, and the weight of all.
    """
    table = cells.sums.toarray() if cells.sums.shape[1] else np.zeros((len(cells.names), 0), dtype=np.int64)
    _, first, which = np.unique(table, axis=0, return_index=True, return_inverse=True)
    # In the order in which they first stand in the tables.
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    which, keep = rank[which.ravel()], first[order]
    weight = np.bincount(which, weights=cells.weight, minlength=len(keep))
    primary, fixed = (
        np.bincount(which, weights=flag, minlength=len(keep)) > 0 for flag in (cells.primary, cells.fixed)
    )
    merged = replace(
        cells,
        names=tuple(cells.names[one] for one in keep),
        sums=sparse.csr_array(cells.sums[keep]),
        primary=primary,
        fixed=fixed,
        weight=weight,
    )
    return merged, which
