"""The files of an edition, read back as any reader can: figures, what adds up, values of the network.

Belongs here: bytes → typed tables. Not here: what follows from them (statements.py, knowledge.py), text on pages.
"""

import json
import re
from collections.abc import Mapping
from io import BytesIO

import pandas as pd

from schemas.published import BREAKDOWNS_NAME as BREAKDOWNS
from schemas.published import CSV_NAME, MANIFEST_NAME, NETWORK_COLUMNS
from schemas.published import NETWORK_NAME as NETWORK
from schemas.reference import HIDING

WAY = ["jahr", "stichtag", "definition", "erhebungsart", "berichtskreis"]  # one occasion and way of counting
_NUMBERS = ["wert", "zaehler", "n", "gesamt", "unten", "oben", "grenze_unten", "grenze_oben"]
_RESIDENTS = ["bevoelkerung_wert", "bevoelkerung_zaehler", "bevoelkerung_n"]
_OF_NETWORK = ["pooled", "numerator", "n", "median", "lowest", "highest"]
# An apostrophe before one of these keeps a spreadsheet from calculating and is no part of the text. A negative number
# has none, and of several apostrophes one was added.
_MASKED = re.compile(r"'+(?!-\d+(?:[.,]\d+)*\Z)(?:[\t\r\n\0]|\s*[=+\-@＝＋－＠])")

Files = Mapping[str, bytes]


def published_rows(files: Files) -> pd.DataFrame:
    """The figures as printed: every column of the file as text, counts and values as numbers, NaN where none stands.

    Raises ValueError (in German) where the edition has no such file or a number is none.
    """
    if CSV_NAME not in files:
        raise ValueError(f"Die Ausgabe hat keine Datei {CSV_NAME}.")
    return typed(files[CSV_NAME], CSV_NAME, [*_NUMBERS, *_RESIDENTS])


def procedure(files: Files) -> str:
    """How an edition protects persons, as its manifest says; one that says nothing hides cells."""
    return str(json.loads(files[MANIFEST_NAME]).get("verfahren", HIDING)) if MANIFEST_NAME in files else HIDING


def complete_breakdowns(files: Files) -> pd.DataFrame:
    """The breakdowns said to add up to their whole: columns ags, gesamtheit, gliederung and those of WAY.

    An edition without the file says so of none.
    """
    columns = ["ags", "gesamtheit", "gliederung", *WAY]
    if BREAKDOWNS not in files:
        return pd.DataFrame(columns=columns, dtype=str)
    rows = typed(files[BREAKDOWNS], BREAKDOWNS, [])
    return rows.loc[rows["vollstaendig"].eq("ja"), columns].drop_duplicates(ignore_index=True)


def network_rows(files: Files) -> pd.DataFrame | None:
    """What is printed of all cities together (columns of schemas.indicators.NetworkValue); None without such a file."""
    if NETWORK not in files:
        return None
    names = {german: name for name, german in NETWORK_COLUMNS.items()}
    return typed(files[NETWORK], NETWORK, [NETWORK_COLUMNS[name] for name in _OF_NETWORK]).rename(columns=names)


def typed(content: bytes, name: str, numbers: list[str]) -> pd.DataFrame:
    """A file as it was before it was made harmless for spreadsheets: texts, and these columns as numbers.

    Raises ValueError (in German, with `name`) where a number is none.
    """
    rows = pd.read_csv(BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
    for column in rows.columns.difference(numbers):
        rows[column] = rows[column].map({text: _unmasked(text) for text in rows[column].unique()})
    for column in numbers:
        try:
            rows[column] = rows[column].replace("", "nan").astype(float)
        except ValueError as error:
            raise ValueError(f"{name}, Spalte {column}: {error}") from error
    return rows


def _unmasked(text: str) -> str:
    return text[1:] if _MASKED.match(text) else text
