"""Series: one share of one city, counted in one way, year by year, and where it breaks.

Belongs here: which figures form a series, and its unbroken stretches. Not here: lines through them (trend.py).
"""

import pandas as pd

from assets.indicators.counts import WAY
from assets.indicators.representation import eligible
from assets.reference.seeds import Reference

SERIES = ["ags", "indicator", "dimension", "group", "view", "district", *WAY]
HOLE = "Zwischen {before} und {after} fehlen die Angaben; davor wird nicht mitgerechnet."
BREAK = "Bruch: {label}."


def yearly(shares: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The shares that can be compared over time, one a year, with `series`, `stretch` and `cut` added.

    `shares` are indicator values of shares. Estimates, bounds and figures of grade D belong to no series. Of several
    figures of a year the latest day counts, then counts before printed percentages. A stretch ends where a break of the
    definition lies in between (seeds/breaks.csv) or where too many years are missing (rule `trend_largest_hole`); `cut`
    says why it began, and is empty where the series did.
    """
    about = eligible(shares, reference) | (shares["indicator"].eq("share_population") & shares["group"].eq("insgesamt"))
    sure = shares["status"].isin(["wert", "null"]) & shares["value_kind"].eq("WERT") & shares["grade"].ne("D")
    rows = shares[about & sure]
    rows = rows.assign(series=rows.groupby(SERIES, sort=False).ngroup(), printed=rows["numerator"].isna())
    rows = rows.sort_values(["series", "year", "date", "printed", "line"], ascending=[True, True, False, True, True])
    rows = rows.drop_duplicates(["series", "year"]).drop(columns="printed").reset_index(drop=True)
    before = rows.groupby("series")["year"].shift()
    cut = _cut(rows["definition"], before, rows["year"], reference)
    began = before.isna() | cut.ne("")
    # Within a stretch the reason of its beginning counts for every row.
    stretch = began.cumsum()
    return rows.assign(stretch=stretch, cut=cut.groupby(stretch).transform("first"))


def newest_stretch(rows: pd.DataFrame) -> pd.DataFrame:
    """Of every series the rows since its last cut."""
    return rows[rows["stretch"].eq(rows.groupby("series")["stretch"].transform("max"))]


def _cut(definition: pd.Series, before: pd.Series, year: pd.Series, reference: Reference) -> pd.Series:
    cut = pd.Series("", definition.index, dtype=object)
    hole = (year - before).gt(int(reference.rule("trend_largest_hole"))).fillna(False)
    for row in cut.index[hole]:
        cut[row] = HOLE.format(before=int(before[row]), after=int(year[row]))
    for known in reference.breaks.itertuples(index=False):
        crossed = definition.eq(known.definition) & before.le(known.last_year_before) & year.ge(known.first_year_after)
        cut[crossed.fillna(False).astype(bool)] = BREAK.format(label=known.label)
    return cut
