"""How unevenly a group is spread over areas.

Belongs here: the index of dissimilarity. Not here: which areas are compared, or the change between years (change.py).
"""

import pandas as pd

from assets.indicators.shares import possible


def dissimilarity(rows: pd.DataFrame) -> pd.Series:
    """½ Σ |x_i/X − (n_i − x_i)/(N − X)| over the areas of each block, indexed by block; 0 = even, 1 = apart.

    `rows` has one row per area: block, counted (x), known (n), in persons. It is the part of the group that would have
    to change its area. Missing where an area's number is missing or impossible, or where all or none are counted.
    Source: O. D. Duncan and B. Duncan (1955), American Sociological Review 20, 210-217.
    """
    block = rows["block"]
    whole = possible(rows["counted"], rows["known"]).groupby(block).transform("all")
    counted, others = rows["counted"].where(whole), (rows["known"] - rows["counted"]).where(whole)
    distance = (_part(counted, block) - _part(others, block)).abs()
    return 0.5 * distance.groupby(block).sum(skipna=False)


def _part(counts: pd.Series, block: pd.Series) -> pd.Series:
    """Each area's part of all the counts of its block; missing where there are none."""
    total = counts.groupby(block).transform("sum")
    return counts / total.where(total > 0)
