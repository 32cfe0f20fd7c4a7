"""A file name and what it says are two forms of one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.deliveries.arrival.filenames import DeliveryName, name_of, parse


@given(st.integers(min_value=1000, max_value=9999))
def test_parse_and_name_are_inverses(year: int):
    assert parse(name_of(DeliveryName("eckwerte", year))) == DeliveryName("eckwerte", year)


@pytest.mark.parametrize(
    "name", ["eckwerte.csv", "eckwerte_23.csv", "eckwerte_2023.xlsx", "x_eckwerte_2023.csv", "../a"]
)
def test_names_that_do_not_say_what_is_delivered(name: str):
    assert parse(name) is None
