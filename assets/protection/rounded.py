"""Accepted rows with every count of persons rounded: a delivery's tables together, or each printed count by itself.

Belongs here: which counts are rounded together. Not here: the rounding itself (rounding.py), where the counts stand
(delivered_counts.py), what is published of them (procedure.py).
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from assets.indicators.values import Accepted
from assets.protection.delivered_counts import BLOCK, by_group, delivered_counts, percentages_counted, with_counts
from assets.protection.group_cells import PRINTED, Block, block_cells
from assets.protection.persons import ALL_LEADERS, LEVELS
from assets.protection.rounding import rounded_alone, rounded_together
from assets.protection.withheld import Withheld
from assets.reference.seeds import Reference
from schemas.reference import ROUNDING_ALONE

BASE = 5
# A rule under which nothing is secret and nothing was printed before: for the sums alone.
_NO_RULE = {"threshold": 0, "share_base": 0, "zeros": "OFFEN", "weight": 1}
_NO_RULE |= {f"printed_{what}": False for what in PRINTED}


def round_accepted(accepted: Accepted, reference: Reference, procedure: str) -> Accepted:
    """The rows that values about persons are computed from, with their counts in multiples of BASE.

    RUNDUNG: the counts of one delivery, day and part of the administration go to an adjacent multiple together, so that
    yes and no, groups and wholes still add up (one step further where that is impossible). RUNDUNG_EINZELN: yes, known
    and everybody of each group go to the nearest multiple; `no` is what is left of the known. Zero stays zero. A
    percentage of a known number of persons becomes a count, one of nobody knows how many is left as it is. Rows of
    crossed tables are left out: nothing printed is computed from them.

    Which way a count goes hangs on its delivery and on all the counts of its block: the same rows are rounded alike in
    every edition, and who does not know the counts cannot repeat it. There is no secret besides: of a block of very few
    figures a stranger with this program may try all counts there could be, and exclude some.
    Raises Withheld (naming city, day and delivery) where a block cannot be rounded together.
    """
    frames = {part: getattr(accepted, part).reset_index(drop=True) for part in ("staff", "recruitment", "population")}
    accepted = replace(accepted, **frames, figures=percentages_counted(accepted.figures, reference))
    told = delivered_counts(accepted, reference)
    groups = by_group(told)
    rounded = _alone(groups) if procedure == ROUNDING_ALONE else _together(groups, reference)
    rounded = rounded.assign(no=rounded["known"] - rounded["yes"])
    names = [*groups.index.names, "what"]
    counts = rounded.rename_axis(columns="what").stack().reindex(pd.MultiIndex.from_frame(told[names]))
    return with_counts(accepted, told.assign(count=np.where(told["count"].isna(), np.nan, counts.to_numpy())))


def block_of(groups: pd.DataFrame) -> Block:
    """The cells of counted groups and what they add up to (columns definition, method, persons, PRINTED)."""
    return block_cells(groups.assign(**_NO_RULE))


def _alone(groups: pd.DataFrame) -> pd.DataFrame:
    printed = groups[PRINTED]
    nearest = rounded_alone(printed.fillna(0).to_numpy(np.int64), BASE)
    return printed.mask(printed.notna(), nearest)


def _together(groups: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    counted = _with_leaders(groups[PRINTED].reset_index())
    found = counted[PRINTED].to_numpy(float)
    column = {what: at for at, what in enumerate(PRINTED)}
    for key, rows in counted.groupby(BLOCK, dropna=False).indices.items():
        block = block_of(counted.iloc[rows])
        # Everything that the chance of this block hangs on, as text.
        chance = counted.iloc[rows].to_csv(index=False)
        try:
            rounded = rounded_together(block.cells.sums, block.cells.inner, BASE, chance, block.cells.ties)
        except ValueError as error:
            ags, receipt, _, year, date, *_ = key
            city = reference.names.get(ags, ags)
            raise Withheld(f"{city}, Stand {date or year}, Lieferung {receipt}: {error}") from error
        for cell, row, what in block.place:
            found[rows[row], column[what]] = rounded[cell]
    return pd.DataFrame(found[: len(groups)], groups.index, PRINTED)


def _with_leaders(counted: pd.DataFrame) -> pd.DataFrame:
    """All leaders are printed too where every level is counted: their sum is rounded with the levels."""
    way = [name for name in counted.columns if name not in ("persons", *PRINTED)]
    levels = counted[counted["persons"].isin(LEVELS)]
    every = levels.groupby(way, as_index=False, dropna=False)[PRINTED].sum(min_count=len(LEVELS))
    every = every[every["yes"].notna()].assign(persons=ALL_LEADERS)
    both = pd.concat([counted, every], ignore_index=True)
    return both[~both.duplicated([*way, "persons"])]
