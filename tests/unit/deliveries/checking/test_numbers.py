"""Numbers as offices write them: read for sure, or refused; never another number."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.deliveries.checking.number_columns import NumberColumn, style_of
from assets.deliveries.checking.numbers import Style, parse, proofs, read_numbers
from assets.deliveries.reading.table import Column

KINDS = ["count", "number", "figure"]


def read(text: str, kind: str, style: Style | None = None, *, percent: bool = False) -> tuple[float, int, str, str]:
    """Value, decimals, mark and refusal of one word."""
    found = read_numbers([parse(text)], kind, style, percent=percent)
    return float(found.values[0]), int(found.decimals[0]), found.marks[0], found.refused[0]


@pytest.mark.parametrize(
    ("text", "kind", "style", "value", "decimals"),
    [
        ("94", "count", None, 94, 0),
        ("3.001", "count", None, 3001, 0),
        ("1.234.567", "number", Style.GERMAN, 1234567, 0),
        ("36,9", "figure", None, 36.9, 1),
        ("4.501,8", "number", Style.GERMAN, 4501.8, 1),
        ("4 501,8", "number", Style.GERMAN, 4501.8, 1),
        ("-3", "figure", None, -3, 0),
        ("−3", "figure", None, -3, 0),
        ("1.234", "number", Style.GERMAN, 1234, 0),
        ("1.234", "number", Style.ENGLISH, 1.234, 3),
        ("1,234", "number", Style.GERMAN, 1.234, 3),
        ("1,234", "number", Style.ENGLISH, 1234, 0),
        ("0,234", "number", Style.GERMAN, 0.234, 3),
        ("1234,567", "number", Style.GERMAN, 1234.567, 3),
        ("999999999999999", "count", None, 999999999999999, 0),
    ],
)
def test_numbers_that_are_sure(text: str, kind: str, style: Style | None, value: float, decimals: int):
    assert read(text, kind, style) == (value, decimals, "", "")


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("-", "NICHTS", 0),
        ("–", "NICHTS", 0),
        (".", "GEHEIM", None),
        ("•", "GEHEIM", None),
        ("k.A.", "GEHEIM", None),
        ("K. A.", "GEHEIM", None),
        ("*", "GEHEIM", None),
        ("...", "SPAETER", None),
        ("…", "SPAETER", None),
        ("/", "UNSICHER", None),
        ("X", "ENTFAELLT", None),
        ("(1.234)", "EINGESCHRAENKT", 1234),
        ("12p", "VORLAEUFIG", 12),
        ("12 r", "BERICHTIGT", 12),
        ("12s", "GESCHAETZT", 12),
        ("", "", None),
    ],
)
@pytest.mark.parametrize("kind", ["count"])
def test_the_signs_of_official_tables(text: str, mark: str, value: float | None, kind: str):
    number, _, found, refused = read(text, kind)
    assert (found, refused, None if np.isnan(number) else number) == (mark, "", value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    ["ca. 12", "12*", "1)", "1.234 €", "12 %", "1.23.4", "1e3", "()", "( )", "--", "−", "- 5", "5-", "١", "²", "1,2,3"],
)
def test_what_is_no_number_in_any_column(text: str, kind: str):
    value, _, mark, refused = read(text, kind, Style.GERMAN)
    assert np.isnan(value)
    assert (mark, refused) == ("", "ZAHL_TEXT")


def test_a_per_cent_sign_belongs_to_percentages_only():
    assert read("12,5 %", "figure", percent=True) == (12.5, 1, "", "")
    assert read("12,5 %", "figure")[3] == "ZAHL_TEXT"


def test_a_sixteenth_digit_would_be_lost():
    assert read("1" * 16, "count")[3] == "ZAHL_GROSS"


def column(kind: str, *words: str) -> NumberColumn:
    return NumberColumn.of(kind, Column(kind, "A", list(words), np.arange(len(words))), kind)


@pytest.mark.parametrize(
    ("columns", "typed", "style", "contradicts"),
    [
        ([column("number", "1.234", "2.345")], False, None, False),
        ([column("number", "1,234")], False, None, False),
        ([column("number", "1,234")], True, Style.GERMAN, False),
        ([column("number", "1.234")], True, None, False),
        ([column("number", "1.234", "1,5")], False, Style.GERMAN, False),
        ([column("number", "1.234", "1.5")], False, Style.ENGLISH, False),
        ([column("number", "1,5", "1.5")], False, None, True),
        ([column("count", "3.000"), column("number", "2.500")], False, Style.GERMAN, False),
        ([column("count", "3.000"), column("number", "2.5")], False, None, True),
        ([column("count", "12.5"), column("number", "2,5")], False, Style.GERMAN, False),
        ([column("count", "3000"), column("number", "2500")], False, None, False),
    ],
)
def test_what_proves_how_a_table_is_written(columns: list, typed: bool, style: Style | None, contradicts: bool):
    found, cells = style_of(columns, typed=typed)
    assert (found, bool(cells)) == (style, contradicts)


def test_words_that_stand_nowhere_prove_nothing():
    unused = NumberColumn.of("fte", Column("vzae", "A", ["1.234", "1,5"], np.array([0])), "number")
    assert proofs(unused.words) == {}


def german(number: float, places: int) -> str:
    return f"{number:,.{places}f}".replace(",", "_").replace(".", ",").replace("_", ".")


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1, max_size=20))
def test_every_column_is_read_back_in_either_style(numbers: list):
    """Printed with two decimals, a column proves its own style."""
    for words, style in [
        ([german(number, 2) for number in numbers], Style.GERMAN),
        ([f"{number:,.2f}" for number in numbers], Style.ENGLISH),
        ([f"{number:,.2f}".replace(",", "\u202f").replace(".", ",") for number in numbers], Style.GERMAN),
        ([f"{number:,.2f}".replace(",", "'") for number in numbers], Style.ENGLISH),
    ]:
        parsed = [parse(word) for word in words]
        assert set(proofs(parsed)) == {style}
        assert read_numbers(parsed, "number", style).values.tolist() == [float(number) for number in numbers]


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["", ".", " ", "\u00a0", "\u202f", "'"]))
def test_every_count_is_read_back_however_it_is_grouped(number: int, separator: str):
    assert read(f"{number:,}".replace(",", separator), "count") == (number, 0, "", "")


@given(
    st.text(alphabet="0123456789.,-−'() %prs\u00a0", max_size=14),
    st.sampled_from(KINDS),
    st.sampled_from([None, Style.GERMAN, Style.ENGLISH]),
)
def test_no_digit_is_ever_lost_or_added(text: str, kind: str, style: Style | None):
    """Whatever is written: what is read has the same digits, or there is no number."""
    value, decimals, mark, refused = read(text, kind, style, percent=True)
    if np.isnan(value) or mark == "NICHTS":
        assert refused or mark or not text.strip()
        return
    digits = re.sub("[^0-9]", "", text)
    assert f"{abs(value) * 10**decimals:.0f}" == str(int(digits))
    assert (value < 0) <= ("-" in text or "−" in text)
