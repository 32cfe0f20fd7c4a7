"""The path to parity: when the line of the staff meets that of the residents, and what share of hires it takes.

Belongs here: the rows `parity_year_…` and `hire_share_needed_…`. Not here: the lines (trend.py), the formulas
(lines.py, stock_flow.py). Both carry today's path on; they foretell nothing.
"""

import numpy as np
import pandas as pd

from assets.indicators.counts import WAY
from assets.indicators.lines import years_to_parity
from assets.indicators.origins import joined
from assets.indicators.stock_flow import hire_share_needed, reachable
from assets.reference.seeds import Reference

HORIZONS = [5, 10, 15]
NO_LINE = "Für den Anteil der Beschäftigten gibt es weniger als {years} vergleichbare Jahre."
NO_TARGET_LINE = "Für den Bevölkerungsanteil gibt es weniger als {years} vergleichbare Jahre."
REACHED = "Der Anteil der Beschäftigten liegt schon auf oder über dem Bevölkerungsanteil."
NOT_STEEPER = "Der Anteil der Beschäftigten wächst nicht schneller als der Bevölkerungsanteil."
NOT_RISING = "Der Anteil der Beschäftigten wächst nicht."
NO_LEAVERS = "Wer ausgeschieden ist, wurde nicht nach Zuwanderungsgeschichte gezählt."
NOT_POSSIBLE = "Auch wenn alle Neueingestellten eine Zuwanderungsgeschichte hätten, würde die Parität nicht erreicht."


def parity_values(lines: pd.DataFrame, wholes: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Rows parity_year_static and parity_year_moving for every whole group whose newest figure could be set against
    the whole city (`lines` of trend_lines, `wholes` of newest_wholes).

    `value` is the year in which the line of the staff meets today's share of the residents, or their line. `low` and
    `high` are the earliest and the latest year that the intervals of the slopes allow; `high` is missing where the
    lines may never meet.
    """
    least = int(reference.rule("trend_years"))
    residents = lines[lines["indicator"].eq("share_population") & lines["years"].ge(least)]
    theirs = residents.set_index(["ags", *WAY, "view", "district"])[
        ["slope", "slope_low", "slope_high", "level", "year", "receipts"]
    ]
    place = [*(f"population_{name}" for name in WAY), "view", "district"]
    staff = wholes.join(theirs.add_prefix("target_"), on=["ags", *place])
    ahead = (staff["year"] - staff["target_year"]).astype(float)
    moving_level = staff["target_level"] + staff["target_slope"] * ahead
    zero = pd.Series(0.0, staff.index)
    still = _crossing(staff, staff["population_value"], (zero, zero, zero), NOT_RISING, least)
    still = still.assign(receipts=joined(still["receipts"], staff["population_receipt"]))
    slopes = (staff["target_slope"], staff["target_slope_low"], staff["target_slope_high"])
    moving = _crossing(staff, moving_level, slopes, NOT_STEEPER, least)
    no_line = moving["status"].isin(["wert", "nicht_erreicht", "erreicht"]) & staff["target_slope"].isna()
    moving = moving.assign(
        status=moving["status"].mask(no_line, "nicht_sinnvoll"),
        reason=moving["reason"].mask(no_line, NO_TARGET_LINE.format(years=least)),
        receipts=joined(moving["receipts"], staff["target_receipts"]),
    )
    return pd.concat(
        [still.assign(indicator="parity_year_static"), moving.assign(indicator="parity_year_moving")],
        ignore_index=True,
    )


def hiring_values(wholes: pd.DataFrame, leavers: pd.DataFrame) -> pd.DataFrame:
    """Rows hire_share_needed_5, _10 and _15 for the newest share of all staff of every way of counting.

    `leavers`: columns ags, year, definition, method, scope, yes, no, receipt: who left in the year, with and without
    migration history. The number of staff stays as it is, each group leaves at the rate of that year, and the target is
    today's share of the residents.
    """
    staff = wholes[wholes["indicator"].isin(["share_staff", "share_nationality"])]
    left = leavers.set_index(["ags", "year", *WAY])[["yes", "no", "receipt"]].add_prefix("left_")
    staff = staff.join(left, on=["ags", "year", *WAY])
    with_history, without = staff["numerator"], staff["n"] - staff["numerator"]
    rates = [
        (staff["left_yes"] / with_history.where(with_history > 0)),
        (staff["left_no"] / without.where(without > 0)),
    ]
    known = staff["status"].eq("wert")
    no_rate = known & (rates[0].isna() | rates[1].isna() | rates[0].gt(1) | rates[1].gt(1))
    rows = []
    for years in HORIZONS:
        given = (staff["value"], staff["population_value"], *rates, pd.Series(float(years), staff.index))
        needed = hire_share_needed(*given).where(known & ~no_rate)
        impossible = known & ~no_rate & ~reachable(*given)
        rows.append(
            _plain(staff).assign(
                indicator=f"hire_share_needed_{years}",
                value=needed,
                unit="ANTEIL",
                status=staff["status"]
                .mask(no_rate, "nicht_geliefert")
                .mask(impossible, "nicht_moeglich")
                .mask(needed.eq(0), "null"),
                reason=staff["reason"].mask(no_rate, NO_LEAVERS).mask(impossible, NOT_POSSIBLE),
                receipts=joined(joined(staff["receipts"], staff["population_receipt"]), staff["left_receipt"]),
            )
        )
    return pd.concat(rows, ignore_index=True)


def _plain(staff: pd.DataFrame) -> pd.DataFrame:
    empty = ["low", "high", "bound_low", "bound_high"]
    return staff.assign(base=staff["indicator"], interval="", verdict="").assign(**dict.fromkeys(empty, np.nan))


def _crossing(
    staff: pd.DataFrame,
    target: pd.Series,
    slopes: tuple[pd.Series, pd.Series, pd.Series],
    not_reached: str,
    least: int,
) -> pd.DataFrame:
    """Rows with the year in which the staff line meets a target that rises by `slopes` (value, low, high)."""
    slope, slope_low, slope_high = slopes
    year = staff["year"].astype(float)
    counts = staff["status"].eq("wert")
    short = counts & staff["years"].lt(least)
    counts &= ~short
    reached = counts & staff["level"].ge(target)
    ahead = years_to_parity(staff["level"], staff["slope"], target, slope).where(counts & ~reached)
    never = counts & ~reached & ahead.isna()
    met = counts & ~reached & ~never
    earliest = years_to_parity(staff["level"], staff["slope_high"], target, slope_low).where(met)
    latest = years_to_parity(staff["level"], staff["slope_low"], target, slope_high).where(met)
    cut = short & staff["cut"].ne("")
    return _plain(staff).assign(
        value=year + ahead,
        unit="JAHRESZAHL",
        status=staff["status"]
        .mask(short, "nicht_sinnvoll")
        .mask(cut, "bruch")
        .mask(reached, "erreicht")
        .mask(never, "nicht_erreicht"),
        reason=staff["reason"]
        .mask(short, NO_LINE.format(years=least))
        .mask(cut, staff["cut"])
        .mask(reached, REACHED)
        .mask(never, not_reached),
        interval=np.where(met, "regression", ""),
        low=year + earliest,
        high=year + latest,
        n=staff["years"].astype(float),
        numerator=np.nan,
        total=np.nan,
    )
