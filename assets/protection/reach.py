"""How far a hidden cell can be pinned down by whoever reads the table: the attacker's linear programme.

Belongs here: the attack, reach of cells, which primary cells are exposed. Not here: hiding more cells (repair.py,
optimum.py); the audit of an edition, which shares no code with this.
"""

import highspy
import numpy as np
from scipy import sparse

from assets.protection.cells import Cells

TOLERANCE = 1e-6
# A table of zeros only has nothing that could move.
SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
UP, DOWN = 1, -1
# What has to be possible: primary cell, direction, by how much.
Need = tuple[int, int, float]


class Attack:
    """All tables that agree with what is published, as movements away from the true one.

    A variable is the change of an inner cell (no count falls below 0), a row the change of a cell: none if published,
    any if hidden. The last rows are the ties: they stay 0. Solved warm: one attack differs from the one before in its
    objective or in a few bounds.
    `solution` is that of the last attack, with its prices.
    """

    def __init__(self, cells: Cells, hidden: np.ndarray) -> None:
        self.cells, self.values = cells, cells.values
        self.hidden = np.array(hidden)
        self.solution = highspy.HighsSolution()
        shown_for_ever = (cells.fixed & (self.values == 0)).astype(np.int64)
        # Inner cells that are zero whatever is hidden cannot move.
        self.free = np.flatnonzero((cells.sums.T @ shown_for_ever) == 0)
        self.sums = sparse.csr_array(cells.sums[:, self.free]).astype(float)
        self.ties = sparse.csr_array(cells.ties[:, self.free]).astype(float)
        self.inner = cells.inner[self.free].astype(float)
        self.highs = quiet_solver()
        # Primal simplex: a new objective leaves the last vertex feasible.
        self.highs.setOptionValue("simplex_strategy", 4)
        limit = np.concatenate([np.where(self.hidden, np.inf, 0.0), np.zeros(self.ties.shape[0])])
        rows = sparse.csr_array(sparse.vstack([self.sums, self.ties], format="csr"))
        self.highs.passModel(
            linear_programme(
                np.zeros(len(self.free)), -self.inner, np.full(len(self.free), np.inf), rows, -limit, limit
            )
        )

    def show(self, cell: int) -> None:
        """Publish a cell."""
        self.hidden[cell] = False
        self.highs.changeRowBounds(cell, 0.0, 0.0)

    def hide(self, cell: int) -> None:
        """Hide a cell."""
        self.hidden[cell] = True
        self.highs.changeRowBounds(cell, -np.inf, np.inf)

    def bound(self, low: np.ndarray, high: np.ndarray) -> None:
        """Let each cell move from `low` to `high` only."""
        every = np.arange(len(self.values), dtype=np.int32)
        # The stubs of highspy lack it.
        self.highs.changeRowsBounds(len(every), every, low, high)  # type: ignore[attr-defined]

    def furthest(self, cell: int, direction: int, limit: float = np.inf) -> np.ndarray:
        """Movement of all cells that takes one as far up or down as it goes, at most `limit` if it is hidden.

        Where there is no end, that cell's movement is infinite and the others stay.
        """
        indices = self.sums.indices[self.sums.indptr[cell] : self.sums.indptr[cell + 1]]
        if self.hidden[cell]:
            self.highs.changeRowBounds(cell, -limit, limit)
        self.highs.changeColsCost(len(indices), indices, np.full(len(indices), -float(direction)))
        self.highs.run()
        status = self.highs.getModelStatus()
        self.solution = self.highs.getSolution()
        # Changes of the model forget its solution, but not the basis to go on from.
        self.highs.changeColsCost(len(indices), indices, np.zeros(len(indices)))
        if self.hidden[cell]:
            self.highs.changeRowBounds(cell, -np.inf, np.inf)
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return np.where(np.arange(len(self.values)) == cell, direction * np.inf, 0.0)
        if status not in SOLVED:
            raise RuntimeError(f"attack not solved: {self.highs.modelStatusToString(status)}")
        return self.sums @ np.array(self.solution.col_value)


def reach(cells: Cells, hidden: np.ndarray, wanted: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest value of each cell over all tables of counts >= 0 that agree with the published cells.

    Published cells have their own value twice, hidden ones that are not `wanted` (bool; all if left out) are NaN, and
    a cell without an end is infinite. Limits are not rounded: counts lie between ceil(low) and floor(high).
    """
    attack, values = Attack(cells, hidden), cells.values.astype(float)
    low, high = (np.where(hidden, np.nan, values) for _ in range(2))
    for cell in np.flatnonzero(hidden if wanted is None else hidden & wanted).tolist():
        low[cell] = values[cell] + attack.furthest(cell, DOWN)[cell]
        high[cell] = values[cell] + attack.furthest(cell, UP)[cell]
    return low, high


def needs(cells: Cells, upper: np.ndarray, lower: np.ndarray) -> list[Need]:
    """What the levels ask for, most first. No cell is asked to fall below 0."""
    fall = np.minimum(lower, cells.values)
    primary = np.flatnonzero(cells.primary).tolist()
    asked = [(cell, way, float(by[cell])) for way, by in ((UP, upper), (DOWN, fall)) for cell in primary]
    return sorted((need for need in asked if need[2] > 0), key=lambda need: -need[2])


def met(need: Need, movement: np.ndarray) -> bool:
    """Whether a movement takes the cell as far as it is asked to."""
    cell, direction, by = need
    return bool(direction * movement[cell] >= by - TOLERANCE)


def exposed(cells: Cells, hidden: np.ndarray, upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """Which primary cells cannot reach value + upper or value − lower (bool over cells; levels are per cell).

    Every movement found is credited to all primary cells, so that only those still open need an attack of their own.
    """
    asked = needs(cells, upper, lower)
    proofs = movements(Attack(cells, hidden), asked)
    result = np.zeros(len(cells.names), dtype=bool)
    result[[need[0] for need in asked if need not in proofs]] = True
    return result


def movements(attack: Attack, asked: list[Need]) -> dict[Need, np.ndarray]:
    """A movement for each need that can be met; one that is found counts for all the needs it meets."""
    found: dict[Need, np.ndarray] = {}
    for need in asked:
        if need not in found:
            # Far enough to let others move along, and finite.
            movement = attack.furthest(need[0], need[1], limit=need[2] + float(attack.inner.sum()))
            found |= {other: movement for other in asked if other not in found and met(other, movement)}
    return found


def quiet_solver() -> highspy.Highs:
    """A solver that says nothing, uses one thread and gives the same answer each time."""
    highs = highspy.Highs()
    for name, value in (
        ("primal_simplex_bound_perturbation_multiplier", 0.0),
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("presolve", "off"),
    ):
        highs.setOptionValue(name, value)
    return highs


def linear_programme(
    cost: np.ndarray, lower: np.ndarray, upper: np.ndarray, rows: sparse.csr_array, low: np.ndarray, high: np.ndarray
) -> highspy.HighsLp:
    """Minimise cost · x with lower <= x <= upper and low <= rows · x <= high."""
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = rows.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
    lp.row_lower_, lp.row_upper_ = low, high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
    return lp
