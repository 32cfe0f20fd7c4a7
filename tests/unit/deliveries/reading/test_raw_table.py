"""What the reader understood of any table, of a form or not: exact cells, or a clear refusal and no cells at all."""

import csv
import io
import subprocess
import sys

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.deliveries.reading.raw_table import FORM_HEADERS, raw_table
from schemas.forms import FORMS
from tests.conftest import ROOT
from tests.generators.text_files import CASES, HEADER, PLAIN, ROWS

# Tables nobody knows, each with what must come out; all figures are invented.
READ = {
    "decimal_commas": ("Amt;Anzahl;VZÄ\nA;5;12,5\nB;6;7,25\n", [["A", "5", "12,5"], ["B", "6", "7,25"]]),
    "points_and_zeros": ("AGS;Wert\n05916000;1.234\n05911000;0,50\n", [["05916000", "1.234"], ["05911000", "0,50"]]),
    "names_with_commas": ("Ort|Zahl\nBurg, Stadt|7\nAu|8\n", [["Burg, Stadt", "7"], ["Au", "8"]]),
    "years_as_header": ("Stadt;2023;2024\nHerne;5;6\nHagen;7;8\n", [["Herne", "5", "6"], ["Hagen", "7", "8"]]),
    "quoted_everywhere": ('"Ort, Name","Zahl"\n"Au, A","7"\n"Bu, B","8"\n', [["Au, A", "7"], ["Bu, B", "8"]]),
    "missing_values": ("Amt;m;w\nA;;\nB;1;\nC;;2\n", [["A", "", ""], ["B", "1", ""], ["C", "", "2"]]),
    "tabs": ("Amt\tm\nA\t1\nB\t2\n", [["A", "1"], ["B", "2"]]),
}
NOTED = {
    "title_and_notes": (
        "Tabelle: 12411\nStand\nAGS;Ort;Zahl\n05916;Herne;900\n05911;Bochum;360\n__________\n© Amt; alle Rechte\n",
        [["05916", "Herne", "900"], ["05911", "Bochum", "360"]],
        {"KOPF_ZEILE", "FUSSNOTEN"},
    ),
    "sum": ("Amt;Zahl\nA;5\nB;6\nInsgesamt;11\n", [["A", "5"], ["B", "6"]], {"SUMMENZEILE"}),
    "sum_without_name": ("Amt;Zahl\nA;5\nB;6\n;11\n", [["A", "5"], ["B", "6"]], {"SUMMENZEILE"}),
    "break": ('Amt;Zahl\nA;"1\n2"\nB;6\n', [["A", "1\n2"], ["B", "6"]], {"FELD_UMBRUCH"}),
    "levels": (
        "Key;Zahl\n05;9\n05911;4\n05911000;4\n",
        [["05", "9"], ["05911", "4"], ["05911000", "4"]],
        {"EBENEN_GEMISCHT"},
    ),
}
REFUSED = {
    "no_header": ("05916000;Herne;12\n05911000;Bochum;13\n", "KOPF_ZAHLEN"),
    "only_years": ("2023;2024\n1;2\n3;4\n", "KOPF_ZAHLEN"),
    "years_that_are_values": ("Herne;1999\nBochum;2001\nHagen;2003\n", "KOPF_ZAHLEN"),
    "days_that_are_values": ("Herne;30.06.2024\nBochum;30.06.2024\n", "KOPF_ZAHLEN"),
    "names_in_two_rows": ("Stadt;Frauen;;Männer;\nx;y;z;y;z\nHerne;a;b;c;d\n", "KOPF_UNKLAR"),
    "two_separators": ("Ort, Land;Zahl\nAu, A;7\nBu, B;8\n", "TRENNZEICHEN_UNKLAR"),
    "header_with_other_separator": ("Amt,Zahl\nA;1,5\nB;2,5\n", "TRENNZEICHEN_UNKLAR"),
    "one_column": ("Amt\nA\nB\n", "DATEI_TRENNZEICHEN"),
    "one_field_too_much": ("Amt;m;w\nA;1;2\nB;1;2;3\nC;3;4\n", "ZEILE_BREITE"),
    "one_field_too_few": ("Amt;m;w\nA;1;2\nB;1\nC;3;4\n", "ZEILE_BREITE"),
    "second_table": ("Amt;m\nA;1\nB;2\n\nOrt;w\nC;3\n", "TABELLE_MEHRERE"),
    "duplicate": ("Amt;m;m\nA;1;2\n", "KOPF_DOPPELT"),
    "open_quote": ('Amt;m\nA;1\n"B;2\nC;3\n', "ZEILE_ANFUEHRUNG"),
    "nul": ("Amt;m\nA;1\nB\0;2\n", "ZEICHEN_STEUER"),
}


