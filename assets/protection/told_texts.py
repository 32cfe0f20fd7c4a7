"""Texts of the cities in the files, a reason or a source: they may have numbers, but none that is kept secret beside.

Belongs here: which text tells which hidden count. Not here: numbers that only a page says (spoken.py).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from assets.protection.insider import Own, own_count, own_sums
from assets.protection.printed_numbers import DATE
from assets.protection.published import WAY
from schemas.published import CSV_NAME

_TEXTS = {"grund": "Der Grund", "quelle": "Die Quelle"}
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+")
_IN_WORDS = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_WORD = re.compile(rf"\b(?:{'|'.join(_IN_WORDS)})\b", re.IGNORECASE)
# Where something can be read is no statement about it: addresses are full of numbers.
_ADDRESS = re.compile(r"https?://\S+")
# What the computation itself says of years.
_OF_YEARS = re.compile(r"\b\d+ vergleichbare Jahre\b")
_LONGEST = 120
_REMEDY = "Bitten Sie die Stadt um eine Lieferung mit anderem Wortlaut"


class _Written(NamedTuple):
    """A text of a row: where it stands, whether it names a source of the city's own, and the numbers in it."""

    kind: str
    words: str
    line: str
    own_source: bool
    numbers: frozenset[int]


def told_in_texts(rows: pd.DataFrame, told: pd.DataFrame, own: Mapping[str, Own]) -> list[str]:
    """One German sentence for each reason or source that tells a hidden count as a number; empty is good.

    `rows`: the figures as printed (published.py), `told`: what they say (statements.COLUMNS, off, few), `own`: AGS →
    what the city counts itself. A text is held against what is hidden of the same delivered row; the source that a city
    names for one published figure also against its other published figures of that delivery. Of what is rounded, less
    than `few` persons may not be told.
    """
    texts = _texts(rows)
    found: dict[tuple[str, str], str] = {}
    for row in told[told["secret"] | told["off"].gt(0)].to_dict("records"):
        written, secret = texts.get((row["ags"], row["empfang"]), []), _secret(row, own.get(row["ags"], {}))
        published = any(text.own_source and text.line == row["zeile"] for text in written)
        about = f"{row['stadt']} {row['jahr']}, {row['words']}"
        for text in written:
            if text.line == row["zeile"] or (text.own_source and published):
                for number in sorted(text.numbers & secret):
                    said = f"{about}: {text.kind} „{_short(text.words)}“ nennt {number}, und diese Zahl ist geheim"
                    place = f"{CSV_NAME}, Lieferung {row['empfang']}, Zeile {text.line}"
                    found.setdefault((said, row["empfang"]), f"{said} ({place}). {_REMEDY}")
    return list(found.values())


def _texts(rows: pd.DataFrame) -> dict[tuple[str, str], list[_Written]]:
    """Every text of the files by city and receipt, each once a line."""
    years = {int(one) for name in ("jahr", "berichtsjahr") for one in rows[name].unique() if str(one).isdigit()}
    found: dict[tuple[str, str], list[_Written]] = {}
    for name, kind in _TEXTS.items():
        told = rows[["ags", "empfang", "zeile", name]].drop_duplicates()
        told = told[told[name].ne("")]
        for ags, receipt, line, words in told.itertuples(index=False, name=None):
            by_city = name == "quelle" and receipt not in words
            numbers = frozenset(_numbers(words.replace(receipt, " ") if receipt else words)) - years
            found.setdefault((ags, receipt), []).append(_Written(kind, words, line, by_city, numbers))
    return found


def _numbers(words: str) -> Iterator[int]:
    plain = DATE.sub(" ", _OF_YEARS.sub(" ", _ADDRESS.sub(" ", words)))
    yield from (int(number.replace(".", "")) for number in _NUMBER.findall(plain))
    yield from (_IN_WORDS.index(word.lower()) + 2 for word in _WORD.findall(plain))


def _secret(row: dict, counts: Own) -> frozenset[int]:
    """The true counts of a row that it does not print."""
    way = tuple(str(row[name]) for name in WAY)
    no = own_count(counts, way, row["group"], "no")
    said = {"no": no} if pd.isna(row["yes"]) or pd.isna(row["known"]) else {}
    true = own_sums(counts, way, row["group"])
    said |= {what: count for what, count in true.items() if pd.isna(row[what]) or row["off"]}
    numbers = {count for count in said.values() if count}
    return frozenset(count for count in numbers if not row["off"] or count < row["few"])


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
