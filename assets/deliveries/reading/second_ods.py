"""The second reader of ODS: the cells as content.xml states them, with the text that LibreOffice shows.

Belongs here: sheets of an ODS file as SecondSheet. Not here: the first reader and the comparison (workbook.py), limits
on the file (preflight.py).
"""

import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, cast
from zipfile import ZipFile

from lxml import etree

from assets.deliveries.reading.cell_text import LONGEST_TEXT, Value, as_text, duration, is_error
from assets.deliveries.reading.containers import Damaged
from assets.deliveries.reading.second_sheet import Cell, SecondSheet

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
# Repeated cells are written out: more of them than this is no table of a city.
MAX_CELLS = 5_000_000


def _name(short: str) -> str:
    prefix, _, name = short.partition(":")
    return f"{{{_NAMES[prefix]}}}{name}"


_OFFICE_VALUE_TYPE, _CALC_VALUE_TYPE = _name("office:value-type"), _name("calcext:value-type")
_TABLE, _COLUMN, _ROW = _name("table:table"), _name("table:table-column"), _name("table:table-row")
_CELL, _COVERED, _STYLE = _name("table:table-cell"), _name("table:covered-table-cell"), _name("style:style")
_RANGE, _FILTER = _name("table:database-range"), _name("table:filter")
_ANNOTATION, _PARAGRAPH = _name("office:annotation"), _name("text:p")
_VALUE, _BOOLEAN, _STRING = _name("office:value"), _name("office:boolean-value"), _name("office:string-value")
_DATE, _TIME = _name("office:date-value"), _name("office:time-value")
_FORMULA, _VISIBILITY = _name("table:formula"), _name("table:visibility")
_REPEATED_COLUMNS, _REPEATED_ROWS = _name("table:number-columns-repeated"), _name("table:number-rows-repeated")
_SPANNED_COLUMNS, _SPANNED_ROWS = _name("table:number-columns-spanned"), _name("table:number-rows-spanned")


@dataclass
class _Sheet:
    name: str
    hidden: bool
    cells: list[Cell] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    filtered: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    row: int = 0
    column: int = 0


def second_sheets(content: bytes, wanted: Collection[str]) -> Iterator[SecondSheet]:
    """The wanted sheets of an ODS file. Raises Damaged, KeyError, ValueError, zipfile's or lxml's errors."""
    with ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as file:
        for sheet in _sheets(file):
            if sheet.name in wanted:
                yield SecondSheet(
                    sheet.name,
                    sheet.cells,
                    sheet.hidden,
                    sheet.hidden_rows,
                    sheet.hidden_columns,
                    sheet.filtered,
                    sheet.merged,
                    sheet.comments,
                    sheet.uncalculated,
                )


def require_xml(content: bytes) -> None:
    """Raises lxml's XMLSyntaxError where a part is no XML: the first reader would wait for its end for ever."""
    with ZipFile(io.BytesIO(content)) as archive:
        for part in ("META-INF/manifest.xml", "content.xml"):
            nothing: Any = _Nothing()
            parser = etree.XMLParser(target=nothing, resolve_entities=False, no_network=True)
            with archive.open(part) as file:
                while piece := file.read(1 << 20):
                    parser.feed(piece)
            parser.close()


class _Nothing:
    """What is made of the XML while it is only checked."""

    def close(self) -> None:
        """The parser asks for it at the end."""


def _sheets(file: IO[bytes]) -> Iterator[_Sheet]:
    hidden_styles: set[str] = set()
    sheet: _Sheet | None = None
    tags = (_TABLE, _COLUMN, _ROW, _STYLE)
    for event, element in etree.iterparse(
        file, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
    ):
        if element.tag == _STYLE and event == "end":
            if element.xpath("table:table-properties/@table:display='false'", namespaces=_NAMES):
                hidden_styles.add(element.get(_name("style:name"), ""))
        elif element.tag == _TABLE and element.getparent().tag == _name("office:spreadsheet"):
            if event == "start":
                hidden = element.get(_name("table:style-name")) in hidden_styles
                sheet = _Sheet(element.get(_name("table:name"), ""), hidden)
            elif sheet is not None:
                yield sheet
                sheet = None
                element.clear()
        elif sheet is not None and event == "end":
            if element.tag == _COLUMN:
                count = int(element.get(_REPEATED_COLUMNS, 1))
                # Columns to the edge of the sheet are hidden in many tidy files; nothing stands there.
                if element.get(_VISIBILITY, "visible") != "visible":
                    sheet.hidden_columns += range(sheet.column, min(sheet.column + count, 16_384))
                sheet.column += count
            elif element.tag == _ROW:
                _add_row(sheet, element)
                element.getparent().remove(element)


