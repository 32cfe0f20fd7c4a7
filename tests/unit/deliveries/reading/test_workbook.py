"""Workbooks as honest people and odd programs write them: nothing lost without a word, every cell at its address."""

import random
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.deliveries.reading.grid import Grid, address
from assets.deliveries.reading.workbook import read_sheets
from schemas.findings import Finding, Severity
from tests.conftest import ROOT
from tests.generators.workbook_writers import Table, by_hand_ods, by_openpyxl, by_xlsxwriter, by_xlwt, place, staff
from tests.generators.workbooks import CASES, WRITERS, Case


def said(grids: list[Grid], findings: list[Finding]) -> list[Finding]:
    return [*findings, *(one for grid in grids for one in grid.findings)]


def kind(case: Case) -> str:
    return case.file_name.rsplit(".", 1)[1]


def text_at(grid: Grid, cell: str) -> str:
    row, column = place(cell)
    return grid.rows[row][column]


@pytest.mark.parametrize("name", CASES)
def test_a_workbook_is_read_with_exactly_these_findings_at_this_cell(name: str):
    case = CASES[name]
    grids, findings = read_sheets(case.content(), kind(case))
    everything = said(grids, findings)
    assert {one.code for one in everything} == case.codes, [one.message for one in everything]
    if case.cell and case.codes:
        assert (case.sheet, case.cell) in {(one.sheet, one.cell) for one in everything}
    elif case.codes:
        assert case.sheet in {one.sheet for one in everything}
    for cell, text in case.texts.items():
        assert text_at(grids[0], cell) == text, cell
    for one in everything:
        assert "{" not in one.message and one.message.endswith((".", "?"))
        assert not one.cell or one.row == place(one.cell)[0] + 1


def test_there_are_enough_cases_and_every_code_of_the_two_readers_is_among_them():
    codes = set().union(*(case.codes for case in CASES.values()))
    assert len(CASES) >= 60
    assert codes >= {
        "NUR_EINFACH_GELESEN",
        "BLATT_AUSGEBLENDET",
        "ZEILEN_AUSGEBLENDET",
        "SPALTEN_AUSGEBLENDET",
        "ZELLEN_VERBUNDEN",
        "ZELLEN_KOMMENTAR",
        "ZELLE_UNGLEICH",
        "ZELLE_FEHLERWERT",
        "FORMEL_OHNE_WERT",
        "FORMEL_UNGERECHNET",
        "FORMEL_LEER",
        "DATUM_1900",
        "ANZEIGE_GERUNDET",
    }


def test_hidden_rows_are_counted_and_the_filter_is_named():
    (one,) = said(*read_sheets(CASES["filtered_rows"].content(), "xlsx"))
    assert one.message == "3 ausgeblendete Zeilen wurden mitgelesen (Zeile 2, 4, 5, durch einen Filter)."


def test_a_rounded_number_is_told_with_both_numbers():
    (one,) = said(*read_sheets(CASES["rounded_xlsxwriter"].content(), "xlsx"))
    assert one.message.startswith("Gespeichert ist 12,38, angezeigt wird 12,4;")
    assert one.severity == Severity.INFO


def test_two_readings_that_differ_are_both_told():
    (one,) = said(*read_sheets(CASES["number_that_two_programs_read_differently"].content(), "xlsx"))
    assert (one.value, one.expected) == ("12345678901234568", "12345678901234567")
    assert one.severity == Severity.FEHLER


def test_all_rows_of_a_sheet_are_equally_wide():
    for write in (by_openpyxl, by_xlsxwriter, by_xlwt, by_hand_ods):
        grids, _ = read_sheets(write([["a"], ["b", "c", "d"], []]), "ods" if write is by_hand_ods else _kind(write))
        assert grids[0].rows == [["a", "", ""], ["b", "c", "d"]]


def _kind(write: object) -> str:
    return next(kind for _, kind, writer in WRITERS if writer is write)


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**6), 10**6, places=2).map(float),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: float(f"{number:.12g}")),
    st.integers(1, 16_077_999).map(lambda number: f"{number:08d}"),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8)


def german(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return text.removesuffix(".0").replace(".", ",").replace("-0", "0" if value == 0 else "-0")
    return str(value)


def trimmed(rows: list[list[str]]) -> dict[str, str]:
    return {address(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text != ""}


@pytest.mark.parametrize(
    ("write", "kind"), [(write, kind) for _, kind, write in WRITERS], ids=[one[0] for one in WRITERS]
)
@given(table=TABLES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_table_comes_back_with_every_text_at_its_address(write, kind: str, table: Table):
    grids, findings = read_sheets(write(table), kind)
    wanted = [[german(value) for value in row] for row in table]
    assert trimmed(grids[0].rows) == trimmed(wanted)
    assert [one for one in said(grids, findings) if one.severity == Severity.FEHLER] == []


@pytest.mark.parametrize(
    ("write", "kind"), [(write, kind) for _, kind, write in WRITERS], ids=[one[0] for one in WRITERS]
)
def test_a_file_with_flipped_bits_is_refused_or_read_as_it_was(write, kind: str):
    """Never an exception, never another number without a word."""
    content = write(staff())
    honest = read_sheets(content, kind)[0][0].rows
    luck = random.Random(16)  # noqa: S311 - the same flips every time
    for _ in range(60):
        flipped = bytearray(content)
        flipped[luck.randrange(len(content))] ^= 1 << luck.randrange(8)
        grids, findings = read_sheets(bytes(flipped), kind)
        refused = any(one.severity == Severity.FEHLER for one in said(grids, findings))
        # XLS has no check sums: a flipped bit in a number is another number, for every program.
        assert refused or kind == "xls" or not grids or grids[0].rows == honest


def test_checking_a_csv_loads_no_library_for_workbooks():
    script = (
        "import sys; import assets.deliveries.reading.workbook;"
        "print([name for name in ('openpyxl', 'python_calamine', 'xlrd', 'lxml', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
