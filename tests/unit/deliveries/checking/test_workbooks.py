"""What a workbook says once, which sheet is which form, what is declared nil, and whether sum rows are right."""

from dataclasses import replace

import numpy as np
import pytest

from assets.deliveries.checking.check import Checked, check_delivery, check_read
from assets.deliveries.checking.expected import Expected
from assets.deliveries.reading.table import ReadFile, TotalRow
from assets.reference.seeds import Reference
from schemas.cover import REFERENCE_HEADER
from schemas.deliveries import State
from schemas.forms import FORMS, WORKBOOK
from tests.generators.tables import (
    CITY,
    MEASURE,
    MEETING,
    MEN,
    OTHER,
    VALID,
    WOMEN,
    flow,
    residents,
    staff,
    table_of,
    valid,
    workbook,
)

COVER = {
    "Gemeindeschlüssel (AGS)": "05916000",
    "Stadt": "Herne",
    "Berichtsjahr": "2023",
    "Stichtag Personal": "30.06.2023",
    "Definition Personal": "ST_BEFR",
    "Erhebungsart Personal": "freiwillige Befragung",
    "Berichtskreis Personal": "Kernverwaltung",
    "Wertart": "Wert",
    "Zuständige Stelle": "Amt für Personal (erfunden)",
    "Fehlanzeige für": "",
}
GIVEN = ["ags", "stadt", "jahr", "stichtag", "definition", "erhebungsart", "berichtskreis", "wertart"]


def check(read: ReadFile, reference: Reference, form: str = WORKBOOK) -> Checked:
    return check_read(read, Expected({"05916000": "Herne"}, 2023, "Herne", form), reference)


def places(checked: Checked) -> list[tuple[str, str, int | None, str]]:
    return [(one.code, one.sheet, one.row, one.cell) for one in checked.findings]


def test_a_whole_delivery_in_one_workbook(reference: Reference):
    checked = check(workbook(VALID), reference)
    assert (checked.state, checked.findings) == (State.ACCEPTED, [])
    assert {form: len(rows) for form, rows in checked.rows.items()} == {form: len(rows) for form, rows in VALID.items()}


def test_the_cover_sheet_speaks_for_silent_rows(reference: Reference):
    header = [name for name in FORMS["personal"].headers if name not in GIVEN]
    checked = check(workbook({"personal": VALID["personal"]}, COVER, header), reference)
    assert checked.findings == []
    rows = checked.rows["personal"]
    said = rows[["ags", "year", "date", "definition", "method", "scope", "value_kind"]].drop_duplicates()
    assert said.values.tolist() == [["05916000", 2023, "2023-06-30", "ST_BEFR", "BEFRAGUNG", "KERN", "WERT"]]


def test_a_row_may_say_something_else_than_the_cover_sheet(reference: Reference):
    rows = [flow("beworben", "10"), flow("beworben", "2", definition="ST_STA")]
    checked = check(workbook({"gewinnung": rows}, COVER), reference)
    assert checked.rows["gewinnung"]["definition"].tolist() == ["ST_BEFR", "ST_STA"]


PERSONS = ("personal", "bevoelkerung", "gewinnung", "eckwerte")


def test_the_smallest_number_of_the_cover_sheet_fills_every_row_of_every_form_about_persons(reference: Reference):
    checked = check(workbook(VALID, COVER | {"Mindestzahl für die Veröffentlichung": "10"}), reference)
    assert (checked.state, checked.findings) == (State.ACCEPTED, [])
    assert {form: rows["smallest"].tolist() for form, rows in checked.rows.items() if "smallest" in rows} == {
        form: [10] * len(VALID[form]) for form in PERSONS
    }


def test_a_row_may_ask_for_another_smallest_number_and_the_city_is_told_which_one_holds(reference: Reference):
    rows = [row | {"mindestzahl": text} for row, text in zip(VALID["gewinnung"], ["", "20", "5"], strict=True)]
    checked = check(workbook({"gewinnung": rows}, COVER | {"Mindestzahl für die Veröffentlichung": "10"}), reference)
    assert checked.rows["gewinnung"]["smallest"].tolist() == [10, 20, 5]
    (one,) = checked.findings
    assert (one.code, one.row, one.expected) == ("MINDESTZAHL_VERSCHIEDEN", 2, "20")


def test_without_a_cover_sheet_silent_rows_are_refused(reference: Reference):
    checked = check(workbook({"gewinnung": [flow("beworben", "10", definition="")]}), reference)
    assert places(checked) == [("FELD_FEHLT", "gewinnung", 2, "I2")]


