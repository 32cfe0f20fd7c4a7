"""Decisions over whole cities: each under its rule, blocks for themselves, what was told stays told."""

import pandas as pd
import pytest

from assets.indicators.values import Accepted, indicator_values
from assets.protection.decisions import GROUP, Decisions, counted_groups, decisions
from assets.reference.seeds import Reference
from tests.unit.indicators.test_counts import PLACE, rows
from tests.unit.protection.test_hiding import hr

RECEIPT = str(PLACE["receipt"])
SMALL = [*hr(100, 900), *hr(7, 93, career="LG11"), *hr(93, 807, career="LG21")]


def values(reference: Reference, *cells: dict, year: int = 2022) -> pd.DataFrame:
    return indicator_values(Accepted(staff=rows("personal", *cells)), reference, year)


def hidden(decided: Decisions) -> set[tuple[str, str]]:
    cells = decided.cells[decided.cells["hidden"].astype(bool)]
    return set(cells[["persons", "what"]].itertuples(index=False, name=None))


def test_a_city_may_be_stricter_but_not_laxer(reference: Reference):
    table = values(reference, *SMALL)
    both = {("personal/career=LG11", "yes"), ("personal/career=LG21", "yes")}
    assert hidden(decisions(table, reference)) == set()
    assert hidden(decisions(table, reference, pd.Series({RECEIPT: 8}))) == both
    assert hidden(decisions(table, reference, pd.Series({"another": 8}))) == set()
    four = values(reference, *hr(100, 900), *hr(4, 96, career="LG11"), *hr(96, 804, career="LG21"))
    assert hidden(decisions(four, reference, pd.Series({RECEIPT: 3}))) == both


def test_trainees_and_staff_in_training_are_one_group(reference: Reference):
    table = values(reference, *hr(100, 900), *hr(30, 70, employment="AUSBILDUNG"))
    groups = counted_groups(table, reference)
    assert groups["persons"].tolist() == ["personal", "personal/employment=AUSBILDUNG"]


def test_only_blocks_with_something_secret_are_listed(reference: Reference):
    few = [*hr(100, 900), *hr(3, 93, career="LG11"), *hr(93, 807, career="LG21")]
    few = [*(cell | {"year": 2022} for cell in few), *(cell | {"year": 2021} for cell in hr(100, 900))]
    decided = decisions(values(reference, *few), reference)
    assert decided.blocks["year"].tolist() == [2022]
    assert set(decided.cells["year"]) == {2021, 2022}
    assert decided.breakdowns[["year", "dimension", "complete"]].to_numpy().tolist() == [[2022, "career", "nein"]]


def told(table: pd.DataFrame, reference: Reference, what: list[str]) -> pd.DataFrame:
    groups = counted_groups(table, reference)
    counts = [groups[GROUP].assign(what=one, count=groups[one].astype("Int64")) for one in what]
    return pd.concat(counts, ignore_index=True)


def test_what_an_earlier_edition_told_stays_told_even_where_the_rule_got_stricter(reference: Reference):
    table = values(reference, *SMALL)
    decided = decisions(table, reference, pd.Series({RECEIPT: 8}), told(table, reference, ["yes", "known"]))
    assert hidden(decided) == set()
    assert decided.cells["told"].sum() == 6


def test_another_number_than_the_one_told_is_not_told(reference: Reference):
    table = values(reference, *SMALL)
    before = told(table, reference, ["yes", "known"])
    before["count"] += 1
    assert ("personal/career=LG11", "yes") in hidden(decisions(table, reference, pd.Series({RECEIPT: 8}), before))


def test_where_what_was_told_leaves_no_way_the_city_the_day_and_the_cells_are_named(reference: Reference):
    table = values(reference, *hr(100, 900), *hr(39, 461, sex="W"), *hr(60, 437, sex="M"))
    before = told(table, reference, ["yes"])
    with pytest.raises(ValueError, match=r"Herne, Stand 2022-06-30: .*sex=übrige: yes"):
        decisions(table, reference, told=before)


def test_a_network_without_any_count_has_no_decisions(reference: Reference):
    decided = decisions(indicator_values(Accepted(), reference, 2022), reference)
    assert decided.cells.empty
    assert decided.blocks.empty
