"""The form workbook as a file: what a clerk can change, choose and read in it, and that it is only text."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reports.workbook import SIGNS, Column, CoverLine, FormSheet, FormWorkbook, GuideSection, WordList, workbook_bytes

HOSTILE = '=HYPERLINK("http://boese.example";"x")'

BOOK = FormWorkbook(
    title="Lieferung 2025: Beispielstadt & Umland",
    created=datetime(2025, 1, 1),
    names={"guide": "Anleitung", "cover": "Deckblatt", "lists": "Listen"},
    guide=[GuideSection("So geht es", [("1. Anfangen", "Ein langer Satz, der nicht in eine Zeile passt. " * 6)])],
    cover_says="Gilt für alle Zeilen.",
    cover=[CoverLine("Stadt", HOSTILE, "Steht schon da."), CoverLine("Wertart", "", "Meist: Wert.", "value_kind")],
    forms=[
        FormSheet(
            "personal",
            "Personal",
            [
                Column("geschlecht", "Notiz zum Geschlecht", 12, words="sex", demand="required"),
                Column("anzahl", "Notiz zur Zahl", 9, "count", demand="required", answer=True),
                Column("vzae", "Notiz zu den Stellen", 9, "number", answer=True),
                Column("bemerkung", "Notiz", 20, answer=True),
                Column("Vorjahr", "Nur zur Ansicht", 20, "reference", demand="reference"),
            ],
            [
                {"geschlecht": "insgesamt", "Vorjahr": "3.001"},
                {"geschlecht": HOSTILE, "vzae": None, "Vorjahr": "+1+1"},
            ],
            quiet="insgesamt",
        )
    ],
    lists=[
        WordList("value_kind", "wertart", [("Wert", ""), ("@SUM(A1)", "-1")]),
        WordList("sex", "geschlecht", [("insgesamt", ""), ("weiblich", "")]),
        WordList(SIGNS, "Zeichen", [("–", "nichts vorhanden")]),
    ],
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook_bytes(BOOK)


@pytest.fixture(scope="module")
def sheet(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content))["personal"]


def offered(sheet: Worksheet, cell: str) -> list[str]:
    """The words that the drop-down of a cell offers."""
    (rule,) = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
    name, where = re.fullmatch(r"'(\w+)'!(.+)", rule.formula1).groups()
    return [cell.value for (cell,) in sheet.parent[name][where.replace("$", "")]]


def test_the_same_description_gives_the_same_bytes(content: bytes):
    assert workbook_bytes(BOOK) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_text_that_looks_like_a_formula_stays_text(content: bytes):
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [book["Deckblatt"]["B5"].value, book["personal"]["A3"].value] == [HOSTILE, HOSTILE]
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not any(b"<f>" in one or b"<f " in one or b"hyperlink" in one for one in sheets)


def test_headers_and_last_years_values_are_locked_and_everything_else_is_open(sheet: Worksheet):
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert all(cell.protection.locked for cell in sheet[1])
    columns = {letter: sheet.column_dimensions[letter].protection.locked for letter in "ABCDE"}
    assert columns == {"A": False, "B": False, "C": False, "D": False, "E": True}
    assert [sheet["A2"].protection.locked, sheet["E2"].protection.locked] == [False, True]


def test_rows_may_be_inserted_in_a_protected_sheet(sheet: Worksheet):
    assert sheet.protection.insertRows is False  # in the file the word means: not allowed
    assert sheet.protection.formatColumns is False


def test_a_cell_that_a_row_does_not_ask_is_empty_and_locked(sheet: Worksheet):
    assert (sheet["C3"].value, sheet["C3"].protection.locked) == (None, True)


def test_drop_downs_offer_the_words_of_the_list(sheet: Worksheet):
    assert offered(sheet, "A2") == ["insgesamt", "weiblich"]
    assert offered(sheet, "A9999") == ["insgesamt", "weiblich"]
    assert offered(sheet.parent["Deckblatt"], "B6") == ["Wert", "@SUM(A1)"]


def test_a_number_cell_warns_but_lets_signs_pass(sheet: Worksheet):
    count, number = (
        rule for cell in ("B2", "C2") for rule in sheet.data_validations.dataValidation if cell in rule.sqref
    )
    assert (count.type, count.errorStyle) == ("custom", "warning")
    assert count.formula1 == "IF(ISNUMBER(B2),AND(B2>=0,B2=INT(B2)),COUNTIF('Listen'!$B$6:$B$6,B2)>0)"
    assert number.formula1 == "IF(ISNUMBER(C2),C2>=0,COUNTIF('Listen'!$B$6:$B$6,C2)>0)"
    assert sheet.parent["Listen"]["B6"].value == "–"
    assert "ganze Zahl" in count.prompt


def test_every_header_has_its_note(sheet: Worksheet):
    notes = [cell.comment.text for cell in sheet[1]]
    assert notes == [column.note for column in BOOK.forms[0].columns]


def test_it_prints_on_a4_landscape_with_the_headers_on_every_page(sheet: Worksheet):
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")
    assert sheet.oddFooter.left.text == "Lieferung 2025: Beispielstadt && Umland"


def test_nothing_is_merged_and_long_sentences_have_room(sheet: Worksheet):
    assert [one.merged_cells.ranges for one in sheet.parent] == [set()] * 4
    assert sheet.parent["Anleitung"].row_dimensions[4].height > 25


def test_wide_numbers_and_texts_are_kept_apart(sheet: Worksheet):
    formats = [sheet.column_dimensions[letter].number_format for letter in "ABCD"]
    assert formats == ["@", "#,##0", "General", "@"]
