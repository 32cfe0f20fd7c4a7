"""Receipt numbers: what a city quotes on the phone, with a check character that finds a misheard one.

Belongs here: making and testing a number. Not here: who gets one (register.py).
"""

from stdnum.iso7064 import mod_37_36


def receipt_number(*parts: object) -> str:
    """The parts joined by hyphens and a check character (ISO 7064, MOD 37-36), such as herne-personal-2023-1-K."""
    body = "-".join(str(part) for part in parts)
    return f"{body}-{mod_37_36.calc_check_digit(_letters(body))}"


def is_receipt(text: str) -> bool:
    """Whether the check character fits: one wrong or two swapped characters are found."""
    body, _, check = text.strip().rpartition("-")
    return bool(body) and len(check) == 1 and mod_37_36.is_valid(_letters(body) + check.upper())


def _letters(body: str) -> str:
    return "".join(char for char in body.upper() if char.isascii() and char.isalnum())
