"""One cell of a workbook as text: what the sender sees, without losing a digit of what is stored.

Belongs here: numbers, dates and truth values with their number format. Not here: reading cells (workbook.py), what a
text means (checking/).
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# No spreadsheet has a longer text in a cell.
LONGEST_TEXT = 32_767
Value = str | float | bool | date | datetime | time | timedelta | None

# Excel, LibreOffice and their German versions; a pasted error is an error too.
_ERROR = re.compile(
    r"#(DIV/0|WERT|VALUE|BEZUG|REF|NULL|ZAHL|NUM|ÜBERLAUF|SPILL|CALC|KALK|FELD|FIELD|BLOCKIERT|BLOCKED)!"
    r"|#NAME\?|#NV|#N/A|(Err|Fehler):\d{3}"
)
# Beyond 15 digits a spreadsheet shows no number as it is.
_LARGEST = 1e15
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DURATION = re.compile(r"(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class NumberFormat:
    """What a number format does to the digits: `zeros` is the width it pads to, `decimals` is None where it shows all.

    `percent` shows the hundredfold, each of `thousands` a thousandth.
    """

    percent: bool = False
    zeros: int = 0
    decimals: int | None = None
    thousands: int = 0


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """The format of positive numbers in a format code as Excel stores it (`00000000`, `0.0%`, `#,##0`)."""
    plain = _LITERAL.sub("", code.split(";")[0]).strip()
    digits = re.search(r"[#0?][#0?,.]*", plain)
    if digits is None or re.search(r"[eE/]|General|Standard", plain):
        return NumberFormat(percent="%" in plain)
    whole, _, decimals = digits.group().partition(".")
    places = len(decimals.rstrip(","))
    return NumberFormat(
        percent="%" in plain,
        zeros=len(plain) if re.fullmatch("0{2,}", plain) else 0,
        decimals=places,
        thousands=len(whole) - len(whole.rstrip(",")) + len(decimals) - places,
    )


def as_text(value: Value, code: str = "") -> str:
    """A stored value as text: 1234, 12,38, 05911000, 12 %, 31.12.2022, 31.12.2022 14:30, 36:00, WAHR; "" if empty.

    `code` is the number format of the cell as Excel stores it. Line ends become line feeds; nothing is trimmed.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, int | float):
        return _number(value, number_format(code))
    return _moment(value)


def displayed(value: Value, code: str) -> str:
    """What the format shows of a number where that is not the whole number (12,4 of 12,38); otherwise ""."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        return ""
    shape = number_format(code)
    if shape.decimals is None or (shape.decimals == 0 and not shape.thousands and float(value).is_integer()):
        return ""
    stored = _exact(value) * (100 if shape.percent else 1)
    shown = (stored / 1000**shape.thousands).quantize(Decimal(1).scaleb(-shape.decimals), ROUND_HALF_UP)
    return "" if shown == stored else _german(shown) + (" %" if shape.percent else "")


def duration(text: str) -> timedelta | None:
    """A time of day or a length of time as ODF writes it (PT36H00M00S), None where the text is none."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups()[1:])
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if found.group(1) else length


def same_text(one: str, other: str) -> bool:
    """Whether two readers mean the same text: line ends, blanks at the ends and escaped characters do not count."""
    return one == other or _folded(one) == _folded(other)


def is_error(text: str) -> bool:
    """Whether a cell shows that its formula failed: #DIV/0!, #BEZUG!, Err:502."""
    return text[:1] in ("#", "E", "F") and _ERROR.fullmatch(text.strip()) is not None


def _folded(text: str) -> str:
    plain = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip()


def _number(value: float, shape: NumberFormat) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return "#ZAHL!"
    if shape.percent:
        return f"{_german(_exact(value) * 100)} %"
    if value == int(value):
        return f"{int(value):0{shape.zeros}d}"
    # The shortest text that names this number: 12.38 and not 12.380000000000000781.
    text = repr(value)
    return _german(Decimal(text)) if "e" in text else text.replace(".", ",")


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


def _german(number: Decimal) -> str:
    if number == 0:
        return "0"
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        moment = value + timedelta(microseconds=500_000)
        clock = _clock(moment.hour * 3600 + moment.minute * 60 + moment.second)
        day = as_text(moment.date())
        return day if clock == "00:00" else f"{day} {clock}"
    if isinstance(value, date):
        return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"
    if isinstance(value, time):
        return _clock(round(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6))
    return _clock(round(value.total_seconds()))


def _clock(seconds: int) -> str:
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else "")
