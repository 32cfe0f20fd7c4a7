"""What is wrong with a seed, in one German sentence for the office: where, what, and what to do about it.

Belongs here: words for the findings of pandera. Not here: reading the files (seeds.py), the rules (schemas/).
"""

import re

import pandas as pd
import pandera.pandas as pa

from schemas.publication import NO_ADDRESS
from schemas.seed import INVISIBLE, can_be_seen

_SHOWN = 60
_LENGTH = re.compile(r"str_length\((?:\d+|None), (\d+)\)")
_WITHOUT_DIGITS = re.compile(r".*D\{(\d+),(\d+)\}.*")
_ALLOWED = re.compile(r"isin\(\[(.+)\]\)")
# The name of a check → what it asks for; names of checks end before their bracket.
_ASKED = {
    "field_uniqueness": "steht mehr als einmal da. Bitte nur einmal nennen",
    "multiple_fields_uniqueness": "steht in dieser Verbindung mehr als einmal da. Bitte nur einmal nennen",
    "column_in_schema": "ist keine Spalte dieser Datei. Bitte den Namen der Spalte prüfen",
    "column_in_dataframe": "fehlt als Spalte. Bitte ergänzen, mit einem Komma in jeder Zeile",
    "coerce_dtype": "ist keine Zahl. Bitte nur Ziffern",
    "dtype": "ist keine Zahl. Bitte nur Ziffern",
    "not_nullable": "fehlt. Bitte ergänzen",
    "str_length": "ist zu kurz. Bitte ausschreiben",
    "str_matches": "hat nicht die verlangte Form. Bitte wie in den anderen Zeilen schreiben",
    "greater_than_or_equal_to": "ist zu klein",
    "greater_than": "ist zu klein",
    "less_than_or_equal_to": "ist zu groß",
    NO_ADDRESS: "ist keine Adresse. Adressen im Netz beginnen mit https://, andere haben ein @",
    INVISIBLE: "enthält ein Zeichen, das niemand sehen kann. Bitte den Text neu tippen statt einzufügen",
}


def seed_error(file: str, errors: pa.errors.SchemaErrors) -> str:
    """The first thing that is wrong with a file: its name, line (counted as an editor does) and column, and the remedy.

    A text that is too long is told with its length and the longest that fits.
    """
    cases = errors.failure_cases
    # A check of whole rows blames every column of them.
    blameless = cases["check"].eq(INVISIBLE) & cases["failure_case"].map(can_be_seen).astype(bool)
    blameless |= cases["check"].eq(NO_ADDRESS) & cases["column"].ne("value")
    first = cases[~blameless].iloc[0]
    line = "" if pd.isna(first["index"]) else f", Zeile {int(first['index']) + 2}"
    check, case = str(first["check"]), str(first["failure_case"])
    whole = check.startswith("column_")
    column = "" if whole else f", Spalte {first['column']}"
    longest = _LENGTH.fullmatch(check)
    if longest and len(case) > int(longest.group(1)):
        return f"{file}{line}{column}: {too_long(case, int(longest.group(1)))}."
    return f"{file}{line}{column}: {_quoted(case)} {_asked(check)}."


def too_long(label: str, longest: int) -> str:
    """What is said of a label that has more characters than find room."""
    return (
        f"{_quoted(label)} hat {len(label)} Zeichen. Über Tabellen und in Bildern ist Platz für {longest}. Bitte kürzen"
    )


def _quoted(case: str) -> str:
    """A text of the file, short and with everything in it to be seen."""
    words = ascii(case) if not can_be_seen(case) else case
    return f"„{words if len(words) <= _SHOWN else words[:_SHOWN] + '…'}“"


def _asked(check: str) -> str:
    allowed, words = _ALLOWED.fullmatch(check), _WITHOUT_DIGITS.fullmatch(check)
    if allowed:
        return f"gibt es hier nicht. Möglich ist: {allowed.group(1)}"
    if words:
        return f"braucht {words.group(1)} bis {words.group(2)} Zeichen und keine Ziffern. Zahlen bitte in Worten"
    asked = _ASKED.get(check) or _ASKED.get(check.partition("(")[0])
    limit = check.partition("(")[2].removesuffix(")")
    if asked in ("ist zu klein", "ist zu groß"):
        return f"{asked}. Die Grenze ist {limit}"
    return asked or f"passt nicht ({check})"
