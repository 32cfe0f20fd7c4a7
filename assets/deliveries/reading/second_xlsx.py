"""The second reader of XLSX: openpyxl, and for files too large for it what their XML says beside the values.

Belongs here: sheets of an XLSX file as SecondSheet. Not here: the first reader and the comparison (workbook.py).
"""

import io
import warnings
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assets.deliveries.reading.cell_text import displayed
from assets.deliveries.reading.containers import Damaged
from assets.deliveries.reading.second_sheet import UNREAD, Cell, SecondSheet
from assets.deliveries.reading.xlsx_marks import Mark, XlsxMarks

# openpyxl needs about 12 µs and 0.5 KiB a cell.
MAX_BYTES = 5 * 1024**2
MAX_CELLS = 200_000


def second_sheets(content: bytes, wanted: Collection[str]) -> Iterator[SecondSheet]:
    """The wanted sheets of an XLSX file. Where it is too large for openpyxl, or openpyxl cannot open it, its texts and
    dates have the value UNREAD: numbers, and what is missing, failed or formatted, are seen all the same.

    Raises whatever openpyxl, zipfile and lxml raise at damaged files.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        marks = XlsxMarks(archive)
        counts = {name: marks.count(name) for name in marks.parts} if len(content) <= MAX_BYTES else {}
        if not counts or sum(cells for cells, _ in counts.values()) > MAX_CELLS:
            size = f"{len(content) / 1024**2:.1f} MB".replace(".", ",")
            yield from (_marked(name, marks, f"sie ist mit {size} zu groß") for name in wanted)
            return
        try:
            book = _opened(content)
            sheets = [book[name] for name in wanted]
        except Exception:
            # openpyxl raises anything, already at an empty fill colour, and sees no sheets in "Strict Open XML". A file
            # that is whole and only openpyxl cannot open is a file of another program, not a damaged one.
            if archive.testzip() is not None:
                raise
            yield from (_marked(name, marks, "das zweite kann sie nicht öffnen") for name in wanted)
            return
        for sheet in sheets:
            stored, has_formulas = counts[sheet.title]
            # Of a cell that is stored twice, both readers would take the later one.
            doubtful = stored > len(sheet._cells) or sheet.merged_cells.ranges
            found = list(marks.marks(sheet.title)) if has_formulas or doubtful else []
            if doubtful and len({(mark.row, mark.column) for mark in found}) < len(found):
                raise Damaged(f"Blatt „{sheet.title}“ hat eine Zelle zweimal")
            yield _sheet(sheet, [mark for mark in found if mark.formula], marks.recalculate)


def _opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        # What openpyxl cannot keep when writing (drawings, validations) does not matter to a reader.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), data_only=True, keep_links=False)


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


def _marked(name: str, marks: XlsxMarks, single: str) -> SecondSheet:
    # These are known only when the cells have been walked over: the caller reads the cells first.
    uncalculated: list[tuple[int, int]] = []
    stale: list[tuple[int, int]] = []
    hidden_rows: list[int] = []

    def cells() -> Iterator[Cell]:
        for row, column, code, filled, value, formula, error, without_result, hidden in marks.marks(name):
            if without_result:
                uncalculated.append((row, column))
            elif formula and marks.recalculate:
                stale.append((row, column))
            if hidden and row not in hidden_rows[-1:]:
                hidden_rows.append(row)
            if filled:
                less = "" if value is UNREAD else displayed(value, code)
                yield Cell(row, column, error or value, code, less, bool(error))

    return SecondSheet(
        name,
        cells(),
        hidden_rows=hidden_rows,
        hidden_columns=marks.hidden_columns(name),
        uncalculated=uncalculated,
        stale=stale,
        single=single,
    )
