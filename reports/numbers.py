"""Numbers and times as readers see them: rounded half up, then written as their language does, with a true minus.

Belongs here: number or time → text, once, at the very end. Not here: units (they stand in the column's label), signs
for missing.
"""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

HERE = ZoneInfo("Europe/Berlin")
MINUS = "\N{MINUS SIGN}"
# Digits behind this one come from computing with binary numbers.
_NOISE = Decimal("1e-12")


def written(
    value: float, decimals: int, locale: str, *, sign: bool = False, times: int = 1, grouped: bool = True
) -> str:
    """A number with fixed decimals as a locale writes it; with `sign` positive numbers carry a plus.

    Rounds half up as in commercial rounding, on the decimal digits of the number (0.125 → 0,13), after multiplying it
    with `times`, so that a share becomes percent without a binary error. Not `grouped` it has no thousands sign.
    """
    exact = _decimal(value) * times
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = _pattern(decimals, grouped).apply(abs(rounded), Locale.parse(locale), numbering_system="latn")
    if rounded < 0:
        return MINUS + text
    return f"+{text}" if sign and rounded > 0 else text


def _decimal(value: float) -> Decimal:
    """The decimal number that is meant: a mean of 27.2 and 27.5 is 27.35, whatever its seventeenth digit says."""
    exact = Decimal(repr(float(value)))
    return exact.quantize(_NOISE) if abs(exact) < 1 / _NOISE else exact


@cache
def _pattern(decimals: int, grouped: bool) -> NumberPattern:
    return parse_pattern(("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else ""))


def german(value: float, decimals: int = 0, *, sign: bool = False) -> str:
    """The same in German, for example 1.234,5."""
    return written(value, decimals, "de", sign=sign)


def percent(share: float, decimals: int = 1) -> str:
    """A share of 0…1 as percent, without the unit."""
    return written(share, decimals, "de", times=100)


def as_percent(share: float) -> float:
    """A share of 0…1 as a number of percent, multiplied on its decimal digits: 0.1785 is 17.85, not a little less."""
    return float(_decimal(share) * 100)


def german_date(iso: str) -> str:
    """31.12.2023 from 2023-12-31; a partial date stays a year."""
    return ".".join(reversed(iso.split("-")))


def written_day(iso: str, locale: str) -> str:
    """A day as a locale writes it in a table; a partial date stays a year."""
    if locale == "de" or iso.count("-") != 2:
        return german_date(iso)
    return format_date(date.fromisoformat(iso), "long", locale=locale)


def german_moment(iso: str) -> str:
    """01.07.2024, 11:05:09 Uhr (09:05:09 UTC) from 2024-07-01T09:05:09Z: the clock of the city, then the same for all.

    Raises ValueError where the text is no ISO time; a time without zone is taken as UTC.
    """
    moment = datetime.fromisoformat(iso)
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    local = moment.astimezone(HERE)
    day = "" if moment.date() == local.date() else f"{moment:%d.%m.%Y}, "
    return f"{local:%d.%m.%Y, %H:%M:%S} Uhr ({day}{moment:%H:%M:%S} UTC)"
