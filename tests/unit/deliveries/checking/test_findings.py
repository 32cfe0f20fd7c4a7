"""Every finding of the catalogue fires on its example, at the place a clerk would look."""

import pytest

from assets.deliveries.checking.check import check_headline
from assets.deliveries.checking.rules import Expected
from assets.deliveries.findings import CATALOGUE, shown
from assets.reference.seeds import Reference
from schemas.deliveries import State
from schemas.headline import HEADERS
from tests.conftest import file_of

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

# code → (delivered bytes, line and column of the finding)
EXAMPLES: dict[str, tuple[bytes, int | None, str]] = {
    "DATEI_LEER": (b"  \r\n", None, ""),
    "DATEI_KEIN_TEXT": (b"PK\x03\x04\x00\x00", None, ""),
    "TABELLE_GROSS": (b"x\r\n" * 20_001, None, ""),
    "FELD_LANG": (file_of({"quelle": "x" * 140_000}), 2, ""),
    "KOPF_FEHLT": (file_of({}, header=list(HEADERS)[:-1]), 1, "bemerkung"),
    "KOPF_UNBEKANNT": (file_of({}, header=LONG_HEADER), 1, ""),
    "KOPF_DOPPELT": (file_of({}, header=[*HEADERS, "ags"]), 1, "ags"),
    "ZEILE_BREITE": (file_of({"quelle": "a;b"}), 2, ""),
    "ZEILE_ANFUEHRUNG": (file_of({"quelle": 'Bericht "neu" der Stadt'}), 2, ""),
    "ZEILE_UMBRUCH": (file_of({"quelle": '"zwei\nZeilen"'}), 2, ""),
    "ENDE_OFFEN": (file_of({}, {"gruppe": "weiblich", "n": "", "wert": "68"}).rstrip(), 3, ""),
    "TABELLE_LEER": (file_of(), None, ""),
    "ZAHL_TEXT": (file_of({"wert": "ca. 94"}), 2, "wert"),
    "ZAHL_MEHRDEUTIG": (file_of({"einheit": "Prozent", "wert": "3.132"}), 2, "wert"),
    "ZAHL_GANZ": (file_of({"wert": "94,5"}), 2, "wert"),
    "JAHR_UNGUELTIG": (file_of({"jahr": "21"}), 2, "jahr"),
    "DATUM_UNGUELTIG": (file_of({"stichtag": "31.02.2021"}), 2, "stichtag"),
    "FELD_FEHLT": (file_of({"quelle": ""}), 2, "quelle"),
    "STADT_UNBEKANNT": (file_of({"ags": "5916000"}), 2, "ags"),
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
# Findings about the place of a file are made by the register, the last one when a check itself breaks.
BY_PLACE = {"ORDNER_UNBEKANNT", "DATEI_NAME", "DATEI_JAHR", "DATEI_ART", "DATEI_GROSS", "DATEI_MEHRFACH"}


def test_every_finding_of_the_catalogue_has_an_example():
    assert set(EXAMPLES) | BY_PLACE | {"DATEI_UNLESBAR"} == set(CATALOGUE)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_fires_at_its_place(code: str, herne: Expected, reference: Reference):
    content, line, column = EXAMPLES[code]
    checked = check_headline(content, herne, reference)
    assert [(one.row, one.column) for one in checked.findings if one.code == code] == [(line, column)]
    assert (checked.state == State.REFUSED) == any(one.severity == "FEHLER" for one in checked.findings)


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
        ({"kennzahl": "Beschäftigte mit Zuwanderung"}, "Am nächsten: Beschäftigte mit Zuwanderungsgeschichte,"),
    ],
)
def test_a_sentence_speaks_the_words_of_the_file(change: dict, words: str, herne: Expected, reference: Reference):
    (one,) = check_headline(file_of(change), herne, reference).findings
    assert words in one.message


def test_a_clean_row_has_no_finding(herne: Expected, reference: Reference):
    checked = check_headline(file_of({}), herne, reference)
    assert (checked.state, len(checked.rows), checked.findings) == (State.ACCEPTED, 1, [])


def test_all_findings_come_in_one_run(herne: Expected, reference: Reference):
    checked = check_headline(file_of({"wert": "x", "definition": "?"}, {"jahr": "99"}), herne, reference)
    assert [one.code for one in checked.findings] == ["DEFINITION_UNBEKANNT", "ZAHL_TEXT", "JAHR_UNGUELTIG"]
    assert checked.rows.empty


def test_printed_text_shows_direction_characters_and_stays_short():
    assert shown("a\u202eb") == "aU+202Eb"
    assert len(shown("x" * 500)) == 80
