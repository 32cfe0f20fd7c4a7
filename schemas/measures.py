"""The form `massnahmen` (measures): one row is the Stammblatt of one recommendation or project.

Belongs here: the typed rows. Not here: reading a delivered file, counting measures (assets/indicators/).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.fields import coded, counted, in_year, written
from schemas.reference import AGS


class Measure(pa.DataFrameModel):
    """A measure with its goal, responsible unit, dates and milestones; `id` is the city's own short name for it."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = written("ags", kind="ags", required=True, default=True, str_matches=AGS)
    year: Series[pd.Int64Dtype] = in_year()
    id: Series[str] = written("kennung", required=True)
    title: Series[str] = written("titel", required=True)
    field_of_action: Series[str] = coded("handlungsfeld", "field_of_action")
    goal: Series[str] = written("ziel")
    responsible: Series[str] = written("zustaendig")
    partners: Series[str] = written("partner")
    start: Series[str] = written("beginn", kind="date")
    due: Series[str] = written("faellig", kind="date")
    status: Series[str] = coded("status", "measure_status")
    milestones: Series[pd.Int64Dtype] = counted("meilensteine", required=False)
    milestones_kept: Series[pd.Int64Dtype] = counted("meilensteine_erreicht", required=False)
    mark: Series[str]
    note: Series[str] = written("bemerkung")

    class Config:
        strict = True
        coerce = True
