"""What is said about a delivery: one message and what it does.

Belongs here: their shape, free of heavy libraries, so that a file is looked at in a moment. Not here: the catalogue of
messages (seeds/finding_codes.csv), the register of what was said (deliveries.py).
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What it does: FEHLER refuses, RÜCKFRAGE waits for a correction or a reason, HINWEIS and INFO are loaded."""

    FEHLER = "FEHLER"
    RUECKFRAGE = "RÜCKFRAGE"
    HINWEIS = "HINWEIS"
    INFO = "INFO"


@dataclass(frozen=True)
class Finding:
    """One message about a delivery. `row` counts the lines of the delivered file or sheet from 1, `column` is its
    German header, `cell` the address as the sender's spreadsheet shows it. `place` names a RÜCKFRAGE by form, key of
    the row and column instead of its line: a reason given for it is found again in the next version and the next year.
    """

    code: str
    severity: Severity
    message: str
    row: int | None = None
    column: str = ""
    value: str = ""
    expected: str = ""
    sheet: str = ""
    cell: str = ""
    place: str = ""
