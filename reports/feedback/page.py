"""The answer as pages: the acknowledgement, the check report, the help to every code, and plain text if all else fails.

Belongs here: which words stand on which page. Not here: markup (reports/templates/), the folder the pages are put into.
Every delivered word is escaped by the templates.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reports.feedback.report import OFFICE, Report, title_and_rest, title_of
from reports.numbers import german, german_moment
from reports.page import render

# A reader corrects by kind of fault, not by the thousandth place; the list for spreadsheets is complete.
SHOWN = 50
HELP = "befunde.html"
STEPS = {
    "ort": "Ordner und Name der Datei",
    "datei": "Die Datei als Ganzes",
    "tabelle": "Kopfzeile und Aufbau der Tabelle",
    "zelle": "Einzelne Zellen",
    "zeile": "Einzelne Zeilen",
    "vergleich": "Summen, Vorjahre und andere Vergleiche",
}
_COUNTED = {
    "FEHLER": ("Fehler", "Fehler"),
    "RÜCKFRAGE": ("Rückfrage", "Rückfragen"),
    "HINWEIS": ("Hinweis", "Hinweise"),
    "INFO": ("Mitteilung", "Mitteilungen"),
}


def check_page(report: Report) -> str:
    """The check report: state, what to do, facts, and the findings by severity and code, SHOWN places of each."""
    groups = [
        {
            "rule": rule,
            "title": title_of(rule["message"]),
            "severity": report.severity_labels[rule["severity"]],
            "count": len(found),
            "more": german(len(found) - SHOWN) if len(found) > SHOWN else "",
            "columns": [name for name in ("value", "expected") if (found[name].head(SHOWN) != "").any()],
            "places": [{**one, "place": place_of(one)} for one in found.head(SHOWN).to_dict(orient="records")],
        }
        for rule, found in report.groups()
    ]
    counts = [f"{german(count)} {_COUNTED[severity][count != 1]}" for severity, count in report.counted().items()]
    return render(
        "feedback.html",
        title="Ergebnis einer Probe" if report.trial else f"Prüfbericht {report.delivery['receipt']}",
        report=report,
        office=OFFICE,
        arrived=_moment(report.delivery["arrived"]),
        version=version_of(report),
        counts=counts,
        groups=groups,
        unchecked=_by_reason(report),
        help=f"../{HELP}",
    )


def receipt_page(facts: Mapping[str, Any]) -> str:
    """The acknowledgement as a page; `facts`: reports.feedback.receipt.receipt()."""
    arrived = _moment(facts["eingegangen"])
    return render("receipt.html", title=f"Eingangsquittung {facts['empfangsnummer']}", facts=facts, arrived=arrived)


def help_page(
    rules: pd.DataFrame, examples: Mapping[str, tuple[str, str]], severities: Mapping[str, tuple[str, str]]
) -> str:
    """The help to every code, each with an anchor.

    `rules` as in Report, `examples`: code → wrong, right; `severities`: code → German word, what it does.
    """
    steps = [
        (step, title, [_help_entry(rule, examples, severities) for rule in found.to_dict(orient="records")])
        for step, title in STEPS.items()
        if len(found := rules[rules["step"] == step])
    ]
    return render("help.html", title="Befunde und was Sie tun können", steps=steps, severities=severities.values())


def plain_report(report: Report, cause: str) -> str:
    """The answer without any shape, for the day a page cannot be made: nothing in it can fail."""
    delivery, verdict = report.delivery, report.verdict
    lines = [
        f"Prüfbericht {delivery['receipt']}",
        "",
        verdict.sentence,
        verdict.todo,
        "",
        f"Stadt: {report.city}",
        f"Stand: {report.state_label}",
        f"Datei: {delivery['file_name']}",
        f"Prüfsumme (SHA-256): {delivery['sha256']}",
        "",
        f"Dies ist eine Notfassung: Die Seite ließ sich nicht herstellen ({cause}). Das {OFFICE} ist zuständig.",
        "",
        f"Befunde: {len(report.findings)}",
    ]
    for one in report.findings.head(1000).to_dict(orient="records"):
        severity = report.severity_labels.get(one["severity"], one["severity"])
        lines.append(f"- {severity} {one['code']}, {place_of(one)}: {one['message']}")
    if len(report.findings) > 1000:
        lines.append("- … und weitere; alle stehen in der CSV-Datei mit derselben Empfangsnummer.")
    return "\r\n".join([*lines, ""])


def place_of(one: Mapping[Any, Any]) -> str:
    """Where a finding is, as the city's spreadsheet shows it: Blatt „Personal“, Zelle C7, Spalte „anzahl“."""
    row = "" if pd.isna(one["row"]) else f"Zeile {int(one['row'])}"
    parts = [
        f"Blatt „{one['sheet']}“" if one["sheet"] else "",
        f"Zelle {one['cell']}" if one["cell"] else row,
        f"Spalte „{one['column']}“" if one["column"] else "",
    ]
    return ", ".join(part for part in parts if part) or "ganze Datei"


def version_of(report: Report) -> str:
    """Which version of the delivery this is, and what it does to the one before."""
    version, before = f"Fassung {report.delivery['version']}", report.delivery["replaces"]
    if not before:
        return version
    return f"{version}, ersetzt {before}" if report.accepted else f"{version}; {before} wird durch sie nicht ersetzt"


def _moment(iso: str) -> str:
    return german_moment(iso) if iso else "nicht festgehalten"


def _by_reason(report: Report) -> list[tuple[str, list[str]]]:
    reasons: dict[str, list[str]] = {}
    for code, reason in report.unchecked.items():
        reasons.setdefault(reason, []).append(code)
    return list(reasons.items())


def _help_entry(
    rule: Mapping[Any, Any], examples: Mapping[str, tuple[str, str]], severities: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    wrong, right = examples.get(rule["code"], ("", ""))
    title, rest = title_and_rest(rule["message"])
    return {
        **rule,
        "title": title,
        "rest": rest,
        "label": severities[rule["severity"]][0],
        "wrong": wrong,
        "right": right,
    }
