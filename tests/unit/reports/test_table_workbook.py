"""Tables as a workbook and as CSV: numbers are numbers, every empty cell has its reason, no text does anything."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.languages import Language
from reports.spec import Cell, RowGroup
from reports.table_csv import table_csv
from reports.table_workbook import Cover, tables_workbook
from tests.generators.hostile import HOSTILE
from tests.generators.specs import FULL, hostile_table

COVER = Cover("Tabellen 2023", datetime(2023, 12, 31), [("Stand", "Entwurf")])


def opened(*specs, cover: Cover = COVER, **more) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(tables_workbook(specs, cover, **more)))


def lines(spec) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_csv(spec).decode())))


def test_the_workbook_opens_with_cover_contents_and_notes_then_has_a_sheet_a_table():
    book = opened(FULL, definitions=[("Lücke", "Bevölkerung minus Verwaltung")])
    assert book.sheetnames == ["deckblatt", "inhalt", "hinweise", "probe"]
    assert book.properties.title == "Tabellen 2023"
    assert book["inhalt"]["A2"].hyperlink.location == "'probe'!A1"
    assert book["inhalt"]["B2"].value == FULL.caption
    told = [row[2:4] for row in book["hinweise"].iter_rows(values_only=True)]
    assert ("s", "geschätzt") in told
    assert ("1", "Anderer Stichtag.") in told
    assert ("Lücke", "Bevölkerung minus Verwaltung") in told


def test_a_table_is_one_named_excel_table_from_a1_with_one_header_row_and_no_merged_cells():
    sheet = opened(FULL)["probe"]
    assert [(table.name, table.ref) for table in sheet.tables.values()] == [("t_probe", "A1:L4")]
    assert sheet.freeze_panes == "B2"
    assert not sheet.merged_cells.ranges
    assert [cell.value for cell in sheet[1]][:4] == [
        "Gruppe der Zeilen",
        "Stadt",
        "Lücke in Prozentpunkten",
        "Lücke in Prozentpunkten: Status",
    ]


def test_numbers_are_unrounded_numbers_shown_with_their_decimals():
    sheet = opened(FULL)["probe"]
    gap, share, guess, zero = sheet["C2"], sheet["E2"], sheet["E3"], sheet["I3"]
    assert (gap.value, gap.number_format) == (16.3495, "+#,##0.0;−#,##0.0")
    assert (share.value, share.number_format) == (3.05, "#,##0.0;−#,##0.0")
    assert (guess.value, guess.number_format) == (12, "#,##0;−#,##0")
    assert (zero.value, zero.number_format) == (0, "#,##0.00;#,##0.00")


def test_a_missing_number_is_an_empty_cell_with_its_reason_beside_it():
    sheet = opened(FULL)["probe"]
    assert (sheet["G3"].value, sheet["H3"].value) == (None, "geheim gehalten")
    assert (sheet["C4"].value, sheet["D4"].value) == (None, "nicht geliefert")
    row = lines(FULL)[1]
    assert (row["personen"], row["personen_status"]) == ("", "geheim gehalten")
    assert (row["quote"], row["quote_status"]) == ("0", "genau null")
    assert (row["anteil"], row["anteil_status"]) == ("12", "etwa; geschätzt")


def test_the_csv_has_keys_and_unrounded_numbers_and_tells_the_footnotes():
    first = lines(FULL)[0]
    assert list(first)[:4] == ["zeilengruppe", "stadt", "luecke", "luecke_status"]
    assert (first["luecke"], first["personen"], first["quote"]) == ("16.3495", "1234567", "0.125")
    assert first["fussnoten"] == "Lücke in Prozentpunkten: Anderer Stichtag."
    assert b"\r" not in table_csv(FULL)


def test_a_word_in_the_place_of_a_number_is_its_status():
    wordy = replace(FULL, groups=[RowGroup([[Cell("Ahorn"), Cell("entfällt"), *[Cell(value=1)] * 3, Cell()]])])
    assert (lines(wordy)[0]["luecke"], lines(wordy)[0]["luecke_status"]) == ("", "entfällt")
    assert [cell.value for cell in opened(wordy)["probe"][2]][1:3] == [None, "entfällt"]


def test_years_have_no_sign_of_thousands():
    columns = [replace(one, grouped=False) for one in FULL.columns]
    assert opened(replace(FULL, columns=columns))["probe"]["G2"].number_format == "0;−0"


def test_a_table_without_signs_groups_or_footnotes_has_only_its_own_columns():
    plain = replace(FULL, groups=[RowGroup([[Cell("Ahorn"), *[Cell(value=1)] * 4, Cell("Grund")]])])
    assert list(lines(plain)[0]) == [column.key for column in FULL.columns]


@pytest.mark.parametrize("groups", [[], [RowGroup([])]])
def test_a_table_without_rows_is_still_a_table(groups: list):
    empty = replace(FULL, groups=groups)
    assert opened(empty)["probe"].tables["t_probe"].ref == "A1:F2"
    assert lines(empty) == []


@pytest.mark.parametrize("text", [HOSTILE[place::12] for place in range(12)], ids=range(12))
def test_hostile_texts_stay_texts(text: list[str]):
    table = hostile_table(text)
    content = tables_workbook(
        [table], replace(COVER, title=text[0], lines=[(text[0], text[-1])]), [(text[-1], text[0])]
    )
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    links = [cell.hyperlink.location for cell in cells if cell.hyperlink]
    assert links == ["'feindlich'!A1"]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        everything = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in everything
    assert not re.search("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\u202a-\\u202e\\u2066-\\u2069]", everything)
    for row in csv.reader(io.StringIO(table_csv(table).decode(), newline="")):
        for value in row:
            assert not re.match(r"\s*[=+@＝＋－＠\t\r]|\s*-(?![\d.,]+$)", value), value


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_no_number_is_changed_beyond_its_fifteenth_digit(values: list[float]):
    table = replace(FULL, groups=[RowGroup([[Cell("A"), *[Cell(value=one)] * 4, Cell()] for one in values])])
    assert [float(row["anteil"]) for row in lines(table)] == pytest.approx(values, rel=1e-14)


def test_two_tables_with_one_id_are_refused():
    with pytest.raises(ValueError, match="probe"):
        tables_workbook([FULL, FULL], COVER)


def test_two_columns_with_one_label_are_told_apart():
    columns = [replace(one, label="Wert") for one in FULL.columns]
    names = [cell.value for cell in opened(replace(FULL, columns=columns))["probe"][1]]
    assert len(set(names)) == len(names)
    assert "Wert (quote)" in names


def test_the_sheets_keep_their_names_in_another_language():
    english = Language("en", "en_GB", texts={"Gruppe der Zeilen": "Group of rows", "Zeichen": "Sign"})
    cover = replace(COVER, language=english)
    book = opened(replace(FULL, language=english), cover=cover)
    assert book.sheetnames == ["deckblatt", "inhalt", "hinweise", "probe"]
    assert book["probe"]["A1"].value == "Group of rows"


def test_the_same_tables_give_the_same_bytes():
    assert tables_workbook([FULL], COVER) == tables_workbook([FULL], COVER)
    assert table_csv(FULL) == table_csv(FULL)
