"""Whatever counts a city delivers: every step answers, no number is infinite, and the order of rows changes nothing.

A city's values are its own, so every example is ten cities at once.
"""

from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.indicators.network import network_values, standing_values
from assets.indicators.values import Accepted, indicator_values
from assets.reference.seeds import Reference
from schemas.indicators import IndicatorValue
from schemas.tables import TABLES
from tests.generators.counted import answers, counts

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
number = st.one_of(st.none(), st.integers(0, 3), st.integers(0, 500))
kinds = st.sampled_from(["WERT", "WERT", "WERT", "SCHAETZUNG", "UNTERGRENZE", "NICHT_ERHOBEN"])
ways = st.sampled_from(
    [
        {"definition": "MZ_EG", "method": "BEFRAGUNG"},
        {"definition": "MZ_EG", "method": "PERSONALDATEN"},
        {"definition": "ST_STA", "method": "STAATSANGEHOERIGKEIT"},
        {"definition": "REG_LOKAL", "method": "PROXY"},
    ]
)
residents_ways = st.sampled_from(
    [
        {"definition": "MZ_EG", "method": "MIKROZENSUS"},
        {"definition": "AUSL_REG", "method": "MELDEREGISTER"},
        {"definition": "REG_LOKAL", "method": "MELDEREGISTER"},
    ]
)


@st.composite
def told(draw: st.DrawFn, form: str, groups: list[dict[str, Any]]) -> pd.DataFrame:
    """Accepted rows of one city or ten: at most one answer of a city about a group, year and way of counting."""
    rows: list[dict[str, Any]] = []
    for ags in draw(st.sampled_from([CITIES, CITIES, CITIES[:1]])):
        for year in draw(st.lists(st.sampled_from(YEARS), unique=True, max_size=4)):
            for way in draw(st.lists(residents_ways if form == "bevoelkerung" else ways, max_size=2, unique_by=str)):
                chosen = draw(st.lists(st.sampled_from(groups), unique_by=str, max_size=5))
                said = {"ags": ags, "year": year, "delivery_year": year, **way}
                said |= {"date": f"{year}-12-31"} if form == "bevoelkerung" else {}
                for group in chosen:
                    kind, mark = draw(kinds), draw(st.sampled_from(["", "", "GEHEIM", "SPAETER"]))
                    given = answers(draw(number), draw(number), draw(st.integers(0, 400)), **said, **group)
                    empty = kind == "NICHT_ERHOBEN"
                    rows += [
                        cell
                        | {"value_kind": kind, "count": None if empty else cell["count"]}
                        | {"mark": mark if cell["count"] is None else ""}
                        for cell in given
                    ]
    return counts(form, *rows)


def values_of(reference: Reference, staff: pd.DataFrame, population: pd.DataFrame, recruitment: pd.DataFrame) -> Any:
    accepted = Accepted(staff=staff, population=population, recruitment=recruitment)
    return indicator_values(accepted, reference, 2023, CITIES)


@settings(deadline=None, max_examples=4, suppress_health_check=list(HealthCheck))
@given(
    staff=told("personal", STAFF_GROUPS),
    population=told("bevoelkerung", RESIDENTS),
    recruitment=told("gewinnung", [{"flow": flow} for flow in FLOWS]),
    random=st.randoms(use_true_random=False),
)
def test_every_row_has_a_number_exactly_when_its_status_says_so(
    staff: pd.DataFrame, population: pd.DataFrame, recruitment: pd.DataFrame, random: Any, reference: Reference
):
    values = IndicatorValue.validate(values_of(reference, staff, population, recruitment))
    numbers = values.select_dtypes("number").astype(float)
    assert not numbers.isin([float("inf"), float("-inf")]).any(axis=None)
    assert values["reason"].ne("").eq(values["value"].isna()).all()
    assert not values.duplicated(KEY).any()
    inside = values["low"].isna() | values["value"].isna() | values["low"].le(values["value"] + 1e-9)
    assert inside.all()
    network = network_values(standing_values(values, reference, 2023), reference, 2023)
    assert not network.select_dtypes("number").isin([float("inf")]).any(axis=None)

    shuffled = [frame.iloc[random.sample(range(len(frame)), len(frame))] for frame in (staff, population, recruitment)]
    again = values_of(reference, *shuffled)
    order = [values.sort_values(KEY, ignore_index=True), again.sort_values(KEY, ignore_index=True)]
    pd.testing.assert_frame_equal(*order, check_dtype=False, rtol=1e-12)
