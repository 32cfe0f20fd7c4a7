"""The proof that a hidden cell is safe, checked by adding up and comparing whole numbers.

Belongs here: what an audit claims and whether its pairs of tables prove it. Not here: how the tables are found
(audit.py); no solver is imported, so that a fault of one cannot pass here.
"""

from dataclasses import dataclass

import numpy as np

from assets.protection.known import Known


@dataclass(frozen=True)
class Audit:
    """What an attacker finds out about each cell of `about`, and the proof for those that are safe.

    `low` and `high` limit a cell (persons; inf: no limit). `tables` (tables × unknowns) agree with all that is known;
    `pairs` (cells × 2) are two rows of it in which the cell differs by `width` or more, −1 where there is none.
    `open_cells` have no such pair; `solved` counts the optimisation problems it took.
    """

    about: tuple[str, ...]
    width: int
    low: np.ndarray
    high: np.ndarray
    tables: np.ndarray
    pairs: np.ndarray
    open_cells: tuple[str, ...]
    solved: int


def agrees(known: Known, table: np.ndarray) -> bool:
    """Whether a table of whole numbers >= 0 (one a unknown) gives all that is printed and every further fact."""
    if table.dtype.kind not in "iu" or table.shape != (known.sums.shape[1],) or (table < 0).any():
        return False
    printed = ~np.isnan(known.shown)
    if (known.sums @ table != known.shown)[printed].any():
        return False
    # Whole numbers up to 2⁵³ compare exactly with floats.
    said = known.facts @ table
    return not ((said < known.fact_low) | (said > known.fact_high)).any()


def proves(known: Known, audit: Audit) -> list[str]:
    """Labels of the cells whose disclosure counts and whose pair of tables does not prove them safe; empty is good."""
    good = np.array([agrees(known, table) for table in audit.tables] + [False])
    cells = known.rows(audit.about)
    values = np.vstack([audit.tables @ cells.T, np.zeros((1, len(audit.about)), dtype=np.int64)])
    first, second = audit.pairs.T
    column = np.arange(len(audit.about))
    apart = np.abs(values[first, column] - values[second, column]) >= max(audit.width, 1)
    proved = {name for name, safe in zip(audit.about, apart & good[first] & good[second], strict=True) if safe}
    return [name for name in known.about if name not in proved]
