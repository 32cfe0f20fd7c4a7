"""The second reader of XLSX: openpyxl, and for files too large for it what their XML says beside the values.

Belongs here: sheets of an XLSX file as SecondSheet. Not here: the first reader and the comparison (workbook.py).
"""

import io
import warnings
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assets.deliveries.reading.cell_text import displayed
from assets.deliveries.reading.second_sheet import UNREAD, UNREAD_NUMBER, Cell, SecondSheet
from assets.deliveries.reading.xlsx_marks import Mark, XlsxMarks

# openpyxl needs about 12 µs and 0.5 KiB a cell.
MAX_BYTES = 5 * 1024**2
MAX_CELLS = 200_000
_TEXTS = ("s", "str", "inlineStr")


def second_sheets(content: bytes, wanted: Collection[str]) -> Iterator[SecondSheet]:
    """The wanted sheets of an XLSX file; of a file too large to read twice the cells have the value UNREAD.

    Raises whatever openpyxl, zipfile and lxml raise at damaged files.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        marks = XlsxMarks(archive)
        counts = {name: marks.count(name) for name in marks.parts} if len(content) <= MAX_BYTES else {}
        if not counts or sum(cells for cells, _ in counts.values()) > MAX_CELLS:
            yield from (_marked(name, marks) for name in wanted)
            return
        with warnings.catch_warnings():
            # What openpyxl cannot keep when writing (drawings, validations) does not matter to a reader.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        for name in wanted:
            formulas = [mark for mark in marks.marks(name) if mark.formula] if counts[name][1] else []
            yield _sheet(book[name], formulas, marks.recalculate)


def _sheet(sheet: Worksheet, formulas: list[Mark], recalculate: bool) -> SecondSheet:
    # The cells that the file stores: walking over rows and columns would make those it does not store.
    stored = sheet._cells
    return SecondSheet(
        sheet.title,
        _cells(stored),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=[number - 1 for number, row in sheet.row_dimensions.items() if row.hidden or row.height == 0],
        hidden_columns=[
            number
            for columns in sheet.column_dimensions.values()
            if columns.hidden or columns.width == 0
            for number in range(columns.min - 1, columns.max)
        ],
        filtered=any(one.filterColumn for one in _filters(sheet)),
        merged=[(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1) for one in sheet.merged_cells],
        comments=[(cell.row - 1, cell.column - 1) for cell in stored.values() if getattr(cell, "comment", None)],
        uncalculated=[(mark.row, mark.column) for mark in formulas if mark.uncalculated],
        stale=[(mark.row, mark.column) for mark in formulas if recalculate and not mark.uncalculated],
    )


def _filters(sheet: Worksheet) -> Iterator[Any]:
    yield sheet.auto_filter
    yield from (table.autoFilter for table in sheet.tables.values() if table.autoFilter)


def _cells(stored: Mapping[tuple[int, int], Any]) -> Iterator[Cell]:
    for (row, column), cell in stored.items():
        value = cell.value
        if isinstance(value, str):
            yield Cell(row - 1, column - 1, value, "", "", cell.data_type == "e")
        elif value is not None:
            code = cell.number_format
            yield Cell(row - 1, column - 1, value, code, displayed(value, code), False)


def _marked(name: str, marks: XlsxMarks) -> SecondSheet:
    # These are known only when the cells have been walked over: the caller reads the cells first.
    uncalculated: list[tuple[int, int]] = []
    stale: list[tuple[int, int]] = []
    hidden_rows: list[int] = []

    def cells() -> Iterator[Cell]:
        for mark in marks.marks(name):
            if mark.uncalculated:
                uncalculated.append((mark.row, mark.column))
            elif mark.formula and marks.recalculate:
                stale.append((mark.row, mark.column))
            if mark.hidden_row and mark.row not in hidden_rows[-1:]:
                hidden_rows.append(mark.row)
            if mark.filled:
                value = mark.error or (UNREAD if mark.kind in _TEXTS else UNREAD_NUMBER)
                yield Cell(mark.row, mark.column, value, mark.code, error=bool(mark.error))

    return SecondSheet(
        name,
        cells(),
        hidden_rows=hidden_rows,
        hidden_columns=marks.hidden_columns(name),
        uncalculated=uncalculated,
        stale=stale,
        single=True,
    )
