"""The answer in every shape: the clerk finds place and sentence, and no delivered word becomes anything but a word."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest
from lxml import html

from reports.feedback.listing import HEADER, findings_csv
from reports.feedback.marked import MOST_NOTES, Sheet, marked_copy
from reports.feedback.page import SHOWN, check_page, help_page, plain_report, receipt_page
from reports.feedback.receipt import receipt, receipt_json
from reports.feedback.report import VERDICTS, Report, seen, seen_findings
from reports.feedback.text import unarmed, visible
from reports.feedback.validation import OCCURRENCES, validation_report
from schemas.deliveries import State
from tests.generators.hostile import HOSTILE

DELIVERY: dict[str, Any] = {
    "receipt": "herne-personal-2023-2-K",
    "number": 17,
    "ags": "05916000",
    "form": "personal",
    "year": 2023,
    "version": 2,
    "folder": "herne",
    "file_name": "personal_2023.csv",
    "sha256": "ab" * 32,
    "size": 23456,
    "arrived": "2024-02-01T23:05:09+00:00",
    "replaces": "herne-personal-2023-1-H",
    "state": "ABGEWIESEN",
    "forms": "",
    "rows_read": 1234,
    "rows_accepted": 0,
    "rule_set": "0.1.0+abcdef",
}
FINDING: dict[str, Any] = {
    "number": 1,
    "code": "ZAHL_TEXT",
    "severity": "FEHLER",
    "sheet": "",
    "row": 16,
    "column": "anzahl",
    "cell": "C16",
    "value": "viele",
    "expected": "eine Zahl",
    "message": "„viele“ ist keine Zahl.",
}
RULES = pd.DataFrame(
    [
        ("DATEI_LEER", "tabelle", "FEHLER", "Die Datei ist leer.", "Bitte füllen."),
        ("ZAHL_TEXT", "zelle", "FEHLER", "„{value}“ ist keine Zahl. Bitte nur Ziffern.", "Bitte Ziffern eintragen."),
        ("STADT_NAME", "zelle", "HINWEIS", "Zum Schlüssel gehört „{expected}“.", "Bitte prüfen."),
        ("SPRUNG", "vergleich", "RÜCKFRAGE", "Im Vorjahr waren es {expected}.", "Bitte begründen."),
    ],
    columns=["code", "step", "severity", "message", "help"],
)
LABELS = {"FEHLER": "Fehler", "RÜCKFRAGE": "Rückfrage", "HINWEIS": "Hinweis", "INFO": "Zur Kenntnis"}
ACTIVE = "//script | //iframe | //img | //svg | //object | //embed | //form | //link | //base | //a[@href='x']"


def report(*changes: dict[str, Any], delivery: dict[str, Any] | None = None, **fields: Any) -> Report:
    """An answer with one finding for each of `changes`."""
    columns = list(FINDING)
    findings = pd.DataFrame(
        [FINDING | {"number": number} | change for number, change in enumerate(changes, start=1)], columns=columns
    ).astype({"row": "Int64"})
    plain = {
        "delivery": seen(DELIVERY | (delivery or {})),
        "findings": seen_findings(findings),
        "rules": RULES,
        "unchecked": {},
        "city": "Herne",
        "form": "Personal 2023",
        "state_label": "abgewiesen",
        "severity_labels": LABELS,
        "software": "kontrakt 0.1.0",
    }
    return Report(**(plain | fields))


def page(*changes: dict[str, Any], **fields: Any) -> html.HtmlElement:
    return html.document_fromstring(check_page(report(*changes, **fields)))


def text_of(document: html.HtmlElement) -> str:
    return " ".join(document.text_content().split())


def test_the_clerk_finds_place_and_sentence():
    row = page({"sheet": "Personal"}).find(".//tbody/tr")
    assert [cell.text_content() for cell in row] == [
        "Blatt „Personal“, Zelle C16, Spalte „anzahl“",
        "viele",
        "eine Zahl",
        "„viele“ ist keine Zahl.",
    ]


def test_a_finding_without_a_cell_names_the_row_and_one_about_everything_the_file():
    places = [row[0].text_content() for row in page({"cell": ""}, {"cell": "", "row": None, "column": ""}).iter("tr")]
    assert places == ["Stelle", "Zeile 16, Spalte „anzahl“", "ganze Datei"]


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_one_sentence_and_something_to_do(state: State):
    verdict = VERDICTS[state]
    assert verdict.sentence.endswith(".") and verdict.todo.format(until="").endswith(".")
    assert verdict.sentence in text_of(page(delivery={"state": state}))


def test_the_city_reads_until_when():
    assert "wieder in Ihren Ordner – bis zum 29.02.2024." in text_of(page({}, until="2024-02-29"))
    assert "bis zum" not in text_of(page({}))


def test_the_page_tells_what_it_is_about():
    text = text_of(page({}))
    for fact in [
        "Prüfbericht herne-personal-2023-2-K",
        "1 Fehler. 1.234 Zeilen gelesen, 0 übernommen.",
        "laufende Nummer 17",
        "Fassung 2; herne-personal-2023-1-H wird durch sie nicht ersetzt",
        "„personal_2023.csv“ im Ordner „herne“, 23.456 Byte",
        "ab" * 32,
        "02.02.2024, 00:05:09 Uhr (01.02.2024, 23:05:09 UTC)",
        "Regelwerk 0.1.0+abcdef, Programm kontrakt 0.1.0",
        "So gehen Sie vor: Bitte Ziffern eintragen.",
    ]:
        assert fact in text
    accepted = text_of(page(delivery={"state": "ANGENOMMEN"}))
    assert "Fassung 2, ersetzt herne-personal-2023-1-H" in accepted
    assert "Keine Befunde" in accepted


def test_the_worst_comes_first_and_each_code_once():
    document = page({"severity": "HINWEIS", "code": "STADT_NAME"}, {}, {"severity": "RÜCKFRAGE", "code": "SPRUNG"}, {})
    titles = [" ".join(one.text_content().split()) for one in document.iter("h3")]
    assert titles == [
        "Fehler „…“ ist keine Zahl.",
        "Rückfrage Im Vorjahr waren es …",
        "Hinweis Zum Schlüssel gehört „…“.",
    ]
    links = [one.get("href") for one in document.xpath("//section//a")]
    assert links == [f"../befunde.html#{code}" for code in ("ZAHL_TEXT", "SPRUNG", "STADT_NAME")]


def test_many_places_are_counted_and_the_complete_list_is_named():
    document = page(*({"row": row} for row in range(2, 1286)))
    assert len(document.findall(".//tbody/tr")) == SHOWN
    assert "… und 1.234 weitere. Alle Stellen stehen in der Befundliste (CSV)." in text_of(document)


def test_what_was_not_checked_is_not_said_to_be_right():
    text = text_of(page({}, unchecked={"SPRUNG": "einzelne Zellen Fehler haben"}))
    assert "1 Regel ist nicht geprüft, weil einzelne Zellen Fehler haben. SPRUNG" in text
    assert "Alle 4 Regeln sind geprüft." in text_of(page({}))


def test_a_copy_that_is_missing_is_explained():
    text = text_of(page({}, no_copy="die Datei nicht gelesen werden konnte"))
    assert "Eine markierte Kopie gibt es nicht, weil die Datei nicht gelesen werden konnte." in text


def test_a_trial_is_never_taken_for_a_delivery():
    text = text_of(page({}, trial=True))
    assert "Probe: Diese Datei würde als Ganzes abgewiesen." in text
    assert "Nichts ist gespeichert" in text
    assert "Empfangsnummer" not in text and "archiviert" not in text


def test_the_page_is_complete_in_itself_and_can_be_used_by_everybody():
    document = page({})
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert document.get("lang") == "de"
    assert len(document.findall(".//h1")) == 1
    for table in document.iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") for head in table.iter("th"))
    assert not document.xpath("//link | //script | //img")


def test_the_receipt_promises_the_archive_and_not_that_it_is_right():
    facts = receipt(DELIVERY, city="Herne", form="Personal 2023", software="kontrakt 0.1.0")
    text = text_of(html.document_fromstring(receipt_page(facts)))
    assert "Ihre Datei ist eingegangen und unverändert archiviert." in text
    assert "Das heißt noch nicht, dass sie richtig ist" in text
    assert "02.02.2024, 00:05:09 Uhr (01.02.2024, 23:05:09 UTC)" in text
    again = receipt(
        DELIVERY | {"state": "ANGENOMMEN", "rows_accepted": 9},
        city="Herne",
        form="Personal 2023",
        software="kontrakt 0.1.0",
    )
    assert receipt_json(again) == receipt_json(facts)
    stored = json.loads(receipt_json(facts))
    assert (stored["empfangsnummer"], stored["sha256"], stored["eingegangen"]) == (
        "herne-personal-2023-2-K",
        "ab" * 32,
        "2024-02-01T23:05:09+00:00",
    )


def test_a_file_nobody_read_is_not_said_to_be_archived():
    facts = receipt(DELIVERY | {"sha256": "", "year": pd.NA}, city="Herne", form="", software="kontrakt 0.1.0")
    assert "nicht archiviert" in text_of(html.document_fromstring(receipt_page(facts)))
    assert json.loads(receipt_json(facts))["sha256"] is None
    assert "nicht archiviert" in text_of(page(delivery={"sha256": ""}))


def _fits(value: Any, shape: Any, where: str = "") -> list[str]:
    """Where a value does not have the shape: a type, a list of allowed values, {key: shape} ("?": may be missing),
    [shape].
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [where]
        wrong = [f"{where}.{key}" for key in shape if not key.startswith("?") and key not in value]
        return wrong + [
            hit
            for key, inner in shape.items()
            if key.strip("?") in value
            for hit in _fits(value[key.strip("?")], inner, f"{where}.{key}")
        ]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [where]
        return [hit for number, one in enumerate(value) for hit in _fits(one, shape[0], f"{where}[{number}]")]
    if isinstance(shape, set):
        return [] if value in shape else [where]
    return [] if isinstance(value, shape) else [where]


