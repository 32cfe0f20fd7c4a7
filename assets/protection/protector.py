"""From cells to what may be shown: the order of the protector's steps for one block.

Belongs here: the steps and the protection each primary cell is owed. Not here: how a step works (gauss.py, repair.py,
optimum.py), the attack that judges the result (audit.py).
"""

from dataclasses import dataclass

import numpy as np

from assets.protection.cells import Cells, distinct
from assets.protection.gauss import eliminate
from assets.protection.optimum import optimum
from assets.protection.repair import repair_sparingly


@dataclass(frozen=True)
class Pattern:
    """Which cells of a block are hidden, what that costs (their weights, primary cells apart), and the proof.

    `proven`: nothing cheaper protects. `quick` is the cost before the cheapest pattern was sought.
    """

    hidden: np.ndarray
    cost: float
    quick: float
    proven: bool


def protect_cells(cells: Cells, threshold: np.ndarray) -> Pattern:
    """The cells to hide so that nobody can work out a primary one, or narrow it down below its threshold.

    Of each primary cell an attacker can neither exclude `threshold` persons (one a cell) or more, nor one fewer than
    there are. Where the cheapest pattern is not found soon enough, the best one met stands. Raises Withheld (naming the
    cells) where the fixed cells leave no way.
    """
    if not cells.primary.any():
        return Pattern(np.array(cells.primary), 0.0, 0.0, True)
    merged, which = distinct(cells)
    bound = np.zeros(len(merged.names), dtype=np.int64)
    np.maximum.at(bound, which, threshold)
    upper = np.where(merged.primary, np.maximum(bound - merged.values, 0), 0)
    lower = np.where(merged.primary & (merged.values > 0), 1, 0)
    hidden = repair_sparingly(merged, eliminate(merged), upper, lower)
    quick = _cost(merged, hidden)
    hidden, proven = optimum(merged, upper, lower, hidden) if quick else (hidden, True)
    return Pattern(hidden[which], _cost(merged, hidden), quick, proven)


def _cost(cells: Cells, hidden: np.ndarray) -> float:
    return float(cells.weight @ (hidden & ~cells.primary))
