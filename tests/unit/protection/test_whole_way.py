"""From delivered counts to files: whatever a city delivers, nobody can work out what the files hide."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.editions.audited import audit_of
from assets.editions.download import breakdowns_csv, network_csv, tidy_csv
from assets.indicators.network import network_values, standing_values
from assets.indicators.values import Accepted, indicator_values
from assets.protection.decisions import own_counts
from assets.protection.hiding import protect
from assets.reference.seeds import Reference
from schemas.deliveries import RegisteredFinding
from schemas.published import BREAKDOWNS_NAME, CSV_NAME, NETWORK_NAME
from tests.unit.indicators.test_counts import rows, survey

NO_FINDINGS = RegisteredFinding.empty()
Answers = tuple[int, int, int]
HERNE, HAGEN = "05916000", "05914000"
GROUPS = {
    "career": ["LG11", "LG12", "LG21"],
    "sex": ["W", "M", "D"],
    "leadership": ["VORSTAND", "AMT", "ABTEILUNG", "KEINE"],
}


def files_of(
    accepted: Accepted, reference: Reference, year: int = 2022, values: pd.DataFrame | None = None
) -> Mapping[str, bytes]:
    values = indicator_values(accepted, reference, year) if values is None else values
    shown, decided = protect(values, accepted, reference)
    network = network_values(standing_values(shown, reference, year), reference, year)
    return {
        CSV_NAME: tidy_csv(shown, reference),
        BREAKDOWNS_NAME: breakdowns_csv(decided.breakdowns),
        NETWORK_NAME: network_csv(network),
    }


def staff(parts: Mapping[str, list[Answers]], **more: Any) -> list[dict[str, Any]]:
    """Rows of a city whose groups of each breakdown add up to the same whole, as far as the first one says it."""
    whole = [sum(column) for column in zip(*parts["career"], strict=True)]
    cells = survey(whole[0], whole[1], sum(whole), **more)
    for dimension, groups in parts.items():
        left = list(whole)
        for code, counts in zip(GROUPS[dimension], groups, strict=True):
            taken = [min(one, there) for one, there in zip(counts, left, strict=True)]
            left = [there - one for one, there in zip(taken, left, strict=True)]
            cells += survey(taken[0], taken[1], sum(taken), **{dimension: code}, **more)
    return cells


answers = st.tuples(st.integers(0, 12), st.integers(0, 40), st.integers(0, 6))
breakdowns = st.fixed_dictionaries(
    {name: st.lists(answers, min_size=len(codes), max_size=len(codes)) for name, codes in GROUPS.items()}
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(breakdowns, breakdowns, st.sampled_from(["PERSONALDATEN", "BEFRAGUNG"]))
def test_whatever_two_cities_deliver_no_hidden_number_can_be_worked_out(
    reference: Reference, first: dict, second: dict, method: str
):
    cells = [*staff(first, method=method), *staff(second, method=method, ags=HAGEN, receipt="hagen-personal-2022-1")]
    accepted = Accepted(staff=rows("personal", *cells))
    values = indicator_values(accepted, reference, 2022)
    files, own = files_of(accepted, reference, values=values), own_counts(values, reference)
    found = audit_of(files, [], reference, NO_FINDINGS, own)
    assert found.passed, found.leaks


SMALL = {
    "career": [(4, 96, 0), (36, 564, 3), (60, 240, 7)],
    "sex": [(60, 500, 5), (39, 398, 4), (1, 2, 1)],
    "leadership": [(1, 4, 0), (2, 30, 0), (6, 60, 0), (91, 806, 10)],
}


@pytest.mark.parametrize("year", [2021, 2022])
def test_a_second_edition_of_the_same_figures_betrays_nothing(reference: Reference, year: int):
    accepted = Accepted(staff=rows("personal", *staff(SMALL, year=2021, date="2021-06-30", delivery_year=2021)))
    earlier = files_of(accepted, reference, 2021)
    found = audit_of(files_of(accepted, reference, year), [earlier], reference, NO_FINDINGS, {})
    assert found.passed, found.leaks
    assert found.hidden


def test_an_empty_network_gives_nobody_away(reference: Reference):
    found = audit_of(files_of(Accepted(), reference), [], reference, NO_FINDINGS, {})
    assert found.passed
    assert found.hidden == 0


def test_a_city_whose_every_number_is_small_shows_none_of_them(reference: Reference):
    nobody = [(0, 0, 0)]
    tiny = {
        "career": [(1, 1, 0), (0, 1, 0), (1, 0, 0)],
        "sex": [(1, 1, 0), (1, 1, 0), *nobody],
        "leadership": nobody * 4,
    }
    files = files_of(Accepted(staff=rows("personal", *staff(tiny))), reference)
    found = audit_of(files, [], reference, NO_FINDINGS, {})
    assert found.passed, found.leaks
    told = [row for row in csv.DictReader(io.StringIO(files[CSV_NAME].decode())) if row["kennzahl"] == "share_staff"]
    groups = [row for row in told if row["ags"] == HERNE and row["gliederung"] != "leadership"]
    assert len(groups) == 6
    assert {row["status"] for row in groups} == {"geheim"}
    assert {row[name] for row in groups for name in ("wert", "zaehler", "n", "gesamt")} == {""}
