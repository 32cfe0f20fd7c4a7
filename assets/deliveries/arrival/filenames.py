"""The file name of a delivery: `eckwerte_2023.csv` says form and reporting year.

Belongs here: name → form and year, and back. Not here: the folder a file lies in (folder.py).
"""

import re
from dataclasses import dataclass

from schemas.headline import FORM

_PATTERN = re.compile(rf"({FORM})_(\d{{4}})\.csv", re.IGNORECASE)


@dataclass(frozen=True)
class DeliveryName:
    """What a file name says: the form and the reporting year it is delivered for."""

    form: str
    year: int


def parse(file_name: str) -> DeliveryName | None:
    """Form and year of a delivered file's name; None where the name does not say them. Upper case is accepted."""
    match = _PATTERN.fullmatch(file_name)
    return DeliveryName(match[1].lower(), int(match[2])) if match else None


def name_of(delivery: DeliveryName) -> str:
    """The name that parse() reads as this form and year."""
    return f"{delivery.form}_{delivery.year}.csv"
