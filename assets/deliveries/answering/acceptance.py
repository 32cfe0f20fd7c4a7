"""From a registered delivery to its answer: the check of the archived bytes and what changes in the store by it.

Belongs here: which version is checked, what its verdict does to the versions before it. Not here: the check itself
(check.py), writing (assets.py).
"""

import logging
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from assets.deliveries.arrival.archive import recall
from assets.deliveries.arrival.register import numbered
from assets.deliveries.checking.check import Checked, accepted_rows, check_headline
from assets.deliveries.checking.rules import Expected
from assets.deliveries.findings import finding
from assets.reference.seeds import Reference
from schemas.deliveries import ACCEPTED_STATES, RegisteredFinding, State
from schemas.headline import AcceptedFigure
from schemas.store import Changes


@dataclass(frozen=True)
class Answer:
    """The answer to one delivery: its row in the register, its findings, and what the store must change at once."""

    delivery: dict[str, Any]
    findings: pd.DataFrame
    changes: Changes


def answer(versions: pd.DataFrame, archive: Path, reference: Reference) -> Answer | None:
    """Checks the newest of all versions of one city, form and year; None where it is already accepted.

    An accepted version replaces the accepted one before it. A refused one replaces nothing: what was accepted stays.
    """
    versions = versions.sort_values("version", ignore_index=True)
    newest = versions.iloc[-1]
    if newest["state"] in ACCEPTED_STATES:
        return None
    receipt, year = str(newest["receipt"]), int(newest["year"])
    ags = str(newest["ags"])
    expected = Expected({ags: reference.names[ags]}, year, reference.names[ags])
    checked, state = _check(newest, archive, expected, reference)
    findings = pd.DataFrame(numbered(receipt, checked.findings), columns=list(RegisteredFinding.to_schema().columns))

    accepted = state in ACCEPTED_STATES
    states = versions["state"].tolist()
    if accepted:
        states = [State.REPLACED if one in ACCEPTED_STATES else one for one in states]
    versions = versions.assign(state=[*states[:-1], state])
    last = versions.index[-1]
    versions.loc[last, "rows_read"] = checked.rows_read
    versions.loc[last, "rows_accepted"] = len(checked.rows)
    changes: dict[str, tuple[pd.DataFrame, list[dict[str, Any]]]] = {
        "deliveries": (versions, [{"ags": ags, "form": newest["form"], "year": year}]),
        "findings": (findings, [{"receipt": receipt}]),
    }
    if accepted:
        changes["figures"] = (accepted_rows(checked, receipt, year), [{"ags": ags, "delivery_year": year}])
    return Answer(versions.iloc[-1].to_dict(), findings, changes)


def together(answers: Sequence[Answer]) -> Changes:
    """The changes of several answers as one, so that the store makes them in one transaction."""
    tables = {table for one in answers for table in one.changes}
    merged = {}
    for table in sorted(tables):
        parts = [one.changes[table] for one in answers if table in one.changes]
        keys = [key for _, part_keys in parts for key in part_keys]
        merged[table] = (pd.concat([frame for frame, _ in parts], ignore_index=True), keys)
    return merged


def _check(newest: pd.Series, archive: Path, expected: Expected, reference: Reference) -> tuple[Checked, State]:
    try:
        checked = check_headline(recall(str(newest["sha256"]), archive), expected, reference)
    except Exception as error:
        # One poisonous file must never stop the others: it is kept, named and left to the office.
        log = logging.getLogger("kontrakt")
        log.exception("%s ließ sich nicht prüfen:\n%s", newest["receipt"], traceback.format_exc())
        nothing = pd.DataFrame(columns=list(AcceptedFigure.to_schema().columns))
        return Checked(nothing, 0, [finding("DATEI_UNLESBAR", value=type(error).__name__)]), State.QUARANTINE
    return checked, checked.state
