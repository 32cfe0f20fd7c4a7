"""How far a count lies from what parity would lead to expect, in standard errors and as an exact tail.

Belongs here: the deviation of one count. Not here: from which size on it is said, or in which words (verdicts).
"""

import numpy as np
import pandas as pd
from scipy import stats

from assets.indicators.shares import possible


def finite_factor(known: pd.Series, total: pd.Series) -> pd.Series:
    """√((N − n)/(N − 1)), by which a standard error shrinks where `known` of `total` persons answered.

    0 where everybody is known, 1 where the total is missing (a population without end); missing where n is missing or
    negative, n > N or N < 2.
    """
    left = (total - known).where(possible(known, total)) / (total - 1).where(total > 1)
    return np.sqrt(left).mask(total.isna() & known.ge(0), 1.0)


def z(counted: pd.Series, known: pd.Series, parity: pd.Series, total: pd.Series) -> pd.Series:
    """Deviation from parity in standard errors, (x − nP)/√(nP(1−P)·(N−n)/(N−1)); negative = fewer than expected.

    Persons (>= 0) and a share on one index; a missing total means a population without end. Missing where everybody is
    known (nothing was sampled), nobody is, a count is impossible or P lies outside (0, 1).
    Source: one-sample binomial test as in Castaneda v. Partida, 430 U.S. 482, with finite population correction.
    """
    variance = (known * parity * (1 - parity)).where(_sampled(counted, known, parity, total))
    return (counted - known * parity) / (np.sqrt(variance) * finite_factor(known, total))


def lower_tail(counted: pd.Series, known: pd.Series, parity: pd.Series, total: pd.Series) -> pd.Series:
    """Exact probability (0…1) of so few or fewer under parity, P(X ≤ x); for samples too small for `z`.

    Hypergeometric where the total is known, with P·N rounded half up as the number of the group in it; binomial where
    the total is missing. Missing where `z` is missing, and where a count is not whole.
    """
    sampled = _sampled(counted, known, parity, total)
    finite, endless = sampled & total.notna(), sampled & total.isna()
    # P·N is a float: 284.4999999999 is meant as 284.5.
    group = np.floor(parity * total + 0.5 + 1e-9)
    tail = pd.Series(np.nan, known.index)
    tail[finite] = stats.hypergeom.cdf(counted[finite], total[finite], group[finite], known[finite])
    tail[endless] = stats.binom.cdf(counted[endless], known[endless], parity[endless])
    return tail.where(counted % 1 == 0)


def _sampled(counted: pd.Series, known: pd.Series, parity: pd.Series, total: pd.Series) -> pd.Series:
    """Whether the counts are possible, somebody is known, somebody is not, and P is neither 0 nor 1."""
    some_left = total.isna() | (known.lt(total) & total.lt(np.inf))
    return possible(counted, known) & known.gt(0) & parity.gt(0) & parity.lt(1) & some_left
