"""Equal chances on the way in and up: relative likelihoods, leadership against staff, uneven areas.

Belongs here: their rows. Not here: the formulas (ratios.py, dissimilarity.py), shares of those hired (counts.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.counts import TOTAL, WAY, by_history
from assets.indicators.dissimilarity import dissimilarity
from assets.indicators.figure_values import IMPOSSIBLE, NOT_COLLECTED
from assets.indicators.quality import grade
from assets.indicators.ratios import koopman, relative_likelihood
from assets.indicators.signs import MARKED
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

# Reason → status.
STATUS = {
    NOT_COUNTED: "nicht_geliefert",
    NOT_COLLECTED: "nicht_erhoben",
    **{why: status for status, why in MARKED.values()},
    **dict.fromkeys([NOBODY, ESTIMATED, IMPOSSIBLE], "nicht_sinnvoll"),
}

_PLACE = ["ags", "year", *WAY, "employment"]


def flows_by_history(recruitment: pd.DataFrame) -> pd.DataFrame:
    """One row for each flow of a city, year, way of counting and employment type that was counted by history.

    Columns: ags, year, definition, method, scope, employment, flow, yes, no, total, receipt, line, value_kind, mark
    (the sign in place of a number, if there is one).
    """
    keys = ["receipt", *_PLACE, "flow"]
    found = by_history(recruitment, keys).drop_duplicates([*_PLACE, "flow"])
    signs = recruitment[recruitment["history"].isin(["JA", "NEIN"]) & recruitment["mark"].isin(list(MARKED))]
    signs = signs.drop_duplicates(keys).set_index(keys)["mark"]
    found = found.drop(columns="mark").join(signs, on=keys).fillna({"mark": ""})
    return found[[*_PLACE, "flow", "yes", "no", "total", "receipt", "line", "value_kind", "mark"]]


def likelihood_values(flows: pd.DataFrame, shares: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Rows of the relative likelihoods: how much likelier those without migration history are counted.

    One row for each city, year, way of counting and employment type with any flow; above 1 those without are likelier.
    `numerator` and `n` are those counted and of whom, with migration history. `flows` of flows_by_history; `shares`
    give the staff of the same year, counted in the same way. The grade is that of the group fewer answered in: each
    flow has known answers and a total of its own. Without flows there is nothing.
    """
    if flows.empty:
        return pd.DataFrame()
    counted = pd.concat([flows.sort_values(["line", "receipt"]), _staff(shares)], ignore_index=True)
    counted = counted.assign(place=counted.groupby(_PLACE, sort=False).ngroup(), why=_why_not(counted))
    counted["grade"] = grade(counted.assign(n=counted["yes"] + counted["no"]), reference)
    counted[["yes", "no"]] = counted[["yes", "no"]].where(counted["why"].eq(""))
    place = counted[counted["flow"].ne(STAFF)].drop_duplicates("place").set_index("place")
    whole = place["employment"].eq(TOTAL)
    place = place.drop(columns=["flow", "yes", "no", "total", "employment", "mark", "why"]).assign(
        dimension=np.where(whole, "", "employment"),
        group=np.where(whole, "insgesamt", place["employment"]),
    )
    parts = []
    for indicator, (counted_flow, of) in CHANCES.items():
        those, all_of_them = (_of_flow(counted, flow, place.index) for flow in (counted_flow, of))
        given = (those["no"], all_of_them["no"], those["yes"], all_of_them["yes"])
        value, limits = relative_likelihood(*given), koopman(*given)
        impossible = those["no"].gt(all_of_them["no"]) | those["yes"].gt(all_of_them["yes"])
        reason = those["why"].where(those["why"].ne(""), all_of_them["why"])
        reason = reason.where(reason.ne(""), pd.Series(NOBODY, place.index).mask(impossible, IMPOSSIBLE))
        there = those["receipt"].ne("")
        own = {name: those[name].where(there, place[name]) for name in ("receipt", "line", "value_kind")}
        other = all_of_them["receipt"].where(all_of_them["receipt"].ne(own["receipt"]), "")
        rows = place.assign(
            **own,
            indicator=indicator,
            value=value,
            unit="QUOTE",
            status=reason.map(STATUS).where(value.isna(), np.where(value.eq(0), "null", "wert")),
            reason=reason.where(value.isna(), ""),
            # The later letter is the worse grade.
            grade=those["grade"]
            .where(those["grade"] >= all_of_them["grade"], all_of_them["grade"])
            .where(value.notna(), ""),
            published_unit="PERSONEN",
            numerator=those["yes"],
            n=all_of_them["yes"],
            interval=np.where(value.isna(), "", "koopman"),
            low=limits["low"].where(value.notna()),
            high=limits["high"].where(value.notna()),
            receipts=own["receipt"] + ("|" + other).where(other.ne(""), ""),
            source="Lieferung " + own["receipt"],
        )
        parts.append(rows[value.notna() | whole])
    return pd.concat(parts, ignore_index=True)


