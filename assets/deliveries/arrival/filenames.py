"""The file name of a delivery: `personal_2023.csv` says form and reporting year.

Belongs here: name → form and year, and back. Not here: the folder a file lies in (folder.py), what is in it (its ending
promises nothing: reading/kinds.py looks at the bytes).
"""

import re
from dataclasses import dataclass
from functools import cache

# A browser or a file manager adds “ (1)” or “ - Kopie” where a name is taken.
_COPY = r"(?: ?\((\d{1,3})\)| ?-? ?kopie)?"


@dataclass(frozen=True, order=True)
class DeliveryName:
    """What a file name says: the form (or the whole workbook) and the reporting year it is delivered for."""

    form: str
    year: int


def parse(file_name: str) -> DeliveryName | None:
    """Form and year of a delivered file's name; None where the name does not say them. Upper case is accepted."""
    match = _pattern().fullmatch(file_name)
    return DeliveryName(match[1].lower(), int(match[2])) if match else None


def name_of(delivery: DeliveryName) -> str:
    """The name that parse() reads as this form and year."""
    from schemas.forms import WORKBOOK

    return f"{delivery.form}_{delivery.year}.{'xlsx' if delivery.form == WORKBOOK else 'csv'}"


def in_order(file_name: str) -> tuple[str, int, str]:
    """Sorts names so that a copy comes after what it is a copy of: a (1) is newer than the name without it."""
    match = _pattern().fullmatch(file_name)
    if not match:
        return file_name, 0, ""
    copy = int(match[3] or 0) if match[3] else int("kopie" in file_name.lower())
    return f"{match[1]}_{match[2]}".lower(), copy, file_name


@cache
def _pattern() -> re.Pattern[str]:
    # Not at the top: who only opens a file need not wait a second for what the forms load.
    from schemas.forms import FORMS, WORKBOOK

    return re.compile(rf"({'|'.join([*FORMS, WORKBOOK])})[_ -](\d{{4}}){_COPY}\.[a-z0-9]{{1,5}}", re.IGNORECASE)
