"""The attacker: planted leaks are found, what is safe is proved, and his limits are those of all tables there are."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from assets.protection.audit import audit
from assets.protection.known import (
    Facts,
    Known,
    fact_of_change,
    fact_of_rounding,
    fact_of_share,
    known_of_tables,
)
from assets.protection.rounding import rounded_alone, rounded_together
from assets.protection.witness import Audit, agrees, proves


def tables(cells: dict[str, list[int]], shown: dict[str, int], about: tuple[str, ...] | None = None) -> Known:
    """Cells with the unknowns they add up; what is not shown is hidden."""
    printed = [float(shown.get(name, np.nan)) for name in cells]
    return known_of_tables(tuple(cells), sparse.csr_array(np.array(list(cells.values()))), np.array(printed), about)


def rows(*cells: list[int]) -> sparse.csr_array:
    return sparse.csr_array(np.array(cells))


def limits(found: Audit) -> dict[str, tuple[float, float]]:
    return {name: (low, high) for name, low, high in zip(found.about, found.low, found.high, strict=True)}


def margins(size: tuple[int, int]) -> sparse.csr_array:
    both = [np.vstack([np.eye(n), np.ones(n)]) for n in size]
    return sparse.csr_array(np.kron(*both).astype(np.int64))


SQUARE = {f"{x}{y}": [int(x in (r, "+") and y in (c, "+")) for r in "ab" for c in "cd"] for x in "ab+" for y in "cd+"}
COUNTS = {"ac": 3, "ad": 40, "a+": 43, "bc": 30, "bd": 50, "b+": 80, "+c": 33, "+d": 90, "++": 123}
ONE, TWO = [1, 0], [0, 1]


def without(*hidden: str) -> dict[str, int]:
    return {name: count for name, count in COUNTS.items() if name not in hidden}


def test_a_square_of_hidden_cells_is_safe_and_its_limits_are_told():
    found = audit(tables(SQUARE, without("ac", "ad", "bc", "bd")), full=True)
    assert not found.open_cells
    assert limits(found) == {"ac": (0, 33), "ad": (10, 43), "bc": (0, 33), "bd": (57 - 10, 80)}


def test_a_complementary_cell_dropped_from_the_square_gives_all_away():
    found = audit(tables(SQUARE, without("ac", "ad", "bc")))
    assert found.open_cells == ("ac", "ad", "bc")
    assert limits(found)["ac"] == (3, 3)


def test_a_cell_printed_in_one_table_is_not_hidden_in_another():
    known = tables({"Amt, Tabelle 1": [1, 0], "Amt, Tabelle 2": [1, 0], "Rest": [0, 1]}, {"Amt, Tabelle 2": 3})
    assert audit(known).open_cells == ("Amt, Tabelle 1",)


def test_a_narrow_interval_is_open_where_more_width_is_asked():
    known = tables({"a": ONE, "b": TWO, "beide": [1, 1]}, {"beide": 2})
    assert not audit(known, width=2).open_cells
    assert audit(known, width=3).open_cells == ("a", "b")
    assert limits(audit(known, width=3)) == {"a": (0, 2), "b": (0, 2)}


def test_a_hidden_total_without_any_limit_has_none():
    found = audit(tables({"a": ONE, "alle": [1, 1]}, {}), full=True)
    assert limits(found) == {"a": (0, np.inf), "alle": (0, np.inf)}
    assert not found.open_cells


@pytest.mark.parametrize(("percent", "decimals", "low", "high"), [(1, 0, 2, 6), (0.8, 1, 3, 3)])
def test_a_share_with_one_decimal_too_many_gives_its_count_away(percent, decimals, low, high):
    """3 of 400 are 0.75 %: without decimals they may be 2 to 6, with one they are 3."""
    known = tables({"mit": ONE, "ohne": TWO, "alle": [1, 1]}, {"alle": 400}, about=("mit",))
    found = audit(known.knowing(fact_of_share(rows(ONE), rows([1, 1]), np.array([percent]), decimals)), full=True)
    assert limits(found) == {"mit": (low, high)}
    assert bool(found.open_cells) == (low == high)


def test_a_share_tells_its_count_though_its_whole_is_hidden():
    """The whole is hidden but between 38 and 42 by its rounding: 7.5 % of it are 3."""
    known = tables({"mit": ONE, "ohne": TWO, "alle": [1, 1]}, {}, about=("mit", "alle"))
    known = known.knowing(fact_of_rounding(rows([1, 1]), np.array([40]), 2))
    assert audit(known).open_cells == ()
    told = audit(known.knowing(fact_of_share(rows(ONE), rows([1, 1]), np.array([7.5]), 1)), full=True)
    assert limits(told) == {"mit": (3, 3), "alle": (40, 40)}


def test_every_share_says_what_its_decimals_say():
    """Half a unit of the last decimal to both sides, in whole numbers: 12.5 % is 124.5 to 125.5 in a thousand."""
    fact = fact_of_share(rows(ONE), rows([1, 1]), np.array([12.5]), 1)
    assert fact.rows.toarray().tolist() == [[2000 - 249, -249], [2000 - 251, -251]]
    assert (fact.low.tolist(), fact.high.tolist()) == ([0, -np.inf], [np.inf, 0])
    with pytest.raises(ValueError, match="mehr als 0 Nachkommastellen"):
        fact_of_share(rows(ONE), rows([1, 1]), np.array([12.5]), 0)


CITIES = {"A": [1, 0, 0, 0], "A, Rest": [0, 1, 0, 0], "B": [0, 0, 1, 0], "B, Rest": [0, 0, 0, 1]}
CITIES |= {"A, alle": [1, 1, 0, 0], "B, alle": [0, 0, 1, 1], "Netz": [1, 0, 1, 0]}


def test_a_network_total_over_two_cities_gives_each_to_the_other():
    network = tables(CITIES, {"A, alle": 90, "B, alle": 70, "Netz": 5}, about=("A", "B"))
    assert limits(audit(network, full=True)) == {"A": (0, 5), "B": (0, 5)}
    own = network.rows(("A", "A, Rest"))
    insider = audit(network.knowing(Facts(own, np.array([3.0, 87.0]), np.array([3.0, 87.0]))))
    assert limits(insider)["B"] == (2, 2)
    assert "B" in insider.open_cells


def test_without_the_network_total_a_city_learns_nothing_of_another():
    city = {name: parts for name, parts in CITIES.items() if name != "Netz"}
    network = tables(city, {"A, alle": 90, "B, alle": 70}, about=("B",))
    own = network.rows(("A",))
    assert not audit(network.knowing(Facts(own, np.array([3.0]), np.array([3.0])))).open_cells


def test_a_corrected_total_with_unrevised_parts_tells_who_was_added():
    """Two editions of one table: unknowns are two offices as first counted, and those the second one got later."""
    first = {"1. Ausgabe, a": [1, 0, 0], "1. Ausgabe, b": [0, 1, 0], "1. Ausgabe, alle": [1, 1, 0]}
    second = {"2. Ausgabe, a": [1, 0, 0], "2. Ausgabe, b": [0, 1, 1], "2. Ausgabe, alle": [1, 1, 1]}
    both = first | second | {"Nachmeldung": [0, 0, 1]}
    found = audit(tables(both, {"1. Ausgabe, alle": 30, "2. Ausgabe, alle": 32}))
    assert found.open_cells == ("Nachmeldung",)
    assert limits(found)["Nachmeldung"] == (2, 2)


def test_a_partner_hidden_in_one_edition_and_printed_in_the_next_gives_the_cell_away():
    cells = {
        f"{n}. Ausgabe, {name}": parts
        for n in (1, 2)
        for name, parts in {"a": [1, 0, 0], "b": [0, 1, 0], "c": [0, 0, 1], "alle": [1, 1, 1]}.items()
    }
    once = {"1. Ausgabe, c": 20, "1. Ausgabe, alle": 30}
    assert not audit(tables(cells, once, about=("1. Ausgabe, a",))).open_cells
    again = once | {"2. Ausgabe, b": 7, "2. Ausgabe, alle": 30}
    assert audit(tables(cells, again, about=("1. Ausgabe, a",))).open_cells == ("1. Ausgabe, a",)


@pytest.mark.parametrize(("printed", "unit", "expected"), [(-9, 1, (3, 3)), (-10, 10, (0, 7))])
def test_a_change_between_two_years_gives_the_hidden_year_away(printed: int, unit: int, expected: tuple):
    """12 last year and nine fewer are 3; about ten fewer are anything up to 7."""
    known = tables({"2021": ONE, "2022": TWO}, {"2021": 12})
    found = audit(known.knowing(fact_of_change(rows(ONE), rows(TWO), np.array([printed]), unit)), full=True)
    assert limits(found) == {"2022": expected}
    assert bool(found.open_cells) == (unit == 1)


def test_cells_rounded_alone_can_be_recovered():
    """Four offices of 2 are printed as 0, together 8 as 10: only 2 + 2 + 2 + 2 fits."""
    sums = sparse.csr_array(np.vstack([np.eye(4), np.ones(4)]).astype(np.int64))
    offices = ("a", "b", "c", "d")
    hidden = known_of_tables((*offices, "alle"), sums, np.full(5, np.nan), about=offices)
    inner = np.full(4, 2)
    alone = audit(hidden.knowing(fact_of_rounding(sums, rounded_alone(sums @ inner), 2)))
    assert alone.open_cells == offices
    assert limits(alone)["a"] == (2, 2)
    together = hidden.knowing(fact_of_rounding(sums, rounded_together(sums, inner, 5, "2022"), 4))
    assert not audit(together, width=3).open_cells


def test_whole_persons_can_exclude_more_than_fractions():
    """3a + 5b = 8 has one answer in whole persons, and many in fractions."""
    known = tables({"a": ONE, "b": TWO}, {}).knowing(Facts(rows([3, 5]), np.array([8.0]), np.array([8.0])))
    for full in (False, True):
        found = audit(known, full=full)
        assert found.open_cells == ("a", "b")
        assert limits(found) == {"a": (1, 1), "b": (1, 1)}


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(
    "known",
    [
        tables({"a": ONE, "b": TWO, "beide": [1, 1]}, {"a": 5, "beide": 4}),
        tables({"a": ONE, "b": TWO, "beide": [1, 1], "auch a": ONE}, {"beide": 0, "auch a": 4}),
        tables({"a": ONE, "b": TWO}, {}).knowing(Facts(rows([2, 2]), np.array([3.0]), np.array([3.0]))),
        tables({x: [int(x != y) for y in "abc"] for x in "abc"} | {"x": [1, 0, 0]}, {"a": 3, "b": 3, "c": 3}),
    ],
    ids=["a part larger than its total", "a part of nobody", "half a person", "an odd sum of pairs"],
)
def test_a_publication_that_contradicts_itself_is_refused(known: Known, full: bool):
    with pytest.raises(ValueError, match="widerspricht sich selbst"):
        audit(known, full=full)


def test_who_is_in_a_printed_zero_is_nobody():
    """Of three offices one has nobody by the table next to it: the other two are pinned down no further."""
    offices = {"a": [1, 0, 0], "b": [0, 1, 0], "c": [0, 0, 1], "alle": [1, 1, 1], "b, anderswo": [0, 1, 0]}
    known = tables(offices, {"alle": 6, "b, anderswo": 0})
    found = audit(known)
    assert found.open_cells == ("b",)
    assert limits(audit(known, full=True)) == {"a": (0, 6), "b": (0, 0), "c": (0, 6)}
    assert proves(known, found) == ["b"]


def test_nothing_hidden_is_nothing_to_find():
    found = audit(tables({"a": ONE, "b": TWO}, {"a": 1, "b": 2}))
    assert (found.about, found.open_cells, found.tables.shape) == ((), (), (0, 2))


def test_one_table_is_a_witness_for_many_cells():
    """A hundred squares: two problems each would be 800, and a handful proves them all."""
    size = 100
    sums = sparse.csr_array(sparse.kron(sparse.eye_array(size, dtype=np.int64), margins((2, 2)), format="csr"))
    inner = np.tile([3, 40, 30, 50], size)
    shown = np.where(np.tile([1, 1, 0, 1, 1, 0, 0, 0, 0], size) > 0, np.nan, sums @ inner)
    known = known_of_tables(tuple(f"{n}" for n in range(9 * size)), sums, shown)
    found = audit(known, width=5)
    assert not found.open_cells
    assert proves(known, found) == []
    assert found.solved <= 20


small_tables = st.tuples(
    st.lists(st.integers(0, 4), min_size=6, max_size=6), st.lists(st.booleans(), min_size=12, max_size=12)
)


def everything(known: Known, largest: int) -> np.ndarray:
    """All tables of six whole numbers that agree, by trying each."""
    every = np.array(list(product(range(largest + 1), repeat=6)))
    said = every @ np.vstack([known.sums.toarray(), known.facts.toarray()]).T
    cells = len(known.cells)
    fits = (np.isnan(known.shown) | (said[:, :cells] == known.shown)).all(axis=1)
    return every[fits & ((said[:, cells:] >= known.fact_low) & (said[:, cells:] <= known.fact_high)).all(axis=1)]


@given(small_tables, st.integers(1, 3), st.sampled_from([None, 0, 1]))
@settings(deadline=None, max_examples=40)
def test_the_limits_are_those_of_all_tables_there_are(made, width, decimals):
    """Tables of two rows and three columns of at most 4 persons, some cells hidden, sometimes a share printed."""
    counts, hidden = made
    inner, sums = np.array(counts), margins((2, 3))
    known = known_of_tables(tuple("abcdefghijkl"), sums, np.where(hidden, np.nan, sums @ inner))
    known = known.knowing(fact_of_rounding(sparse.eye_array(6, format="csr"), np.full(6, 2), 2))
    if decimals is not None and inner.sum():
        share = np.round(100 * inner[:1] / inner.sum(), decimals)
        known = known.knowing(fact_of_share(sums[[0]], sums[[11]], share, decimals))
    every = everything(known, 4) @ known.rows(known.about).T
    low, high = (every.min(axis=0), every.max(axis=0))
    found, pooled = audit(known, width, full=True), audit(known, width)
    for one in (found, pooled):
        assert proves(known, one) == list(one.open_cells)
        assert all(agrees(known, table) for table in one.tables)
        assert one.open_cells == tuple(name for name, near in zip(known.about, high - low < width, strict=True) if near)
    assert (found.low <= low).all()
    assert (found.high >= high).all()
    assert (pooled.low >= found.low).all()
    assert (pooled.high <= found.high).all()
    if decimals is None:
        assert (found.low.tolist(), found.high.tolist()) == (low.tolist(), high.tolist())
