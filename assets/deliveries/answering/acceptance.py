"""What a verdict changes in the store: which rows count from now on, and what becomes of the versions before.

Belongs here: the changes as data, from the verdict and the deliveries of the same city and year. Not here: the check,
writing, the order of the durable steps (intake.py).
"""

from typing import Any

import pandas as pd

from assets.deliveries.arrival.register import numbered
from assets.deliveries.checking.check import Checked, accepted_rows
from schemas.deliveries import ACCEPTED_STATES, RegisteredFinding, State
from schemas.forms import FORMS
from schemas.store import Changes


def changes_of(
    delivery: dict[str, Any], checked: Checked, state: State, registered: pd.DataFrame, rule_set: str
) -> Changes:
    """The changes by the verdict on `delivery`; `registered`: all deliveries of its city and year.

    `state` is the verdict's, or QUARANTÄNE where the check itself broke.

    For every form the newest accepted delivery counts that has it. A version whose forms are all in newer ones is
    replaced; a refused version replaces nothing.
    """
    receipt, year = str(delivery["receipt"]), int(delivery["year"])
    forms = sorted({*checked.rows, *checked.nil}) if state in ACCEPTED_STATES else []
    verdict = {
        "state": str(state),
        "forms": "|".join(forms),
        "rows_read": checked.rows_read,
        "rows_accepted": sum(len(rows) for rows in checked.rows.values()) if forms else 0,
        "rule_set": rule_set,
    }
    registered = registered.sort_values("number", ignore_index=True)
    index = registered.index[registered["receipt"] == receipt][0]
    for column, value in verdict.items():
        registered.loc[index, column] = value
    counts = in_force(registered)
    accepted = registered["state"].isin(ACCEPTED_STATES)
    registered.loc[accepted & ~registered["receipt"].isin(counts.values()), "state"] = str(State.REPLACED)

    findings = pd.DataFrame(numbered(receipt, checked.findings), columns=list(RegisteredFinding.to_schema().columns))
    changes: dict[str, tuple[pd.DataFrame, list[dict[str, Any]]]] = {
        "deliveries": (registered, [{"ags": delivery["ags"], "year": year}]),
        "findings": (findings, [{"receipt": receipt}]),
    }
    rows = accepted_rows(checked, receipt, year) if forms else {}
    for form in forms:
        if counts[form] == receipt:
            table = FORMS[form].table
            changes[table] = (rows[table], [{"ags": delivery["ags"], "delivery_year": year}])
    return changes


def in_force(registered: pd.DataFrame) -> dict[str, str]:
    """Form → receipt of the newest accepted delivery that has it, of one city and year."""
    accepted = registered[registered["state"].isin(ACCEPTED_STATES)].sort_values("number")
    return {
        form: str(row.receipt) for row in accepted.itertuples(index=False) for form in str(row.forms).split("|") if form
    }
