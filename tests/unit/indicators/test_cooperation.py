"""Goal 3: sums are of all rows or not known; no row is no statement; cities per project are weighted by projects."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators.cooperation import cooperation_values
from assets.indicators.signs import MARKED
from assets.reference.seeds import Reference
from tests.generators.accepted import BOCHUM, HAGEN, HERNE, agree, delivered, of_city, rows

EVERY = ["cooperation_meetings", "cooperation_projects", "cooperation_on_time", "cooperation_cities"]


def done(kind: str, count: int | None, cities: int | None = None, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "count": count, "cities": cities} | more


def values_of(*cells: dict[str, Any], reference: Reference, year: int = 2023) -> pd.DataFrame:
    told = rows("zusammenarbeit", *cells)
    given = delivered(*{(row.ags, row.delivery_year) for row in told.itertuples()})
    return cooperation_values(told, given, [HERNE], reference, year)


def test_meetings_projects_and_deliveries_on_time_are_added_up(reference: Reference):
    told = [done("SITZUNG", 2), done("SITZUNG", 3), done("PROJEKT", 1), done("FRISTGERECHT", 0)]
    values = values_of(*told, reference=reference)
    found = of_city(values, HERNE)
    assert found["cooperation_meetings"] == ("wert", 5)
    assert found["cooperation_projects"] == ("wert", 1)
    assert found["cooperation_on_time"] == ("null", 0)
    row = values.set_index("indicator").loc["cooperation_projects"]
    assert (row["line"], row["unit"], row["published_unit"]) == (4, "ANZAHL", "ANZAHL")


def test_cities_per_project_are_weighted_by_the_projects(reference: Reference):
    told = [done("PROJEKT", 3, 2), done("PROJEKT", 1, 6), done("PROJEKT", 5), done("SITZUNG", 9, 9)]
    values = values_of(*told, reference=reference)
    found = of_city(values, HERNE)
    assert found["cooperation_cities"] == ("wert", 3)
    assert found["cooperation_projects"] == ("wert", 9)
    row = values.set_index("indicator").loc["cooperation_cities"]
    assert (row["numerator"], row["n"]) == (12, 4)


def test_no_row_is_no_statement_and_no_zero(reference: Reference):
    found = of_city(values_of(done("SITZUNG", 2), reference=reference), HERNE)
    silent = [name for name, said in found.items() if said == ("nicht_erhoben", None)]
    assert sorted(silent) == ["cooperation_cities", "cooperation_on_time", "cooperation_projects"]


def test_a_nil_return_says_that_there_were_no_meetings_and_no_projects(reference: Reference):
    given = delivered((HERNE, 2023))
    values = cooperation_values(rows("zusammenarbeit"), given, [HERNE, HAGEN], reference, 2023)
    assert of_city(values, HERNE) == {
        "cooperation_meetings": ("null", 0),
        "cooperation_projects": ("null", 0),
        "cooperation_on_time": ("nicht_erhoben", None),
        "cooperation_cities": ("nicht_sinnvoll", None),
    }
    assert of_city(values, HAGEN) == dict.fromkeys(EVERY, ("nicht_geliefert", None))


def test_a_sum_with_a_missing_count_is_not_known(reference: Reference):
    told = [done("SITZUNG", 2), done("SITZUNG", None)]
    assert of_city(values_of(*told, reference=reference), HERNE)["cooperation_meetings"] == ("nicht_sinnvoll", None)


@pytest.mark.parametrize("mark", MARKED)
def test_a_sign_in_place_of_the_count_is_its_reason(mark: str, reference: Reference):
    told = [done("PROJEKT", None, 4, mark=mark), done("SITZUNG", 2)]
    values = values_of(*told, reference=reference)
    assert of_city(values, HERNE)["cooperation_meetings"] == ("wert", 2)
    for indicator in ("cooperation_projects", "cooperation_cities"):
        row = values.set_index("indicator").loc[indicator]
        assert (row["status"], row["reason"]) == MARKED[mark]


@pytest.mark.parametrize(
    ("project", "status"),
    [
        (done("PROJEKT", 0, 3), "nicht_sinnvoll"),
        (done("PROJEKT", 2), "nicht_sinnvoll"),
        (done("PROJEKT", 2, 0), "nicht_sinnvoll"),
        (done("PROJEKT", 2, 1), "wert"),
    ],
)
def test_without_projects_or_with_impossible_cities_there_is_no_average(project, status, reference: Reference):
    assert of_city(values_of(project, reference=reference), HERNE)["cooperation_cities"][0] == status


def test_rows_about_another_year_say_nothing_about_the_year_asked(reference: Reference):
    told = rows("zusammenarbeit", done("SITZUNG", 2, year=2022, delivery_year=2023))
    values = cooperation_values(told, delivered((HERNE, 2023)), [HERNE, BOCHUM], reference, 2023)
    assert of_city(values, HERNE, 2022)["cooperation_meetings"] == ("wert", 2)
    assert of_city(values, HERNE) == dict.fromkeys(EVERY, ("nicht_geliefert", None))


def test_before_anybody_delivered_every_member_is_said_to_be_missing(reference: Reference):
    values = cooperation_values(rows("zusammenarbeit"), delivered(), [HERNE, HAGEN], reference, 2023)
    agree(values)
    assert (len(values), set(values["status"])) == (8, {"nicht_geliefert"})
    full = values_of(done("SITZUNG", 2), reference=reference)
    assert values.dtypes.to_dict() == full.dtypes.to_dict()


number = st.one_of(st.none(), st.integers(0, 20))
told = st.lists(
    st.builds(done, st.sampled_from(["SITZUNG", "PROJEKT", "FRISTGERECHT"]), number, number), min_size=1, max_size=8
)


@settings(max_examples=25, deadline=None)
@given(told)
def test_whatever_is_delivered_every_indicator_has_a_number_or_a_reason(reference: Reference, cells):
    values = values_of(*cells, reference=reference)
    agree(values)
    assert sorted(values["indicator"]) == sorted(EVERY)
    cities = [cell["cities"] for cell in cells if cell["kind"] == "PROJEKT" and cell["count"] and cell["cities"]]
    average = of_city(values, HERNE)["cooperation_cities"][1]
    assert average is None or 1 <= average <= max(cities)
