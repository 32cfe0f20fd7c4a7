"""Numbers as German offices write them: a column's words become values, marks and refusals, never guesses.

Belongs here: the shapes of a number, the signs of official tables, what proves how a column is written. Not here: which
column expects what (harmonise.py), whether a number makes sense (rules.py). All of it is told for each distinct word.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

# The signs of official tables (DIN 55301) → code of the list `mark`; all but the dash say that a number is missing.
SIGNS = {
    **dict.fromkeys(["-", "–"], "NICHTS"),
    **dict.fromkeys([".", "·", "•", "k.a.", "*"], "GEHEIM"),
    **dict.fromkeys(["...", "…"], "SPAETER"),
    "/": "UNSICHER",
    "x": "ENTFAELLT",
}
_SUFFIXES = {"p": "VORLAEUFIG", "r": "BERICHTIGT", "s": "GESCHAETZT"}
_MARKED = re.compile(r"(.*[0-9]) ?([prs])")

# More digits than a float keeps exactly.
_MOST_DIGITS = 15
_PLAIN = re.compile(r"0|[1-9][0-9]*")
_ONE_SEPARATOR = re.compile(r"(0|[1-9][0-9]*)([.,])([0-9]+)")
_THOUSANDS = re.compile(r"([1-9][0-9]{0,2}(?:([ '’.,])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))
_MONTH = r"(?:jan|feb|mär|mrz|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*\.?"
_DATE = re.compile(
    r"(?:0?[1-9]|[12][0-9]|3[01])\.(?:0?[1-9]|1[0-2])\.(?:[0-9]{2}|[0-9]{4})?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ t].*)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
    rf"|[0-9]{{1,2}}[. -]{{1,2}}{_MONTH}(?:[ -]?[0-9]{{2,4}})?|{_MONTH}[ -]?[0-9]{{2,4}}"
)


class Style(StrEnum):
    """How a column is written: the sign before its decimals."""

    GERMAN = ","
    ENGLISH = "."


class Refused(ValueError):
    """A word is not a number; `code` is the finding that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Shape:
    """A number before anybody decided how its column is written.

    `before` and `after` are the digits around its one separator. `proves`: the style that alone can explain it.
    `unsure`: its separator where it may stand before thousands or before three decimals.
    """

    before: str
    after: str = ""
    proves: Style | None = None
    unsure: str = ""
    how: str = ""


def shape_of(text: str) -> Shape:
    """The shape of unsigned digits with separators. Raises Refused for everything else."""
    if sum(map(str.isdigit, text)) > _MOST_DIGITS:
        raise Refused("ZAHL_GROSS" if re.fullmatch(r"[0-9.,' ’]+", text) else "ZAHL_TEXT")
    if _PLAIN.fullmatch(text):
        return Shape(text)
    if match := _ONE_SEPARATOR.fullmatch(text):
        before, separator, after = match.groups()
        if len(after) == 3 and len(before) <= 3 and before != "0":
            return Shape(before, after, unsure=separator)
        return Shape(before, after, Style(separator))
    if match := _THOUSANDS.fullmatch(text):
        grouped, group, decimal, after = match.groups()
        if group == decimal:
            raise Refused("ZAHL_TEXT")
        before = re.sub(r"[^0-9]", "", grouped)
        if group in ".,":
            # Two groups, or thousands and decimals: only one style explains it.
            style, how = (Style.GERMAN, "Tausenderpunkte") if group == "." else (Style.ENGLISH, "Tausenderkommas")
            return Shape(before, after or "", style, how=how)
        how = "Leerzeichen vor Tausendern" if group == " " else "Hochkommas vor Tausendern"
        return Shape(before, after or "", Style(decimal) if decimal else None, how=how)
    raise Refused("ZAHL_TEXT")


def whole(shape: Shape, *, style: Style | None = None) -> Shape:
    """The shape of a number of persons or things: a point before three digits stands before thousands.

    Raises Refused for what is written in English: `1,234` would be 1234 there and 1,234 here.
    """
    if shape.unsure == ".":
        return Shape(shape.before + shape.after, how="Tausenderpunkte")
    if shape.unsure == ",":
        raise Refused("ZAHL_MEHRDEUTIG")
    if shape.proves is Style.ENGLISH:
        raise Refused("ZAHL_TEXT")
    return shape


