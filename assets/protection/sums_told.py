"""What everybody knows to add up: groups and the whole, the same persons counted in two ways, cities and the network.

Belongs here: which unknown groups stand in which sum. Not here: rows of a linear model (knowledge.py), names of groups
(named_groups.py).
"""

from collections.abc import Collection
from functools import cache
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from assets.protection.named_groups import Row, adds_up, named, sums
from assets.protection.published import WAY
from assets.protection.statements import SHARES
from assets.reference.seeds import Reference

_OCCASION = ["version", "ags", "jahr", "stichtag", "berichtskreis"]
_FLOWS = ["einstellungen", "ausbildung_begonnen"]


class Sum(NamedTuple):
    """A whole and its parts (numbers of unknown groups); `complete`: nobody is left over."""

    whole: int
    breakdown: str
    parts: tuple[int, ...]
    complete: bool


class NetworkSum(NamedTuple):
    """A count of several cities together: `answers` (yes, or yes and no) of these groups are so many `persons`."""

    words: str
    groups: tuple[int, ...]
    answers: tuple[int, ...]
    persons: float


def sums_told(told: pd.DataFrame, complete: Collection[tuple]) -> list[Sum]:
    """The sums of every version, city and way of counting, each once.

    `told`: statements with `version` and the number `id` of their unknown group. `complete`: (version, ags, whole,
    breakdown, *WAY) of the breakdowns that an edition says to be whole.
    """
    parts_of = cache(lambda names: sums(names))
    found: dict[tuple[int, str, tuple[int, ...]], bool] = {}
    once = told.drop_duplicates(["version", "ags", *WAY, "group"])
    for key, rows in once.groupby(["version", "ags", *WAY], sort=False):
        version, ags, *way = key
        ids = dict(zip(rows["group"], rows["id"], strict=True))
        for (whole, breakdown), parts in parts_of(frozenset(ids)).items():
            said = adds_up(whole, parts) or (version, ags, whole, breakdown, *way) in complete
            one = (ids[whole], breakdown, tuple(ids[part] for part in parts))
            found[one] = found.get(one, False) or said
    return [Sum(*one, said) for one, said in found.items()]


def same_persons(told: pd.DataFrame, everybody: pd.Series) -> list[tuple[int, int]]:
    """Pairs of unknown groups of the same persons, counted in two ways on one day for one part of the administration.

    Not those of two ways of which printed numbers (`everybody` by id) show that they count different persons.
    """
    dated = told[(told["stichtag"].ne("") | told["group"].isin(_FLOWS)) & told["berichtskreis"].ne("")]
    once = dated.drop_duplicates(["id", "version"])
    several = once[once.duplicated([*_OCCASION, "group"], keep=False)]
    pairs: dict[tuple[int, int], tuple] = {}
    apart = set()
    for key, rows in several.groupby([*_OCCASION, "group"], sort=False):
        ways = zip(rows["id"], rows["definition"], rows["erhebungsart"], strict=True)
        for (one, *first), (other, *second) in combinations(ways, 2):
            if one == other:
                continue
            pairs[one, other] = between = (*key[1:-1], *first, *second)
            counts = everybody[[one, other]].dropna()
            if counts.nunique() > 1:
                apart |= {between}
    return [pair for pair, between in pairs.items() if between not in apart]


def network_sums(network: pd.DataFrame, told: pd.DataFrame, reference: Reference) -> list[NetworkSum]:
    """The counts that are printed of several cities together, as sums over the statements of each.

    Of each city counts its newest figure among the years and receipts named; one that cannot be found leaves the sum
    without a limit, so nothing follows from it.
    """
    ordered = told.sort_values(["jahr", "guete", "empfang", "zeile"], ascending=[False, True, True, True])
    families = ordered["definition"].map(reference.definitions.set_index("code")["family"])
    found = []
    shares = network[network["indicator"].isin(SHARES) & network["base"].eq("") & network["numerator"].notna()]
    for row in shares.to_dict(orient="records"):
        about: Row = {
            "of": row["indicator"],
            "gliederung": row["dimension"],
            "gruppe": row["group"],
            "sicht": row["view"],
            "sozialraum": "",
        }
        group, words = named(about, reference)
        cities, years, receipts = (row[name].split("|") for name in ("cities", "years", "receipts"))
        behind = ordered[
            ordered["group"].eq(group)
            & families.eq(row["family"])
            & ordered["ags"].isin(cities)
            & ordered["jahr"].isin(years)
            & ordered["empfang"].isin(receipts)
        ].drop_duplicates("ags")
        if len(behind) == len(cities):
            ids = tuple(behind["id"])
            found.append(NetworkSum(f"Netzwerk, {words}: ja", ids, (0,), row["numerator"]))
            found.append(NetworkSum(f"Netzwerk, {words}: bekannt", ids, (0, 1), row["n"]))
    return found
