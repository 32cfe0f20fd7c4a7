"""Deliveries and findings: the register of what came in and what was said about it.

Belongs here: their rows, the states and consequences. Not here: how a delivery is read or judged (assets/deliveries/).
"""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series


class State(StrEnum):
    """Where a delivery stands (design: the life of a delivery)."""

    ARCHIVED = "ARCHIVIERT"
    IN_CHECK = "IN_PRÜFUNG"
    ACCEPTED = "ANGENOMMEN"
    ACCEPTED_WITH_HINTS = "ANGENOMMEN_MIT_HINWEISEN"
    QUERY = "RÜCKFRAGE"
    REFUSED = "ABGEWIESEN"
    DUPLICATE = "DUBLETTE"
    QUARANTINE = "QUARANTÄNE"
    REPLACED = "ERSETZT"
    WITHDRAWN = "ZURÜCKGEZOGEN"


ACCEPTED_STATES = [State.ACCEPTED, State.ACCEPTED_WITH_HINTS]
REFUSED_STATES = [State.REFUSED, State.QUERY, State.QUARANTINE]


class Severity(StrEnum):
    """What a finding does: FEHLER refuses, RÜCKFRAGE waits for a correction or a reason, HINWEIS and INFO are loaded."""

    FEHLER = "FEHLER"
    RUECKFRAGE = "RÜCKFRAGE"
    HINWEIS = "HINWEIS"
    INFO = "INFO"


@dataclass(frozen=True)
class Finding:
    """One message about a delivery. `row` counts the lines of the delivered file or sheet from 1, `column` is its
    German header, `cell` the address as the sender's spreadsheet shows it.
    """

    code: str
    severity: Severity
    message: str
    row: int | None = None
    column: str = ""
    value: str = ""
    expected: str = ""
    sheet: str = ""
    cell: str = ""


class Delivery(pa.DataFrameModel):
    """One registered file. `ags`, `form` and `year` are empty where folder or name do not say them."""

    receipt: Series[str] = pa.Field(unique=True)
    ags: Series[str]
    form: Series[str]
    year: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    version: Series[int] = pa.Field(ge=1)
    folder: Series[str]
    file_name: Series[str]
    sha256: Series[str]
    size: Series[int]
    state: Series[str] = pa.Field(isin=list(State))
    rows_read: Series[int] = pa.Field(ge=0)
    rows_accepted: Series[int] = pa.Field(ge=0)

    class Config:
        strict = True
        coerce = True


class RegisteredFinding(pa.DataFrameModel):
    """A finding with the receipt it belongs to."""

    receipt: Series[str]
    number: Series[int] = pa.Field(ge=1)
    code: Series[str]
    severity: Series[str] = pa.Field(isin=list(Severity))
    sheet: Series[str]
    row: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    column: Series[str]
    cell: Series[str]
    value: Series[str]
    expected: Series[str]
    message: Series[str]

    class Config:
        strict = True
        coerce = True
        unique = ["receipt", "number"]
