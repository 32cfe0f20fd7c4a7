"""What a change of a share is made of: same areas and their weights; definition, coverage and the real change.

Belongs here: the rows `change` and `change_…`. Not here: Kitagawa's formula (change.py), slopes (trend.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.chances import AREAS
from assets.indicators.change import kitagawa
from assets.indicators.counts import WAY
from assets.indicators.figure_values import ASKED

NO_PARTS = "Die Bereiche sind nicht in beiden Jahren vollständig nach Zuwanderungsgeschichte gezählt."
NO_DOUBLE_COUNT = (
    "Im Jahr des Wechsels wurde nicht auf beide Weisen gezählt; die Veränderung lässt sich nicht zerlegen."
)

_WHOLE = ["ags", "indicator", "group"]


def change_values(rows: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Rows change, change_same_area and change_weights (percentage points) of each series' newest figure since the one
    before (`rows` of series.yearly); where the series breaks in between, the break instead.

    Same areas and weights are said for all staff, by task area and career group (`dimension`). `receipts` names both.
    """
    told = ["value", "receipt", "year", "date", "stretch", "numerator", "n"]
    before = rows.groupby("series")[told].shift().add_prefix("before_")
    pairs = rows.join(before)
    newest = pairs.drop_duplicates("series", keep="last")
    newest = newest[newest["indicator"].ne("share_population") & newest["before_year"].notna()]
    unbroken = newest["stretch"].eq(newest["before_stretch"])
    change = _row(newest, "change", (100 * (newest["value"] - newest["before_value"])).where(unbroken), "")
    change = change.assign(status=change["status"].mask(~unbroken, "bruch"), reason=newest["cut"].where(~unbroken, ""))
    newest = newest[unbroken]
    whole = newest[
        newest["indicator"].isin(["share_staff", "share_nationality"])
        & newest["dimension"].eq("")
        & newest["group"].eq("insgesamt")
    ]
    areas = AREAS if len(whole) else []
    return pd.concat([change, *(_by_area(whole, shares, area) for area in areas)], ignore_index=True)


def break_values(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows change_real, change_coverage and change_definition where a city counts a whole group in a new way.

    From the last year before to the first year of the new way the published share changes in up to three steps: counted
    as before (real), with the new scope (coverage), by the new definition or method (definition). Each step needs the
    group counted both ways in the new year; where it was not, all three say so. Estimates, bounds and grade D are
    compared with nothing; of several figures of a way and year the best graded counts, then the latest day.
    """
    sure = (
        shares["status"].isin(["wert", "null"])
        & shares["value_kind"].eq("WERT")
        & shares["grade"].ne("D")
        & shares["indicator"].isin(ASKED)
        & shares["indicator"].ne("share_population")
    )
    told = shares[sure & shares["dimension"].eq("")]
    order = ["grade", "date", "line", "receipt"]
    told = told.sort_values(order, ascending=[True, False, True, True]).drop_duplicates([*_WHOLE, "year", *WAY])
    first = told.groupby([*_WHOLE, *WAY])["year"].transform("min")
    new = told[told["year"].eq(first)]
    years = told[[*_WHOLE, "year"]].drop_duplicates().sort_values("year")
    years = years.assign(before_year=years.groupby(_WHOLE)["year"].shift())
    new = new.merge(years.dropna(subset="before_year"), on=[*_WHOLE, "year"])
    # What the city showed before: the best figure of the last year before.
    lead = told.drop_duplicates([*_WHOLE, "year"])[[*_WHOLE, "year", "value", "receipt", *WAY]]
    new = new.merge(
        lead.rename(columns={"year": "before_year", "value": "before_value", "receipt": "before_receipt"}),
        on=[*_WHOLE, "before_year"],
        suffixes=("", "_before"),
    )
    ways = told.set_index([*_WHOLE, "year", *WAY])["value"]

    def now(definition: str, method: str, scope: str) -> pd.Series:
        keys = pd.MultiIndex.from_frame(new[[*_WHOLE, "year", definition, method, scope]])
        return pd.Series(ways.reindex(keys).to_numpy(), new.index)

    as_before = now("definition_before", "method_before", "scope_before")
    # Between the two: the new scope by the old definition, or, where nobody counted that, the other way round.
    scope_first, scope_last = (
        now("definition_before", "method_before", "scope"),
        now("definition", "method", "scope_before"),
    )
    coverage = (scope_first - as_before).fillna(new["value"] - scope_last)
    definition = (new["value"] - scope_first).fillna(scope_last - as_before)
    steps = {
        "change_real": as_before - new["before_value"],
        "change_coverage": coverage,
        "change_definition": definition,
    }
    known = pd.concat(steps.values(), axis=1).notna().all(axis=1)
    return pd.concat(
        [_row(new, name, (100 * step).where(known), NO_DOUBLE_COUNT) for name, step in steps.items()], ignore_index=True
    )


def _by_area(whole: pd.DataFrame, shares: pd.DataFrame, area: str) -> pd.DataFrame:
    parts = shares[shares["dimension"].eq(area) & shares["value_kind"].eq("WERT")]
    sides = [_areas_of(whole, parts, when) for when in ("before_", "")]
    both = sides[0].merge(sides[1], on=["block", "group"], how="outer", suffixes=("_before", "_after"))
    # An area that is delivered in one year only had nobody in the other.
    split = kitagawa(both.drop(columns="group").fillna(0)).reindex(whole.index)
    complete = [_adds_up(side, whole, when) for side, when in zip(sides, ("before_", ""), strict=True)]
    reported = whole[whole.index.isin(both["block"])]
    return pd.concat(
        [
            _row(
                reported,
                f"change_{name}",
                (100 * split[name]).where(complete[0] & complete[1]).reindex(reported.index),
                NO_PARTS,
            ).assign(dimension=area)
            for name in ("same_area", "weights")
        ]
    )


def _areas_of(whole: pd.DataFrame, parts: pd.DataFrame, when: str) -> pd.DataFrame:
    """The areas of each whole in the newest year, or the one before (columns block, group, counted, known)."""
    occasion = ["receipt", "date", "year"]
    same = ["ags", "indicator", *WAY]
    blocks = whole[[*same, *(when + name for name in occasion)]].set_axis([*same, *occasion], axis=1)
    found = blocks.assign(block=whole.index).merge(parts, on=[*same, *occasion])
    return found[["block", "group", "numerator", "n"]].rename(columns={"numerator": "counted", "n": "known"})


def _adds_up(areas: pd.DataFrame, whole: pd.DataFrame, when: str) -> pd.Series:
    """Whether every area was counted and together they are the whole: an area that is hidden is not nobody."""
    sums = areas.groupby("block")[["counted", "known"]].sum(skipna=False).reindex(whole.index)
    return sums["counted"].eq(whole[f"{when}numerator"]) & sums["known"].eq(whole[f"{when}n"])


def _row(rows: pd.DataFrame, indicator: str, value: pd.Series, why_not: str) -> pd.DataFrame:
    empty = value.isna()
    both = rows["before_receipt"].where(rows["before_receipt"].ne(rows["receipt"]))
    return rows.assign(
        base=rows["indicator"],
        indicator=indicator,
        value=value,
        unit="PROZENTPUNKTE",
        status=pd.Series("wert", rows.index).mask(value.eq(0), "null").mask(empty, "nicht_sinnvoll"),
        reason=pd.Series("", rows.index).mask(empty, why_not),
        interval="",
        receipts=(both + "|").fillna("") + rows["receipt"],
        **dict.fromkeys(["low", "high", "bound_low", "bound_high", "numerator"], np.nan),
    )
