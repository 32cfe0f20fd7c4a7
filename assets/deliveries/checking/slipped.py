"""Answers that stand in the wrong column: a row that slipped by one cell.

Belongs here: text that looks like the answer of a column that is empty. Not here: columns that no row may leave empty
(harmonise.py).
"""

from collections.abc import Callable

from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.harmonise import NUMBERS
from assets.deliveries.checking.keys import read_date, read_smallest
from assets.deliveries.checking.numbers import parse
from assets.deliveries.checking.typed import Rows
from assets.deliveries.reading.words import fold
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.fields import Field
from schemas.forms import CITY_NAME

# Columns of text that may well hold a number: districts, measures and meetings are often numbered.
_NUMBERED = ("district", "id", "title")


def check_slipped(rows: Rows, expected: Expected, reference: Reference) -> list[Finding]:
    """A question for each text that is a date, number or word of an optional column which the same row leaves empty."""
    texts = [field.name for field in rows.form.fields if field.kind == "text" and field is not CITY_NAME]
    found = []
    for field in rows.form.fields:
        looks = None if field.required else _looks(field, expected, reference)
        if looks is None or not rows.delivered(field.name):
            continue
        empty = rows.unsaid(field.name)
        for name in texts:
            if empty.any() and not (field.kind in (*NUMBERS, "smallest") and name in _NUMBERED):
                slipped = empty & rows.where(name, looks)
                found += rows.each("VERRUTSCHT", slipped, name, lambda _, field=field: field.german)  # type: ignore[misc]
    return found


def _looks(field: Field, expected: Expected, reference: Reference) -> Callable[[str], bool] | None:
    """How an answer of a column is recognised wherever it stands, None where it is any text."""
    if field.kind == "date":
        return _is_date
    if field.kind in NUMBERS:
        return lambda word: parse(word).shape is not None
    if field.kind == "smallest":
        return _is_smallest
    if field.kind == "code" or field is CITY_NAME:
        labels = reference.labels(field.codes) if field.kind == "code" else expected.areas
        known = set(map(fold, labels.values()))
        return lambda word: fold(word) in known
    return None


def _is_smallest(word: str) -> bool:
    try:
        return bool(read_smallest(word))
    except ValueError:
        return False


def _is_date(word: str) -> bool:
    try:
        return bool(read_date(word))
    except ValueError:
        return False
