"""The form workbook as a file: guide, cover sheet, one sheet a form, the lists of words, from a plain description.

Belongs here: sheets, drop-downs, notes, protection, print set-up. Not here: which forms, words and rows there are
(assets/deliveries/template.py), reading a filled one back. Every text is written as text, never as a formula.
"""

import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# Rows down to which drop-downs and number checks reach; more rows may still be filled in, they are only not helped.
HELPED_ROWS = 10_000
SIGNS = "zeichen"

_INK, _GREY_INK, _QUIET, _WHITE = "#1A1A1A", "#595959", "#767676", "#FFFFFF"
_LINE = 13.5  # points
_BLUE = "#1F3864"
# Header of a column by its demand: background and ink.
_HEADERS = {
    "required": (_BLUE, _WHITE),
    "optional": ("#5B6B82", _WHITE),
    "cover": ("#D9D9D9", _INK),
    "reference": ("#EDEDED", _GREY_INK),
}
_ANSWER, _LOCKED = "#FFF8E1", "#EDEDED"
# What a protected sheet still allows: everything but touching headers and last year's values.
_ALLOWED = {
    "insert_rows": True,
    "delete_rows": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}


@dataclass(frozen=True)
class Column:
    """A column of a form sheet. `note` is the cell note of its header, `words` the list it offers ("" for none).

    `kind`: text, count (whole number), number, or reference (grey, locked). `demand`: required, optional, cover (only
    where a row differs from the cover sheet) or reference; it is the header's colour. `answer`: the city answers here.
    """

    header: str
    note: str
    width: float
    kind: str = "text"
    words: str = ""
    demand: str = "optional"
    answer: bool = False


@dataclass(frozen=True)
class FormSheet:
    """A form: its columns and its prepared rows, each header → text; None is a cell that this row does not ask.

    `quiet` is the word that says "not broken down": it is written grey, so that the eye finds what a row is about.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, str | None]] = ()
    quiet: str = ""


@dataclass(frozen=True)
class CoverLine:
    """A line of the cover sheet: label, prepared entry, what to enter, and the list it offers ("" for none)."""

    label: str
    entry: str
    hint: str
    words: str = ""


@dataclass(frozen=True)
class WordList:
    """The words that a column may hold, each with its meaning. `title` says for which columns."""

    name: str
    title: str
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class GuideSection:
    """A part of the guide: its heading, then lines of a term and its explanation."""

    heading: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class FormWorkbook:
    """The whole workbook; `cover`, `guide` and `lists` are its other sheets, `names` how those are called.

    One of the lists is SIGNS: what may stand in a number cell instead of a number.
    """

    title: str
    created: datetime
    names: dict[str, str]
    guide: Sequence[GuideSection]
    cover_says: str
    cover: Sequence[CoverLine]
    forms: Sequence[FormSheet]
    lists: Sequence[WordList] = field(default_factory=tuple)


def workbook_bytes(book: FormWorkbook) -> bytes:
    """The workbook as XLSX; the same description gives the same bytes."""
    content = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(content, plain | {"default_format_properties": {"font_name": "Arial", "font_size": 10}})
    workbook.set_properties({"title": book.title, "created": book.created})
    formats = _Formats(workbook)
    sheets = {name: workbook.add_worksheet(name) for name in (book.names["guide"], book.names["cover"])}
    sheets |= {form.name: workbook.add_worksheet(form.name) for form in book.forms}
    lists = workbook.add_worksheet(book.names["lists"])
    ranges = _write_lists(lists, book.lists, book.names["lists"], formats)
    _write_guide(sheets[book.names["guide"]], book, formats)
    _write_cover(sheets[book.names["cover"]], book, ranges, formats)
    for form in book.forms:
        _write_form(sheets[form.name], form, ranges, formats)
    for sheet in workbook.worksheets():
        sheet.protect("", _ALLOWED)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{book.title.replace('&', '&&')}&C&A&RSeite &P von &N")
    workbook.close()
    return content.getvalue()


class _Formats:
    """The looks of the workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        text = {"font_color": _INK, "valign": "top", "text_wrap": True, "num_format": "@"}
        head = {"bold": True, "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": _GREY_INK}
        edge = {"border": 1, "border_color": "#BFBFBF"}
        self._workbook = workbook
        self._made: dict[str, Format] = {}
        self._looks = {
            "title": {"bold": True, "font_size": 16, "font_color": _BLUE},
            "heading": {"bold": True, "font_size": 12, "font_color": _BLUE, "bottom": 1},
            "term": text | {"bold": True},
            "words": text,
            "line": text | {"bold": True, "bg_color": _LOCKED} | edge,
            "hint": text | {"font_color": _GREY_INK} | edge,
            "entry": text | {"bg_color": _ANSWER, "locked": False} | edge,
            "quiet": {"font_color": _QUIET},
            "begin": {"top": 1, "top_color": _GREY_INK},
            "closed": text | {"bg_color": _LOCKED, "pattern": 14, "fg_color": "#BFBFBF"},
            "text": text | {"locked": False},
            "answer_text": text | {"locked": False, "bg_color": _ANSWER},
            "answer_count": text | {"locked": False, "bg_color": _ANSWER, "num_format": "#,##0", "align": "right"},
            "answer_number": text | {"locked": False, "bg_color": _ANSWER, "num_format": "General", "align": "right"},
            "reference": text | {"font_color": _GREY_INK, "bg_color": _LOCKED, "align": "right"},
            **{f"head_{name}": head | {"bg_color": fill, "font_color": ink} for name, (fill, ink) in _HEADERS.items()},
        }

    def __getitem__(self, name: str) -> Format:
        if name not in self._made:
            self._made[name] = self._workbook.add_format(self._looks[name])
        return self._made[name]


