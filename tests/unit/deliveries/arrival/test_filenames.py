"""A file name and what it says are two forms of one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.deliveries.arrival.filenames import DeliveryName, name_of, parse
from schemas.forms import FORMS, WORKBOOK

FORM = st.sampled_from([*FORMS, WORKBOOK])


@given(FORM, st.integers(min_value=1000, max_value=9999))
def test_parse_and_name_are_inverses(form: str, year: int):
    assert parse(name_of(DeliveryName(form, year))) == DeliveryName(form, year)


@pytest.mark.parametrize(
    "name",
    [
        "Personal_2023.CSV",
        "personal-2023.xlsx",
        "personal 2023.ods",
        "personal_2023 (1).csv",
        "personal_2023 - Kopie.csv",
    ],
)
def test_names_as_offices_and_browsers_write_them(name: str):
    assert parse(name) == DeliveryName("personal", 2023)


@pytest.mark.parametrize(
    "name", ["eckwerte.csv", "eckwerte_23.csv", "x_eckwerte_2023.csv", "../a", "personal_2023", "personal_2023_neu.csv"]
)
def test_names_that_do_not_say_what_is_delivered(name: str):
    assert parse(name) is None
