"""What a verdict changes: the newest accepted version counts, form by form; a refused one changes nothing."""

from typing import Any

import pytest

from assets.deliveries.answering.acceptance import changes_of, in_force
from assets.deliveries.checking.check import Checked
from assets.deliveries.checking.typed import nothing
from assets.deliveries.findings import finding
from schemas.deliveries import State
from schemas.forms import FORMS

FAULT = finding("DATEI_LEER")


def version(number: int, state: State, forms: str = "") -> dict[str, Any]:
    return {"receipt": f"r{number}", "number": number, "ags": "05916000", "year": 2022, "state": state, "forms": forms}


def accepted(*forms: str) -> Checked:
    return Checked({form: nothing(FORMS[form]) for form in forms}, 0, [])


def states(changes) -> dict[str, str]:
    return {receipt: columns["state"] for receipt, columns in changes.deliveries.items()}


def test_a_correction_replaces_what_was_accepted():
    versions = [version(1, State.ACCEPTED, "personal"), version(2, State.IN_CHECK)]
    changes = changes_of(versions[1], accepted("personal"), State.ACCEPTED, versions, "x")
    assert states(changes) == {"r1": "ERSETZT", "r2": "ANGENOMMEN"}
    assert list(changes.rows) == ["staff_counts"]


@pytest.mark.parametrize("state", [State.REFUSED, State.QUERY, State.QUARANTINE])
def test_a_refused_correction_leaves_what_was_accepted(state: State):
    versions = [version(1, State.ACCEPTED, "personal"), version(2, State.IN_CHECK)]
    changes = changes_of(versions[1], Checked({}, 0, [FAULT]), state, versions, "x")
    assert states(changes) == {"r2": str(state)}
    assert changes.rows == {}
    assert [row["code"] for row in changes.findings] == ["DATEI_LEER"]


def test_a_workbook_keeps_the_forms_that_no_newer_file_has():
    versions = [version(1, State.ACCEPTED, "gewinnung|personal"), version(2, State.IN_CHECK)]
    changes = changes_of(versions[1], accepted("personal"), State.ACCEPTED, versions, "x")
    assert states(changes) == {"r2": "ANGENOMMEN"}
    now = [versions[0], {**versions[1], "state": "ANGENOMMEN", "forms": "personal"}]
    assert in_force(now) == {"gewinnung": "r1", "personal": "r2"}


def test_an_older_version_accepted_late_does_not_push_out_the_newer():
    versions = [version(1, State.IN_CHECK), version(2, State.ACCEPTED, "personal")]
    changes = changes_of(versions[0], accepted("personal"), State.ACCEPTED, versions, "x")
    assert states(changes) == {"r1": "ERSETZT"}
    assert changes.rows == {}


def test_a_nil_return_empties_the_form():
    versions = [version(1, State.ACCEPTED, "personal"), version(2, State.IN_CHECK)]
    nil = Checked({"personal": nothing(FORMS["personal"])}, 0, [], nil=["personal"])
    changes = changes_of(versions[1], nil, State.ACCEPTED, versions, "x")
    assert [len(rows) for rows in changes.rows.values()] == [0]
    assert states(changes)["r1"] == "ERSETZT"
