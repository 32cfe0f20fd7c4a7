"""What the reader understood of a file before any form is applied: header and rows as plain text.

Belongs here: one table of any file, of a form or not, with the findings about it, as values for JSON. Not here: the
reading (read_file.py), what the cells mean (checking/).
"""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from assets.deliveries.findings import finding
from assets.deliveries.reading.kinds import kind_note
from assets.deliveries.reading.read_file import read_file, refuses
from assets.deliveries.reading.table import Column, ReadFile, TextTable
from assets.deliveries.reading.words import fold
from schemas.findings import Finding

# The headers of all forms, kept here because the forms themselves need libraries that take a second to load.
FORM_HEADERS = frozenset(
    [
        *("ags", "stadt", "jahr", "stichtag", "dienstverhaeltnis", "laufbahngruppe", "fuehrung", "aufgabenbereich"),
        *("geschlecht", "altersgruppe", "umfang", "zuwanderungsgeschichte", "anzahl", "vzae", "wertart", "definition"),
        *("erhebungsart", "berichtskreis", "bemerkung", "sozialraum", "staatsangehoerigkeit", "vorgang", "merkmal"),
        *("gesamt", "antwort", "nachweis", "kennung", "titel", "handlungsfeld", "ziel", "zustaendig", "partner"),
        *("beginn", "faellig", "status", "meilensteine", "meilensteine_erreicht", "art", "bezeichnung", "staedte"),
        *("kennzahl", "gruppe", "wert", "einheit", "n", "quelle", "mindestzahl"),
    ]
)
_EXPORTS = Path(__file__).parents[3] / "seeds" / "header_map.csv"
# No header was recognised by its names: the table may still be certain by its shape.
_NAMELESS = {"DATEI_TRENNZEICHEN", "TABELLE_FEHLT"}


def raw_table(content: bytes, file_name: str) -> dict[str, Any]:
    """Header, rows and findings of the first table of a file, every cell as text.

    `status` is ok (nothing to say), hinweise (read, with findings) or abgewiesen (`kopf` and `zeilen` are empty). Of a
    workbook it is the first sheet whose header has names of a form, else the first with a table; others are named.
    """
    read = read_file(content, FORM_HEADERS | _export_headers())
    if {one.code for one in read.findings} & _NAMELESS:
        read = read_file(content, ())
    return _result(read, file_name)


def _export_headers() -> set[str]:
    with _EXPORTS.open(encoding="utf-8", newline="") as file:
        return {fold(row["header"]) for row in csv.DictReader(file)} - {""}


def _result(read: ReadFile, file_name: str) -> dict[str, Any]:
    findings = list(read.findings)
    if read.kind and (note := kind_note(file_name, read.kind)):
        findings.append(note)
    table, *others = sorted(read.tables, key=lambda one: not len(one.lines)) or [TextTable("", 0, [], np.zeros(0))]
    findings += table.findings
    findings += [finding("BLATT_WEITERES", value=one.sheet, sheet=one.sheet) for one in others if len(one.lines)]
    if not read.tables and not refuses(findings):
        findings.append(finding("TABELLE_FEHLT"))
    refused = refuses(findings)
    return {
        "status": "abgewiesen" if refused else "hinweise" if findings else "ok",
        "kopf": [] if refused else table.header,
        "zeilen": [] if refused else _rows(table),
        "befunde": [_plain(one) for one in sorted(findings, key=lambda one: one.row or 0)],
    }


def _rows(table: TextTable) -> list[list[str]]:
    return [list(row) for row in zip(*map(Column.texts, table.columns), strict=True)]


def _plain(one: Finding) -> dict[str, Any]:
    column = one.column or one.cell.rstrip("0123456789")
    return {
        "code": one.code,
        "schwere": str(one.severity),
        "zeile": one.row,
        "spalte": column,
        "text": one.message,
    }
