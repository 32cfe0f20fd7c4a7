"""Keys, dates and the smallest number of a row: the municipality key, the year, a day, as spreadsheets mangle them.

Belongs here: one word → key or date, with what was done to it, or why it is refused. Not here: whether the city or the
year is the right one (rules.py), which column expects what (harmonise.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.fields import SMALLEST_ALLOWED

_GERMAN_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?(?:\.0+)?)?")
_SERIAL = re.compile(r"[0-9]{5}")
# Excel counts days from here; it believes in a 29.02.1900, so nothing before March 1900 is read.
_EXCEL_ZERO = date(1899, 12, 30)
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*e\+?[0-9]+", re.IGNORECASE)


@dataclass(frozen=True)
class Key:
    """A municipality key as it was read; `code` is the finding to make of it ("": none), `expected` what was meant."""

    ags: str
    code: str = ""
    expected: str = ""


def read_ags(word: str, name: str, areas: Mapping[str, str], home: Mapping[str, str]) -> Key:
    """Reads a municipality key; `name` is the city's name in the same row ("" if it has none), folded like `areas`.

    `areas`: key → folded name of all that are known; `home`: those the delivery may be about. A lost leading zero is
    restored only where name, or without one the folder, says the same city.
    """
    if word in areas:
        return Key(word)
    if _SCIENTIFIC.fullmatch(word):
        return Key("", "AGS_ZERSTOERT", _offer(home))
    digits = re.sub(r"\s", "", word)
    digits = re.sub(r"[.,]0+$", "", digits)
    if re.fullmatch(r"[0-9]{8}", digits):
        found = digits
    elif re.fullmatch(r"[0-9]{12}", digits):
        found = digits[:5] + digits[9:]
    elif re.fullmatch(r"[0-9]{7}", digits):
        found = f"0{digits}"
        if found not in areas or (name != areas[found] if name else found not in home):
            return Key("", "AGS_STELLEN", found if found in areas else _offer(home))
    else:
        if re.fullmatch(r"[0-9]{5}", digits) and f"{digits}000" in areas:
            return Key("", "AGS_STELLEN", f"{digits}000")
        return Key("", "AGS_STELLEN", _offer(home)) if digits.isdigit() or digits[:2] == "DE" else Key(word)
    if found == word:
        return Key(word)
    return Key(found, "AGS_GELESEN", found) if found in areas else Key("", "AGS_STELLEN", _offer(home))


def _offer(home: Mapping[str, str]) -> str:
    return ", ".join(home)


def read_year(word: str) -> int:
    """Reads a year of four digits. Raises ValueError for anything else: dates, serial numbers, `2023,0`."""
    if not re.fullmatch(r"[0-9]{4}", word):
        raise ValueError(word)
    return int(word)


def read_smallest(word: str) -> int:
    """Reads the smallest number of persons that a city allows to be shown: plain digits, 3 to 1000.

    Raises ValueError for anything else: less than the network's floor, `10,0`, `1.000`, a sign.
    """
    if not re.fullmatch(r"[1-9][0-9]{0,3}", word) or int(word) not in SMALLEST_ALLOWED:
        raise ValueError(word)
    return int(word)


def read_date(word: str) -> str:
    """Reads 31.12.2023, 1.7.2023 or 2023-12-31 as ISO date.

    Raises ValueError for days that do not exist, two-digit years and slashes: 03/04/2023 is two days.
    """
    if match := _GERMAN_DATE.fullmatch(word):
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    if match := _ISO_DATE.fullmatch(word):
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    raise ValueError(word)


def read_serial(word: str) -> str:
    """Reads Excel's number of a day (44926) as ISO date; only for a day whose year another cell of the row confirms.

    Then a workbook that counts from 1904 (four years off) cannot slip through. Raises ValueError.
    """
    if not _SERIAL.fullmatch(word):
        raise ValueError(word)
    return (_EXCEL_ZERO + timedelta(days=int(word))).isoformat()
