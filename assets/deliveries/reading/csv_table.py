"""Text → fields: which character separates, what quotes mean, how wide each row is.

Belongs here: CSV as offices write it, every doubt a finding. Not here: bytes → text (text.py), where the table begins
and ends (locate.py), what fields mean (checking/).
"""

import csv
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from assets.deliveries.findings import finding
from assets.deliveries.reading import limits
from assets.deliveries.reading.cells import Cells, Encoder
from assets.deliveries.reading.separator import FIELD_LIMIT, Separator, find_separator
from schemas.findings import Finding

# Fields of a file: 1,000,000 rows of the widest form are 19 million.
MOST_CELLS = 25_000_000
_PIECE = 1 << 20
_ROWS_AT_ONCE = 20_000
_DECLARED = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)


@dataclass(frozen=True)
class CsvText:
    """The fields of a file; `cells` is None where they cannot be told apart. `open_end`: no line end at the end.

    `quotes`: line of a row → what is wrong with its quotes; it matters only where the row belongs to the table.
    """

    cells: Cells | None
    findings: list[Finding] = field(default_factory=list)
    quotes: dict[int, Finding] = field(default_factory=dict)
    open_end: bool = False


def split(text: str, known: Collection[str]) -> CsvText:
    """Splits text (line ends are line feeds) by the one separator whose header row has names of `known`.

    With nothing known it is the one separator that gives a table. Line numbers are those of the file.
    """
    # The limit is one of the whole process, and other libraries lift it.
    csv.field_size_limit(FIELD_LIMIT)
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
    fields = _quoted(body, separator, skipped) if '"' in body else _plain(body, separator, skipped)
    if separator.hidden:
        found = [*fields.findings, *fields.quotes.values()]
        return CsvText(None, found[:1] or [finding("ZEILE_ANFUEHRUNG", separator.line + skipped)])
    return fields


def _plain(text: str, separator: Separator, skipped: int) -> CsvText:
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
    cells = encoder.cells(numbers, np.array(widths, dtype=np.int32))
    return CsvText(cells, findings, open_end=not text.endswith("\n"))


def _pieces(text: str) -> Iterator[list[str]]:
    """The lines of a text, some thousand at a time, so that they are never in memory all at once."""
    start, end = 0, len(text) - text.endswith("\n")
    while start <= end:
        stop = text.find("\n", min(start + _PIECE, end), end)
        stop = end if stop < 0 else stop
        yield text[start:stop].split("\n")
        start = stop + 1


def _columns(rows: list[list[str]], width: int) -> list[tuple[str, ...]]:
    """Rows of any width as columns: short rows filled up, long ones cut (their widths are kept apart)."""
    if set(map(len, rows)) != {width}:
        rows = [(row + [""] * width)[:width] for row in rows]
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _long_fields(lines: list[str], character: str, before: int) -> list[Finding]:
    return [
        finding("FELD_LANG", before + number, expected=FIELD_LIMIT)
        for number, line in enumerate(lines, start=1)
        if len(line) > FIELD_LIMIT and max(map(len, line.split(character))) > FIELD_LIMIT
    ]


def _quoted(text: str, separator: Separator, skipped: int) -> CsvText:
    """Text with quotes: a quote must enclose a whole field. A quote that opens and never closes ends the reading."""
    encoder = Encoder(separator.width)
    widths: list[int] = []
    heights: list[int] = []
    lines = (f"{line}\n" for piece in _pieces(text) for line in piece)
    reader = csv.reader(lines, delimiter=separator.character, strict=True)
    error = ""
    while not error:
        rows: list[list[str]] = []
        before = reader.line_num
        try:
            rows.extend(islice(reader, _ROWS_AT_ONCE))
        except csv.Error as broken:
            error = str(broken)
        one_line_each = not error and reader.line_num - before == len(rows)
        heights += [1] * len(rows) if one_line_each else [1 + "".join(row).count("\n") for row in rows]
        widths += map(len, rows)
        encoder.add(_columns(rows, separator.width))
        if len(rows) < _ROWS_AT_ONCE:
            break
    ends = np.cumsum(heights, dtype=np.int64)
    starts = ends - np.array(heights, dtype=np.int64)
    cells = encoder.cells(starts + 1 + skipped, np.array(widths, dtype=np.int32))
    findings = []
    if error:
        start = int(ends[-1]) if len(ends) else 0
        raw = text.split("\n")[start : reader.line_num]
        findings = [_broken(error, "\n".join(raw), start + 1 + skipped, separator.character)]
    quotes = _quote_findings(cells, text, starts, ends, separator.character)
    return CsvText(cells, findings, quotes, not text.endswith("\n"))


def _quote_findings(
    cells: Cells, text: str, starts: np.ndarray, ends: np.ndarray, character: str
) -> dict[int, Finding]:
    """Looks again at the lines of every row that has a quote inside a cell or goes over several lines."""
    doubtful = ends - starts > 1
    for words, codes in zip(cells.words, cells.codes, strict=True):
        with_quote = np.array(['"' in word for word in words], dtype=bool)
        if with_quote.any():
            doubtful |= with_quote[codes]
    if not doubtful.any():
        return {}
    lines, well_quoted = text.split("\n"), _well_quoted(character)
    found = {}
    for row in np.flatnonzero(doubtful).tolist():
        raw, line = "\n".join(lines[starts[row] : ends[row]]), int(cells.lines[row])
        if not well_quoted.fullmatch(raw):
            at = _loose_quote(raw, character)
            found[line] = finding("ZEILE_ANFUEHRUNG", line + raw.count("\n", 0, at), value=_near(raw, at))
        elif "\n" in raw:
            # A lost quote swallows rows; where separators are swallowed too, nobody can tell.
            swallowed = any("\n" in cell and character in cell for cell in cells.row(row))
            found[line] = finding("ZEILE_UMBRUCH" if swallowed else "FELD_UMBRUCH", line)
    return found


def _well_quoted(character: str) -> re.Pattern[str]:
    one = rf'(?:"[^"]*(?:""[^"]*)*"|[^"\n{re.escape(character)}]*)'
    return re.compile(f"{one}(?:{re.escape(character)}{one})*")


def _broken(error: str, raw: str, line: int, character: str) -> Finding:
    """Why the csv reader stopped in these lines, at the line where the quote opens that it could not close."""
    if "field larger" in error and "\n" not in raw:
        return finding("FELD_LANG", line, expected=FIELD_LIMIT)
    at = _loose_quote(raw, character)
    return finding("ZEILE_ANFUEHRUNG", line + raw.count("\n", 0, at), value=_near(raw, at))


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
