"""The tidy rows for re-users: every value with counts, status and origin, as CSV or for machines.

Belongs here: column names for re-users, harmless text. Not here: which values may be shown (assets/protection/).
"""

from collections.abc import Callable

import pandas as pd

from assets.reference.seeds import Reference
from reports.feedback.text import unarmed, visible
from schemas.published import BREAKDOWN_COLUMNS, COLUMNS, NETWORK_COLUMNS


def tidy_rows(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Indicator values with the columns of COLUMNS under their German names.

    Texts stay as they were delivered; only what nobody can see is written out (a control character tears a file apart).
    """
    names = reference.cities.set_index("ags")["name"]
    statuses = reference.statuses.set_index("code")
    rows = values.assign(
        name=values["ags"].map(names),
        obs_status=values["status"].map(statuses["obs_status"]),
        conf_status=values["status"].map(statuses["conf_status"]),
    )
    return visible_texts(rows[list(COLUMNS)].rename(columns=COLUMNS))


def network_rows(values: pd.DataFrame) -> pd.DataFrame:
    """Values of the network with the columns of NETWORK_COLUMNS under their German names, in the same way."""
    return visible_texts(values[list(NETWORK_COLUMNS)].rename(columns=NETWORK_COLUMNS))


def breakdown_rows(breakdowns: pd.DataFrame) -> pd.DataFrame:
    """Breakdowns with the columns of BREAKDOWN_COLUMNS under their German names, in order, in the same way."""
    rows = breakdowns.sort_values(list(BREAKDOWN_COLUMNS))
    return visible_texts(rows[list(BREAKDOWN_COLUMNS)].rename(columns=BREAKDOWN_COLUMNS))


def tidy_csv(values: pd.DataFrame, reference: Reference) -> bytes:
    """One row a value; a missing number is an empty field, its status says why. Comma, point, UTF-8, LF."""
    return csv_bytes(tidy_rows(values, reference))


def network_csv(values: pd.DataFrame) -> bytes:
    """One row a value of the network (columns NETWORK_COLUMNS), in the same way."""
    return csv_bytes(network_rows(values))


def breakdowns_csv(breakdowns: pd.DataFrame) -> bytes:
    """Which groups add up to which whole (columns BREAKDOWN_COLUMNS), in the same way."""
    return csv_bytes(breakdown_rows(breakdowns))


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """A frame as such a file, texts harmless for spreadsheets."""
    return harmless_texts(rows).to_csv(index=False, lineterminator="\n").encode("utf-8")


def harmless_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """A frame whose texts no spreadsheet takes for formulas."""
    return _texts(rows, unarmed)


def visible_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """A frame with everything nobody can see in its texts written out."""
    return _texts(rows, visible_text)


def visible_text(text: str) -> str:
    """Delivered text with everything nobody can see written out; line breaks and tabs stay."""
    return visible(text, keep="\n\t")


def _texts(rows: pd.DataFrame, made: Callable[[str], str]) -> pd.DataFrame:
    """The frame with each of its texts made into another; a text that stands often is looked at once."""
    rows = rows.copy()
    for column in rows.select_dtypes(include=["str", "object"]):
        rows[column] = rows[column].map({text: made(text) for text in rows[column].unique()})
    return rows
