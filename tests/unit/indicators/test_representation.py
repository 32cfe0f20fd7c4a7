"""A share against the residents: views, missing persons, chance and the verdict words."""

from math import comb
from typing import Any

import pandas as pd
import pytest

from assets.indicators.representation import EVERYBODY, FEW, NO_PERSONS, SAMPLED_RESIDENTS
from assets.indicators.values import Accepted, indicator_values
from assets.reference.seeds import Reference
from schemas.forms import FORMS
from tests.generators.accepted import HERNE, rows
from tests.unit.indicators.test_values import RESIDENTS, STAFF, values_of

SAID = {"year": 2022, "delivery_year": 2022, "definition": "MZ_MH", "scope": "KERN", "value_kind": "WERT"}
SURVEY = SAID | {"method": "BEFRAGUNG", "date": "2022-06-30"}
REGISTER = SAID | {"method": "MELDEREGISTER", "date": "2021-12-31"}


def survey(yes: int, no: int, everybody: int, **group: str) -> list[dict[str, Any]]:
    whole = dict.fromkeys(FORMS["personal"].dimensions, "INSGESAMT")
    counts = {"JA": yes, "NEIN": no, "INSGESAMT": everybody}
    return [SURVEY | whole | group | {"history": name, "count": count} for name, count in counts.items()]


def people(yes: int, no: int, **place: str) -> list[dict[str, Any]]:
    whole = dict.fromkeys(FORMS["bevoelkerung"].dimensions, "INSGESAMT")
    counts = {"JA": yes, "NEIN": no, "INSGESAMT": yes + no}
    return [REGISTER | whole | place | {"history": name, "count": count} for name, count in counts.items()]


def city(reference: Reference, staff: list[dict], population: list[dict]) -> pd.DataFrame:
    accepted = Accepted(staff=rows("personal", *staff), population=rows("bevoelkerung", *population))
    values = indicator_values(accepted, reference, 2022)
    return values[values["ags"].eq(HERNE)]


def the(values: pd.DataFrame, indicator: str, view: str = "INSGESAMT", district: str = "") -> pd.Series:
    mine = values[
        values["indicator"].eq(indicator)
        & values["base"].eq("share_staff")
        & values["dimension"].eq("")
        & values["view"].eq(view)
        & values["district"].eq(district)
    ]
    assert len(mine) == 1
    return mine.iloc[0]


def test_each_gap_says_which_residents_it_is_measured_against(reference: Reference):
    population = [
        *people(300, 700),
        *people(240, 360, age="A18_65"),
        *people(270, 480, age="A15_74"),
        *people(60, 40, district="Mitte"),
    ]
    values = city(reference, survey(200, 800, 1200), population)
    assert the(values, "gap")["value"] == pytest.approx(10)
    assert the(values, "gap", view="A18_65")["value"] == pytest.approx(20)
    assert the(values, "gap", view="A15_74")["value"] == pytest.approx(16)
    assert the(values, "gap", district="Mitte")["value"] == pytest.approx(40)
    gaps = values[values["indicator"].eq("gap") & values["base"].eq("share_staff")]
    assert sorted(gaps["population_value"]) == [0.3, 0.36, 0.4, 0.6]


def test_a_breakdown_is_measured_against_the_whole_city_only(reference: Reference):
    population = [*people(300, 700), *people(240, 360, age="A18_65")]
    values = city(reference, [*survey(200, 800, 1200), *survey(50, 450, 600, sex="W")], population)
    women = values[values["indicator"].eq("gap") & values["dimension"].eq("sex")]
    assert women[["group", "view"]].values.tolist() == [["W", "INSGESAMT"]]
    assert women["value"].item() == pytest.approx(20)


