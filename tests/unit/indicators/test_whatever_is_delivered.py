"""Whatever counts a city delivers: every step answers, no number is infinite, and the order of rows changes nothing.

A city's values are its own, so every example is ten cities at once.
"""

from itertools import chain
from random import Random
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators.network import network_values, standing_values
from assets.indicators.values import Accepted, indicator_values
from assets.reference.seeds import Reference
from schemas.indicators import IndicatorValue
from schemas.tables import TABLES
from tests.generators.counted import answers, counts, shares_of, the

CITIES = [f"0{number}000" for number in (5112, 5113, 5117, 5119, 5512, 5513, 5911, 5913, 5914, 5916)]
YEARS = [2000, 2010, 2020, 2021, 2022, 2023]
KEY = TABLES["indicator_values"].key
STAFF_GROUPS = [
    {},
    {"employment": "TARIF"},
    {"employment": "AUSBILDUNG"},
    {"leadership": "VORSTAND"},
    {"leadership": "AMT"},
    {"leadership": "ABTEILUNG"},
    {"task_area": "PB01"},
    {"task_area": "PB05"},
    {"employment": "TARIF", "sex": "W", "age": "A55"},
]
RESIDENTS: list[dict[str, Any]] = [{}, {"age": "A18_65"}, {"district": "Mitte"}]
FLOWS = ["BEWORBEN", "EINGELADEN", "EINGESTELLT", "AUSBILDUNG_BEGONNEN", "AUSGESCHIEDEN", "BEFOERDERT"]
KINDS = ["WERT", "WERT", "WERT", "WERT", "SCHAETZUNG", "UNTERGRENZE", "NICHT_ERHOBEN"]
WAYS = {
    "personal": [
        {"definition": "MZ_EG", "method": "BEFRAGUNG"},
        {"definition": "MZ_EG", "method": "PERSONALDATEN"},
        {"definition": "ST_STA", "method": "STAATSANGEHOERIGKEIT"},
        {"definition": "REG_LOKAL", "method": "PROXY"},
    ],
    "bevoelkerung": [
        {"definition": "MZ_EG", "method": "MIKROZENSUS"},
        {"definition": "AUSL_REG", "method": "MELDEREGISTER"},
        {"definition": "REG_LOKAL", "method": "MELDEREGISTER"},
    ],
}


def told(form: str, groups: list[dict[str, Any]], rng: Random) -> pd.DataFrame:
    """Accepted rows of up to ten cities: at most one answer of a city about a group, year and way of counting."""
    rows: list[dict[str, Any]] = []
    for ags in rng.sample(CITIES, rng.choice([1, 10, 10])):
        for year in rng.sample(YEARS, rng.randint(0, len(YEARS))):
            for way in rng.sample(WAYS.get(form, WAYS["personal"]), rng.randint(0, 2)):
                said = {"ags": ags, "year": year, "delivery_year": year, **way}
                said |= {"date": f"{year}-12-31"} if form == "bevoelkerung" else {}
                for group in rng.sample(groups, rng.randint(0, len(groups))):
                    rows += group_of(rng, said | group)
    return counts(form, *rows)


def group_of(rng: Random, said: dict[str, Any]) -> list[dict[str, Any]]:
    """Yes, no and all of one group: counted, none, or with a sign or nothing in place of the number."""
    kind, mark = rng.choice(KINDS), rng.choice(["", "", "GEHEIM", "SPAETER"])
    yes, no = (rng.choice([0, rng.randint(0, 3), rng.randint(0, 500), rng.randint(0, 500), None]) for _ in range(2))
    if kind == "NICHT_ERHOBEN":
        yes = no = None
    cells = answers(yes, no, rng.choice([0, rng.randint(0, 400)]), **said, value_kind=kind)
    return [cell | {"mark": mark if cell["count"] is None else ""} for cell in cells]


def values_of(reference: Reference, staff: pd.DataFrame, population: pd.DataFrame, recruitment: pd.DataFrame) -> Any:
    accepted = Accepted(staff=staff, population=population, recruitment=recruitment)
    return indicator_values(accepted, reference, 2023, CITIES)


def test_leaders_of_whom_one_level_is_estimated_are_an_estimate(reference: Reference):
    kinds = {"VORSTAND": "WERT", "AMT": "SCHAETZUNG", "ABTEILUNG": "WERT"}
    levels = [answers(2, 8, leadership=level, value_kind=kind) for level, kind in kinds.items()]
    shares = shares_of(reference, staff=counts("personal", *chain(*levels)))
    assert the(shares, "share_leaders", group="insgesamt")["status"] == "schaetzung"


@settings(deadline=None, max_examples=3)
@given(rng=st.randoms(use_true_random=False))
def test_every_row_has_a_number_exactly_when_its_status_says_so(rng: Random, reference: Reference):
    staff = told("personal", STAFF_GROUPS, rng)
    population = told("bevoelkerung", RESIDENTS, rng)
    recruitment = told("gewinnung", [{"flow": flow} for flow in FLOWS], rng)
    values = IndicatorValue.validate(values_of(reference, staff, population, recruitment))
    numbers = values.select_dtypes("number").astype(float)
    assert not numbers.isin([float("inf"), float("-inf")]).any(axis=None)
    assert values["reason"].ne("").eq(values["value"].isna()).all()
    assert not values.duplicated(KEY).any()
    inside = values["low"].isna() | values["value"].isna() | values["low"].le(values["value"] + 1e-9)
    assert inside.all()
    network = network_values(standing_values(values, reference, 2023), reference, 2023)
    assert not network.select_dtypes("number").isin([float("inf")]).any(axis=None)

    shuffled = [frame.iloc[rng.sample(range(len(frame)), len(frame))] for frame in (staff, population, recruitment)]
    again = values_of(reference, *shuffled)
    order = [values.sort_values(KEY, ignore_index=True), again.sort_values(KEY, ignore_index=True)]
    pd.testing.assert_frame_equal(*order, check_dtype=False, rtol=1e-12)
