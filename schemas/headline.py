"""The form `eckwerte` (headline): one row is one already published figure.

Belongs here: its typed rows and its key. Not here: reading a delivered file, rules with sentences for clerks.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.fields import coded, in_year, smallest_shown, written
from schemas.reference import AREA

FORM = "eckwerte"

# Two rows with the same key would be two answers to one question.
KEY = ["ags", "year", "date", "indicator", "group", "unit", "definition", "method", "scope"]


def _figure(german: str, *, required: bool = False) -> dict:
    return {"german": german, "kind": "number", "codes": "", "required": required, "default": False}


class Figure(pa.DataFrameModel):
    """One published figure in our words: codes instead of labels, numbers instead of text, `decimals` as printed."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = written("ags", kind="ags", required=True, default=True, str_matches=AREA)
    year: Series[pd.Int64Dtype] = in_year()
    date: Series[str] = written("stichtag", kind="date", str_matches=r"^(\d{4}-\d{2}-\d{2})?$")
    indicator: Series[str] = coded("kennzahl", "indicator")
    group: Series[str] = coded("gruppe", "group")
    value: Series[float] = pa.Field(nullable=True, metadata=_figure("wert", required=True))
    mark: Series[str]
    decimals: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    unit: Series[str] = coded("einheit", "unit")
    value_kind: Series[str] = coded("wertart", "value_kind", default=True)
    definition: Series[str] = coded("definition", "definition", default=True)
    method: Series[str] = coded("erhebungsart", "method", default=True)
    scope: Series[str] = coded("berichtskreis", "scope", required=False, default=True)
    n: Series[float] = pa.Field(nullable=True, gt=0, metadata=_figure("n"))
    total: Series[float] = pa.Field(nullable=True, gt=0, metadata=_figure("gesamt"))
    source: Series[str] = written("quelle", required=True)
    smallest: Series[pd.Int64Dtype] = smallest_shown()
    note: Series[str] = written("bemerkung")

    class Config:
        strict = True
        coerce = True


class ReferenceFigure(Figure):
    """A published figure of an area outside the network; the year may be unknown."""
