"""Every case of a bad file, through the whole check: its findings at their cell, an end state, words for a clerk.

The readers and rules have their own tests for each case; here the file goes the whole way, as it does in the intake.
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assets.deliveries.arrival.filenames import parse
from assets.deliveries.checking.check import Checked, check_delivery
from assets.deliveries.checking.expected import Earlier, Expected
from assets.deliveries.reading.child import in_child
from assets.reference.seeds import Reference
from schemas.deliveries import ACCEPTED_STATES, REFUSED_STATES
from schemas.findings import Finding, Severity
from tests.generators import containers, tables, text_files, workbooks

HERNE = "05916000"
# Cases that only the name of a file makes; the check sees bytes.
OF_THE_NAME = {"DATEI_ENDUNG"}
# Nine large workbooks are read in tests/unit; here one of them is enough.
_LARGE = [name for name in workbooks.CASES if name.startswith("large_")]
# A workbook that reads as one of another kind, or whose last row lies too far below, is refused before it is read.
EARLIER_REFUSED = {"workbooks: damaged_zip_of_something_else", "workbooks: last_row_of_xlsx"}


@dataclass(frozen=True)
class File:
    """A bad file and where one of its findings must point; `exact`: there are no other codes."""

    content: Callable[[], bytes]
    file_name: str
    codes: frozenset[str]
    row: int | None = None
    cell: str = ""
    earlier: Callable[[], bytes] | None = None
    exact: bool = False
    slow: bool = False


def _all() -> dict[str, File]:
    files: dict[str, File] = {}
    for name, hostile in containers.CASES.items():
        codes = frozenset(hostile.codes - OF_THE_NAME)
        files[f"containers: {name}"] = File(
            hostile.content, hostile.file_name, codes, cell=hostile.cell, slow=hostile.slow
        )
    for name, text in text_files.CASES.items():
        files[f"text_files: {name}"] = File(text.content, text.file_name, frozenset(text.codes), text.row, text.cell)
    for name, book in workbooks.CASES.items():
        if name not in _LARGE:
            cell = book.cell if book.codes else ""
            files[f"workbooks: {name}"] = File(book.content, book.file_name, frozenset(book.codes), cell=cell)
    for name, table in tables.CASES.items():
        row = table.findings[0][1] if table.findings else None
        files[f"tables: {name}"] = File(
            lambda case=table: case.content,  # type: ignore[misc]
            f"{table.form}_2023.csv",
            frozenset(table.codes),
            row,
            earlier=_earlier(table),
            exact=True,
        )
    return files


def _earlier(case: tables.Case) -> Callable[[], bytes] | None:
    if case.earlier is None:
        return None
    rows = [row | {"jahr": "2022", "stichtag": row.get("stichtag", "").replace("2023", "2022")} for row in case.earlier]
    return lambda: tables.csv_of(case.form, rows)


FILES = _all()


def checked(file: File, reference: Reference) -> Checked:
    """The verdict on a file that lies in the folder of Herne under its name."""
    name = parse(file.file_name)
    form, year = (name.form, name.year) if name else ("eckwerte", 2022)
    earlier = None
    if file.earlier is not None:
        before = check_delivery(file.earlier(), Expected({HERNE: "Herne"}, year - 1, "Herne", form), reference)
        earlier = Earlier({one: rows.assign(delivery_year=year - 1) for one, rows in before.rows.items()})
    check = in_child if file.slow else lambda function, *arguments: function(*arguments)
    return check(check_delivery, file.content(), Expected({HERNE: "Herne"}, year, "Herne", form), reference, earlier)


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gets_its_findings_at_their_place_and_a_verdict_in_german(name: str, reference: Reference):
    file = FILES[name]
    verdict = checked(file, reference)
    found = verdict.findings
    assert verdict.state in [*ACCEPTED_STATES, *REFUSED_STATES]
    assert_german(found)
    if name in EARLIER_REFUSED:
        assert verdict.state in REFUSED_STATES
        return
    codes = {one.code for one in found}
    assert codes == file.codes if file.exact else codes >= file.codes, [(one.code, one.row, one.cell) for one in found]
    ours = [one for one in found if one.code in file.codes]
    if file.cell:
        assert file.cell in {one.cell for one in ours}
    if file.row is not None:
        assert file.row in {one.row for one in ours}
    if verdict.state in REFUSED_STATES:
        assert any(one.severity in (Severity.FEHLER, Severity.RUECKFRAGE) for one in found)


def assert_german(findings: list[Finding]) -> None:
    """Whole sentences without gaps, without the insides of a program, and nothing of the machine they were made on."""
    for one in findings:
        assert one.message[-1] in ".?)“", one.message
        # What the city wrote may look like anything; the rest is ours.
        ours = one.message.replace(one.value, "").replace(one.expected, "") if one.value else one.message
        assert not re.search(r"\{[a-z_]*\}|Traceback|Error\b.*line|<class|None\b|\bnan\b", ours), one.message
        for secret in (socket.gethostname(), str(Path.cwd())):
            assert len(secret) < 5 or secret not in f"{one.message}{one.value}{one.expected}"


def test_there_are_at_least_250_cases_of_every_kind():
    assert len(FILES) >= 250
    kinds = {name.split(":")[0] for name in FILES}
    assert kinds == {"containers", "text_files", "workbooks", "tables"}
