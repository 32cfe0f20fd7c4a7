"""A filled form workbook is read back cell for cell, and an unfilled row is never a number."""

import io

import openpyxl
import pandas as pd
import pytest
from openpyxl.comments import Comment

from assets.deliveries.checking.check import Checked, check_delivery
from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.exports import known_headers
from assets.deliveries.reading.read_file import read_file
from assets.deliveries.template import template
from assets.reference.seeds import Reference
from schemas.cover import ANSWERS, REFERENCE_HEADER
from schemas.deliveries import Severity, State
from schemas.forms import FORMS, WORKBOOK

HERNE = "05916000"

COVER_ENTRIES = {
    "Definition Personal": "Beschäftigte ohne deutsche Staatsangehörigkeit (Personaldaten)",
    "Erhebungsart Personal": "nur Staatsangehörigkeit aus Personaldaten",
    "Berichtskreis Personal": "Kernverwaltung",
    "Definition Bevölkerung": "Nichtdeutsche (Melderegister der Stadt)",
    "Erhebungsart Bevölkerung": "Melderegister der Stadt",
    "Berichtskreis Bevölkerung": "Bevölkerung am Hauptwohnsitz",
    "Wertart": "Wert",
    "Mindestzahl für die Veröffentlichung": "10",
}
# Sheet → row → header → what an invented city enters.
ENTRIES: dict[str, dict[int, dict[str, object]]] = {
    "personal": {
        2: {"anzahl": 3001, "vzae": 2712.25},
        3: {"anzahl": 94},
        4: {"anzahl": 2907, "bemerkung": "Beispieldaten"},
        5: {"anzahl": "–"},
        # A row added below the prepared ones, in its own words.
        46: dict.fromkeys(list(FORMS["personal"].headers)[4:11], "insgesamt")
        | {"fuehrung": "keine Führung", "geschlecht": "weiblich", "zuwanderungsgeschichte": "ja", "anzahl": 41},
    },
    "bevoelkerung": {2: {"anzahl": 156621}, 6: {"anzahl": 119000}, 8: {"anzahl": 37621}},
    "kompetenz": {2: {"anzahl": 12, "gesamt": 40}, 6: {"antwort": "teilweise", "nachweis": "Leitbild 2024"}},
    "massnahmen": {
        2: {
            "kennung": "3.11",
            "titel": "Ausbildungskampagne",
            "handlungsfeld": "Personalauswahl",
            "faellig": "31.12.2026",
            "status": "laufend",
            "meilensteine": 5,
        }
    },
}


def last_year() -> pd.DataFrame:
    """Invented answers of the year before: their column must never be read."""
    row = {"line": 2, "ags": HERNE, "year": 2024, "item": "AUSSCHREIBUNGEN", "count": 11, "total": 38}
    return pd.DataFrame([row | dict.fromkeys(("mark", "answer", "evidence", "note"), "")])


def said(entry: object) -> str:
    """An entry as it stands in a German spreadsheet."""
    return str(entry).replace(".", ",") if isinstance(entry, float) else str(entry)


def check(content: bytes, reference: Reference) -> Checked:
    return check_delivery(content, Expected({HERNE: "Herne"}, 2025, "Herne", WORKBOOK), reference)


@pytest.fixture(scope="module")
def filled(reference: Reference) -> bytes:
    """The workbook with last year's column, filled in and saved by another program."""
    book = openpyxl.load_workbook(io.BytesIO(template(reference, HERNE, 2025, {"kompetenz": last_year()})))
    for row in book["Deckblatt"].iter_rows():
        if row[0].value in COVER_ENTRIES:
            row[1].value = COVER_ENTRIES[row[0].value]
    for name, rows in ENTRIES.items():
        places = {cell.value: cell.column for cell in book[name][1]}
        for row, entries in rows.items():
            for header, entry in entries.items():
                book[name].cell(row, places[header], entry)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_filled_workbook_is_read_back_cell_for_cell(reference: Reference, filled: bytes):
    read = read_file(filled, known_headers(reference))
    findings = [*read.findings, *(one for table in read.tables for one in table.findings)]
    assert {one.severity for one in findings if one.code != "TABELLE_LEER"} <= {Severity.INFO}
    assert {label: text for label, (text, _) in read.cover.items() if label in COVER_ENTRIES} == COVER_ENTRIES
    assert read.cover["Gemeindeschlüssel (AGS)"] == (HERNE, "B5")
    assert {table.sheet for table in read.tables} == set(FORMS)
    for table in read.tables:
        texts = {column.name: column.texts() for column in table.columns}
        answers = {FORMS[table.sheet].german[name] for name in ANSWERS[table.sheet]}
        for place, line in enumerate(table.lines):
            entries = ENTRIES.get(table.sheet, {}).get(int(line), {})
            assert {name: texts[name][place] for name in entries} == {name: said(entries[name]) for name in entries}
            assert {name for name in answers if texts[name][place]} <= set(entries)