@pytest.mark.parametrize(
    ("label", "text", "code", "cell"),
    [
        ("Gemeindeschlüssel (AGS)", "05911000", "DECKBLATT_STADT", "B3"),
        ("Gemeindeschlüssel (AGS)", "Herne", "DECKBLATT_STADT", "B3"),
        ("Stadt", "Bochum", "STADT_NAME", "B4"),
        ("Berichtsjahr", "2022", "DECKBLATT_JAHR", "B5"),
        ("Berichtsjahr", "23", "DECKBLATT_ANGABE", "B5"),
        ("Stichtag Personal", "Sommer", "DECKBLATT_ANGABE", "B6"),
        ("Definition Personal", "ST_PASS", "DECKBLATT_ANGABE", "B7"),
        ("Fehlanzeige für", "Grillfest", "DECKBLATT_ANGABE", "B12"),
        ("Mindestzahl für die Veröffentlichung", "2", "DECKBLATT_ANGABE", "B13"),
        ("Mindestzahl für die Veröffentlichung", "fünf", "DECKBLATT_ANGABE", "B13"),
    ],
)
def test_a_cover_sheet_that_contradicts_or_is_not_understood(
    label: str, text: str, code: str, cell: str, reference: Reference
):
    checked = check(workbook({"personal": VALID["personal"]}, COVER | {label: text}), reference)
    assert places(checked) == [(code, "Deckblatt", int(cell[1:]), cell)]


def test_questions_of_the_workbook_without_an_answer_say_nothing(reference: Reference):
    rows = [*VALID["gewinnung"], flow("befördert", "", wertart="")]
    checked = check(workbook({"gewinnung": rows}, COVER), reference)
    assert (checked.findings, checked.rows_read) == ([], 3)


def test_last_years_column_is_for_people_only(reference: Reference):
    header = [*FORMS["gewinnung"].headers, REFERENCE_HEADER]
    rows = [row | {REFERENCE_HEADER: "77"} for row in VALID["gewinnung"]]
    assert check(workbook({"gewinnung": rows}, COVER, header), reference).findings == []


@pytest.mark.parametrize(
    ("read", "form", "expected"),
    [
        (workbook({"gewinnung": VALID["gewinnung"]}), "gewinnung", []),
        (workbook({"gewinnung": VALID["gewinnung"], "personal": []}), "gewinnung", []),
        (
            workbook({"gewinnung": VALID["gewinnung"], "personal": VALID["personal"]}),
            "gewinnung",
            [("FORMULAR_MEHRERE", "", None, "")],
        ),
        (workbook({"massnahmen": VALID["massnahmen"]}), "personal", [("FORMULAR_ANDERS", "massnahmen", 1, "")]),
        (
            ReadFile("xlsx", [table_of("gewinnung", VALID["gewinnung"], sheet) for sheet in ("Blatt1", "Gewinnung")]),
            WORKBOOK,
            [("FORMULAR_DOPPELT", "Gewinnung", 1, "")],
        ),
        (ReadFile("xlsx", [table_of("gewinnung", VALID["gewinnung"], "Personalgewinnung")]), WORKBOOK, []),
        (ReadFile("xlsx", [table_of("gewinnung", VALID["gewinnung"], "Tabelle1")]), WORKBOOK, []),
        (
            ReadFile("xlsx", [table_of("gewinnung", VALID["gewinnung"], "Tabelle1", ["ags", "anzahl"])]),
            WORKBOOK,
            [("BLATT_UNBEKANNT", "Tabelle1", 1, "")],
        ),
        (
            workbook({"gewinnung": VALID["gewinnung"], "personal": []}),
            WORKBOOK,
            [("BLATT_LEER", "personal", 1, "")],
        ),
        (
            workbook({"gewinnung": [], "personal": []}),
            WORKBOOK,
            [("BLATT_LEER", "gewinnung", 1, ""), ("BLATT_LEER", "personal", 1, ""), ("LIEFERUNG_LEER", "", None, "")],
        ),
    ],
)
def test_which_sheet_is_which_form(read: ReadFile, form: str, expected: list, reference: Reference):
    assert sorted(places(check(read, reference, form)), key=str) == sorted(expected, key=str)


def test_a_sheet_that_declares_nothing_to_report(reference: Reference):
    cover = COVER | {"Fehlanzeige für": "Maßnahmen, zusammenarbeit und eckwerte"}
    checked = check(workbook({"gewinnung": VALID["gewinnung"], "massnahmen": []}, cover), reference)
    assert {one[0] for one in places(checked)} == {"FEHLANZEIGE"}
    assert checked.nil == ["massnahmen", "zusammenarbeit", "eckwerte"]
    assert {form: len(rows) for form, rows in checked.rows.items()} == {
        "gewinnung": 3,
        "massnahmen": 0,
        "zusammenarbeit": 0,
        "eckwerte": 0,
    }
    assert checked.state == State.ACCEPTED


