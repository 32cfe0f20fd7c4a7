"""Municipality keys and days as spreadsheets mangle them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.deliveries.checking.keys import read_ags, read_date, read_serial, read_smallest, read_year

AREAS = {"05916000": "herne", "05911000": "bochum", "01001000": "flensburg", "05": "nordrhein-westfalen"}
HOME = {"05916000": "herne"}


@pytest.mark.parametrize(
    ("word", "name", "ags"),
    [
        ("05916000", "", "05916000"),
        ("05", "", "05"),
        ("5916000", "herne", "05916000"),
        ("5916000", "", "05916000"),
        ("5911000", "bochum", "05911000"),
        ("1001000", "flensburg", "01001000"),
        ("05 916 000", "", "05916000"),
        ("05\u00a0916\u00a0000", "", "05916000"),
        ("5916000.0", "herne", "05916000"),
        ("059160000000", "", "05916000"),
    ],
)
def test_keys_that_can_only_mean_one_city(word: str, name: str, ags: str):
    found = read_ags(word, name, AREAS, HOME)
    assert (found.ags, found.code) == (ags, "" if word == ags else "AGS_GELESEN")


@pytest.mark.parametrize(
    ("word", "name", "code"),
    [
        ("5916000", "bochum", "AGS_STELLEN"),
        ("5911000", "", "AGS_STELLEN"),
        ("5999000", "herne", "AGS_STELLEN"),
        ("05916", "herne", "AGS_STELLEN"),
        ("591600", "herne", "AGS_STELLEN"),
        ("DEA55", "herne", "AGS_STELLEN"),
        ("059990000000", "herne", "AGS_STELLEN"),
        ("5,916E+06", "herne", "AGS_ZERSTOERT"),
        ("5.9E6", "herne", "AGS_ZERSTOERT"),
    ],
)
def test_keys_that_are_refused(word: str, name: str, code: str):
    found = read_ags(word, name, AREAS, HOME)
    assert (found.ags, found.code) == ("", code)


@given(st.dates())
def test_every_printed_day_is_read_back(day: datetime.date):
    assert read_date(f"{day.day:02}.{day.month:02}.{day.year:04}") == day.isoformat() == read_date(day.isoformat())


@pytest.mark.parametrize(
    "word", ["31.02.2021", "30/06/2021", "06/30/2021", "30.6.21", "", "2021", "2021-6-30", "44377"]
)
def test_what_is_no_day(word: str):
    with pytest.raises(ValueError):
        read_date(word)


def test_excels_number_of_a_day():
    assert read_serial("44926") == "2022-12-31"
    with pytest.raises(ValueError):
        read_serial("60")


@pytest.mark.parametrize("word", ["23", "2023,0", "2023.0", "46022", "２０２３", "06/2023"])
def test_what_is_no_year(word: str):
    with pytest.raises(ValueError):
        read_year(word)


@given(st.integers(-5, 20_000))
def test_a_city_may_ask_for_three_to_a_thousand_persons_and_nothing_else(number: int):
    if 3 <= number <= 1000:
        assert read_smallest(str(number)) == number
    else:
        with pytest.raises(ValueError, match=str(number)):
            read_smallest(str(number))
