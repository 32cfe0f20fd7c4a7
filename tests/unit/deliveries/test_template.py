"""The form workbook of a city: complete, rightly prefilled, harmless when half filled, last year beside it."""

import io
import re

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assets.deliveries.template import template, template_name
from assets.deliveries.template_rows import MOST_ROWS, asked_rows, from_cover
from assets.reference.seeds import Reference
from schemas.cover import ANSWERS, COVER, REFERENCE_HEADER
from schemas.forms import FORMS

HERNE = "05916000"
TYPICAL = {
    "line": 2,
    "ags": HERNE,
    "year": 2024,
    "date": "2024-06-30",
    "mark": "",
    "value_kind": "WERT",
    "definition": "ST_BEFR",
    "method": "BEFRAGUNG",
    "scope": "KERN",
}


def accepted(name: str, *answers: dict) -> pd.DataFrame:
    """Invented accepted rows of a form: totals of one survey, changed by each answer."""
    form = FORMS[name]
    kinds = {field.name: field.kind for field in form.fields}
    numbers = ("count", "number", "smallest")
    empty = {one: None if kinds.get(one) in numbers or one == "decimals" else "" for one in form.columns}
    typical = empty | dict.fromkeys(form.dimensions, "INSGESAMT") | TYPICAL
    rows = [typical | {"line": line} | answer for line, answer in enumerate(answers, start=2)]
    return form.model.validate(pd.DataFrame(rows, columns=form.columns))


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(sheet: Worksheet) -> list[dict[str, str]]:
    """The rows below the header: header → text, empty cells left out."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [{name: word for name, word in zip(header, row, strict=True) if word is not None} for row in rows]


def shown(content: bytes, form: str) -> dict[str, str]:
    """Last year's values as the sheet shows them: what the row asks (words that are no totals) → text."""
    rows = cells(opened(content)[form])
    asks = [[word for name, word in row.items() if name != REFERENCE_HEADER and word != "insgesamt"] for row in rows]
    return {
        " ".join(ask): row[REFERENCE_HEADER] for ask, row in zip(asks, rows, strict=True) if REFERENCE_HEADER in row
    }


@pytest.fixture(scope="module")
def content(reference: Reference) -> bytes:
    return template(reference, HERNE, 2025)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return opened(content)


def test_it_has_a_guide_a_cover_sheet_every_form_and_the_lists(book: Workbook):
    assert book.sheetnames == ["Anleitung", "Deckblatt", *FORMS, "Listen"]
    assert template_name(2025) == "lieferung_2025.xlsx"


@pytest.mark.parametrize("form", FORMS)
def test_a_sheet_has_exactly_the_headers_of_its_form_each_explained(book: Workbook, form: str):
    assert [cell.value for cell in book[form][1]] == list(FORMS[form].headers)
    assert all(len(cell.comment.text) > 20 for cell in book[form][1])


def test_the_cover_sheet_knows_the_city_and_the_days_and_leaves_the_rest_open(book: Workbook):
    entries = {row[0].value: row[1].value for row in book["Deckblatt"].iter_rows() if row[0].value}
    filled = {
        "Gemeindeschlüssel (AGS)": HERNE,
        "Stadt": "Herne",
        "Berichtsjahr": "2025",
        "Stichtag Personal": "30.06.2025",
        "Stichtag Bevölkerung": "31.12.2025",
    }
    assert {line.label: entries[line.label] for line in COVER} == {line.label: None for line in COVER} | filled


def test_every_coded_cell_offers_the_words_of_its_list(book: Workbook, reference: Reference):
    def offered(sheet: Worksheet, cell: str) -> list[str]:
        (rule,) = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
        where = re.fullmatch(r"'Listen'!(.+)", rule.formula1)[1].replace("$", "")
        return [word.value for (word,) in book["Listen"][where]]

    for form in FORMS.values():
        for cell, field in zip(book[form.name][1], form.fields, strict=True):
            if field.codes:
                assert offered(book[form.name], f"{cell.column_letter}2") == [*reference.labels(field.codes).values()]
    for row in book["Deckblatt"].iter_rows():
        for line in COVER:
            if line.codes and line.label == row[0].value:
                assert offered(book["Deckblatt"], row[1].coordinate) == [*reference.labels(line.codes).values()]


@pytest.mark.parametrize("form", FORMS)
def test_prepared_rows_ask_completely_once_and_answer_nothing(book: Workbook, reference: Reference, form: str):
    fields = FORMS[form].headers
    answers = {FORMS[form].german[name] for name in ANSWERS[form]}
    coded = {header for header, field in fields.items() if field.codes and field.name not in from_cover(FORMS[form])}
    rows = cells(book[form])
    for row in rows:
        assert not answers & set(row)
        assert coded - answers <= set(row)
        assert all(row[name] in reference.labels(fields[name].codes).values() for name in coded & set(row))
    assert len({tuple(row.items()) for row in rows}) == len(rows)


