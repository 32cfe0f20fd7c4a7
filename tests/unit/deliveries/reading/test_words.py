"""Words are compared as people read them: case, blanks, composed letters and footnote marks make no other word."""

import pytest

from assets.deliveries.reading.words import fold, known_as, looks_numeric

KNOWN = {"anzahl", "zuwanderungsgeschichte", "berichtskreis"}


@pytest.mark.parametrize(
    "typed",
    [
        "Führung",
        "FÜHRUNG",
        "Fu\u0308hrung",
        " Führung ",
        "Führung\u00a0",
        "Füh\u00adrung",
        "Führ\u200bung",
        "\ufeffFührung",
    ],
)
def test_a_word_is_the_same_however_it_was_typed(typed: str):
    assert fold(typed) == "führung"


def test_sharp_s_and_blanks_are_folded():
    assert fold("STRASSE") == fold("Straße") == fold("STRAẞE") == "strasse"
    assert fold("keine\u202f Angabe") == fold("keine\nAngabe") == "keine angabe"


@pytest.mark.parametrize(
    "header", ["Anzahl", "anzahl*", "anzahl 1)", "anzahl²", "anzahl (2)", "anzahl 1) 2)", "an-\nzahl"]
)
def test_marks_and_line_breaks_do_not_hide_a_header(header: str):
    assert known_as(header, KNOWN) == "anzahl"


@pytest.mark.parametrize("header", ["anzahl 2023", "anzahl m", "zahl", "", "anzahl/n"])
def test_another_header_is_not_taken_for_a_known_one(header: str):
    assert known_as(header, KNOWN) == ""


@pytest.mark.parametrize(
    "word", ["12", "1.234,5", "-3", "−5", "12 %", "1 234", "(12)", "12p", "-", ".", "x", "…", "31.12.2024"]
)
def test_numbers_and_signs_look_numeric(word: str):
    assert looks_numeric(word)


@pytest.mark.parametrize("word", ["", "A1", "ca. 12", "LG 2.1", "12 Personen", "25 bis 34"])
def test_words_do_not_look_numeric(word: str):
    assert not looks_numeric(word)
