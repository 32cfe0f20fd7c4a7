"""Whatever stands in the cells: no formula fails, warns or answers with infinity, and no row feels the others."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.indicators import change, deviation, dissimilarity, gaps, lines, raking, ratios, shares, stock_flow

pytestmark = pytest.mark.filterwarnings("error")

FORMULAS = {
    "wilson": (3, shares.wilson),
    "bounds": (3, shares.bounds),
    "shortfall": (3, gaps.shortfall),
    "whole_persons": (3, gaps.whole_persons),
    "finite_factor": (2, deviation.finite_factor),
    "z": (4, deviation.z),
    "lower_tail": (4, deviation.lower_tail),
    "relative_likelihood": (4, ratios.relative_likelihood),
    "koopman": (4, ratios.koopman),
    "difference_interval": (
        6,
        lambda a, b, c, d, e, f: ratios.difference_interval(
            a, pd.DataFrame({"low": b, "high": c}), d, pd.DataFrame({"low": e, "high": f})
        ),
    ),
    "years_to_parity": (4, lines.years_to_parity),
    "share_after": (5, stock_flow.share_after),
    "hire_share_needed": (5, stock_flow.hire_share_needed),
    "reachable": (5, stock_flow.reachable),
    "least_squares": (
        2,
        lambda year, value: lines.least_squares(pd.DataFrame({"series": "a", "year": year, "value": value})),
    ),
    "dissimilarity": (
        2,
        lambda x, n: dissimilarity.dissimilarity(pd.DataFrame({"block": "a", "counted": x, "known": n})),
    ),
    "kitagawa": (
        4,
        lambda a, b, c, d: change.kitagawa(
            pd.DataFrame({"block": 1, "counted_before": a, "known_before": b, "counted_after": c, "known_after": d})
        ),
    ),
    "rake": (
        4,
        lambda x, n, group, total: raking.rake(
            pd.DataFrame({"block": "a", "sex": group, "yes": x, "known": n}),
            pd.DataFrame({"block": "a", "dimension": "sex", "group": group, "total": total}),
        ),
    ),
}
BY_ROW = [name for name in FORMULAS if name not in ("least_squares", "dissimilarity", "kitagawa", "rake")]
hostile = st.sampled_from([np.nan, np.inf, -np.inf, -1.0, 0.0, 1e-12, 0.3, 0.5, 1.0, 1.5, 2.0, 7.0, 30.0, 1e7])


def rows_of(count: int):
    return st.lists(st.tuples(*[hostile] * count), min_size=0, max_size=6).map(
        lambda rows: [pd.Series([row[i] for row in rows], dtype=float) for i in range(count)]
    )


@pytest.mark.parametrize("name", FORMULAS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_nothing_is_infinite_and_nothing_fails(name: str, data):
    count, formula = FORMULAS[name]
    answer = formula(*data.draw(rows_of(count)))
    assert not np.isinf(answer.to_numpy(dtype=float)).any()


@pytest.mark.parametrize("name", BY_ROW)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_a_row_does_not_feel_the_others_and_keeps_its_name(name: str, data):
    count, formula = FORMULAS[name]
    columns = data.draw(rows_of(count))
    columns = [column.set_axis([f"Zeile {i // 2}" for i in column.index]) for column in columns]
    together = formula(*columns)
    assert together.index.equals(columns[0].index)
    for i in range(len(columns[0])):
        alone = formula(*(column.iloc[[i]] for column in columns))
        np.testing.assert_allclose(
            together.iloc[[i]].to_numpy(dtype=float), alone.to_numpy(dtype=float), rtol=1e-12, atol=0
        )
