"""Delivered words as they are compared, whatever way they were typed.

Belongs here: folding a word, recognising a header and a number by their looks. Not here: what a word means (checking/).
"""

import re
import unicodedata
from collections.abc import Collection

# Blanks that a sender does not see at the ends of a cell. Not str.strip(): it would also eat control characters.
BLANKS = " \t\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# Characters without a look of their own; findings name them, comparisons do not see them.
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
_FOOTNOTE = re.compile(r"(?:\s*(?:\(?\d{1,2}\)|\*+\)?|[¹²³⁰⁴-⁹]+\)?))+$")
# What a footnote mark ends with: other words need not be searched for one.
_MARK_ENDS = (")", "*", *"¹²³⁰⁴⁵⁶⁷⁸⁹")
_HYPHENATED = re.compile(r"-\s*\n\s*")
# Digits with the separators, signs and units that offices write; signs alone stand where a number would.
_NUMBER = re.compile(r"[-+−–]?\(?\d[\d.,'’ \u00a0\u202f]*\)?\s*(?:%|€|[prseb*]|\d?\))?|[-–—./·•*xX]|\.\.\.|…|/")


def fold(word: str) -> str:
    """A label as it is compared: composed characters, one kind of space, no case, nothing unseen."""
    if word.isascii():
        return " ".join(word.casefold().split())
    return " ".join(unicodedata.normalize("NFC", word.translate(_UNSEEN)).casefold().split())


def known_as(header: str, known: Collection[str]) -> str:
    """The known (folded) name that a delivered header means, "" if none.

    Line breaks, hyphens at line ends and footnote marks at the end (`anzahl 1)`, `anzahl*`) do not count.
    """
    words = [header]
    if "\n" in header:
        joined = _HYPHENATED.sub("", header)
        words += [joined, joined.replace("\n", "")]
    for word in words:
        plain = fold(word)
        if plain in known:
            return plain
        if plain.endswith(_MARK_ENDS) and (name := _FOOTNOTE.sub("", plain)) in known:
            return name
    return ""


def looks_numeric(word: str) -> bool:
    """Whether a cell holds a number or a sign in place of one, as far as the looks go; nothing is converted."""
    return _NUMBER.fullmatch(word) is not None
