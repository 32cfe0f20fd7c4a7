"""The cheapest set of hidden cells that keeps every interval, with proof, if time allows.

Belongs here: the exact search. Not here: the quick pattern to start from (gauss.py, repair.py), the attack (reach.py).
"""

import highspy
import numpy as np
from scipy import sparse

from assets.protection.cells import Cells
from assets.protection.reach import SOLVED, TOLERANCE, Attack, Need, linear_programme, met, needs, quiet_solver

# How far the first picks of whole cells may be from the cheapest.
GAP = 0.005
# Rounds and nodes, not seconds: the same pattern on every machine. Cities as delivered need less than ten rounds.
ROUNDS = 100
_NODES = 20_000


def optimum(
    cells: Cells, upper: np.ndarray, lower: np.ndarray, start: np.ndarray, rounds: int = ROUNDS
) -> tuple[np.ndarray, bool]:
    """Hidden cells of least weight that protect as repair() does, and whether that is proven.

    `start` has to protect; where so many `rounds` do not suffice, the best set met stands. A master problem picks the
    cells to hide; each attack on its pick that a primary cell does not withstand becomes a condition on the next pick.
    First the picks may be fractions of cells, then whole ones.
    Source: M. Fischetti and J. J. Salazar (2001), Solving the cell suppression problem on tabular data with linear
    constraints, Management Science 47, 1008-1027.
    """
    master, conditions = _Master(cells, start), _Conditions(cells, upper, lower)
    for _ in range(rounds):
        pick = master.pick()
        if pick is None:
            break
        if master.bound > cells.weight @ (master.best & ~cells.primary) - master.near:
            return master.best, True
        violated = conditions.violated(pick, master.whole)
        if violated and master.whole:
            master.improve(conditions, pick, violated)
        elif violated:
            master.add(violated)
        elif master.whole and not master.gap:
            return pick > 0.5, True
        else:
            master.sharpen()
    return master.best, False


class _Conditions:
    """Attacks on a pick of cells, and what they teach: sum of share · pick over the cells not primary >= 1."""

    def __init__(self, cells: Cells, upper: np.ndarray, lower: np.ndarray) -> None:
        self.cells, self.attack = cells, Attack(cells, cells.primary)
        # Small ones first: a movement within narrow limits is one within wide limits.
        self.needs = needs(cells, upper, lower)[::-1]

    def violated(self, pick: np.ndarray, whole: bool) -> list[np.ndarray]:
        """The conditions that a pick does not fulfil, one for each attack that it does not withstand."""
        found: list[np.ndarray] = []
        up, down = np.zeros(len(pick)), np.zeros(len(pick))
        within = 0.0
        for need in self.needs:
            cell, direction, by = need
            if met(need, up if direction > 0 else -down):
                continue
            if by > within:
                self._limit(pick, whole, by)
                within = by
            movement = self.attack.furthest(cell, direction, limit=2 * by)
            up, down = np.maximum(up, movement), np.maximum(down, -movement)
            if not met(need, movement):
                share = self._share(need)
                if whole:
                    # What is hidden has no price; noise must not make it seem so.
                    share[pick > 0.5] = 0.0
                if share @ pick < 1 - TOLERANCE:
                    found.append(share)
        return found

    def _limit(self, pick: np.ndarray, whole: bool, by: float) -> None:
        """A hidden cell moves freely; a cell hidden in part moves by that part of what is asked for."""
        secret = self.cells.primary | (pick > 0.5 if whole else False)
        part = np.where(whole, 0.0, pick)
        low = np.where(secret, -np.inf, -np.minimum(self.cells.values, by) * part)
        self.attack.bound(low, np.where(secret, np.inf, by * part))

    def _share(self, need: Need) -> np.ndarray:
        """What each cell would contribute to withstand the last attack, at most all of it (from the prices).

        No cell is known to end above, so that a price on its rise counts in full; none falls below 0.
        """
        price = -np.array(self.attack.solution.row_dual)[: len(self.cells.names)]
        of_zero = np.maximum(np.array(self.attack.solution.col_dual), 0.0) @ self.attack.inner
        missing = need[2] - of_zero
        fall = np.maximum(-price, 0.0) * self.cells.values / missing
        share = np.where(price > 1e-9, 1.0, np.minimum(fall, 1.0))
        share[self.cells.primary | self.cells.fixed] = 0.0
        return share


