"""German numbers and dates, and what is refused instead of guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.deliveries.checking.numbers import german_date, german_number


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("94", 94, 0),
        ("3.001", 3001, 0),
        ("1.234.567", 1234567, 0),
        ("36,9", 36.9, 1),
        ("4.501,8", 4501.8, 1),
        ("-3", -3, 0),
    ],
)
def test_german_numbers(text: str, value: float, decimals: int):
    number = german_number(text)
    assert (number.value, number.decimals) == (value, decimals)


@pytest.mark.parametrize("text", ["12.5", "1,234.5", "1.23.4", "12 %", "ca. 12", "–", ".", "1e3", "", " 1", "x"])
def test_what_is_no_german_number(text: str):
    with pytest.raises(ValueError):
        german_number(text)


def test_a_point_before_three_digits_alone_is_ambiguous():
    assert german_number("1.234").ambiguous
    assert not german_number("1.234,0").ambiguous
    assert not german_number("1234").ambiguous


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_printed_number_is_read_back(number):
    grouped = f"{number:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    assert german_number(grouped).value == float(number)


@given(st.dates())
def test_every_printed_date_is_read_back(day):
    assert german_date(f"{day.day:02}.{day.month:02}.{day.year:04}") == day.isoformat()


@pytest.mark.parametrize("text", ["31.02.2021", "2021-06-30", "30/06/2021", "30.6.21", ""])
def test_what_is_no_german_date(text: str):
    with pytest.raises(ValueError):
        german_date(text)
