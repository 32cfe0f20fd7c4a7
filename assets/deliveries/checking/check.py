"""The whole check of one delivered file: bytes in, rows and findings out, nothing touched.

Belongs here: the order of the steps and the verdict. Not here: the steps themselves, the folder, the store.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd

from assets.deliveries.checking.cover import Cover, nil_return, read_cover
from assets.deliveries.checking.expected import Earlier, Expected
from assets.deliveries.checking.exported import take_over
from assets.deliveries.checking.exports import known_headers, recognise
from assets.deliveries.checking.harmonise import REQUIRED, harmonise, header_findings
from assets.deliveries.checking.headline import MOST_ROWS
from assets.deliveries.checking.plausibility import check_together, codes_of
from assets.deliveries.checking.reasons import settle
from assets.deliveries.checking.rules import check_duplicates, check_rows
from assets.deliveries.checking.sheets import answered, assign
from assets.deliveries.checking.typed import Rows, nothing
from assets.deliveries.findings import finding
from assets.deliveries.reading.read_file import read_file
from assets.deliveries.reading.table import ReadFile, TextTable, TotalRow
from assets.deliveries.reading.words import fold
from assets.reference.seeds import Reference
from schemas.cover import REFERENCE_HEADER, SHEET
from schemas.deliveries import Finding, Severity, State
from schemas.forms import FORMS, Form, accepted_model
from schemas.headline import FORM as HEADLINE

# Findings after which a table has no rows that could be translated.
_NO_ROWS = ("DATEI", "KOPF", "TABELLE")


@dataclass(frozen=True)
class Checked:
    """The verdict on one file: `rows` by form (columns of the form's model), none unless it is accepted or in query.

    `not_evaluated`: codes of rules that could not be looked at, for example without a year before. `nil`: forms for
    which the city declares to have nothing to report; they have no rows.
    """

    rows: dict[str, pd.DataFrame]
    rows_read: int
    findings: list[Finding]
    not_evaluated: list[str] = field(default_factory=list)
    nil: list[str] = field(default_factory=list)

    @property
    def state(self) -> State:
        """The state the delivery gets: its worst finding decides."""
        severities = {finding.severity for finding in self.findings}
        if Severity.FEHLER in severities:
            return State.REFUSED
        if Severity.RUECKFRAGE in severities:
            return State.QUERY
        return State.ACCEPTED_WITH_HINTS if Severity.HINWEIS in severities else State.ACCEPTED


def check_delivery(content: bytes, expected: Expected, reference: Reference, earlier: Earlier | None = None) -> Checked:
    """Checks a delivered file of any form or format. All findings come in one run, in the order of the file's lines."""
    reason = nil_return(content) if expected.form in FORMS else None
    if reason is not None:
        form = FORMS[expected.form]
        said = finding("FEHLANZEIGE", 1, value=form.title, expected=reason or "keine Angabe")
        return Checked({form.name: nothing(form)}, 0, [said], nil=[form.name])
    return check_read(read_file(content, known_headers(reference)), expected, reference, earlier)


def check_read(
    read: ReadFile,
    expected: Expected,
    reference: Reference,
    earlier: Earlier | None = None,
    required: Collection[str] | None = None,
) -> Checked:
    """Checks a file that has been read; `required` as in harmonise."""
    run = _Run(expected, reference, earlier or Earlier(), read.kind not in ("csv", ""), required)
    run.whole_file(read)
    return run.verdict()


def check_headline(content: bytes, expected: Expected, reference: Reference, required: list[str] = REQUIRED) -> Checked:
    """Checks a file of the form `eckwerte`, where `required` says which columns no row may leave empty."""
    return check_read(read_file(content, known_headers(reference)), expected, reference, required=required)


def accepted_rows(checked: Checked, receipt: str, delivery_year: int) -> dict[str, pd.DataFrame]:
    """The rows of an accepted delivery as they are stored: table → frame (columns of schemas.forms.accepted_model)."""
    return {
        FORMS[name].table: rows.assign(receipt=receipt, delivery_year=delivery_year)[
            list(accepted_model(FORMS[name]).to_schema().columns)
        ]
        for name, rows in checked.rows.items()
    }


class _Run:
    """One check while it goes on: what it has found and read so far."""

    def __init__(
        self,
        expected: Expected,
        reference: Reference,
        earlier: Earlier,
        typed: bool,
        required: Collection[str] | None,
    ) -> None:
        self.expected, self.reference, self.earlier = expected, reference, earlier
        self.typed, self.required = typed, required
        # The workbook of the network shows last year's values beside the answers.
        self.ignored = {fold(REFERENCE_HEADER)} if typed else set()
        self.findings: list[Finding] = []
        self.not_evaluated: list[str] = []
        self.rows: dict[str, Rows] = {}
        self.totals: dict[str, list[TotalRow]] = {}
        self.nil: list[str] = []
        self.rows_read = 0

    def whole_file(self, read: ReadFile) -> None:
        """Every table of a file, then what its rows say together."""
        self.findings += read.findings
        cover = read_cover(read.cover, self.expected, self.reference)
        self.findings += cover.findings
        self._nil_returns(cover)
        exports = [table for table in read.tables if recognise(table, self.reference)]
        assigned, findings = assign(read.tables, self.expected.form, cover.defaults, exports)
        self.findings += findings
        for form, table in assigned:
            export = any(table is one for one in exports)
            table = answered(table, form) if read.cover and not export else table
            self.rows_read += len(table.lines)
            if len(table.lines):
                self._table(form, table, cover, export)
            else:
                self._empty(form, table, cover, alone=len(assigned) == 1)
        if not (self._refused() or self.nil or self.rows):
            self.findings.append(finding("LIEFERUNG_LEER"))
        self._together()

    def _refused(self) -> bool:
        return _refuses(self.findings)

    def _nil_returns(self, cover: Cover) -> None:
        for name, cell in cover.nil.items():
            self.nil.append(name)
            row = int("".join(filter(str.isdigit, cell)) or 0) or None
            why, title = "laut Deckblatt", FORMS[name].title
            self.findings.append(finding("FEHLANZEIGE", row, value=title, expected=why, sheet=SHEET, cell=cell))

    def _empty(self, form: Form, table: TextTable, cover: Cover, *, alone: bool) -> None:
        """A sheet without rows: in a workbook with others it is not delivered, alone it is a mistake."""
        forgiven = form.name in self.nil or not alone
        self.findings += [one for one in table.findings if not (forgiven and one.code == "TABELLE_LEER")]
        if not forgiven:
            self.findings += header_findings(table, form, cover.defaults[form.name], self.ignored)
        elif form.name not in self.nil:
            self.findings.append(finding("BLATT_LEER", table.header_row, value=table.sheet, sheet=table.sheet))

    def _table(self, form: Form, table: TextTable, cover: Cover, export: bool) -> None:
        """The rows of one table, each on its own."""
        self.findings += table.findings
        if form.name in self.nil:
            row = int(table.lines[0])
            self.findings.append(finding("FEHLANZEIGE_TROTZ_ZEILEN", row, value=form.title, sheet=table.sheet))
        if export:
            smallest = cover.defaults[form.name].get("smallest")
            rows, findings = take_over(table, self.expected, self.reference, smallest, typed=self.typed)
        else:
            rows, findings = self._form_rows(form, table, cover.defaults[form.name])
        self.findings += findings
        if rows is not None:
            self.rows[form.name], self.totals[form.name] = rows, table.totals
            self.findings += check_rows(rows, self.expected, self.reference)
            if not _refuses(findings):
                self.findings += check_duplicates(rows)

    def _form_rows(
        self, form: Form, table: TextTable, defaults: dict[str, object]
    ) -> tuple[Rows | None, list[Finding]]:
        findings = header_findings(table, form, defaults, self.ignored)
        said = [one for one in table.findings if one.severity == Severity.FEHLER]
        if findings or any(one.code.startswith(_NO_ROWS) for one in said):
            return None, findings
        if form.name == HEADLINE and len(table.lines) > MOST_ROWS:
            return None, [finding("TABELLE_GROSS", sheet=table.sheet, expected=MOST_ROWS)]
        areas = self.expected.areas
        return harmonise(table, form, self.reference, areas, defaults, self.required, typed=self.typed)

    def _together(self) -> None:
        """What the rows of each form say together; in a refused delivery it would repeat what is said already."""
        refused = self._refused()
        for name, rows in self.rows.items():
            if refused:
                self.not_evaluated += codes_of(rows.form)
                continue
            findings, codes = check_together(rows, self.totals[name], self.expected.year, self.earlier, self.reference)
            self.findings += findings
            self.not_evaluated += codes

    def verdict(self) -> Checked:
        """What has been found, in the order of the file, with the reasons the city gave."""
        sheets = list(dict.fromkeys(one.sheet for one in self.findings))
        findings = settle(self.findings, self.earlier, self.expected.year)
        findings.sort(key=lambda one: (sheets.index(one.sheet), one.row or 0))
        checked = Checked({}, self.rows_read, findings, sorted(set(self.not_evaluated)), self.nil)
        if checked.state == State.REFUSED:
            return checked
        rows = {name: rows.typed() for name, rows in self.rows.items()} | {
            name: nothing(FORMS[name]) for name in self.nil
        }
        return Checked(rows, self.rows_read, findings, checked.not_evaluated, self.nil)


def _refuses(findings: list[Finding]) -> bool:
    return any(one.severity == Severity.FEHLER for one in findings)
