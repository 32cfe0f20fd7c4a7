"""What other files of an edition tell again: pages in other languages, data for programs, workbooks.

Belongs here: every number there must stand on the German page, or in the tables for re-users, too. Not here: whether
those may be told (spoken.py, traces.py, attack.py).
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Any

import numpy as np
import pandas as pd
from babel.numbers import get_decimal_symbol
from python_calamine import CalamineWorkbook

from assets.protection.page_texts import texts
from assets.protection.printed_numbers import DATE
from assets.protection.published import Files
from assets.protection.told_pages import CHANGES, rows_in
from schemas.published import DATA

_GERMAN = "de/"
_OVERVIEW = "index.html"
_PAGE = re.compile(r"([a-z]{2})/([^/]+\.html)")
_DIGITS = re.compile(r"\d[\d.,]*")
# The files with figures beside the three tables; all others describe files.
_RETOLD = re.compile(rf"{DATA}/(json/.+\.json|sdmx/.+\.csv|tabellen\.xlsx)")
# What a file says of the edition it belongs to, not of anybody.
_OF_EDITION = ["ausgabe", "berichtsjahr"]
_RELATIVE = 1e-9
_NO_ROW: list[str] = []
_TOLD = 3


def retold(files: Files, rows: pd.DataFrame, network: pd.DataFrame | None) -> list[str]:
    """One German sentence for each file that tells a number nobody else tells; empty is good.

    `rows`, `network`: the tables for re-users (published.py). Shares may stand there as percent.
    """
    pages = {name: _page_numbers(name, files[name]) for name in files if _PAGE.fullmatch(name)}
    known, found = _known(rows, network), []
    for name in sorted(files):
        if name in pages:
            foreign = _only_there(name, pages)
        elif _RETOLD.fullmatch(name):
            foreign = _unknown(_numbers(name, files[name]), known)
        else:
            continue
        if foreign:
            found.append(_sentence(name, foreign))
    return found + [_sentence(name, foreign) for name, foreign in _other_changes(files).items()]


def only_in_documents(documents: Mapping[str, str], files: Files) -> list[str]:
    """One German sentence for each document (name → HTML) with a number that no German page of the edition says."""
    german = [name for name in files if name.startswith(_GERMAN) and name.endswith(".html")]
    pages = {name: _page_numbers(name, files[name]) for name in german}
    found = []
    for name, text in documents.items():
        foreign = _not_among(_page_numbers(f"{name}.html", text.encode("utf-8")), list(pages.values()))
        if foreign:
            found.append(_sentence(name, foreign))
    return found


def _only_there(name: str, pages: Mapping[str, Mapping[str, float]]) -> set[float]:
    """The numbers of a page that the German one does not say; an overview may repeat what the cities' pages say."""
    page = name.partition("/")[2]
    told = [pages[f"{_GERMAN}{page}"]] if f"{_GERMAN}{page}" in pages else []
    if page == _OVERVIEW:
        told += [said for other, said in pages.items() if other.startswith(f"{_GERMAN}stadt-")]
    return _not_among(pages[name], told)


def _other_changes(files: Files) -> dict[str, set[float]]:
    """The page of changes in a language → numbers of a cell that the same cell of the German table does not say."""
    german = rows_in(files, _GERMAN[:2])
    found: dict[str, set[float]] = {}
    for language in sorted({page[1] for name in files if (page := _PAGE.fullmatch(name))} - {_GERMAN[:2]}):
        rows = zip_longest(rows_in(files, language), german, fillvalue=_NO_ROW)
        cells = [both for row, said in rows for both in zip_longest(row, said[: len(row)], fillvalue="")]
        told = [_not_among(_read(words, language), [_read(said, "de")]) for words, said in cells]
        if any(told):
            found[f"{language}/{CHANGES}"] = set().union(*told)
    return found


def _not_among(page: Mapping[str, float], told: Sequence[Mapping[str, float]]) -> set[float]:
    # What is written alike is the same: a name, a receipt, a number of a section.
    written = {digits for said in told for digits in said}
    numbers = {number for said in told for number in said.values()}
    return {number for digits, number in page.items() if digits not in written and number not in numbers}


def _sentence(name: str, foreign: set[float]) -> str:
    told = ", ".join(f"{number:g}" for number in sorted(foreign)[:_TOLD])
    return f"{name} nennt {told}, und keine deutsche Seite und keine Tabelle sagt es."


def _page_numbers(name: str, content: bytes) -> dict[str, float]:
    """Every number of a page as it is written → read as the language of its part writes numbers; of a day its parts."""
    found: dict[str, float] = {}
    for text in texts(name, content):
        found |= _read(text.words, text.language or "de")
    return found


def _read(words: str, language: str) -> dict[str, float]:
    found = {}
    for digits in _DIGITS.findall(DATE.sub(lambda day: " ".join(day.groups()), words)):
        digits = digits.rstrip(".,")
        plain = digits.replace(".", "").replace(",", ".") if _has_comma(language) else digits.replace(",", "")
        # What has several points is no number, but a version or a section.
        found[digits] = float(plain) if plain.count(".") <= 1 else float(plain.replace(".", ""))
    return found


@cache
def _has_comma(language: str) -> bool:
    return get_decimal_symbol(language) == ","


def _numbers(name: str, content: bytes) -> set[float]:
    if name.endswith(".xlsx"):
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        cells = (
            cell for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row
        )
        return {float(cell) for cell in cells if isinstance(cell, int | float)}
    if name.endswith(".json"):
        return set(_leaves(json.loads(content)))
    fields = {field for row in csv.reader(StringIO(content.decode("utf-8"))) for field in row}
    return {float(field) for field in fields if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", field)}


def _leaves(said: Any) -> Iterator[float]:
    if isinstance(said, dict):
        for name, one in said.items():
            if name not in _OF_EDITION:
                yield from _leaves(one)
    elif isinstance(said, list):
        for one in said:
            yield from _leaves(one)
    elif isinstance(said, int | float) and not isinstance(said, bool):
        yield float(said)


def _known(rows: pd.DataFrame, network: pd.DataFrame | None) -> np.ndarray:
    """Every number of the tables, in order, and its hundredfold: a share may be told as percent."""
    frames = [rows] if network is None else [rows, network]
    told = [pd.to_numeric(frame[name], errors="coerce").to_numpy(float) for frame in frames for name in frame]
    known = np.unique(np.concatenate(told))
    known = known[~np.isnan(known)]
    return np.unique(np.concatenate([[-np.inf, np.inf], known, 100 * known]))


def _unknown(numbers: set[float], known: np.ndarray) -> set[float]:
    """The numbers that are none of the known ones."""
    asked = np.array(sorted(numbers), dtype=float)
    at = np.searchsorted(known, asked).clip(1, len(known) - 1)
    nearest = np.minimum(np.abs(known[at] - asked), np.abs(known[at - 1] - asked))
    return set(asked[nearest > _RELATIVE * np.maximum(1, np.abs(asked))])
