"""Numbers as readers see them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.numbers import german, german_date, german_moment, percent


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.125, 2, "0,13"),
        (2.5, 0, "3"),
        (1.005, 2, "1,01"),
        (0.25, 1, "0,3"),
        (161089, 0, "161.089"),
        (1234567.891, 1, "1.234.567,9"),
        (-16.35, 1, "−16,4"),
        (-0.04, 1, "0,0"),
        (0, 0, "0"),
    ],
)
def test_rounding_is_half_up_and_german(value: float, decimals: int, text: str):
    assert german(value, decimals) == text


def test_signs():
    assert german(16.3495, 1, sign=True) == "+16,3"
    assert german(-2, 1, sign=True) == "−2,0"
    assert german(0.01, 1, sign=True) == "0,0"


def test_percent_and_dates():
    assert percent(94 / 3001) == "3,1"
    assert percent(0.0782) == "7,8"
    assert german_date("2020-12-31") == "31.12.2020"


@given(st.floats(min_value=-1e12, max_value=1e12), st.integers(0, 4))
def test_what_is_printed_is_the_nearest_number(value: float, decimals: int):
    printed = Decimal(german(value, decimals).replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(printed - Decimal(repr(value))) <= Decimal(5).scaleb(-decimals - 1)


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2024-07-01T09:05:09Z", "01.07.2024, 11:05:09 Uhr (09:05:09 UTC)"),
        ("2024-01-31T23:30:00+00:00", "01.02.2024, 00:30:00 Uhr (31.01.2024, 23:30:00 UTC)"),
        ("2024-02-01T00:30:00+01:00", "01.02.2024, 00:30:00 Uhr (31.01.2024, 23:30:00 UTC)"),
        # In the night the clocks go back, the same hour comes twice: UTC tells them apart.
        ("2024-10-27T00:30:00+00:00", "27.10.2024, 02:30:00 Uhr (00:30:00 UTC)"),
        ("2024-10-27T01:30:00+00:00", "27.10.2024, 02:30:00 Uhr (01:30:00 UTC)"),
    ],
)
def test_a_moment_is_told_by_the_citys_clock_and_by_everybodys(iso: str, text: str):
    assert german_moment(iso) == text
