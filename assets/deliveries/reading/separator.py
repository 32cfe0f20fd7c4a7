"""Which of the four characters separates the fields of a text.

Belongs here: deciding it by known names in the header row or, where no names are known, by the one rectangular table.
Not here: splitting the whole text (csv_table.py).
"""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from assets.deliveries.findings import finding
from assets.deliveries.reading.header import LAST_ROW, known_header
from assets.deliveries.reading.words import BLANKS
from schemas.findings import Finding

SEPARATORS = {";": "Semikolon", ",": "Komma", "\t": "Tabulator", "|": "senkrechter Strich"}
# csv.QUOTE_MINIMAL or csv.QUOTE_NONE
Quoting = Literal[0, 3]
# So many lines decide where no names are known; a row of another width further down is a finding of its own.
_SAMPLE = 2_000
# Much less than an unclosed quote swallows, much more than a cell of Excel holds.
FIELD_LIMIT = 131_072


@dataclass(frozen=True)
class Separator:
    """The character between fields, the number of fields of the header row and its line in the text, from 1.

    `hidden`: it only shows when quotes are not obeyed; some quote is wrong then.
    """

    character: str
    width: int
    line: int
    hidden: bool = False


@dataclass(frozen=True)
class _Shape:
    """The table that a separator gives: most rows have `width` fields, the first two in a row begin at `line`.

    `even`: all rows down to the last have that width. `quotes`: 1 where every quote encloses a whole field, -1 where
    one does not, 0 where there are none at the edges of fields.
    """

    character: str
    width: int
    line: int
    even: bool
    quotes: int


def find_separator(text: str, known: Collection[str]) -> Separator | Finding:
    """The separator of a text, or the finding that says why it is none or not the only one."""
    return _by_names(text, known) if known else _by_shape(text)


def _by_names(text: str, known: Collection[str]) -> Separator | Finding:
    try:
        fitting = _fitting(text, known, csv.QUOTE_MINIMAL)
    except csv.Error:
        line = next((number for number, one in enumerate(_lines(text, LAST_ROW), 1) if len(one) > FIELD_LIMIT), 1)
        return finding("FELD_LANG", line, expected=FIELD_LIMIT)
    if not fitting:
        # Whole lines in quotes, or a quote that opens in or above the header and never closes.
        hidden = _fitting(text, known, csv.QUOTE_NONE)
        return replace(hidden[0][1], hidden=True) if hidden else finding("DATEI_TRENNZEICHEN")
    fitting.sort(key=lambda one: -one[0])
    best = fitting[0]
    rivals = [one for one in fitting[1:] if one[0] == best[0] or one[1].line == best[1].line]
    return _both([best[1].character, rivals[0][1].character], best[1].line) if rivals else best[1]


def _fitting(text: str, known: Collection[str], quoting: Quoting) -> list[tuple[int, Separator]]:
    """Every separator that gives a header of known names, with how many. Raises csv.Error for monstrous fields."""
    fitting = []
    for character in SEPARATORS:
        records = list(islice(_records(text, character, 4 * LAST_ROW, quoting), LAST_ROW + 1))
        header = known_header(_even([[cell.strip(BLANKS) for cell in fields] for _, fields in records]), known)
        if header is not None:
            line, fields = records[header.last]
            fitting.append((header.matched, Separator(character, len(fields), line)))
    return fitting


def _by_shape(text: str) -> Separator | Finding:
    shapes = [shape for character in SEPARATORS if (shape := _shape(text, character, csv.QUOTE_MINIMAL))]
    if not shapes:
        hidden = [shape for character in SEPARATORS if (shape := _shape(text, character, csv.QUOTE_NONE))]
        if len(hidden) == 1:
            return Separator(hidden[0].character, hidden[0].width, hidden[0].line, hidden=True)
        return finding("DATEI_TRENNZEICHEN")
    if any(one.quotes > 0 for one in shapes):
        # Quotes that enclose fields show their separator: another one would stand inside or beside them.
        shapes = [one for one in shapes if one.quotes >= 0]
    first = min(shapes, key=lambda one: (one.line, not one.even))
    rivals = [one for one in shapes if one is not first and not _divides_cells(one, first)]
    if rivals or (len(shapes) > 1 and not first.even):
        return _both([one.character for one in shapes[:2]], first.line)
    return Separator(first.character, first.width, first.line)


def _divides_cells(rival: _Shape, table: _Shape) -> bool:
    """Whether a comma only divides what stands in cells: decimals below the header, or words in some of the rows."""
    if rival.character != ",":
        return False
    decimals = rival.line > table.line and (rival.width <= table.width or not rival.even)
    return decimals or (not rival.even and rival.width < table.width)


def _shape(text: str, character: str, quoting: Quoting) -> _Shape | None:
    try:
        records = [(line, len(fields)) for line, fields in _records(text, character, _SAMPLE, quoting) if any(fields)]
    except csv.Error:
        return None
    widths = Counter(width for _, width in records if width > 1)
    if not widths:
        return None
    width = max(widths, key=lambda one: (widths[one], one))
    fits = [one == width for _, one in records]
    start = next((index for index in range(len(fits) - 1) if fits[index] and fits[index + 1]), None)
    if start is None:
        return None
    end = len(fits) - fits[::-1].index(True)
    if sum(fits[start:]) * 2 < len(fits) - start:
        return None
    return _Shape(character, width, records[start][0], all(fits[start:end]), _quotes(text, character))


def _quotes(text: str, character: str) -> int:
    """How the quotes of the first lines fit a separator (_Shape)."""
    first = "".join(_lines(text, _SAMPLE))
    try:
        for _ in csv.reader(first.splitlines(keepends=True), delimiter=character, strict=True):
            pass
    except csv.Error:
        return -1
    return 1 if re.search(rf'(^|{re.escape(character)})"', first, re.MULTILINE) else 0


def _records(
    text: str, character: str, lines: int, quoting: Quoting = csv.QUOTE_MINIMAL
) -> Iterator[tuple[int, list[str]]]:
    """The records of the first lines, each with the number of its first line. Raises csv.Error for monstrous fields."""
    reader = csv.reader(_lines(text, lines), delimiter=character, quoting=quoting)
    start = 0
    for fields in reader:
        yield start + 1, fields
        start = reader.line_num


def _lines(text: str, most: int) -> Iterator[str]:
    start = 0
    for _ in range(most):
        end = text.find("\n", start)
        if end < 0:
            yield text[start:]
            return
        yield text[start : end + 1]
        start = end + 1


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _both(characters: list[str], line: int) -> Finding:
    return finding("TRENNZEICHEN_UNKLAR", line, value=" und ".join(SEPARATORS[one] for one in characters))
