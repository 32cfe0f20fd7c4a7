"""The tables of an edition say the same as page, PDF, workbook and CSV: every number, every reason for none."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from lxml import html

from assets.editions.pages.goals import goals
from assets.editions.pages.methodology import methodology
from assets.editions.pages.quality import protection_rules
from assets.editions.pages.site import figure_pages
from assets.reference.seeds import Reference
from reports.languages import GERMAN
from reports.page import TEMPLATES
from reports.pdf import pdf
from reports.printed import printed
from reports.sparkline import common_axis, sparkline, spoken
from reports.spec import Cell, Column, RowGroup, TableSpec, number_text
from reports.table import table_html
from reports.table_csv import table_csv
from reports.table_rows import STATUS, status_words
from reports.table_workbook import Cover, tables_workbook
from tests.generators.small_content import small_content
from tests.generators.specs import FULL
from tests.readers.tag_tree import TagTree, squeezed
from tests.readers.tag_truth import untruths

POINTS = [(2020, 11.0), (2021, None), (2022, 17.8)]
WORDS = spoken("Ahorn", POINTS, GERMAN, unit="Prozent")
LINE = sparkline(POINTS, common_axis([POINTS]), title=WORDS)
LINES = TableSpec(
    id="verlauf",
    caption="Mit einem Bild in jeder Zeile",
    columns=[Column("stadt", "Stadt"), Column("verlauf", "Verlauf", "picture"), Column("wert", "Wert", "number", 1)],
    groups=[RowGroup([[Cell("Ahorn"), Cell(WORDS, picture=LINE), Cell(value=17.8)]])],
)


@pytest.fixture(scope="module")
def specs(reference: Reference) -> list[TableSpec]:
    """Every table of the edition, each under an id of its own."""
    content = small_content(reference)
    pages = [*figure_pages(content), goals(content), methodology(content)]
    tables = [table for page in pages for table in page.tables()] + [protection_rules(content), FULL, LINES]
    return [replace(table, id=f"t{number}") for number, table in enumerate(tables) if any(table.rows())]


def cells(spec: TableSpec) -> Iterator[tuple[int, Column, Cell]]:
    """Row, column and cell of all numbers of a table."""
    for number, row in enumerate(spec.rows()):
        for cell, column in zip(row, spec.columns, strict=True):
            if column.kind == "number":
                yield number, column, cell


def shown(value: float | None, cell: Cell, column: Column, spec: TableSpec) -> str:
    """A number of a file as a reader of the table sees it."""
    return number_text(replace(cell, value=None if value is None else float(value)), column, spec.language)


def test_there_are_tables_of_every_kind(specs: list[TableSpec]):
    assert len(specs) > 20
    every = [cell for spec in specs for cell in spec.cells()]
    assert sum(cell.value is not None for cell in every) > 50
    assert sum(cell.sign is not None for cell in every) > 100
    assert any(cell.picture for cell in every)
    assert any(cell.notes for cell in every)


def test_the_page_says_what_the_table_says(specs: list[TableSpec]):
    for spec in specs:
        document = html.fragment_fromstring(table_html(spec), create_parent="div")
        rows = [row for row in document.xpath(".//tbody/tr") if row.get("class") != "gruppe"]
        keys = [column.key for column in spec.columns]
        for number, column, cell in cells(spec):
            element = rows[number][keys.index(column.key)]
            words = element.text_content()
            assert squeezed(words).startswith(squeezed(number_text(cell, column, spec.language))), spec.id
            if cell.sign:
                assert cell.sign.words in words or cell.sign.mark == words.strip(), spec.id


def test_the_workbook_says_what_the_table_says(specs: list[TableSpec]):
    content = tables_workbook(specs, Cover("Tabellen", datetime(2022, 12, 31)))
    assert len(content) <= 200_000
    book = openpyxl.load_workbook(io.BytesIO(content))
    for spec in specs:
        sheet = book[spec.id]
        headers = [cell.value for cell in sheet[1]]
        for number, column, cell in cells(spec):
            place = headers.index(column.label) + 1
            value, at_right = sheet.cell(number + 2, place).value, sheet.cell(number + 2, place + 1).value
            assert shown(value, cell, column, spec) == number_text(cell, column, spec.language), spec.id
            if f"{column.label}: Status" in headers:
                assert (at_right or "") == status_words(cell), spec.id
            else:
                assert status_words(cell) == "", spec.id


def test_the_csv_says_what_the_table_says(specs: list[TableSpec]):
    for spec in specs:
        rows = list(csv.DictReader(io.StringIO(table_csv(spec).decode(), newline="")))
        assert len(rows) == len(list(spec.rows()))
        for number, column, cell in cells(spec):
            value = rows[number][column.key]
            number_seen = shown(float(value) if value else None, cell, column, spec)
            assert number_seen == number_text(cell, column, spec.language), spec.id
            assert rows[number].get(column.key + STATUS, "") == status_words(cell), spec.id


def test_the_tags_of_the_pdf_say_what_the_table_says(specs: list[TableSpec]):
    parts = [part for spec in specs for part in printed(spec, {})]
    style = (TEMPLATES / "print.css").read_text(encoding="utf-8")
    body = "".join(table_html(part) for part in parts)
    page = f'<html lang="de"><title>x</title><style>{style}</style><body><main><h1>x</h1>{body}</main></body></html>'
    tree = TagTree(pdf(page, title="x", language="de"))
    tables = tree.tables()
    assert len(tables) == len(parts)
    assert [line for table, part in zip(tables, parts, strict=True) for line in untruths(table, part)] == []
    pictures = [cell.text for part in parts for cell in part.cells() if cell.picture]
    assert tree.alternatives() == pictures
