"""Delivered text made harmless: for eyes (what cannot be seen is written out) and for spreadsheets (no formula starts).

Belongs here: single texts. Not here: HTML, whose templates escape everything by themselves (reports/page.py).
"""

import re
import unicodedata

# What a spreadsheet takes for the start of a formula, in both widths; the leading blanks it drops hide nothing.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = ("\t", "\r", "\n", "\0")
_NUMBER = re.compile(r"-\d+(?:[.,]\d+)*")


def visible(text: object, keep: str = "") -> str:
    """Text with everything nobody can see written out: U+202E for the character that turns the reading direction.

    Blanks of any width stay what they are, and so do the characters in `keep`.
    """
    words = str(text)
    # Nearly every text is harmless, and a test of the whole costs a hundredth of a look at every character.
    if words.isprintable():
        return words
    return "".join(
        char if char.isprintable() or char in keep or unicodedata.category(char) == "Zs" else f"U+{ord(char):04X}"
        for char in words
    )


def unarmed(text: str) -> str:
    """Text for a cell of a CSV: an apostrophe before what a spreadsheet would compute (OWASP); negative numbers stay
    numbers.

    Apostrophes that were there already do not count, so that whoever reads the file can take away exactly ours.
    """
    bare = text.lstrip("'")
    armed = bare.startswith(_CONTROL) or bare.lstrip().startswith(_FORMULA)
    return f"'{text}" if armed and not _NUMBER.fullmatch(bare) else text
