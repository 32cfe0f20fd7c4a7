"""The attacker from within: a city that knows its own counts and looks for those of another.

Belongs here: what such a city knows more. Not here: what follows (audit.py), which blocks it attacks (attack.py).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from assets.protection.guarded import ANSWERS
from assets.protection.knowledge import Part
from assets.protection.known import Facts, Known
from assets.protection.published import WAY

# A city's own counts: (those of published.WAY), group (named_groups.py), answer (guarded.ANSWERS) → persons.
Own = Mapping[tuple[tuple[str, ...], str, str], int]
# Printed count → the answers it is the sum of (guarded.ANSWERS).
_SUMS = {"yes": ("yes",), "known": ("yes", "no"), "everybody": ("yes", "no", "silent")}


def own_count(counts: Own, way: tuple[str, ...], group: str, answer: str) -> int | None:
    """How many a city counts, None where it has not counted them.

    What is a part of those counted and no group of persons is named in another way by those who count.
    """
    if ":" in group:
        whole, _, part = group.rpartition(":")
        group = f"{whole}/{part}={part}"
    return counts.get((way, group, answer))


def own_sums(counts: Own, way: tuple[str, ...], group: str) -> dict[str, int | None]:
    """What each printed count (statements.COUNTS) of a group should say by what a city counts itself, None where it has
    not counted all that it is the sum of.
    """
    sums: dict[str, int | None] = {}
    for what, answers in _SUMS.items():
        parts = [own_count(counts, way, group, answer) for answer in answers]
        sums[what] = None if None in parts else sum(part for part in parts if part is not None)
    return sums


def insider(part: Part, asked: pd.DataFrame, told: pd.DataFrame, city: str, counts: Own) -> Known:
    """What is known of a block to one of its cities (AGS), and of what it asks: the hidden answers of the others.

    `asked`: guarded cells (guarded.COLUMNS) by name, `told`: statements with ids.
    """
    groups = told[told["ags"].eq(city)].drop_duplicates("id")
    place = {unknown: at for at, unknown in enumerate(part.unknowns)}
    known = {}
    for id_, group, *way in groups[["id", "group", *WAY]].itertuples(index=False, name=None):
        for at, answer in enumerate(ANSWERS):
            count = own_count(counts, tuple(way), group, answer)
            if count is not None and 3 * id_ + at in place:
                known[place[3 * id_ + at]] = float(count)
    rows = sparse.csr_array(sparse.eye_array(len(part.unknowns), dtype=np.int64, format="csr")[list(known)])
    exactly = np.array(list(known.values()))
    others = tuple(asked.index[asked["secret"] & asked["ags"].ne(city)])
    return replace(part.known, about=others).knowing(Facts(rows, exactly, exactly))
