"""The whole check of one delivered file: bytes in, rows and findings out, nothing touched.

Belongs here: the order of the steps and the verdict. Not here: the steps themselves, the folder, the store.
"""

from dataclasses import dataclass

import pandas as pd

from assets.deliveries.checking.harmonise import REQUIRED, harmonise
from assets.deliveries.checking.plausibility import check_table
from assets.deliveries.checking.rules import Expected, check_rows
from assets.deliveries.reading.read_csv import read_csv
from assets.reference.seeds import Reference
from schemas.deliveries import Finding, Severity, State
from schemas.headline import AcceptedFigure, Figure


@dataclass(frozen=True)
class Checked:
    """The verdict on one file. `rows` (columns of schemas.headline.Figure) are empty unless it is accepted whole."""

    rows: pd.DataFrame
    rows_read: int
    findings: list[Finding]

    @property
    def state(self) -> State:
        """The state the delivery gets: its worst finding decides."""
        severities = {finding.severity for finding in self.findings}
        if Severity.FEHLER in severities:
            return State.REFUSED
        return State.ACCEPTED_WITH_HINTS if severities else State.ACCEPTED


def check_headline(content: bytes, expected: Expected, reference: Reference, required: list[str] = REQUIRED) -> Checked:
    """Checks a file of the form `eckwerte`. All findings come in one run, in the order of the file's lines."""
    table = read_csv(content)
    nothing = pd.DataFrame(columns=list(Figure.to_schema().columns))
    unreadable = any(one.code.startswith(("DATEI", "KOPF", "TABELLE")) for one in table.findings)
    if unreadable or not table.rows:
        return Checked(nothing, len(table.rows), table.findings)
    rows, findings = harmonise(table, reference, required)
    findings = [*table.findings, *findings, *check_rows(rows, expected, reference)]
    # Sums and series of a table with unreadable rows would only repeat what is already said.
    if not any(one.severity == Severity.FEHLER for one in findings):
        findings += check_table(rows, reference)
    checked = Checked(nothing, len(table.rows), sorted(findings, key=lambda one: one.row or 0))
    if checked.state == State.REFUSED:
        return checked
    return Checked(rows[nothing.columns], checked.rows_read, checked.findings)


def accepted_rows(checked: Checked, receipt: str, delivery_year: int) -> pd.DataFrame:
    """The rows of an accepted delivery as they are stored (columns of schemas.headline.AcceptedFigure)."""
    rows = checked.rows.assign(receipt=receipt, delivery_year=delivery_year)
    return rows[list(AcceptedFigure.to_schema().columns)]
