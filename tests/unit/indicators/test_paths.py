"""Series, trends, parity years and hires needed, through the whole computation of a city's deliveries."""

import dataclasses

import pandas as pd
import pytest

from assets.indicators.parity import NO_LEAVERS, NO_TARGET_LINE, NOT_POSSIBLE, NOT_RISING, NOT_STEEPER, REACHED
from assets.indicators.values import Accepted, indicator_values
from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model
from tests.generators.accepted import HERNE
from tests.generators.accepted import rows as form_rows
from tests.unit.indicators.test_values import NONE, STAFF

AcceptedFigure = accepted_model(FORMS["eckwerte"])
WAY = {"definition": "ST_STA", "method": "STAATSANGEHOERIGKEIT", "scope": "STADT"}
# Jönköpings kommun: published shares with a foreign background, in percent.
JOENKOEPING_STAFF = dict(
    zip(range(2013, 2023), [12.8, 13.5, 14.8, 16.1, 17.5, 18.6, 19.8, 20.0, 22.0, 24.0], strict=True)
)
JOENKOEPING = {2013: 18.6, 2014: 19.5, 2015: 19.9, 2018: 23.2, 2019: 24.2, 2020: 24.7, 2021: 25.4, 2022: 26.1}


def percentages(indicator: str, shares: dict[int, float], **more: object) -> list[dict]:
    """Published percentages of several years as accepted figures."""
    said = {"indicator": indicator, "unit": "PROZENT", "n": NONE, "total": NONE, "decimals": 1} | more
    return [
        STAFF | said | {"year": year, "date": f"{year}-06-30", "value": value, "line": year}
        for year, value in shares.items()
    ]


def staff(shares: dict[int, float], **more: object) -> list[dict]:
    return percentages("share_nationality", shares, **more)


def residents(shares: dict[int, float]) -> list[dict]:
    said = {"definition": "AUSL_REG", "method": "MELDEREGISTER", "receipt": "herne-bevoelkerung-2022-1"}
    return percentages("share_population", shares, **said)