class _Master:
    """Which cells to hide: least weight under the conditions found so far."""

    def __init__(self, cells: Cells, start: np.ndarray) -> None:
        self.cells, self.best = cells, np.array(start)
        self.whole, self.gap, self.bound = False, GAP, 0.0
        self.open = np.flatnonzero(~cells.primary & ~cells.fixed).astype(np.int32)
        weight = cells.weight[self.open]
        self.highs = quiet_solver()
        self.highs.setOptionValue("mip_rel_gap", self.gap)
        # Costs of whole numbers differ by a whole step: a bound nearer than that proves the best set met.
        whole = np.rint(weight).astype(np.int64)
        step = float(np.gcd.reduce(whole)) if (weight == whole).all() else 0.0
        self.near = max(step - TOLERANCE, TOLERANCE)
        self.highs.setOptionValue("mip_abs_gap", max(step - TOLERANCE, 0.0))
        self.highs.setOptionValue("mip_max_nodes", _NODES)
        # No dearer than the start.
        dearest = weight @ start[self.open] + TOLERANCE
        zero = np.zeros(len(self.open))
        row = sparse.csr_array(weight[None, :])
        self.highs.passModel(linear_programme(weight, zero, zero + 1.0, row, np.array([-np.inf]), np.array([dearest])))

    def pick(self) -> np.ndarray | None:
        """The cheapest pick, primary cells included (0 … 1 for each cell); None if it is too hard to find."""
        if self.whole:
            known = highspy.HighsSolution()
            known.col_value = self.best[self.open].astype(float).tolist()
            self.highs.setSolution(known)
        self.highs.run()
        if self.highs.getModelStatus() not in SOLVED:
            return None
        info = self.highs.getInfo()
        self.bound = info.mip_dual_bound if self.whole else info.objective_function_value
        pick = self.cells.primary.astype(float)
        pick[self.open] = np.clip(self.highs.getSolution().col_value, 0.0, 1.0)
        return pick

    def add(self, conditions: list[np.ndarray]) -> None:
        """Let the next pick fulfil these conditions."""
        for share in np.unique(np.round(conditions, 9), axis=0):
            places = np.flatnonzero(share[self.open]).astype(np.int32)
            self.highs.addRow(1.0, np.inf, len(places), places, share[self.open][places])

    def improve(self, conditions: _Conditions, pick: np.ndarray, violated: list[np.ndarray]) -> None:
        """Mend a pick cell by cell until it protects; all conditions met on the way count, and it may be the best yet.

        That saves rounds of the master problem, which are the dear part.
        """
        pick = pick.copy()
        while violated:
            self.add(violated)
            for share in violated:
                while share @ pick < 1 - TOLERANCE:
                    worth = np.where(pick > 0.5, 0.0, np.minimum(share, 1 - share @ pick) / self.cells.weight)
                    pick[np.argmax(worth)] = 1.0
            violated = conditions.violated(pick, True)
        if self.cells.weight @ pick < self.cells.weight @ self.best:
            self.best = pick > 0.5
            self.highs.changeRowBounds(0, -np.inf, self.cells.weight[self.open] @ pick[self.open] + TOLERANCE)

    def sharpen(self) -> None:
        """From now on a cell is hidden or not; and after that, the pick is the very cheapest."""
        if self.whole:
            self.gap = 0.0
            self.highs.setOptionValue("mip_rel_gap", self.gap)
            return
        self.whole = True
        self.highs.setOptionValue("presolve", "choose")
        kinds = np.full(len(self.open), highspy.HighsVarType.kInteger)
        self.highs.changeColsIntegrality(len(kinds), np.arange(len(kinds), dtype=np.int32), kinds)
