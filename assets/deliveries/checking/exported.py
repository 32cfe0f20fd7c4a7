"""An export of a statistical system as typed rows of the form `bevoelkerung`, with the way back to the export's cells.

Belongs here: from the tables in the words of the form to one set of rows. Not here: the words (export_rows.py), which
export it is and the total of its districts (exports.py), what the rows say (rules.py and its neighbours).
"""

import numpy as np
import pandas as pd

from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.export_rows import Wanted, read_export
from assets.deliveries.checking.exports import FORM, with_totals
from assets.deliveries.checking.harmonise import harmonise
from assets.deliveries.checking.typed import Rows
from assets.deliveries.reading.table import TextTable
from assets.reference.seeds import Reference
from schemas.deliveries import Finding


def take_over(
    table: TextTable, expected: Expected, reference: Reference, smallest: object = None, *, typed: bool
) -> tuple[Rows | None, list[Finding]]:
    """The rows of a table that exports.recognise() knows, and what is to say; no rows where it is refused.

    `smallest`: the city's own smallest number, if the cover sheet says one; everything else an export says itself.
    `typed`: as in harmonise.
    """
    ags, name = next(iter(expected.areas.items()))
    days = reference.reporting_years.set_index("year")["population_date"]
    export = read_export(table, Wanted(ags, name, expected.year, str(days.get(expected.year, ""))), reference)
    if export is None or not export.tables:
        return None, export.findings if export else []
    findings = list(export.findings)
    read: list[Rows] = []
    for one in export.tables:
        rows, said = harmonise(one, FORM, reference, expected.areas, {"smallest": smallest}, typed=typed)
        read.append(rows)
        findings += said
    starts = np.cumsum([0, *(len(rows) for rows in read)])
    sources = [(int(start), rows.sources[0][1]) for start, rows in zip(starts, read, strict=False)]
    frame = pd.concat([_plain(rows.frame) for rows in read], ignore_index=True)
    whole, said = with_totals(frame, export, reference)
    if len(whole) > len(frame):
        # The rows of the total stand in no cell.
        sources.append((len(frame), {}))
    return Rows(FORM, _categories(whole, read[0].frame), table.sheet, sources), [*findings, *said]


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Categories as the words they stand for, so that frames with different ones can be joined."""
    return pd.DataFrame({name: _words(frame[name]) for name in frame})


def _words(column: pd.Series) -> pd.Series:
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column
    return pd.Series(np.asarray(column.array.categories, dtype=object)[column.array.codes], dtype=object)


def _categories(frame: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """The words of the columns that are categories in `like` as categories again."""
    return frame.assign(
        **{
            name: pd.Categorical(frame[name], categories=pd.Index(frame[name].unique(), dtype=object))
            for name in like
            if isinstance(like[name].dtype, pd.CategoricalDtype)
        }
    )
