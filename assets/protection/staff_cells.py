"""From counted staff to cells: what the breakdowns of one city, day and way of counting add up to.

Belongs here: which counts of the form `personal` are atoms, which cells they add up to, and which cells are the same
persons. Not here: which cells are too small (rules), how they are hidden (gauss.py, repair.py).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from assets.protection.cells import Cells

HISTORY = ["JA", "NEIN", "OHNE_ANGABE"]
# What is printed of every group: single answers, known answers, everybody.
PRINTED = {"JA": ["JA"], "NEIN": ["NEIN"], "OHNE_ANGABE": ["OHNE_ANGABE"], "bekannt": ["JA", "NEIN"], "alle": HISTORY}
LEADERS = [("leadership", level) for level in ("VORSTAND", "AMT", "ABTEILUNG")]
WHOLE = ("", "insgesamt")
_REST = "übrige"

Group = tuple[str, str]  # dimension and code; of everybody WHOLE


def staff_cells(counts: Mapping[Group, Mapping[str, int]]) -> Cells:
    """The cells of one block from the counts of each group by history (all three of HISTORY; WHOLE must be there).

    Every breakdown adds up to the whole: where the groups delivered do not, the rest is an atom that is never printed.
    That they add up is known to every reader, so it stands in the model as cells that are always shown (value 0).
    Nothing is primary yet; weights are 1. Raises ValueError where groups of a breakdown count more than the whole.
    """
    dimensions = sorted({dimension for dimension, _ in counts if dimension})
    rests = {(dimension, _REST): _rest(counts, dimension) for dimension in dimensions}
    groups = {**counts, **{group: rest for group, rest in rests.items() if any(rest.values())}}
    atoms = {(group, answer): at for at, (group, answer) in enumerate((g, h) for g in groups for h in HISTORY)}
    inner = np.array([groups[group][answer] for group, answer in atoms], dtype=np.int64)

    printed = {
        f"{_name(group)}: {name}": {atoms[group, answer]: 1 for answer in answers}
        for group in counts
        for name, answers in PRINTED.items()
    }
    if all(level in counts for level in LEADERS):
        printed |= {
            f"Führungskräfte: {name}": {atoms[level, answer]: 1 for level in LEADERS for answer in answers}
            for name, answers in PRINTED.items()
        }
    known = {
        f"{dimension} {answer} ergänzt sich": {
            **{atoms[group, answer]: 1 for group in groups if group[0] == dimension},
            atoms[WHOLE, answer]: -1,
        }
        for dimension in dimensions
        for answer in HISTORY
    }
    rows = [*printed.values(), *known.values()]
    place = [(row, at, factor) for row, sums in enumerate(rows) for at, factor in sums.items()]
    sums = sparse.csr_array(
        (np.array([factor for _, _, factor in place]), ([row for row, _, _ in place], [at for _, at, _ in place])),
        shape=(len(rows), len(atoms)),
        dtype=np.int64,
    )
    return Cells(
        names=(*printed, *known),
        sums=sums,
        inner=inner,
        primary=np.zeros(len(rows), dtype=bool),
        fixed=np.arange(len(rows)) >= len(printed),
        weight=np.ones(len(rows)),
    )


def counts_of(rows: pd.DataFrame) -> dict[Group, dict[str, int]]:
    """The counts of one block (rows of counts.one_way of one city, day and way) of groups with all three answers known.

    Who gave no answer is what all are more than yes and no where the city does not say it.
    """
    wide = rows.set_index(["dimension", "group", "history"])["count"].astype(float).unstack("history")
    wide = wide.reindex(columns=[*HISTORY, "INSGESAMT"])
    wide["OHNE_ANGABE"] = wide["OHNE_ANGABE"].fillna(wide["INSGESAMT"] - wide["JA"] - wide["NEIN"])
    full = wide[HISTORY].dropna().astype(int)
    return {(str(group[0]), str(group[1])): dict(row) for group, row in full.to_dict(orient="index").items()}


def _rest(counts: Mapping[Group, Mapping[str, int]], dimension: str) -> dict[str, int]:
    whole = counts[WHOLE]
    rest = {
        answer: whole[answer] - sum(count[answer] for group, count in counts.items() if group[0] == dimension)
        for answer in HISTORY
    }
    if min(rest.values()) < 0:
        raise ValueError(f"Die Gruppen von {dimension} zählen mehr Personen als alle zusammen.")
    return rest


def _name(group: Group) -> str:
    return "insgesamt" if group == WHOLE else f"{group[0]} {group[1]}"
