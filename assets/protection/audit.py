"""The attacker: what can be worked out about hidden cells from everything that is known.

Belongs here: limits of each hidden cell and pairs of tables that prove it safe. Not here: deciding what to hide, and
anything of the code that decides it; whoever attacks must not repeat the protector's mistakes.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from assets.protection.known import Known
from assets.protection.witness import Audit, agrees

CONTRADICTION = "Die Veröffentlichung widerspricht sich selbst: Keine Tabelle passt zu allem, was gedruckt ist."
_TOLERANCE = 1e-6
# Nodes, not seconds: the same answer on every machine. A problem that needs more stays open, which is the safe side.
_NODES, _SWEEPS = 2000, 16
# Share of the cells above none that are pushed further up, and how hard safe ones are.
_RISING, _SAFE = 0.25, 0.1


@dataclass
class _Attack:
    """One attack at work: the rows known, the tables found, and for each cell the two that lie farthest apart.

    All but the tables is over the unknowns that no printed zero contains (`free`).
    """

    known: Known
    free: np.ndarray
    rows: LinearConstraint
    cells: sparse.csr_array
    need: int
    ceiling: float = np.inf
    solved: int = 0
    tables: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = self.cells.shape[0]
        self.pairs, self.least, self.most = np.full((count, 2), -1), np.full(count, np.inf), np.full(count, -np.inf)

    @property
    def safe(self) -> np.ndarray:
        return self.most - self.least >= self.need

    def solve(self, objective: np.ndarray, whole: bool, gap: float = 0.0) -> OptimizeResult:
        """The table with the smallest objective (in whole persons up to a relative gap), in whole persons or not."""
        self.solved += 1
        result = milp(
            objective,
            integrality=np.full(len(objective), int(whole)),
            bounds=Bounds(0, self.ceiling),
            constraints=self.rows,
            # Problems in fractions are so small that to simplify them takes longer than to solve them.
            options={"node_limit": _NODES, "presolve": whole, "mip_rel_gap": gap},
        )
        if result.status == 2:
            raise ValueError(CONTRADICTION)
        return result

    def credit(self, solution: np.ndarray | None) -> bool:
        """Takes a table as a witness for every cell it moves; False where it is none in whole persons."""
        table = np.zeros(self.known.sums.shape[1], dtype=np.int64)
        table[self.free] = -1 if solution is None else np.rint(solution)
        if not agrees(self.known, table):
            return False
        values = self.cells @ table[self.free]
        lower, higher = values < self.least, values > self.most
        if (lower | higher).any():
            self.pairs[lower, 0] = self.pairs[higher, 1] = len(self.tables)
            self.least[lower], self.most[higher] = values[lower], values[higher]
            self.tables.append(table)
        return True


def audit(known: Known, width: int = 1, full: bool = False) -> Audit:
    """What follows from all that is known, for each hidden cell that counts: its limits, and whether it is safe.

    Safe is a cell with two tables that agree with all that is known and differ in it by `width` persons. Limits are
    what these tables reach; for open cells, or with `full` for all, those of linear programming: ceil(low − 1e-6),
    floor(high + 1e-6), sharper where whole persons exclude more. One table serves every cell it moves, so most cells
    need no problem of their own. An insider is the same attack by one who knows more (Known.knowing).
    Raises ValueError where the publication contradicts itself.
    """
    attack = _begin(known, max(width, 1))
    if not full:
        _sweep(attack)
    limits = np.full((len(known.about), 2), np.nan)
    for cell in np.flatnonzero(full | ~attack.safe).tolist():
        limits[cell] = _limits(attack, cell, full)
    safe = attack.safe
    used = np.unique(attack.pairs[safe])
    return Audit(
        about=known.about,
        width=attack.need,
        low=np.where(np.isnan(limits[:, 0]), attack.least, limits[:, 0]),
        high=np.where(np.isnan(limits[:, 1]), attack.most, limits[:, 1]),
        tables=np.array([attack.tables[number] for number in used], np.int64).reshape(-1, known.sums.shape[1]),
        pairs=np.where(safe[:, None], np.searchsorted(used, attack.pairs), -1),
        open_cells=tuple(name for name, proved in zip(known.about, safe, strict=True) if not proved),
        solved=attack.solved,
    )


def _begin(known: Known, need: int) -> _Attack:
    none = known.sums[known.shown == 0].sum(axis=0) > 0
    # The solver wants an unknown.
    free = np.flatnonzero(~none | none.all())
    numbers = known.shown[printed := ~np.isnan(known.shown)]
    # A share stands multiplied by its denominator; the tolerance of the solver wants numbers near 1.
    scale = np.maximum(sparse.csr_array(abs(known.facts)).max(axis=1).toarray().ravel(), 1)
    rows = sparse.vstack([known.sums[printed], sparse.diags_array(1 / scale) @ known.facts], format="csr")[:, free]
    low, high = (np.concatenate([numbers, side / scale]) for side in (known.fact_low, known.fact_high))
    # A row without unknowns is kept only where it says something wrong.
    says = (np.diff(rows.indptr) > 0) | (low > 0) | (high < 0)
    constraint = LinearConstraint(sparse.csc_array(rows[says]), low[says], high[says])
    attack = _Attack(known, free, constraint, sparse.csr_array(known.rows(known.about)[:, free]), need)
    # All cells down: no ceiling is needed for that.
    anything = attack.solve(attack.cells.sum(axis=0), whole=False).x
    if anything is None:
        raise ValueError(CONTRADICTION)
    attack.credit(anything)
    # Far beyond all that is said: a cell that gets there has no limit.
    said = np.abs(np.concatenate([numbers, known.fact_low, known.fact_high, known.facts.data]))
    attack.ceiling = 10 * np.ceil(max(1000, said[np.isfinite(said)].max(initial=0), anything.max(initial=0)))
    return attack


def _sweep(attack: _Attack) -> None:
    """Pushes all open cells at once, up where they are none so far, mostly down where they are some.

    Weights by chance, also on safe cells, lead to other tables each time, and mostly to whole ones.
    """
    chance = np.random.default_rng(0)
    for _ in range(_SWEEPS):
        if (safe := attack.safe).all():
            return
        up = (attack.least == 0) | (chance.random(len(safe)) < _RISING)
        weight = np.where(safe, _SAFE, 1.0) * chance.uniform(0.5, 1.5, len(safe))
        objective = np.where(up, -weight, weight) @ attack.cells
        if not attack.credit(attack.solve(objective, whole=False).x):
            attack.credit(attack.solve(objective, whole=True, gap=1.0).x)


def _limits(attack: _Attack, cell: int, full: bool) -> tuple[float, float]:
    """Smallest and largest value of one cell; without `full` nothing (NaN) as soon as tables prove it safe."""
    row = attack.cells[[cell]].toarray().ravel()
    low, high = 0.0, np.inf
    for whole in (False, True):
        for sign in (1, -1):
            if not full and attack.safe[cell]:
                return np.nan, np.nan
            result = attack.solve(sign * row, whole)
            attack.credit(result.x)
            if result.x is None:
                continue
            # In whole persons the solver may stop a little short of the end; only its bound is sure.
            bound = result.mip_dual_bound if whole else result.fun
            if sign > 0:
                low = max(low, np.ceil(bound - _TOLERANCE))
            elif result.x[row > 0].max(initial=0) < attack.ceiling - 1:
                high = min(high, np.floor(-bound + _TOLERANCE))
            if low > high:
                raise ValueError(CONTRADICTION)
        # Whole persons can only exclude more, so they are not asked where that is not needed.
        if attack.safe[cell] or high - low < attack.need:
            break
    return low, high