def test_the_interval_of_gap_and_ratio_is_that_of_the_share(reference: Reference):
    values = city(reference, survey(200, 800, 2000), people(300, 700))
    share = values[values["indicator"].eq("share_staff") & values["base"].eq("")].iloc[0]
    gap, ratio = the(values, "gap"), the(values, "ratio")
    assert (gap["low"], gap["high"]) == pytest.approx((30 - 100 * share["high"], 30 - 100 * share["low"]))
    assert (ratio["low"], ratio["high"]) == pytest.approx((share["low"] / 0.3, share["high"] / 0.3))
    assert (share["bound_low"], share["bound_high"]) == (0.1, 0.6)
    assert gap["interval"] == ratio["interval"] == "finite"


@pytest.mark.parametrize(
    ("yes", "no", "everybody", "verdict"),
    [
        (200, 800, 1200, "UNTER"),
        (400, 600, 1200, "UEBER"),
        (290, 710, 4000, "OFFEN"),
        # The interval excludes 30 percent; 0.9 points are too little to be called a gap.
        (291, 709, 1001, "OFFEN"),
        # 8 of 40 are 10 points short, which is four persons.
        (8, 32, 40, "OFFEN"),
        # Fewer than 30 answers allow no word at all.
        (2, 27, 29, ""),
    ],
)
def test_the_verdict_needs_certainty_points_and_persons(
    reference: Reference, yes: int, no: int, everybody: int, verdict: str
):
    values = city(reference, survey(yes, no, everybody), people(300, 700))
    assert the(values, "gap")["verdict"] == verdict


def test_standard_errors_of_a_survey(reference: Reference):
    """(200 − 1000·0.3) / √(1000·0.3·0.7·(2000−1000)/1999) = −9.7566."""
    values = city(reference, survey(200, 800, 2000), people(300, 700))
    assert the(values, "z")["value"] == pytest.approx(-9.7566, abs=1e-4)
    assert not values["indicator"].eq("tail").any()


def test_few_answers_get_an_exact_tail_instead(reference: Reference):
    values = city(reference, survey(1, 9, 40), people(300, 700))
    z, tail = the(values, "z"), the(values, "tail")
    assert (z["status"], z["reason"]) == ("nicht_sinnvoll", FEW.format(smallest=30))
    # At parity 12 of the 40 have a migration history: at most one of them among the ten who answered.
    assert tail["value"] == pytest.approx((comb(28, 10) + 12 * comb(28, 9)) / comb(40, 10))


def test_who_answered_in_full_leaves_nothing_to_chance(reference: Reference):
    values = city(reference, survey(200, 800, 1000), people(300, 700))
    assert (the(values, "z")["status"], the(values, "z")["reason"]) == ("nicht_sinnvoll", EVERYBODY)


def test_residents_from_a_sample_of_unknown_size_leave_the_verdict_open(reference: Reference):
    sampled = [row | {"method": "MIKROZENSUS"} for row in people(300, 700)]
    values = city(reference, survey(200, 800, 1200), sampled)
    gap, z = the(values, "gap"), the(values, "z")
    assert (gap["status"], gap["interval"], gap["verdict"]) == ("wert", "unknown", "")
    assert pd.isna(gap["low"])
    assert z["reason"] == SAMPLED_RESIDENTS


def test_a_percentage_alone_gives_no_persons(reference: Reference):
    printed = {"value": 3.1, "unit": "PROZENT", "decimals": 1, "n": float("nan"), "total": float("nan")}
    values = values_of(reference, STAFF | printed, RESIDENTS)
    mine = values[values["ags"].eq(HERNE) & values["indicator"].eq("shortfall")]
    assert mine[["status", "reason"]].values.tolist()[0] == ["nicht_sinnvoll", NO_PERSONS]


def test_missing_persons_are_rounded_both_ways(reference: Reference):
    """94 of 3,001 against 31,383 of 161,089: 490.65 persons are missing."""
    values = values_of(reference, STAFF, RESIDENTS)
    mine = values[values["ags"].eq(HERNE)].set_index(["indicator", "base"])["value"]
    assert mine["shortfall", "share_nationality"] == 491
    assert mine["shortfall_whole", "share_nationality"] == 490
