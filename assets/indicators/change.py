"""The change of a share between two years, taken apart.

Belongs here: what changed within areas and what their weights changed. Not here: whether two years are comparable.
"""

import pandas as pd

from assets.indicators.shares import possible


def kitagawa(rows: pd.DataFrame) -> pd.DataFrame:
    """Change of each block's share as the sum of two parts (columns same_area, weights; shares, −1…1), by block.

    `rows` has one row per area: block, counted_before, known_before, counted_after, known_after, in persons. same_area
    is Σ mean weight · change of the area's share, weights is Σ mean share · change of the area's weight, with an area's
    weight its part of all known. An area of only one year takes its share for the other year too. Missing where a
    number of the block is missing or impossible, or nobody is known in a year.
    Source: E. M. Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194.
    """
    block = rows["block"]
    holds = possible(rows["counted_before"], rows["known_before"]) & possible(
        rows["counted_after"], rows["known_after"]
    )
    before, after = (_share(rows, year) for year in ("before", "after"))
    # An area without anybody in both years has no share and weighs nothing.
    before, after = before.fillna(after).fillna(0.0), after.fillna(before).fillna(0.0)
    weight_before, weight_after = (_weight(rows, year, holds) for year in ("before", "after"))
    parts = pd.DataFrame(
        {
            "same_area": (weight_before + weight_after) / 2 * (after - before),
            "weights": (before + after) / 2 * (weight_after - weight_before),
        }
    )
    return parts.groupby(block).sum(skipna=False)


def _share(rows: pd.DataFrame, year: str) -> pd.Series:
    known = rows[f"known_{year}"]
    return rows[f"counted_{year}"] / known.where(known > 0)


def _weight(rows: pd.DataFrame, year: str, holds: pd.Series) -> pd.Series:
    """Each area's part of all known in its block; missing in the whole block where one area's numbers do not hold."""
    known = rows[f"known_{year}"].where(holds.groupby(rows["block"]).transform("all"))
    total = known.groupby(rows["block"]).transform("sum")
    return known / total.where(total > 0)