# The published structure, version 1.0.0: names, types and closed lists; further names are allowed everywhere.
_EVENT = {"time": str, "actor": str, "?agent": str, "?trigger": str}
_DATA = {"source": [str], "target": [str], "?description": str}
_RULE = {
    "language": str,
    "expression": str,
    "severity": {"error", "warning", "information"},
    "?description": str,
    "?explanation": str,
    "?change": {"up", "down"},
}
VALIDATION = {
    "id": str,
    "type": {"validation"},
    "event": _EVENT,
    "rule": _RULE,
    "data": _DATA,
    "value": {"0", "1", "NA"},
}
AGGREGATION = {
    "id": str,
    "type": {"aggregation"},
    "event": _EVENT,
    "aggregate": {"language": str, "expression": str, "?description": str},
    "data": _DATA,
    "value": str,
}


def test_machines_get_the_structure_of_the_ess():
    answer = report({}, {"severity": "HINWEIS", "code": "SPRUNG"}, unchecked={"DATEI_LEER": "x"})
    entries = json.loads(validation_report(answer))
    assert [hit for number, one in enumerate(entries) for hit in _fits(one, VALIDATION, str(number))] == []
    assert [(one["rule"]["expression"], one["rule"]["severity"], one["value"]) for one in entries] == [
        ("ZAHL_TEXT", "error", "0"),
        ("SPRUNG", "information", "0"),
        ("DATEI_LEER", "error", "NA"),
        ("STADT_NAME", "information", "1"),
    ]
    assert ["change" in one["rule"] for one in entries] == [False, True, False, False]
    assert entries[1]["rule"]["change"] == "down"
    assert entries[0]["data"]["target"] == ["Herne, Personal 2023", DELIVERY["receipt"], "Zelle C16", "anzahl"]
    assert entries[0]["data"]["befund"]["gefunden"] == "viele"
    assert entries[2]["data"]["befund"] == {"nicht_geprueft_weil": "x"}
    assert len({one["id"] for one in entries}) == len(entries)


