"""The form `kompetenz` (competence, goal 1): counts with the criterion over all, and answers of the checklist.

Belongs here: the typed rows. Not here: reading a delivered file, the rates (assets/indicators/).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.fields import coded, counted, in_year, written
from schemas.reference import AGS


class Competence(pa.DataFrameModel):
    """One item of goal 1: `count` of `total` meet the criterion, or a checklist `answer` with its `evidence`."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = written("ags", kind="ags", required=True, default=True, str_matches=AGS)
    year: Series[pd.Int64Dtype] = in_year()
    item: Series[str] = coded("merkmal", "competence_item")
    count: Series[pd.Int64Dtype] = counted("anzahl", required=False)
    total: Series[pd.Int64Dtype] = counted("gesamt", required=False)
    mark: Series[str]
    answer: Series[str] = coded("antwort", "answer", required=False)
    evidence: Series[str] = written("nachweis")
    note: Series[str] = written("bemerkung")

    class Config:
        strict = True
        coerce = True
