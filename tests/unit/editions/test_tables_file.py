"""The workbook of an edition: the comparison and every indicator, each under its own name, with every row."""

import io

import openpyxl
import pytest

from assets.editions.content import Content
from assets.editions.pages.page import Page
from assets.editions.pages.site import figure_pages
from assets.editions.tables_file import edition_workbook
from assets.reference.seeds import Reference
from tests.generators.small_content import small_content


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return small_content(reference)


@pytest.fixture(scope="module")
def pages(content: Content) -> list[Page]:
    return figure_pages(content)


@pytest.fixture(scope="module")
def book(content: Content, pages: list[Page]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(edition_workbook(pages, content)))


def test_the_comparison_comes_first_then_the_indicators_by_their_ids(book: openpyxl.Workbook, reference: Reference):
    assert book.sheetnames[:4] == ["deckblatt", "inhalt", "hinweise", "vergleich"]
    named = {name.rstrip("123").rstrip("_") for name in book.sheetnames[4:]}
    assert "gap" in named
    assert named <= set(reference.indicators["id"])


def test_every_row_of_an_indicator_stands_there_once(book: openpyxl.Workbook, pages: list[Page]):
    page = next(page for page in pages if page.name == "kennzahl-gap.html")
    told = [table for table in page.tables() if not table.id.endswith("-nach-groesse")]
    rows = [(table.caption, row[0].text) for table in told for row in table.rows()]
    assert [row[:2] for row in book["gap"].iter_rows(min_row=2, values_only=True)] == rows


def test_a_draft_and_a_missing_number_are_told_on_the_cover(book: openpyxl.Workbook):
    cover = " ".join(str(cell.value) for row in book["deckblatt"].iter_rows() for cell in row if cell.value)
    assert "Entwurf: von den Städten noch nicht freigegeben." in cover
    assert "Eine leere Zelle ist keine Null." in cover


def test_the_same_pages_give_the_same_bytes(content: Content, pages: list[Page]):
    assert edition_workbook(pages, content) == edition_workbook(pages, content)
