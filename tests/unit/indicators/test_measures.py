"""Measures are counted once by status and field; overdue ones stay in their status; no delivery is no zero."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators.measures import measures_values
from assets.reference.seeds import Reference
from tests.generators.accepted import BOCHUM, HAGEN, HERNE, agree, delivered, of_city, receipt, rows

COUNTED = {
    "GEPLANT": "measures_planned",
    "LAUFEND": "measures_running",
    "ABGESCHLOSSEN": "measures_done",
    "ZURUECKGESTELLT": "measures_postponed",
}
COUNTS = [*COUNTED.values(), "measures_overdue"]


def measure(name: str, status: str, field: str = "GEWINNUNG", **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "status": status, "field_of_action": field} | more


def values_of(*cells: dict[str, Any], reference: Reference, year: int = 2023) -> pd.DataFrame:
    told = rows("massnahmen", *cells)
    given = delivered(*{(row.ags, row.delivery_year) for row in told.itertuples()})
    return measures_values(told, given, [HERNE], reference, year)


def by_field(values: pd.DataFrame, indicator: str) -> dict[str, float]:
    mine = values[values["indicator"].eq(indicator) & values["dimension"].eq("field_of_action")]
    return dict(zip(mine["group"], mine["value"], strict=True))


def test_measures_are_counted_by_status_and_by_field_of_action(reference: Reference):
    told = [measure("M1", "LAUFEND"), measure("M2", "LAUFEND", "AUSWAHL"), measure("M3", "GEPLANT")]
    values = values_of(*told, reference=reference)
    found = of_city(values, HERNE)
    assert found["measures_running"] == ("wert", 2)
    assert found["measures_planned"] == ("wert", 1)
    assert found["measures_done"] == ("null", 0)
    assert by_field(values, "measures_running") == {"GEWINNUNG": 1, "AUSWAHL": 1}
    # A field in which the city has a measure says its zeros; where it has none there is nothing to say.
    assert by_field(values, "measures_done") == {"GEWINNUNG": 0, "AUSWAHL": 0}


def test_a_count_names_the_first_line_it_was_counted_from(reference: Reference):
    values = values_of(measure("M1", "LAUFEND"), measure("M2", "GEPLANT", "AUSWAHL"), reference=reference)
    lines = values.set_index(["indicator", "group"])["line"]
    assert lines["measures_running", "insgesamt"] == 2
    assert lines["measures_planned", "insgesamt"] == lines["measures_planned", "AUSWAHL"] == 3
    assert lines["measures_done", "insgesamt"] == 2, "a zero is said by the delivery as a whole"
    assert set(values["source"]) == {f"Lieferung {receipt(HERNE, 2023)}"}


@pytest.mark.parametrize(
    ("status", "due", "overdue"),
    [
        ("LAUFEND", "2023-12-30", 1),
        ("GEPLANT", "2021-06-30", 1),
        ("LAUFEND", "2023-12-31", 0),
        ("GEPLANT", "2024-01-01", 0),
        ("LAUFEND", "", 0),
        ("ABGESCHLOSSEN", "2020-01-01", 0),
        ("ZURUECKGESTELLT", "2020-01-01", 0),
    ],
)
def test_overdue_is_what_is_open_and_was_due_before_the_last_day_of_its_year(status, due, overdue, reference):
    values = values_of(measure("M1", status, due=due), reference=reference)
    found = of_city(values, HERNE)
    assert found["measures_overdue"][1] == overdue
    assert found[COUNTED[status]] == ("wert", 1), "overdue is counted in its status as well"
    assert by_field(values, "measures_overdue")["GEWINNUNG"] == overdue


def test_overdue_is_judged_in_the_year_of_the_row_not_of_the_edition(reference: Reference):
    values = values_of(measure("M1", "LAUFEND", due="2024-06-30"), reference=reference, year=2025)
    assert of_city(values, HERNE)["measures_overdue"] == ("null", 0)


def test_milestones_are_of_the_measures_that_say_both_numbers(reference: Reference):
    told = [
        measure("M1", "LAUFEND", milestones=8, milestones_kept=2),
        measure("M2", "LAUFEND", milestones=2, milestones_kept=2),
        measure("M3", "LAUFEND", milestones=90),
    ]
    values = values_of(*told, reference=reference)
    assert of_city(values, HERNE)["measures_milestones"] == ("wert", 0.4)
    row = values.set_index("indicator").loc["measures_milestones"]
    assert (row["numerator"], row["n"], row["unit"], row["published_unit"]) == (4, 10, "ANTEIL", "ANZAHL")


@pytest.mark.parametrize("cell", [{}, {"milestones": 3}, {"milestones": 0, "milestones_kept": 0}])
def test_without_milestones_there_is_no_share_of_them(cell: dict[str, Any], reference: Reference):
    found = of_city(values_of(measure("M1", "LAUFEND", **cell), reference=reference), HERNE)
    assert found["measures_milestones"] == ("nicht_sinnvoll", None)


def test_a_nil_return_is_no_measures_and_no_delivery_is_nothing_known(reference: Reference):
    given = delivered((HAGEN, 2023), (BOCHUM, 2022))
    values = measures_values(rows("massnahmen"), given, [HERNE, HAGEN, BOCHUM], reference, 2023)
    expected = dict.fromkeys(COUNTS, ("null", 0)) | {"measures_milestones": ("nicht_sinnvoll", None)}
    assert of_city(values, HAGEN) == of_city(values, BOCHUM, 2022) == expected
    assert set(values.loc[values["ags"].eq(HAGEN), "line"]) == {0}
    nothing = dict.fromkeys(expected, ("nicht_geliefert", None))
    assert of_city(values, HERNE) == of_city(values, BOCHUM) == nothing
    assert set(values.loc[values["status"].eq("nicht_geliefert"), "dimension"]) == {""}


def test_a_nil_return_is_replaced_by_what_is_said_later_and_replaces_what_was_said_before(reference: Reference):
    late = rows("massnahmen", measure("M1", "LAUFEND", delivery_year=2024))
    given = delivered((HERNE, 2023), (HERNE, 2024))
    assert of_city(measures_values(late, given, [HERNE], reference, 2024), HERNE)["measures_running"] == ("wert", 1)
    assert of_city(measures_values(late, given, [HERNE], reference, 2023), HERNE)["measures_running"] == ("null", 0)
    early = rows("massnahmen", measure("M1", "LAUFEND", delivery_year=2022))
    given = delivered((HERNE, 2022), (HERNE, 2023))
    assert of_city(measures_values(early, given, [HERNE], reference, 2023), HERNE)["measures_running"] == ("null", 0)


measures = st.lists(
    st.builds(
        measure,
        st.just("M"),
        st.sampled_from(list(COUNTED)),
        st.sampled_from(["GEWINNUNG", "AUSWAHL", "ZUSAMMENARBEIT"]),
        due=st.sampled_from(["", "2022-05-01", "2023-12-31", "2026-01-01"]),
        milestones=st.one_of(st.none(), st.integers(0, 9)),
        milestones_kept=st.one_of(st.none(), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(measures)
def test_no_measure_is_lost_or_counted_twice(reference: Reference, told):
    values = values_of(*told, reference=reference)
    agree(values)
    whole = values[values["dimension"].eq("")].set_index("indicator")["value"]
    assert whole[list(COUNTED.values())].sum() == len(told)
    assert whole["measures_overdue"] <= whole["measures_planned"] + whole["measures_running"]
    for indicator in COUNTS:
        assert sum(by_field(values, indicator).values()) == whole[indicator]
