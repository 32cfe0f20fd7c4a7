"""Equal chances: who is likelier at each stage, leaders against staff, uneven areas, and when nothing can be said."""

import math
from typing import Any

import pandas as pd
import pytest

from assets.indicators.chances import (
    ESTIMATED,
    NO_LEADERS_SHARE,
    NOBODY,
    NOT_COUNTED,
    PARTS_MISSING,
    dissimilarity_values,
    flows_by_history,
    glass_ceiling_values,
    likelihood_values,
)
from assets.indicators.figure_values import IMPOSSIBLE, NOT_COLLECTED
from assets.indicators.signs import MARKED
from assets.reference.seeds import Reference
from tests.generators.counted import SURVEY, answers, checked, flows, said, shares_of, staff, the

APPLIED = answers(100, 300, 50, flow="BEWORBEN")
INVITED = answers(40, 150, 20, flow="EINGELADEN")
HIRED = answers(10, 60, 5, flow="EINGESTELLT")
NO_STAFF = staff()
LEVELS = [("VORSTAND", 0, 5), ("AMT", 4, 31), ("ABTEILUNG", 6, 54)]


def chances(reference: Reference, *told: dict[str, Any], staff: pd.DataFrame = NO_STAFF) -> pd.DataFrame:
    return checked(
        likelihood_values(flows_by_history(flows(*told)), shares_of(reference, staff=staff), reference),
    )


def leading(reference: Reference, *told: dict[str, Any]) -> pd.DataFrame:
    return checked(glass_ceiling_values(shares_of(reference, staff=staff(*told))))


def uneven(reference: Reference, *told: dict[str, Any]) -> pd.DataFrame:
    return checked(dissimilarity_values(shares_of(reference, staff=staff(*told))))


def leaders(**more: Any) -> list[dict[str, Any]]:
    return [cell for level, yes, no in LEVELS for cell in answers(yes, no, leadership=level, **more)]


def areas(**more: Any) -> list[dict[str, Any]]:
    return [*answers(30, 170, career="LG11", **more), *answers(170, 630, career="LG21", **more)]


def test_each_stage_says_how_much_likelier_those_without_history_are(reference: Reference):
    """60/300 against 10/100 hired; 150/300 against 40/100 invited; 60/150 against 10/40 hired after it."""
    values = chances(reference, *APPLIED, *INVITED, *HIRED)
    stages = ["relative_likelihood", "relative_likelihood_invited", "relative_likelihood_hired"]
    assert [the(values, stage)["value"] for stage in stages] == pytest.approx([2.0, 1.25, 1.6])
    hired = the(values, "relative_likelihood")
    assert (hired["numerator"], hired["n"], hired["unit"], hired["status"]) == (10, 100, "QUOTE", "wert")


def test_the_interval_holds_the_ratios_that_the_score_test_does_not_reject(reference: Reference):
    """At each limit the most likely rates under the hypothesis lie 1.96 standard errors from those counted."""
    row = the(chances(reference, *APPLIED, *HIRED), "relative_likelihood")
    assert row["interval"] == "koopman"
    for limit in (row["low"], row["high"]):
        a, b, c = 400 * limit, -(limit * (300 + 10) + 60 + 100), 60 + 10
        q = (-b - math.sqrt(b * b - 4 * a * c)) / (2 * a)
        p = limit * q
        error = math.sqrt(p * (1 - p) / 300 + limit**2 * q * (1 - q) / 100)
        assert abs(60 / 300 - limit * 10 / 100) / error == pytest.approx(1.959964, abs=1e-5)
    assert row["low"] < 2 < row["high"]


def test_promotion_and_leaving_are_of_the_staff_of_the_same_year_and_way(reference: Reference):
    promoted, left = answers(10, 80, flow="BEFOERDERT"), answers(20, 40, flow="AUSGESCHIEDEN")
    other = [*answers(1, 999, year=2022), *answers(500, 500, scope="STADT"), *answers(9, 991, definition="MZ_MH")]
    values = chances(reference, *promoted, *left, staff=staff(*other, *answers(200, 800)))
    assert the(values, "likelihood_promotion")["value"] == pytest.approx((80 / 800) / (10 / 200))
    assert the(values, "likelihood_leaving")["value"] == pytest.approx((40 / 800) / (20 / 200))
    alone = chances(reference, *promoted, staff=staff(*other))
    assert said(alone, "likelihood_promotion") == ("nicht_geliefert", NOT_COUNTED)


def test_the_staff_of_the_later_day_of_a_year_counts_whatever_the_order(reference: Reference):
    two = [*answers(100, 900), *answers(200, 800, date="2023-12-31")]
    for told in (two, two[::-1]):
        values = chances(reference, *answers(10, 80, flow="BEFOERDERT"), staff=staff(*told))
        assert the(values, "likelihood_promotion")["value"] == pytest.approx(2.0)


