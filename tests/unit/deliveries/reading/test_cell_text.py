"""Numbers, dates and truth values as the text that the sender sees, without losing a stored digit."""

from datetime import date, datetime, time, timedelta

import pytest

from assets.deliveries.reading.cell_text import as_text, displayed, duration, is_error, same_text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (None, "", ""),
        (1234.0, "", "1234"),
        (1234, "#,##0", "1234"),
        (12.38, "0.0", "12,38"),
        (-0.0, "", "0"),
        (-5.5, "", "-5,5"),
        (0.1 + 0.2, "", "0,30000000000000004"),
        (1e22, "", "1" + "0" * 22),
        (1e-7, "", "0,0000001"),
        (5916000.0, "00000000", "05916000"),
        (5916000.0, "[$-407]00000000", "05916000"),
        (5916000.5, "00000000", "5916000,5"),
        (7, "0", "7"),
        (0.12, "0%", "12 %"),
        (0.12, "0\\ %", "12 %"),
        (0.07, "0.0%", "7 %"),
        (0.1234, '0.0" %"', "0,1234"),
        (True, "", "WAHR"),
        (False, "0%", "FALSCH"),
        ("'05916000", "0", "'05916000"),
        (" a\r\nb\rc ", "", " a\nb\nc "),
        (date(2022, 12, 31), "", "31.12.2022"),
        (datetime(2022, 12, 31), "", "31.12.2022"),
        (datetime(2022, 12, 31, 14, 30), "", "31.12.2022 14:30"),
        (datetime(2022, 12, 31, 14, 29, 59, 999_990), "", "31.12.2022 14:30"),
        (datetime(2022, 12, 31, 14, 30, 5), "", "31.12.2022 14:30:05"),
        (time(8, 5), "", "08:05"),
        (timedelta(hours=36), "", "36:00"),
        (timedelta(minutes=-90), "", "-01:30"),
        (float("nan"), "", "#ZAHL!"),
    ],
)
def test_a_cell_becomes_the_text_the_sender_sees(value: object, code: str, text: str):
    assert as_text(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12.38, "0.0", "12,4"),
        (12.5, "0", "13"),
        (12.4, "0.0", ""),
        (12.0, "0.00", ""),
        (12.38, "General", ""),
        (12.38, "@", ""),
        (0.1234, "0%", "12 %"),
        (0.12, "0%", ""),
        (364_000, "#,##0,", "364"),
        (364_000, "0.0,,", "0,4"),
        (364_000, "#,##0", ""),
        (364_000.0, "#,##0.00 [$€-407]", ""),
        (1234, "0.00E+00", ""),
        (1.5, "# ?/?", ""),
        (1e300, "0.00", ""),
        (True, "0", ""),
        ("12,38", "0", ""),
    ],
)
def test_a_number_shown_with_fewer_digits_is_noticed(value: object, code: str, shown: str):
    assert displayed(value, code) == shown


@pytest.mark.parametrize(
    "text", ["#DIV/0!", "#N/A", "#NV", "#BEZUG!", "#WERT!", "#NAME?", "#ZAHL!", "Err:502", "#REF!"]
)
def test_an_error_is_known_in_german_and_english(text: str):
    assert is_error(text)


@pytest.mark.parametrize("text", ["", "#1", "Fehlanzeige", "Erfurt", "# N/A", "#hashtag"])
def test_a_word_is_no_error(text: str):
    assert not is_error(text)


def test_blanks_at_the_ends_line_ends_and_escapes_are_no_difference():
    assert same_text("a\nb ", "a_x000D_\nb")
    assert not same_text("a b", "ab")
    assert not same_text("30", "3O")


@pytest.mark.parametrize(
    ("text", "hours"), [("PT36H00M00S", 36), ("PT0H30M", 0.5), ("-PT1H", -1), ("P1D", None), ("", None)]
)
def test_a_length_of_time_in_ods_is_read(text: str, hours: float | None):
    assert duration(text) == (None if hours is None else timedelta(hours=hours))
