"""How a share changes from year to year: the line through the unbroken end of its series.

Belongs here: the lines and the rows `trend`. Not here: which years form a series (series.py), least squares (lines.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.counts import TOTAL, WAY
from assets.indicators.lines import least_squares
from assets.indicators.series import newest_stretch
from assets.reference.seeds import Reference

_FIGURE = ["ags", "indicator", "dimension", "group", "receipt", "line"]
TOO_FEW = "Weniger als {years} vergleichbare Jahre."


def trend_lines(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a series (`yearly`): its newest figure, with slope, slope_low, slope_high, level, years and receipts.

    Slopes are shares a year, `level` is the height of the line in the newest year.
    """
    newest = newest_stretch(rows)
    lines = least_squares(newest[["series", "year", "value"]])
    lines = lines.rename(columns={"low": "slope_low", "high": "slope_high"}).drop(columns=["first_year", "last_year"])
    last = newest.drop_duplicates("series", keep="last").set_index("series").join(lines)
    several = newest[newest["series"].map(last["years"]).gt(1)]
    receipts = several.groupby("series")["receipt"].agg(lambda found: "|".join(dict.fromkeys(found)))
    return last.assign(receipts=receipts.reindex(last.index).fillna(last["receipt"]))


def trend_values(lines: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Rows `trend` (percentage points a year) for every line; below the least number of years the reason.

    A single year of a breakdown or of a second view of the residents says nothing and gets no row. `n` is the number of
    years. A direction is named only from `trend_marker_years` on.
    """
    least, marked = (int(reference.rule(name)) for name in ("trend_years", "trend_marker_years"))
    main = lines["dimension"].eq("") & lines["district"].eq("") & lines["view"].isin(["", "INSGESAMT"])
    rows = lines[main | lines["years"].gt(1)]
    enough = rows["years"].ge(least)
    value = (100 * rows["slope"]).where(enough)
    broken = ~enough & rows["cut"].ne("")
    status = pd.Series("wert", rows.index).mask(value.eq(0), "null").mask(~enough, "nicht_sinnvoll")
    low, high = (100 * rows[name].where(enough) for name in ("slope_low", "slope_high"))
    verdict = pd.Series("GLEICH", rows.index).mask(low.gt(0), "STEIGT").mask(high.lt(0), "FAELLT")
    return rows.assign(
        indicator="trend",
        base=rows["indicator"],
        value=value,
        unit="PROZENTPUNKTE",
        status=status.mask(broken, "bruch"),
        reason=pd.Series("", rows.index).mask(~enough, TOO_FEW.format(years=least)).mask(broken, rows["cut"]),
        verdict=verdict.where(rows["years"].ge(marked), ""),
        n=rows["years"].astype(float),
        numerator=np.nan,
        total=np.nan,
        interval=np.where(enough, "regression", ""),
        low=low,
        high=high,
        bound_low=np.nan,
        bound_high=np.nan,
    )


def newest_wholes(lines: pd.DataFrame, sides: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The newest figure of each whole (all staff, all trainees …), by way of counting, against the whole city
    (`sides` of set_against), with its line; `years` is 0 where it belongs to no series.
    """
    kind = sides["group"].map(reference.groups.set_index("code")["kind"])
    whole = sides[kind.eq("gesamt") & sides["dimension"].eq("") & sides["view"].eq(TOTAL) & sides["district"].eq("")]
    newest = whole.sort_values(["year", "date", "line"]).drop_duplicates(
        ["ags", "indicator", "group", *WAY], keep="last"
    )
    line = lines.set_index(_FIGURE)[["slope", "slope_low", "slope_high", "level", "years", "cut", "receipts"]]
    found = newest.drop(columns="receipts", errors="ignore").join(line, on=_FIGURE).reset_index(drop=True)
    return found.assign(
        years=found["years"].fillna(0), cut=found["cut"].fillna(""), receipts=found["receipts"].fillna(found["receipt"])
    )


def untrended_values(wholes: pd.DataFrame) -> pd.DataFrame:
    """Rows `trend` of wholes whose newest figure belongs to no series: what keeps it from being compared, says why."""
    rows = wholes[wholes["years"].eq(0) & wholes["status"].ne("wert")]
    return rows.assign(
        indicator="trend",
        base=rows["indicator"],
        unit="PROZENTPUNKTE",
        interval="",
        verdict="",
        **dict.fromkeys(["value", "low", "high", "bound_low", "bound_high", "numerator", "n", "total"], np.nan),
    )