def test_a_filled_workbook_is_accepted_with_exactly_what_was_filled_in(reference: Reference, filled: bytes):
    checked = check(filled, reference)
    assert checked.state in (State.ACCEPTED, State.ACCEPTED_WITH_HINTS), [one.message for one in checked.findings]
    staff = checked.rows["personal"]
    assert staff[["line", "count", "fte"]].astype("Float64").fillna(-1).to_numpy().tolist() == [
        [2, 3001, 2712.25],
        [3, 94, -1],
        [4, 2907, -1],
        [5, 0, -1],
        [46, 41, -1],
    ]
    assert staff["mark"].tolist() == ["", "", "", "NICHTS", ""]
    assert staff["history"].tolist() == ["INSGESAMT", "JA", "NEIN", "OHNE_ANGABE", "JA"]
    same = {
        "ags": HERNE,
        "year": 2025,
        "date": "2025-06-30",
        "definition": "ST_STA",
        "method": "STAATSANGEHOERIGKEIT",
        "scope": "KERN",
        "value_kind": "WERT",
    }
    assert {name: staff[name].unique().tolist() for name in same} == {name: [word] for name, word in same.items()}
    assert {form: set(checked.rows[form]["smallest"]) for form in ("personal", "bevoelkerung")} == {
        "personal": {10},
        "bevoelkerung": {10},
    }
    assert checked.rows["bevoelkerung"]["count"].tolist() == [156621, 119000, 37621]
    assert checked.rows["bevoelkerung"]["date"].unique().tolist() == ["2025-12-31"]
    assert checked.rows["kompetenz"][["count", "total", "answer", "evidence"]].astype(object).fillna(
        ""
    ).values.tolist() == [
        [12, 40, "", ""],
        ["", "", "TEILWEISE", "Leitbild 2024"],
    ]
    (measure,) = checked.rows["massnahmen"].to_dict(orient="records")
    assert (measure["id"], measure["due"], measure["milestones"]) == ("3.11", "2026-12-31", 5)


def test_what_was_accepted_stands_beside_next_years_questions(reference: Reference, filled: bytes):
    accepted = check(filled, reference).rows
    book = openpyxl.load_workbook(io.BytesIO(template(reference, HERNE, 2026, accepted)))
    for name, column in {
        "personal": ["3.001; 2.712,25 VZÄ", "94", "2.907", "0; nichts vorhanden", "41"],
        "bevoelkerung": ["156.621", "119.000", "37.621"],
        "kompetenz": ["12 von 40", "teilweise"],
        "massnahmen": ["laufend; 5 Meilensteine"],
    }.items():
        *_, header = book[name][1]
        assert header.value == REFERENCE_HEADER
        shown = [book[name].cell(row, header.column).value for row in range(2, book[name].max_row + 1)]
        assert [text for text in shown if text] == column


def test_the_notes_of_the_headers_are_no_finding_but_a_note_at_a_number_is(reference: Reference, filled: bytes):
    def commented(content: bytes) -> list[tuple[str, str]]:
        found = check(content, reference).findings
        return [(one.sheet, one.cell) for one in found if one.code == "ZELLEN_KOMMENTAR"]

    assert commented(filled) == []
    book = openpyxl.load_workbook(io.BytesIO(filled))
    book["personal"]["M3"].comment = Comment("geschätzt", "")
    saved = io.BytesIO()
    book.save(saved)
    assert commented(saved.getvalue()) == [("personal", "M3")]


def test_an_empty_workbook_is_not_a_delivery_of_zeros(reference: Reference):
    checked = check(template(reference, HERNE, 2025), reference)
    assert checked.state == State.REFUSED
    assert checked.rows == {}
