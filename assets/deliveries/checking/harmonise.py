"""From a city's words to ours: German headers and labels become names and codes, text becomes numbers.

Belongs here: the translation of one read table, cell by cell, with a finding for every cell that does not translate.
Not here: whether a row makes sense (rules.py) or fits the others (plausibility.py).
"""

import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import pandas as pd

from assets.deliveries.checking.numbers import german_date, german_number
from assets.deliveries.findings import finding
from assets.deliveries.reading.read_csv import TextTable
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.headline import GERMAN, HEADERS

WHOLE_UNITS = {"PERSONEN", "STELLEN", "PLAETZE", "ANZAHL"}

# Column → code list and the finding for a word that is not on it.
_CODED = {
    "indicator": ("indicator", "KENNZAHL_UNBEKANNT"),
    "group": ("group", "GRUPPE_UNBEKANNT"),
    "unit": ("unit", "EINHEIT_UNBEKANNT"),
    "value_kind": ("value_kind", "WERTART_UNBEKANNT"),
    "definition": ("definition", "DEFINITION_UNBEKANNT"),
    "method": ("method", "ERHEBUNGSART_UNBEKANNT"),
    "scope": ("scope", "BERICHTSKREIS_UNBEKANNT"),
}
REQUIRED = ["ags", "year", "indicator", "group", "unit", "value_kind", "definition", "method", "source"]


def harmonise(
    table: TextTable, reference: Reference, required: list[str] = REQUIRED
) -> tuple[pd.DataFrame, list[Finding]]:
    """Translates the rows of a table. Returns the rows (columns of schemas.headline.Figure and area_name) and findings.

    A cell that does not translate is empty in the rows and has a finding that refuses the delivery.
    """
    names = [HEADERS[name.lower()] for name in table.header]
    text = pd.DataFrame(table.rows, columns=names, dtype=object).reindex(columns=list(HEADERS.values()))
    rows = pd.DataFrame({"line": table.lines})
    findings = _missing(text, table.lines, required)

    for column in ["ags", "area_name", "source", "note"]:
        rows[column] = text[column]
    for column, (codes, unknown) in _CODED.items():
        rows[column], new = _translate(text[column], table.lines, column, reference.labels(codes), unknown)
        findings += new
    for column, convert, wrong, empty in [
        ("date", german_date, "DATUM_UNGUELTIG", ""),
        ("year", _year, "JAHR_UNGUELTIG", None),
    ]:
        rows[column], new = _convert(text[column], table.lines, column, convert, wrong, empty)
        findings += new

    findings += [
        finding("WERT_FEHLT", row=line, column="wert")
        for line, word, kind in zip(table.lines, text["value"], rows["value_kind"], strict=True)
        if not word and kind not in ("", "NICHT_ERHOBEN")
    ]
    countable = rows["unit"].isin(WHOLE_UNITS | {"TSD_PERSONEN"}).tolist()
    for column, counts in [("value", countable), ("n", [True] * len(rows)), ("total", [True] * len(rows))]:
        numbers, new = _convert(text[column], table.lines, column, german_number, "ZAHL_TEXT", None)
        findings += new
        findings += [
            finding("ZAHL_MEHRDEUTIG", row=line, column=GERMAN[column], value=word)
            for line, word, number, whole in zip(table.lines, text[column], numbers, counts, strict=True)
            if number is not None and number.ambiguous and not whole
        ]
        rows[column] = [None if number is None else number.value for number in numbers]
        if column == "value":
            rows["decimals"] = [None if number is None else number.decimals for number in numbers]
    return rows.astype({"value": float, "n": float, "total": float, "year": "Int64", "decimals": "Int64"}), findings


def fold(word: str) -> str:
    """A label as it is compared: composed characters, one kind of space, no case."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


def _year(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) == 4):
        raise ValueError(word)
    return int(word)


def _missing(text: pd.DataFrame, lines: list[int], required: list[str]) -> list[Finding]:
    return [
        finding("FELD_FEHLT", row=line, column=GERMAN[column])
        for column in required
        for line, word in zip(lines, text[column], strict=True)
        if not word
    ]


def _translate(
    words: pd.Series, lines: list[int], column: str, labels: dict[str, str], unknown: str
) -> tuple[list[str], list[Finding]]:
    """Words → codes; a city may write the label or the code. An unknown word becomes "" and a finding."""
    codes = {fold(label): code for code, label in labels.items()} | {fold(code): code for code in labels}
    findings = [
        finding(unknown, row=line, column=GERMAN[column], value=word, expected=_offered(word, column, labels))
        for line, word in zip(lines, words, strict=True)
        if word and fold(word) not in codes
    ]
    return [codes.get(fold(word), "") for word in words], findings


def _offered(word: str, column: str, labels: dict[str, str]) -> str:
    """What a city may write instead: the codes of the definitions, a short list whole, of a long one the nearest."""
    if column == "definition":
        return ", ".join(labels)
    words = list(labels.values())
    nearest = get_close_matches(word, words, n=3, cutoff=0) if len(words) > 12 else words
    return ", ".join(nearest)


def _convert(
    words: pd.Series, lines: list[int], column: str, convert: Callable[[str], Any], wrong: str, empty: Any
) -> tuple[list[Any], list[Finding]]:
    """Converts each word; an empty one becomes `empty`, one that cannot be converted `empty` and a finding."""
    converted, findings = [], []
    for line, word in zip(lines, words, strict=True):
        try:
            converted.append(convert(word) if word else empty)
        except ValueError:
            findings.append(finding(wrong, row=line, column=GERMAN[column], value=word))
            converted.append(empty)
    return converted, findings
