"""The form `personal` (staff): one row is the number of staff in one cell of the official categories.

Belongs here: the typed rows. Not here: reading a delivered file, what rows say together.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.fields import coded, counted, in_year, measured, smallest_shown, written
from schemas.reference import AGS


class Staff(pa.DataFrameModel):
    """Persons in a service or employment relation with the city on the day; `fte` are full-time equivalents."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = written("ags", kind="ags", required=True, default=True, str_matches=AGS)
    year: Series[pd.Int64Dtype] = in_year()
    date: Series[str] = written("stichtag", kind="date", default=True)
    employment: Series[str] = coded("dienstverhaeltnis", "employment")
    career: Series[str] = coded("laufbahngruppe", "career")
    leadership: Series[str] = coded("fuehrung", "leadership")
    task_area: Series[str] = coded("aufgabenbereich", "task_area")
    sex: Series[str] = coded("geschlecht", "sex")
    age: Series[str] = coded("altersgruppe", "staff_age")
    working_time: Series[str] = coded("umfang", "working_time")
    history: Series[str] = coded("zuwanderungsgeschichte", "history")
    count: Series[pd.Int64Dtype] = counted("anzahl")
    mark: Series[str]
    fte: Series[float] = measured("vzae")
    value_kind: Series[str] = coded("wertart", "value_kind", default=True)
    definition: Series[str] = coded("definition", "definition", default=True)
    method: Series[str] = coded("erhebungsart", "method", default=True)
    scope: Series[str] = coded("berichtskreis", "scope", default=True)
    smallest: Series[pd.Int64Dtype] = smallest_shown()
    note: Series[str] = written("bemerkung")

    class Config:
        strict = True
        coerce = True
