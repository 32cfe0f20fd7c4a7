"""Mistakes with the text and the bytes of a file: separators, quotes, line ends, character sets, cuts.

Belongs here: what happens to a file after its cells were right. Not here: cells (mistakes_in_cells.py), rows and
columns (mistakes_in_tables.py).
"""

import codecs
import csv
import re
from collections.abc import Callable

from tests.intake.corruptions import COUNTED, Work, corruption
from tests.intake.formats import csv_text


def _in_line(change: Callable[[Work, str], str | None]) -> Callable[[Work], bytes | None]:
    """Changes one line of data of a CSV file; `change` gets it without its end."""

    def apply(work: Work) -> bytes | None:
        lines = work.lines()
        at = work.chance.choice(range(1, len(lines)))
        ends = work.way.ends
        new = change(work, lines[at].removesuffix(ends))
        if new is None or new + ends == lines[at]:
            return None
        return work.encoded("".join([*lines[:at], new + ends, *lines[at + 1 :]]))

    return apply


def _separators(work: Work, line: str) -> list[int]:
    return [place for place, character in enumerate(line) if character == work.way.separator]


def _separator_lost(work: Work, line: str) -> str | None:
    places = _separators(work, line)
    at = work.chance.choice(places)
    new = line[:at] + line[at + 1 :]
    # Inside a text in quotes it is a part of the text.
    return None if _texts_only(work, line, new) else new


def _separator_added(work: Work, line: str) -> str | None:
    at = work.chance.randrange(len(line) + 1)
    new = line[:at] + work.way.separator + line[at:]
    # Inside a text in quotes it is a part of the text.
    return None if _texts_only(work, line, new) else new


def _separator_moved(work: Work, line: str) -> str | None:
    """One lost, one added: the line is as wide as before."""
    places = _separators(work, line)
    at = work.chance.choice(places)
    rest = line[:at] + line[at + 1 :]
    # Within free texts nobody could tell.
    told = [place for place in range(len(rest)) if abs(place - at) > 1]
    to = work.chance.choice(told)
    new = rest[:to] + work.way.separator + rest[to:]
    return None if _texts_only(work, line, new) else new


def _texts_only(work: Work, line: str, new: str) -> bool:
    """Whether two lines have the same fields, apart from free texts."""
    told = work.told()
    old_fields, new_fields = (next(csv.reader([one], delimiter=work.way.separator), []) for one in (line, new))
    if len(old_fields) != len(new_fields) or max(told) >= len(old_fields):
        return False
    return all(old_fields[column].strip() == new_fields[column].strip() for column in told)


def _other_separator(work: Work, line: str) -> str | None:
    other = work.chance.choice([one for one in ";,\t|" if one != work.way.separator])
    return line.replace(work.way.separator, other)


def _quote_opened(work: Work, line: str) -> str | None:
    at = work.chance.choice([-1, *_separators(work, line)]) + 1
    return line[:at] + '"' + line[at:]


def _quote_inside(work: Work, line: str) -> str | None:
    at = work.chance.randrange(len(line))
    return line[:at] + '"' + line[at:]


def _quote_lost(work: Work, line: str) -> str | None:
    places = [place for place, character in enumerate(line) if character == '"']
    if not places:
        return None
    at = work.chance.choice(places)
    return line[:at] + line[at + 1 :]


def _broken(work: Work, line: str) -> str | None:
    """A line break in the middle; within the last free text it is a text of two lines, and said to be."""
    at = work.chance.randrange(1, len(line))
    return line[:at] + work.way.ends + line[at:]


for _name, _change in {
    "a separator lost": _separator_lost,
    "a separator too much": _separator_added,
    "a separator moved": _separator_moved,
    "another separator in one line": _other_separator,
    "a quote opened": _quote_opened,
    "a quote inside a field": _quote_inside,
    "a quote lost": _quote_lost,
    "a line broken in two": _broken,
}.items():
    corruption(_name, "csv")(_in_line(_change))


