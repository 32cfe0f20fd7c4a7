"""Traces of hidden figures: numbers still printed although what they were computed from is hidden.

Belongs here: leaks seen without solving anything. Not here: what follows from sums (attack.py), text (spoken.py).
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from assets.protection.named_groups import group_words
from assets.protection.statements import SHARES, WHOLES
from assets.reference.seeds import Reference

# Derived indicators, by what they are computed from.
_OF_ONE = ["gap", "ratio", "shortfall", "shortfall_whole", "z", "tail", "response"]
_OF_BREAKDOWN = ["dissimilarity", "change_same_area", "change_weights"]
_OF_YEARS = ("trend", "parity_year_", "hire_share_needed_", "change")
_OF_HIRES = ["relative_likelihood", "relative_likelihood_hired"]
_OF_STAFF = ["likelihood_promotion", "likelihood_leaving"]
_NEVER = ["raked"]
_LIMITS = ["unten", "oben", "grenze_unten", "grenze_oben"]
_COUNTS = ["zaehler", "n", "gesamt"]
_GROUP = ["gliederung", "gruppe"]
_FIGURE = [*_GROUP, "empfang", "zeile"]
_FLOW = ["jahr", "definition", "erhebungsart", "berichtskreis", *_GROUP]
_OF_NETWORK = {"indicator": "kennzahl", "base": "bezug", "dimension": "gliederung", "group": "gruppe", "view": "sicht"}
_STILL = "steht da, obwohl {} geheim ist"

Row = Mapping[Hashable, Any]


def traces(rows: pd.DataFrame, network: pd.DataFrame | None, share_base: int, reference: Reference) -> list[str]:
    """One German sentence for each trace in the rows of an edition and of its network values; empty is good.

    `share_base`: the fewest persons with a known answer of which a share may be shown.
    """
    derived, indicator = rows["bezug"].ne(""), rows["kennzahl"]
    hidden = rows[rows["status"].eq("geheim") & ~derived & indicator.isin([*SHARES, *WHOLES])]
    whole = hidden[hidden["gliederung"].eq("") & hidden["gruppe"].eq("insgesamt")]
    of_staff = hidden[hidden["kennzahl"].isin(["share_staff", "share_nationality"])]
    of_hires = hidden[hidden["kennzahl"].eq("share_hires")]
    above = whole[whole["kennzahl"].isin(["share_staff", "share_nationality", "share_leaders"])]
    of_breakdown = indicator.isin(_OF_BREAKDOWN)
    of_years = indicator.str.startswith(_OF_YEARS) & ~of_breakdown
    share = indicator.isin(SHARES[:-1])
    number, counted = rows["wert"].notna(), rows[_COUNTS].notna().any(axis=1)
    found = [
        (number & indicator.isin(_OF_ONE) & _hang_on(rows, hidden, _FIGURE), _STILL.format("der Anteil")),
        (number & of_years & _hang_on(rows, hidden, _GROUP), _STILL.format("eines der Jahre")),
        (number & of_breakdown & _hang_on(rows, hidden, ["gliederung"]), _STILL.format("eine der Gruppen")),
        (number & of_breakdown & _hang_on(rows, whole, ["empfang"]), _STILL.format("das Ganze")),
        (number & indicator.eq("glass_ceiling") & _alike(rows, above, ["jahr"]), _STILL.format("einer der Anteile")),
        (number & indicator.isin(_OF_HIRES) & _alike(rows, of_hires, _FLOW), _STILL.format("der Anteil")),
        (number & indicator.isin(_OF_STAFF) & _alike(rows, of_staff, _FLOW), _STILL.format("der Anteil")),
        (number & derived & _against(rows, hidden), _STILL.format("der Anteil der Bevölkerung")),
        (number & indicator.isin(_NEVER), "darf nicht veröffentlicht werden"),
        (number & share & rows["n"].lt(share_base), f"ist ein Anteil an weniger als {share_base} Personen"),
        ((number | counted) & rows["gliederung"].eq("sex") & rows["gruppe"].eq("D"), "darf keine eigene Zahl haben"),
        (rows["status"].eq("geheim") & (number | rows[_LIMITS].notna().any(axis=1)), "ist geheim und hat eine Zahl"),
    ]
    told = [
        f"{_words(row, reference)}: {why}."
        for where, why in found
        if where.any()
        for row in rows[where].to_dict("records")
    ]
    return list(dict.fromkeys(told + (_in_network(network, rows, reference) if network is not None else [])))


def _alike(rows: pd.DataFrame, others: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Whether one of the others is of the same city and has the same keys."""
    named = ["ags", *keys]
    return pd.Series(pd.MultiIndex.from_frame(rows[named]).isin(pd.MultiIndex.from_frame(others[named])), rows.index)


def _hang_on(rows: pd.DataFrame, hidden: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Whether a hidden share is the one that a derived row is about."""
    return _alike(rows.assign(of=rows["bezug"]), hidden.assign(of=hidden["kennzahl"]), ["of", *keys])


def _against(rows: pd.DataFrame, hidden: pd.DataFrame) -> pd.Series:
    """Whether a row was set against residents whose share is hidden."""
    theirs = rows.assign(empfang=rows["bevoelkerung_empfang"], zeile=rows["bevoelkerung_zeile"])
    return _alike(theirs, hidden[hidden["kennzahl"].eq("share_population")], ["empfang", "zeile"])


def _in_network(network: pd.DataFrame, rows: pd.DataFrame, reference: Reference) -> list[str]:
    """Median, lowest and highest of the network are figures of single cities: of none that is hidden."""
    told = network[network[["median", "lowest", "highest"]].notna().any(axis=1)].rename(columns=_OF_NETWORK)
    keys = list(_OF_NETWORK.values())
    behind = told.assign(ags=told["cities"].str.split("|")).explode("ags")
    hidden = rows[rows["status"].eq("geheim") & rows["sozialraum"].eq("")]
    hidden = hidden.assign(family=hidden["definition"].map(reference.definitions.set_index("code")["family"]))
    both = behind.merge(hidden[[*keys, "ags", "family", "jahr", "empfang", "stadt"]], on=[*keys, "ags", "family"])
    return [
        f"Netzwerk, {_value(row, reference)}: steht da, obwohl die Zahl von {row['stadt']} {row['jahr']} geheim ist."
        for row in both.to_dict("records")
        if row["jahr"] in row["years"].split("|") and row["empfang"] in row["receipts"].split("|")
    ]


def _words(row: Row, reference: Reference) -> str:
    return f"{row['stadt']} {row['jahr']}, {_value(row, reference)}"


def _value(row: Row, reference: Reference) -> str:
    """The indicator, its base where it has one, and the group."""
    names = reference.labels("catalogue")
    of = f" ({names[row['bezug']]})" if row["bezug"] else ""
    return f"{names[row['kennzahl']]}{of}, {group_words(row['gliederung'], row['gruppe'], reference)}"
