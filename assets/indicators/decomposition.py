"""What a change of a share is made of: same areas and their weights; definition, coverage and the real change.

Belongs here: the rows `change` and `change_…`. Not here: Kitagawa's formula (change.py), slopes (trend.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.chances import AREAS
from assets.indicators.change import kitagawa
from assets.indicators.counts import WAY

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
    before = rows.groupby("series")[["value", "receipt", "line", "year", "stretch"]].shift().add_prefix("before_")
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
    return pd.concat([change, *(_by_area(whole, shares, area) for area in AREAS)], ignore_index=True)


def break_values(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows change_real, change_coverage and change_definition where a city counts a whole group in a new way.

    From the last year before to the first year of the new way the published share changes in up to three steps: counted
    as before (real), with the new scope (coverage), by the new definition or method (definition). Each step needs the
    group counted both ways in the new year; where it was not, all three say so.
    """
    sure = (
        shares["status"].isin(["wert", "null"])
        & shares["value_kind"].eq("WERT")
        & shares["indicator"].ne("share_population")
    )
    told = shares[sure & shares["dimension"].eq("") & shares["base"].eq("")]
    told = told.sort_values(["grade", "line"]).drop_duplicates([*_WHOLE, "year", *WAY])
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
    parts = shares[shares["dimension"].eq(area)]
    keys = ["ags", "indicator", *WAY]
    counted = parts[[*keys, "receipt", "date", "year", "group", "numerator", "n"]]
    blocks = whole[[*keys, "receipt", "date", "year", "before_receipt", "before_year"]].assign(block=whole.index)
    after = blocks.merge(counted, on=[*keys, "receipt", "date", "year"])
    before = blocks.merge(
        counted.drop(columns="date").rename(columns={"receipt": "before_receipt", "year": "before_year"}),
        on=[*keys, "before_receipt", "before_year"],
    )
    both = after.merge(before, on=["block", "group"], how="outer", suffixes=("_after", "_before"))
    both = both.rename(
        columns={
            "numerator_after": "counted_after",
            "numerator_before": "counted_before",
            "n_after": "known_after",
            "n_before": "known_before",
        }
    )
    # An area that is delivered in one year only had nobody in the other.
    split = kitagawa(both[["block", "counted_before", "known_before", "counted_after", "known_after"]].fillna(0))
    split = split.reindex(whole.index)
    change = whole["value"] - whole["before_value"]
    complete = (split["same_area"] + split["weights"] - change).abs().lt(1e-9)
    reported = whole[whole.index.isin(both["block"])]
    return pd.concat(
        [
            _row(
                reported, f"change_{name}", (100 * split[name]).where(complete).reindex(reported.index), NO_PARTS
            ).assign(dimension=area)
            for name in ("same_area", "weights")
        ]
    )


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
