"""What the rows below a header are: data, sums, repeated headers, units, notes, blank, or a second table.

Belongs here: telling the kinds of rows apart by their looks, never by what the numbers mean. Not here: the header
(header.py), whether a sum is right (checking/).
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from assets.deliveries.findings import finding
from assets.deliveries.reading.cells import Cells
from assets.deliveries.reading.header import Header
from assets.deliveries.reading.words import fold, known_as, looks_numeric
from schemas.findings import Finding


class Role(IntEnum):
    """What a row is; only DATA is loaded."""

    DATA = 0
    BLANK = 1
    ABOVE = 2
    REPEATED = 3
    UNITS = 4
    TOTAL = 5
    NOTE = 6
    FOREIGN = 7


# Words that name a sum wherever they stand first; those below are also plain words of dimension columns.
_SUM = re.compile(r"(zwischen|gesamt|teil|end)?summen?\b|zusammen\b|(gesamt|teil|zwischen)?ergebnis\b|total\b|[∑Σσ]")
_SUM_AT_END = re.compile(r".*\b(summe|ergebnis)")
_ALL = re.compile(r"((ins)?gesamt|davon|darunter|alle)\b.*|.*\b(ins)?gesamt")

_NOTE = re.compile(
    r"(anmerkung(en)?|hinweise?|erläuterung(en)?|legende|fussnoten?|zeichenerklärung|bearbeite[rt].*|erstellt.*"
    r"|auskunft|ansprechpartner(in)?|kontakt)\s*(:|$)|(quellen?|stand)\b(?!-)|©|\(c\)|copyright\b|_{3,}|-{3,}|={3,}|\*{1,3}\)?\s"
    r"|\(?\d{1,2}\)\s|[¹²³⁴-⁹]\)?\s?\w"
)
_UNITS = {
    *("anzahl", "personen", "person", "köpfe", "kopf", "beschäftigte", "stellen", "stelle", "vzä", "vzae", "fälle"),
    *(
        "vollzeitäquivalente",
        "einwohner",
        "text",
        "datum",
        "tt.mm.jjjj",
        "jjjj",
        "jahr",
        "ja/nein",
        "schlüssel",
        "name",
    ),
}
_FACTORS = re.compile(r"(in )?(tsd|tausend|1[ .]?000|mio|mill|%|prozent|v\. ?h\.|je 1[ .]?000|stunden|monate).*")
# So many distinct words of a column are looked at one by one; in longer ones a header is only found as it is written.
_FEW_WORDS = 5_000
_SAMPLE = 200


@dataclass(frozen=True)
class Rows:
    """The role of every row, the first filled column of each, and what is to be said about the rows."""

    roles: np.ndarray
    first: np.ndarray
    findings: list[Finding] = field(default_factory=list)

    def of(self, role: Role) -> np.ndarray:
        """The rows with a role, counted from 0."""
        return np.flatnonzero(self.roles == role)


def judge_rows(cells: Cells, filled: np.ndarray, header: Header, known: Collection[str]) -> Rows:
    """Gives every row its role; a second table below is a finding and all its rows are FOREIGN."""
    counts = filled.sum(axis=1)
    roles = np.full(len(counts), Role.DATA, dtype=np.int8)
    roles[counts == 0] = Role.BLANK
    roles[: header.last + 1] = Role.ABOVE
    rows = Rows(roles, filled.argmax(axis=1))
    _further_headers(rows, cells, counts, header, known)
    _unit_row(rows, cells, header)
    _notes(rows, cells, counts, header)
    _table_below(rows, cells, filled, counts)
    _totals(rows, cells, filled)
    _blank_rows(rows, cells)
    return rows


def _say(rows: Rows, cells: Cells, code: str, row: int, value: object = "", expected: object = "") -> None:
    rows.findings.append(finding(code, int(cells.lines[row]), value=value, expected=expected))


def _foreign(rows: Rows, cells: Cells, row: int) -> None:
    """From this row on it is another table; titles right above it belong to it."""
    _say(rows, cells, "TABELLE_MEHRERE", row, next(filter(None, cells.row(row))))
    rows.roles[row:] = Role.FOREIGN


def _further_headers(rows: Rows, cells: Cells, counts: np.ndarray, header: Header, known: Collection[str]) -> None:
    own = {fold(name) for name in header.names if name}
    names = own | set(known)
    hits = np.zeros(len(counts), dtype=np.int32)
    for words, codes in zip(cells.words, cells.codes, strict=True):
        if len(words) > _FEW_WORDS:
            flags = [word.casefold() in names for word in words]
        else:
            flags = [known_as(word, names) != "" for word in words]
        if any(flags):
            hits += np.array(flags)[codes]
    hits[: header.last + 1] = 0
    for row in np.flatnonzero(hits >= min(3, len(own))).tolist():
        same = [fold(cell) for cell in cells.row(row)] == [fold(name) for name in header.names]
        if same and counts[row - 1] > 1:
            rows.roles[row] = Role.REPEATED
            _say(rows, cells, "KOPF_WIEDERHOLT", row)
        else:
            titles = row
            while titles - 1 > header.last and counts[titles - 1] <= 1:
                titles -= 1
            rows.roles[titles:row] = Role.FOREIGN
            _foreign(rows, cells, row)
            return


def _unit_row(rows: Rows, cells: Cells, header: Header) -> None:
    row = header.last + 1
    if row >= len(rows.roles) or rows.roles[row] != Role.DATA:
        return
    units = [cell for cell in cells.row(row) if cell]
    plain = [fold(cell).strip("[]() ") for cell in units]
    factors = [cell for cell, word in zip(units, plain, strict=True) if _FACTORS.fullmatch(word)]
    if len(plain) < 2 and not factors:
        return
    if all(word in _UNITS or _FACTORS.fullmatch(word) for word in plain):
        rows.roles[row] = Role.UNITS
        code = "EINHEITEN_FAKTOR" if factors else "EINHEITEN_ZEILE"
        _say(rows, cells, code, row, ", ".join(dict.fromkeys(factors or units)))


def _notes(rows: Rows, cells: Cells, counts: np.ndarray, header: Header) -> None:
    """The notes below a table: from the first marked line or lone text after a blank row to the end."""
    marked = _first_words(rows, cells, lambda word: _NOTE.match(fold(word)))
    lone = counts == 1
    lone[1:] &= counts[:-1] == 0
    lone[: header.last + 2] = False
    width = sum(map(bool, header.names))
    for start in np.flatnonzero((marked | lone) & (rows.roles == Role.DATA)).tolist():
        cells_there = [cell for cell in cells.row(start) if cell]
        if marked[start]:
            is_note = len(cells_there) < max(width, 2) and not any(map(looks_numeric, cells_there[1:]))
        else:
            is_note = any(map(str.isalpha, cells_there[0])) and not _like_data(cells_there, width)
        if is_note:
            break
    else:
        return
    for row in range(start, len(counts)):
        if rows.roles[row] == Role.FOREIGN:
            return
        texts = [cell for cell in cells.row(row) if cell]
        if not texts:
            continue
        if not marked[row] and _like_data(texts, width):
            _foreign(rows, cells, row)
            return
        rows.roles[row] = Role.NOTE
        _say(rows, cells, "FUSSNOTEN", row, " ".join(texts))


def _like_data(texts: list[str], width: int) -> bool:
    """Whether a row below the notes could be a row of numbers, perhaps with other separators: it must not be lost."""
    if len(texts) == 1:
        texts = [part for part in re.split(r"[;,\t|\n]", texts[0]) if part.strip()]
        return len(texts) >= max(3, width // 2) and sum(looks_numeric(part.strip()) for part in texts) >= 2
    return len(texts) >= max(3, width // 2) or any(map(looks_numeric, texts))


def _table_below(rows: Rows, cells: Cells, filled: np.ndarray, counts: np.ndarray) -> None:
    """A row of words after a blank row, where numbers stood above, is the header of another table."""
    data = rows.of(Role.DATA)
    starts = data[(data > 0) & (counts[data - 1] == 0) & (counts[data] > 1)]
    if not len(starts):
        return
    above = data[data < starts[0]][:_SAMPLE]
    numbers = [column for column in range(cells.width) if _numeric_share(cells, column, above) > 0.5]
    for row in starts.tolist():
        texts = cells.row(row)
        if any(texts[column] for column in numbers) and not any(looks_numeric(text) for text in texts if text):
            _foreign(rows, cells, row)
            return


def _totals(rows: Rows, cells: Cells, filled: np.ndarray) -> None:
    """Rows named as a sum that lack the labels which all other rows have, and a last row of nothing but numbers."""
    sums = _first_words(rows, cells, lambda word: _is_sum(fold(word)))
    alls = _first_words(rows, cells, lambda word: _ALL.fullmatch(fold(word)))
    data = rows.of(Role.DATA)
    named = sums | alls
    others = data[~named[data]]
    # The last row may be a sum without a name: it does not say which labels all rows have.
    sample = (others if len(others) else data)[:-1][:_SAMPLE]
    sample = sample if len(sample) else data[:1]
    labels = [
        column
        for column in range(cells.width)
        if len(sample) and filled[sample, column].all() and _numeric_share(cells, column, sample) < 0.5
    ]
    for column in np.unique(rows.first[data[named[data]]]):
        here = data[named[data] & (rows.first[data] == column)]
        rest = [label for label in labels if label != column]
        missing = (~filled[np.ix_(here, rest)]).sum(axis=1)
        total = (missing == len(rest)) | (sums[here] & (missing > 0))
        for row in here[total].tolist():
            if any(looks_numeric(text) for text in cells.row(row) if text):
                rows.roles[row] = Role.TOTAL
                _say(rows, cells, "SUMMENZEILE", row, cells.row(row)[column])
    data = rows.of(Role.DATA)
    if len(data) > 1 and labels and not filled[data[-1], [0, *labels]].any():
        row = int(data[-1])
        if all(looks_numeric(text) for text in cells.row(row) if text):
            rows.roles[row] = Role.TOTAL
            _say(rows, cells, "SUMMENZEILE", row, "ohne Bezeichnung")


def _is_sum(word: str) -> bool:
    return bool(_SUM.match(word) or _SUM_AT_END.fullmatch(word))


def _blank_rows(rows: Rows, cells: Cells) -> None:
    filled = np.flatnonzero((rows.roles == Role.DATA) | (rows.roles == Role.TOTAL))
    if not len(filled):
        return
    blank = rows.of(Role.BLANK)
    inside = blank[(blank > filled[0]) & (blank < filled[-1])]
    if len(inside):
        _say(rows, cells, "LEERZEILEN", inside[0], len(inside))


def _first_words(rows: Rows, cells: Cells, is_meant: Callable[[str], object]) -> np.ndarray:
    """For every row below the header whether the word in its first filled cell is meant; each word is asked once."""
    meant = np.zeros(len(rows.roles), dtype=bool)
    below = rows.roles == Role.DATA
    for column in np.unique(rows.first[below]):
        here = np.flatnonzero(below & (rows.first == column))
        words, codes = cells.words[column], cells.codes[column][here]
        flags = np.zeros(len(words), dtype=bool)
        for code in np.unique(codes):
            flags[code] = bool(words[code]) and bool(is_meant(words[code]))
        meant[here] = flags[codes]
    return meant


def _numeric_share(cells: Cells, column: int, rows: np.ndarray) -> float:
    """Which part of the filled cells of a column look like numbers, among the given rows."""
    texts = [text for code in cells.codes[column][rows] if (text := cells.words[column][code])]
    return sum(map(looks_numeric, texts)) / len(texts) if texts else 0.0