def test_the_kontrakts_figures_are_asked(book: Workbook):
    personal = [[word for word in row.values() if word != "insgesamt"] for row in cells(book["personal"])]
    assert personal[:5] == [[], ["ja"], ["nein"], ["keine Angabe"], ["Beamtinnen und Beamte"]]
    assert ["Verwaltungsvorstand", "ja"] in personal
    assert ["18 bis 65", "ja"] in [
        [word for word in row.values() if word != "insgesamt"] for row in cells(book["bevoelkerung"])
    ]
    assert len(cells(book["gewinnung"])) == 6 * 4
    assert len(cells(book["kompetenz"])) == 9
    assert cells(book["massnahmen"]) == cells(book["eckwerte"]) == []


def test_a_rate_asks_for_numbers_and_a_question_for_words(book: Workbook):
    sheet, letters = book["kompetenz"], {cell.value: cell.column_letter for cell in book["kompetenz"][1]}
    rate, question = (
        next(cell.row for cell in sheet[letters["merkmal"]] if word in cell.value)
        for word in ("Stellenausschreibungen", "Leitbild")
    )
    locked = {
        (row, name): sheet[f"{letters[name]}{row}"].protection.locked and sheet[f"{letters[name]}{row}"].has_style
        for row in (rate, question)
        for name in ("anzahl", "gesamt", "antwort")
    }
    assert [name for name, is_locked in locked.items() if is_locked] == [
        (rate, "antwort"),
        (question, "anzahl"),
        (question, "gesamt"),
    ]


def test_the_guide_names_file_folder_signs_and_the_office_but_no_person(book: Workbook):
    guide = " ".join(str(cell.value) for row in book["Anleitung"] for cell in row if cell.value)
    for word in (
        "lieferung_2025.xlsx",
        "lieferung_2025.ods",
        "Ordner Ihrer Stadt: herne",
        "k.a.",
        "12 p",
        "Netzwerkbüro",
    ):
        assert word in guide
    assert "{" not in guide


def test_the_same_input_gives_the_same_bytes(reference: Reference, content: bytes):
    assert template(reference, HERNE, 2025) == content
    assert template(reference, HERNE, 2025, {"personal": accepted("personal").iloc[:0]}) == content


def test_an_unknown_city_or_year_is_told_in_german(reference: Reference):
    with pytest.raises(ValueError, match="gehört zu keiner Stadt des Netzwerks"):
        template(reference, "05315000", 2025)
    with pytest.raises(ValueError, match="1999 ist kein Berichtsjahr"):
        template(reference, HERNE, 1999)


def test_last_years_numbers_stand_beside_the_rows_they_answered(reference: Reference):
    last = {
        "personal": accepted(
            "personal",
            {"count": 3001, "fte": 2712.5},
            {"history": "JA", "count": 412, "value_kind": "SCHAETZUNG"},
            {"history": "NEIN", "count": 0, "mark": "NICHTS"},
            {"history": "OHNE_ANGABE", "mark": "GEHEIM"},
        ),
        "kompetenz": accepted(
            "kompetenz",
            {"item": "AUSSCHREIBUNGEN", "count": 12, "total": 40},
            {"item": "FRAGE_BERICHT", "answer": "JA"},
        ),
        "zusammenarbeit": accepted("zusammenarbeit", {"kind": "SITZUNG", "count": 4, "cities": 10}),
        "eckwerte": accepted(
            "eckwerte",
            {
                "indicator": "share_nationality",
                "group": "insgesamt",
                "unit": "PROZENT",
                "value": 3.1,
                "decimals": 1,
                "source": "Beispielbericht",
            },
        ),
    }
    content = template(reference, HERNE, 2025, last)
    assert shown(content, "personal") == {
        "": "3.001; 2.712,50 VZÄ",
        "ja": "412; Schätzung",
        "nein": "0; nichts vorhanden",
        "keine Angabe": "unbekannt oder geheim",
    }
    assert list(shown(content, "kompetenz").values()) == ["12 von 40", "ja"]
    assert shown(content, "zusammenarbeit") == {"gemeinsame Sitzung": "4-mal, 10 Städte"}
    assert list(shown(content, "eckwerte").values()) == ["3,1 (2024)"]
    sheet = opened(content)["personal"]
    assert [cell.value for cell in sheet[1]] == [*FORMS["personal"].headers, REFERENCE_HEADER]
    assert "2024" in sheet[1][-1].comment.text
    assert REFERENCE_HEADER not in [cell.value for cell in opened(content)["gewinnung"][1]]


