"""Deliveries and findings: the register of what came in and what was said about it.

Belongs here: their rows, the states and consequences. Not here: how a delivery is read or judged (assets/deliveries/).
"""

from enum import StrEnum

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.findings import Finding as Finding
from schemas.findings import Severity


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


class Delivery(pa.DataFrameModel):
    """One registered file. `ags`, `form` and `year` are empty where folder or name do not say them.

    `number` orders arrivals over all cities (its record in the archive); `arrived` an ISO time in UTC, for the reader
    only: nothing is ever decided by it. `forms`: the forms found in the file, joined by |. `replaces`: the receipt of
    the version before. `not_evaluated`: codes of rules that could not be looked at, joined by |. `rule_set`: seeds and
    program by which it was checked last.
    """

    receipt: Series[str] = pa.Field(unique=True)
    number: Series[int] = pa.Field(unique=True, ge=1)
    ags: Series[str]
    form: Series[str]
    year: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    version: Series[int] = pa.Field(ge=1)
    folder: Series[str]
    file_name: Series[str]
    sha256: Series[str]
    size: Series[int]
    arrived: Series[str]
    replaces: Series[str]
    state: Series[str] = pa.Field(isin=list(State))
    forms: Series[str]
    rows_read: Series[int] = pa.Field(ge=0)
    rows_accepted: Series[int] = pa.Field(ge=0)
    not_evaluated: Series[str]
    rule_set: Series[str]

    class Config:
        strict = True
        coerce = True


class Event(pa.DataFrameModel):
    """One entry of the journal. `hash` is the sha256 over the entry and the hash before it: nothing can be changed,
    left out or put in between without breaking the chain. `record`: the number under which the archive keeps `detail`,
    for arrivals and decisions of people: from them everything else can be played back.
    """

    number: Series[int] = pa.Field(unique=True, ge=1)
    receipt: Series[str]
    event: Series[str]
    at: Series[str]
    detail: Series[str]
    record: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1)
    previous: Series[str]
    hash: Series[str]

    class Config:
        strict = True
        coerce = True


class Claim(pa.DataFrameModel):
    """Who is checking a delivery just now, until when, and how often it has been tried."""

    receipt: Series[str] = pa.Field(unique=True)
    owner: Series[str]
    until: Series[float]
    attempts: Series[int] = pa.Field(ge=1)

    class Config:
        strict = True
        coerce = True


class Reason(pa.DataFrameModel):
    """Why a finding that asks is right all the same. `place` names the row by its key, not by its line."""

    ags: Series[str]
    form: Series[str]
    year: Series[int]
    code: Series[str]
    place: Series[str]
    reason: Series[str]
    given_by: Series[str]
    at: Series[str]
    receipt: Series[str]

    class Config:
        strict = True
        coerce = True
        unique = ["ags", "form", "year", "code", "place"]


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
    place: Series[str]
    value: Series[str]
    expected: Series[str]
    message: Series[str]

    class Config:
        strict = True
        coerce = True
        unique = ["receipt", "number"]
