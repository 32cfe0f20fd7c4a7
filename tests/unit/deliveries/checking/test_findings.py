"""Every finding of the check fires on its example, at the place a clerk would look, and says it in a whole sentence."""

import ast
from dataclasses import replace

import pytest

from assets.deliveries.checking.check import accepted_rows, check_delivery, check_headline
from assets.deliveries.checking.expected import Earlier, Expected
from assets.deliveries.findings import CATALOGUE, shown
from assets.reference.seeds import Reference
from schemas.deliveries import State
from schemas.forms import FORMS, accepted_model
from tests.conftest import HEADERS, ROOT, file_of
from tests.generators import tables
from tests.generators.tables import CASES, VALID, Case, csv_of, valid

WOMEN = {"gruppe": "weiblich", "wert": "68", "n": ""}
MEN = {"gruppe": "männlich", "wert": "24", "n": ""}
PRINTED = {"einheit": "Prozent", "wert": "9,9"}
STAFF = {"kennzahl": "Beschäftigte", "definition": "ALLE", "n": "", "gesamt": ""}
FOREIGNERS = {
    "kennzahl": "Bevölkerung nach Herkunft",
    "definition": "AUSL_FORT",
    "erhebungsart": "Bevölkerungsfortschreibung",
    "berichtskreis": "",
    "einheit": "Prozent",
    "stichtag": "",
    "n": "",
    "gesamt": "",
}
LONG_HEADER = [*HEADERS, "extra"]

# Published figures: code → (delivered bytes, line and column of the finding). Other forms: tests/generators/tables.py.
EXAMPLES: dict[str, tuple[bytes, int | None, str]] = {
    "TABELLE_GROSS": (file_of(*[{}] * 20_001), None, ""),
    "KOPF_FEHLT": (file_of({}, header=list(HEADERS)[:-1]), 1, "bemerkung"),
    "KOPF_UNBEKANNT": (file_of({}, header=LONG_HEADER), 1, ""),
    "KOPF_DOPPELT": (file_of({}, header=[*HEADERS, "ags"]), 1, "ags"),
    "ZAHL_TEXT": (file_of({"wert": "ca. 94"}), 2, "wert"),
    "ZAHL_MEHRDEUTIG": (file_of({"einheit": "Prozent", "wert": "3.132"}), 2, "wert"),
    "ZAHL_GANZ": (file_of({"wert": "94,5"}), 2, "wert"),
    "JAHR_UNGUELTIG": (file_of({"jahr": "21"}), 2, "jahr"),
    "MINDESTZAHL_UNGUELTIG": (file_of({"mindestzahl": "2"}), 2, "mindestzahl"),
    "DATUM_UNGUELTIG": (file_of({"stichtag": "31.02.2021"}), 2, "stichtag"),
    "FELD_FEHLT": (file_of({"quelle": ""}), 2, "quelle"),
    "STADT_UNBEKANNT": (file_of({"ags": "05916001"}), 2, "ags"),
    "STADT_FREMD": (file_of({"ags": "05911000"}), 2, "ags"),
    "STADT_NAME": (file_of({"stadt": "Bochum"}), 2, "stadt"),
    "KENNZAHL_UNBEKANNT": (file_of({"kennzahl": "Beschäftigte mit Pass"}), 2, "kennzahl"),
    "GRUPPE_UNBEKANNT": (file_of({"gruppe": "alle"}), 2, "gruppe"),
    "EINHEIT_UNBEKANNT": (file_of({"einheit": "Köpfe"}), 2, "einheit"),
    "EINHEIT_FALSCH": (file_of({"einheit": "Stellen"}), 2, "einheit"),
    "WERTART_UNBEKANNT": (file_of({"wertart": "gefühlt"}), 2, "wertart"),
    "DEFINITION_UNBEKANNT": (file_of({"definition": "ST_PASS"}), 2, "definition"),
    "ERHEBUNGSART_UNBEKANNT": (file_of({"erhebungsart": "Umfrage"}), 2, "erhebungsart"),
    "BERICHTSKREIS_UNBEKANNT": (file_of({"berichtskreis": "Konzern"}), 2, "berichtskreis"),
    "WERT_FEHLT": (file_of({"wert": ""}), 2, "wert"),
    "WERT_TROTZ_NICHT_ERHOBEN": (file_of({"wertart": "nicht erhoben"}), 2, "wert"),
    "WERT_NEGATIV": (file_of({"wert": "-94"}), 2, "wert"),
    "PROZENT_UEBER_100": (file_of({"einheit": "Prozent", "wert": "100,1"}), 2, "wert"),
    "TEIL_GROESSER_GANZES": (file_of({"wert": "3002"}), 2, "wert"),
    "N_GROESSER_GESAMT": (file_of({"gesamt": "3000"}), 2, "n"),
    "JAHR_ZUKUNFT": (file_of({"jahr": "2023", "stichtag": ""}), 2, "jahr"),
    "JAHR_ZU_ALT": (file_of({"jahr": "1021", "stichtag": ""}), 2, "jahr"),
    "STICHTAG_JAHR": (file_of({"stichtag": "30.06.2020"}), 2, "stichtag"),
    "ZEILE_DOPPELT": (file_of({}, {"wert": "95"}), 3, "kennzahl"),
    "SUMME_ZU_GROSS": (file_of({}, WOMEN, MEN | {"wert": "27"}), 2, "wert"),
    "SUMME_ZU_KLEIN": (file_of({}, WOMEN, MEN), 2, "wert"),
    "ANTEIL_ABWEICHUNG": (file_of({}, PRINTED), 3, "wert"),
    "REIHENBRUCH": (file_of(FOREIGNERS | {"jahr": "2010"}, FOREIGNERS | {"jahr": "2011"}), 3, "jahr"),
    "STELLEN_STATT_PERSONEN": (file_of(STAFF | {"einheit": "Stellen", "wert": "3000"}), 2, "einheit"),
}
CHECKING = ROOT / "assets" / "deliveries" / "checking"


