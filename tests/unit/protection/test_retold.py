"""What is told again, in another language or format, is what the German pages and the tables tell."""

import io
import json

import pandas as pd
import pytest
from xlsxwriter import Workbook

from assets.protection.published import network_rows, published_rows
from assets.protection.retold import retold
from schemas.published import DATA
from tests.generators.printed import edition, share

FIGURES = [share("insgesamt", 1234, 4567, 5000)]


def found(**files: str | bytes) -> list[str]:
    pages = {name.replace("__", "/"): content for name, content in files.items()}
    encoded = {name: content if isinstance(content, bytes) else content.encode() for name, content in pages.items()}
    whole = edition(*FIGURES) | encoded
    return retold(whole, published_rows(whole), network_rows(whole))


def page(language: str, words: str) -> str:
    return f"<html lang='{language}'><body><p>{words}</p></body></html>"


def workbook(*numbers: float) -> bytes:
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    book.add_worksheet().write_row(0, 0, ["Anteil", *numbers])
    book.close()
    return content.getvalue()


GERMAN = page("de", "1.234 von 4.567 Personen, 27,0 Prozent am 30.06.2023")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1,234 of 4,567 persons, 27.0 per cent on 30 June 2023"),
        ("tr", "4.567 kişiden 1.234, yüzde 27,0, 30 Haziran 2023"),
        ("ar", "<bdi dir='ltr'>1,234</bdi> / <bdi dir='ltr'>27.0</bdi>"),
        ("ar", "1,234 من أصل 4,567: \u2066−27.0\u2069 في المئة"),
        ("en", "<span lang='de'>1.234 und 27,0</span>"),
    ],
)
def test_a_translation_writes_the_same_numbers_in_its_own_way(language: str, words: str):
    files = {"de__index.html": GERMAN, f"{language}__index.html": page(language, words)}
    assert found(**files) == []


def test_a_number_that_only_a_translation_says_is_found():
    told = found(**{"de__stadt-a.html": GERMAN, "en__stadt-a.html": page("en", "of these 3 in the fire brigade")})
    assert told == ["en/stadt-a.html nennt 3, und keine deutsche Seite und keine Tabelle sagt es."]


def test_an_overview_may_repeat_what_the_page_of_a_city_says():
    files = {"de__index.html": page("de", "Städte"), "de__stadt-a.html": GERMAN}
    assert found(**files, **{"tr__index.html": page("tr", "yüzde 27,0")}) == []
    assert found(**files, **{"tr__index.html": page("tr", "yüzde 27,5")})


def test_a_number_that_only_a_file_for_programs_says_is_found():
    name = f"{DATA}/json/stadt-a.json"
    assert found(**{name: json.dumps({"werte": [[1234, 4567, None, True], ["x", 2023]]})}) == []
    assert "nennt 3," in found(**{name: json.dumps({"werte": [[3]]})})[0]


def test_a_number_that_only_the_exchange_format_says_is_found():
    name = f"{DATA}/sdmx/kennzahlen.csv"
    rows = pd.DataFrame({"OBS_VALUE": [1234 / 4567, 5000], "REF_AREA": "DE"})
    assert found(**{name: rows.to_csv(index=False)}) == []
    assert "nennt 0.5," in found(**{name: rows.assign(LOWER=0.5).to_csv(index=False)})[0]


def test_a_number_that_only_the_workbook_says_is_found():
    name = f"{DATA}/tabellen.xlsx"
    assert found(**{name: workbook(100 * 1234 / 4567, 4567)}) == []
    assert "nennt 4," in found(**{name: workbook(4)})[0]


def test_files_that_describe_files_may_say_their_sizes():
    assert found(**{f"{DATA}/datapackage.json": json.dumps({"bytes": 77})}) == []


def test_which_edition_a_file_belongs_to_is_no_figure():
    assert found(**{f"{DATA}/json/index.json": json.dumps({"ausgabe": 7, "berichtsjahr": 2031})}) == []
    assert found(**{f"{DATA}/json/index.json": json.dumps({"werte": {"anzahl": 7}})})
