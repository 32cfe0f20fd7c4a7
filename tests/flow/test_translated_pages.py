"""The pages of an edition in every language: what they declare, what they warn of, and the same numbers on each."""

import re
from calendar import month_name
from pathlib import Path

import pytest
from babel.numbers import get_decimal_symbol
from lxml import html

from assets.editions.languages import languages
from assets.reference.seeds import load_reference
from pipelines.settings import Settings
from reports.languages import GERMAN, Language
from tests.conftest import SEEDS

ALL = languages(load_reference(SEEDS))
EACH = pytest.mark.parametrize("language", ALL, ids=lambda one: one.code)
_NUMBER = re.compile(r"[−+]?\d[\d.,]*\d|[−+]?\d")
_ENGLISH_DAY = re.compile(rf"\b(\d{{1,2}}) (?:{'|'.join(month_name[1:])}) (\d{{4}})\b")
_GERMAN_DAY = re.compile(r"\b0?(\d{1,2})\.\d{1,2}\.(\d{4})\b")


def page(demo: Settings, name: str) -> html.HtmlElement:
    return html.parse(str(demo.folders.editions / "2023" / "v1" / name)).getroot()


def names(demo: Settings, language: Language) -> list[str]:
    folder: Path = demo.folders.editions / "2023" / "v1" / language.code
    return sorted(path.name for path in folder.glob("*.html"))


def cells(document: html.HtmlElement) -> list[str]:
    """The numbers of each table cell, decimal point, without thousands separators; days as day and year."""
    symbol = get_decimal_symbol("en" if document.get("lang") == "en" else "de")
    told = []
    for cell in document.iterfind(".//main//td"):
        text = _GERMAN_DAY.sub(r"\1 \2", _ENGLISH_DAY.sub(r"\1 \2", cell.text_content()))
        numbers = _NUMBER.findall(text)
        plain = [one.replace("." if symbol == "," else ",", "").replace(",", ".") for one in numbers]
        told.append(" ".join(plain))
    return told


def test_a_language_with_all_pages_has_the_german_ones_and_any_other_the_overview(demo: Settings):
    for language, whole in ALL.items():
        assert names(demo, language) == (names(demo, GERMAN) if whole else ["index.html"])


@EACH
def test_a_page_says_its_language_its_direction_and_where_the_others_are(demo: Settings, language: Language):
    for name in names(demo, language):
        document = page(demo, f"{language.code}/{name}")
        assert document.get("lang") == language.code
        assert document.get("dir", "ltr") == language.direction
        others = {link.get("hreflang"): link.get("href") for link in document.iterfind(".//link[@hreflang]")}
        expected = [one.code for one, whole in ALL.items() if whole or name == "index.html"]
        assert others == {code: f"../{code}/{name}" for code in expected}
        seen = {link.get("hreflang"): link.text_content() for link in document.iterfind(".//nav//a[@hreflang]")}
        assert seen == {one.code: one.name for one in ALL if one.code in expected and one != language}


@EACH
def test_a_translation_that_no_person_has_read_says_so(demo: Settings, language: Language):
    for name in names(demo, language):
        marks = page(demo, f"{language.code}/{name}").findall(".//p[@class='hinweiszeile']")
        assert len(marks) == int(not language.read)
        assert all(mark.text_content().strip() for mark in marks)


def test_english_tables_tell_the_numbers_of_the_german_ones(demo: Settings):
    for name in names(demo, GERMAN):
        if name not in ("datenqualitaet.html", "lieferungen.html", "daten.html"):
            german, english = (cells(page(demo, f"{code}/{name}")) for code in ("de", "en"))
            assert english == german, name


def test_findings_and_documents_in_german_are_marked_as_german(demo: Settings):
    document = page(demo, "en/datenqualitaet.html")
    table = document.get_element_by_id("befunde")
    assert table.xpath("ancestor::*[@lang='de']")
    city = page(demo, "en/stadt-herne.html")
    assert all(link.get("hreflang") == "de" for link in city.xpath("//main//a[contains(@href, '.pdf')]"))
