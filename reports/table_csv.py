"""A table as CSV for a re-user who wants just this one: keys, unrounded numbers, status in words.

Belongs here: the file. Not here: its columns and rows (table_rows.py), the tidy file of all values
(assets/editions/download.py).
"""

import csv
import io

from reports.feedback.text import unarmed
from reports.spec import TableSpec
from reports.table_rows import Number, Value, plain


def table_csv(spec: TableSpec) -> bytes:
    """One header row of keys, one row a row of the table. Comma, decimal point, UTF-8, LF.

    An empty field is a missing number, `<key>_status` beside it says why; no text is a formula to a spreadsheet.
    """
    table = plain(spec, {note.id: note.text for note in spec.footnotes})
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([unarmed(column.key) for column in table.columns])
    writer.writerows([[_field(value) for value in row] for row in table.rows])
    return written.getvalue().encode("utf-8")


def _field(value: Value) -> str:
    return str(value) if isinstance(value, Number) else unarmed(value or "")
