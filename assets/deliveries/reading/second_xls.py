"""The second reader of XLS (Excel 97 to 2003): xlrd.

Belongs here: sheets of an XLS file as SecondSheet. Not here: the first reader and the comparison (workbook.py).
"""

import io
import re
import struct
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

import xlrd

from assets.deliveries.reading.cell_text import Value, displayed
from assets.deliveries.reading.containers import open_compound, records
from assets.deliveries.reading.second_sheet import Cell, SecondSheet

_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BOUND_SHEET, _BEGIN, _FORMULA = 0x85, 0x809, 0x06
_EMPTY_RESULT = b"\x03\x00\x00\x00\x00\x00\xff\xff"
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


def second_sheets(content: bytes, wanted: Collection[str]) -> Iterator[SecondSheet]:
    """The wanted sheets of an XLS file. Raises whatever xlrd raises at damaged files."""
    # xlrd writes its remarks to the standard output, where a child process answers.
    blank = _blank_formulas(content)
    with xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO()) as book:
        for sheet in book.sheets():
            if sheet.name in wanted:
                yield SecondSheet(
                    sheet.name,
                    list(_cells(book, sheet)),
                    hidden=sheet.visibility != 0,
                    hidden_rows=[row for row, info in sheet.rowinfo_map.items() if info.hidden],
                    hidden_columns=[column for column, info in sheet.colinfo_map.items() if info.hidden],
                    merged=[(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells],
                    comments=sorted(sheet.cell_note_map),
                    blank_formulas=blank.get(sheet.name, []),
                )


def _cells(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[Cell]:
    for row in range(sheet.nrows):
        kinds, values, styles = sheet.row_types(row), sheet.row_values(row), sheet._cell_xf_indexes[row]
        for column, kind in enumerate(kinds):
            if kind in _EMPTY or values[column] == "":
                continue
            if kind == xlrd.XL_CELL_ERROR:
                words = xlrd.error_text_from_code.get(values[column], "#FEHLER")
                yield Cell(row, column, words, error=True)
                continue
            code = book.format_map[book.xf_list[styles[column]].format_key].format_str
            value = _value(kind, values[column], code, book.datemode)
            yield Cell(row, column, value, code, displayed(value, code))


def _blank_formulas(content: bytes) -> dict[str, list[tuple[int, int]]]:
    """Formulas whose stored result is the empty text, by sheet; programs that cannot calculate store all so."""
    compound = open_compound(content)
    stream = compound.stream("Workbook" if "Workbook" in compound.entries else "Book")
    names: dict[int, str] = {}
    blank: dict[str, list[tuple[int, int]]] = {}
    sheet = ""
    for kind, at, length in records(stream):
        if kind == _BOUND_SHEET:
            (start,) = struct.unpack_from("<I", stream, at)
            names[start] = _sheet_name(stream[at + 6 : at + length])
        elif kind == _BEGIN:
            sheet = names.get(at - 4, sheet)
        elif kind == _FORMULA and stream[at + 6 : at + 14] == _EMPTY_RESULT:
            blank.setdefault(sheet, []).append(struct.unpack_from("<HH", stream, at))
    return blank


def _sheet_name(coded: bytes) -> str:
    """Length, then whether each character takes one byte or two, then the name."""
    return coded[2 : 2 + coded[0] * 2].decode("utf-16-le") if coded[1] else coded[2 : 2 + coded[0]].decode("latin-1")


def _value(kind: int, value: str | float, code: str, datemode: int) -> Value:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind != xlrd.XL_CELL_DATE or isinstance(value, str):
        return value
    if _ELAPSED.search(code):
        return timedelta(days=value)
    moment: datetime = xlrd.xldate.xldate_as_datetime(value, datemode)
    return moment.time() if 0 <= value < 1 else moment
