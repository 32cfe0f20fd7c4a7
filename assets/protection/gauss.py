"""Gaussian elimination: which cells stay hidden so that no printed cells add up to a secret one.

Belongs here: exact disclosure, by linear combination. Not here: narrow intervals (repair.py), the least that can be
hidden (optimum.py).
"""

from itertools import pairwise

import numpy as np
from scipy import sparse

from assets.protection.cells import Cells
from assets.protection.withheld import Withheld

# Arithmetic modulo a prime is exact; it errs only where the prime divides a determinant of the table.
PRIME = 2**31 - 1
Column = dict[int, int]
# Every column has one entry more, a sum of its entries times random numbers. It follows each step by itself, and equal
# columns have the same.
MARK = -1


def eliminate(cells: Cells) -> np.ndarray:
    """Hidden cells (bool, primary ones included): no primary cell is a linear combination of the published ones.

    Cells are published one after the other, unless a primary one would follow: fixed cells first, then zeros, then by
    weight, value and company X'X(value + 1), each descending. Company favours cells that share persons with large ones;
    equal weights change nothing, and a weight of value + 1 gives the same order. A published zero betrays each inner
    cell in it; ties are known before anything is published. Raises Withheld where the fixed cells alone disclose a
    primary one.
    Source: Ø. Langsrud (2024), Secondary cell suppression by Gaussian elimination, Privacy in Statistical Databases.
    """
    inside, values = _columns(cells.sums), cells.values
    zero = ~cells.primary & (values == 0)
    printed, firm = np.flatnonzero(zero).tolist(), np.flatnonzero(cells.fixed & ~zero).tolist()
    span, betrayed = _publish_fixed(cells, inside, printed, firm)
    if betrayed:
        # Zeros give way one by one, those that must be shown last.
        printed = []
        for cell in sorted(np.flatnonzero(zero).tolist(), key=lambda cell: not cells.fixed[cell]):
            span, betrayed = _publish_fixed(cells, inside, [*printed, cell], firm)
            if not betrayed:
                printed.append(cell)
            elif cells.fixed[cell]:
                break
        else:
            span, betrayed = _publish_fixed(cells, inside, printed, firm)
    if betrayed:
        named = ", ".join(cells.names[cell] for cell in betrayed)
        raise Withheld(f"Aus Zellen, die gedruckt werden müssen, lässt sich ausrechnen: {named}.")
    hidden = cells.primary | zero
    hidden[printed] = False
    company = cells.sums @ (cells.sums.T @ (values + 1))
    order = np.lexsort((np.arange(len(values)), -company, -values, -cells.weight))
    for cell in order[~(hidden | cells.fixed | zero)[order]].tolist():
        hidden[cell] = not span.publish(inside[cell])
    return hidden


def betraying(cells: Cells, hidden: np.ndarray) -> np.ndarray:
    """Hidden cells that cannot be shown even alone, because a primary one would follow (bool, primary ones included).

    A quick first look at what can be shown again: what it does not name may still narrow an interval too far.
    """
    inside, values = _columns(cells.sums), cells.values
    zeros = np.flatnonzero(~hidden & (values == 0)).tolist()
    shown = np.flatnonzero(~hidden & (values > 0)).tolist()
    span, _ = _publish_fixed(cells, inside, zeros, shown)
    result = np.array(cells.primary)
    for cell in np.flatnonzero(hidden & ~cells.primary).tolist():
        result[cell] = bool(span.sharing(span.reduced(inside[cell])))
    return result


def _columns(sums: sparse.csr_array) -> list[Column]:
    """The inner cells of each row, with their factors."""
    return [
        dict(zip(sums.indices[start:end].tolist(), sums.data[start:end].tolist(), strict=True))
        for start, end in pairwise(sums.indptr)
    ]


def _known_zeros(inside: list[Column], ties: list[Column], zeros: list[int]) -> set[int]:
    """Inner cells that are zero because printed cells are, and what follows where a whole or all its parts are zero."""
    known = {row for cell in zeros for row in inside[cell]}
    before = -1
    while before < len(known):
        before = len(known)
        for tie in ties:
            for side in (1, -1):
                if all(row in known for row, factor in tie.items() if factor == side):
                    known |= tie.keys()
    return known


def _publish_fixed(cells: Cells, inside: list[Column], zeros: list, fixed: list) -> tuple["_Span", list]:
    """The span of what is known anyhow, published zeros and other fixed cells, and the primary cells that lie in it."""
    ties = _columns(cells.ties)
    known = _known_zeros(inside, ties, zeros)
    span = _Span({cell: inside[cell] for cell in np.flatnonzero(cells.primary).tolist()}, known, len(cells.inner))
    betrayed = [cell for cell, column in span.secret.items() if not column]
    for one in [*ties, *(inside[cell] for cell in fixed)]:
        column = span.reduced(one)
        betrayed += span.sharing(column)
        if column and not betrayed:
            span.add(column)
    return span, betrayed


class _Span:
    """What the published cells span: columns in echelon form, and every primary column reduced by them.

    Each column has the inner cell of its highest number as pivot. A cell discloses a primary one if its reduced column
    is a multiple of the primary one's; those are kept normalised and by their mark, so that the test is one look-up.
    """

    def __init__(self, secret: dict[int, Column], known: set[int], inner: int) -> None:
        self.known = known
        self.pivots: dict[int, Column] = {}
        self.secret: dict[int, Column] = {}
        self.by_mark: dict[int, set[int]] = {}
        self.random = np.random.default_rng(0).integers(1, PRIME, inner).tolist()
        for cell, inside in secret.items():
            self._keep(cell, self.reduced(inside))

    def publish(self, inside: Column) -> bool:
        """Publish the cell of these inner cells if no primary one is disclosed by it; whether it was."""
        column = self.reduced(inside)
        if not column:
            return True
        if self.sharing(column):
            return False
        self.add(column)
        return True

    def reduced(self, inside: Column) -> Column:
        """The column minus what the published ones explain of it, 1 in its pivot."""
        column = {row: factor % PRIME for row, factor in inside.items() if row not in self.known}
        if column:
            column[MARK] = sum(factor * self.random[row] for row, factor in column.items()) % PRIME
        while ahead := column.keys() & self.pivots.keys():
            # What a pivot brings in stands below it.
            top = max(ahead)
            _subtract(column, self.pivots[top], column[top])
        return _normalised(column)

    def sharing(self, column: Column) -> list[int]:
        """Primary cells that the column would disclose."""
        alike = self.by_mark.get(column.get(MARK, 0), ()) if column else ()
        return sorted(cell for cell in alike if self.secret[cell] == column)

    def add(self, column: Column) -> None:
        """Take a reduced column into the span."""
        top = max(column)
        self.pivots[top] = column
        for cell, old in self.secret.items():
            if top in old:
                self.by_mark[old.get(MARK, 0)].discard(cell)
                new = dict(old)
                _subtract(new, column, new[top])
                self._keep(cell, _normalised(new))

    def _keep(self, cell: int, column: Column) -> None:
        self.secret[cell] = column
        self.by_mark.setdefault(column.get(MARK, 0), set()).add(cell)


def _subtract(column: Column, other: Column, times: int) -> None:
    """Take a multiple of another column away, in place."""
    for row, number in other.items():
        left = (column.get(row, 0) - times * number) % PRIME
        if left:
            column[row] = left
        else:
            column.pop(row, None)


def _normalised(column: Column) -> Column:
    if not column or (top := column[max(column)]) == 1:
        return column
    inverse = pow(top, -1, PRIME)
    return {row: number * inverse % PRIME for row, number in column.items()}