def _write_lists(sheet: Worksheet, lists: Sequence[WordList], name: str, formats: _Formats) -> dict[str, str]:
    """Writes the words of all lists below each other; returns list → where its words stand, as a formula says it."""
    widths = (30, 58, 90)
    for place, (header, width) in enumerate(zip(("Spalte", "Wort", "Bedeutung"), widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, header, formats["head_required"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    ranges, row = {}, 1
    for one in lists:
        ranges[one.name] = f"'{name}'!$B${row + 1}:$B${row + len(one.words)}"
        for word, meaning in one.words:
            _heighten(sheet, row, zip((one.title, word, meaning), widths, strict=True))
            sheet.write_string(row, 0, one.title, formats["words"])
            sheet.write_string(row, 1, word, formats["term"])
            sheet.write_string(row, 2, meaning, formats["words"])
            row += 1
    where_another_begins = {"type": "formula", "criteria": "=$A2<>$A1", "format": formats["begin"]}
    sheet.conditional_format(1, 0, row, 2, where_another_begins)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{row}"})
    return ranges


def _write_guide(sheet: Worksheet, book: FormWorkbook, formats: _Formats) -> None:
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 110)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, book.title, formats["title"])
    row = 2
    for section in book.guide:
        sheet.write_string(row, 0, section.heading, formats["heading"])
        sheet.write_blank(row, 1, None, formats["heading"])
        for row, (term, words) in enumerate(section.lines, start=row + 1):  # noqa: B020 - the row goes on
            _heighten(sheet, row, [(words, 110)])
            sheet.write_string(row, 0, term, formats["term"])
            sheet.write_string(row, 1, words, formats["words"])
        row += 2


def _write_cover(sheet: Worksheet, book: FormWorkbook, ranges: dict[str, str], formats: _Formats) -> None:
    widths = (30, 48, 80)
    for place, (header, width) in enumerate(zip(("Angabe", "Eintrag", "Was hierhin gehört"), widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(3, place, header, formats["head_required"])
    sheet.write_string(0, 0, book.title, formats["title"])
    sheet.write_string(1, 0, book.cover_says)
    sheet.hide_gridlines(2)
    for row, line in enumerate(book.cover, start=4):
        _heighten(sheet, row, zip((line.label, line.entry, line.hint), widths, strict=True))
        sheet.write_string(row, 0, line.label, formats["line"])
        if line.entry:
            sheet.write_string(row, 1, line.entry, formats["entry"])
        else:
            sheet.write_blank(row, 1, None, formats["entry"])
        sheet.write_string(row, 2, line.hint, formats["hint"])
        if line.words:
            sheet.data_validation(row, 1, row, 1, _offered(ranges[line.words]))
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{len(book.cover) + 4}"})


def _write_form(sheet: Worksheet, form: FormSheet, ranges: dict[str, str], formats: _Formats) -> None:
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)
    sheet.set_header(f"&L&B{form.title.replace('&', '&&')}")
    looks = [_look(column) for column in form.columns]
    for place, (column, look) in enumerate(zip(form.columns, looks, strict=True)):
        # The look of the whole column, so that rows added below are as open as the prepared ones.
        sheet.set_column(place, place, column.width, formats[look])
        sheet.write_string(0, place, column.header, formats[f"head_{column.demand}"])
        size = {"width": 280, "height": 16 * len(textwrap.wrap(column.note, 40)) + 12, "font_size": 9}
        sheet.write_comment(0, place, column.note, size)
        if column.words:
            sheet.data_validation(1, place, HELPED_ROWS, place, _offered(ranges[column.words]))
        elif column.kind in ("count", "number"):
            sheet.data_validation(1, place, HELPED_ROWS, place, _counted(column, xl_col_to_name(place), ranges[SIGNS]))
    for row, cells in enumerate(form.rows, start=1):
        _heighten(sheet, row, [(cells.get(column.header) or "", column.width) for column in form.columns])
        for place, (column, look) in enumerate(zip(form.columns, looks, strict=True)):
            text = cells.get(column.header, "")
            if text is None:
                sheet.write_blank(row, place, None, formats["closed"])
            elif text:
                sheet.write_string(row, place, text, formats[look])
    if form.quiet:
        equal = {"type": "cell", "criteria": "==", "value": f'"{form.quiet}"', "format": formats["quiet"]}
        sheet.conditional_format(1, 0, HELPED_ROWS, len(form.columns) - 1, equal)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(form.columns) - 1)}{HELPED_ROWS}"})