def settled(shape: Shape, *, style: Style | None) -> Shape:
    """The shape of a number with decimals in a column written in `style`; without a proof the unsure are refused."""
    if shape.proves not in (None, style):
        raise Refused("ZAHL_TEXT")
    if not shape.unsure:
        return shape
    if style is None:
        raise Refused("ZAHL_OHNE_BELEG")
    if shape.unsure == style:
        return Shape(shape.before, shape.after, style)
    return Shape(shape.before + shape.after, how="Tausenderpunkte" if shape.unsure == "." else "Tausenderkommas")


def printed(shape: Shape, *, style: Style | None = None) -> Shape:
    """The shape of a figure in a column whose unit changes from row to row: German, and no row proves another.

    `1.234` per cent stays open. Raises Refused.
    """
    if shape.unsure == ".":
        raise Refused("ZAHL_MEHRDEUTIG")
    if shape.proves is Style.ENGLISH:
        raise Refused("ZAHL_TEXT")
    return settled(shape, style=Style.GERMAN)


KINDS: dict[str, Callable[..., Shape]] = {"count": whole, "number": settled, "figure": printed}


@dataclass(frozen=True, slots=True)
class Word:
    """A distinct word of a column of numbers before its kind and style are known.

    A sign has a mark and no shape; a word that is no number at all has the finding's code in `refused`.
    """

    shape: Shape | None = None
    mark: str = ""
    minus: bool = False
    percent: bool = False
    note: str = ""
    refused: str = ""


@dataclass(frozen=True)
class Numbers:
    """A column's words as numbers, one entry a word: value (NaN: none), printed decimals, mark, how it was read.

    `refused`: the code of the finding that says why a word is no number, "" where it is one or empty.
    """

    values: np.ndarray
    decimals: np.ndarray
    marks: list[str]
    how: list[str]
    refused: list[str]


def parse(word: str) -> Word:
    """Takes a word apart: sign, mark, minus, digits. The empty word is empty, neither a zero nor a sign."""
    if sign := SIGNS.get("".join(word.casefold().split())):
        return Word(mark=sign)
    text, mark, note = word.strip().translate(_BLANKS), "", ""
    if not text:
        return Word()
    if text.startswith("(") and text.endswith(")"):
        text, mark = text[1:-1].strip(), "EINGESCHRAENKT"
    elif marked := _MARKED.fullmatch(text):
        text, mark = marked[1], _SUFFIXES[marked[2]]
    if text.startswith("'"):
        text, note = text[1:], "ein Hochkomma davor"
    if percent := text.endswith("%"):
        text, note = text[:-1].rstrip(), "ein Prozentzeichen"
    minus = text.startswith(("-", "−"))
    if text.startswith("−"):
        note = "ein Minuszeichen"
    try:
        shape = shape_of(text[minus:])
    except Refused as problem:
        date = problem.code == "ZAHL_TEXT" and _DATE.fullmatch(text.casefold())
        return Word(refused="ZAHL_DATUM" if date else problem.code)
    return Word(shape, mark, minus, percent, note)


def proofs(words: Iterable[Word]) -> dict[Style, int]:
    """Style → the first word that only this style explains."""
    found: dict[Style, int] = {}
    for index, word in enumerate(words):
        if word.shape and word.shape.proves:
            found.setdefault(word.shape.proves, index)
    return found


def unsure(words: Iterable[Word], separator: str) -> int | None:
    """The first word whose separator may stand before thousands or before three decimals."""
    return next((index for index, word in enumerate(words) if word.shape and word.shape.unsure == separator), None)


def read_numbers(words: Sequence[Word], kind: str, style: Style | None = None, *, percent: bool = False) -> Numbers:
    """Reads each word as `kind`: count (whole number), number (of a column in `style`), figure (mixed units).

    `percent`: a per cent sign may follow. A word that cannot be read for sure has no value and a finding's code.
    """
    values, decimals = np.full(len(words), np.nan), np.zeros(len(words), dtype=np.int64)
    marks, how, refused = [""] * len(words), [""] * len(words), [word.refused for word in words]
    for index, word in enumerate(words):
        if word.shape is None:
            values[index] = 0.0 if word.mark == "NICHTS" else np.nan
            marks[index] = word.mark
            continue
        try:
            if word.percent and not percent:
                raise Refused("ZAHL_TEXT")
            shape = KINDS[kind](word.shape, style=style)
        except Refused as problem:
            refused[index] = problem.code
            continue
        value = float(f"{shape.before}.{shape.after}")
        values[index], decimals[index] = (-value if word.minus else value), len(shape.after)
        point = "einen Dezimalpunkt" if kind == "number" and style is Style.ENGLISH and shape.after else ""
        marks[index], how[index] = word.mark, shape.how or point or word.note
    return Numbers(values, decimals, marks, how, refused)
