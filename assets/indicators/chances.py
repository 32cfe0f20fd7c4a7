"""Equal chances on the way in and up: relative likelihoods, leadership against staff, uneven areas.

Belongs here: their rows. Not here: the formulas (ratios.py, dissimilarity.py), shares of those hired (counts.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.counts import TOTAL, WAY, by_history
from assets.indicators.dissimilarity import dissimilarity
from assets.indicators.quality import grade
from assets.indicators.ratios import koopman, relative_likelihood
from assets.reference.seeds import Reference

# Indicator → those counted, of whom (flows of the form `gewinnung`; the staff of the form `personal`).
STAFF = "PERSONAL"
CHANCES = {
    "relative_likelihood": ("EINGESTELLT", "BEWORBEN"),
    "relative_likelihood_invited": ("EINGELADEN", "BEWORBEN"),
    "relative_likelihood_hired": ("EINGESTELLT", "EINGELADEN"),
    "likelihood_promotion": ("BEFOERDERT", STAFF),
    "likelihood_leaving": ("AUSGESCHIEDEN", STAFF),
}
AREAS = ["task_area", "career"]

NOT_COUNTED = "Nicht nach Zuwanderungsgeschichte gezählt oder nicht geliefert."
NOBODY = "In einer der Gruppen ist niemand; ein Verhältnis lässt sich nicht errechnen."
ESTIMATED = "Nur geschätzt; aus Schätzungen wird kein Verhältnis errechnet."
NO_LEADERS_SHARE = (
    "Im Vergleich dazu gibt es unter den Beschäftigten keinen Anteil, der auf dieselbe Weise gezählt ist."
)
PARTS_MISSING = "Die Bereiche sind nicht vollständig nach Zuwanderungsgeschichte gezählt."

_PLACE = ["ags", "year", *WAY, "employment"]


def flows_by_history(recruitment: pd.DataFrame) -> pd.DataFrame:
    """One row for each flow of a city, year, way of counting and employment type that was counted by history.

    Columns: ags, year, definition, method, scope, employment, flow, yes, no, receipt, line, value_kind.
    """
    found = by_history(recruitment, ["receipt", *_PLACE, "flow"]).drop_duplicates([*_PLACE, "flow"])
    return found[[*_PLACE, "flow", "yes", "no", "receipt", "line", "value_kind"]]


def likelihood_values(flows: pd.DataFrame, shares: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Rows of the relative likelihoods: how much likelier those without migration history are counted.

    One row for each city, year, way of counting and employment type with any flow; above 1 those without are likelier.
    `numerator` and `n` are those counted and of whom, with migration history. `flows` of flows_by_history; `shares`
    give the staff of the same year, counted in the same way.
    """
    counted = pd.concat([flows, _staff(shares)]).drop_duplicates([*_PLACE, "flow"])
    sure = counted.assign(**{name: counted[name].where(counted["value_kind"].eq("WERT")) for name in ("yes", "no")})
    wide = sure.set_index([*_PLACE, "flow"])[["yes", "no"]].unstack("flow")
    places = flows.sort_values("line").drop_duplicates(_PLACE).set_index(_PLACE)
    estimated = flows["value_kind"].ne("WERT").groupby([flows[name] for name in _PLACE]).any()
    wide, estimated = wide.reindex(places.index), estimated.reindex(places.index)
    place = places.reset_index()
    whole = place["employment"].eq(TOTAL)
    place = place.assign(
        dimension=np.where(whole, "", "employment"),
        group=np.where(whole, "insgesamt", place["employment"]),
        source="Lieferung " + place["receipt"],
        grade=grade(place.assign(n=np.nan, total=np.nan), reference),
    )
    parts = []
    for indicator, (counted_flow, of) in CHANCES.items():
        column = {name: _column(wide, *name) for name in [(h, f) for h in ("yes", "no") for f in (counted_flow, of)]}
        given = (column["no", counted_flow], column["no", of], column["yes", counted_flow], column["yes", of])
        value, limits = relative_likelihood(*given), koopman(*given)
        missing = pd.concat(given, axis=1).isna().any(axis=1)
        reason = (
            pd.Series(NOBODY, place.index).mask(missing, NOT_COUNTED).mask(missing & estimated.to_numpy(), ESTIMATED)
        )
        told = value.notna() | whole
        rows = place.assign(
            indicator=indicator,
            value=value,
            unit="QUOTE",
            status=np.where(
                value.isna(),
                np.where(missing, "nicht_geliefert", "nicht_sinnvoll"),
                np.where(value.eq(0), "null", "wert"),
            ),
            reason=reason.where(value.isna(), ""),
            published_unit="PERSONEN",
            numerator=column["yes", counted_flow],
            n=column["yes", of],
            interval=np.where(value.isna(), "", "koopman"),
            low=limits["low"].where(value.notna()),
            high=limits["high"].where(value.notna()),
        )
        parts.append(rows[told])
    return pd.concat(parts, ignore_index=True).drop(columns=["flow", "yes", "no", "employment"])