def _heighten(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Makes a row as high as its wrapped texts need in columns of these widths: not every program does it by itself."""
    lines = max(len(textwrap.wrap(text, int(width * 1.1))) for text, width in texts)
    if lines > 1:
        sheet.set_row(row, _LINE * lines)


def _look(column: Column) -> str:
    if column.kind == "reference":
        return "reference"
    return f"answer_{column.kind}" if column.answer else "text"


def _offered(where: str) -> dict:
    return {
        "validate": "list",
        "source": f"={where}",
        "error_title": "Nicht in der Liste",
        "error_message": "Bitte ein Wort aus der Auswahlliste nehmen. Alle Wörter stehen auf dem letzten Blatt.",
    }


def _counted(column: Column, letter: str, signs: str) -> dict:
    """A number from 0 on or one of the signs; anything else may be kept after a warning, and is found by the check."""
    cell = f"{letter}2"
    number = f"AND({cell}>=0,{cell}=INT({cell}))" if column.kind == "count" else f"{cell}>=0"
    what = "eine ganze Zahl ab 0" if column.kind == "count" else "eine Zahl ab 0 (Dezimalkomma)"
    return {
        "validate": "custom",
        "value": f"=IF(ISNUMBER({cell}),{number},COUNTIF({signs},{cell})>0)",
        "error_type": "warning",
        "error_title": "Zahl oder Zeichen",
        "error_message": f"Erwartet wird {what} oder ein Zeichen wie – oder . (Blatt „Listen“).",
        "input_title": column.header,
        "input_message": f"Bitte {what}. Ohne Zahl: leer lassen oder ein Zeichen eintragen. Leer ist nicht null.",
    }
