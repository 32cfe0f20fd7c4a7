"""Raking: answers fitted to margins, by a case worked by hand and by what must hold for every city."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators.raking import rake

pytestmark = pytest.mark.filterwarnings("error")

DIMENSIONS = {"employment": ["tarif", "beamte"], "sex": ["w", "m"], "age": ["jung", "mittel", "alt"]}


def margins_of(cells: pd.DataFrame, count: str) -> pd.DataFrame:
    parts = [
        cells.groupby(["block", name])[count].sum().rename("total").rename_axis(["block", "group"]).reset_index()
        for name in DIMENSIONS
    ]
    named = [part.assign(dimension=name) for part, name in zip(parts, DIMENSIONS, strict=True)]
    return pd.concat(named, ignore_index=True)


@st.composite
def surveys(draw) -> pd.DataFrame:
    """A survey with an answer from every cell, of a staff that has as many persons or more in each."""
    cells = pd.MultiIndex.from_product([["a", "b"], *DIMENSIONS.values()], names=["block", *DIMENSIONS]).to_frame(False)
    numbers = st.lists(st.tuples(st.integers(1, 40), st.floats(0, 1), st.integers(0, 200)), min_size=24, max_size=24)
    known, part, silent = zip(*draw(numbers), strict=True)
    cells = cells.assign(known=np.array(known, dtype=float), staff=np.add(known, silent).astype(float))
    return cells.assign(yes=np.floor(cells["known"] * np.array(part)))


def raked(cells: pd.DataFrame, margins: pd.DataFrame) -> pd.Series:
    return rake(cells.drop(columns=["staff", "wanted"], errors="ignore"), margins)


def by_hand(**changes) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Of 40 women 10 answered, 5 with yes, of 60 men 20, 2 with yes: (40·0.5 + 60·0.1) / 100 = 0.26."""
    cells = pd.DataFrame({"block": "a", "sex": ["w", "m"], "yes": [5.0, 2.0], "known": [10.0, 20.0]})
    margins = pd.DataFrame({"block": "a", "dimension": "sex", "group": ["w", "m"], "total": [40.0, 60.0]})
    return cells.assign(**changes), margins


def test_one_margin_weights_each_group_by_its_persons():
    assert rake(*by_hand()).to_dict() == {"a": pytest.approx(0.26)}


@settings(deadline=None, max_examples=30)
@given(surveys())
def test_if_everybody_answered_the_raked_share_is_the_plain_one(cells: pd.DataFrame):
    whole = cells.groupby("block")[["yes", "known"]].sum()
    found = raked(cells, margins_of(cells, "known"))
    pd.testing.assert_series_equal(found, whole["yes"] / whole["known"], check_names=False)


@settings(deadline=None, max_examples=30)
@given(surveys(), st.sampled_from(list(DIMENSIONS)))
def test_every_margin_is_met(cells: pd.DataFrame, dimension: str):
    """Answers that are yes for one group only make its raked share the group's part of the staff."""
    margins = margins_of(cells, "staff")
    for group in DIMENSIONS[dimension]:
        found = raked(cells.assign(yes=cells["known"].where(cells[dimension] == group, 0)), margins)
        staff = cells.assign(wanted=cells["staff"].where(cells[dimension] == group, 0)).groupby("block")
        expected = staff["wanted"].sum() / staff["staff"].sum()
        assert found.to_list() == pytest.approx(expected.to_list(), abs=1e-9)


@settings(deadline=None, max_examples=30)
@given(surveys(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(cells: pd.DataFrame, random):
    margins = margins_of(cells, "staff")
    order, places = list(range(len(cells))), list(range(len(margins)))
    random.shuffle(order)
    random.shuffle(places)
    pd.testing.assert_series_equal(
        raked(cells, margins), raked(cells.iloc[order], margins.iloc[places]), check_exact=True
    )


@settings(deadline=None, max_examples=30)
@given(surveys())
def test_a_block_does_not_feel_the_others(cells: pd.DataFrame):
    margins = margins_of(cells, "staff")
    alone = raked(cells[cells["block"] == "b"], margins[margins["block"] == "b"])
    pd.testing.assert_series_equal(raked(cells, margins).loc[["b"]], alone, check_exact=True)


@pytest.mark.parametrize("yes", [[np.nan, 2], [11, 2], [-1, 2]])
def test_missing_or_impossible_answers_give_no_share(yes: list[float]):
    assert rake(*by_hand(yes=yes)).isna().all()


@pytest.mark.parametrize("total", [[np.nan, 60], [-40, 60], [np.inf, 60], [9, 60]])
def test_missing_or_impossible_margins_give_no_share(total: list[float]):
    cells, margins = by_hand()
    assert rake(cells, margins.assign(total=total)).isna().all()


def test_a_group_that_nobody_answered_for_gives_no_share():
    assert rake(*by_hand(yes=[0, 2], known=[0, 20])).isna().all()


def test_a_group_without_persons_takes_no_part():
    cells, margins = by_hand(yes=[0, 2], known=[0, 20])
    assert rake(cells, margins.assign(total=[0, 60])).to_dict() == {"a": pytest.approx(0.1)}


def test_a_lacking_or_doubled_margin_gives_no_share():
    cells, margins = by_hand()
    assert rake(cells, margins.iloc[:1]).isna().all()
    assert rake(cells, pd.concat([margins, margins.iloc[:1]])).isna().all()


def two_margins(*totals: float, known: list[float]) -> pd.Series:
    cells = pd.DataFrame({"block": "a", "sex": list("wwmm"), "age": list("jaja"), "yes": 1.0, "known": known})
    margins = pd.DataFrame({"block": "a", "dimension": ["sex"] * 2 + ["age"] * 2, "group": list("wmja")})
    return rake(cells.assign(yes=[1.0, 0.0, 0.0, 0.0]), margins.assign(total=totals))


def test_margins_that_disagree_about_the_staff_give_no_share():
    assert two_margins(40, 60, 50, 50, known=[5, 5, 5, 5]).notna().all()
    assert two_margins(40, 60, 50, 51, known=[5, 5, 5, 5]).isna().all()


def test_margins_that_the_answers_can_never_meet_give_no_share():
    """Women answered only among the young, men only among the old: 40 women and 50 young persons exclude each other."""
    assert two_margins(40, 60, 50, 50, known=[5, 0, 0, 5]).isna().all()