def test_finer_rows_of_last_year_are_asked_again(reference: Reference):
    finer = {"employment": "BEAMTE", "sex": "W", "history": "JA", "count": 120}
    content = template(reference, HERNE, 2025, {"personal": accepted("personal", finer, {"count": 3001})})
    rows = cells(opened(content)["personal"])
    assert len(rows) == len(cells(opened(template(reference, HERNE, 2025))["personal"])) + 1
    assert (rows[-1]["geschlecht"], rows[-1][REFERENCE_HEADER]) == ("weiblich", "120")
    assert "anzahl" not in rows[-1]


def test_measures_go_on_with_their_dates_and_an_open_status(reference: Reference):
    measure = {
        "id": "M-01",
        "title": "=cmd|'/c calc'!A1",
        "field_of_action": "GEWINNUNG",
        "due": "2026-12-31",
        "status": "LAUFEND",
        "milestones": 5,
        "milestones_kept": 3,
    }
    sheet = opened(template(reference, HERNE, 2025, {"massnahmen": accepted("massnahmen", measure)}))["massnahmen"]
    assert cells(sheet) == [
        {
            "kennung": "M-01",
            "titel": "=cmd|'/c calc'!A1",
            "handlungsfeld": "Personalgewinnung und Ausbildung",
            "faellig": "31.12.2026",
            REFERENCE_HEADER: "laufend; 5 Meilensteine, 3 erreicht",
        }
    ]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} == {"s", "n"}


def test_the_definition_stands_in_the_rows_only_where_it_was_not_the_same_for_all(reference: Reference):
    one, two = {"count": 3001}, {"count": 94, "definition": "ST_STA", "method": "STAATSANGEHOERIGKEIT"}
    same = template(reference, HERNE, 2025, {"personal": accepted("personal", one)})
    assert "definition" not in cells(opened(same)["personal"])[0]
    hints = {row[0].value: row[2].value for row in opened(same)["Deckblatt"].iter_rows()}
    assert hints["Erhebungsart Personal"].endswith("Im Vorjahr: freiwillige Befragung.")
    different = opened(template(reference, HERNE, 2025, {"personal": accepted("personal", one, two)}))
    rows = [row for row in cells(different["personal"]) if REFERENCE_HEADER in row]
    assert [(row["definition"][:28], row[REFERENCE_HEADER]) for row in rows] == [
        ("Beschäftigte mit Zuwanderung", "3.001"),
        ("Beschäftigte ohne deutsche S", "94"),
    ]
    hints = {row[0].value: row[2].value for row in different["Deckblatt"].iter_rows()}
    assert "Im Vorjahr" not in hints["Definition Personal"]


def test_the_cover_sheet_shows_which_smallest_number_the_city_asked_for_last_year(reference: Reference):
    def hint(*rows: dict) -> str:
        book = opened(template(reference, HERNE, 2025, {"personal": accepted("personal", *rows)}))
        hints = {row[0].value: row[2].value for row in book["Deckblatt"].iter_rows()}
        return hints["Mindestzahl für die Veröffentlichung"]

    assert hint({"smallest": 10}, {"sex": "W"}).endswith("Im Vorjahr: 10.")
    assert "Im Vorjahr" not in hint({})
    assert "Im Vorjahr" not in hint({"smallest": 10}, {"sex": "W", "smallest": 20})


def test_of_an_earlier_year_and_a_later_one_the_later_is_shown(reference: Reference):
    earlier, later = {"year": 2021, "date": "2021-06-30", "count": 90}, {"count": 94}
    last = {"personal": accepted("personal", later, earlier)}
    assert shown(template(reference, HERNE, 2025, last), "personal") == {"": "94"}


def test_a_word_that_is_on_no_list_any_more_cannot_be_asked(reference: Reference):
    last = accepted("personal", {"count": 3001}, {"employment": "LEHRKRAEFTE", "count": 12})
    assert asked_rows(FORMS["personal"], reference, last)["last_year"].tolist().count("12") == 0
    note = opened(template(reference, HERNE, 2025, {"personal": last}))["personal"][1][-1].comment.text
    assert note.endswith("Gezeigte Zeilen des Vorjahrs: 1 von 2.")


def test_very_many_rows_of_last_year_are_not_asked_by_hand(reference: Reference):
    districts = [{"district": f"Bezirk {number}", "count": 5} for number in range(MOST_ROWS)]
    last = accepted("bevoelkerung", *districts, {"count": 156_000})
    asked = asked_rows(FORMS["bevoelkerung"], reference, last)
    assert len(asked) < 20
    assert asked["last_year"].tolist()[0] == "156.000"


def test_a_city_and_a_form_without_last_year_show_none(reference: Reference, content: bytes):
    assert template(reference, HERNE, 2025, {}) == content
    assert all(asked_rows(form, reference, None)["last_year"].eq("").all() for form in FORMS.values())
