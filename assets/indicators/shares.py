"""Shares of a group among known answers, with their interval.

Belongs here: one share and its doubt from counts. Not here: which counts go together (comparability.py), grades
(quality.py).
"""

import numpy as np
import pandas as pd

# Not 1.959964: the published interval of a finite population (FPC-01) is met to 1e-9 only with the whole number.
Z95 = 1.959963984540054


def possible(counted: pd.Series, known: pd.Series) -> pd.Series:
    """Whether the counts (persons) can be true: both there, 0 <= counted <= known, and known is finite."""
    return counted.between(0, known) & known.lt(np.inf)


def share(with_history: pd.Series, known: pd.Series) -> pd.Series:
    """Share of those counted among those known, 0…1 and unrounded.

    Both series hold persons (>= 0) on one index; the result is missing where nobody is known or the count is missing.
    Raises ValueError where more are counted than are known.
    """
    if (with_history > known).any():
        raise ValueError(f"mehr gezählt als bekannt: Zeilen {list(known.index[with_history > known])}")
    return with_history / known.where(known > 0)


def wilson(p: pd.Series, known: pd.Series, total: pd.Series) -> pd.DataFrame:
    """95 % Wilson interval of a share from `known` of `total` persons (columns low, high; 0…1).

    With known == total nothing is sampled and the width is 0; a missing total means a population without end, which
    gives the ordinary (binomial) Wilson interval. Missing where nobody is known, n > N, or p is no share.
    Source: B. O'Neill (2021), finite population Wilson score interval, with psi = ((N-n)/(N-1)) z²/(2n).
    """
    unsampled = ((total - known) / (total - 1).where(total > 1)).where(total.notna(), 1.0)
    unsampled = unsampled.where(total != known, 0.0).where(p.between(0, 1) & ~known.gt(total))
    psi = unsampled * Z95**2 / (2 * known.where(known > 0))
    centre, half = p + psi, np.sqrt(2 * psi * p * (1 - p) + psi**2)
    low, high = (centre - half) / (1 + 2 * psi), (centre + half) / (1 + 2 * psi)
    # Only the arithmetic of floats can leave the range of shares, by less than 1e-15.
    return pd.DataFrame({"low": low.clip(0, 1), "high": high.clip(0, 1)})


def bounds(counted: pd.Series, known: pd.Series, total: pd.Series) -> pd.DataFrame:
    """Limits of the share of all staff without any assumption on those not known (columns low, high; 0…1).

    [x/N, (x + N - n)/N]: none, or all, of the unknown belong to the counted. Persons (>= 0) on one index; missing where
    a number is missing, N is zero or smaller than n, or x is larger than n. Source: C. F. Manski (1989), worst case.
    """
    staff = total.where(possible(counted, known) & possible(known, total) & total.gt(0))
    return pd.DataFrame({"low": counted / staff, "high": (counted + staff - known) / staff})
