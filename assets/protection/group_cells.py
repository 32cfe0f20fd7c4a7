"""From counted groups of persons to cells: what the figures of one city, day and scope add up to.

Belongs here: which counts are printed, which follow from them, which are too small to be known. Not here: whom a value
counts (persons.py), what else is hidden to protect the small ones (protector.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

from assets.protection.cells import Cells
from assets.protection.persons import sums

# What a figure prints of a group: yes of known, and how many they are with those who gave no answer.
PRINTED = ["yes", "known", "everybody"]
REST = "=übrige"
# Of these nobody tells that the groups are complete: who is of neither sex is never shown.
NEVER_COMPLETE = ["sex"]

Way = tuple[str, str]  # definition and method
Counts = Mapping[str, int]  # answer (yes, no, silent, others) → persons, as far as a group is told apart
Inner = tuple[Way, str, str]  # way, group, answer


@dataclass(frozen=True)
class Block:
    """The cells of a block with their thresholds.

    `place` lists the printed ones: cell, counted row, what of it. `breakdowns`: way, whole, dimension, and whether its
    groups are known to add up to the whole.
    """

    cells: Cells
    threshold: np.ndarray
    place: list[tuple[int, int, str]]
    breakdowns: list[tuple[Way, str, str, bool]]


@dataclass
class _Model:
    """Rows in the making: inner cells by name, cells over them, ties between them."""

    inner: dict[Inner, int] = field(default_factory=dict)
    cells: list[tuple[str, list[Inner], bool, bool, float, int]] = field(default_factory=list)
    ties: list[dict[Inner, int]] = field(default_factory=list)

    def cell(self, name: str, inside: list[Inner], secret: bool, rule: Mapping, fixed: bool = False) -> None:
        weight = float(rule["weight"]) * (1 + sum(self.inner[one] for one in inside))
        self.cells.append((name, inside, secret and not fixed, fixed, weight, int(rule["threshold"])))


def block_cells(counted: pd.DataFrame) -> Block:
    """The cells of one block of counted groups.

    `counted`: one row a group and way of counting; columns definition, method, persons (name of persons.persons), yes,
    known, everybody (persons; missing where not counted), threshold, share_base, zeros, weight (seeds/protection.csv)
    and printed_yes, printed_known, printed_everybody: what an earlier edition has told already.

    Secret are counts of persons below the threshold: yes, no and all of a group, and the same of those whom the groups
    of a breakdown leave over, though nobody prints them. Where zeros are secret, so is a group in which nobody or
    everybody has a migration history. A share of fewer than `share_base` persons is secret whatever it is.
    """
    model, place, breakdowns = _Model(), [], []
    groups: dict[Way, dict[str, Counts]] = {}
    rows: dict[tuple[Way, str], Mapping] = {}
    for number, row in enumerate(counted.to_dict(orient="records")):
        way, name = (row["definition"], row["method"]), row["persons"]
        rows[way, name] = row
        groups.setdefault(way, {})[name] = counts = _counts(row)
        model.inner |= {(way, name, answer): count for answer, count in counts.items()}
        for what, inside in _printed(way, name, counts).items():
            place.append((len(model.cells), number, what))
            model.cell(f"{name}: {what}", inside, _secret(what, counts, row), row, bool(row[f"printed_{what}"]))
        if _secret("no", counts, row) and not _told(row):
            model.cell(f"{name}: no", [(way, name, "no")], True, row)
    for way, own in groups.items():
        for (whole, dimension), parts in sums(own).items():
            rest = _rest(own, whole, parts)
            if rest is not None:
                about = [rows[way, name] for name in (*parts, whole)]
                _tie(model, way, f"{whole}/{dimension}{REST}", rest, about)
                complete = dimension not in NEVER_COMPLETE and not any(rest.values())
                breakdowns.append((way, whole, dimension, complete))
    _tie_ways(model, groups)
    cells, threshold = _cells(model)
    return Block(cells, threshold, place, breakdowns)


def _counts(row: Mapping) -> Counts:
    """The persons of a group by answer, as far as they are told apart; the rest of its headcount are `others`."""
    counts = {"yes": round(row["yes"])} if pd.notna(row["yes"]) else {}
    if pd.notna(row["known"]):
        counts["no"] = round(row["known"]) - counts["yes"]
    if pd.notna(row["everybody"]):
        counts["silent" if "no" in counts else "others"] = round(row["everybody"]) - sum(counts.values())
    return counts


def _printed(way: Way, name: str, counts: Counts) -> dict[str, list[Inner]]:
    """What a figure prints of a group: the inner cells of each of PRINTED."""
    inside = {
        "yes": ["yes"] if "yes" in counts else [],
        "known": ["yes", "no"] if "no" in counts else [],
        "everybody": list(counts) if counts.keys() & {"silent", "others"} else [],
    }
    return {what: [(way, name, answer) for answer in answers] for what, answers in inside.items() if answers}


def _secret(what: str, counts: Counts, rule: Mapping) -> bool:
    """Whether a count of a group may not be known."""
    known = counts.get("yes", 0) + counts.get("no", 0)
    if what in ("known", "everybody"):
        return 0 < (known if what == "known" else sum(counts.values())) < rule["threshold"]
    if what not in counts or ("no" in counts and not known):
        return False
    if not counts[what]:
        return bool(rule["zeros"] == "GEHEIM")
    return counts[what] < rule["threshold"] or ("no" in counts and known < rule["share_base"])


def _told(row: Mapping) -> bool:
    """Whether an earlier edition has told how many yes and no there are."""
    return bool(row["printed_yes"] and row["printed_known"])


def _rest(groups: Mapping[str, Counts], whole: str, parts: list[str]) -> dict[str, int] | None:
    """How many a breakdown leaves over, by answer.

    None where its groups count more than the whole: then they do not break it down, and nothing follows.
    """
    answers = [one for one in groups[whole] if any(one in groups[part] for part in parts)]
    rest = {one: groups[whole][one] - sum(groups[part].get(one, 0) for part in parts) for one in answers}
    return rest if rest and min(rest.values()) >= 0 else None


def _tie(model: _Model, way: Way, name: str, rest: Counts, rows: list[Mapping]) -> None:
    """A breakdown as ties (`rows`: its parts, then the whole).

    Those left over are inner cells that nobody prints, and small ones of them are secret.
    """
    *parts, whole = rows
    left = any(rest.values())
    for answer, count in rest.items():
        counted = [(way, part["persons"], answer) for part in parts]
        tie = {one: -1 for one in counted if one in model.inner} | {(way, whole["persons"], answer): 1}
        if left:
            model.inner[way, name, answer] = count
            tie[way, name, answer] = -1
        model.ties.append(tie)
    if not left or all(_told(row) for row in rows):
        return
    inside = {one: [(way, name, one)] for one in rest}
    if len(rest) > 1:
        inside["everybody"] = [(way, name, one) for one in rest]
    for what in ("yes", "no", "everybody"):
        if what in inside and _secret(what, rest, parts[0]):
            model.cell(f"{name}: {what}", inside[what], True, parts[0])


def _tie_ways(model: _Model, groups: Mapping[Way, Mapping[str, Counts]]) -> None:
    """However they are counted, the persons of a group on a day are as many."""
    headcounts: dict[str, list[tuple[Way, Counts]]] = {}
    for way, own in groups.items():
        for name, counts in own.items():
            if counts.keys() & {"silent", "others"}:
                headcounts.setdefault(name, []).append((way, counts))
    for name, ways in headcounts.items():
        for (one, first), (other, second) in combinations(ways, 2):
            if sum(first.values()) == sum(second.values()):
                tie = {(one, name, answer): 1 for answer in first}
                model.ties.append(tie | {(other, name, answer): -1 for answer in second})


def _cells(model: _Model) -> tuple[Cells, np.ndarray]:
    at = {one: number for number, one in enumerate(model.inner)}
    names, inside, secret, fixed, weight, threshold = zip(*model.cells, strict=True)
    cells = Cells(
        names=names,
        sums=_matrix([dict.fromkeys(one, 1) for one in inside], at),
        inner=np.array(list(model.inner.values()), dtype=np.int64),
        primary=np.array(secret),
        fixed=np.array(fixed),
        weight=np.array(weight),
        ties=_matrix(model.ties, at),
    )
    return cells, np.array(threshold)


def _matrix(rows: list[dict[Inner, int]], at: Mapping[Inner, int]) -> sparse.csr_array:
    filled = [(row, at[one], factor) for row, inside in enumerate(rows) for one, factor in inside.items()]
    row, column, factor = np.array(filled, dtype=np.int64).reshape(-1, 3).T
    return sparse.csr_array((factor, (row, column)), shape=(len(rows), len(at)))
