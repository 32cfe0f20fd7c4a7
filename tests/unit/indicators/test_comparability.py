"""The definition gate and the choice of the population figure."""

import dataclasses

import pandas as pd
import pytest

from assets.indicators.comparability import chosen_population, comparable, months_apart, population_pairs
from assets.reference.seeds import Reference


def pair(definition: str, other: str) -> pd.DataFrame:
    return pd.DataFrame({"definition": [definition], "other_definition": [other]})


@pytest.mark.parametrize(
    ("definition", "other", "allowed"),
    [
        ("ST_STA", "AUSL_REG", True),
        ("ST_STA", "AUSL_ZENSUS", True),
        ("ST_STA", "REG_STA", False),
        ("Z22_EG", "Z11_MH", False),
        ("AUSL_REG", "AUSL_AZR", False),
        ("OHNE_ANGABE", "OHNE_ANGABE", False),
        ("ST_SCHAETZ", "REG_LOKAL", False),
    ],
)
def test_the_gate(reference: Reference, definition: str, other: str, allowed: bool):
    assert comparable(pair(definition, other), reference)["comparable"].tolist() == [allowed]


def test_a_mapping_with_a_reason_opens_the_gate(reference: Reference):
    rule = {"definition": "ST_PROXY", "other_definition": "REG_STA", "comparable": "ja", "reason": "geprüft im Jahr X"}
    opened = dataclasses.replace(reference, comparability=pd.DataFrame([rule]))
    assert comparable(pair("REG_STA", "ST_PROXY"), opened)["comparable"].tolist() == [True]


def when(date: str, year: int) -> pd.DataFrame:
    return pd.DataFrame({"date": [date], "year": [year]})


def test_an_unknown_day_counts_as_the_farthest():
    assert months_apart(when("2021-06-30", 2021), when("2020-12-31", 2020))[0] == pytest.approx(5.95, abs=0.01)
    assert months_apart(when("", 2021), when("2020-12-31", 2020))[0] == pytest.approx(11.99, abs=0.01)
    assert months_apart(when("", 2021), when("", 2020))[0] == pytest.approx(23.98, abs=0.01)


def staff() -> pd.DataFrame:
    return pd.DataFrame({"ags": ["05916000"], "definition": ["ST_STA"], "date": ["2021-06-30"], "year": [2021]})


def population(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["definition", "method", "date", "numerator"])
    return frame.assign(ags="05916000", year=frame["date"].str[:4].astype(int), view="INSGESAMT", district="")


def choice(reference: Reference, *rows: tuple[str, str, str, float]) -> list[int]:
    return chosen_population(population_pairs(staff(), population(*rows), reference))["population_row"].tolist()


def test_the_register_goes_before_a_nearer_projection(reference: Reference):
    rows = [
        ("AUSL_FORT", "FORTSCHREIBUNG", "2021-06-30", 1.0),
        ("AUSL_REG", "MELDEREGISTER", "2020-12-31", 1.0),
    ]
    assert choice(reference, *rows) == [1]


def test_of_one_source_the_nearest_day(reference: Reference):
    rows = [
        ("AUSL_REG", "MELDEREGISTER", "2019-12-31", 1.0),
        ("AUSL_REG", "MELDEREGISTER", "2021-12-31", 1.0),
        ("AUSL_REG", "MELDEREGISTER", "2020-12-31", 1.0),
    ]
    assert choice(reference, *rows) == [2]


def test_counts_go_before_the_printed_percentage(reference: Reference):
    rows = [
        ("AUSL_REG", "MELDEREGISTER", "2020-12-31", float("nan")),
        ("AUSL_REG", "MELDEREGISTER", "2020-12-31", 31383.0),
    ]
    assert choice(reference, *rows) == [1]


@pytest.mark.parametrize(
    "row",
    [
        ("AUSL_REG", "MELDEREGISTER", "2019-06-29", 1.0),
        ("REG_STA", "MELDEREGISTER", "2021-06-30", 1.0),
        ("AUSL_AZR", "AZR", "2021-06-30", 1.0),
    ],
)
def test_too_far_another_definition_or_no_listed_source(reference: Reference, row: tuple):
    assert choice(reference, row) == []
