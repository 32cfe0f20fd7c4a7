"""All that a reader of an edition and its forerunners knows of the persons counted, as one linear model.

Belongs here: statements and sums → unknowns, printed cells, facts (Known). Not here: which cells are guarded
(guarded.py), what follows from it all (gate.py).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from assets.protection.guarded import CELLS, counts_told, guarded_cells, left_over
from assets.protection.known import Known
from assets.protection.printed_rounded import near_counts, near_facts
from assets.protection.published import WAY
from assets.protection.statements import COUNTS
from assets.protection.sums_told import NetworkSum, same_persons, sums_told
from assets.reference.seeds import Reference

_GROUP = ["ags", *WAY, "group"]
_Row = Mapping[int, int]  # unknown → factor


@dataclass(frozen=True)
class Knowledge:
    """`known` of everything at once, with its guarded cells (columns guarded.COLUMNS).

    Group `id` stands in the unknowns 3·id (yes), 3·id + 1 (no) and 3·id + 2 (silent); what a breakdown leaves over has
    an id after those of all groups.
    """

    known: Known
    cells: pd.DataFrame


@dataclass(frozen=True)
class Part:
    """A piece of the knowledge with no link to the rest: what is known of it, and its unknowns in the whole."""

    known: Known
    unknowns: np.ndarray


def with_ids(told: pd.DataFrame, apart: bool = False) -> pd.DataFrame:
    """Statements of all versions (column `version`) with the number `id` of their unknown group, and its `name`.

    The same way of counting the same group is the same unknown, unless its printed numbers differ between versions, or
    all are to stand `apart`: then each version has its own. Two numbers within a version are those of two deliveries.
    Rounded numbers (column `off`: persons away at most) may differ and still be of the same persons.
    """
    exact = told["off"].eq(0) | apart
    key = reduce(add, (told[name] + "|" for name in _GROUP))
    own = key + told["version"].astype(str).where((_differ(told, key) & exact) | apart, "")
    own += ("|" + told["empfang"] + "|" + told["zeile"]).where(_differ(told, own) & exact, "")
    return told.assign(name=own, id=pd.factorize(own)[0])


def knowledge(
    told: pd.DataFrame,
    complete: Collection[tuple],
    network: Sequence[NetworkSum],
    reference: Reference,
    across: bool = True,
) -> Knowledge:
    """The model of statements `with_ids`. `complete`: as sums_told. `across`: persons counted in two ways are as many
    in both.
    """
    near = near_counts(told)
    told = told.assign(**told[[*COUNTS, "part", "whole"]].mask(told["off"].gt(0)).fillna({"part": 0, "whole": 0}))
    kept = dict.fromkeys(told.columns, "first") | dict.fromkeys(["secret", "still", "before"], "any")
    groups = told.groupby("id").agg(kept | dict.fromkeys(["part", "whole", "off"], "max"))
    counts = counts_told(groups)
    least, most = _limits(near, groups)
    # Parts that count more than the whole do not break it down; nothing follows from them.
    sums = [one for one in sums_told(told, complete) if not (left_over(one, counts) < 0).any()]
    sums = [one for one in sums if not (least[list(one.parts)].sum(axis=0) > most[one.whole]).any()]
    rests = dict(enumerate((one for one in sums if not one.complete), len(groups)))
    left = {one: number for number, one in rests.items()}
    facts: list[tuple[_Row, float, float]] = []
    for one in sums:
        parts = [*one.parts, *([left[one]] if one in left else [])]
        for answer in range(3):
            facts.append(({3 * one.whole + answer: 1} | {3 * part + answer: -1 for part in parts}, 0, 0))
    for first, second in same_persons(told, groups["everybody"]) if across else []:
        facts.append((_inside(first, "everybody") | _inside(second, "everybody", -1), 0, 0))
    for id_, part, whole in groups.loc[groups["whole"].gt(0), ["part", "whole"]].itertuples():
        facts.append(({3 * id_: int(whole - part), 3 * id_ + 1: -int(part)}, 0, 0))
        facts.append((_inside(id_, "known"), whole, np.inf))
    facts += near_facts(near)
    cells = guarded_cells(groups, counts, rests, reference)
    asked = cells[cells["worked_out"].isna()]
    printed = [
        (f"{name}: {what}", _inside(id_, what), count)
        for what in COUNTS
        for id_, name, count in groups.loc[groups[what].notna(), ["name", what]].itertuples()
    ]
    printed += [
        (f"{sum_.words} ({at})", {3 * id_ + answer: 1 for id_ in sum_.groups for answer in sum_.answers}, sum_.persons)
        for at, sum_ in enumerate(network)
    ]
    printed += [(name, _inside(id_, what), np.nan) for name, id_, what in asked[["name", "id", "what"]].to_numpy()]
    names, rows, shown = zip(*printed, strict=True) if printed else ((), (), ())
    said, low, high = zip(*facts, strict=True) if facts else ((), (), ())
    unknowns = 3 * (len(groups) + len(rests))
    known = Known(
        cells=names,
        sums=_matrix(rows, unknowns),
        shown=np.array(shown, dtype=float),
        about=tuple(asked["name"]),
        facts=_matrix(said, unknowns),
        fact_low=np.array(low, dtype=float),
        fact_high=np.array(high, dtype=float),
    )
    return Knowledge(known, cells)


def parts(known: Known, among: Collection[str]) -> list[Part]:
    """The pieces with no link to each other in which cells of `among` stand; each asks for all it can of `about`."""
    rows = sparse.vstack([known.sums, known.facts], format="csr")
    links = sparse.block_array([[None, abs(rows)], [abs(rows).T, None]], format="csr")
    labels = connected_components(links, directed=False)[1]
    of_cell, of_fact, of_unknown = np.split(labels, np.cumsum([len(known.cells), known.facts.shape[0]]))
    wanted, about = set(among), set(known.about)
    found = []
    for label in sorted({label for name, label in zip(known.cells, of_cell, strict=True) if name in wanted}):
        cells, facts, unknowns = (np.flatnonzero(of == label) for of in (of_cell, of_fact, of_unknown))
        names = tuple(known.cells[cell] for cell in cells)
        own = Known(
            cells=names,
            sums=sparse.csr_array(known.sums[cells][:, unknowns]),
            shown=known.shown[cells],
            about=tuple(name for name in names if name in about),
            facts=sparse.csr_array(known.facts[facts][:, unknowns]),
            fact_low=known.fact_low[facts],
            fact_high=known.fact_high[facts],
        )
        found.append(Part(own, unknowns))
    return found


def _differ(told: pd.DataFrame, key: pd.Series) -> pd.Series:
    shares = told.assign(share=told["part"] / told["whole"].where(told["whole"] > 0))
    return shares.groupby([key, "off"])[[*COUNTS, "share"]].transform("nunique").gt(1).any(axis=1)


def _limits(near: pd.DataFrame, groups: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The least and most that rounded counts allow (groups × COUNTS)."""
    sides = (near[COUNTS].sub(near["off"], axis=0), near[COUNTS].add(near["off"], axis=0))
    low, high = (side.groupby(near["id"]) for side in sides)
    least, most = low.max().reindex(groups.index), high.min().reindex(groups.index)
    return least.fillna(0).to_numpy(float), most.fillna(np.inf).to_numpy(float)


def _inside(id_: int, what: str, factor: int = 1) -> dict[int, int]:
    return {3 * id_ + answer: factor for answer in CELLS[what]}


def _matrix(rows: Sequence[_Row], unknowns: int) -> sparse.csr_array:
    filled = [(number, at, factor) for number, row in enumerate(rows) for at, factor in row.items()]
    row, column, factor = np.array(filled, dtype=np.int64).reshape(-1, 3).T
    return sparse.csr_array((factor, (row, column)), shape=(len(rows), unknowns))
