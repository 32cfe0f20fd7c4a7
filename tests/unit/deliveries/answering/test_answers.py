"""The answer as files: all of them, named by the receipt alone, and one that breaks takes no other with it."""

import csv
import io
import json
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from lxml import html

from assets.deliveries.answering import answers as answering
from assets.deliveries.answering.answers import answers
from assets.deliveries.arrival.register import numbered
from assets.deliveries.findings import finding
from assets.deliveries.reading.table import Column, ReadFile, TextTable, TotalRow
from assets.reference.seeds import Reference
from schemas.deliveries import RegisteredFinding, State
from schemas.findings import Finding

NAME = "herne-personal-2023-2-K"
DELIVERY: dict[str, Any] = {
    "receipt": NAME,
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
    "replaces": "",
    "state": str(State.REFUSED),
    "forms": "",
    "rows_read": 2,
    "rows_accepted": 0,
    "rule_set": "0.1.0+abcdef",
    "not_evaluated": "",
}
FINDINGS = [finding("ZAHL_TEXT", 3, "anzahl", "=1+1", cell="B3"), finding("STADT_NAME", 2, "stadt", "Herne", "Wanne")]


def column(name: str, letter: str, *texts: str) -> Column:
    words = list(dict.fromkeys(texts))
    return Column(name, letter, words, np.array([words.index(text) for text in texts]))


def read(sheet: str = "") -> ReadFile:
    total = TotalRow(4, "Summe", {"ags": "Summe", "anzahl": "94"})
    columns = [column("ags", "A", "05916000", "05916000"), column("anzahl", "B", "94", "=1+1")]
    return ReadFile("csv", [TextTable(sheet, 1, columns, np.array([2, 3]), [total])])


def frame(found: list[Finding]) -> pd.DataFrame:
    return pd.DataFrame(numbered(NAME, found), columns=list(RegisteredFinding.to_schema().columns))


def test_a_checked_delivery_gets_every_file_and_the_page_last(reference: Reference):
    files = answers(DELIVERY, frame(FINDINGS), reference, read=read())
    assert list(files) == [
        f"{NAME}-eingang.json",
        f"{NAME}-eingang.html",
        f"{NAME}.csv",
        f"{NAME}.json",
        f"{NAME}-markiert.xlsx",
        f"{NAME}.html",
    ]
    document = html.document_fromstring(files[f"{NAME}.html"])
    links = document.xpath("//li/a/@href")
    assert sorted(links) == sorted(name for name in files if name not in (f"{NAME}.html", f"{NAME}-eingang.json"))
    assert answers(DELIVERY, frame(FINDINGS), reference, read=read()) == files


def test_what_only_arrived_is_acknowledged_and_no_more(reference: Reference):
    files = answers(DELIVERY | {"state": str(State.ARCHIVED)}, frame([]), reference)
    assert list(files) == [f"{NAME}-eingang.json", f"{NAME}-eingang.html"]
    assert files == {
        name: content for name, content in answers(DELIVERY, frame(FINDINGS), reference).items() if "ein" in name
    }


def test_the_copy_of_a_csv_is_one_sheet_with_its_cells_where_a_spreadsheet_shows_them(reference: Reference):
    content = answers(DELIVERY, frame(FINDINGS), reference, read=read())[f"{NAME}-markiert.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Befunde", "personal_2023"]
    page = book["personal_2023"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["ags", "anzahl"],
        ["05916000", "94"],
        ["05916000", "=1+1"],
        ["Summe", "94"],
    ]
    assert page["B3"].data_type == "s"
    assert "ist keine Zahl" in page["B3"].comment.text
    assert page["A2"].comment.text.startswith("Hinweis STADT_NAME")


def test_without_a_copy_the_page_says_why(reference: Reference):
    files = answers(DELIVERY, frame([finding("DATEI_KENNWORT")]), reference, read=ReadFile("xlsx"))
    assert f"{NAME}-markiert.xlsx" not in files
    text = html.document_fromstring(files[f"{NAME}.html"]).text_content()
    assert "Eine markierte Kopie gibt es nicht, weil die Datei nicht gelesen werden konnte." in text


def test_a_page_that_cannot_be_made_leaves_a_text_and_the_other_files(
    reference: Reference, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def breaks(_report: object) -> str:
        raise RuntimeError("Gift")

    monkeypatch.setattr(answering, "check_page", breaks)
    files = answers(DELIVERY, frame(FINDINGS), reference, read=read())
    assert f"{NAME}.html" not in files
    text = files[f"{NAME}.txt"].decode("utf-8-sig")
    assert "Die Lieferung ist als Ganzes abgewiesen" in text and "„=1+1“ ist keine Zahl." in text
    assert "(RuntimeError)" in text and "Gift" not in text
    assert {f"{NAME}.csv", f"{NAME}.json", f"{NAME}-markiert.xlsx"} <= set(files)
    assert "Gift" in caplog.text


def test_a_copy_that_cannot_be_made_is_not_promised(reference: Reference, monkeypatch: pytest.MonkeyPatch):
    def breaks(*_: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(answering, "copy_of", breaks)
    page = html.document_fromstring(answers(DELIVERY, frame(FINDINGS), reference, read=read())[f"{NAME}.html"])
    assert "Eine markierte Kopie gibt es nicht, weil sie sich nicht herstellen ließ." in page.text_content()
    assert not page.xpath("//a[contains(@href, 'markiert')]")


@pytest.mark.parametrize("receipt", ["../herne", "a/b", "", "x.html", "=cmd", "con aux", "-x", "x" * 121])
def test_nothing_but_a_receipt_becomes_a_file_name(reference: Reference, receipt: str):
    with pytest.raises(ValueError, match="Dateiname"):
        answers(DELIVERY | {"receipt": receipt}, frame([]), reference)


def test_a_file_of_nobody_is_answered_too(reference: Reference):
    row = {"ags": "", "form": "", "year": pd.NA, "receipt": "datei-0123456789ab-1-K", "sha256": "", "rows_read": 0}
    files = answers(DELIVERY | row, frame([finding("ORDNER_UNBEKANNT", value="leipzig")]), reference)
    text = html.document_fromstring(files["datei-0123456789ab-1-K.html"]).text_content()
    assert "keine Stadt des Netzwerks" in text and "nicht archiviert" in text
    rules = json.loads(files["datei-0123456789ab-1-K.json"])
    assert {one["value"] for one in rules} == {"0", "NA"}


def test_every_finding_stands_in_the_list_however_many(reference: Reference):
    found = [finding("ZAHL_TEXT", row, "anzahl", f"x{row}", cell=f"B{row}") for row in range(2, 3002)]
    files = answers(DELIVERY, frame(found), reference, read=read())
    rows = list(csv.reader(io.StringIO(files[f"{NAME}.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 3001
    assert len([one for one in json.loads(files[f"{NAME}.json"]) if one["value"] == "0"]) == 3000
    assert len(files[f"{NAME}.html"]) < 120_000
