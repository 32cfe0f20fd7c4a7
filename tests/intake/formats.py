"""A table of German words as a file: CSV in the dialects of offices, XLSX of two programs, ODS and XLS.

Belongs here: writing what a city would save. Not here: what stands in the table (deliveries.py), mistakes
(corruptions.py).
"""

import csv
import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
import xlwt

from schemas.cover import SHEET

_PLAIN = re.compile(r"(-?)(0|[1-9][0-9]*)(?:,([0-9]+))?")
_DATE = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})")


@dataclass(frozen=True)
class ErrorValue:
    """A formula that failed, as a spreadsheet shows it: #DIV/0!"""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula without a stored result."""

    text: str


@dataclass(frozen=True)
class Day:
    """A number that a spreadsheet has turned into a day."""

    day: date


Special = ErrorValue | Formula | Day


@dataclass(frozen=True)
class Way:
    """How a file is saved. `kind`: csv, xlsx, ods or xls; `thousands`: what stands before thousands in a CSV.

    `program`: openpyxl or xlsxwriter for XLSX. `dates`: days are cells with a date format, not text.
    """

    kind: str = "csv"
    separator: str = ";"
    quoted: bool = False
    encoding: str = "utf-8"
    ends: str = "\r\n"
    thousands: str = ""
    program: str = "xlsxwriter"
    dates: bool = False

    @property
    def name(self) -> str:
        """The way in a few words."""
        if self.kind == "csv":
            return f"csv {self.separator!r} {self.encoding} {self.ends!r} {self.thousands!r}"
        return f"{self.kind} {self.program}" if self.kind == "xlsx" else self.kind


@dataclass(frozen=True)
class Sheet:
    """Cells from A1 on, the header first; `numbers` are the columns (from 0) whose cells are numbers.

    Of workbooks only: `hidden` are rows (from 0) that are not shown, `special` cells that hold no plain value, `cover`
    the label and answer of each line of a cover sheet.
    """

    cells: list[list[str]]
    numbers: Collection[int] = ()
    name: str = "Tabelle1"
    cover: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    special: Mapping[tuple[int, int], Special] = field(default_factory=dict)


def written(sheet: Sheet, way: Way) -> bytes:
    """The file."""
    if way.kind == "csv":
        return csv_text(sheet, way).encode(way.encoding)
    return {"xlsx": _xlsx, "ods": _ods, "xls": _xls}[way.kind](sheet, way)


def csv_text(sheet: Sheet, way: Way) -> str:
    """The text of a CSV file; numbers get the way's thousands."""
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if way.quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=way.separator, quoting=quoting, lineterminator=way.ends)
    for number, row in enumerate(sheet.cells):
        writer.writerow(
            [
                grouped(cell, way.thousands) if number and place in sheet.numbers else cell
                for place, cell in enumerate(row)
            ]
        )
    return out.getvalue()


def grouped(cell: str, thousands: str) -> str:
    """A plain number with `thousands` before each three digits; any other text as it is."""
    match = _PLAIN.fullmatch(cell)
    if not thousands or not match:
        return cell
    minus, whole, decimals = match.groups()
    whole = minus + f"{int(whole):,}".replace(",", thousands)
    return f"{whole},{decimals}" if decimals else whole


def _value(sheet: Sheet, way: Way, row: int, column: int) -> str | Decimal | date | Special:
    """What a spreadsheet holds in a cell: a number in a column of numbers, a day where it is one, else text."""
    if (row, column) in sheet.special:
        return sheet.special[row, column]
    cell = sheet.cells[row][column]
    if row and column in sheet.numbers and _PLAIN.fullmatch(cell):
        return Decimal(cell.replace(",", "."))
    if row and way.dates and (day := _DATE.fullmatch(cell)):
        try:
            return date(int(day[3]), int(day[2]), int(day[1]))
        except ValueError:
            return cell
    return cell


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _xlsx(sheet: Sheet, way: Way) -> bytes:
    return (_by_openpyxl if way.program == "openpyxl" else _by_xlsxwriter)(sheet, way)


