"""What a change is made of: within areas and their weights; real, coverage and definition; and when nobody can say."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators.decomposition import NO_DOUBLE_COUNT, NO_PARTS, break_values, change_values
from assets.indicators.series import yearly
from assets.reference.seeds import Reference
from tests.generators.counted import SURVEY, answers, checked, said, shares_of, staff, the

OLD, NEW = {"year": 2022}, {"year": 2023}
STEPS = ["change_real", "change_coverage", "change_definition"]


def changes(reference: Reference, *told: dict[str, Any]) -> pd.DataFrame:
    shares = shares_of(reference, staff=staff(*told))
    return checked(change_values(yearly(shares, reference), shares))


def breaks(reference: Reference, *told: dict[str, Any], year: int = 2023) -> pd.DataFrame:
    return checked(break_values(shares_of(reference, year, staff=staff(*told))))


def steps(values: pd.DataFrame, **where: Any) -> list[float]:
    return [the(values, step, **where)["value"] for step in STEPS]


def test_the_change_is_that_since_the_figure_before(reference: Reference):
    """180 of 1,000, then 200 of 1,000: two percentage points, from the two deliveries."""
    told = [*answers(100, 900, year=2019), *answers(180, 820, year=2021, delivery_year=2021), *answers(200, 800)]
    row = the(changes(reference, *told), "change")
    assert (row["value"], row["unit"], row["base"]) == (pytest.approx(2.0), "PROZENTPUNKTE", "share_staff")
    assert row["receipts"] == "05916000-2021-1|05916000-2023-1"


def test_the_same_share_again_is_a_zero_and_one_year_is_no_change(reference: Reference):
    assert the(changes(reference, *answers(20, 80, **OLD), *answers(40, 160)), "change")["status"] == "null"
    assert changes(reference, *answers(20, 80)).empty


def test_across_a_hole_or_a_known_break_there_is_no_change(reference: Reference):
    status, reason = said(changes(reference, *answers(20, 80, year=2018), *answers(40, 160)), "change")
    assert status == "bruch"
    assert "2018" in reason
    told = [*answers(20, 80, definition="MZ_MH", year=2019), *answers(40, 160, definition="MZ_MH", year=2020)]
    status, reason = said(changes(reference, *told), "change")
    assert (status, reason) == ("bruch", "Bruch: neue Methode im Mikrozensus 2020.")


def test_estimates_and_grade_d_do_not_change(reference: Reference):
    told = [*answers(20, 80, value_kind="SCHAETZUNG", **OLD), *answers(40, 160)]
    assert changes(reference, *told).empty
    assert changes(reference, *answers(2, 8, 90, **SURVEY, **OLD), *answers(2, 8, 90, **SURVEY)).empty


def areas(counts: dict[str, tuple[int, int]], **more: Any) -> list[dict[str, Any]]:
    """The areas of a year and the whole that they add up to."""
    told = [cell for area, given in counts.items() for cell in answers(*given, task_area=area, **more)]
    whole = [sum(column) for column in zip(*counts.values(), strict=True)]
    return [*told, *answers(*whole, **more)]


def test_same_areas_and_weights(reference: Reference):
    """10 of 100 and 40 of 100 become 15 of 100 and 120 of 300: half of the areas' changes by mean weights, the rest."""
    before, after = {"PB01": (10, 90), "PB05": (40, 60)}, {"PB01": (15, 85), "PB05": (120, 180)}
    values = changes(reference, *areas(before, **OLD), *areas(after))
    same, weights = the(values, "change_same_area"), the(values, "change_weights")
    assert same["value"] == pytest.approx(100 * (0.5 + 0.25) / 2 * 0.05)
    assert weights["value"] == pytest.approx(100 * ((0.1 + 0.15) / 2 * -0.25 + 0.4 * 0.25))
    assert (same["dimension"], same["group"], same["unit"]) == ("task_area", "insgesamt", "PROZENTPUNKTE")


area_counts = st.dictionaries(
    st.sampled_from(["PB01", "PB02", "PB05", "PB17"]),
    st.tuples(st.integers(0, 500), st.integers(0, 500)),
    min_size=1,
).filter(lambda counts: sum(map(sum, counts.values())) > 0)


@settings(deadline=None, max_examples=10)
@given(before=area_counts, after=area_counts)
def test_both_parts_are_the_whole_change(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]], reference: Reference
):
    values = changes(reference, *areas(before, **OLD), *areas(after))
    parts = the(values, "change_same_area")["value"] + the(values, "change_weights")["value"]
    assert abs(parts - the(values, "change", dimension="")["value"]) < 1e-9