def place_of(form: str) -> Expected:
    return Expected({"05916000": "Herne"}, 2023, "Herne", form)


def earlier_of(case: Case, reference: Reference) -> Earlier | None:
    """What the city delivered the year before."""
    if case.earlier is None:
        return None
    before = check_delivery(csv_of(case.form, case.earlier), place_of(case.form), reference)
    return Earlier({case.form: before.rows[case.form].assign(delivery_year=2022)})


def test_every_finding_of_the_check_has_a_test():
    made = {
        node.value
        for path in CHECKING.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in CATALOGUE
    }
    tests = [*(ROOT / "tests" / "unit" / "deliveries" / "checking").glob("*.py"), ROOT / "tests/generators/tables.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in tests)
    assert [code for code in sorted(made) if f'"{code}"' not in text] == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_fires_at_its_place(code: str, herne: Expected, reference: Reference):
    content, line, column = EXAMPLES[code]
    checked = check_headline(content, herne, reference)
    assert [(one.row, one.column) for one in checked.findings if one.code == code] == [(line, column)]
    assert (checked.state == State.REFUSED) == any(one.severity == "FEHLER" for one in checked.findings)


@pytest.mark.parametrize("name", CASES)
def test_a_bad_table_gets_exactly_its_findings(name: str, reference: Reference):
    case = CASES[name]
    checked = check_delivery(case.content, place_of(case.form), reference, earlier_of(case, reference))
    assert sorted((one.code, one.row, one.column) for one in checked.findings) == sorted(case.findings)
    for one in checked.findings:
        assert "{" not in one.message
        assert one.message[-1] in ".?)"
        header = case.header or list(FORMS[case.form].headers)
        if one.column in header and one.row and one.code != "KOPF_FEHLT":
            assert one.cell == f"{chr(ord('A') + header.index(one.column))}{one.row}"


@pytest.mark.parametrize("code", EXAMPLES)
def test_its_sentence_is_complete(code: str, herne: Expected, reference: Reference):
    for one in check_headline(EXAMPLES[code][0], herne, reference).findings:
        assert "{" not in one.message
        assert one.message[-1] in ".?)"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"einheit": "Stellen"}, "in der Einheit „Stellen“. Möglich: Personen, Prozent."),
        ({"stichtag": "30.06.2020"}, "Der Stichtag 30.06.2020 liegt nicht im Jahr 2021."),
        ({"wert": "3002"}, "3002 Personen von 3001 kann nicht sein"),
        ({"einheit": "Prozent", "wert": "100,25"}, "100,25 Prozent sind mehr als alle."),
        ({"definition": "ST_PASS"}, "Möglich: ALLE, MZ_MH,"),
        (
            {"mindestzahl": "2"},
            "„2“ ist keine Mindestzahl. Möglich sind ganze Zahlen von 3 bis 1000; leer heißt: Es gilt die Regel",
        ),
        ({"kennzahl": "Beschäftigte mit Zuwanderung"}, "Am nächsten: Beschäftigte mit Zuwanderungsgeschichte,"),
    ],
)
def test_a_sentence_speaks_the_words_of_the_file(change: dict, words: str, herne: Expected, reference: Reference):
    (one,) = check_headline(file_of(change), herne, reference).findings
    assert words in one.message


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_a_valid_delivery_gets_no_finding_and_all_its_rows(form: str, ends: str, reference: Reference):
    checked = check_delivery(csv_of(form, VALID[form], ends=ends), place_of(form), reference)
    assert (checked.state, checked.findings) == (State.ACCEPTED, [])
    (stored,) = accepted_rows(checked, "R", 2023).values()
    assert len(accepted_model(FORMS[form]).validate(stored)) == len(VALID[form]) == checked.rows_read
    assert list(checked.rows[form].columns) == FORMS[form].columns


