"""Breakdowns of an edition: which groups of persons are said to add up to which whole.

Belongs here: the rows. Not here: how it is found out (assets/protection/group_cells.py).
"""

import pandera.pandas as pa
from pandera.typing import Series


class Breakdown(pa.DataFrameModel):
    """One breakdown of one city, day and way of counting.

    `persons` is the name of the whole (assets/protection/persons.py), `dimension` what its groups are formed by.
    `complete`: they add up to the whole, and everybody may know it.
    """

    reporting_year: Series[int]
    ags: Series[str]
    persons: Series[str]
    year: Series[int]
    date: Series[str]
    definition: Series[str]
    method: Series[str]
    scope: Series[str]
    dimension: Series[str]
    complete: Series[str] = pa.Field(isin=["ja", "nein"])

    class Config:
        strict = True
        coerce = True
