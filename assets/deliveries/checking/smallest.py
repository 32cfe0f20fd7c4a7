"""The smallest number of persons a city asks for itself, against what it asked for before.

Belongs here: what would let more be shown than last year without anybody having meant it. Not here: one cell
(keys.py), rows of one delivery that differ (rules.py), what may be shown (protection/).
"""

import pandas as pd

from assets.deliveries.checking.typed import Rows
from assets.deliveries.findings import finding
from schemas.deliveries import Finding


def check_smallest(rows: Rows, earlier: pd.DataFrame | None, year: int) -> list[Finding]:
    """A finding where the city's last delivery of the form before `year` asked for more persons than this one.

    `earlier`: accepted rows with delivery_year. A column or an entry on the cover sheet that was forgotten looks like
    the wish to go back to the network's rule: only the city knows which it is.
    """
    if earlier is None or "smallest" not in rows.form.columns:
        return []
    before = earlier[earlier["delivery_year"] < year]
    last = before[before["delivery_year"] == before["delivery_year"].max()]["smallest"].max()
    now = rows.frame["smallest"].max()
    if pd.isna(last) or (not pd.isna(now) and now >= last):
        return []
    value = "keine Mindestzahl" if pd.isna(now) else int(now)
    delivered = int(before["delivery_year"].max())
    column = rows.header("smallest")
    return [finding("MINDESTZAHL_WENIGER", None, column, value, int(last), sheet=rows.sheet, year=delivered)]
