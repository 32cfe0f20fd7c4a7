"""The answer to a delivery as files: name → bytes.

Belongs here: which files an answer has and what goes into them. Not here: how they look (reports/feedback/), where
they lie (feedback.py), the verdict. Names come from the receipt alone: nothing a city wrote becomes part of a path.
"""

import csv
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from assets.deliveries.answering.unchecked import unchecked_rules
from assets.deliveries.answering.understood import copy_of
from assets.deliveries.reading.table import ReadFile
from assets.reference.seeds import Reference
from reports.feedback.listing import findings_csv
from reports.feedback.page import check_page, help_page, plain_report, receipt_page
from reports.feedback.receipt import receipt, receipt_json
from reports.feedback.report import Report, seen, seen_findings
from reports.feedback.validation import validation_report
from schemas.deliveries import State
from schemas.findings import Severity
from schemas.forms import FORMS

Draw = Callable[[Report, ReadFile], bytes]
NOBODY = "keine Stadt des Netzwerks"
_RECEIPT = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_MEANING = {
    ".csv": "alle Befunde als Liste, für Excel",
    "-markiert.xlsx": "Ihre Tabellen, neu geschrieben, mit den Befunden als Farbe und Notiz an der Zelle",
    ".json": "dieser Bericht für Maschinen",
    "-eingang.html": "die Eingangsquittung",
}


def answers(
    delivery: Mapping[str, Any],
    findings: pd.DataFrame,
    reference: Reference,
    *,
    read: ReadFile | None = None,
    draw: Draw | None = None,
    unchecked: Mapping[str, str] | None = None,
    until: str = "",
    trial: bool = False,
) -> dict[str, bytes]:
    """Every file of the answer to a delivery: name → bytes, the page last.

    `delivery`: a row of the register; `findings`: columns of RegisteredFinding;
    `read`: what reading understood, for the marked copy, and `draw`: who draws that (by default copy_of); `unchecked`:
    code → why this rule was not evaluated (by default what follows from the findings and from `not_evaluated` of the
    delivery); `until`: ISO date by which the city should react; `trial`: a rehearsal, which gets no acknowledgement.
    The same arguments give the same bytes. What cannot be made is left out and logged; in place of the page there is
    then a plain text. Raises ValueError where the receipt is not fit to be a file name.
    """
    name = _name(delivery)
    files = {} if trial else acknowledgement(delivery, reference)
    if delivery["state"] in (State.ARCHIVED, State.IN_CHECK):
        return files
    report = report_of(delivery, findings, reference, unchecked=unchecked, until=until, trial=trial)
    return files | _check_report(name, report, read, draw or copy_of, list(files))


def acknowledgement(delivery: Mapping[str, Any], reference: Reference) -> dict[str, bytes]:
    """The first answer: what arrived, as a page and for machines; the same whatever becomes of the delivery."""
    name, ags = _name(delivery), delivery["ags"]
    facts = receipt(delivery, city=reference.names.get(ags, NOBODY), form=content_of(delivery), software=software())
    return _made(
        {
            f"{name}-eingang.json": lambda: receipt_json(facts),
            f"{name}-eingang.html": lambda: receipt_page(facts).encode(),
        }
    )[0]


def report_of(
    delivery: Mapping[str, Any],
    findings: pd.DataFrame,
    reference: Reference,
    *,
    unchecked: Mapping[str, str] | None = None,
    until: str = "",
    trial: bool = False,
) -> Report:
    """What the answer says, every delivered text visible (arguments as in answers)."""
    if unchecked is None:
        unchecked = unchecked_rules(delivery, findings, reference.finding_codes)
    return Report(
        delivery=seen(delivery),
        findings=seen_findings(findings),
        rules=reference.finding_codes,
        unchecked=unchecked,
        city=reference.names.get(delivery["ags"], NOBODY),
        form=content_of(delivery),
        state_label=reference.labels("delivery_state")[delivery["state"]],
        severity_labels=reference.labels("severity"),
        software=software(),
        until=until,
        trial=trial,
    )


def content_of(delivery: Mapping[str, Any]) -> str:
    """Form and year in words for readers: Personal 2023; "" where the name does not say them."""
    if not delivery["form"] or pd.isna(delivery["year"]):
        return ""
    form = FORMS.get(delivery["form"])
    return f"{form.title if form else 'Arbeitsmappe'} {int(delivery['year'])}"


def software() -> str:
    """The program and its version."""
    return f"kontrakt {version('kontrakt')}"


def help_file(reference: Reference, seeds: Path) -> bytes:
    """The help to every code; examples of wrong and right stand in seeds/finding_examples.csv."""
    with (seeds / "finding_examples.csv").open(encoding="utf-8", newline="") as file:
        examples = {row["code"]: (row["wrong"], row["right"]) for row in csv.DictReader(file)}
    codes = reference.codes[reference.codes["list"] == "severity"]
    severities = {row["code"]: (row["label"], row["note"]) for row in codes.to_dict(orient="records")}
    return help_page(reference.finding_codes, examples, severities).encode()


def _check_report(name: str, report: Report, read: ReadFile | None, draw: Draw, beside: list[str]) -> dict[str, bytes]:
    """The check report in its shapes, the page last."""
    shapes: dict[str, Callable[[], bytes]] = {
        f"{name}.csv": lambda: findings_csv(report),
        f"{name}.json": lambda: validation_report(report),
    }
    no_copy = _why_unread(report)
    if read is not None and read.tables:
        shapes[f"{name}-markiert.xlsx"] = lambda: draw(report, read)
        no_copy = "sie sich nicht herstellen ließ"
    files, _ = _made(shapes)
    order = {f"{name}{ending}": meaning for ending, meaning in _MEANING.items()}
    report = replace(
        report,
        files={one: meaning for one, meaning in order.items() if one in files or one in beside},
        no_copy="" if f"{name}-markiert.xlsx" in files else no_copy,
    )
    page, failed = _made({f"{name}.html": lambda: check_page(report).encode()})
    if failed:
        # A city is answered even on the day the page is broken; the page follows when it can be made.
        page = {f"{name}.txt": plain_report(report, failed[f"{name}.html"]).encode("utf-8-sig")}
    return files | page


def _why_unread(report: Report) -> str:
    """Why reading gave no tables; "" where nothing says so."""
    if report.delivery["state"] == State.DUPLICATE:
        return "es sie zur ersten Lieferung dieser Datei schon gibt"
    steps = report.rules.set_index("code")["step"].reindex(report.findings["code"]).to_numpy()
    faults = (report.findings["severity"] == Severity.FEHLER).to_numpy()
    unread = any(fault and step in ("ort", "datei", "tabelle") for fault, step in zip(faults, steps, strict=True))
    return "die Datei nicht gelesen werden konnte" if unread else ""


def _made(shapes: Mapping[str, Callable[[], bytes]]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files that could be made, and of the others the kind of failure."""
    files, failed = {}, {}
    for name, make in shapes.items():
        # One shape that breaks must not take the others with it: whatever it is, it is logged and the rest is written.
        try:
            files[name] = make()
        except Exception as error:
            logging.getLogger("kontrakt").error("%s ließ sich nicht herstellen", name, exc_info=error)
            failed[name] = type(error).__name__
    return files, failed


def _name(delivery: Mapping[str, Any]) -> str:
    name = str(delivery["receipt"])
    if not _RECEIPT.fullmatch(name) or len(name) > 120:
        raise ValueError("Die Empfangsnummer taugt nicht als Dateiname.")
    return name
