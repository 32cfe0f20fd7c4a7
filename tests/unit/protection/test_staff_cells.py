"""The cells of a city's breakdowns: every one is its count, and what readers know to add up is in the model."""

import numpy as np
import pytest

from assets.protection.staff_cells import HISTORY, WHOLE, counts_of, staff_cells
from tests.generators.accepted import rows
from tests.unit.indicators.test_counts import survey


def answers(yes: int, no: int, none: int) -> dict[str, int]:
    return dict(zip(HISTORY, (yes, no, none), strict=True))


COUNTS = {
    WHOLE: answers(40, 160, 50),
    ("sex", "W"): answers(25, 95, 30),
    ("sex", "M"): answers(15, 65, 20),
    ("leadership", "VORSTAND"): answers(0, 3, 0),
    ("leadership", "AMT"): answers(1, 7, 2),
    ("leadership", "ABTEILUNG"): answers(4, 20, 6),
}


def by_name() -> dict[str, int]:
    cells = staff_cells(COUNTS)
    return dict(zip(cells.names, cells.values.tolist(), strict=True))


def test_every_cell_is_its_count():
    told = by_name()
    assert told["insgesamt: JA"] == 40
    assert told["insgesamt: bekannt"] == 200
    assert told["sex W: alle"] == 150
    assert told["leadership AMT: OHNE_ANGABE"] == 2
    assert told["Führungskräfte: JA"] == 5
    assert told["Führungskräfte: alle"] == 43


def test_what_is_known_to_add_up_is_always_shown_and_nothing_is_secret_yet():
    cells = staff_cells(COUNTS)
    known = [name for name, fixed in zip(cells.names, cells.fixed, strict=True) if fixed]
    assert known == [f"{dimension} {answer} ergänzt sich" for dimension in ("leadership", "sex") for answer in HISTORY]
    assert (cells.values[cells.fixed] == 0).all()
    assert not cells.primary.any()


def test_who_is_in_no_group_delivered_is_the_rest_and_never_printed():
    cells = staff_cells(COUNTS)
    # Both sexes are everybody; three levels are not.
    assert len(cells.inner) == 3 * (len(COUNTS) + 1)
    assert not any("übrige" in name for name in cells.names)
    assert cells.inner.sum() == 250 + 250 + 250


def test_groups_of_more_persons_than_there_are_are_named():
    with pytest.raises(ValueError, match="sex"):
        staff_cells(COUNTS | {("sex", "D"): answers(1, 0, 0)})


def test_counts_come_from_accepted_rows_and_a_hidden_one_leaves_its_group_out():
    told = [*survey(40, 160, 250), *survey(25, 95, 150, sex="W"), *survey(None, 65, 100, sex="M")]
    one_way = rows("personal", *told).assign(
        dimension=["", "", "", *["sex"] * 6], group=[*["insgesamt"] * 3, *["W"] * 3, *["M"] * 3]
    )
    assert counts_of(one_way) == {WHOLE: answers(40, 160, 50), ("sex", "W"): answers(25, 95, 30)}


def test_the_sums_of_a_cell_are_whole_numbers():
    cells = staff_cells(COUNTS)
    assert cells.sums.dtype == np.int64
    assert set(np.unique(cells.sums.toarray())) == {-1, 0, 1}
