"""Indicator values of one city: what each kind of figure becomes, and what bad input never becomes."""

import pandas as pd
import pytest

from assets.indicators.figure_values import NO_BASE, NOT_COLLECTED, NOT_DELIVERED
from assets.indicators.form_values import NOT_DELIVERED as FORM_NOT_DELIVERED
from assets.indicators.representation import GRADE_D, NO_DEFINITION, NOT_NEAR, REASONS
from assets.indicators.values import Accepted, indicator_values
from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model

AcceptedFigure = accepted_model(FORMS["eckwerte"])
NONE = float("nan")
STAFF = {
    "receipt": "herne-eckwerte-2022-1",
    "mark": "",
    "delivery_year": 2022,
    "line": 1,
    "ags": "05916000",
    "year": 2021,
    "date": "",
    "indicator": "share_nationality",
    "group": "insgesamt",
    "value": 94.0,
    "decimals": 0,
    "unit": "PERSONEN",
    "value_kind": "WERT",
    "definition": "ST_STA",
    "method": "STAATSANGEHOERIGKEIT",
    "scope": "STADT",
    "n": 3001.0,
    "total": 3001.0,
    "source": "Bericht",
    "note": "",
}
RESIDENTS = STAFF | {
    "line": 2,
    "year": 2020,
    "date": "2020-12-31",
    "indicator": "share_population",
    "value": 31383.0,
    "definition": "AUSL_REG",
    "method": "MELDEREGISTER",
    "n": 161089.0,
    "total": NONE,
}


def values_of(reference: Reference, *rows: dict, year: int = 2022) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(AcceptedFigure.to_schema().columns))
    return indicator_values(Accepted(AcceptedFigure.validate(frame)), reference, year)


def the(values: pd.DataFrame, indicator: str, base: str = "") -> pd.Series:
    chosen = values[(values["ags"] == "05916000") & (values["indicator"] == indicator) & (values["base"] == base)]
    assert len(chosen) == 1
    return chosen.iloc[0]


def gap_of(reference: Reference, *rows: dict, year: int = 2022) -> pd.Series:
    return the(values_of(reference, *rows, year=year), "gap", str(rows[0]["indicator"]))


def test_hernes_gap_and_ratio(reference: Reference):
    """94 of 3,001 staff against 31,383 of 161,089 residents: 16.3 percentage points, ratio 0.16."""
    values = values_of(reference, STAFF, RESIDENTS)
    gap, ratio = the(values, "gap", "share_nationality"), the(values, "ratio", "share_nationality")
    assert (round(gap["value"], 1), round(ratio["value"], 2)) == (16.3, 0.16)
    assert (gap["status"], gap["grade"]) == ("wert", "A")
    assert (gap["year"], gap["population_year"], gap["population_date"]) == (2021, 2020, "2020-12-31")
    assert (gap["population_receipt"], gap["population_line"]) == ("herne-eckwerte-2022-1", 2)


def test_hagens_gap_from_printed_percentages(reference: Reference):
    """7.82 percent against 23.01 percent: 15.2 percentage points."""
    hagen = {"ags": "05914000", "year": 2023, "delivery_year": 2023, "date": "", "unit": "PROZENT", "decimals": 2}
    values = values_of(
        reference, STAFF | hagen | {"value": 7.82}, RESIDENTS | hagen | {"value": 23.01, "n": NONE}, year=2023
    )
    gap = values[(values["ags"] == "05914000") & (values["indicator"] == "gap") & (values["status"] == "wert")]
    assert round(gap["value"].item(), 1) == 15.2


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"value_kind": "SCHAETZUNG"}, "nicht_vergleichbar", REASONS["SCHAETZUNG"]),
        ({"value_kind": "OBERGRENZE"}, "nicht_vergleichbar", REASONS["OBERGRENZE"]),
        ({"value_kind": "NICHT_ERHOBEN", "value": NONE}, "nicht_erhoben", NOT_COLLECTED),
        ({"n": NONE}, "nicht_sinnvoll", NO_BASE),
        ({"definition": "REG_MIGRAPRO"}, "nicht_vergleichbar", NO_DEFINITION),
        ({"year": 2010}, "nicht_vergleichbar", NOT_NEAR.format(months=24)),
        ({"method": "NICHT_GENANNT"}, "nicht_vergleichbar", GRADE_D),
    ],
)
def test_why_there_is_no_gap(reference: Reference, change: dict, status: str, reason: str):
    gap = gap_of(reference, STAFF | change, RESIDENTS)
    assert (gap["status"], gap["reason"]) == (status, reason)
    assert pd.isna(gap["value"])
    assert pd.isna(gap["population_value"])