@pytest.mark.parametrize("name", READ)
def test_a_clean_table_comes_out_cell_by_cell(name: str):
    text, rows = READ[name]
    result = raw_table(text.encode(), "tabelle.csv")
    assert (result["status"], result["zeilen"], result["befunde"]) == ("ok", rows, [])


@pytest.mark.parametrize("name", NOTED)
def test_what_is_left_out_or_odd_is_said(name: str):
    text, rows, codes = NOTED[name]
    result = raw_table(text.encode(), "tabelle.csv")
    assert (result["status"], result["zeilen"]) == ("hinweise", rows)
    assert {one["code"] for one in result["befunde"]} == codes


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_certain_is_refused_without_cells(name: str):
    text, code = REFUSED[name]
    result = raw_table(text.encode(), "tabelle.csv")
    assert (result["status"], result["kopf"], result["zeilen"]) == ("abgewiesen", [], [])
    assert code in {one["code"] for one in result["befunde"]}


@pytest.mark.parametrize("name", CASES)
def test_every_file_gives_a_status_that_fits_its_findings(name: str):
    result = raw_table(CASES[name].content(), CASES[name].file_name)
    refused = any(one["schwere"] == "FEHLER" for one in result["befunde"])
    assert result["status"] == ("abgewiesen" if refused else "hinweise" if result["befunde"] else "ok")
    assert all(len(row) == len(result["kopf"]) for row in result["zeilen"])


def test_a_finding_names_row_and_header():
    result = raw_table(PLAIN.replace("Herne", "Her\u200bne", 1).encode(), "personal_2024.csv")
    (one,) = result["befunde"]
    assert (one["code"], one["schwere"], one["zeile"], one["spalte"]) == ("ZEICHEN_UNSICHTBAR", "RÜCKFRAGE", 2, "stadt")
    assert "U+200B" in one["text"]
    assert result["kopf"] == HEADER


def test_the_headers_kept_for_speed_are_those_of_the_forms():
    assert frozenset(header for form in FORMS.values() for header in form.headers) == FORM_HEADERS


def test_looking_at_a_csv_file_loads_no_heavy_library():
    program = (
        "import sys; from assets.deliveries.reading.raw_table import raw_table; raw_table(b'a;b\\n1;2\\n', 'x.csv');"
        "print([name for name in ('pandas', 'pandera', 'openpyxl', 'dagster') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, column, cell)
    return content.getvalue()


def test_of_a_workbook_the_first_sheet_of_a_form_is_shown_and_others_are_named():
    content = workbook(
        {
            "Deckblatt": [["Stadt", "Herne"]],
            "Notizen": [["Bitte beachten"], ["Beispieldaten"]],
            "Anleitung": [["So geht es"]],
            "personal": ROWS,
            "mehr": [row[:3] for row in ROWS],
        }
    )
    result = raw_table(content, "lieferung_2024.xlsx")
    assert (result["kopf"], result["zeilen"]) == (ROWS[0], ROWS[1:])
    assert [one["code"] for one in result["befunde"]] == ["BLATT_UEBERGANGEN", "BLATT_VORLAGE", "BLATT_WEITERES"]


def test_a_workbook_of_unknown_columns_shows_its_first_table():
    rows = [["Amt", "Frauen"], ["A", "5"], ["B", "6"]]
    result = raw_table(workbook({"Text": [["Beispieldaten"]], "Zahlen": rows}), "zahlen.xlsx")
    assert (result["kopf"], result["zeilen"]) == (rows[0], rows[1:])
    assert [one["code"] for one in result["befunde"]] == ["BLATT_UEBERGANGEN"]


def test_a_workbook_without_any_table_is_refused():
    result = raw_table(workbook({"Text": [["Beispieldaten"], ["nur Text"]]}), "text.xlsx")
    assert result["status"] == "abgewiesen"
    assert "TABELLE_FEHLT" in {one["code"] for one in result["befunde"]}


NAMES = ["Amt", "Ort", "Frauen", "Männer", "2023", "2024", "Name, Ort", "Wert je Kopf", "VZÄ"]
WORDS = ["Herne", "05916000", "1.234", "12,5", "-", "", "x", "Amt; Jugend", "Mülheim, Stadt", "30.06.2024", "A|B", "7"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=6, max_size=6), min_size=2, max_size=7),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_an_unknown_table_is_read_exactly_or_flagged(
    names: list[str], words: list[list[str]], separator: str, quoting: int, encoding: str
):
    # A row without any text is no row.
    rows = [row[: len(names)] for row in words if any(row[: len(names)])]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows([names, *rows])
    result = raw_table(text.getvalue().encode(encoding), "tabelle.csv")
    if result["status"] == "ok":
        assert (result["kopf"], result["zeilen"]) == (names, rows)
    elif result["status"] == "hinweise":
        left_out = {one["code"] for one in result["befunde"]} & {"SUMMENZEILE", "LEERZEILEN", "FUSSNOTEN"}
        assert left_out or (result["kopf"], result["zeilen"]) == (names, rows)