def values_of(reference: Reference, *figures: dict, **more: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame(figures, columns=list(AcceptedFigure.to_schema().columns))
    return indicator_values(Accepted(AcceptedFigure.validate(frame), **more), reference, 2022)


def the(values: pd.DataFrame, indicator: str, base: str = "share_nationality") -> pd.Series:
    mine = values[values["ags"].eq(HERNE) & values["indicator"].eq(indicator) & values["base"].eq(base)]
    assert len(mine) == 1
    return mine.iloc[0]


def test_joenkoepings_way_as_published(reference: Reference):
    """Slopes 1.20 and 0.87 points a year: parity about 2024 against today's residents, about 2031 as they grow."""
    values = values_of(reference, *staff(JOENKOEPING_STAFF), *residents(JOENKOEPING))
    trend, theirs = the(values, "trend"), the(values, "trend", "share_population")
    assert (round(trend["value"], 2), round(theirs["value"], 2)) == (1.20, 0.87)
    assert (trend["n"], trend["verdict"], trend["interval"]) == (10, "STEIGT", "regression")
    still, moving = the(values, "parity_year_static"), the(values, "parity_year_moving")
    assert (round(still["value"]), round(moving["value"])) == (2024, 2031)
    for year in (still, moving):
        assert year["low"] < year["value"] < year["high"]
    assert moving["receipts"].split("|") == ["herne-eckwerte-2022-1", "herne-bevoelkerung-2022-1"]


@pytest.mark.parametrize(
    ("shares", "theirs", "outcomes"),
    [
        ([10, 11, 12], [30, 31, 32], [("wert", ""), ("nicht_erreicht", NOT_STEEPER)]),
        ([12, 11, 10], [30, 31, 32], [("nicht_erreicht", NOT_RISING), ("nicht_erreicht", NOT_STEEPER)]),
        ([30, 33, 36], [30, 31, 32], [("erreicht", REACHED), ("erreicht", REACHED)]),
        ([10, 12, 14], [None, 31, 32], [("wert", ""), ("nicht_sinnvoll", NO_TARGET_LINE.format(years=3))]),
    ],
)
def test_how_a_path_ends(reference: Reference, shares: list, theirs: list, outcomes: list):
    years = [2020, 2021, 2022]
    known = {year: value for year, value in zip(years, theirs, strict=True) if value is not None}
    values = values_of(reference, *staff(dict(zip(years, shares, strict=True))), *residents(known))
    found = [the(values, name) for name in ("parity_year_static", "parity_year_moving")]
    assert [(row["status"], row["reason"]) for row in found] == outcomes
    assert all(pd.isna(row["value"]) for row in found if row["status"] != "wert")


def test_a_path_that_may_never_end_has_no_latest_year(reference: Reference):
    wavering = staff({2019: 10, 2020: 13, 2021: 10, 2022: 13})
    year = the(values_of(reference, *wavering, *residents({2022: 30})), "parity_year_static")
    assert year["low"] < year["value"]
    assert pd.isna(year["high"])


def test_two_years_make_no_trend_and_four_no_direction(reference: Reference):
    two = the(values_of(reference, *staff({2021: 10, 2022: 11})), "trend")
    assert (two["status"], two["reason"]) == ("nicht_sinnvoll", "Weniger als 3 vergleichbare Jahre.")
    four = the(values_of(reference, *staff({2019: 10, 2020: 11, 2021: 12, 2022: 13})), "trend")
    assert (four["status"], four["verdict"]) == ("wert", "")


def test_ten_years_without_figures_begin_a_new_series(reference: Reference):
    old, new = {2008: 30, 2009: 31, 2010: 32}, {2020: 10, 2021: 11, 2022: 12}
    trend = the(values_of(reference, *staff(old | new)), "trend")
    assert (round(trend["value"], 6), trend["n"]) == (1, 3)
    short = the(values_of(reference, *staff(old | {2021: 10, 2022: 12})), "trend")
    assert (short["status"], short["reason"][:25]) == ("bruch", "Zwischen 2010 und 2021 fe")


def test_a_known_break_is_never_crossed(reference: Reference):
    known = {"definition": "ST_STA", "last_year_before": 2019, "first_year_after": 2020, "label": "neue Zählung"}
    broken = dataclasses.replace(reference, breaks=pd.DataFrame([known | {"source": "erfunden"}]))
    figures = staff({2017: 40, 2018: 41, 2019: 42, 2020: 10, 2021: 11, 2022: 12})
    trend = the(values_of(broken, *figures), "trend")
    assert (round(trend["value"], 6), trend["n"]) == (1, 3)
    last = the(values_of(broken, *figures[:4]), "trend")
    assert (last["status"], last["reason"]) == ("bruch", "Bruch: neue Zählung.")


def test_estimates_and_grade_d_have_no_trend(reference: Reference):
    for change in ({"value_kind": "SCHAETZUNG"}, {"method": "NICHT_GENANNT"}):
        values = values_of(reference, *staff({2020: 10, 2021: 11, 2022: 12}, **change))
        for indicator in ("trend", "parity_year_static"):
            row = the(values, indicator)
            assert (row["status"], pd.isna(row["value"])) == ("nicht_vergleichbar", True)


def counted(history: dict[str, int], **more: object) -> list[dict]:
    whole = dict.fromkeys(
        ["employment", "career", "leadership", "task_area", "sex", "age", "working_time"], "INSGESAMT"
    )
    said = whole | WAY | {"year": 2022, "delivery_year": 2022, "date": "2022-06-30", "value_kind": "WERT"} | more
    return [said | {"history": name, "count": count} for name, count in history.items()]


def hiring(reference: Reference, leavers: dict[str, int], parity: float = 30.0) -> dict[int, pd.Series]:
    persons = form_rows("personal", *counted({"JA": 100, "NEIN": 900, "INSGESAMT": 1000}))
    flows = form_rows("gewinnung", *counted(leavers, flow="AUSGESCHIEDEN"))
    values = values_of(reference, *residents({2022: parity}), staff=persons, recruitment=flows)
    return {years: the(values, f"hire_share_needed_{years}") for years in (5, 10, 15)}


def test_the_hires_needed_lead_to_parity(reference: Reference):
    """The share found, simulated year by year with the leavers of the year, ends at the residents' share."""
    needed = hiring(reference, {"JA": 8, "NEIN": 54})
    for years, row in needed.items():
        with_history = 100.0
        for _ in range(years):
            left, others = 0.08 * with_history, 0.06 * (1000 - with_history)
            with_history += row["value"] * (left + others) - left
        assert with_history == pytest.approx(300, abs=1e-6)
    assert needed[5]["value"] > needed[10]["value"] > needed[15]["value"]


def test_what_hiring_cannot_do_and_what_nobody_counted(reference: Reference):
    few = hiring(reference, {"JA": 1, "NEIN": 9})
    assert (few[5]["status"], few[5]["reason"]) == ("nicht_moeglich", NOT_POSSIBLE)
    nobody = hiring(reference, {"INSGESAMT": 60})
    assert (nobody[5]["status"], nobody[5]["reason"]) == ("nicht_geliefert", NO_LEAVERS)
    reached = hiring(reference, {"JA": 8, "NEIN": 54}, parity=5.0)
    assert (reached[5]["status"], reached[5]["value"]) == ("null", 0)
