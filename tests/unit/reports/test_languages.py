"""Texts, numbers and days in the language of a page; finished sentences find their translation."""

import re
import string

import pytest

from assets.editions.texts import texts
from assets.reference.seeds import Reference
from reports.languages import GERMAN, Language, catalogue
from reports.texts import collected, po_file, sentences_in
from tests.conftest import ROOT

ENGLISH = Language("en", "en_GB", "ltr", "English", False, catalogue("en"))
ARABIC = Language("ar", "ar", "rtl", "العربية", False, {})
HOLE = "Zwischen {before} und {after} fehlen die Angaben; davor wird nicht mitgerechnet."


def with_texts(**pairs: str) -> Language:
    return Language(
        "xx", "en_GB", "ltr", "xx", False, {german.replace("_", " "): said for german, said in pairs.items()}
    )


def reasons() -> list[str]:
    paths = [*(ROOT / "assets" / "indicators").glob("*.py"), ROOT / "assets" / "protection" / "hiding.py"]
    return [sentence for path in paths for sentence in sentences_in(path)]


def filled(template: str) -> str:
    """The sentence as it is stored: a number for each name, for a label one of the seeds."""
    names = [name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name]
    return template.format(**{name: "neue Fragen im Mikrozensus 2017" if name == "label" else "2019" for name in names})


def test_a_text_without_a_translation_stays_german():
    assert ARABIC.text("Lücke in {city}", city="Herne") == "Lücke in Herne"
    assert GERMAN.sentence("Nur geschätzt.") == "Nur geschätzt."


def test_the_names_in_braces_are_filled_in_wherever_the_translation_has_them():
    english = with_texts(**{"In {city} {gap}": "{gap} in {city}"})
    assert english.text("In {city} {gap}", city="{gap}", gap="5,0") == "5,0 in {gap}"


def test_only_from_right_to_left_a_minus_in_a_sentence_is_held_to_its_number():
    assert ARABIC.number_in_sentence(-3.44, 1) == "\u2066−3.4\u2069"
    assert ARABIC.number_in_sentence(3.44, 1) == "3.4"
    assert GERMAN.number_in_sentence(-3.44, 1) == "−3,4"


def test_a_finished_sentence_finds_its_translation_by_what_is_not_filled_in():
    said = ENGLISH.sentence(HOLE.format(before=2014, after=2019))
    assert said == "There are no figures between 2014 and 2019; what came earlier is left out."


def test_what_was_filled_in_is_translated_too():
    assert (
        ENGLISH.sentence("Bruch: neue Fragen im Mikrozensus 2017.") == "Break: new questions in the microcensus 2017."
    )


def test_a_sentence_that_nobody_knows_stays_german():
    assert ENGLISH.sentence("Die Stadt prüft noch, ob 2019 gezählt wurde.").startswith("Die Stadt prüft")


@pytest.mark.parametrize("template", reasons())
def test_every_reason_finds_its_own_translation_and_no_other(template: str):
    german = filled(template)
    numbers = re.findall(r"\d+", german)
    expected = ENGLISH.text(template)
    assert ENGLISH.sentence(german) != german
    assert re.findall(r"\d+", ENGLISH.sentence(german)) == numbers
    begin, end = expected.split("{")[0], expected.rsplit("}", 1)[-1]
    assert ENGLISH.sentence(german).startswith(begin) and ENGLISH.sentence(german).endswith(end)


def test_a_name_with_a_line_of_its_own_is_no_pattern():
    """“{name}: {value}” would fit almost any sentence."""
    assert (
        with_texts(**{"{name}: {value}": "!", "{years} Jahre.": "!"}).sentence("Bruch: 2 Jahre.") == "Bruch: 2 Jahre."
    )


def test_numbers_and_days_are_written_as_each_language_writes_them():
    assert ENGLISH.number(161089.25, 1) == "161,089.3"
    assert ENGLISH.percent(0.178) == "17.8"
    assert ENGLISH.number(-16.35, 1) == "−16.4"
    assert ENGLISH.day("2022-06-30") == "30 June 2022"
    assert (ENGLISH.day("2022"), GERMAN.day("2022-06-30")) == ("2022", "30.06.2022")


def test_a_file_of_translations_is_the_same_again_and_has_no_day_in_it(reference: Reference):
    found = texts(reference)
    first = po_file(found, catalogue("en"), "en", "English")
    assert first == po_file(texts(reference), catalogue("en"), "en", "English")
    assert b"-Date:" not in first


def test_new_texts_come_without_translation_and_overtaken_ones_go():
    found = collected([("b.py", ["Neu", "Alt"]), ("a.html", ["Alt", " "])])
    assert found == {"Alt": ["a.html", "b.py"], "Neu": ["b.py"]}
    written = po_file(found, {"Alt": "old", "Weg": "gone"}, "en", "English").decode()
    assert 'msgid "Alt"\nmsgstr "old"' in written
    assert 'msgid "Neu"\nmsgstr ""' in written
    assert "gone" not in written
