"""All findings as one CSV, a line each, for a spreadsheet: nothing in it can start to compute.

Belongs here: columns and cells of that list. Not here: the marked copy (marked.py).
"""

import csv
import io

import pandas as pd

from reports.feedback.report import Report
from reports.feedback.text import unarmed

HEADER = [
    "nr",
    "art",
    "code",
    "blatt",
    "zelle",
    "zeile",
    "spalte",
    "gefunden",
    "erwartet",
    "befund",
]


def findings_csv(report: Report) -> bytes:
    """One line a finding, in the order of the file; semicolon, UTF-8 with BOM, CRLF, quoted as RFC 4180 wants it."""
    found = report.findings
    columns: list[list[str]] = [
        [str(number) for number in found["number"]],
        _safe(found["severity"].map(report.severity_labels).fillna(found["severity"])),
        *(_safe(found[name]) for name in ("code", "sheet", "cell")),
        ["" if pd.isna(row) else str(int(row)) for row in found["row"]],
        *(_safe(found[name]) for name in ("column", "value", "expected", "message")),
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue().encode("utf-8-sig")


def _safe(texts: pd.Series) -> list[str]:
    """Each distinct text is looked at once: a list may have a million lines."""
    return texts.map({text: unarmed(text) for text in texts.unique()}).tolist()