@pytest.mark.parametrize(
    "lacking",
    [
        [],
        [*answers(40, 60, task_area="PB05"), *answers(None, None, task_area="PB06", mark="GEHEIM")],
        answers(None, None, task_area="PB05", mark="GEHEIM"),
        answers(40, 60, task_area="PB05", value_kind="SCHAETZUNG"),
    ],
    ids=["missing", "one hidden beside", "hidden", "estimated"],
)
@pytest.mark.parametrize("in_year", [OLD, NEW], ids=["before", "after"])
def test_areas_that_are_not_the_whole_say_so(lacking: list[dict[str, Any]], in_year: dict, reference: Reference):
    counts = {"PB01": (40, 60), "PB05": (40, 60)}
    other = NEW if in_year is OLD else OLD
    part = [*answers(40, 60, task_area="PB01"), *lacking, *answers(80, 120)]
    values = changes(reference, *areas(counts, **other), *[cell | in_year for cell in part])
    assert said(values, "change_same_area") == ("nicht_sinnvoll", NO_PARTS)
    assert said(values, "change_weights") == ("nicht_sinnvoll", NO_PARTS)


def test_another_definition_counted_both_ways_in_the_year_of_the_change(reference: Reference):
    """10 % before, 12 % counted as before, 15 % by the new definition: 2 real, 0 coverage, 3 definition."""
    told = [*answers(100, 900, **OLD), *answers(120, 880), *answers(150, 850, definition="MZ_MH")]
    values = breaks(reference, *told)
    assert steps(values) == pytest.approx([2, 0, 3])
    row = the(values, "change_coverage")
    assert (row["status"], row["definition"], row["base"]) == ("null", "MZ_MH", "share_staff")
    assert values["definition"].eq("MZ_MH").all()


def test_another_scope_is_coverage_and_no_definition(reference: Reference):
    told = [*answers(100, 900, **OLD), *answers(120, 880), *answers(300, 1700, scope="STADT")]
    assert steps(breaks(reference, *told)) == pytest.approx([2, 3, 0])


BOTH = {"definition": "MZ_MH", "scope": "STADT"}


@pytest.mark.parametrize(
    ("bridge", "expected"), [({"scope": "STADT"}, [2, 1, 5]), ({"definition": "MZ_MH"}, [2, 5, 1]), (None, None)]
)
def test_scope_and_definition_at_once_need_a_figure_in_between(
    bridge: dict[str, str] | None, expected: list[float] | None, reference: Reference
):
    """10 % before, 12 % counted as before, 18 % in the new way; in between 13 % counted half in the new way."""
    told = [*answers(100, 900, **OLD), *answers(120, 880), *answers(180, 820, **BOTH)]
    values = breaks(reference, *told, *(answers(130, 870, **bridge) if bridge else []))
    if expected:
        assert steps(values, **BOTH) == pytest.approx(expected)
        assert sum(steps(values, **BOTH)) == pytest.approx(18 - 10, abs=1e-9)
    else:
        assert {said(values, step) for step in STEPS} == {("nicht_sinnvoll", NO_DOUBLE_COUNT)}


def test_without_a_double_count_nobody_can_say(reference: Reference):
    values = breaks(reference, *answers(100, 900, **OLD), *answers(150, 850, definition="MZ_MH"))
    assert {said(values, step) for step in STEPS} == {("nicht_sinnvoll", NO_DOUBLE_COUNT)}


@pytest.mark.parametrize(
    "before",
    [answers(100, 900, value_kind="SCHAETZUNG", **OLD), answers(2, 8, 90, **SURVEY, **OLD), answers(5, 5, **NEW)],
    ids=["estimate", "grade D", "no year before"],
)
def test_what_is_never_compared_has_no_steps(before: list[dict[str, Any]], reference: Reference):
    assert breaks(reference, *before, *answers(150, 850, definition="MZ_MH")).empty


def test_of_several_days_the_latest_is_compared_whatever_the_order(reference: Reference):
    told = [*answers(100, 900, **OLD), *answers(110, 890), *answers(120, 880, date="2023-12-31")]
    told += answers(150, 850, definition="MZ_MH")
    for order in (told, told[::-1]):
        assert steps(breaks(reference, *order)) == pytest.approx([2, 0, 3])
