"""A receipt number that was misheard on the phone is found."""

from hypothesis import given
from hypothesis import strategies as st

from assets.deliveries.arrival.receipts import is_receipt, receipt_number

RECEIPT = receipt_number("herne", "personal", 2023, 1)


def test_the_number_says_what_it_is_about():
    assert RECEIPT.startswith("herne-personal-2023-1-")
    assert is_receipt(f" {RECEIPT} ")


@given(st.integers(0, len(RECEIPT) - 1), st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"))
def test_one_wrong_character_is_found(place: int, char: str):
    wrong = RECEIPT[:place] + char + RECEIPT[place + 1 :]
    if RECEIPT[place] != "-" and char.upper() != RECEIPT[place].upper():
        assert not is_receipt(wrong)


def test_what_is_no_number_at_all():
    assert not any(is_receipt(text) for text in ["", "-", "herne", "herne-personal-2023-1"])
