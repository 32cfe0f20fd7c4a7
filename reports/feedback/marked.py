"""The city's own tables with the findings on them: same sheets, same addresses, built new from what was read.

Belongs here: drawing that workbook. Not here: which cells were read (the caller says so); the city's file is never
touched. Only texts are written, as texts: nothing in it can compute.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from reports.feedback.report import SEVERITIES, Report
from reports.feedback.text import visible
from reports.numbers import german

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LIST = "Befunde"
LONGEST_CELL = 32_000  # Excel holds 32,767 characters in a cell.
LONGEST_NOTE = 1_500
MOST_NOTES = 2_000  # Excel becomes slow with more notes on a sheet; the colour of the cells goes on.
MOST_LISTED = 10_000
MOST_MARKED = 20_000  # Further cells with findings stay without colour; the list in the CSV is complete.
COLOURS = {"FEHLER": "#F6C9C4", "RÜCKFRAGE": "#FBDDB0", "HINWEIS": "#FFF3B8", "INFO": "#DCE8F5"}
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_LISTED = {
    "Art": ("severity", 11),
    "Blatt": ("sheet", 16),
    "Zelle": ("cell", 8),
    "Zeile": ("row", 8),
    "Spalte": ("column", 18),
    "gefunden": ("value", 20),
    "erwartet": ("expected", 24),
    "Befund": ("message", 60),
    "Code": ("code", 22),
}


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was read: `name` is its own, `key` how findings call it; `rows`: row from 1 → column letter → text.

    `columns`: the header as findings call it → letter; `partial`: why not all rows stand here, or "".
    """

    name: str
    key: str
    header_row: int
    columns: Mapping[str, str]
    rows: Mapping[int, Mapping[str, str]]
    partial: str = ""


def marked_copy(report: Report, sheets: Sequence[Sheet]) -> bytes:
    """The workbook: first the list of findings, then every sheet, each finding as colour and note of its cell."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    # Nothing is guessed from a text: a web address stays a text, a number written as text too.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(buffer, options) as book:
        book.set_properties({"title": f"Markierte Kopie {report.delivery['receipt']}", "created": _made(report)})
        names = {LIST.casefold()}
        listing = book.add_worksheet(LIST)
        _write_list(book, listing, report, sheets)
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, names))
            _write_sheet(book, page, sheet, report)
        listing.activate()
    return buffer.getvalue()


def address_of(one: Mapping[Any, Any], sheet: Sheet) -> str:
    """The cell a finding is pinned to: its own, else the row's first, else the header of its column; "" for none."""
    if _ADDRESS.fullmatch(one["cell"]):
        return one["cell"]
    letter = sheet.columns.get(one["column"], "")
    if pd.notna(one["row"]) and int(one["row"]) > 0:
        return f"{letter or next(iter(sheet.columns.values()), 'A')}{int(one['row'])}"
    return f"{letter}{sheet.header_row}" if letter else ""


