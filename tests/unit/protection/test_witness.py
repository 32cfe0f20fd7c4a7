"""The checker of proofs: it adds up, compares, and believes nothing."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from assets.protection.audit import audit
from assets.protection.known import Facts, Known, known_of_tables
from assets.protection.witness import agrees, proves

ROW = sparse.csr_array(np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]))


@pytest.fixture
def known() -> Known:
    """Three offices with 3, 4 and 20 persons; the two small ones are hidden."""
    return known_of_tables(("a", "b", "c", "alle"), ROW, np.array([np.nan, np.nan, 20, 27]))


@pytest.mark.parametrize("table", [[3, 4, 20], [0, 7, 20], [7, 0, 20]])
def test_a_table_agrees_that_adds_up(known: Known, table: list[int]):
    assert agrees(known, np.array(table))


@pytest.mark.parametrize(
    "table", [[3, 4, 21], [3, 5, 20], [-1, 8, 20], [3.0, 4.0, 20.0], [3, 4], [[3, 4, 20]]], ids=str
)
def test_a_table_does_not_agree_that_adds_up_wrongly_or_counts_no_persons(known: Known, table: list):
    assert not agrees(known, np.array(table))


def test_a_fact_is_met_to_the_last_person(known: Known):
    """No more than 3 times the first office in the second: a limit met exactly is met."""
    told = known.knowing(Facts(sparse.csr_array([[-3, 1, 0]]), np.array([-np.inf]), np.array([-5.0])))
    assert agrees(told, np.array([3, 4, 20]))
    assert not agrees(told, np.array([2, 5, 20]))


def test_facts_in_fractions_are_refused(known: Known):
    with pytest.raises(ValueError, match="ganzen Zahlen"):
        known.knowing(Facts(sparse.csr_array([[0.5, 0, 0]]), np.zeros(1), np.ones(1)))


def test_a_cell_is_named_once_and_stands_in_a_table(known: Known):
    with pytest.raises(ValueError, match=r"mehrfach da: a\."):
        replace(known, cells=("a", "a", "c", "alle"))
    with pytest.raises(ValueError, match=r"keiner Tabelle: d\."):
        replace(known, about=("d",))


def test_forged_proofs_are_found(known: Known):
    found = audit(known, width=2)
    assert proves(known, found) == []
    wrong = found.tables.copy()
    wrong[0, 0] += 1
    assert proves(known, replace(found, tables=wrong))
    assert proves(known, replace(found, pairs=found.pairs[:, [0, 0]])) == ["a", "b"]
    assert proves(known, replace(found, pairs=np.full((2, 2), -1))) == ["a", "b"]
    assert proves(known, replace(found, width=8)) == ["a", "b"]


def test_a_cell_left_out_of_the_audit_is_not_proved(known: Known):
    assert proves(known, audit(replace(known, about=("a",)))) == ["b"]


def test_the_proof_for_a_weaker_attacker_does_not_serve_for_a_stronger(known: Known):
    told = known.knowing(Facts(known.rows(("a",)), np.array([3.0]), np.array([3.0])))
    assert proves(told, audit(known)) == ["a", "b"]


def test_the_checker_needs_no_solver():
    code = (
        "import sys, assets.protection.witness; sys.exit(any(m in sys.modules for m in ('scipy.optimize', 'highspy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
