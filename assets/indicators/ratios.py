"""Two shares set against each other: their ratio and their difference, with intervals.

Belongs here: ratio and difference from counts or from two intervals. Not here: which shares may be compared
(comparability.py), the interval of one share (shares.py).
"""

import numpy as np
import pandas as pd
from scipy.optimize import elementwise

from assets.indicators.shares import Z95, possible

# The logarithm of a ratio lies between −40 and 40 (1e-17 to 1e17) for all counts of persons.
_FAR = 40.0


def relative_likelihood(first: pd.Series, first_of: pd.Series, second: pd.Series, second_of: pd.Series) -> pd.Series:
    """How many times the rate of the second the rate of the first is, (x1/n1)/(x2/n2); 1 = the same chance.

    Persons (>= 0) on one index. Missing where a number is missing, nobody was there, x > n, or x2 = 0.
    """
    computable = _comparable(first, first_of, second, second_of) & second.gt(0)
    return first / first_of.where(computable) / (second / second_of).where(computable)


def koopman(first: pd.Series, first_of: pd.Series, second: pd.Series, second_of: pd.Series) -> pd.DataFrame:
    """95 % score interval of (x1/n1)/(x2/n2) (columns low, high): the ratios that the score test does not reject.

    Persons (>= 0) on one index. Low is 0 where x1 = 0; high is missing where x2 = 0, because there is no upper limit.
    Both are missing where a number is missing, nobody was there or x > n.
    Source: P. A. R. Koopman (1984), Biometrics 40, 513-517.
    """
    comparable = _comparable(first, first_of, second, second_of)
    counts = pd.DataFrame({"x1": first, "n1": first_of, "x2": second, "n2": second_of}).astype(float)
    low = _limit(counts, comparable & first.gt(0), Z95).mask(comparable & first.eq(0), 0.0)
    return pd.DataFrame({"low": low, "high": _limit(counts, comparable & second.gt(0), -Z95)})


def difference_interval(
    first: pd.Series, first_limits: pd.DataFrame, second: pd.Series, second_limits: pd.DataFrame
) -> pd.DataFrame:
    """Interval of first − second from the intervals of both (columns low, high), in the unit of the inputs.

    Square-and-add: with a second that has no doubt, the first's interval shifted. Missing where an input is missing or
    a value lies outside its own interval. Source: R. G. Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    difference = first - second
    below = np.hypot(_reach(first - first_limits["low"]), _reach(second_limits["high"] - second))
    above = np.hypot(_reach(first_limits["high"] - first), _reach(second - second_limits["low"]))
    doubt = below + above
    return pd.DataFrame(
        {"low": (difference - below).where(doubt.notna()), "high": (difference + above).where(doubt.notna())}
    )


def _comparable(first: pd.Series, first_of: pd.Series, second: pd.Series, second_of: pd.Series) -> pd.Series:
    return possible(first, first_of) & possible(second, second_of) & first_of.gt(0) & second_of.gt(0)


def _reach(distance: pd.Series) -> pd.Series:
    """Distance of a limit from its value; the arithmetic of floats may turn a 0 slightly negative."""
    return distance.where((distance > -1e-9) & (distance < np.inf)).clip(lower=0)


def _limit(counts: pd.DataFrame, rows: pd.Series, at: float) -> pd.Series:
    """The ratio whose score is `at`, in the given rows; missing in the others."""
    chosen = counts[rows]
    start = np.full(len(chosen), _FAR)
    found = elementwise.find_root(
        lambda log_ratio, *of: _score(np.exp(log_ratio), *of) - at,
        (-start, start),
        args=tuple(chosen[name].to_numpy() for name in counts),
        tolerances={"xatol": 1e-14, "xrtol": 1e-14},
    )
    limit = pd.Series(np.nan, counts.index)
    limit[rows] = np.where(found.success, np.exp(found.x), np.nan)
    return limit


def _score(ratio: np.ndarray, x1: np.ndarray, n1: np.ndarray, x2: np.ndarray, n2: np.ndarray) -> np.ndarray:
    """(p1 − ratio·p2) in standard errors under the hypothesis p1 = ratio·p2, falling in the ratio.

    The most likely p2 under it is the smaller root of (n1+n2)·r·p² − (r·(n1+x2) + x1+n2)·p + x1+x2. Written so that
    nothing cancels: the discriminant as a sum of squares, the root by its reciprocal form.
    """
    one, other = ratio * (n1 + x2), x1 + n2
    root = np.sqrt((one - other) ** 2 + 4 * ratio * (n1 - x1) * (n2 - x2))
    second = 2 * (x1 + x2) / (one + other + root)
    first = ratio * second
    variance = first * np.clip(1 - first, 0, 1) / n1 + ratio**2 * second * np.clip(1 - second, 0, 1) / n2
    # No variance is left only where everybody of both was counted and the ratio is 1: that is the estimate itself.
    distance = x1 / n1 - ratio * x2 / n2
    return np.divide(distance, np.sqrt(variance), out=np.zeros_like(distance), where=variance > 0)
