"""The counts that nobody may work out, and what they are already by adding and subtracting what is printed.

Belongs here: which cells an audit asks about, their words, plain arithmetic. Not here: what follows from inequalities
(audit.py), which sums there are (sums_told.py).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from assets.protection.named_groups import RESIDENTS, answer_words, rest_words
from assets.protection.sums_told import Sum
from assets.reference.seeds import Reference

# Cell of a group → the answers (yes, no, silent) that it adds up.
CELLS = {"yes": [0], "no": [1], "known": [0, 1], "everybody": [0, 1, 2]}
COLUMNS = ["name", "words", "ags", "id", "what", "worked_out", "hidden", "secret", "few"]
_RULES = ["few", "before"]
ANSWERS = ["yes", "no", "silent"]


def counts_told(groups: pd.DataFrame) -> np.ndarray:
    """What is printed of each group, or is the difference of it (groups × CELLS, persons, NaN where it is neither)."""
    yes, known, everybody = groups[["yes", "known", "everybody"]].to_numpy(float).T
    return np.column_stack([yes, known - yes, known, everybody])


def left_over(one: Sum, counts: np.ndarray) -> np.ndarray:
    """What the parts leave over of the whole, cell by cell of CELLS; NaN where a number is not printed."""
    return counts[one.whole] - counts[list(one.parts)].sum(axis=0)


def guarded_cells(
    groups: pd.DataFrame, counts: np.ndarray, rests: Mapping[int, Sum], reference: Reference
) -> pd.DataFrame:
    """One row a guarded cell (columns COLUMNS).

    `groups`: one row a group, `rests`: number → the sum of which it is left over. Guarded is every count of a group,
    but of residents only where a row is hidden, and of what a breakdown leaves over the counts that its whole prints or
    hides; where counts are rounded (`off`), all of these. `hidden`: of a row that says so, prints a share without
    counts or rounds them. `secret`: yes and no of a row that is still hidden may not be known whatever they are, all
    others unless they are less than `few`; that is 0 where earlier editions printed them. `worked_out`: persons, NaN
    where plain arithmetic does not tell.
    """
    cells = []
    residents = groups["group"].str.startswith(RESIDENTS).to_numpy()
    rows = groups[["name", "stadt", "jahr", "words", "ags", "definition", "secret", "still", "whole", "off", *_RULES]]
    rows = rows.to_dict(orient="records")
    answers = {definition: answer_words(definition, reference) for definition in groups["definition"].unique()}

    def guard(row: dict, suffix: str, words: str, id_: int, what: str, count: float, secret: bool, few: int) -> None:
        about = f"{row['stadt']} {row['jahr']}, {words}, {answers[row['definition']][what]}"
        hidden = row["secret"] or row["whole"] > 0 or row["off"] > 0
        cells.append((f"{row['name']}{suffix}: {what}", about, row["ags"], id_, what, count, hidden, secret, few))

    for id_, row in enumerate(rows):
        near, few = row["off"] > 0, 0 if row["before"] else row["few"]
        if residents[id_] and not (row["secret"] or near):
            continue
        answered = not np.isnan(counts[id_, :3]).all() or row["whole"] > 0
        for what, count in zip(CELLS, counts[id_], strict=True):
            if row["secret"] or near or (answered and what != "everybody") or not np.isnan(count):
                guard(row, "", row["words"], id_, what, count, row["still"] and what in ("yes", "no"), few)
    for number, one in rests.items():
        row = rows[one.whole]
        if residents[one.whole]:
            continue
        few = 0 if all(rows[group]["before"] for group in (one.whole, *one.parts)) else row["few"]
        told = zip(CELLS, counts[one.whole], left_over(one, counts), strict=True)
        for what, of, count in told:
            if row["secret"] or row["off"] > 0 or not np.isnan(of):
                guard(row, f" ({one.breakdown}, {number})", rest_words(one.breakdown), number, what, count, False, few)
    return pd.DataFrame(cells, columns=COLUMNS)