def test_a_valid_row_keeps_every_number(reference: Reference):
    rows = check_delivery(valid("personal"), place_of("personal"), reference).rows["personal"]
    assert rows["count"].tolist() == [3000, 1700, 1299, 1, 400, 2000, 600]
    assert rows["fte"].tolist()[:4] == [2500.5, 1300.0, 1199.5, 1.0]
    assert rows["sex"].tolist()[:4] == ["INSGESAMT", "W", "M", "D"]
    assert rows["date"].unique().tolist() == ["2023-06-30"]
    assert rows["line"].tolist() == [2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_without_the_column_of_smallest_numbers_is_what_it_was(form: str, reference: Reference):
    header = [name for name in FORMS[form].headers if name != "mindestzahl"]
    before, now = (check_delivery(csv_of(form, VALID[form], one), place_of(form), reference) for one in (header, None))
    assert (before.state, before.findings) == (State.ACCEPTED, [])
    assert before.rows[form].equals(now.rows[form])
    assert "smallest" not in before.rows[form] or before.rows[form]["smallest"].isna().all()


def test_a_delivered_smallest_number_reaches_the_accepted_rows(reference: Reference):
    rows = [VALID["personal"][0] | {"mindestzahl": "10"}, *VALID["personal"][1:]]
    checked = check_delivery(csv_of("personal", rows), place_of("personal"), reference)
    (stored,) = accepted_rows(checked, "R", 2023).values()
    assert stored["smallest"].fillna(0).tolist() == [10, 0, 0, 0, 0, 0, 0]


def test_a_clean_row_has_no_finding(herne: Expected, reference: Reference):
    checked = check_headline(file_of({}), herne, reference)
    assert (checked.state, len(checked.rows["eckwerte"]), checked.findings) == (State.ACCEPTED, 1, [])


def test_all_findings_come_in_one_run(herne: Expected, reference: Reference):
    checked = check_headline(file_of({"wert": "12.5", "definition": "?"}, {"jahr": "99"}), herne, reference)
    assert [one.code for one in checked.findings] == ["DEFINITION_UNBEKANNT", "ZAHL_TEXT", "JAHR_UNGUELTIG"]
    assert checked.rows == {}


def test_words_that_are_not_known_are_not_taken_for_the_same(reference: Reference):
    rows = [tables.flow(word, "3") for word in ("getanzt", "gesungen")]
    checked = check_delivery(csv_of("gewinnung", rows), place_of("gewinnung"), reference)
    assert [one.code for one in checked.findings] == ["BEGRIFF_UNBEKANNT", "BEGRIFF_UNBEKANNT"]


def test_empty_zero_and_dash_stay_three_different_things(reference: Reference):
    texts = [("", "nicht erhoben"), ("0", "Wert"), ("-", "Wert"), (".", "Wert"), ("(3)", "Wert")]
    scopes = ["Kernverwaltung", "Zentrale Dienste", "Stammkräfte der Verwaltung", "Landesdienst", "Bundesverwaltung"]
    rows = [
        tables.flow("beworben", text, wertart=kind, berichtskreis=scope)
        for (text, kind), scope in zip(texts, scopes, strict=True)
    ]
    read = check_delivery(csv_of("gewinnung", rows), place_of("gewinnung"), reference).rows["gewinnung"]
    told = [
        (None if value is None else int(value), mark)
        for value, mark in zip(
            read["count"].astype(object).where(read["count"].notna(), None), read["mark"], strict=True
        )
    ]
    assert told == [(None, ""), (0, ""), (0, "NICHTS"), (None, "GEHEIM"), (3, "EINGESCHRAENKT")]


def test_a_million_wrong_cells_do_not_make_a_million_findings(reference: Reference, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("assets.deliveries.checking.typed.MOST_FINDINGS", 5)
    rows = [tables.CITY | tables.MEETING | {"bezeichnung": str(place), "anzahl": "?"} for place in range(12)]
    checked = check_delivery(csv_of("zusammenarbeit", rows), place_of("zusammenarbeit"), reference)
    assert [one.code for one in checked.findings].count("ZAHL_TEXT") == 5
    (more,) = [one for one in checked.findings if one.code == "BEFUNDE_WEITERE"]
    assert (more.value, more.expected) == ("7", "ZAHL_TEXT")


def test_a_header_without_rows_is_no_delivery_of_nothing(reference: Reference):
    checked = check_delivery(csv_of("personal", []), place_of("personal"), reference)
    assert [one.code for one in checked.findings if one.severity == "FEHLER"] == ["TABELLE_LEER"]


def test_the_form_is_the_one_in_the_file_name(reference: Reference):
    checked = check_delivery(valid("gewinnung"), replace(place_of("gewinnung"), form="personal"), reference)
    assert [one.code for one in checked.findings] == ["FORMULAR_ANDERS"]
    assert checked.rows == {}


def test_printed_text_shows_direction_characters_and_stays_short():
    assert shown("a\u202eb") == "aU+202Eb"
    assert len(shown("x" * 500)) == 80
