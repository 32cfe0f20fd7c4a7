"""The form `gewinnung` (recruitment): one row is a flow of the year, from application to leaving.

Belongs here: the typed rows. Not here: reading a delivered file, what rows say together.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.fields import coded, counted, in_year, smallest_shown, written
from schemas.reference import AGS


class Recruitment(pa.DataFrameModel):
    """Persons who applied, were invited, were hired, started training, left or were promoted during the year."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = written("ags", kind="ags", required=True, default=True, str_matches=AGS)
    year: Series[pd.Int64Dtype] = in_year()
    flow: Series[str] = coded("vorgang", "flow")
    employment: Series[str] = coded("dienstverhaeltnis", "employment")
    history: Series[str] = coded("zuwanderungsgeschichte", "history")
    count: Series[pd.Int64Dtype] = counted("anzahl")
    mark: Series[str]
    value_kind: Series[str] = coded("wertart", "value_kind", default=True)
    definition: Series[str] = coded("definition", "definition", default=True)
    method: Series[str] = coded("erhebungsart", "method", default=True)
    scope: Series[str] = coded("berichtskreis", "scope", default=True)
    smallest: Series[pd.Int64Dtype] = smallest_shown()
    note: Series[str] = written("bemerkung")

    class Config:
        strict = True
        coerce = True