def test_all_deliveries_that_a_chance_was_computed_from_are_named(reference: Reference):
    late = {"year": 2022, "delivery_year": 2023}
    promoted = answers(10, 80, flow="BEFOERDERT", **late)
    before = staff(*answers(200, 800, year=2022, delivery_year=2022))
    values = chances(reference, *promoted, staff=before)
    row = the(values, "likelihood_promotion")
    assert row["receipts"].split("|") == ["05916000-2023-1", "05916000-2022-1"]
    assert row["source"] == "Lieferung 05916000-2023-1"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([*APPLIED], ("nicht_geliefert", NOT_COUNTED)),
        ([*APPLIED, *answers(0, 60, flow="EINGESTELLT")], ("nicht_sinnvoll", NOBODY)),
        ([*answers(0, 300, flow="BEWORBEN"), *answers(0, 60, flow="EINGESTELLT")], ("nicht_sinnvoll", NOBODY)),
        ([*APPLIED, *answers(10, 301, flow="EINGESTELLT")], ("nicht_sinnvoll", IMPOSSIBLE)),
        ([*APPLIED, *answers(10, None, flow="EINGESTELLT")], ("nicht_geliefert", NOT_COUNTED)),
        ([*APPLIED, *answers(10, 60, flow="EINGESTELLT", value_kind="SCHAETZUNG")], ("nicht_sinnvoll", ESTIMATED)),
        (
            [*APPLIED, *answers(None, None, flow="EINGESTELLT", value_kind="NICHT_ERHOBEN")],
            ("nicht_erhoben", NOT_COLLECTED),
        ),
        ([*APPLIED, *answers(None, 60, flow="EINGESTELLT", mark="GEHEIM")], MARKED["GEHEIM"]),
        (
            [
                *APPLIED,
                *answers(10, None, flow="EINGESTELLT")[:1],
                *answers(1, None, flow="EINGESTELLT", mark="GEHEIM")[1:],
            ],
            MARKED["GEHEIM"],
        ),
    ],
)
def test_without_a_ratio_the_row_says_why_and_is_never_infinite(
    told: list[dict[str, Any]], expected: tuple[str, str], reference: Reference
):
    values = chances(reference, *told)
    assert said(values, "relative_likelihood") == expected
    assert pd.isna(the(values, "relative_likelihood")["high"])


def test_an_estimated_flow_does_not_spoil_the_stages_without_it(reference: Reference):
    applied = answers(100, 300, flow="BEWORBEN", value_kind="SCHAETZUNG")
    values = chances(reference, *applied, *INVITED, *HIRED)
    assert said(values, "relative_likelihood_invited") == ("nicht_sinnvoll", ESTIMATED)
    row = the(values, "relative_likelihood_hired")
    assert (row["value"], row["value_kind"], row["grade"]) == (pytest.approx(1.6), "WERT", "A")
    assert said(values, "likelihood_leaving") == ("nicht_geliefert", NOT_COUNTED)


def test_by_employment_type_where_it_was_counted(reference: Reference):
    told = [*APPLIED, *HIRED, *answers(2, 30, flow="EINGESTELLT", employment="TARIF")]
    told += answers(20, 100, flow="BEWORBEN", employment="TARIF")
    values = chances(reference, *told)
    row = the(values, "relative_likelihood", dimension="employment")
    assert (row["group"], row["value"]) == ("TARIF", pytest.approx(3.0))
    assert values[values["dimension"].eq("employment") & values["value"].isna()].empty


@pytest.mark.parametrize(("silent", "grade"), [(0, "B"), (400, "B"), (401, "C"), (1600, "C"), (1601, "D")])
def test_the_grade_of_a_survey_follows_the_group_that_answered_less(silent: int, grade: str, reference: Reference):
    told = [*answers(100, 300, silent, flow="BEWORBEN", **SURVEY), *answers(10, 60, flow="EINGESTELLT", **SURVEY)]
    assert the(chances(reference, *told), "relative_likelihood")["grade"] == grade


def test_leaders_against_the_staff_of_the_same_day_and_way(reference: Reference):
    values = leading(reference, *answers(200, 800), *leaders())
    row = the(values, "glass_ceiling")
    assert (row["value"], row["base"]) == (pytest.approx((10 / 100) / 0.2), "share_leaders")
    for other in ({"date": "2023-12-31"}, {"scope": "STADT"}, {"definition": "MZ_MH"}, SURVEY):
        values = leading(reference, *answers(200, 800), *leaders(**other))
        assert said(values, "glass_ceiling") == ("nicht_sinnvoll", NO_LEADERS_SHARE)


def test_a_staff_without_history_and_estimated_leaders_give_no_ratio(reference: Reference):
    values = leading(reference, *answers(0, 1000), *leaders())
    assert said(values, "glass_ceiling") == ("nicht_sinnvoll", NOBODY)
    values = leading(reference, *answers(200, 800), *leaders(value_kind="SCHAETZUNG"))
    assert said(values, "glass_ceiling") == ("nicht_sinnvoll", ESTIMATED)


def test_leaders_are_graded_like_the_weaker_of_both_shares(reference: Reference):
    told = [*answers(200, 800, 3000, **SURVEY), *leaders(**SURVEY)]
    assert the(leading(reference, *told), "glass_ceiling")["grade"] == "C"


def test_uneven_areas(reference: Reference):
    """½ (|30/200 − 170/800| + |170/200 − 630/800|) = 0.0625."""
    row = the(uneven(reference, *answers(200, 800), *areas()), "dissimilarity")
    assert (row["value"], row["dimension"], row["base"]) == (pytest.approx(0.0625), "career", "share_staff")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (areas()[:3], PARTS_MISSING),
        ([*areas()[:3], *answers(None, None, career="LG21", mark="GEHEIM")], PARTS_MISSING),
        ([*areas(), *answers(None, 0, career="LG22", mark="GEHEIM")], PARTS_MISSING),
        ([*areas()[:3], *answers(170, 630, career="LG21", value_kind="SCHAETZUNG")], ESTIMATED),
    ],
)
def test_areas_that_do_not_add_up_to_the_whole_say_nothing(
    told: list[dict[str, Any]], reason: str, reference: Reference
):
    values = uneven(reference, *answers(200, 800), *told)
    assert said(values, "dissimilarity") == ("nicht_sinnvoll", reason)
