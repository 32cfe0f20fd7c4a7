"""Numbers and times as readers see them: decimal comma, thousands point, rounded half up, a true minus.

Belongs here: number or time → text, once, at the very end. Not here: units (they stand in the column's label), signs
for missing.
"""

from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Berlin")
MINUS = "\N{MINUS SIGN}"


def german(value: float, decimals: int = 0, *, sign: bool = False) -> str:
    """A number with fixed decimals, for example 1.234,5; with `sign` positive numbers carry a plus.

    Rounds half up as in commercial rounding, on the decimal digits of the number (0.125 → 0,13).
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):,f}".partition(".")
    text = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    if rounded < 0:
        return MINUS + text
    return f"+{text}" if sign and rounded > 0 else text


def percent(share: float, decimals: int = 1) -> str:
    """A share of 0…1 as percent, without the unit."""
    return german(float(Decimal(repr(float(share))) * 100), decimals)


def german_date(iso: str) -> str:
    """31.12.2023 from 2023-12-31; a partial date stays a year."""
    return ".".join(reversed(iso.split("-")))


def german_moment(iso: str) -> str:
    """01.07.2024, 11:05:09 Uhr (09:05:09 UTC) from 2024-07-01T09:05:09Z: the clock of the city, then the same for all.

    Raises ValueError where the text is no ISO time; a time without zone is taken as UTC.
    """
    moment = datetime.fromisoformat(iso)
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    local = moment.astimezone(HERE)
    day = "" if moment.date() == local.date() else f"{moment:%d.%m.%Y}, "
    return f"{local:%d.%m.%Y, %H:%M:%S} Uhr ({day}{moment:%H:%M:%S} UTC)"
