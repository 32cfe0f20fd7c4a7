"""The tables of an edition as one workbook: cover, contents, notes, then a sheet a table that starts in A1.

Belongs here: the XLSX file. Not here: the rows of a table (table_rows.py), which tables there are (assets/editions/),
the form workbook of a city (workbook.py). Sheet names are ids, the same in every language; no text is a formula.
"""

import io
import textwrap
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reports.feedback.text import visible
from reports.languages import GERMAN, Language
from reports.spec import TableSpec
from reports.table_lists import contents, notes, safe_name, sheet_name
from reports.table_rows import Number, PlainColumn, PlainTable, plain

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COVER, CONTENTS, NOTES = "deckblatt", "inhalt", "hinweise"
_INK, _BLUE, _LINE = "#1D2327", "#0B5A78", 13.5  # _LINE: height of a line in points
_LONGEST_CELL, _LONGEST_HEADER = 32_767, 255
_STYLE = {"style": "Table Style Light 1", "autofilter": False}
_HEAD = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": _INK}
_NUMBER = {"align": "right", "indent": 1}
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10, "font_color": _INK},
}


@dataclass(frozen=True)
class Cover:
    """The first sheet: title, lines of a label and its words. `created`: a date of the data, never of the run."""

    title: str
    created: datetime
    lines: Sequence[tuple[str, str]] = ()
    language: Language = field(default=GERMAN)


def tables_workbook(specs: Sequence[TableSpec], cover: Cover, definitions: Sequence[tuple[str, str]] = ()) -> bytes:
    """The workbook as XLSX; `definitions` are terms and what they mean. The same tables give the same bytes.

    Numbers are numbers, unrounded, shown with the decimals of their column; a missing one is an empty cell with its
    reason in the status column. Raises ValueError where two tables have one id.
    """
    from xlsxwriter import Workbook

    names = {spec.id: sheet_name(spec.id) for spec in specs}
    if len({name.lower() for name in (*names.values(), COVER, CONTENTS, NOTES)}) != len(specs) + 3:
        raise ValueError(f"zwei Tabellen mit einer Kennung: {sorted(spec.id for spec in specs)}")
    content = io.BytesIO()
    # XlsxWriter writes into what it is given: with one dictionary for all, the second workbook has other fonts.
    book = Workbook(content, deepcopy(_PLAIN))
    book.set_properties({"title": visible(cover.title), "created": cover.created})
    _write_cover(book, cover)
    _write_table(book, CONTENTS, contents(specs, cover.language), cover.title, fixed=[34, 62, 60, 44])
    for row, name in enumerate(names.values(), start=1):
        link = book.add_format({"font_color": _BLUE, "underline": 1, "valign": "top"})
        book.get_worksheet_by_name(CONTENTS).write_url(row, 0, f"internal:'{name}'!A1", link, name)
    _write_table(book, NOTES, notes(specs, definitions, cover.language), cover.title, fixed=[12, 16, 44, 90])
    for spec in specs:
        numbers = {note.id: str(number) for number, note in enumerate(spec.used_notes(), start=1)}
        _write_table(book, names[spec.id], plain(spec, numbers), spec.caption)
    book.close()
    return content.getvalue()


class _Looks:
    """Cell formats by number format, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> "Format":
        if name not in self._made:
            align = {"text_wrap": True} if name == "@" else _NUMBER
            self._made[name] = self._book.add_format({"valign": "top", "num_format": name, **align})
        return self._made[name]


def _write_cover(book: "Workbook", cover: Cover) -> None:
    sheet = book.add_worksheet(COVER)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, _cell(cover.title), book.add_format({"bold": True, "font_size": 16, "font_color": _BLUE}))
    label, words = (book.add_format({"valign": "top", look: True}) for look in ("bold", "text_wrap"))
    for row, (term, said) in enumerate(cover.lines, start=2):
        sheet.set_row(row, _height([(said, 90)]))
        sheet.write_string(row, 0, _cell(term), label)
        sheet.write_string(row, 1, _cell(said), words)
    _set_print(sheet, cover.title)


def _write_table(book: "Workbook", name: str, table: PlainTable, title: str, fixed: Sequence[float] = ()) -> None:
    sheet = book.add_worksheet(name)
    looks = _Looks(book)
    widths = fixed or [_width(table, place) for place in range(len(table.columns))]
    headers = [
        {"header": text, "header_format": book.add_format(_HEAD | (_NUMBER if column.number else {}))}
        for text, column in zip(_headers(table.columns), table.columns, strict=True)
    ]
    last = max(len(table.rows), 1)  # a table needs a row, even where there is nothing to tell
    sheet.add_table(0, 0, last, len(headers) - 1, _STYLE | {"name": f"t_{safe_name(name)}", "columns": headers})
    sheet.set_row(0, _height([(one["header"], width) for one, width in zip(headers, widths, strict=True)]) + 4)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for row, values in enumerate(table.rows, start=1):
        sheet.set_row(row, _height((str(value), width) for value, width in zip(values, widths, strict=True)))
        for place, (value, column) in enumerate(zip(values, table.columns, strict=True)):
            if isinstance(value, Number):
                sheet.write_number(row, place, value.value, looks[_number_format(value, column)])
            elif value:
                sheet.write_string(row, place, _cell(value), looks["@"])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _set_print(sheet, title)


def _number_format(number: Number, column: PlainColumn) -> str:
    """The format that shows it as everywhere: true minus, a plus where it is signed, and neither before a zero."""
    digits = ("#,##0" if column.grouped else "0") + ("." + "0" * number.decimals if number.decimals else "")
    if abs(number.value) < 0.5 * 10**-number.decimals:
        return f"{digits};{digits}"
    return f"+{digits};−{digits}" if column.signed else f"{digits};−{digits}"


def _headers(columns: Sequence[PlainColumn]) -> list[str]:
    """Labels as headers; two columns of one table never have the same, whatever case they are written in."""
    labels = [visible(column.label).strip()[: _LONGEST_HEADER - 40] or column.key for column in columns]
    lower = [label.lower() for label in labels]
    return [
        label if lower.count(label.lower()) == 1 else f"{label} ({column.key})"
        for label, column in zip(labels, columns, strict=True)
    ]


def _width(table: PlainTable, place: int) -> float:
    column = table.columns[place]
    if column.number:
        return 16
    longest = max((len(str(row[place] or "")) for row in table.rows), default=0)
    return float(min(max(longest + 2, 12), 48))


def _height(texts: Iterable[tuple[str, float]]) -> float:
    """As high as the wrapped texts need in columns of these widths: not every program does it by itself."""
    return _LINE * min(max(len(textwrap.wrap(text, int(width * 1.05))) or 1 for text, width in texts), 28)


def _set_print(sheet: "Worksheet", title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{visible(title)[:150].replace('&', '&&')}&R&P / &N")


def _cell(text: Any) -> str:
    return visible(text, keep="\n")[:_LONGEST_CELL]