@corruption("a line end lost", "csv")
def line_end_lost(work: Work) -> bytes | None:
    lines = work.lines()
    at = work.chance.randrange(len(lines) - 1)
    return work.encoded("".join([*lines[:at], lines[at].removesuffix(work.way.ends), *lines[at + 1 :]]))


@corruption("only carriage returns", "csv")
def carriage_returns(work: Work) -> bytes | None:
    return work.encoded(work.text().replace(work.way.ends, "\r"))


@corruption("mixed line ends", "csv")
def mixed_ends(work: Work) -> bytes | None:
    lines = [line.removesuffix(work.way.ends) + work.chance.choice(["\n", "\r\n", "\r"]) for line in work.lines()]
    return work.encoded("".join(lines))


@corruption("separators at the end of every line", "csv")
def trailing_separators(work: Work) -> bytes | None:
    more = work.way.separator * work.chance.randint(1, 4)
    return work.encoded("".join(line.removesuffix(work.way.ends) + more + work.way.ends for line in work.lines()))


@corruption("every line in quotes", "csv")
def lines_quoted(work: Work) -> bytes | None:
    lines = [line.removesuffix(work.way.ends).replace('"', '""') for line in work.lines()]
    return work.encoded("".join(f'"{line}"{work.way.ends}' for line in lines))


@corruption("quotes left out", "csv")
def quotes_left_out(work: Work) -> bytes | None:
    """A program that never quotes: texts with the separator break their lines."""
    text = work.text()
    return work.encoded(text.replace('"', "")) if '"' in text else None


@corruption("the separator declared wrongly", "csv")
def declared_wrongly(work: Work) -> bytes | None:
    other = work.chance.choice([one for one in ";,|" if one != work.way.separator])
    return work.encoded(f"sep={other}{work.way.ends}{work.text()}")


@corruption("the end cut off", "csv")
def cut_off(work: Work) -> bytes | None:
    content = work.encoded(work.text())
    start = len(work.encoded(work.lines()[0]))
    at = work.chance.randrange(start, len(content))
    # Cut exactly between two lines it is a valid file with fewer rows: that is told where rows are counted.
    line_ends = re.sub(rb"\0", b"", content[max(at - 4, 0) : at]).endswith((b"\n", b"\r"))
    return None if line_ends and work.form not in COUNTED else content[:at]


@corruption("a piece in the middle lost", "csv")
def piece_lost(work: Work) -> bytes | None:
    """A block of a copy is missing: from the middle of one line to the middle of another one."""
    content = work.encoded(work.text())
    lines = work.lines()
    starts = [len(work.encoded("".join(lines[:number]))) for number in range(2, len(lines) + 1)]
    one = work.chance.randrange(starts[0], len(content) - 2)
    other = min(one + work.chance.randrange(1, 400), len(content) - 1)
    if _rows_only(work, content[:one] + content[other:]):
        return None
    return content[:one] + content[other:]


def _rows_only(work: Work, content: bytes) -> bool:
    """Whether what is left are whole rows of before, apart from free texts; a lost one tells where rows are counted."""
    try:
        left = [line for line in content.decode(work.way.encoding).split(work.way.ends) if line]
    except UnicodeDecodeError:
        return False
    before = [line.removesuffix(work.way.ends) for line in work.lines()]
    if work.form in COUNTED and len(left) != len(before):
        return False
    return all(any(_texts_only(work, old, line) for old in before) for line in left)


@corruption("a piece twice", "csv")
def piece_twice(work: Work) -> bytes | None:
    content = work.encoded(work.text())
    start = len(work.encoded(work.lines()[0]))
    one = work.chance.randrange(start, len(content) - 2)
    other = min(one + work.chance.randrange(1, 400), len(content))
    new = content[:other] + content[one:other] + content[other:]
    # Within one free text nobody could tell.
    return None if len(new.splitlines()) == len(content.splitlines()) and _rows_only(work, new) else new