def test_the_shape_check_of_this_test_can_fail():
    (entry, *_) = json.loads(validation_report(report({})))
    assert _fits(entry | {"value": "2"}, VALIDATION) == [".value"]
    assert _fits(entry | {"data": {"source": "x"}}, VALIDATION) == [".data.target", ".data.source"]


def test_a_million_places_do_not_swell_the_report_for_machines(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reports.feedback.validation.OCCURRENCES", 2)
    assert OCCURRENCES > 1000
    entries = json.loads(validation_report(report(*[{}] * 5)))
    (rest,) = [one for one in entries if one["type"] == "aggregation"]
    assert _fits(rest, AGGREGATION) == []
    assert rest["value"] == "3"


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def test_the_list_has_every_finding_with_everything_known():
    content = findings_csv(report({}, {"row": None, "cell": "", "value": 'a"b;c'}))
    assert content.startswith(b"\xef\xbb\xbfnr;art;code;") and content.count(b"\r\n") == 3
    header, first, second = rows_of(content)
    assert header == HEADER
    assert first == [
        *["1", "Fehler", "ZAHL_TEXT", "", "C16", "16", "anzahl", "viele", "eine Zahl"],
        "„viele“ ist keine Zahl.",
    ]
    assert (second[5], second[7]) == ("", 'a"b;c')


@pytest.mark.parametrize("text", ["-5", "-1.234,50", "-0,5", "5", "", "a=b", "1-2", "'-5", "'a"])
def test_plain_numbers_and_words_stay_what_they_are_in_a_csv(text: str):
    assert unarmed(text) == text


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-x", "-1+1", "@A", "\t1", "\r1", "\n1", "\x001", "＝1", "＋1", "－1", "＠1", " =1", "'=1"],
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(text: str):
    assert unarmed(text) == f"'{text}"


def test_the_unseen_is_written_out():
    assert visible("a\u202eb\x00c\u00adü\u00a0d\n") == "aU+202EbU+0000cU+00ADü\u00a0dU+000A"
    assert visible("a\nb", keep="\n") == "a\nb"


SHEET = Sheet(
    "Personal", "Personal", 3, {"ags": "A", "anzahl": "C"}, {3: {"A": "ags", "C": "anzahl"}, 4: {"C": "=1+1"}}
)


def book_of(answer: Report, *sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(marked_copy(answer, sheets)))


def test_the_copy_has_the_citys_sheets_and_addresses_with_notes_in_colour():
    on_sheet = {"sheet": "Personal"}
    answer = report(
        on_sheet | {"cell": "C4"},
        on_sheet | {"cell": "", "row": 7, "severity": "HINWEIS", "code": "STADT_NAME"},
        on_sheet | {"cell": "", "row": 7, "column": "", "message": "Zeile doppelt."},
        on_sheet | {"cell": "", "row": None},
    )
    book = book_of(answer, SHEET)
    assert book.sheetnames == ["Befunde", "Personal"]
    page = book["Personal"]
    assert (page["A3"].value, page["C4"].value) == ("ags", "=1+1")
    assert page["C4"].comment.text.startswith("Fehler ZAHL_TEXT: „viele“ ist keine Zahl.")
    assert "Zeile doppelt." in page["A7"].comment.text
    assert page["C3"].comment is not None
    colours = {address: page[address].fill.fgColor.rgb[2:] for address in ("C4", "C7", "A7")}
    assert colours == {"C4": "F6C9C4", "C7": "FFF3B8", "A7": "F6C9C4"}
    listed = [[cell.value for cell in row] for row in book["Befunde"].iter_rows()]
    assert listed[0][0] == "Befunde zu herne-personal-2023-2-K"
    assert [row[:3] for row in listed[-4:]] == [
        ["Fehler", "Personal", "C4"],
        ["Hinweis", "Personal", "C7"],
        ["Fehler", "Personal", "A7"],
        ["Fehler", "Personal", "C3"],
    ]


def test_a_sheet_may_have_the_name_of_our_list_and_a_name_no_program_takes():
    sheets = [replace(SHEET, name=name) for name in ("Befunde", "befunde", "a/b:c", "x" * 40, "x" * 40, "'", "History")]
    assert book_of(report({}), *sheets).sheetnames == [
        *["Befunde", "Befunde (2)", "befunde (3)", "a_b_c", "x" * 31, "x" * 26 + " (2)", "Tabelle", "History_"]
    ]


def test_a_list_that_is_too_long_for_a_workbook_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("reports.feedback.marked.MOST_LISTED", 2)
    cells = [cell.value for (cell, *_) in book_of(report({}, {}, {}, {}), SHEET)["Befunde"].iter_rows()]
    assert "Hier stehen die ersten 2 Befunde; 2 weitere stehen in der CSV-Datei." in cells
    assert cells.count("Fehler") == 2


def test_a_sheet_full_of_notes_stays_usable():
    answer = report(*({"sheet": "Personal", "cell": f"C{row}"} for row in range(4, 4 + MOST_NOTES + 5)))
    page = book_of(answer, SHEET)["Personal"]
    assert page[f"C{3 + MOST_NOTES}"].comment is not None
    assert page[f"C{4 + MOST_NOTES}"].comment is None
    assert page[f"C{4 + MOST_NOTES}"].fill.fgColor.rgb.endswith("F6C9C4")


@pytest.mark.parametrize("make", [check_page, validation_report, findings_csv, lambda one: marked_copy(one, [SHEET])])
def test_the_same_answer_has_the_same_bytes(make: Callable[[Report], Any]):
    assert make(report({})) == make(report({}))


def test_if_the_page_breaks_the_city_still_reads_state_and_findings():
    text = plain_report(report({}), "RuntimeError")
    assert "Die Lieferung ist als Ganzes abgewiesen" in text
    assert "- Fehler ZAHL_TEXT, Zelle C16, Spalte „anzahl“: „viele“ ist keine Zahl." in text
    assert "Notfassung" in text


# --- hostile words: every text in every field of finding and delivery at once


def hostile(text: str, sheets: bool = False) -> Report:
    everywhere = dict.fromkeys(["sheet", "column", "value", "expected", "message"], text)
    # City and form are words of the seeds; escaped they must be all the same.
    fields = dict.fromkeys(["city", "form"], visible(text))
    delivery = dict.fromkeys(["file_name", "folder", "replaces", "rule_set"], text)
    return report({**everywhere, "cell": "" if sheets else text}, delivery=delivery, **fields)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:30])