def glass_ceiling_values(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows glass_ceiling: the share among leaders over the share among all staff, counted on the same day and way."""
    keys = ["ags", "year", "date", *WAY]
    whole = shares[shares["dimension"].eq("") & shares["group"].eq("insgesamt")]
    leaders = whole[whole["indicator"].eq("share_leaders")]
    staff = whole[whole["indicator"].isin(["share_staff", "share_nationality"])].drop_duplicates(keys)
    sure = staff[staff["status"].isin(["wert", "null"]) & staff["value_kind"].eq("WERT")]
    of = leaders[keys].merge(sure[[*keys, "value", "receipt", "grade"]], on=keys, how="left").set_axis(leaders.index)
    usable = leaders["status"].isin(["wert", "null"]) & leaders["value_kind"].eq("WERT")
    value = (leaders["value"] / of["value"].where(of["value"] > 0)).where(usable)
    why = pd.Series(NO_LEADERS_SHARE, leaders.index).mask(of["value"].eq(0), NOBODY)
    why = why.mask(~usable, leaders["reason"].where(leaders["value"].isna(), ESTIMATED))
    status = pd.Series("wert", leaders.index).mask(value.eq(0), "null").mask(value.isna(), "nicht_sinnvoll")
    return leaders.assign(
        indicator="glass_ceiling",
        base="share_leaders",
        value=value,
        unit="QUOTE",
        # An estimate is a number of its own, but no ratio.
        status=status.mask(leaders["value"].isna(), leaders["status"]),
        reason=why.where(value.isna(), ""),
        grade=leaders["grade"].where(~(of["grade"] > leaders["grade"]), of["grade"]),
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
    sums = parts.groupby(block)[["numerator", "n"]].sum(skipna=False)
    whole = staff[staff["dimension"].eq("") & staff["group"].eq("insgesamt")].drop_duplicates(keys)
    of = first[keys].merge(whole[[*keys, "numerator", "n", "total"]], on=keys, how="left").set_axis(first.index)
    complete = sums["numerator"].eq(of["numerator"]) & sums["n"].eq(of["n"])
    sure = parts["value_kind"].isin(["WERT", "NICHT_ERHOBEN"]).groupby(block).all().reindex(first.index)
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
        total=of["total"],
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
    # Of several days of a year the latest.
    rows = rows.sort_values(["date", "line", "receipt"], ascending=[False, True, True])
    return pd.DataFrame(
        {
            **{name: rows[name] for name in ["ags", "year", *WAY, "receipt", "line", "value_kind", "mark", "total"]},
            "employment": rows["group"].where(rows["dimension"].eq("employment"), TOTAL),
            "flow": STAFF,
            "yes": rows["numerator"],
            "no": rows["n"] - rows["numerator"],
        }
    )


def _why_not(counted: pd.DataFrame) -> pd.Series:
    """Why counts cannot be used, empty where they can."""
    lacking = counted[["yes", "no"]].isna().any(axis=1)
    signs = counted["mark"].map({mark: why for mark, (_, why) in MARKED.items()}).fillna(NOT_COUNTED)
    kind = counted["value_kind"]
    why = signs.where(lacking, "").mask(kind.ne("WERT"), ESTIMATED)
    return why.mask(kind.eq("NICHT_ERHOBEN"), NOT_COLLECTED)


def _of_flow(counted: pd.DataFrame, flow: str, places: pd.Index) -> pd.DataFrame:
    """What was counted of one flow in each place."""
    found = counted[counted["flow"].eq(flow)].drop_duplicates("place").set_index("place").reindex(places)
    return found.fillna({"why": NOT_COUNTED, "receipt": "", "grade": ""})
