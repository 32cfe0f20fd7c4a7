"""Text → fields: which character separates, what quotes mean, how wide each row is.

Belongs here: CSV as offices write it, every doubt a finding. Not here: bytes → text (text.py), where the table begins
and ends (locate.py), what fields mean (checking/).
"""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np

from assets.deliveries.findings import finding
from assets.deliveries.reading import limits
from assets.deliveries.reading.cells import Cells, Encoder
from assets.deliveries.reading.separator import Separator, find_separator
from schemas.findings import Finding

# The csv module's own limit: much less than an unclosed quote swallows, much more than a cell of Excel holds.
FIELD_LIMIT = 131_072
# Fields of a file: 1,000,000 rows of the widest form are 19 million.
MOST_CELLS = 25_000_000
_PIECE = 1 << 20
_ROWS_AT_ONCE = 20_000
_DECLARED = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)


@dataclass(frozen=True)
class CsvText:
    """The fields of a file; `cells` is None where they cannot be told apart. `open_end`: no line end at the end."""

    cells: Cells | None
    findings: list[Finding] = field(default_factory=list)
    open_end: bool = False


def split(text: str, known: Collection[str]) -> CsvText:
    """Splits text (line ends are line feeds) by the one separator whose header row has names of `known`.

    With nothing known it is the one separator that gives a table. Line numbers are those of the file.
    """
    declared = _DECLARED.match(text)
    skipped = 1 if declared else 0
    body = text[declared.end() :] if declared else text
    separator = find_separator(body, known)
    if isinstance(separator, Finding):
        return CsvText(None, [separator])
    if declared and declared[1] != separator.character:
        return CsvText(None, [finding("TRENNZEICHEN_UNKLAR", row=1, value=f"{declared[1]} und {separator.character}")])
    lines = body.count("\n") + 1
    if separator.width > limits.COLUMNS:
        value = finding("TABELLE_BREIT", separator.line + skipped, value=separator.width, expected=limits.COLUMNS)
        return CsvText(None, [value])
    if lines * separator.width > MOST_CELLS:
        return CsvText(None, [finding("TABELLE_ZELLEN", expected=f"{MOST_CELLS:,}".replace(",", "."))])
    parse = _quoted if '"' in body else _plain
    cells, findings = parse(body, separator, skipped)
    return CsvText(cells, findings, not text.endswith("\n"))


def _plain(text: str, separator: Separator, skipped: int) -> tuple[Cells, list[Finding]]:
    """Text without any quote: a separator is a separator and a line is a row."""
    character, width = separator.character, separator.width
    encoder, findings, widths = Encoder(width), [], []
    line = skipped
    for lines in _pieces(text):
        counts = [one.count(character) + 1 for one in lines]
        if counts.count(width) == len(lines):
            fields = character.join(lines).split(character)
            encoder.add([fields[column::width] for column in range(width)])
        else:
            encoder.add(_columns([one.split(character) for one in lines], width))
        if max(map(len, lines)) > FIELD_LIMIT:
            findings += _long_fields(lines, character, line)
        widths += counts
        line += len(lines)
    numbers = np.arange(skipped + 1, line + 1)
    return encoder.cells(numbers, np.array(widths, dtype=np.int32)), findings


def _pieces(text: str) -> Iterator[list[str]]:
    """The lines of a text, some thousand at a time, so that they are never in memory all at once."""
    start, end = 0, len(text) - text.endswith("\n")
    while start <= end:
        stop = text.find("\n", min(start + _PIECE, end), end)
        stop = end if stop < 0 else stop
        yield text[start:stop].split("\n")
        start = stop + 1


def _columns(rows: list[list[str]], width: int) -> list[list[str]]:
    """Rows of any width as columns: short rows filled up, long ones cut (their widths are kept apart)."""
    even = [row if len(row) == width else (row + [""] * width)[:width] for row in rows]
    return [list(column) for column in zip(*even, strict=True)]


def _long_fields(lines: list[str], character: str, before: int) -> list[Finding]:
    return [
        finding("FELD_LANG", before + number, expected=FIELD_LIMIT)
        for number, line in enumerate(lines, start=1)
        if len(line) > FIELD_LIMIT and max(map(len, line.split(character))) > FIELD_LIMIT
    ]


def _quoted(text: str, separator: Separator, skipped: int) -> tuple[Cells, list[Finding]]:
    """Text with quotes: a quote must enclose a whole field. A quote that opens and never closes ends the reading."""
    lines = text.removesuffix("\n").split("\n")
    encoder, findings = Encoder(separator.width), []
    rows: list[list[str]] = []
    numbers: list[int] = []
    widths: list[int] = []
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator.character, strict=True)
    well_quoted = _well_quoted(separator.character)
    start = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            findings.append(_broken(str(error), lines, start, reader.line_num, separator.character, skipped))
            break
        if row is None:
            break
        line, end = start + 1 + skipped, reader.line_num
        if end - start > 1 or '"' in "".join(row):
            raw = "\n".join(lines[start:end])
            if not well_quoted.fullmatch(raw):
                at = _loose_quote(raw, separator.character)
                findings.append(finding("ZEILE_ANFUEHRUNG", line + raw.count("\n", 0, at), value=_near(raw, at)))
            elif end - start > 1:
                # A lost quote swallows rows; where separators are swallowed too, nobody can tell.
                swallowed = any("\n" in cell and separator.character in cell for cell in row)
                findings.append(finding("ZEILE_UMBRUCH" if swallowed else "FELD_UMBRUCH", line))
        start = end
        rows.append(row)
        numbers.append(line)
        widths.append(len(row))
        if len(rows) == _ROWS_AT_ONCE:
            encoder.add(_columns(rows, separator.width))
            rows = []
    encoder.add(_columns(rows, separator.width) if rows else [[]] * separator.width)
    return encoder.cells(np.array(numbers), np.array(widths, dtype=np.int32)), findings


def _well_quoted(character: str) -> re.Pattern[str]:
    one = rf'(?:"[^"]*(?:""[^"]*)*"|[^"\n{re.escape(character)}]*)'
    return re.compile(f"{one}(?:{re.escape(character)}{one})*")


def _broken(error: str, lines: list[str], start: int, end: int, character: str, skipped: int) -> Finding:
    """Why the csv reader stopped, at the line where the quote opens that it could not close."""
    raw = "\n".join(lines[start:end])
    if "field larger" in error and end - start == 1:
        return finding("FELD_LANG", start + 1 + skipped, expected=FIELD_LIMIT)
    at = _loose_quote(raw, character)
    return finding("ZEILE_ANFUEHRUNG", start + 1 + skipped + raw.count("\n", 0, at), value=_near(raw, at))


def _loose_quote(raw: str, character: str) -> int:
    """Where the first quote stands that does not enclose a whole field: inside one, or opening and never closing."""
    one = re.compile(rf'"[^"]*(?:""[^"]*)*"(?=[{re.escape(character)}\n]|$)|[^"\n{re.escape(character)}]*')
    at = 0
    while at < len(raw):
        match = one.match(raw, at)
        at = match.end() if match else at
        if raw[at : at + 1] == '"':
            return at
        at += 1
    return 0


def _near(raw: str, at: int) -> str:
    return raw[at : at + 30].partition("\n")[0]
