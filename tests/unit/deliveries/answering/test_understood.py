"""The marked copy shows the cells that were read, where they were read."""

import numpy as np
import pandas as pd
import pytest

from assets.deliveries.answering import understood
from assets.deliveries.answering.understood import sheets_of
from assets.deliveries.reading.table import ReadFile, TextTable
from tests.unit.deliveries.answering.test_answers import column, read

NOTHING = pd.DataFrame({"sheet": [], "row": []})


def test_the_cover_sheet_comes_first_with_label_and_entry():
    workbook = ReadFile("xlsx", read("Personal").tables, {"Stadt": ("Herne", "B4"), "Berichtsjahr": ("2023", "B5")})
    cover, personal = sheets_of(workbook, NOTHING, "x.xlsx")
    assert (cover.name, cover.rows) == (
        "Deckblatt",
        {4: {"A": "Stadt", "B": "Herne"}, 5: {"A": "Berichtsjahr", "B": "2023"}},
    )
    assert (personal.name, personal.key, personal.header_row) == ("Personal", "Personal", 1)
    assert personal.columns == {"ags": "A", "anzahl": "B"}


def test_two_tables_of_one_sheet_stay_on_one_sheet():
    below = TextTable("Personal", 10, [column("n", "C", "7")], np.array([11]))
    (sheet,) = sheets_of(ReadFile("xlsx", [*read("Personal").tables, below]), NOTHING, "x.xlsx")
    assert (sheet.rows[1], sheet.rows[10], sheet.rows[11]) == ({"A": "ags", "B": "anzahl"}, {"C": "n"}, {"C": "7"})


def test_of_a_huge_table_the_rows_with_findings_are_copied_and_the_sheet_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(understood, "MOST_CELLS", 10)
    table = TextTable("", 1, [column("n", "A", *"abcdefghijklmnopqrst")], np.arange(2, 22))
    findings = pd.DataFrame({"sheet": ["", "", "andere"], "row": [5, None, 7]})
    (sheet,) = sheets_of(ReadFile("csv", [table]), findings, "x.csv")
    assert sheet.rows == {1: {"A": "n"}, 5: {"A": "d"}}
    assert sheet.partial == "Die Tabelle hat 20 Zeilen; hier stehen nur die Kopfzeile und die Zeilen mit Befunden (1)."


def test_an_unseen_sign_in_a_sheets_name_does_not_lose_its_findings():
    (sheet,) = sheets_of(read("Per\u200bsonal"), NOTHING, "x.xlsx")
    assert sheet.key == "PerU+200Bsonal"