def test_an_undefined_figure_says_that_its_source_names_no_definition(reference: Reference):
    gap = gap_of(reference, STAFF | {"definition": "OHNE_ANGABE"}, RESIDENTS)
    assert gap["reason"] == "Die Quelle nennt nicht, wer als Person mit Zuwanderungsgeschichte zählt."


def test_a_part_of_the_foreigners_is_not_set_against_all_foreigners(reference: Reference):
    values = values_of(reference, STAFF | {"group": "tuerkisch", "value": 55.0}, RESIDENTS)
    assert values[(values["indicator"] == "gap") & (values["group"] == "tuerkisch")].empty


def test_nobody_of_the_group_is_a_zero_and_a_gap(reference: Reference):
    values = values_of(reference, STAFF | {"value": 0.0}, RESIDENTS)
    assert the(values, "share_nationality")["status"] == "null"
    assert the(values, "gap", "share_nationality")["value"] == pytest.approx(19.4818, abs=1e-4)


def test_no_residents_of_the_group_gives_no_ratio_and_no_infinity(reference: Reference):
    ratio = the(values_of(reference, STAFF, RESIDENTS | {"value": 0.0}), "ratio", "share_nationality")
    assert (ratio["status"], pd.isna(ratio["value"])) == ("nicht_sinnvoll", True)


def test_a_city_without_figures_says_so_for_everything_asked(reference: Reference):
    values = values_of(reference)
    # Six shares asked, gap and ratio of all but the residents', 15 indicators of the three forms beside.
    assert len(values) == 9 * (6 + 5 * 2 + 15)
    assert set(values["status"]) == {"nicht_geliefert"}
    assert set(values["reason"]) == {NOT_DELIVERED, FORM_NOT_DELIVERED}
    assert values["value"].isna().all()


def test_a_percentage_printed_beside_the_counts_is_one_share(reference: Reference):
    values = values_of(reference, STAFF, STAFF | {"line": 3, "unit": "PROZENT", "value": 3.1, "decimals": 1}, RESIDENTS)
    assert the(values, "share_nationality")["value"] == pytest.approx(94 / 3001)


def test_a_later_delivery_has_the_last_word(reference: Reference):
    later = STAFF | {"value": 100.0, "delivery_year": 2023, "receipt": "herne-eckwerte-2023-1"}
    assert the(values_of(reference, STAFF, later, RESIDENTS, year=2023), "share_nationality")["numerator"] == 100
    assert the(values_of(reference, STAFF, later, RESIDENTS, year=2022), "share_nationality")["numerator"] == 94


def test_figures_after_the_reporting_year_are_not_used(reference: Reference):
    after = RESIDENTS | {"year": 2023, "date": "2023-06-30", "delivery_year": 2023, "line": 4}
    gap = gap_of(reference, STAFF, after, year=2022)
    assert gap["status"] == "nicht_vergleichbar"


@pytest.mark.parametrize(("percent", "expected"), [(66.8, "B"), (50.0, "B"), (20.0, "C"), (5.0, "D")])
def test_a_response_is_as_good_as_it_says(reference: Reference, percent: float, expected: str):
    survey = STAFF | {"definition": "ALLE", "method": "BEFRAGUNG", "unit": "PROZENT", "n": NONE, "total": NONE}
    row = the(values_of(reference, survey | {"indicator": "response", "value": percent}), "response")
    assert (row["grade"], row["value"]) == (expected, pytest.approx(percent / 100))
