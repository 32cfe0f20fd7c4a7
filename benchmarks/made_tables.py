"""Tables of an invented city in the sizes that protection has to deal with.

Belongs here: sets of printed tables over invented persons, as a model of cells. Not here: measuring. Nothing in it is
about a real city.
"""

from itertools import product

import numpy as np
from scipy import sparse

from assets.protection.cells import Cells, distinct

OFFICES, GRADES, SEXES, STATUSES = 12, 6, 3, 2
AXES = (OFFICES, GRADES, SEXES, STATUSES)
# Tables of set A as the axes they cross, each with all its margins: office × sex × status, grade × sex × status,
# office × grade. Set B adds office × grade × status.
SET_A = [(0, 2, 3), (1, 2, 3), (0, 1)]
SET_B = [*SET_A, (0, 1, 3)]
THRESHOLD = 5


def made_city(seed: int, tables: list[tuple[int, ...]] = SET_A) -> tuple[Cells, np.ndarray]:
    """The cells of a city (300 in set A) and their upper protection: from 1 … 4 up to 5; to hide one costs value + 1.

    Zeros are published. A city has 300 to 3,000 persons; offices and grades differ in size, few are of the third sex,
    and about a quarter of each office has a migration history.
    """
    chance = np.random.default_rng(seed)
    persons = int(chance.integers(300, 3000))
    sizes = [chance.dirichlet(np.full(number, strength)) for number, strength in ((OFFICES, 2.0), (GRADES, 3.0))]
    sexes, history = np.array([0.49, 0.5, 0.01]), chance.beta(4, 12, OFFICES)
    status = np.stack([history, 1 - history], axis=1)
    share = np.einsum("a,b,c,ad->abcd", *sizes, sexes, status)
    inner = chance.multinomial(persons, share.ravel() / share.sum())
    names, rows = [], []
    for axes in tables:
        for picked in product(*(range(-1, AXES[axis]) for axis in axes)):
            inside = np.zeros(AXES, dtype=np.int64)
            where = dict(zip(axes, picked, strict=True))
            inside[tuple(slice(None) if where.get(axis, -1) < 0 else where[axis] for axis in range(4))] = 1
            names.append(" ".join(str(where[axis]) if where.get(axis, -1) >= 0 else "T" for axis in range(4)))
            rows.append(inside.ravel())
    sums = sparse.csr_array(np.array(rows))
    values = sums @ inner
    primary = (values > 0) & (values < THRESHOLD)
    fixed = values == 0
    cells, _ = distinct(Cells(tuple(names), sums, inner, primary, fixed, np.ones(len(names))))
    weight = cells.values + 1.0
    return Cells(cells.names, cells.sums, inner, cells.primary, cells.fixed, weight), THRESHOLD - cells.values
