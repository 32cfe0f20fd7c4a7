"""A rule that nobody could evaluate is never said to be fulfilled."""

from typing import Any

import pandas as pd
import pytest

from assets.deliveries.answering.unchecked import unchecked_rules
from schemas.deliveries import State

RULES = pd.DataFrame(
    [
        ("O", "ort", "FEHLER"),
        ("D", "datei", "FEHLER"),
        ("T", "tabelle", "FEHLER"),
        ("H", "tabelle", "HINWEIS"),
        ("Z", "zelle", "FEHLER"),
        ("R", "zeile", "FEHLER"),
        ("V", "vergleich", "RÜCKFRAGE"),
        ("W", "vergleich", "FEHLER"),
    ],
    columns=["code", "step", "severity"],
)
DELIVERY = {"state": str(State.REFUSED), "rows_read": 5, "not_evaluated": ""}


def unchecked(*codes: str, **changes: Any) -> dict[str, str]:
    return unchecked_rules(DELIVERY | changes, pd.DataFrame({"code": list(codes)}), RULES)


@pytest.mark.parametrize(
    ("fault", "open_rules"), [("O", "DTHZRVW"), ("D", "THZRVW"), ("T", "ZRVW"), ("Z", "VW"), ("R", "VW"), ("W", "")]
)
def test_a_fault_leaves_the_later_steps_open(fault: str, open_rules: str):
    assert "".join(unchecked(fault)) == open_rules


def test_a_hint_leaves_nothing_open():
    assert unchecked("H", state=str(State.ACCEPTED_WITH_HINTS)) == {}


def test_the_first_fault_gives_the_reason_and_what_was_found_was_evaluated():
    open_rules = unchecked("T", "Z")
    assert "".join(open_rules) == "RVW"
    assert set(open_rules.values()) == {"die Tabelle nicht sicher gelesen werden konnte"}


def test_what_the_check_names_itself_is_told():
    assert unchecked(state=str(State.ACCEPTED), not_evaluated="V") == {
        "V": "Zahlen zum Vergleichen fehlen, zum Beispiel die des Vorjahres"
    }


def test_if_nobody_recorded_it_no_comparison_counts_as_made():
    assert "".join(unchecked(state=str(State.ACCEPTED), not_evaluated=None)) == "VW"


def test_a_delivery_without_rows_proves_nothing_about_rows():
    open_rules = unchecked(state=str(State.ACCEPTED), rows_read=0)
    assert "".join(open_rules) == "ZRVW"
    assert set(open_rules.values()) == {"die Lieferung keine Zeilen enthält"}


@pytest.mark.parametrize("state", [State.DUPLICATE, State.QUARANTINE])
def test_what_was_never_checked_has_no_fulfilled_rule(state: State):
    assert "".join(unchecked(state=str(state))) == "ODTHZRVW"
