"""What else a survey among the staff says: how many answered, and the share raked to what is known of all staff.

Belongs here: the rows `response` and `raked`. Not here: the interval (shares.py), the fitting (raking.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.counts import DIMENSIONS, TOTAL, WAY, by_history, one_way
from assets.indicators.raking import rake

# Known of all staff, whoever answered.
MARGINS = ["employment", "sex", "age"]
NO_CELLS = "Die Antworten liegen nicht vollständig nach Dienstverhältnis, Geschlecht und Alter zusammen vor."
NOT_FITTED = "Die Randzahlen passen nicht zusammen, oder aus einer Gruppe hat niemand geantwortet."

_BLOCK = ["receipt", "year", "date", *WAY]


def response_values(shares: pd.DataFrame) -> pd.DataFrame:
    """Rows response for every survey figure of a whole: known answers (`n`) of all asked (`total`). Those of a group
    stand in n and total of its share.
    """
    surveyed = shares[shares["interval"].eq("finite") & shares["total"].gt(0) & shares["dimension"].eq("")]
    return _row(surveyed, "response", surveyed["n"] / surveyed["total"], "").assign(
        numerator=surveyed["n"], n=surveyed["total"], total=np.nan, unit="ANTEIL"
    )


def raked_values(staff: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Rows raked: the share of all staff of a survey, fitted to employment type, sex and age of all staff.

    `staff` are the accepted rows of the form `personal`. The second figure beside the plain share, never instead of it;
    only where the cells hold every answer of the share and the margins are those of all staff.
    """
    whole = shares[
        shares["interval"].eq("finite")
        & shares["indicator"].isin(["share_staff", "share_nationality"])
        & shares["dimension"].eq("")
        & shares["group"].eq("insgesamt")
        & shares["published_unit"].eq("PERSONEN")
    ]
    others = [name for name in DIMENSIONS if name not in MARGINS]
    staff = staff[staff["receipt"].isin(whole["receipt"]) & staff["value_kind"].eq("WERT")]
    crossed = staff[staff[others].eq(TOTAL).all(axis=1) & staff[MARGINS].ne(TOTAL).all(axis=1)]
    cells = by_history(crossed, [*_BLOCK, *MARGINS])
    known = one_way(staff)
    known = known[known["dimension"].isin(MARGINS) & known["history"].eq(TOTAL)]
    blocks = pd.concat([whole[_BLOCK], cells[_BLOCK], known[_BLOCK]]).groupby(_BLOCK, sort=False).ngroup().to_numpy()
    of_whole, of_cells, of_known = np.split(blocks, [len(whole), len(whole) + len(cells)])
    cells = cells.assign(block=of_cells, known=cells["yes"] + cells["no"])
    margins = known.assign(block=of_known, total=known["count"].astype(float))[["block", "dimension", "group", "total"]]
    raked = rake(cells[["block", *MARGINS, "yes", "known"]], margins)
    told = cells.groupby("block")[["yes", "known"]].sum(skipna=False).reindex(of_whole).set_axis(whole.index)
    every_answer = told["yes"].eq(whole["numerator"]) & told["known"].eq(whole["n"])
    # The margins of a block agree with each other where it could be raked: one of them stands for all.
    persons = margins[margins["dimension"].eq(MARGINS[0])].groupby("block")["total"].sum().reindex(of_whole)
    all_staff = persons.set_axis(whole.index).eq(whole["total"])
    value = pd.Series(raked.reindex(of_whole).to_numpy(), whole.index).where(every_answer & all_staff)
    reason = np.where(every_answer, NOT_FITTED, NO_CELLS)
    return _row(whole, "raked", value, reason).assign(unit="ANTEIL", numerator=np.nan)


def _row(rows: pd.DataFrame, indicator: str, value: pd.Series, why_not: str | np.ndarray) -> pd.DataFrame:
    status = pd.Series("wert", rows.index).mask(value.eq(0), "null").mask(value.isna(), "nicht_sinnvoll")
    return rows.assign(
        base=rows["indicator"],
        indicator=indicator,
        value=value,
        status=status,
        reason=pd.Series(why_not, rows.index).where(value.isna(), ""),
        interval="",
        **dict.fromkeys(["low", "high", "bound_low", "bound_high"], np.nan),
    )
