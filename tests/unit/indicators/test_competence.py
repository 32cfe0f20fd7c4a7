"""Goal 1: rates are of their own total, yes counts with evidence only, and nothing said is no zero."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators.competence import NO_TOTAL, TOO_MANY, TOTAL_ZERO, competence_values
from assets.indicators.form_values import COLUMNS
from assets.indicators.signs import MARKED
from assets.reference.seeds import Reference
from tests.generators.accepted import BOCHUM, HAGEN, HERNE, agree, delivered, of_city, receipt, rows

ADVERTS = {"item": "AUSSCHREIBUNGEN", "count": 12, "total": 48}
LEADERS = {"item": "GESCHULT_FUEHRUNG", "count": 9, "total": 30}
INDICATORS = ["competence_adverts", "competence_selection", "competence_trained_staff", "competence_trained_leaders"]


def values_of(*cells: dict[str, Any], reference: Reference, year: int = 2023) -> pd.DataFrame:
    told = rows("kompetenz", *cells)
    given = delivered(*{(row.ags, row.delivery_year) for row in told.itertuples()})
    return competence_values(told, given, [HERNE], reference, year)


def answers(*given: tuple[str, str]) -> list[dict[str, Any]]:
    items = ["FRAGE_LEITBILD", "FRAGE_ANFORDERUNG", "FRAGE_BEURTEILUNG", "FRAGE_KONZEPT", "FRAGE_BERICHT"]
    return [
        {"item": item, "answer": answer, "evidence": evidence}
        for item, (answer, evidence) in zip(items, given, strict=False)
    ]


def test_a_rate_is_what_was_counted_of_its_own_total(reference: Reference):
    values = values_of(ADVERTS, LEADERS, reference=reference)
    assert list(values.columns) == COLUMNS
    found = of_city(values, HERNE)
    assert found["competence_adverts"] == ("wert", 0.25)
    assert found["competence_trained_leaders"] == ("wert", 0.3)
    leaders = values.set_index("indicator").loc["competence_trained_leaders"]
    assert (leaders["unit"], leaders["published_unit"]) == ("ANTEIL", "PERSONEN")
    assert (leaders["numerator"], leaders["n"]) == (9, 30)
    assert (leaders["receipt"], leaders["line"]) == (receipt(HERNE, 2023), 3)
    assert leaders["source"] == f"Lieferung {receipt(HERNE, 2023)}"


def test_yes_without_evidence_does_not_count_as_yes(reference: Reference):
    told = answers(("JA", "Ratsbeschluss vom 1. März"), ("JA", " "), ("TEILWEISE", "Entwurf"), ("NEIN", ""))
    values = values_of(*told, reference=reference)
    assert of_city(values, HERNE)["competence_checklist"] == ("wert", 0.25)
    checklist = values.set_index("indicator").loc["competence_checklist"]
    assert (checklist["numerator"], checklist["n"], checklist["published_unit"]) == (1, 4, "ANZAHL")


def test_the_checklist_is_of_answered_questions_and_no_rate(reference: Reference):
    found = of_city(values_of(ADVERTS, *answers(("NEIN", ""), ("", "")), reference=reference), HERNE)
    assert found["competence_checklist"] == ("null", 0)
    assert found["competence_adverts"] == ("wert", 0.25)
    assert of_city(values_of(ADVERTS, reference=reference), HERNE)["competence_checklist"] == ("nicht_erhoben", None)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [({"total": 0, "count": 0}, TOTAL_ZERO), ({"total": None}, NO_TOTAL), ({"total": 11}, TOO_MANY)],
)
def test_an_impossible_rate_is_none_and_says_why(cell: dict[str, Any], reason: str, reference: Reference):
    values = values_of(ADVERTS | cell, reference=reference)
    assert of_city(values, HERNE)["competence_adverts"] == ("nicht_sinnvoll", None)
    assert values.set_index("indicator").loc["competence_adverts", "reason"] == reason


@pytest.mark.parametrize("mark", MARKED)
def test_a_sign_in_place_of_the_number_is_its_reason(mark: str, reference: Reference):
    values = values_of(ADVERTS | {"count": None, "mark": mark}, reference=reference)
    row = values.set_index("indicator").loc["competence_adverts"]
    assert (row["status"], row["reason"]) == MARKED[mark]


def test_a_sign_beside_a_number_changes_nothing(reference: Reference):
    found = of_city(values_of(ADVERTS | {"mark": "VORLAEUFIG"}, reference=reference), HERNE)
    assert found["competence_adverts"] == ("wert", 0.25)


def test_neither_no_row_nor_a_nil_return_nor_no_delivery_is_a_zero(reference: Reference):
    told = rows("kompetenz", ADVERTS)
    values = competence_values(told, delivered((HERNE, 2023), (HAGEN, 2023)), [HERNE, HAGEN, BOCHUM], reference, 2023)
    assert of_city(values, HERNE)["competence_selection"] == ("nicht_erhoben", None)
    every = [*INDICATORS, "competence_checklist"]
    assert of_city(values, HAGEN) == dict.fromkeys(every, ("nicht_erhoben", None))
    assert of_city(values, BOCHUM) == dict.fromkeys(every, ("nicht_geliefert", None))
    silent = values[values["ags"].eq(BOCHUM)]
    assert set(silent["receipt"]) == set(silent["source"]) == set(silent["published_unit"]) == {""}
    assert set(silent["line"]) == {0}
    assert set(values.loc[values["ags"].eq(HAGEN), "line"]) == {0}


def test_a_later_delivery_about_the_same_year_counts_as_a_whole(reference: Reference):
    told = [ADVERTS, LEADERS, {**ADVERTS, "count": 24, "delivery_year": 2024}]
    found = of_city(values_of(*told, reference=reference, year=2024), HERNE)
    assert found["competence_adverts"] == ("wert", 0.5)
    assert found["competence_trained_leaders"] == ("nicht_erhoben", None)
    assert of_city(values_of(*told, reference=reference), HERNE)["competence_adverts"] == ("wert", 0.25)


def test_later_years_and_cities_outside_the_network_are_left_out(reference: Reference):
    later = {**ADVERTS, "year": 2024, "delivery_year": 2024}
    values = values_of(ADVERTS, later, {**ADVERTS, "ags": HAGEN}, reference=reference)
    assert (set(values["ags"]), set(values["year"])) == ({HERNE}, {2023})
    both = values_of(ADVERTS, later, reference=reference, year=2024)
    assert sorted(both.loc[both["indicator"].eq("competence_adverts"), "year"]) == [2023, 2024]


number = st.one_of(st.none(), st.integers(0, 50))
cell = st.fixed_dictionaries(
    {"count": number, "total": number, "mark": st.sampled_from(["", "NICHTS", "GEHEIM", "UNSICHER", "VORLAEUFIG"])}
)


@settings(max_examples=25, deadline=None)
@given(st.lists(cell, min_size=1, max_size=4))
def test_whatever_is_delivered_every_indicator_has_a_share_or_a_reason(reference: Reference, cells):
    items = ["AUSSCHREIBUNGEN", "AUSWAHLVERFAHREN", "GESCHULT_BESCHAEFTIGTE", "GESCHULT_FUEHRUNG"]
    values = values_of(*({"item": item} | one for item, one in zip(items, cells, strict=False)), reference=reference)
    agree(values)
    assert len(values) == 5
    assert values["value"].dropna().between(0, 1).all()
