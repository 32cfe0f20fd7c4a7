"""Counts of earlier editions that have been corrected since: nobody can be found by a number that was wrong.

Belongs here: which statements of earlier editions are no longer true. Not here: what a reader works out from those
that are (attack.py).
"""

from collections.abc import Mapping

import pandas as pd

from assets.protection.insider import Own, own_sums
from assets.protection.published import WAY
from assets.protection.statements import COUNTS


def without_corrected(told: pd.DataFrame, own: Mapping[str, Own], newest: int) -> pd.DataFrame:
    """Statements (statements.COLUMNS, version, off) without what editions before version `newest` said wrongly.

    `own`: AGS → what the city counts by now (decisions.own_counts). A count or share of which it says otherwise is
    taken out; of what it says nothing, the old statement stands. Rounded counts are never exact and stay.
    """
    kept = told.copy()
    old = told[told["version"].lt(newest) & told["off"].eq(0) & told["ags"].isin(own.keys())]
    for place, row in zip(old.index, old.to_dict("records"), strict=True):
        counts, way = own[row["ags"]], tuple(row[name] for name in WAY)
        sums = own_sums(counts, way, row["group"])
        true = {what: count for what, count in sums.items() if count is not None}
        for what in COUNTS:
            if what in true and pd.notna(row[what]) and row[what] != true[what]:
                kept.loc[place, what] = float("nan")
        if "known" in true and row["whole"] and row["part"] * true["known"] != row["whole"] * true["yes"]:
            kept.loc[place, ["part", "whole"]] = 0
    return kept
