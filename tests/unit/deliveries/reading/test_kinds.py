"""A file is what its bytes are: read where we can, refused by name with advice where we cannot."""

import pytest

from assets.deliveries.reading.kinds import kind_note, kind_of
from schemas.findings import Finding, Severity
from tests.generators.containers import CASES, encrypted_xls, flipped, ods, xls, xlsx
from tests.generators.raw_containers import changed, member, ole2_of, parts_of, zip_of

# A password on the parts of a ZIP is seen in its directory: test_preflight.py.
REFUSED_BY_KIND = {
    name for name, case in CASES.items() if case.codes & {"DATEI_FORMAT", "DATEI_KENNWORT", "DATEI_LEER"}
} - {"A12 zip password"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [(xlsx(), "xlsx"), (ods(), "ods"), (xls(), "xls"), (b"ags;stadt\r\n05916000;Herne\r\n", "csv")],
    ids=["xlsx", "ods", "xls", "csv"],
)
def test_the_four_kinds_we_read(content: bytes, kind: str):
    assert kind_of(content) == kind


@pytest.mark.parametrize("name", sorted(REFUSED_BY_KIND))
def test_a_file_we_cannot_read_is_refused_with_advice(name: str):
    found = kind_of(CASES[name].content())
    assert isinstance(found, Finding)
    assert ({found.code}, found.severity) == (CASES[name].codes, Severity.FEHLER)
    assert "{" not in found.message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("A12 xlsx", "mit Kennwort geschützt. Bitte ohne Kennwort"),
        ("A13 PDF named csv", "ein PDF-Dokument"),
        ("A13 HTML named xls", "eine Webseite (HTML)"),
        ("A13 HTML in UTF-16 named xls", "eine Webseite (HTML)"),
        ("A13 XML 2003 named xls", "„XML-Kalkulationstabelle 2003“"),
        ("A13 flat ods", "(FODS)"),
        ("A13 xlsb", "Bitte in Excel als XLSX speichern."),
        ("A13 docx", "ein Word-Dokument"),
        ("A13 Word document", "ein Word-Dokument"),
        ("A13 Outlook message", "Bitte den Anhang speichern"),
        ("A13 HEIC", "ein Bild"),
        ("A2 xlsx inside zip", "Bitte entpacken"),
    ],
)
def test_the_refusal_names_what_the_file_is(name: str, words: str):
    found = kind_of(CASES[name].content())
    assert isinstance(found, Finding)
    assert words in found.message


def test_a_text_whose_first_header_begins_like_a_picture_or_program_is_a_text():
    assert kind_of(b"BMI;Wert\r\n1;2\r\n") == "csv"
    assert kind_of(b"MZ;Wert\r\n1;2\r\n") == "csv"
    assert kind_of("ags;stadt\r\n".encode("utf-16")) == "csv"


def test_a_damaged_workbook_is_still_a_workbook():
    assert kind_of(xlsx()[:500]) == "xlsx"
    assert kind_of(ods()[:300]) == "ods"
    assert kind_of(xls()[:600]) == "xls"


def test_a_password_is_seen_before_the_old_workbook_is_read():
    assert isinstance(kind_of(encrypted_xls()), Finding)
    # A Word table inside an old workbook does not make it a Word document.
    book = ole2_of({"Workbook": b"\x09\x08\x04\x00\x00\x06\x05\x00\x0a\x00\x00\x00", "WordDocument": b"x"})
    assert kind_of(book) == "xls"


def test_a_lying_mimetype_is_no_ods():
    parts = parts_of(ods())
    text = zip_of([member("mimetype", b"application/vnd.oasis.opendocument.text"), member("content.xml", b"<a/>")])
    found = kind_of(text)
    assert isinstance(found, Finding)
    assert "OpenDocument" in found.message
    assert kind_of(changed(ods(), {"mimetype": member("mimetype", parts["mimetype"] + b"\n")})) == "ods"


@pytest.mark.parametrize("at", range(0, 700, 7))
def test_no_flipped_bit_makes_the_kind_break(at: int):
    for content in (xlsx(), ods(), xls()):
        assert kind_of(flipped(content, at))


@pytest.mark.parametrize(
    ("file_name", "kind"),
    [
        ("a.csv", "csv"),
        ("A.CSV", "csv"),
        ("a.txt", "csv"),
        ("a.xlsx", "xlsx"),
        ("a.xlsm", "xlsx"),
        ("a.ods", "ods"),
        ("a.xls", "xls"),
    ],
)
def test_a_fitting_ending_needs_no_note(file_name: str, kind: str):
    assert kind_note(file_name, kind) is None


def test_a_wrong_ending_is_noted_and_read_all_the_same():
    note = kind_note("eckwerte\x1b_2022.csv", "xlsx")
    assert note is not None
    assert (note.code, note.severity) == ("DATEI_ENDUNG", Severity.HINWEIS)
    assert note.message.startswith(
        "Die Datei heißt „eckwerteU+001B_2022.csv“, enthält aber eine Excel-Arbeitsmappe (XLSX)"
    )
