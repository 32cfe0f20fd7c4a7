"""Numbers as readers see them: decimal comma, thousands point, rounded half up, a true minus.

Belongs here: number → text, once, at the very end. Not here: units (they stand in the column's label), signs for
missing.
"""

from decimal import ROUND_HALF_UP, Decimal

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