def _by_openpyxl(sheet: Sheet, way: Way) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet.name
    if sheet.cover:
        front = book.create_sheet(SHEET, 0)
        for line in [["Lieferung (Beispieldaten)"], [], *map(list, sheet.cover.items())]:
            front.append(line)
    for row, cells in enumerate(sheet.cells):
        for column in range(len(cells)):
            value = _value(sheet, way, row, column)
            if value == "":
                continue
            cell = page.cell(row + 1, column + 1)
            if isinstance(value, ErrorValue):
                cell.value, cell.data_type = value.text, "e"
            elif isinstance(value, Formula):
                cell.value, cell.data_type = value.text, "f"
            elif isinstance(value, Day | date):
                cell.value = value.day if isinstance(value, Day) else value
                cell.number_format = "DD.MM.YYYY"
            elif isinstance(value, Decimal):
                cell.value = _number(value)
            else:
                cell.value, cell.data_type = value, "s"
        if row in sheet.hidden:
            page.row_dimensions[row + 1].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _by_xlsxwriter(sheet: Sheet, way: Way) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    if sheet.cover:
        front = book.add_worksheet(SHEET)
        for row, line in enumerate(sheet.cover.items(), start=2):
            front.write_row(row, 0, line)
    page = book.add_worksheet(sheet.name)
    day_format = book.add_format({"num_format": "dd.mm.yyyy"})
    for row, cells in enumerate(sheet.cells):
        for column in range(len(cells)):
            value = _value(sheet, way, row, column)
            if isinstance(value, ErrorValue):
                page.write_formula(row, column, "=1/0", None, value.text)
            elif isinstance(value, Formula):
                # The program always stores a result; an empty one stands for none.
                page.write_formula(row, column, value.text, None, "")
            elif isinstance(value, Day | date):
                page.write_datetime(row, column, value.day if isinstance(value, Day) else value, day_format)
            elif isinstance(value, Decimal):
                page.write_number(row, column, _number(value))
            elif value:
                page.write_string(row, column, value)
        if row in sheet.hidden:
            page.set_row(row, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def _xls(sheet: Sheet, way: Way) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Tabelle1")
    day_format = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for row, cells in enumerate(sheet.cells):
        for column in range(len(cells)):
            value = _value(sheet, way, row, column)
            if isinstance(value, Day | date):
                page.write(row, column, value.day if isinstance(value, Day) else value, day_format)
            elif isinstance(value, Decimal):
                page.write(row, column, _number(value))
            elif isinstance(value, str) and value:
                page.write(row, column, value)
        page.row(row).hidden = row in sheet.hidden
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_ODS_START = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' office:version="1.3"><office:body><office:spreadsheet>'
)
_ODS_END = "</office:spreadsheet></office:body></office:document-content>"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _ods(sheet: Sheet, way: Way) -> bytes:
    rows = []
    for row, cells in enumerate(sheet.cells):
        inside = "".join(_ods_cell(_value(sheet, way, row, column)) for column in range(len(cells)))
        shown = ' table:visibility="collapse"' if row in sheet.hidden else ""
        rows.append(f"<table:table-row{shown}>{inside}</table:table-row>")
    lines = [f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in sheet.cover.items()]
    front = _ods_table(SHEET, lines) if sheet.cover else ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(zipfile.ZipInfo("mimetype"), _ODS_TYPE, zipfile.ZIP_STORED)
        parts.writestr("content.xml", _ODS_START + front + _ods_table(sheet.name, rows) + _ODS_END)
        parts.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
    return out.getvalue()


def _ods_table(name: str, rows: list[str]) -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def _ods_cell(value: str | Decimal | date | Special) -> str:
    if isinstance(value, ErrorValue):
        kind, shown = 'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"', value.text
    elif isinstance(value, Formula):
        return f'<table:table-cell table:formula="of:{escape(value.text)}"/>'
    elif isinstance(value, Day | date):
        day = value.day if isinstance(value, Day) else value
        kind, shown = f'office:value-type="date" office:date-value="{day.isoformat()}"', f"{day:%d.%m.%Y}"
    elif isinstance(value, Decimal):
        kind, shown = f'office:value-type="float" office:value="{value}"', f"{value}".replace(".", ",")
    elif value:
        kind, shown = 'office:value-type="string"', value
    else:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell {kind}>{lines}</table:table-cell>"


def sheet_of(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int]) -> Sheet:
    """A sheet with its header in row 1."""
    return Sheet([list(header), *map(list, rows)], numbers)
