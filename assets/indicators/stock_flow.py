"""What hiring does to the share of a staff whose number stays the same: each year hires replace those who leave.

Belongs here: the path of the share and the share of hires it takes. Not here: where rates and targets come from.

With s the share, l1 and l0 the yearly leaving rates of those with and without a migration history and h the share of
hires with one, the next year's share is s·(1 − l1) + h·(s·l1 + (1 − s)·l0) = a·s + b, with a = 1 − l1 + h·(l1 − l0)
and b = h·l0.
"""

import numpy as np
import pandas as pd
from scipy.optimize import elementwise


def share_after(
    share: pd.Series,
    hire_share: pd.Series,
    leaving_with: pd.Series,
    leaving_without: pd.Series,
    years: pd.Series | float,
) -> pd.Series:
    """The share (0…1) after so many years with a constant share of hires.

    All shares and rates 0…1 on one index, years >= 0. Missing where a number is missing or out of its range.
    """
    inputs = _inputs(share, leaving_with, leaving_without, years).assign(hires=hire_share)
    inputs = inputs.where(_usable(inputs))
    return pd.Series(_after(*(inputs[name].to_numpy() for name in _ORDER)), share.index)


def reachable(
    share: pd.Series,
    target: pd.Series,
    leaving_with: pd.Series,
    leaving_without: pd.Series,
    years: pd.Series | float,
) -> pd.Series:
    """Whether the target is reached if everybody hired has a migration history; False where a number is missing."""
    all_hires = pd.Series(1.0, share.index)
    return share_after(share, all_hires, leaving_with, leaving_without, years).ge(target) & target.between(0, 1)


def hire_share_needed(
    share: pd.Series,
    target: pd.Series,
    leaving_with: pd.Series,
    leaving_without: pd.Series,
    years: pd.Series | float,
) -> pd.Series:
    """The constant share of hires (0…1) with which the share is the target after so many years.

    0 where the target is reached even without such hires. Missing where it is not reached with all hires (`reachable`),
    and where a number is missing or out of its range.
    """
    without = share_after(share, pd.Series(0.0, share.index), leaving_with, leaving_without, years)
    can = reachable(share, target, leaving_with, leaving_without, years)
    inputs = _inputs(share, leaving_with, leaving_without, years)
    open_rows = can & without.lt(target)
    chosen = inputs[open_rows]
    start = np.zeros(len(chosen))
    found = elementwise.find_root(
        lambda hires, goal, *rest: _after(hires, *rest) - goal,
        (start, start + 1),
        args=(target[open_rows].to_numpy(float), *(chosen[name].to_numpy() for name in _ORDER[1:])),
        tolerances={"xatol": 1e-15, "xrtol": 1e-14},
    )
    needed = pd.Series(np.nan, share.index).mask(can & without.ge(target), 0.0)
    needed[open_rows] = np.where(found.success, found.x, np.nan)
    return needed


_ORDER = ["hires", "share", "with", "without", "years"]


def _inputs(
    share: pd.Series, leaving_with: pd.Series, leaving_without: pd.Series, years: pd.Series | float
) -> pd.DataFrame:
    return pd.DataFrame(
        {"share": share, "with": leaving_with, "without": leaving_without, "years": years}, index=share.index
    ).astype(float)


def _usable(inputs: pd.DataFrame) -> pd.Series:
    shares = inputs.drop(columns="years")
    return ((shares >= 0) & (shares <= 1)).all(axis=1) & inputs["years"].ge(0) & inputs["years"].lt(np.inf)


def _after(
    hires: np.ndarray, share: np.ndarray, leaving_with: np.ndarray, leaving_without: np.ndarray, years: np.ndarray
) -> np.ndarray:
    """The geometric sum in closed form, s·aᵗ + b·(1 − aᵗ)/(1 − a), with 1 − a = (1 − h)·l1 + h·l0."""
    leaving = (1 - hires) * leaving_with + hires * leaving_without
    # b/(1 − a) is the share at which nothing changes any more; where nobody leaves, b is 0 too and the share stays.
    settled = np.divide(hires * leaving_without, leaving, out=np.zeros_like(leaving), where=leaving != 0)
    kept = (1 - leaving) ** years
    return share * kept + settled * (1 - kept)
