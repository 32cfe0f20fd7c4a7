"""Rounded counts in place of hidden ones: each cell on its own, or all tables together so that they still add up.

Belongs here: rounding to multiples of a base. Not here: whether rounded tables give anybody away (audit.py): rounding
alone often does.
"""

import hashlib

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

# One step further is dearer than all that chance can offer.
_FURTHER = 1000.0
_NODES = 20000


def rounded_alone(values: np.ndarray, base: int = 5) -> np.ndarray:
    """Each count (persons >= 0) to the nearest multiple of the base, totals too, so tables need not add up.

    As in official statistics (5er-Rundung); base 5 has no ties, with an even base half goes up.
    """
    return (2 * np.asarray(values, np.int64) + base) // (2 * base) * base


def rounded_together(
    sums: sparse.csr_array, inner: np.ndarray, base: int, key: str, ties: sparse.csr_array | None = None
) -> np.ndarray:
    """Rounded counts of all cells (`sums` @ `inner`, persons) that add up in every table as the true ones do.

    `ties` (ties × inner cells): further sums of inner cells that are zero and stay zero.
    Every cell goes to an adjacent multiple of the base, multiples stay. Which way, chance decides by the secret `key`
    of the edition, not nearness: each inner cell alone would go up as often as its remainder says. The same key gives
    the same figures. Where no such table exists, cells may go one step further, as few as possible; zero stays zero.
    Raises ValueError where even that is impossible, or a count is negative.
    """
    inner = np.asarray(inner, np.int64)
    if (inner < 0).any():
        raise ValueError("Anzahlen können nicht negativ sein.")
    for further in (0, 1):
        steps = _steps(sums, inner, base, key, ties, further)
        if steps is not None:
            return (sums @ steps) * base
    raise ValueError(f"Diese Tabellen lassen sich nicht gemeinsam auf Vielfache von {base} runden.")


def _steps(
    sums: sparse.csr_array, inner: np.ndarray, base: int, key: str, ties: sparse.csr_array | None, further: int
) -> np.ndarray | None:
    """Inner cells in multiples of the base; None where there are none."""
    values = sums @ inner
    cells, unknowns = sums.shape
    seed = int.from_bytes(hashlib.sha256(key.encode()).digest())
    chance = np.random.default_rng(seed).random(unknowns) - inner % base / base
    # Variables: steps of the inner cells, then how far each cell is allowed beyond its neighbours, below and above.
    one = sparse.eye_array(cells)
    low, high = values // base, -(-values // base)
    free = np.full(cells, np.inf)
    beyond = np.where(values > 0, further, 0)
    rows = [LinearConstraint(sparse.hstack([sums, one, 0 * one], format="csr"), low, free)]
    rows += [LinearConstraint(sparse.hstack([sums, 0 * one, -one], format="csr"), -free, high)]
    if ties is not None and ties.shape[0]:
        rows.append(LinearConstraint(sparse.hstack([ties, sparse.csr_array((ties.shape[0], 2 * cells))]), 0, 0))
    floor = np.maximum(inner // base - further, 0)
    ceiling = -(-inner // base) + np.where(inner > 0, further, 0)
    result = milp(
        np.concatenate([chance, np.full(2 * cells, _FURTHER)]),
        integrality=np.ones(unknowns + 2 * cells),
        bounds=Bounds(np.concatenate([floor, 0 * beyond, 0 * beyond]), np.concatenate([ceiling, beyond, beyond])),
        constraints=rows,
        options={"node_limit": _NODES},
    )
    return None if result.x is None else np.rint(result.x[:unknowns]).astype(np.int64)
