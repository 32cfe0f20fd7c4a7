"""The form `eckwerte` (headline): one row is one already published figure.

Belongs here: its German headers, its typed rows, its key. Not here: reading a delivered file, rules with sentences
for clerks.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.reference import AGS, AREA

FORM = "eckwerte"

# German header of the delivered file → our name, in the order of the form.
HEADERS = {
    "ags": "ags",
    "stadt": "area_name",
    "jahr": "year",
    "stichtag": "date",
    "kennzahl": "indicator",
    "gruppe": "group",
    "wert": "value",
    "einheit": "unit",
    "wertart": "value_kind",
    "definition": "definition",
    "erhebungsart": "method",
    "berichtskreis": "scope",
    "n": "n",
    "gesamt": "total",
    "quelle": "source",
    "bemerkung": "note",
}
GERMAN = {ours: german for german, ours in HEADERS.items()}

# Two rows with the same key would be two answers to one question.
KEY = ["ags", "year", "date", "indicator", "group", "unit", "definition", "method", "scope"]


class Figure(pa.DataFrameModel):
    """One published figure in our words: codes instead of labels, numbers instead of text, `decimals` as printed."""

    line: Series[int] = pa.Field(ge=1)
    ags: Series[str] = pa.Field(str_matches=AREA)
    year: Series[pd.Int64Dtype] = pa.Field(nullable=True)
    date: Series[str] = pa.Field(str_matches=r"^(\d{4}-\d{2}-\d{2})?$")
    indicator: Series[str]
    group: Series[str]
    value: Series[float] = pa.Field(nullable=True)
    decimals: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    unit: Series[str]
    value_kind: Series[str]
    definition: Series[str]
    method: Series[str]
    scope: Series[str]
    n: Series[float] = pa.Field(nullable=True, gt=0)
    total: Series[float] = pa.Field(nullable=True, gt=0)
    source: Series[str]
    note: Series[str]

    class Config:
        strict = True
        coerce = True


class AcceptedFigure(Figure):
    """A figure of a city, accepted with the delivery it came in."""

    receipt: Series[str]
    delivery_year: Series[int]
    ags: Series[str] = pa.Field(str_matches=AGS)
    year: Series[int]

    class Config:
        strict = True
        coerce = True


class ReferenceFigure(Figure):
    """A published figure of an area outside the network; the year may be unknown."""
