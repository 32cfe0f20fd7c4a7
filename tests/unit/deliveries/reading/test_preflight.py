"""Hostile and broken containers are refused before any reader sees them, honest ones are not."""

import time
import tracemalloc
from pathlib import Path

import pytest

from assets.deliveries.findings import CATALOGUE
from assets.deliveries.reading import limits
from assets.deliveries.reading.containers import Damaged, inflated, open_compound, zip_entries
from assets.deliveries.reading.kinds import kind_note, kind_of
from assets.deliveries.reading.part_scan import PartScan
from assets.deliveries.reading.preflight import preflight
from schemas.findings import Finding, Severity
from tests.generators.containers import CASES, SHEET_PART, Case, bomb, far, flipped, ods, with_part, xls, xlsx
from tests.generators.raw_containers import changed, member

OURS = {code for code in CATALOGUE if code.startswith("MAPPE_")} | {
    *("DATEI_KENNWORT", "DATEI_FORMAT", "DATEI_ENDUNG", "ZELLE_FERN", "ZELLE_LANG", "TABELLE_BREIT"),
}


def findings_of(case: Case) -> list[Finding]:
    """What kind and preflight say of a file."""
    content = case.content()
    kind = kind_of(content)
    if isinstance(kind, Finding):
        return [kind]
    note = kind_note(case.file_name, kind)
    return [*([note] if note else []), *preflight(content, kind)]


def test_there_are_cases_for_every_finding_about_containers():
    assert {code for case in CASES.values() for code in case.codes} >= OURS
    assert len(CASES) >= 130


@pytest.mark.parametrize("name", CASES)
def test_a_container_gets_exactly_its_findings(name: str):
    found = findings_of(CASES[name])
    assert {one.code for one in found} == CASES[name].codes
    assert all("{" not in one.message and one.message[-1] in ".?)" for one in found)
    if CASES[name].cell:
        assert CASES[name].cell in {one.cell for one in found}


@pytest.mark.parametrize("name", ["A1 sheet of 1 GB", "A1 1 GB that claims 1,000 bytes", "A4 last cell of all"])
def test_a_bomb_costs_neither_time_nor_memory(name: str):
    content = CASES[name].content()
    tracemalloc.start()
    start = time.process_time()
    found = preflight(content, "xlsx")
    seconds, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0].severity == Severity.FEHLER
    assert seconds < 2
    assert peak < 100 * limits.MEBIBYTE


def test_a_lie_about_the_size_is_found_while_unpacking_and_no_further():
    content = bomb(SHEET_PART, 64, b"<row/>", claimed=3 * limits.MEBIBYTE)
    (entry,) = [one for one in zip_entries(content) if one.filename == SHEET_PART]
    unpacked = 0
    with pytest.raises(Damaged, match="andere Größe"):
        for piece in inflated(content, entry):
            unpacked += len(piece)
    assert unpacked <= 3 * limits.MEBIBYTE


def test_a_far_cell_is_named_with_its_sheet():
    (one,) = preflight(far("XFD1048576"), "xlsx")
    assert (one.sheet, one.row, one.cell) == ("eckwerte", 1048576, "XFD1048576")
    assert one.message.startswith("Zelle XFD1048576 ist ausgefüllt")
    (one,) = findings_of(CASES["A4 ods"])
    assert (one.sheet, one.row, one.cell) == ("eckwerte", 1048576, "XFD1048576")
    (one,) = findings_of(CASES["A4 xls"])
    assert (one.sheet, one.row, one.cell) == ("eckwerte", 65536, "IV65536")


def test_a_limit_is_named_in_the_message():
    for name, words in {
        "A1 several parts together": "300 MB",
        "A2 10,000 entries": "erlaubt sind 2.000",
        "B6 5,000 sheets": "erlaubt sind 100",
        "B6 16,384 columns": "16.384 Spalten; erlaubt sind 1.000",
        "B6 text of 1 MB": "32.767 Zeichen",
        "A16 xlsx": "100.000 verbundene Zellen; erlaubt sind 5.000",
        "A15 value in all cells": "5.000.000 Zellen",
    }.items():
        assert words in findings_of(CASES[name])[0].message


def test_content_from_outside_never_gets_into_a_finding():
    host = Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else "no host"
    for name in ("A7 in the sheet", "A7 in the texts", "A7 ods"):
        for one in findings_of(CASES[name]):
            assert host not in one.message.replace("DOCTYPE", "")
            assert "file:" not in one.message


def test_nothing_is_written_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    findings_of(CASES["A9 upwards"])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_noted_is_loaded_and_never_refuses():
    for name, case in CASES.items():
        if name.startswith("A14"):
            assert [one.severity for one in findings_of(case)] == [Severity.HINWEIS], name


def test_several_faults_of_the_directory_come_together():
    content = changed(xlsx(), more=[member("../x", b""), member(SHEET_PART, b"<a/>")])
    assert {one.code for one in preflight(content, "xlsx")} == {"MAPPE_PFAD", "MAPPE_DOPPELT"}


def test_pictures_and_macros_may_hold_what_a_table_may_not():
    picture = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b"><svg/>'
    assert preflight(with_part("xl/media/image1.svg", picture), "xlsx") == []


def test_an_empty_part_is_no_damage():
    """LibreOffice writes one into every ODS that has had its keys changed."""
    assert preflight(ods(more={"Configurations2/accelerator/current.xml": b"", "leer.xml": b""}), "ods") == []


@pytest.mark.parametrize("make", [xlsx, ods, xls], ids=["xlsx", "ods", "xls"])
def test_wherever_a_workbook_is_cut_off_it_is_refused(make):
    whole = make()
    for part in range(1, 20):
        content = whole[: len(whole) * part // 20]
        kind = kind_of(content)
        found = [kind] if isinstance(kind, Finding) else preflight(content, kind)
        assert [one.code for one in found] == ["MAPPE_BESCHAEDIGT"], part


@pytest.mark.parametrize("make", [xlsx, ods, xls], ids=["xlsx", "ods", "xls"])
def test_a_flipped_bit_never_breaks_the_preflight(make):
    whole = make()
    for at in range(0, len(whole), max(len(whole) // 200, 1)):
        content = flipped(whole, at)
        kind = kind_of(content)
        assert isinstance(kind, Finding) or isinstance(preflight(content, kind), list)


def test_the_chain_of_an_old_workbook_ends_where_the_file_ends():
    with pytest.raises(Damaged):
        open_compound(xls()[:8] + b"\xff" * 600)


def test_pieces_of_any_size_give_the_same_findings():
    """A cell that lies across two pieces is neither lost nor counted twice."""
    part = b"<?xml version='1.0'?><worksheet>" + b'<row r="7"><c r="C7" s="1"/><c r="D7"><v>1</v></c></row>' * 300
    part += b"</worksheet>"
    for size in (1, 7, 64, 1000, len(part)):
        scan = PartScan("xl/worksheets/sheet1.xml")
        for at in range(0, len(part), size):
            scan.feed(part[at : at + size])
        scan.close()
        assert scan.found == []
        assert [(one.cells, one.rows, one.columns) for one in scan.extents] == [(300, 7, 4)]
