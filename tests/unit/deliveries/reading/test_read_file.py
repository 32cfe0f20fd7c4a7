"""Files of text: every honest one is read cell by cell, every broken one is refused or flagged at its place."""

import csv

import pytest

from assets.deliveries.reading.raw_table import FORM_HEADERS
from assets.deliveries.reading.read_file import read_file
from schemas.findings import Finding
from tests.generators.text_files import CASES, Case


def findings_of(case: Case) -> list[Finding]:
    read = read_file(case.content(), FORM_HEADERS)
    return [*read.findings, *(one for table in read.tables for one in table.findings)]


@pytest.mark.parametrize("name", CASES)
def test_a_file_gets_exactly_its_findings_at_their_place(name: str):
    case = CASES[name]
    found = findings_of(case)
    assert {one.code for one in found} == case.codes, [(one.code, one.row, one.message) for one in found]
    if case.row is not None:
        places = [(one.row, one.column, one.cell) for one in found]
        shown = case.column.replace("\ufeff", "U+FEFF")
        assert (case.row, shown, case.cell) in places


def test_the_longest_field_is_ours_whatever_a_library_has_set_for_the_process():
    before = csv.field_size_limit(10**9)
    try:
        assert {one.code for one in findings_of(CASES["anfuehrung_quoted_field_too_long"])} == {"FELD_LANG"}
    finally:
        csv.field_size_limit(before)