def _add_row(sheet: _Sheet, element: etree._Element) -> None:
    repeated = int(element.get(_REPEATED_ROWS, 1))
    first = len(sheet.cells)
    column = 0
    for cell in element.iterchildren(_CELL, _COVERED):
        attributes = cast("dict[str, str]", dict(cell.items()))
        count = int(attributes.pop(_REPEATED_COLUMNS, 1))
        if len(cell) or attributes:
            _add_cell(sheet, cell, attributes, column, count)
        column += count
    made = sheet.cells[first:]
    if len(sheet.cells) + len(made) * repeated > MAX_CELLS:
        raise Damaged("zu viele wiederholte Zellen")
    visibility = element.get(_VISIBILITY, "visible")
    sheet.filtered = sheet.filtered or visibility == "filter"
    if made and visibility != "visible":
        sheet.hidden_rows += range(sheet.row, sheet.row + repeated)
    for below in range(1, repeated if made else 1):
        sheet.cells += [cell._replace(row=cell.row + below) for cell in made]
    sheet.row += repeated


def _add_cell(sheet: _Sheet, cell: etree._Element, attributes: dict[str, str], column: int, count: int) -> None:
    rows, columns = int(attributes.get(_SPANNED_ROWS, 1)), int(attributes.get(_SPANNED_COLUMNS, 1))
    if rows * columns > 1:
        sheet.merged.append((sheet.row, column, sheet.row + rows - 1, column + columns - 1))
    paragraphs = []
    for child in cell:
        if child.tag == _PARAGRAPH:
            paragraphs.append(_text(child) if len(child) else child.text or "")
        elif child.tag == _ANNOTATION:
            sheet.comments.append((sheet.row, column))
    kind = attributes.get(_OFFICE_VALUE_TYPE, "")
    if not kind and not paragraphs:
        if _FORMULA in attributes:
            sheet.uncalculated.append((sheet.row, column))
        return
    shown = "\n".join(paragraphs)
    error = attributes.get(_CALC_VALUE_TYPE) == "error" or (kind != "string" and is_error(shown))
    value = shown if error else _value(attributes, kind, shown)
    if value is None or value == "":
        return
    if len(sheet.cells) + count > MAX_CELLS:
        raise Damaged("zu viele wiederholte Zellen")
    code = less = ""
    if isinstance(value, float):
        code = _code(value, kind, shown)
        less = _shown(value, code, shown)
    for right in range(count):
        sheet.cells.append(Cell(sheet.row, column + right, value, code, less, error))


def _value(attributes: dict[str, str], kind: str, shown: str) -> Value:
    if kind in ("float", "currency", "percentage"):
        return float(attributes[_VALUE])
    if kind == "boolean":
        return attributes[_BOOLEAN] == "true"
    if kind == "date":
        moment = attributes[_DATE]
        return datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
    if kind == "time":
        length = duration(attributes[_TIME])
        if length is None:
            raise Damaged("eine Uhrzeit ist unlesbar")
        return length
    # Where a string has a value beside its text, the text is only how it is shown.
    return attributes.get(_STRING) or shown


def _text(element: etree._Element) -> str:
    """The text of a paragraph; ODF writes further blanks, tabs and line ends as elements."""
    parts = [element.text or ""]
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "s":
            parts.append(" " * min(int(child.get(_name("text:c"), 1)), LONGEST_TEXT))
        elif name in ("tab", "line-break"):
            parts.append("\t" if name == "tab" else "\n")
        elif name not in ("annotation", "note", "ruby-text"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _code(value: float, kind: str, shown: str) -> str:
    """The number format of Excel that shows the same: only leading zeros and percent change the text of a number."""
    if kind == "percentage":
        return "0%"
    padded = shown.startswith("0") and len(shown) > 1 and shown.isdecimal() and value == int(shown)
    return "0" * len(shown) if padded else ""


def _shown(value: float, code: str, shown: str) -> str:
    """The shown text where it lacks digits of the value. Which sign is the comma depends on the sender's language."""
    text = as_text(value, code)
    if not shown or shown in (text, text.replace(",", ".")):
        return ""
    stored, visible = re.sub(r"\D", "", text), re.sub(r"\D", "", shown)
    whole = len(str(int(abs(Decimal(repr(value)) * (100 if code == "0%" else 1)))))
    complete = stored.strip("0") == visible.strip("0") and len(visible) >= whole
    return "" if complete else shown
