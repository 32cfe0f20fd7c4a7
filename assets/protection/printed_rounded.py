"""What an edition with rounded counts says: how far each printed count may be from the true one, and nothing more.

Belongs here: rounded counts as facts about unknown groups, numbers that were not computed from rounded ones. Not here:
sums (sums_told.py), what follows from it all (attack.py).
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from assets.protection.guarded import CELLS
from assets.protection.named_groups import LEADERS, LEVELS, group_words
from assets.protection.published import WAY
from assets.protection.statements import COUNTS, OTHER_COUNTS, SHARES, WHOLES
from assets.reference.seeds import Reference
from schemas.reference import HIDING, ROUNDING, ROUNDING_ALONE

BASE = 5
# Persons that a printed count is away from the true one at most. Together a count goes to an adjacent multiple; that it
# may have gone one step further is not believed, which can only make the attack stronger.
OFF = {HIDING: 0, ROUNDING: 4, ROUNDING_ALONE: 2}
# Of these the counts beside the value are flows of persons.
_FLOWS = ["relative_likelihood", "relative_likelihood_invited", "relative_likelihood_hired"]
_FLOWS += ["likelihood_promotion", "likelihood_leaving"]
_CLOSE = 1e-9
_TRUE, _OTHER = "ist nicht gerundet", "ist nicht aus den gedruckten Zahlen errechnet"

Fact = tuple[Mapping[int, int], float, float]  # unknown → factor, between low and high


def near_counts(told: pd.DataFrame) -> pd.DataFrame:
    """The rounded counts of each unknown group (`id`), each once: columns id, COUNTS, off.

    `told`: statements with `id`, `version` and `off` (persons away at most; 0: exact).
    """
    near = told[told["off"].gt(0)]
    # All leaders may be the sum of three levels rounded by themselves, and then tell no more than these.
    occasion = ["version", "ags", *WAY]
    levels = near[near["group"].isin(LEVELS)].drop_duplicates([*occasion, "group"]).groupby(occasion).size()
    summed = pd.MultiIndex.from_frame(near[occasion]).isin(levels.index[levels.eq(len(LEVELS))])
    apart = near["group"].eq(LEADERS) & near["off"].eq(OFF[ROUNDING_ALONE]) & summed
    return near.loc[~apart, ["id", *COUNTS, "off"]].drop_duplicates(ignore_index=True)


def near_facts(near: pd.DataFrame) -> Iterator[Fact]:
    """What rounded counts say of the unknowns of their groups (3·id: yes, + 1: no, + 2: silent).

    Where tables are rounded together, no and silent were rounded too, and are what is left of the printed ones.
    """
    for id_, yes, known, everybody, off in near.itertuples(index=False, name=None):
        printed = [(CELLS["yes"], yes), (CELLS["known"], known), (CELLS["everybody"], everybody)]
        if off == OFF[ROUNDING]:
            printed += [(CELLS["no"], known - yes), ([2], everybody - known)]
        for answers, count in printed:
            if not np.isnan(count):
                yield {3 * id_ + answer: 1 for answer in answers}, count - off, count + off


def not_from_rounded(rows: pd.DataFrame, network: pd.DataFrame | None, reference: Reference) -> list[str]:
    """One German sentence for each number that was not computed from printed rounded counts; empty is good.

    Every count of persons must be a multiple of BASE, a share that of its own counts, a gap or ratio that of the two
    printed shares.
    """
    counted = rows[rows["veroeffentlicht_in"].isin(["PERSONEN", ""])]
    shares = counted[counted["kennzahl"].isin(SHARES)]
    derived = counted[counted["bezug"].isin(SHARES) & ~counted["kennzahl"].str.startswith(OTHER_COUNTS)]
    heads = counted[counted["kennzahl"].isin(WHOLES) & counted["einheit"].eq("PERSONEN")]
    flows = rows[rows["kennzahl"].isin(_FLOWS)]
    places = shares.loc[shares["kennzahl"].eq("share_population"), ["ags", "empfang", "zeile"]]
    against = pd.MultiIndex.from_frame(derived[["ags", "bevoelkerung_empfang", "bevoelkerung_zeile"]])
    against = derived[against.isin(pd.MultiIndex.from_frame(places))]
    true = [
        *(some[_uneven(some, ["zaehler", "n", "gesamt"])] for some in (shares, derived, flows)),
        heads[_uneven(heads, ["wert", "n", "gesamt"])],
        against[_uneven(against, ["bevoelkerung_zaehler", "bevoelkerung_n"])],
    ]
    share = shares["zaehler"] / shares["n"].where(shares["n"] > 0)
    other = [shares[_differs(shares["wert"], share)], _other_gaps(derived, shares)]
    told = [f"{_words(row, reference)}: {_TRUE}." for row in pd.concat(true).to_dict("records")]
    told += [f"{_words(row, reference)}: {_OTHER}." for row in pd.concat(other).to_dict("records")]
    if network is not None:
        pooled = network[network["indicator"].isin(SHARES) & network["base"].eq("")]
        pooled = pooled[_uneven(pooled, ["numerator", "n"])]
        told += [f"Netzwerk, {reference.labels('catalogue')[one]}: {_TRUE}." for one in pooled["indicator"]]
    return told


def _uneven(rows: pd.DataFrame, columns: list[str]) -> pd.Series:
    return (rows[columns].fillna(0) % BASE).ne(0).any(axis=1)


def _differs(printed: pd.Series, computed: pd.Series) -> pd.Series:
    return (printed - computed).abs().gt(_CLOSE)


def _other_gaps(derived: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Gaps and ratios that are not those of the printed share and the printed share of the residents."""
    keys = ["ags", "gliederung", "gruppe", "empfang", "zeile"]
    own = shares[["kennzahl", *keys, "wert"]].drop_duplicates(["kennzahl", *keys])
    own = own.rename(columns={"kennzahl": "bezug", "wert": "anteil"})
    both = derived[derived["kennzahl"].isin(["gap", "ratio"])].merge(own, on=["bezug", *keys])
    residents = both["bevoelkerung_wert"]
    computed = (100 * (residents - both["anteil"])).where(both["kennzahl"].eq("gap"), both["anteil"] / residents)
    return both[_differs(both["wert"], computed)]


def _words(row: Mapping, reference: Reference) -> str:
    name = reference.labels("catalogue")[row["kennzahl"]]
    return f"{row['stadt']} {row['jahr']}, {name}, {group_words(row['gliederung'], row['gruppe'], reference)}"
