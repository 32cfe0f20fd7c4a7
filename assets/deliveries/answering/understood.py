"""What reading understood of a file, as its marked copy.

Belongs here: which cells stand in the copy. Not here: drawing them (reports/feedback/marked.py), reading.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from assets.deliveries.findings import shown
from assets.deliveries.reading.table import ReadFile, TextTable
from reports.feedback.marked import Sheet, marked_copy
from reports.feedback.report import Report
from reports.numbers import german
from schemas.cover import SHEET as COVER_SHEET

# A workbook of more cells takes minutes to write and to open; then only the rows with findings are copied.
MOST_CELLS = 100_000


def copy_of(report: Report, read: ReadFile) -> bytes:
    """The marked copy of a file that was read."""
    return marked_copy(report, sheets_of(read, report.findings, str(report.delivery["file_name"])))


def sheets_of(read: ReadFile, findings: pd.DataFrame, file_name: str) -> list[Sheet]:
    """The sheets of a file that was read, its cover sheet first; a CSV is one sheet with the file's name.

    `findings` (columns sheet, row) say which rows of a very large table are copied.
    """
    sheets = [_cover(read)] if read.cover else []
    names = dict.fromkeys(table.sheet for table in read.tables)
    for name in names:
        tables = [table for table in read.tables if table.sheet == name]
        marked = findings[findings["sheet"] == shown(name)]["row"].dropna().astype(int)
        sheets.append(_sheet(name or PurePosixPath(file_name).stem, shown(name), tables, marked))
    return sheets


def _sheet(name: str, key: str, tables: Sequence[TextTable], marked: pd.Series) -> Sheet:
    rows: dict[int, dict[str, str]] = {}
    partial = ""
    for table in tables:
        lines = np.asarray(table.lines)
        wanted = np.arange(len(lines))
        most_rows = MOST_CELLS // max(len(table.columns), 1)
        if len(lines) > most_rows:
            wanted = np.flatnonzero(np.isin(lines, marked.to_numpy()))[:most_rows]
            partial = (
                f"Die Tabelle hat {german(len(lines))} Zeilen; hier stehen nur die Kopfzeile und die Zeilen mit "
                f"Befunden ({german(len(wanted))})."
            )
        for column in table.columns:
            rows.setdefault(table.header_row, {})[column.letter] = column.name
            for line, code in zip(lines[wanted], column.codes[wanted], strict=True):
                rows.setdefault(int(line), {})[column.letter] = column.words[code]
        letters = {column.name: column.letter for column in table.columns}
        for total in table.totals:
            cells = {letters[header]: text for header, text in total.cells.items() if header in letters}
            rows.setdefault(total.line, {}).update(cells)
    columns = {shown(column.name): column.letter for table in tables for column in table.columns}
    return Sheet(name, key, tables[0].header_row, columns, rows, partial)


def _cover(read: ReadFile) -> Sheet:
    """The cover sheet: each entry at its address, its label before it."""
    rows: dict[int, dict[str, str]] = {}
    for label, (text, address) in read.cover.items():
        letter = address.rstrip("0123456789")
        row = rows.setdefault(int(address[len(letter) :]), {})
        row[letter] = text
        if len(letter) == 1 and letter > "A":
            row[chr(ord(letter) - 1)] = label
    return Sheet(COVER_SHEET, COVER_SHEET, 0, {}, rows)
