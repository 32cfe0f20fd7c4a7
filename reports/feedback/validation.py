"""The check report for machines, in the structure of the ESS standard validation report (ValidatIntegration, 1.0.0).

Belongs here: findings and rules as that structure wants them: an array of validations, each with event, rule, data and
value ("0" violated, "1" fulfilled, "NA" not evaluated). Our own words stand in slots the structure leaves open:
`befund` in data, `consequence` in rule. Not here: which rules were evaluated (Report.unchecked).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from reports.feedback.page import place_of
from reports.feedback.report import OFFICE, SEVERITIES, Report
from schemas.findings import Severity

SEVERITY = {"FEHLER": "error", "RÜCKFRAGE": "warning", "HINWEIS": "information", "INFO": "information"}
# Beyond that the same rule is one aggregation with the number; every place stands in the CSV.
OCCURRENCES = 20_000


def validation_report(report: Report) -> bytes:
    """All findings, then every rule without one, one entry a line. UTF-8.

    `time` is when the delivery arrived: the result depends on its bytes and the rule set, not on the hour of the check.
    """
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in _entries(report))
    return f"[\n{lines}\n]\n".encode()


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    receipt = str(report.delivery["receipt"])
    event = {
        "time": report.delivery["arrived"],
        "actor": report.software,
        "agent": OFFICE,
        "trigger": f"{report.city}: {report.delivery['file_name']}",
    }
    violated = set()
    for rule, found in report.groups():
        code = rule["code"]
        violated.add(code)
        ess_rule = _rule(rule, report)
        for one in found.head(OCCURRENCES).to_dict(orient="records"):
            yield {
                "id": f"{receipt}/{one['number']}",
                "type": "validation",
                "event": event,
                "rule": ess_rule,
                "data": _data(report, one),
                "value": "0",
            }
        if len(found) > OCCURRENCES:
            yield {
                "id": f"{receipt}/{code}/weitere",
                "type": "aggregation",
                "event": event,
                "aggregate": {
                    "language": ess_rule["language"],
                    "expression": f"count({code})",
                    "description": "Zahl der weiteren Stellen; alle stehen in der CSV-Datei.",
                },
                "data": _whole(report),
                "value": str(len(found) - OCCURRENCES),
            }
    for rule in report.rules.to_dict(orient="records"):
        if rule["code"] not in violated:
            reason = report.unchecked.get(rule["code"])
            entry = {
                "id": f"{receipt}/{rule['code']}",
                "type": "validation",
                "event": event,
                "rule": _rule(rule, report),
            }
            data = _whole(report) if reason is None else _whole(report) | {"befund": {"nicht_geprueft_weil": reason}}
            yield {**entry, "data": data, "value": "1" if reason is None else "NA"}


def _rule(rule: Mapping[Any, str], report: Report) -> dict[str, str]:
    """The rule; `change` where a finding is milder than usual because the city gave its reason."""
    milder = SEVERITIES.index(Severity(rule["severity"])) > SEVERITIES.index(
        Severity(rule.get("usual", rule["severity"]))
    )
    change = {"change": "down"} if milder else {}
    return change | {
        "language": f"kontrakt-Regelwerk {report.delivery['rule_set']}".strip(),
        "expression": rule["code"],
        "severity": SEVERITY[rule["severity"]],
        "description": rule["message"],
        "explanation": rule["help"],
        "consequence": str(rule["severity"]),
    }


def _data(report: Report, one: Mapping[Any, Any]) -> dict[str, Any]:
    """The data point of a finding, as the methodology names one: population, event of observation, unit, attribute."""
    key = [*_key(report), place_of({**one, "column": ""}), one["column"]]
    return {
        "source": key,
        "target": key,
        "description": one["message"],
        "befund": {
            "blatt": one["sheet"],
            "zelle": one["cell"],
            "zeile": None if pd.isna(one["row"]) else int(one["row"]),
            "spalte": one["column"],
            "gefunden": one["value"],
            "erwartet": one["expected"],
            "meldung": one["message"],
        },
    }


def _whole(report: Report) -> dict[str, Any]:
    key = [*_key(report), "ganze Datei", ""]
    return {"source": key, "target": key, "description": str(report.delivery["file_name"])}


def _key(report: Report) -> list[str]:
    return [f"{report.city}, {report.form}" if report.form else report.city, str(report.delivery["receipt"])]
