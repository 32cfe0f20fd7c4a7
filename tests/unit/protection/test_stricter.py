"""What a city asks for is found whichever row says it, and never less strictly than any row says."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.protection.stricter import delivered_thresholds
from tests.generators.accepted import rows


def test_the_strictest_row_of_a_delivery_holds_for_all_of_it():
    staff = rows("personal", {"receipt": "A", "smallest": 10}, {"receipt": "A", "smallest": 20}, {"receipt": "B"})
    hires = rows("gewinnung", {"receipt": "A", "smallest": 5}, {"receipt": "C", "smallest": 7})
    assert delivered_thresholds([staff, hires]).to_dict() == {"A": 20, "C": 7}


def test_deliveries_that_ask_for_nothing_are_not_named():
    asked = delivered_thresholds([rows("eckwerte", {}, {}), rows("bevoelkerung")])
    assert asked.empty and asked.dtype == "int64" and asked.index.name == "receipt"
    assert delivered_thresholds([]).equals(asked)


def test_a_form_that_cannot_ask_is_named_and_not_taken_for_silent():
    with pytest.raises(KeyError, match="smallest"):
        delivered_thresholds([rows("kompetenz", {})])


ASKED = st.tuples(st.sampled_from("ABC"), st.none() | st.integers(3, 1000))


@given(st.lists(st.lists(ASKED, max_size=6), max_size=4))
def test_no_row_asks_for_more_than_its_delivery_gets(frames: list[list[tuple[str, int | None]]]):
    made = [pd.DataFrame(one, columns=["receipt", "smallest"]).astype({"smallest": "Int64"}) for one in frames]
    asked = delivered_thresholds(made)
    said = [(receipt, number) for one in frames for receipt, number in one if number]
    assert set(asked.index) == {receipt for receipt, _ in said}
    assert all(asked[receipt] >= number for receipt, number in said)
    assert all((receipt, number) in said for receipt, number in asked.items())
