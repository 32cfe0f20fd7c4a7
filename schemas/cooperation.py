"""The form `zusammenarbeit` (cooperation, goal 3): joint meetings, joint projects, delivery on time.

Belongs here: the typed rows. Not here: reading a delivered file, counting (assets/indicators/).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.fields import coded, counted, in_year, written
from schemas.reference import AGS


class Cooperation(pa.DataFrameModel):
    """What a city did together with others in the year: `count` of the kind, with how many cities, and the evidence."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = written("ags", kind="ags", required=True, default=True, str_matches=AGS)
    year: Series[pd.Int64Dtype] = in_year()
    kind: Series[str] = coded("art", "cooperation_kind")
    title: Series[str] = written("bezeichnung")
    count: Series[pd.Int64Dtype] = counted("anzahl")
    cities: Series[pd.Int64Dtype] = counted("staedte", required=False)
    mark: Series[str]
    evidence: Series[str] = written("nachweis")
    note: Series[str] = written("bemerkung")

    class Config:
        strict = True
        coerce = True