def _write_list(book: "Workbook", page: "Worksheet", report: Report, sheets: Sequence[Sheet]) -> None:
    plain, wrapped = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "text_wrap": True})
    bold, large = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bold": True, "font_size": 14})
    colours = {severity: book.add_format({"valign": "top", "bg_color": colour}) for severity, colour in COLOURS.items()}
    more = len(report.findings) - MOST_LISTED
    notes = [
        report.verdict.sentence,
        "Diese Kopie zeigt, was die Prüfung gelesen hat.",
        "Bitte berichtigen Sie Ihre eigene Datei und liefern Sie nicht diese.",
        *(f"Blatt „{sheet.key}“: {sheet.partial}" for sheet in sheets if sheet.partial),
        *(
            [f"Hier stehen die ersten {german(MOST_LISTED)} Befunde; {german(more)} weitere stehen in der CSV-Datei."]
            if more > 0
            else []
        ),
        *(["Keine Befunde."] if not len(report.findings) else []),
    ]
    page.write_string(0, 0, f"Befunde zu {report.delivery['receipt']}", large)
    for line, note in enumerate(notes, start=1):
        page.write_string(line, 0, note)
    top = len(notes) + 2
    for column, (title, (_, width)) in enumerate(_LISTED.items()):
        page.write_string(top, column, title, bold)
        page.set_column(column, column, width)
    by_key = {sheet.key: sheet for sheet in sheets}
    for line, one in enumerate(report.findings.head(MOST_LISTED).to_dict(orient="records"), start=top + 1):
        sheet = by_key.get(one["sheet"])
        words = {
            **one,
            "severity": report.severity_labels.get(one["severity"], one["severity"]),
            "cell": address_of(one, sheet) if sheet else one["cell"],
            "row": "" if pd.isna(one["row"]) else str(int(one["row"])),
        }
        lines = 1
        for column, (name, width) in enumerate(_LISTED.values()):
            text = _cell(words[name])
            style = colours[one["severity"]] if name == "severity" else wrapped if width > 16 else plain
            page.write_string(line, column, text, style)
            lines = max(lines, len(text) // width + 1 + text.count("\n")) if width > 16 else lines
        # Not every program finds the height of wrapped rows by itself.
        page.set_row(line, 15 * min(lines, 20))
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    page.freeze_panes(top + 1, 0)
    if len(report.findings):
        page.autofilter(top, 0, top + min(len(report.findings), MOST_LISTED), len(_LISTED) - 1)
    _for_paper(page, report)
    page.repeat_rows(top)


def _write_sheet(book: "Workbook", page: "Worksheet", sheet: Sheet, report: Report) -> None:
    from xlsxwriter.utility import xl_cell_to_rowcol

    bold = book.add_format({"bold": True, "bottom": 1})
    coloured: dict[str, Format] = {
        severity: book.add_format({"bg_color": colour, "border": 1}) for severity, colour in COLOURS.items()
    }
    pinned = _pinned(sheet, report)
    marked: dict[int, set[str]] = {}
    for letter, row in pinned:
        marked.setdefault(row, set()).add(letter)
    letters = sorted({letter for line in (*sheet.rows.values(), *marked.values()) for letter in line})
    places = {letter: xl_cell_to_rowcol(f"{letter}1")[1] for letter in letters}
    longest = dict.fromkeys(letters, 0)
    for row in sorted({*sheet.rows, *marked}):
        line, standard = sheet.rows.get(row, {}), bold if row == sheet.header_row else None
        for letter in sorted({*line, *marked.get(row, ())}, key=places.__getitem__):
            text, found = _cell(line.get(letter, "")), pinned.get((letter, row), [])
            style = coloured[_worst(found)] if found else standard
            if text:
                page.write_string(row - 1, places[letter], text, style)
            elif found:
                page.write_blank(row - 1, places[letter], None, style)
            if len(text) > longest[letter]:
                longest[letter] = len(text)
    for (letter, row), found in list(pinned.items())[:MOST_NOTES]:
        address, note = f"{letter}{row}", _note(found, report)
        page.write_comment(
            address, note, {"author": "Prüfung", "width": 300, "height": 24 + 19 * (1 + len(note) // 38)}
        )
    for letter, length in longest.items():
        page.set_column(f"{letter}:{letter}", min(max(length + 2, 8), 40))
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    if 0 < sheet.header_row <= 30:
        page.freeze_panes(sheet.header_row, 0)
    _for_paper(page, report)


def _pinned(sheet: Sheet, report: Report) -> dict[tuple[str, int], list[dict[Any, Any]]]:
    """Column letter and row → the findings pinned to this cell, in the order of the file."""
    found = report.findings[report.findings["sheet"] == sheet.key]
    pinned: dict[tuple[str, int], list[dict[Any, Any]]] = {}
    for one in found.head(MOST_MARKED).to_dict(orient="records"):
        if address := _ADDRESS.fullmatch(address_of(one, sheet)):
            pinned.setdefault((address[1], int(address[2])), []).append(one)
    return pinned


def _worst(found: Sequence[Mapping[Any, Any]]) -> str:
    return min((one["severity"] for one in found), key=SEVERITIES.index)


def _note(found: Sequence[Mapping[Any, Any]], report: Report) -> str:
    lines = [f"{report.severity_labels.get(one['severity'], '')} {one['code']}: {one['message']}" for one in found]
    text = "\n".join(lines)
    return text if len(text) <= LONGEST_NOTE else f"{text[:LONGEST_NOTE]} … Alles steht auf dem Blatt „{LIST}“."


def _cell(text: str) -> str:
    text = visible(text, keep="\n")
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel takes: the sheet's own, without signs it refuses, not longer than 31 characters, not twice."""
    base = re.sub(r"[\[\]:*?/\\]", "_", visible(name)).strip().strip("'")[:31].strip() or "Tabelle"
    if base.casefold() == "history":  # Excel keeps this name for itself.
        base += "_"
    chosen, number = base, 2
    while chosen.casefold() in taken:
        chosen = f"{base[:26]} ({number})"
        number += 1
    taken.add(chosen.casefold())
    return chosen


def _for_paper(page: "Worksheet", report: Report) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{report.delivery['receipt']}&C&A&RSeite &P von &N")


def _made(report: Report) -> datetime:
    """The file's own date: the arrival, so that the same delivery gives the same bytes."""
    arrived = report.delivery["arrived"]
    moment = datetime.fromisoformat(arrived) if arrived else datetime(2000, 1, 1, tzinfo=UTC)
    return moment.astimezone(UTC).replace(tzinfo=None)
