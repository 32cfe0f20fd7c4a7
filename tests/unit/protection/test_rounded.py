"""Rounded deliveries: every table still adds up, no count goes past its neighbours, the same rows are rounded alike."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assets.indicators.counts import counted_figures
from assets.indicators.values import Accepted
from assets.protection import rounded as rounded_module
from assets.protection.rounded import round_accepted
from assets.protection.withheld import Withheld
from assets.reference.seeds import Reference
from schemas.reference import ROUNDING, ROUNDING_ALONE
from tests.generators.accepted import rows
from tests.generators.counted import SAID, answers, counts, flows, staff

EMPLOYMENT, SEX = ["BEAMTE", "TARIF", "AUSBILDUNG"], ["W", "M", "D"]
LEVELS = ["VORSTAND", "AMT", "ABTEILUNG"]

three = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 6))
crossed = st.lists(three, min_size=9, max_size=9).map(lambda cells: np.array(cells).reshape(3, 3, 3))


def delivered(cells: np.ndarray) -> pd.DataFrame:
    """Staff by employment and by sex, from the counts of both crossed (employment × sex × yes, no, silent)."""
    told = answers(*cells.sum(axis=(0, 1)).tolist())
    for code, one in zip(EMPLOYMENT, cells.sum(axis=1).tolist(), strict=True):
        told += answers(*one, employment=code)
    for code, one in zip(SEX, cells.sum(axis=0).tolist(), strict=True):
        told += answers(*one, sex=code)
    return staff(*told)


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    """Yes, no, known and everybody of each group of staff (index employment, sex, leadership)."""
    wide = frame.astype({"count": float}).pivot(
        index=["employment", "sex", "leadership"], columns="history", values="count"
    )
    wide = wide.rename(columns={"JA": "yes", "NEIN": "no", "INSGESAMT": "everybody"})
    return wide.assign(known=wide["yes"] + wide["no"], silent=wide["everybody"] - wide["yes"] - wide["no"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(crossed)
def test_together_every_breakdown_adds_up_and_every_count_goes_to_a_neighbour(reference: Reference, cells: np.ndarray):
    true = delivered(cells)
    result = round_accepted(Accepted(staff=true), reference, ROUNDING).staff
    before, after = counted(true), counted(result)
    assert (after % 5 == 0).all(axis=None)
    assert ((after - before).abs() < 5).all(axis=None)
    assert after.where(before.eq(0)).fillna(0).eq(0).all(axis=None)
    whole = after.loc["INSGESAMT", "INSGESAMT", "INSGESAMT"]
    for level, codes in (("employment", EMPLOYMENT), ("sex", SEX)):
        parts = after[after.index.get_level_values(level).isin(codes)]
        assert parts.sum().equals(whole)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(crossed)
def test_alone_every_printed_count_goes_to_the_nearest_multiple(reference: Reference, cells: np.ndarray):
    true = delivered(cells)
    before = counted(true)
    after = counted(round_accepted(Accepted(staff=true), reference, ROUNDING_ALONE).staff)
    printed = ["yes", "known", "everybody"]
    assert (after % 5 == 0).all(axis=None)
    assert ((after - before)[printed].abs() <= 2).all(axis=None)
    assert (after >= 0).all(axis=None)


def test_the_same_delivery_is_rounded_alike_whatever_else_was_delivered(reference: Reference):
    mine = delivered(np.arange(27).reshape(3, 3, 3))
    other = mine.assign(receipt="andere", year=2022, date="2022-06-30", count=mine["count"] + 1)
    alone = round_accepted(Accepted(staff=mine), reference, ROUNDING).staff
    both = round_accepted(Accepted(staff=pd.concat([other, mine[::-1]])), reference, ROUNDING).staff
    again = both[both["receipt"].eq(alone["receipt"].iloc[0])].sort_values("line", ignore_index=True)
    pd.testing.assert_frame_equal(again, alone.sort_values("line", ignore_index=True))


def test_a_corrected_count_is_rounded_by_another_chance(reference: Reference):
    cells = np.full((3, 3, 3), 7)
    first = round_accepted(Accepted(staff=delivered(cells)), reference, ROUNDING).staff["count"]
    ways = set()
    for more in range(1, 6):
        cells[0, 0, 0] = 7 + 5 * more
        ways.add(tuple(round_accepted(Accepted(staff=delivered(cells)), reference, ROUNDING).staff["count"][3:]))
    assert len(ways) > 1
    assert first.mod(5).eq(0).all()


@pytest.mark.parametrize("counts_of", [[(2, 1, 0), (7, 6, 1), (12, 8, 2)], [(4, 4, 4), (4, 4, 4), (4, 4, 4)]])
def test_all_leaders_are_rounded_with_their_levels(reference: Reference, counts_of: list):
    cells = answers(100, 200, 9)
    for code, one in zip(LEVELS, counts_of, strict=True):
        cells += answers(*one, leadership=code)
    result = round_accepted(Accepted(staff=staff(*cells)), reference, ROUNDING)
    empty = Accepted()
    figures = counted_figures(result.staff, empty.recruitment, empty.population, reference)
    leaders = figures[figures["indicator"].eq("share_leaders") & figures["group"].eq("insgesamt")].iloc[0]
    yes, no, silent = np.sum(counts_of, axis=0)
    for name, true in {"value": yes, "n": yes + no, "total": yes + no + silent}.items():
        assert abs(leaders[name] - true) < 5


def test_flows_and_districts_are_rounded_too(reference: Reference):
    hired = [*answers(9, 21, flow="EINGESTELLT"), *answers(4, 6, flow="EINGESTELLT", employment="TARIF")]
    people = [*answers(333, 444, 1), *answers(111, 222, district="Nord"), *answers(222, 222, 1, district="Süd")]
    population = counts("bevoelkerung", *({"date": "2023-12-31"} | cell for cell in people))
    accepted = Accepted(recruitment=flows(*hired), population=population)
    for procedure in (ROUNDING, ROUNDING_ALONE):
        result = round_accepted(accepted, reference, procedure)
        for part in ("recruitment", "population"):
            before, after = getattr(accepted, part), getattr(result, part)
            assert len(before) == len(after)
            assert after["count"].mod(5).eq(0).all()
            assert (after["count"] - before["count"]).abs().lt(5).all()
        north, south = (result.population.query("district == @name")["count"].tolist() for name in ("Nord", "Süd"))
        city = result.population.query("district == ''")["count"].tolist()
        assert procedure == ROUNDING_ALONE or [one + two for one, two in zip(north, south, strict=True)] == city


def test_crossed_tables_are_left_out_and_signs_stay(reference: Reference):
    cells = [*answers(9, 21), *answers(3, 4, sex="W", age="A25_34"), *answers(None, None, sex="W", mark="GEHEIM")]
    result = round_accepted(Accepted(staff=staff(*cells)), reference, ROUNDING).staff
    assert result["age"].eq("INSGESAMT").all()
    women = result[result["sex"].eq("W")]
    assert women["count"].isna().all()
    assert women["mark"].eq("GEHEIM").all()


HEADLINE = {"indicator": "share_staff", "group": "insgesamt", "unit": "PERSONEN", "decimals": 0, "source": "Bericht"}


def figures(*cells: Mapping[str, Any]) -> pd.DataFrame:
    return rows("eckwerte", *(SAID | HEADLINE | cell for cell in cells))


@pytest.mark.parametrize("procedure", [ROUNDING, ROUNDING_ALONE])
def test_a_headline_figure_stays_a_part_of_its_whole(reference: Reference, procedure: str):
    frame = figures({"value": 94.0, "n": 98.0, "total": 99.0})
    (row,) = round_accepted(Accepted(figures=frame), reference, procedure).figures.to_dict("records")
    assert row["value"] <= row["n"] <= row["total"]
    assert {row[name] % 5 for name in ("value", "n", "total")} == {0}


def test_a_percentage_of_known_persons_becomes_a_count_and_others_stay(reference: Reference):
    percent = {"unit": "PROZENT", "decimals": 1, "value": 12.5}
    frame = figures(
        percent | {"n": 200.0},
        percent | {"group": "weiblich"},
        percent | {"group": "maennlich", "n": 203.0, "value_kind": "SCHAETZUNG"},
        {"indicator": "share_population", "unit": "TSD_PERSONEN", "value": 31.4, "n": 161.1},
    )
    result = round_accepted(Accepted(figures=frame), reference, ROUNDING_ALONE).figures
    assert result[["unit", "value", "n"]].fillna(0).to_numpy().tolist() == [
        ["PERSONEN", 25, 200],
        ["PROZENT", 12.5, 0],
        ["PROZENT", 12.5, 205],
        ["TSD_PERSONEN", 31.4, 161.1],
    ]


def test_of_a_count_and_its_percentage_the_count_is_kept(reference: Reference):
    frame = figures({"value": 25.0, "n": 200.0}, {"unit": "PROZENT", "value": 12.5, "n": 200.0})
    (row,) = round_accepted(Accepted(figures=frame), reference, ROUNDING).figures.to_dict("records")
    assert (row["unit"], row["value"], row["n"]) == ("PERSONEN", 25, 200)


def test_figures_that_contradict_each_other_are_rounded_apart(reference: Reference):
    frame = figures({"value": 94.0, "n": 68.0, "total": 51.0}, {"indicator": "staff", "value": 303.0})
    result = round_accepted(Accepted(figures=frame), reference, ROUNDING).figures
    assert (result[["value", "n", "total"]].stack().sort_values().diff().dropna() > 0).all()
    assert (result["value"] - frame["value"]).abs().lt(5).all()


def test_nothing_delivered_is_nothing_rounded(reference: Reference):
    for procedure in (ROUNDING, ROUNDING_ALONE):
        result = round_accepted(Accepted(), reference, procedure)
        assert result.staff.empty
        assert result.figures.empty


def test_a_block_without_a_way_is_named(reference: Reference, monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> None:
        raise ValueError("Diese Tabellen lassen sich nicht gemeinsam auf Vielfache von 5 runden.")

    monkeypatch.setattr(rounded_module, "rounded_together", fails)
    with pytest.raises(Withheld, match=r"Herne, Stand 2023-06-30, Lieferung 05916000-2023-1: Diese Tabellen"):
        round_accepted(Accepted(staff=staff(*answers(9, 21))), reference, ROUNDING)
