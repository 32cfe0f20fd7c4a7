"""A survey says how many answered; raked, its answers look like all staff, or the reason says why they do not."""

from typing import Any

import pandas as pd
import pytest

from assets.indicators.survey import NO_CELLS, NOT_FITTED, raked_values, response_values
from assets.reference.seeds import Reference
from tests.generators.counted import SURVEY, answers, checked, said, shares_of, staff, the

# By employment type, sex and age: yes, no, no answer.
CELLS = {
    ("BEAMTE", "W", "A25_34"): (10, 40, 150),
    ("BEAMTE", "M", "A25_34"): (5, 45, 50),
    ("TARIF", "W", "A25_34"): (30, 20, 50),
    ("TARIF", "M", "A25_34"): (20, 30, 250),
}
Cells = dict[tuple[str, str, str], tuple[int, int, int]]
MARGINS = ["employment", "sex", "age"]


def crossed(cells: Cells, **more: Any) -> list[dict[str, Any]]:
    """Whole, margins and cells of a survey."""
    rows = [
        one for at, given in cells.items() for one in answers(*given, **dict(zip(MARGINS, at, strict=True)), **more)
    ]
    for place, name in enumerate(MARGINS):
        for group in dict.fromkeys(at[place] for at in cells):
            rows += answers(*summed(cells, {place: group}), **{name: group}, **more)
    return rows + answers(*summed(cells, {}), **more)


def summed(cells: Cells, where: dict[int, str]) -> list[int]:
    chosen = [given for at, given in cells.items() if all(at[place] == group for place, group in where.items())]
    return [sum(column) for column in zip(*chosen, strict=True)]


def raked(reference: Reference, *told: dict[str, Any]) -> pd.DataFrame:
    rows = staff(*[cell | SURVEY for cell in told])
    return checked(raked_values(rows, shares_of(reference, staff=rows)))


def naive(cells: Cells) -> float:
    """Weights fitted to one margin after the other, cell by cell, until nothing moves."""
    weights = {at: float(yes + no) for at, (yes, no, _) in cells.items()}
    for _ in range(500):
        for place in range(3):
            for group in {at[place] for at in cells}:
                there = [at for at in cells if at[place] == group]
                factor = sum(map(sum, (cells[at] for at in there))) / sum(weights[at] for at in there)
                weights |= {at: weights[at] * factor for at in there}
    yes = sum(weight * cells[at][0] / sum(cells[at][:2]) for at, weight in weights.items())
    return yes / sum(weights.values())


def test_the_response_is_known_answers_of_all_asked(reference: Reference):
    row = the(checked(response_values(shares_of(reference, staff=staff(*answers(40, 160, 800, **SURVEY))))), "response")
    assert (row["value"], row["numerator"], row["n"]) == (0.2, 200, 1000)
    assert (row["base"], row["unit"], row["grade"]) == ("share_staff", "ANTEIL", "C")


@pytest.mark.parametrize("told", [answers(40, 160, 800), answers(0, 0, 800, **SURVEY), answers(40, None, **SURVEY)])
def test_no_response_of_a_register_and_none_where_nobody_is_known(told: list[dict[str, Any]], reference: Reference):
    assert response_values(shares_of(reference, staff=staff(*told))).empty


def test_a_response_of_zero_yes_is_still_a_response(reference: Reference):
    values = response_values(shares_of(reference, staff=staff(*answers(0, 200, 800, **SURVEY))))
    assert the(values, "response")["value"] == 0.2


def test_raked_equals_the_plain_share_when_everybody_answered(reference: Reference):
    everybody = {at: (yes, no, 0) for at, (yes, no, _) in CELLS.items()}
    row = the(raked(reference, *crossed(everybody)), "raked")
    assert (row["value"], row["base"]) == (pytest.approx(65 / 200, abs=1e-9), "share_staff")


def test_raked_weights_the_answers_like_all_staff(reference: Reference):
    """Those in TARIF, of whom half say yes, answered less often: their share counts for more than in the plain one."""
    row = the(raked(reference, *crossed(CELLS)), "raked")
    assert row["value"] == pytest.approx(naive(CELLS), abs=1e-8)
    assert row["n"] == 200
    assert pd.isna(row["numerator"])
    more = {at: (yes, no, silent + (300 if at[0] == "TARIF" else 0)) for at, (yes, no, silent) in CELLS.items()}
    assert the(raked(reference, *crossed(more)), "raked")["value"] > row["value"] > 65 / 200


def test_a_second_date_or_year_is_raked_by_itself(reference: Reference):
    both = [*crossed(CELLS), *crossed({at: (no, yes, 0) for at, (yes, no, _) in CELLS.items()}, year=2022)]
    values = raked(reference, *both)
    assert the(values, "raked", year=2022)["value"] == pytest.approx(135 / 200)
    assert the(values, "raked", year=2023)["value"] == pytest.approx(naive(CELLS), abs=1e-8)


def without(rows: list[dict[str, Any]], **cell: str) -> list[dict[str, Any]]:
    return [row for row in rows if not all(row.get(name) == value for name, value in cell.items())]


FIRST = dict(zip(MARGINS, next(iter(CELLS)), strict=True))


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (answers(65, 135, 500), NO_CELLS),
        (without(crossed(CELLS), **FIRST), NO_CELLS),
        (without(crossed(CELLS), **FIRST, history="JA"), NO_CELLS),
        ([*without(crossed(CELLS), **FIRST), *answers(None, None, **FIRST, mark="GEHEIM")], NO_CELLS),
        ([*without(crossed(CELLS), **FIRST), *answers(10, 40, 150, **FIRST, value_kind="SCHAETZUNG")], NO_CELLS),
        ([row for row in crossed(CELLS) if "age" not in row or "sex" in row], NOT_FITTED),
        ([*crossed(CELLS), *answers(0, 0, 9, sex="D")], NOT_FITTED),
        ([*crossed(CELLS)[:-3], *answers(65, 135, 501)], NOT_FITTED),
    ],
    ids=["no cells", "a cell lacks", "a cell without yes", "hidden", "estimated", "no margin", "silent", "fewer staff"],
)
def test_without_all_cells_and_margins_there_is_a_reason_and_no_number(
    told: list[dict[str, Any]], reason: str, reference: Reference
):
    assert said(raked(reference, *told), "raked") == ("nicht_sinnvoll", reason)


def test_a_cell_of_a_city_is_not_used_for_another_way_of_counting(reference: Reference):
    told = [*crossed(CELLS), *answers(65, 135, 500, scope="STADT")]
    assert said(raked(reference, *told), "raked", scope="STADT") == ("nicht_sinnvoll", NO_CELLS)


def test_the_order_of_rows_changes_nothing(reference: Reference):
    told = crossed(CELLS)
    values = [the(raked(reference, *order), "raked")["value"] for order in (told, told[::-1])]
    assert values[0] == values[1]
