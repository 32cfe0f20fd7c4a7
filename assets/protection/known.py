"""What an attacker knows of a publication, as numbers and nothing else.

Belongs here: printed and hidden cells over unknown counts, and further facts (shares, rounding, changes) as rows.
Not here: what follows from it (audit.py, witness.py), what is true or why a cell is hidden (the protecting side).
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse


@dataclass(frozen=True)
class Facts:
    """Rows of whole numbers over the unknowns (facts × unknowns), each between `low` and `high` (±inf: no limit)."""

    rows: sparse.csr_array
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True)
class Known:
    """All that was ever said of one block of counts; the unknowns are whole numbers >= 0.

    `sums` (cells × unknowns, 0/1) says which unknowns a cell adds up; `shown` holds what is printed, NaN where hidden;
    `about` names the hidden cells whose disclosure counts. `facts` (facts × unknowns, whole numbers; a share times its
    denominator, so that nothing is rounded) lie between `fact_low` and `fact_high`.
    """

    cells: tuple[str, ...]
    sums: sparse.csr_array
    shown: np.ndarray
    about: tuple[str, ...]
    facts: sparse.csr_array
    fact_low: np.ndarray
    fact_high: np.ndarray

    def __post_init__(self) -> None:
        repeated = [name for name, times in Counter(self.cells).items() if times > 1]
        if repeated:
            raise ValueError(f"Diese Zellen stehen mehrfach da: {', '.join(repeated)}.")
        unknown = set(self.about) - set(self.cells)
        if unknown:
            raise ValueError(f"Diese Zellen stehen in keiner Tabelle: {', '.join(sorted(unknown))}.")
        if (self.facts.data != np.rint(self.facts.data)).any():
            raise ValueError("Eine Tatsache muss aus ganzen Zahlen bestehen: mit dem Nenner malnehmen.")

    def rows(self, cells: tuple[str, ...]) -> sparse.csr_array:
        """Which unknowns these cells add up (cells × unknowns)."""
        place = {name: number for number, name in enumerate(self.cells)}
        return sparse.csr_array(self.sums[[place[name] for name in cells]])

    def knowing(self, more: Facts) -> "Known":
        """The same attacker who also knows more: a further print, or a city's insider (its own cells, exactly)."""
        return replace(
            self,
            facts=sparse.csr_array(sparse.vstack([self.facts, more.rows], format="csr")),
            fact_low=np.concatenate([self.fact_low, more.low]),
            fact_high=np.concatenate([self.fact_high, more.high]),
        )


def known_of_tables(
    cells: tuple[str, ...], sums: sparse.csr_array, shown: np.ndarray, about: tuple[str, ...] | None = None
) -> Known:
    """Knowledge of printed tables alone; without `about` every hidden cell counts."""
    hidden = tuple(name for name, value in zip(cells, shown, strict=True) if np.isnan(value))
    none = np.zeros(0)
    nothing = sparse.csr_array((0, sums.shape[1]), dtype=np.int64)
    return Known(cells, sums, np.asarray(shown, float), hidden if about is None else about, nothing, none, none)


def fact_of_share(part: sparse.csr_array, whole: sparse.csr_array, percent: np.ndarray, decimals: int) -> Facts:
    """What shares of `part` in `whole` (shares × unknowns) say, printed in per cent with so many decimals.

    (p − h)·whole <= part <= (p + h)·whole with h half a unit of the last decimal, also where the whole is hidden. A
    change in per cent is the share 100 + p of the later count in the earlier one. Raises ValueError where a share has
    more decimals than said, because then the rows would say too little.
    """
    units = np.rint(np.asarray(percent, float) * 10**decimals).astype(np.int64)
    if not np.allclose(units, np.asarray(percent, float) * 10**decimals, rtol=0, atol=1e-6):
        raise ValueError(f"Ein Anteil hat mehr als {decimals} Nachkommastellen.")
    scaled = part.astype(np.int64) * (2 * 10 ** (decimals + 2))
    above = scaled - sparse.diags_array(2 * units - 1, dtype=np.int64) @ whole.astype(np.int64)
    below = scaled - sparse.diags_array(2 * units + 1, dtype=np.int64) @ whole.astype(np.int64)
    zero, free = np.zeros(len(units)), np.full(len(units), np.inf)
    return Facts(
        sparse.csr_array(sparse.vstack([above, below], format="csr")),
        np.concatenate([zero, -free]),
        np.concatenate([free, zero]),
    )


def fact_of_rounding(rows: sparse.csr_array, printed: np.ndarray, off: int) -> Facts:
    """What rounded counts say: at most `off` persons away.

    2 for each cell rounded alone to a multiple of 5, 4 for rounding to an adjacent multiple of 5, D for a cell key.
    """
    return Facts(rows, np.asarray(printed, float) - off, np.asarray(printed, float) + off)


def fact_of_change(before: sparse.csr_array, after: sparse.csr_array, printed: np.ndarray, unit: int = 1) -> Facts:
    """What changes in persons between two years say, printed in multiples of `unit`: half a unit away at most."""
    change = np.asarray(printed, float)
    return Facts(sparse.csr_array(after - before), np.ceil(change - unit / 2), np.floor(change + unit / 2))