def _misread(written: str, read: str) -> Callable[[Work], bytes | None]:
    """The file was opened in a wrong character set and saved again as UTF-8."""

    def apply(work: Work) -> bytes | None:
        try:
            return work.text().encode(written).decode(read).encode()
        except UnicodeError:
            return work.text().encode(written).decode(read, errors="replace").encode()

    return apply


corruption("UTF-8 read as cp1252", "csv")(_misread("utf-8", "cp1252"))
corruption("UTF-8 read as cp1250", "csv")(_misread("utf-8", "cp1250"))
corruption("cp1252 read as UTF-8", "csv")(_misread("cp1252", "utf-8"))
corruption("cp1252 read as DOS", "csv")(_misread("cp1252", "cp850"))
corruption("cp1252 read as Mac", "csv")(_misread("cp1252", "mac-roman"))
corruption("cp1252 read as cp1250", "csv")(_misread("cp1252", "cp1250"))


def _saved_as(encoding: str) -> Callable[[Work], bytes | None]:
    def apply(work: Work) -> bytes | None:
        return work.text().encode(encoding)

    return apply


corruption("saved as DOS", "csv")(_saved_as("cp850"))
corruption("saved as Mac", "csv")(_saved_as("mac-roman"))
corruption("saved as UTF-16 without a mark", "csv")(_saved_as("utf-16-le"))
corruption("saved as UTF-32", "csv")(_saved_as("utf-32"))


@corruption("one line in another character set", "csv")
def mixed_sets(work: Work) -> bytes | None:
    if work.way.encoding.startswith("utf-16"):
        return None
    lines = work.lines()
    odd = [number for number, line in enumerate(lines) if not line.isascii()]
    if not odd:
        return None
    at = work.chance.choice(odd)
    other = "cp1252" if work.way.encoding.startswith("utf-8") else "utf-8"
    return b"".join(line.encode(other if number == at else work.way.encoding) for number, line in enumerate(lines))


@corruption("the byte order mark twice", "csv")
def mark_twice(work: Work) -> bytes | None:
    return codecs.BOM_UTF8 + codecs.BOM_UTF8 + work.text().encode()


@corruption("a zero byte", "csv")
def zero_byte(work: Work) -> bytes | None:
    content = work.encoded(work.text())
    at = work.chance.randrange(len(content))
    return content[:at] + b"\0" * work.chance.randint(1, 8) + content[at:]


@corruption("a bit flipped", "csv", "xlsx", "ods")
def bit_flipped(work: Work) -> bytes | None:
    """In a workbook anywhere; in a CSV file in a digit that a sum repeats, or in a word of a list."""
    if work.way.kind != "csv":
        content = bytearray(work.file())
        content[work.chance.randrange(len(content))] ^= 1 << work.chance.randrange(8)
        return bytes(content)
    coded = [
        place for place in work.filled("code") if work.form in COUNTED or work.delivery.header[place[1]] != "antwort"
    ]
    row, column = work.chance.choice(coded)
    word = bytearray(work.cell((row, column)).encode("cp1252"))
    word[work.chance.randrange(len(word))] ^= 1 << work.chance.randrange(7)
    cells = work.copy()
    cells[row][column] = word.decode("cp1252", errors="replace")
    try:
        return work.file(cells)
    except UnicodeEncodeError:
        return None


@corruption("a workbook cut off", "xlsx", "ods")
def workbook_cut_off(work: Work) -> bytes | None:
    content = work.file()
    return content[: work.chance.randrange(len(content))]


@corruption("the text of another program above", "csv")
def pasted_above(work: Work) -> bytes | None:
    return work.encoded(
        work.chance.choice(["﻿", "\n\n", "Export vom 01.02.2023\n", "Tabelle1\n\n"]) + csv_text(work.sheet, work.way)
    )
