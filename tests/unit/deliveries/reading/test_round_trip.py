"""What was written is what is read, in every way a CSV is written; a damaged file is never taken silently."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.deliveries.reading.raw_table import FORM_HEADERS
from assets.deliveries.reading.read_file import read_file, refuses
from assets.deliveries.reading.table import ReadFile
from assets.deliveries.reading.words import BLANKS
from schemas.findings import Finding
from tests.generators.text_files import AROUND, HEADER, PLAIN, lines_of, person

SEPARATORS = [";", ",", "\t", "|"]
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]
QUOTING = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]

cells = st.text("abzäöüßÄÖÜ019 ,;|.\"'-–€()%=+@", max_size=12).map(lambda word: word.strip(BLANKS))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A header with names of the forms and rows that begin with a key, as all forms do."""
    more = draw(st.lists(st.sampled_from(sorted(FORM_HEADERS - {"ags", "jahr"})), min_size=1, max_size=6, unique=True))
    rows = draw(st.lists(st.lists(cells, min_size=len(more), max_size=len(more)), min_size=1, max_size=6))
    return [["ags", "jahr", *more], *[["05916000", "2024", *row] for row in rows]]


def findings_of(read: ReadFile) -> list[Finding]:
    return [*read.findings, *(one for table in read.tables for one in table.findings)]


def rows_of(read: ReadFile) -> list[list[str]]:
    (table,) = read.tables
    return [table.header, *map(list, zip(*(column.texts() for column in table.columns), strict=True))]


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from(SEPARATORS), st.sampled_from(ENCODINGS), st.sampled_from(QUOTING), st.booleans())
def test_a_table_is_read_as_it_was_written(
    table: list[list[str]], separator: str, encoding: str, quoting: int, crlf: bool
):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting, lineterminator="\r\n" if crlf else "\n").writerows(table)
    read = read_file(text.getvalue().encode(encoding), FORM_HEADERS)
    if encoding == "cp1252" and [one.code for one in read.findings] == ["ZEICHENSATZ_UNKLAR"]:
        return
    assert findings_of(read) == []
    assert rows_of(read) == table


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from(SEPARATORS), st.sampled_from(QUOTING), st.data())
def test_a_separator_lost_or_added_is_refused(
    table: list[list[str]], separator: str, quoting: int, data: st.DataObject
):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(table)
    lines = text.getvalue().split("\r\n")[:-1]
    number = data.draw(st.integers(0, len(lines) - 1))
    inside = np.cumsum([char == '"' for char in lines[number]]) % 2
    places = [at for at, char in enumerate(lines[number]) if char == separator and not inside[at]]
    at = data.draw(st.sampled_from(places))
    with_one_more = data.draw(st.booleans())
    lines[number] = lines[number][:at] + separator * (2 * with_one_more) + lines[number][at + 1 :]
    read = read_file(("\r\n".join(lines) + "\r\n").encode(), FORM_HEADERS)
    assert refuses(findings_of(read))


@settings(max_examples=150, deadline=None)
@given(st.integers(1, len(PLAIN.encode()) - 1), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_a_file_cut_off_anywhere_within_a_line_is_never_taken_silently(cut: int, encoding: str):
    content = PLAIN.encode(encoding)[:cut]
    if content.decode(encoding, errors="ignore").endswith(("\r", "\n")):
        return
    assert findings_of(read_file(content, FORM_HEADERS))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=6), st.integers(0, len(PLAIN)), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_random_bytes_anywhere_end_in_findings_never_in_a_traceback(noise: bytes, at: int, encoding: str):
    content = PLAIN.encode(encoding)
    read = read_file(content[:at] + noise + content[at:], FORM_HEADERS)
    assert read.tables or refuses(read.findings)


@pytest.mark.parametrize("quoted", [False, True])
def test_a_long_file_keeps_every_row_and_its_line(quoted: bool):
    rows = [HEADER, *[person(number) for number in range(120_000)]]
    text = lines_of(rows) if not quoted else "".join('"' + '";"'.join(row) + '"\r\n' for row in rows)
    (table,) = read_file(text.encode(), FORM_HEADERS).tables
    counts = table.columns[HEADER.index("anzahl")].texts()
    assert counts == [str(12 + number) for number in range(120_000)]
    assert table.lines.tolist() == list(range(2, 120_002))
    assert table.findings == []


def test_each_distinct_word_is_kept_once():
    (table,) = read_file(PLAIN.replace("Herne", " Herne", 1).encode(), FORM_HEADERS).tables
    assert table.columns[1].words == ["Herne"]


def test_a_sum_row_keeps_its_cells_for_the_control():
    rows = [HEADER, person(0), person(1), ["Summe", *[""] * 11, "25", "23", *[""] * 5]]
    (table,) = read_file(lines_of(rows).encode(), FORM_HEADERS).tables
    (total,) = table.totals
    assert (total.line, total.label, total.cells["anzahl"], total.cells["vzae"]) == (4, "Summe", "25", "23")
    assert len(table.lines) == 2


def test_rows_above_and_below_are_not_in_the_table():
    (table,) = read_file(AROUND["title_and_notes"].content(), FORM_HEADERS).tables
    assert (table.header_row, table.lines.tolist()) == (4, [5, 6, 7])
