"""The form `bevoelkerung` (population): one row is the number of residents in one cell.

Belongs here: the typed rows. Not here: reading a delivered file or an export of a register (assets/deliveries/).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.fields import coded, counted, in_year, smallest_shown, written
from schemas.reference import AGS


class Population(pa.DataFrameModel):
    """Residents with their main home in the city on the day; `district` is a Sozialraum or empty for the whole city."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = written("ags", kind="ags", required=True, default=True, str_matches=AGS)
    year: Series[pd.Int64Dtype] = in_year()
    date: Series[str] = written("stichtag", kind="date", default=True)
    district: Series[str] = written("sozialraum")
    sex: Series[str] = coded("geschlecht", "sex")
    age: Series[str] = coded("altersgruppe", "population_age")
    history: Series[str] = coded("zuwanderungsgeschichte", "history")
    nationality: Series[str] = coded("staatsangehoerigkeit", "nationality")
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
