"""What a verdict changes: which rows count from now on, and what becomes of the versions before.

Belongs here: the changes as data, from the verdict and the deliveries of the same city and year. Not here: the check,
writing, the order of the durable steps (answer.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from assets.deliveries.arrival.register import numbered
from assets.deliveries.checking.check import Checked, accepted_rows
from schemas.deliveries import ACCEPTED_STATES, State
from schemas.forms import FORMS

Delivery = Mapping[str, Any]  # a row of the register


@dataclass(frozen=True)
class Changes:
    """What the store must change at once: columns of deliveries by receipt, the delivery's findings, rows by table."""

    deliveries: dict[str, dict[str, Any]]
    findings: list[dict[str, Any]]
    rows: dict[str, pd.DataFrame] = field(default_factory=dict)


def changes_of(
    delivery: Delivery, checked: Checked, state: State, registered: Iterable[Delivery], rule_set: str
) -> Changes:
    """The changes by the verdict on `delivery`; `registered`: all deliveries of its city and year.

    `state` is the verdict's, or QUARANTÄNE where the check itself broke. For every form the newest accepted delivery
    counts that has it. A version whose forms are all in newer ones is replaced; a refused version replaces nothing.
    """
    receipt, year = str(delivery["receipt"]), int(delivery["year"])
    forms = sorted({*checked.rows, *checked.nil}) if state in ACCEPTED_STATES else []
    verdict = {
        "state": str(state),
        "forms": "|".join(forms),
        "rows_read": checked.rows_read,
        "rows_accepted": sum(len(rows) for rows in checked.rows.values()) if forms else 0,
        "not_evaluated": "|".join(checked.not_evaluated),
        "rule_set": rule_set,
    }
    now = [{**one, **verdict} if one["receipt"] == receipt else one for one in registered]
    counts = in_force(now)
    deliveries = {receipt: verdict}
    for one in now:
        if one["state"] in ACCEPTED_STATES and one["receipt"] not in counts.values():
            deliveries.setdefault(str(one["receipt"]), {})["state"] = str(State.REPLACED)
    rows = accepted_rows(checked, receipt, year) if forms else {}
    loaded = {FORMS[form].table: rows[FORMS[form].table] for form in forms if counts[form] == receipt}
    return Changes(deliveries, numbered(receipt, checked.findings), loaded)


def in_force(registered: Iterable[Delivery]) -> dict[str, str]:
    """Form → receipt of the newest accepted delivery that has it, of one city and year."""
    accepted = sorted((one for one in registered if one["state"] in ACCEPTED_STATES), key=lambda one: one["number"])
    return {form: str(one["receipt"]) for one in accepted for form in str(one["forms"]).split("|") if form}
