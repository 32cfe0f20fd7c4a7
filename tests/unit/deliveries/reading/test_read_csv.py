"""The reader takes a file as text: same rows in every encoding it knows, nothing guessed, nothing converted."""

import pytest

from assets.deliveries.reading.read_csv import read_csv
from schemas.headline import HEADERS
from tests.conftest import file_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_arrive_in_every_encoding(encoding: str):
    table = read_csv(file_of({"stadt": "Mülheim", "quelle": "Straße"}).decode().encode(encoding))
    assert table.findings == []
    row = dict(zip(table.header, table.rows[0], strict=True))
    assert (row["stadt"], row["quelle"]) == ("Mülheim", "Straße")


def test_leading_zeros_stay_text():
    assert read_csv(file_of({})).rows[0][0] == "05916000"


def test_a_quoted_semicolon_is_text():
    table = read_csv(file_of({"quelle": '"Bericht; Teil ""2"""'}))
    assert table.findings == []
    assert table.rows[0][list(HEADERS).index("quelle")] == 'Bericht; Teil "2"'


def test_line_numbers_are_those_of_the_file():
    content = file_of({}, {}).replace(b"\r\n", b"\r\n\r\n", 1)
    assert read_csv(content).lines == [3, 4]


def test_an_open_quote_names_the_line_where_it_opens():
    table = read_csv(file_of({}, {"quelle": '"offen'}, {}))
    assert [(one.code, one.row) for one in table.findings] == [("ZEILE_ANFUEHRUNG", 3)]


def test_a_header_in_capitals_is_the_same_header():
    assert read_csv(file_of({}, header=[name.upper() for name in HEADERS])).findings == []


def test_bidi_characters_are_refused():
    assert [one.code for one in read_csv(file_of({"quelle": "a\u202eb"})).findings] == ["DATEI_KEIN_TEXT"]
