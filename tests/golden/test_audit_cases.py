"""The attacker finds in published cases what others found there, and nothing where they prove safety."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from assets.protection.audit import audit
from assets.protection.known import Facts, Known, known_of_tables
from assets.protection.witness import Audit, proves

CASES = Path(__file__).parent / "protection"


def sums_of(cells: list[str], equations: pd.DataFrame) -> sparse.csr_array:
    """Which cells without parts each cell adds up, by following the equations down."""
    parts: dict[str, list[str]] = {}
    for _, equation in equations.groupby("eq"):
        total = equation.loc[equation["coef"] < 0, "cell"].iloc[0]
        parts.setdefault(total, equation.loc[equation["coef"] > 0, "cell"].tolist())
    smallest = [cell for cell in cells if cell not in parts]

    def under(cell: str) -> set[str]:
        return set().union(*map(under, parts[cell])) if cell in parts else {cell}

    return sparse.csr_array(np.array([[small in under(cell) for small in smallest] for cell in cells], dtype=np.int64))


def case(name: str) -> tuple[pd.DataFrame, sparse.csr_array]:
    cells = pd.read_csv(CASES / f"{name}.cells.csv").set_index("cell")
    return cells, sums_of(list(cells.index), pd.read_csv(CASES / f"{name}.equations.csv"))


def known(cells: pd.DataFrame, sums: sparse.csr_array, hidden: pd.Series) -> Known:
    return known_of_tables(tuple(cells.index), sums, cells["value"].mask(hidden.astype(bool)).to_numpy(float))


def limits(found: Audit) -> pd.DataFrame:
    return pd.DataFrame({"low": found.low, "high": found.high}, index=list(found.about))


def checked(knowledge: Known, full: bool = False) -> Audit:
    """The audit, after its proofs were added up and agree with its claims."""
    found = audit(knowledge, full=full)
    assert proves(knowledge, found) == list(found.open_cells)
    return found


def same(found: Audit, expected: pd.DataFrame) -> None:
    expected = expected.dropna()
    assert limits(found).loc[expected.index].to_numpy().tolist() == expected.to_numpy().tolist()


def test_two_holes_in_every_row_and_column_are_not_enough():
    """Case 01: w,b is exactly 47; the other eight cells have the published limits."""
    cells, sums = case("01_trap4x4")
    found = checked(known(cells, sums, cells["suppressed_given"]), full=True)
    assert found.open_cells == ("w|b",)
    assert len(found.about) == 9
    same(found, cells[["lp_low_before", "lp_high_before"]])


def test_one_further_hidden_cell_repairs_the_trap():
    cells, sums = case("01_trap4x4")
    found = checked(known(cells, sums, cells["opt_min_value"]), full=True)
    assert not found.open_cells
    same(found, cells[["lp_low_after_opt", "lp_high_after_opt"]])


@pytest.mark.parametrize(("other", "grouping"), [("big small", "county_only"), ("county-1 county-2", "group_only")])
def test_each_grouping_of_regions_alone_is_safe(other: str, grouping: str):
    cells, sums = case("02_linked_regions")
    one = ~cells.index.isin(other.split())
    found = checked(known(cells[one], sums[one], cells.loc[one, "primary_le3"]), full=True)
    assert not found.open_cells
    same(found, cells[[f"{grouping}_low", f"{grouping}_high"]])


def test_both_groupings_together_give_a_region_away():
    """Case 02: K is exactly 3; with N hidden too it is not."""
    cells, sums = case("02_linked_regions")
    found = checked(known(cells, sums, cells["primary_le3"]), full=True)
    assert found.open_cells == ("K",)
    same(found, cells[["joint_low", "joint_high"]])
    repaired = checked(known(cells, sums, cells["expected_final_suppressed"]), full=True)
    assert not repaired.open_cells
    same(repaired, cells[["final_joint_low", "final_joint_high"]])


def linked(method: str) -> tuple[Known, pd.Series]:
    """Both tables of case 04 as the attacker sees them, who knows where nobody is; and the persons of each cell."""
    records = pd.read_csv(CASES / "04_linked_tables.input.csv", dtype=str)
    lines = pd.read_csv(CASES / "04_linked_tables.gauss.csv", dtype=str, keep_default_na=False)
    lines = lines[lines["method"] == method].reset_index(drop=True)
    held = np.ones((len(lines), len(records)), dtype=bool)
    for name, columns in {"age": ["age"], "eu": ["eu"], "geo": ["geo", "eu"], "year": ["year"]}.items():
        said = lines[name].to_numpy()[:, None]
        held &= np.isin(said, ["Total", ""]) | np.any([said == records[c].to_numpy() for c in columns], axis=0)
    shown = lines["value"].astype(float).mask(lines["suppressed"] == "1")
    labels = lines[["table", "age", "eu", "geo", "year"]].agg("|".join, axis=1)
    sums = sparse.csr_array(held.astype(np.int64))
    assert (sums @ records["value"].astype(int).to_numpy() == lines["value"].astype(int)).all()
    return known_of_tables(tuple(labels), sums, shown.to_numpy()), pd.Series([row.tobytes() for row in held], labels)


@pytest.mark.parametrize(
    ("method", "recovered"),
    [("local", 8), ("consistent", 4), ("super-consistent", 0), ("back-tracking", 0), ("global", 0)],
)
def test_tables_protected_one_by_one_betray_each_other(method: str, recovered: int):
    knowledge, persons = linked(method)
    found = checked(knowledge)
    assert persons[list(found.open_cells)].nunique() == recovered


def test_the_four_cells_that_consistent_hiding_betrays():
    knowledge, _ = linked("consistent")
    found = checked(knowledge)
    assert {tuple(name.split("|")[3:]) for name in found.open_cells} == {
        ("Portugal", "2014"),
        ("Portugal", "2016"),
        ("Spain", "2014"),
        ("Spain", "2015"),
    }
    assert limits(found).loc["2|||Portugal|2014"].tolist() == [1, 1]


def test_every_optimal_pattern_of_the_table_with_zeros_is_safe():
    cells, sums = case("06_zeros4x5")
    for pattern in ("gauss_exact_only", "opt_pm1", "opt_up5_lo1"):
        assert not checked(known(cells, sums, cells[pattern])).open_cells
    small = cells["primary_1_4"].astype(bool)
    found = limits(checked(known(cells, sums, cells["opt_up5_lo1"]), full=True))[
        lambda f: f.index.isin(cells[small].index)
    ]
    assert (found["high"] >= 5).all()
    assert (found["low"] < cells.loc[small, "value"]).all()


def test_hiding_only_the_small_cells_of_the_table_with_zeros_betrays_all_four():
    cells, sums = case("06_zeros4x5")
    assert len(checked(known(cells, sums, cells["primary_1_4"])).open_cells) == 4


def test_partners_for_two_of_four_leave_the_other_two_alone():
    """The trap of case 06: a pattern that looks repaired and leaves two small cells exactly recoverable."""
    cells, sums = case("06_zeros4x5")
    hidden = cells["primary_1_4"].astype(bool) | cells.index.isin(["a00|b00", "a00|b04"])
    assert checked(known(cells, sums, hidden)).open_cells == ("a02|b02", "a03|b03")


def test_known_zeros_are_no_partners():
    """Case 06: a square of two small cells and two zeros hides only from those who do not know the zeros."""
    cells, sums = case("06_zeros4x5")
    square = cells.index.isin(["a02|b02", "a02|b03", "a03|b02", "a03|b03"])
    knowledge = known(cells, sums, pd.Series(square, cells.index))
    assert not checked(knowledge).open_cells
    zeros = knowledge.rows(("a02|b03", "a03|b02"))
    told = checked(knowledge.knowing(Facts(zeros, np.zeros(2), np.zeros(2))))
    assert {"a02|b02", "a03|b03"} <= set(told.open_cells)


def test_a_further_hidden_cell_never_helps_the_attacker():
    cells, sums = case("01_trap4x4")
    hidden = cells["suppressed_given"].astype(bool)
    steps = [
        limits(checked(known(cells, sums, hidden | cells.index.isin(more)), full=True))
        for more in ([], ["x|d"], ["x|d", "z|c"])
    ]
    for narrow, wide in pairwise(steps):
        assert (wide.loc[narrow.index, "low"] <= narrow["low"]).all()
        assert (wide.loc[narrow.index, "high"] >= narrow["high"]).all()


@pytest.mark.parametrize(("hidden", "stage"), [([1, 2], "after_gauss"), ([1, 2, 3], "final")])
def test_hiding_for_exact_disclosure_alone_leaves_narrow_limits(hidden: list[int], stage: str):
    """Case 03: a width of 4 after elimination, and of 12 or more once two further cells are hidden."""
    lines = pd.read_csv(CASES / "03_age_geo_interval.gauss.csv")
    records = lines[(lines["age"] != "Total") & (lines["geo"] != "Total")]
    held = np.logical_and.reduce(
        [
            lines[axis].eq("Total").to_numpy()[:, None]
            | np.equal.outer(lines[axis].to_numpy(), records[axis].to_numpy())
            for axis in ("age", "geo")
        ]
    )
    cells = lines.set_index(lines["age"] + "|" + lines["geo"])
    found = checked(known(cells, sparse.csr_array(held.astype(np.int64)), cells["stage"].isin(hidden)), full=True)
    same(found, cells[[f"low_{stage}", f"high_{stage}"]])


@pytest.mark.parametrize("pattern", ["opt_min_value", "opt_min_count"])
def test_optimal_patterns_of_a_large_published_table_keep_their_levels(pattern: str):
    """Case 09: counts up to millions, so tolerances matter."""
    cells, sums = case("09_targus")
    found = limits(checked(known(cells, sums, cells[pattern].where(cells["primary"] == 0, 1)), full=True))
    small = cells[cells["primary"] == 1]
    assert (found.loc[small.index, "high"] >= small["value"] + small["upper_protection"]).all()
    assert (found.loc[small.index, "low"] <= small["value"] - small["lower_protection"]).all()
