"""Hiding further cells until every primary one keeps its interval, and showing again what was hidden for nothing.

Belongs here: the quick way to a good pattern. Not here: exact disclosure (gauss.py), the least that can be hidden
(optimum.py).
"""

import highspy
import numpy as np
from scipy import sparse

from assets.protection.cells import Cells
from assets.protection.gauss import betraying
from assets.protection.reach import (
    DOWN,
    TOLERANCE,
    UP,
    Attack,
    Need,
    linear_programme,
    met,
    movements,
    needs,
    quiet_solver,
)
from assets.protection.withheld import Withheld


def repair(cells: Cells, hidden: np.ndarray, upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """Hidden cells (bool) so that each primary one may be value + upper or more, and value − lower or less.

    For an exposed primary cell the movement that takes it so far is sought that changes the cells still shown least
    (sum of weight · change); those it changes are hidden too. Each movement counts for all primary cells.
    Raises Withheld where a primary cell cannot be protected because of fixed cells.
    Source: J. P. Kelly, B. L. Golden, A. A. Assad (1992), Cell suppression: disclosure protection for sensitive tabular
    data, Networks 22, 397-417.
    """
    return _repaired(cells, hidden, upper, lower)[0].hidden


def give_back(cells: Cells, hidden: np.ndarray, upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """Hidden cells without those that protect nothing: single ones are shown again while no primary one is exposed.

    The most wanted come first (weight, then value). None of those left can be shown alone. `hidden` has to protect
    every primary cell, else ValueError.
    """
    attack, asked = Attack(cells, hidden), needs(cells, upper, lower)
    proofs = movements(attack, asked)
    for need in asked:
        if need not in proofs:
            raise ValueError(f"Diese Zelle ist nicht geschützt: {cells.names[need[0]]}.")
    return _given_back(attack, asked, proofs)


def repair_sparingly(cells: Cells, hidden: np.ndarray, upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """repair(), then give_back(): quicker in one, because what the one found need not be found anew by the other."""
    attack, proofs = _repaired(cells, hidden, upper, lower)
    return _given_back(attack, needs(cells, upper, lower), proofs)


def _repaired(
    cells: Cells, hidden: np.ndarray, upper: np.ndarray, lower: np.ndarray
) -> tuple[Attack, dict[Need, np.ndarray]]:
    """The attack on the repaired pattern, and a movement for each need that proves it met."""
    attack, asked = Attack(cells, hidden | cells.primary), needs(cells, upper, lower)
    proofs = movements(attack, asked)
    missing = [need for need in asked if need not in proofs]
    if not missing:
        return attack, proofs
    mover, unprotected = _Mover(attack), []
    while missing:
        movement = mover.cheapest(missing[0])
        if movement is None:
            unprotected.append(cells.names[missing[0][0]])
            missing = missing[1:]
            continue
        mover.hide(~mover.hidden & (np.abs(movement) > TOLERANCE))
        proofs |= {need: movement for need in missing if need == missing[0] or met(need, movement)}
        missing = [need for need in missing if need not in proofs]
    if unprotected:
        named = ", ".join(dict.fromkeys(unprotected))
        raise Withheld(f"Diese Zellen lassen sich neben dem, was gedruckt werden muss, nicht schützen: {named}.")
    for cell in np.flatnonzero(mover.hidden & ~attack.hidden).tolist():
        attack.hide(cell)
    return attack, proofs


def _given_back(attack: Attack, asked: list[Need], proofs: dict[Need, np.ndarray]) -> np.ndarray:
    cells = attack.cells
    secondary = np.flatnonzero(attack.hidden & ~betraying(cells, attack.hidden))
    values = cells.values[secondary]
    for cell in secondary[np.lexsort((secondary, -values, -cells.weight[secondary]))].tolist():
        # Only what was proven with the help of this cell has to be proven anew.
        touched = [need for need in asked if abs(proofs[need][cell]) > TOLERANCE]
        attack.show(cell)
        new: dict[Need, np.ndarray] = {}
        if all(need in new or _prove(attack, need, touched, new) for need in touched):
            proofs |= new
        else:
            attack.hide(cell)
    return attack.hidden


def _prove(attack: Attack, need: Need, others: list[Need], proofs: dict[Need, np.ndarray]) -> bool:
    """Whether the cell can move as it has to; the movement is kept as a proof for all it proves."""
    movement = attack.furthest(need[0], need[1], limit=need[2])
    if not met(need, movement):
        return False
    proofs |= {other: movement for other in others if other not in proofs and met(other, movement)}
    return True


class _Mover:
    """The cheapest movement: inner cells, and for each cell its rise and fall at the weight of the cell."""

    def __init__(self, attack: Attack) -> None:
        self.hidden, cells = np.array(attack.hidden), attack.cells
        self.sums, self.count = attack.sums, len(attack.free)
        size = len(cells.names)
        one = sparse.eye_array(size)
        moved = sparse.hstack([attack.sums, -one, one])
        held = sparse.hstack([attack.ties, sparse.csr_array((attack.ties.shape[0], 2 * size))])
        rows = sparse.csr_array(sparse.vstack([moved, held], format="csr"))
        price = np.where(self.hidden, 0.0, cells.weight)
        top = np.where(cells.fixed & ~self.hidden, 0.0, np.inf)
        self.highs = quiet_solver()
        self.highs.passModel(
            linear_programme(
                np.concatenate([np.zeros(self.count), price, price]),
                np.concatenate([-attack.inner, np.zeros(2 * size)]),
                np.concatenate([np.full(self.count, np.inf), top, top]),
                rows,
                np.zeros(rows.shape[0]),
                np.zeros(rows.shape[0]),
            )
        )

    def hide(self, more: np.ndarray) -> None:
        """Hide further cells; they move at no price."""
        self.hidden |= more
        new = np.flatnonzero(more)
        both = np.concatenate([self.count + new, self.count + len(self.hidden) + new]).astype(np.int32)
        self.highs.changeColsCost(len(both), both, np.zeros(len(both)))

    def cheapest(self, need: Need) -> np.ndarray | None:
        """The cheapest movement of all cells that takes one as far as it has to go; None: there is none."""
        cell, direction, by = need
        rise = self.count + cell + (0 if direction == UP else len(self.hidden))
        fall = self.count + cell + (0 if direction == DOWN else len(self.hidden))
        self.highs.changeColBounds(rise, by, by)
        self.highs.changeColBounds(fall, 0.0, 0.0)
        self.highs.run()
        status, inner = self.highs.getModelStatus(), np.array(self.highs.getSolution().col_value[: self.count])
        for column in (rise, fall):
            self.highs.changeColBounds(column, 0.0, np.inf)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"movement not solved: {self.highs.modelStatusToString(status)}")
        return self.sums @ inner
