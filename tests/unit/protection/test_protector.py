"""The protector's steps together: what it leaves is safe from the attacker, who shares none of its code."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from assets.protection.audit import audit
from assets.protection.cells import Cells
from assets.protection.group_cells import Block, block_cells
from assets.protection.known import Facts, Known, known_of_tables
from assets.protection.protector import Pattern, protect_cells
from assets.protection.witness import proves
from tests.unit.protection.test_group_cells import COUNTS, counted


def attacker(cells: Cells, hidden: np.ndarray) -> Known:
    """Who reads the printed cells and knows which groups add up."""
    shown = np.where(hidden, np.nan, cells.values.astype(float))
    known = known_of_tables(cells.names, sparse.csr_array(cells.sums), shown)
    nothing = np.zeros(cells.ties.shape[0])
    return known.knowing(Facts(sparse.csr_array(cells.ties), nothing, nothing))


def protected(block: Block) -> Pattern:
    return protect_cells(block.cells, block.threshold)


def names(block: Block, flags: np.ndarray) -> set[str]:
    return {name for name, flag in zip(block.cells.names, flags, strict=True) if flag}


def test_what_stays_is_safe_and_the_whole_is_still_told():
    block = block_cells(counted(COUNTS))
    pattern = protected(block)
    assert {"personal: yes", "personal: known", "personal/sex=W: yes"} <= names(block, ~pattern.hidden)
    assert (pattern.hidden >= block.cells.primary).all()
    known = attacker(block.cells, pattern.hidden)
    found = audit(known)
    assert found.open_cells == ()
    assert proves(known, found) == []


def test_nothing_small_nothing_hidden():
    pattern = protected(block_cells(counted({"personal": (50, 200, 5), "personal/sex=W": (30, 100, 0)})))
    assert not pattern.hidden.any()
    assert pattern.proven


def test_the_cheapest_pattern_costs_no_more_than_the_quick_one():
    careers = {"LG11": (4, 96, 0), "LG21": (36, 564, 0), "LG22": (60, 240, 0)}
    parts = {f"personal/career={code}": count for code, count in careers.items()}
    block = block_cells(counted({"personal": (100, 900, 0)} | parts))
    least = protected(block)
    assert least.proven
    assert 0 < least.cost <= least.quick
    assert audit(attacker(block.cells, least.hidden)).open_cells == ()


def test_the_third_sex_hides_more_than_itself():
    block = block_cells(
        counted({"personal": (40, 160, 0), "personal/sex=W": (25, 95, 0), "personal/sex=M": (14, 63, 0)})
    )
    hidden = protected(block).hidden
    assert names(block, hidden) & {"personal/sex=W: yes", "personal/sex=M: yes", "personal: yes"}
    assert audit(attacker(block.cells, hidden)).open_cells == ()


def test_of_two_answers_one_is_no_protection_for_the_other():
    block = block_cells(counted({"personal": (97, 3, 0)}))
    # Only the no is small; with all known answers printed the yes would betray it.
    assert names(block, block.cells.primary) == {"personal: no"}
    assert names(block, protected(block).hidden) & {"personal: yes", "personal: known"}


def test_what_readers_need_most_is_given_up_last():
    parts = {"personal": (40, 160, 0), "personal/career=LG11": (38, 60, 0), "personal/career=LG21": (2, 100, 0)}
    rows = counted(parts)
    rows["weight"] = rows["persons"].eq("personal").map({True: 100, False: 1})
    block = block_cells(rows)
    assert names(block, protected(block).hidden) == {"personal/career=LG21: yes", "personal/career=LG11: yes"}


careers = st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=3, max_size=3)


@settings(max_examples=25, deadline=None)
@given(careers, st.tuples(*[st.integers(0, 9)] * 3), st.sampled_from(["OFFEN", "GEHEIM"]))
def test_whatever_the_breakdowns_no_hidden_number_is_open(parts: list[tuple], women: tuple, zeros: str):
    whole = tuple(sum(column) for column in zip(*parts, strict=True))
    groups = {f"personal/career=LG{number}": part for number, part in enumerate(parts)}
    groups |= {"personal": whole, "personal/sex=W": tuple(map(min, women, whole))}
    block = block_cells(counted(groups, zeros=zeros))
    hidden = protected(block).hidden
    if hidden.any():
        assert audit(attacker(block.cells, hidden)).open_cells == ()


def test_a_number_that_must_be_printed_and_must_be_hidden_is_named():
    cells = block_cells(counted(COUNTS)).cells
    with pytest.raises(ValueError, match="leadership=AMT: yes"):
        replace(cells, fixed=cells.primary & np.array(["AMT: yes" in name for name in cells.names]))


def test_told_before_and_betraying_a_small_group_is_named():
    both = {"personal": (40, 160, 0), "personal/sex=W": (25, 95, 0), "personal/sex=M": (13, 63, 0)}
    rows = counted(both)
    rows["printed_yes"] = True
    block = block_cells(rows)
    with pytest.raises(ValueError, match="übrige: yes"):
        protected(block)


def test_where_everything_is_secret_everything_is_hidden():
    block = block_cells(counted({"personal": (1, 2, 1)}))
    assert protected(block).hidden.all()


def test_a_city_with_a_single_office_gets_one_decision_for_both():
    whole = {"personal": (60, 440, 9), "personal/career=LG11": (3, 97, 2), "personal/career=LG21": (57, 343, 7)}
    rows = counted(whole | {"personal/task_area=PB01": whole["personal"]})
    rows["weight"] = rows["persons"].str.contains("career").map({True: 100, False: 1})
    block = block_cells(rows)
    hidden = names(block, protected(block).hidden)
    # The whole is given up for its small part, and the office that is the whole with it.
    assert {"personal: yes", "personal/task_area=PB01: yes"} <= hidden
    assert "personal/career=LG21: yes" not in hidden