def test_nothing_to_report_and_yet_rows(reference: Reference):
    read = workbook({"massnahmen": [CITY | MEASURE]}, COVER | {"Fehlanzeige für": "massnahmen"})
    checked = check(read, reference)
    assert ("FEHLANZEIGE_TROTZ_ZEILEN", "massnahmen", 2, "") in places(checked)
    assert checked.state == State.REFUSED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Fehlanzeige\r\n", "keine Angabe"),
        (b"\xef\xbb\xbfFEHLANZEIGE", "keine Angabe"),
        (b"Fehlanzeige;keine Verfahren im Jahr 2023\n", "keine Verfahren im Jahr 2023"),
        ("Fehlanzeige;keine Stellen für Übernahmen;;;\r\n".encode("cp1252"), "keine Stellen für Übernahmen"),
    ],
)
def test_a_file_that_says_only_fehlanzeige(content: bytes, reason: str, reference: Reference):
    checked = check_delivery(content, Expected({"05916000": "Herne"}, 2023, "Herne", "gewinnung"), reference)
    assert (checked.state, checked.nil, len(checked.rows["gewinnung"])) == (State.ACCEPTED, ["gewinnung"], 0)
    ((code, said),) = [(one.code, one.expected) for one in checked.findings]
    assert (code, said) == ("FEHLANZEIGE", reason)


@pytest.mark.parametrize(
    "content", [b"Fehlanzeigen\r\n", b"Fehlanzeige\r\n1;2\r\n", valid("gewinnung") + b"Fehlanzeige"]
)
def test_fehlanzeige_beside_anything_else_is_no_nil_return(content: bytes, reference: Reference):
    checked = check_delivery(content, Expected({"05916000": "Herne"}, 2023, "Herne", "gewinnung"), reference)
    assert checked.nil == []
    assert checked.state == State.REFUSED


PARTS = [staff("1700", "1300,0", **WOMEN), staff("1299", "1199,5", **MEN), staff("1", "1,0", **OTHER)]


@pytest.mark.parametrize(
    ("rows", "line", "cells", "cell"),
    [
        (PARTS, 5, {"anzahl": "3000", "vzae": "2500,5"}, ""),
        (PARTS, 5, {"anzahl": "3.000", "vzae": "2.500,5"}, ""),
        (PARTS, 5, {"anzahl": "3000", "vzae": ""}, ""),
        (PARTS, 1, {"anzahl": "3000"}, ""),
        ([staff("3000"), *PARTS], 6, {"anzahl": "3000"}, ""),
        ([staff("3000"), *PARTS], 6, {"anzahl": "6000"}, ""),
        (PARTS, 5, {"anzahl": "3001"}, "M5"),
        (PARTS, 5, {"anzahl": "2999"}, "M5"),
        (PARTS, 5, {"vzae": "2600,5"}, "N5"),
        (PARTS[:2], 5, {"anzahl": "3000"}, "M5"),
    ],
)
def test_a_sum_row_must_be_right(rows: list, line: int, cells: dict, cell: str, reference: Reference):
    table = replace(table_of("personal", rows, "personal"), totals=[TotalRow(line, "Summe", cells)])
    checked = check(ReadFile("xlsx", [table]), reference)
    wrong = [one.cell for one in checked.findings if one.code == "SUMMENZEILE_FALSCH"]
    assert wrong == ([cell] if cell else [])


def test_a_sum_over_unknown_numbers_is_not_told(reference: Reference):
    rows = [residents("."), residents("10", sozialraum="Mitte")]
    table = replace(table_of("bevoelkerung", rows), totals=[TotalRow(4, "Summe", {"anzahl": "15"})])
    checked = check(ReadFile("xlsx", [table]), reference, "bevoelkerung")
    assert "SUMMENZEILE_FALSCH" in checked.not_evaluated
    assert all(one.code != "SUMMENZEILE_FALSCH" for one in checked.findings)


def test_subtotals_are_sums_of_their_own_block(reference: Reference):
    rows = [CITY | MEETING | {"bezeichnung": name, "anzahl": count} for name, count in zip("ABCD", "1234", strict=True)]
    table = table_of("zusammenarbeit", rows)
    table = replace(table, lines=np.array([2, 3, 5, 6]))
    totals = [TotalRow(4, "Summe I", {"anzahl": "3"}), TotalRow(7, "Summe II", {"anzahl": "7"})]
    assert check(ReadFile("csv", [replace(table, totals=totals)]), reference, "zusammenarbeit").findings == []
    wrong = [*totals[:1], TotalRow(7, "Summe II", {"anzahl": "8"})]
    (one,) = check(ReadFile("csv", [replace(table, totals=wrong)]), reference, "zusammenarbeit").findings
    assert (one.code, one.row, one.value, one.expected) == ("SUMMENZEILE_FALSCH", 7, "8", "7")