def test_no_delivered_word_becomes_markup(text: str):
    document = html.document_fromstring(check_page(hostile(text)))
    assert document.xpath(ACTIVE) == []
    assert document.xpath("//@*[starts-with(name(), 'on')]") == []
    assert [
        link for link in document.xpath("//a/@href") if not link.startswith(("#", "../befunde.html#ZAHL_TEXT"))
    ] == []
    assert len(document.xpath("//meta")) == 3
    # In a finding six fields, in the delivery file, folder, version and rule set, and city and form.
    words = " ".join(visible(text).split())
    assert not words or text_of(document).count(words) >= 12
    facts = receipt(
        DELIVERY | {"file_name": text, "folder": text}, city=visible(text), form=visible(text), software="x"
    )
    document = html.document_fromstring(receipt_page(facts))
    assert document.xpath(ACTIVE) == [] and document.xpath("//@*[starts-with(name(), 'on')]") == []
    assert not words or text_of(document).count(words) >= 2


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:30])
def test_no_unseen_character_is_printed_raw(text: str):
    answer = hostile(text)
    facts = receipt(DELIVERY | {"file_name": text}, city="Herne", form="", software="x")
    for made in (
        check_page(answer),
        plain_report(answer, "x"),
        findings_csv(answer).decode("utf-8-sig"),
        validation_report(answer).decode(),
        receipt_page(facts),
        receipt_json(facts).decode(),
    ):
        assert (
            re.findall(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", made)
            == []
        )


def test_no_delivered_word_starts_a_formula_in_the_list():
    for text in HOSTILE:
        for row in rows_of(findings_csv(hostile(text)))[1:]:
            for cell in row:
                assert not re.match(r"[\t\r\n\0]|\s*[=+@＝＋－＠]", cell), cell
                assert not cell.lstrip().startswith("-") or re.fullmatch(r"-\d+([.,]\d+)*", cell), cell


def test_no_delivered_word_becomes_a_formula_in_the_copy():
    """Every hostile text as sheet name, header and cell, and in the findings about it."""
    sheets = [
        Sheet(
            text, visible(text), 1, {visible(text): "A"}, {1: {"A": text}, 2: {"A": text}, 3: {"A": f"{text}\n{text}"}}
        )
        for text in HOSTILE
    ]
    answer = report(
        *(
            dict.fromkeys(["column", "value", "expected", "message", "sheet"], text) | {"cell": "", "row": 2}
            for text in HOSTILE
        )
    )
    book = book_of(answer, *sheets)
    assert len(book.sheetnames) == len(HOSTILE) + 1
    assert [
        cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink
    ] == []
    for text, page in zip(HOSTILE, book.worksheets[1:], strict=True):
        shown = visible(text, keep="\n")
        assert page["A2"].value == shown, text
        assert page["A2"].comment.text.startswith("Fehler ZAHL_TEXT"), text
    assert book.defined_names == {}


def test_the_help_names_every_code_with_what_to_do():
    severities = {code: (label, "Folge") for code, label in LABELS.items()}
    document = html.document_fromstring(help_page(RULES, {"ZAHL_TEXT": ("ca. 12", "12")}, severities))
    sections = {one.get("id"): text_of(one) for one in document.iter("section")}
    assert list(sections) == ["DATEI_LEER", "ZAHL_TEXT", "STADT_NAME", "SPRUNG"]
    assert sections["ZAHL_TEXT"] == (
        "Fehler „…“ ist keine Zahl. Code ZAHL_TEXT Bitte nur Ziffern. "
        "So gehen Sie vor: Bitte Ziffern eintragen. Falsch: ca. 12Richtig: 12"
    )
