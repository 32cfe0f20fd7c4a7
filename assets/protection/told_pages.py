"""The pages of changes: in each language each cell of the table must say what the file of changes says.

Belongs here: rows of these pages, read cell by cell. Not here: whether the file may say it (told_changes.py), all other
texts (spoken.py), other pages in other languages (retold.py).
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
from lxml import html

from assets.protection.page_texts import words_of_row
from assets.protection.printed_figures import group_labels
from assets.protection.published import Files
from assets.protection.told_changes import LOG, told_log
from assets.reference.seeds import Reference

CHANGES = "aenderungen.html"
_PAGE = re.compile(r"([a-z]{2})/aenderungen(?:-teil-(\d+))?\.html")
_TABLE = "aenderungen"
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_COLUMNS, _EXACT = 8, 1e-9
Row = Mapping[Hashable, Any]


def rows_of_changes(files: Files, reference: Reference) -> frozenset[str]:
    """The rows (page_texts.words_of_row) of the German pages of changes that say just what the file of changes says."""
    if LOG not in files:
        return frozenset()
    rows = zip(_rows(files, "de"), told_log(files).to_dict("records"), strict=False)
    return frozenset(words_of_row(row) for row, said in rows if _says(row, said, reference))


def rows_in(files: Files, language: str) -> list[list[str]]:
    """The words of each cell of the table of changes in a language, row by row, all parts of the page together."""
    return [_cells(row) for row in _rows(files, language)]


def _rows(files: Files, language: str) -> list[html.HtmlElement]:
    parts = {int(found[2] or 1): name for name in files if (found := _PAGE.fullmatch(name)) and found[1] == language}
    pages = [html.document_fromstring(files[parts[number]].decode("utf-8")) for number in sorted(parts)]
    tables = [table for page in pages for table in page.iter("table") if table.get("id") == _TABLE]
    return [row for table in tables for row in table.iterfind("tbody/tr")]


def _cells(row: html.HtmlElement) -> list[str]:
    return [_joined(cell.text_content()) for cell in row.iterchildren("th", "td")]


def _says(row: html.HtmlElement, said: Row, reference: Reference) -> bool:
    """Whether a row of the page is that row of the file: each cell for itself, and nothing besides."""
    cells = _cells(row)
    if len(cells) != _COLUMNS:
        return False
    edition, city, figure, year, old, new, kind, reason = cells
    receipts = [*said["alt_empfaenge"].split("|"), *said["neu_empfaenge"].split("|")]
    for receipt in sorted(filter(None, receipts), key=len, reverse=True):
        reason = reason.replace(receipt, "")
    return (
        edition == f"{said['ausgabe']}, Fassung {said['fassung']}"
        and city == _joined(reference.names.get(said["ags"], said["ags"]))
        and _names(figure, said, reference)
        and year == said["jahr"]
        and _tells(old, said["alt"], said["einheit"], reference)
        and _tells(new, said["neu"], said["einheit"], reference)
        and not re.search(r"\d", kind + reason)
    )


def _names(figure: str, said: Row, reference: Reference) -> bool:
    """Whether the words are those of the indicator, of what it is derived from, and of the group."""
    labels = reference.labels("catalogue")
    head = ": ".join(labels.get(one, str(one)) for one in (said["kennzahl"], said["bezug"]) if one)
    if said["gruppe"] == "insgesamt" and not said["sozialraum"]:
        return figure == head
    groups = group_labels([said["gliederung"]], reference)
    group = groups.get((said["gliederung"], said["gruppe"])) or reference.labels("group").get(said["gruppe"])
    words = ", ".join(filter(None, [str(group or said["gruppe"]), _joined(said["sozialraum"])]))
    return figure.startswith(f"{head}: ") and figure.endswith(f": {words}")


def _tells(words: str, value: float, unit: str, reference: Reference) -> bool:
    """Whether a cell says the value, rounded in its unit, or no number where there is none."""
    # A unit may have a number itself: thousands of persons.
    words = words.removesuffix(reference.labels("unit").get(unit, ""))
    numbers = _NUMBER.findall(words)
    if np.isnan(value) or not numbers:
        return not re.search(r"\d", words) and bool(np.isnan(value))
    if len(numbers) != 1 or re.search(r"\d", words.replace(numbers[0], "", 1)):
        return False
    exact = abs(value) * (100 if unit == "ANTEIL" else 1)
    exact = float(round(exact)) if unit == "JAHRESZAHL" else exact
    whole, _, decimals = numbers[0].partition(",")
    shown = float(f"{whole.replace('.', '')}.{decimals or 0}")
    return abs(exact - shown) <= (0.5 * 10 ** -len(decimals) if decimals else 0) + _EXACT


def _joined(words: Any) -> str:
    return " ".join(str(words).split())