def glass_ceiling_values(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows glass_ceiling: the share among leaders over the share among all staff, counted on the same day and way."""
    keys = ["ags", "year", "date", *WAY]
    whole = shares[shares["dimension"].eq("") & shares["group"].eq("insgesamt")]
    leaders = whole[whole["indicator"].eq("share_leaders")]
    staff = whole[whole["indicator"].isin(["share_staff", "share_nationality"])].drop_duplicates(keys)
    sure = staff[staff["status"].isin(["wert", "null"]) & staff["value_kind"].eq("WERT")]
    of = leaders[keys].merge(sure[[*keys, "value", "receipt"]], on=keys, how="left").set_axis(leaders.index)
    usable = leaders["status"].isin(["wert", "null"]) & leaders["value_kind"].eq("WERT")
    value = (leaders["value"] / of["value"].where(of["value"] > 0)).where(usable)
    why = leaders["reason"].where(~usable, pd.Series(NO_LEADERS_SHARE, leaders.index).mask(of["value"].eq(0), NOBODY))
    status = pd.Series("wert", leaders.index).mask(value.eq(0), "null").mask(value.isna(), "nicht_sinnvoll")
    return leaders.assign(
        indicator="glass_ceiling",
        base="share_leaders",
        value=value,
        unit="QUOTE",
        status=status.mask(~usable & ~leaders["status"].isin(["wert", "null"]), leaders["status"]),
        reason=why.where(value.isna(), ""),
        interval="",
        receipts=leaders["receipt"].mask(
            of["receipt"].notna() & of["receipt"].ne(leaders["receipt"]),
            leaders["receipt"] + "|" + of["receipt"].fillna(""),
        ),
        **dict.fromkeys(["low", "high", "bound_low", "bound_high"], np.nan),
    )


def dissimilarity_values(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows dissimilarity over task areas and career groups, where the areas add up to all staff with a known answer."""
    keys = ["ags", "indicator", "receipt", "year", "date", *WAY]
    staff = shares[shares["indicator"].isin(["share_staff", "share_nationality"])]
    parts = staff[staff["dimension"].isin(AREAS)].copy()
    block = parts.groupby([*keys, "dimension"], sort=False).ngroup()
    value = dissimilarity(pd.DataFrame({"block": block, "counted": parts["numerator"], "known": parts["n"]}))
    first = parts.assign(block=block).sort_values("line").drop_duplicates("block").set_index("block")
    sums = parts.groupby(block)[["numerator", "n"]].sum(min_count=1)
    whole = staff[staff["dimension"].eq("") & staff["group"].eq("insgesamt")].drop_duplicates(keys)
    of = first[keys].merge(whole[[*keys, "numerator", "n"]], on=keys, how="left").set_axis(first.index)
    complete = sums["numerator"].eq(of["numerator"]) & sums["n"].eq(of["n"])
    sure = first["value_kind"].eq("WERT")
    value = value.reindex(first.index).where(complete & sure)
    reason = pd.Series(NOBODY, first.index).mask(~complete, PARTS_MISSING).mask(~sure, ESTIMATED)
    rows = first.assign(
        base=first["indicator"],
        indicator="dissimilarity",
        group="insgesamt",
        value=value,
        unit="ANTEIL",
        status=pd.Series("wert", first.index).mask(value.eq(0), "null").mask(value.isna(), "nicht_sinnvoll"),
        reason=reason.where(value.isna(), ""),
        interval="",
        numerator=of["numerator"],
        n=of["n"],
        **dict.fromkeys(["low", "high", "bound_low", "bound_high"], np.nan),
    )
    return rows.reset_index(drop=True)


def _staff(shares: pd.DataFrame) -> pd.DataFrame:
    """All staff, and by employment type, in the shape of a flow."""
    rows = shares[
        shares["indicator"].isin(["share_staff", "share_nationality"])
        & shares["dimension"].isin(["", "employment"])
        & shares["group"].ne("")
        & shares["published_unit"].eq("PERSONEN")
    ]
    rows = rows[rows["dimension"].eq("employment") | rows["group"].eq("insgesamt")]
    return pd.DataFrame(
        {
            **{name: rows[name] for name in ["ags", "year", *WAY, "receipt", "line", "value_kind"]},
            "employment": rows["group"].where(rows["dimension"].eq("employment"), TOTAL),
            "flow": STAFF,
            "yes": rows["numerator"],
            "no": rows["n"] - rows["numerator"],
        }
    )


def _column(wide: pd.DataFrame, history: str, flow: str) -> pd.Series:
    if (history, flow) not in wide.columns:
        return pd.Series(np.nan, range(len(wide)))
    return wide[history, flow].astype(float).reset_index(drop=True)
