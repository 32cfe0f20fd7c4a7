"""The tidy rows for re-users: every value with counts, status and origin, as CSV or for machines.

Belongs here: column names for re-users, harmless text. Not here: which values may be shown (assets/protection/).
"""

import pandas as pd

from assets.reference.seeds import Reference
from schemas.published import BREAKDOWN_COLUMNS, COLUMNS, NETWORK_COLUMNS

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def tidy_rows(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Indicator values with the columns of COLUMNS under their German names, texts as they were delivered."""
    names = reference.cities.set_index("ags")["name"]
    statuses = reference.statuses.set_index("code")
    rows = values.assign(
        name=values["ags"].map(names),
        obs_status=values["status"].map(statuses["obs_status"]),
        conf_status=values["status"].map(statuses["conf_status"]),
    )
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


def tidy_csv(values: pd.DataFrame, reference: Reference) -> bytes:
    """One row a value; a missing number is an empty field, its status says why. Comma, point, UTF-8, LF."""
    return _csv(tidy_rows(values, reference))


def network_csv(values: pd.DataFrame) -> bytes:
    """One row a value of the network (columns NETWORK_COLUMNS), in the same way."""
    return _csv(values[list(NETWORK_COLUMNS)].rename(columns=NETWORK_COLUMNS))


def breakdowns_csv(breakdowns: pd.DataFrame) -> bytes:
    """Which groups add up to which whole (columns BREAKDOWN_COLUMNS), in the same way."""
    rows = breakdowns.sort_values(list(BREAKDOWN_COLUMNS))
    return _csv(rows[list(BREAKDOWN_COLUMNS)].rename(columns=BREAKDOWN_COLUMNS))


def _csv(rows: pd.DataFrame) -> bytes:
    rows = rows.copy()
    for column in rows.select_dtypes(include=["str", "object"]):
        rows[column] = rows[column].map(harmless)
    return rows.to_csv(index=False, lineterminator="\n").encode("utf-8")


def harmless(text: str) -> str:
    """Delivered text that no spreadsheet takes for a formula (OWASP: a leading apostrophe)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
