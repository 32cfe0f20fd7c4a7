"""Gap and ratio between the share of staff and the share of the population.

Belongs here: the formulas. Not here: which population figure is taken (comparability.py), their rows
(representation.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.shares import possible


def gap(share: pd.Series, population: pd.Series) -> pd.Series:
    """Repräsentationslücke in percentage points, positive = under-represented (sign as in the federal DuCS survey)."""
    return 100 * (population - share)


def ratio(share: pd.Series, population: pd.Series) -> pd.Series:
    """Repräsentationsquote, 1 = parity; missing where nobody of the group lives in the city."""
    return share / population.where(population > 0)


def shortfall(counted: pd.Series, known: pd.Series, parity: pd.Series) -> pd.Series:
    """Persons lacking to parity, max(0, ⌈P·n − x⌉): a part of a person that is lacking counts as a person.

    Persons (>= 0) and a share 0…1 on one index; missing where a number is missing, nobody is known, x > n or P is no
    share. P·n − x within 1e-9 of a whole number is that number, so that the arithmetic of floats adds nobody.
    """
    return np.ceil(_lacking(counted, known, parity) - 1e-9).clip(lower=0) + 0.0


def whole_persons(counted: pd.Series, known: pd.Series, parity: pd.Series) -> pd.Series:
    """Whole persons lacking to parity, max(0, ⌊P·n − x⌋), the whole-person rule; else as `shortfall`."""
    return np.floor(_lacking(counted, known, parity) + 1e-9).clip(lower=0) + 0.0


def _lacking(counted: pd.Series, known: pd.Series, parity: pd.Series) -> pd.Series:
    return (parity * known - counted).where(possible(counted, known) & known.gt(0) & parity.between(0, 1))
