"""A delivered CSV file as text: bytes → header and rows, nothing guessed and nothing converted.

Belongs here: character set, separator, quotes, width. Not here: what the cells mean (harmonise.py).
"""

import csv
from dataclasses import dataclass, field

from assets.deliveries.findings import finding
from schemas.deliveries import Finding
from schemas.headline import HEADERS

MAX_LINES = 20_000


@dataclass(frozen=True)
class TextTable:
    """The header and the rows of a file, all text; `lines` are the rows' line numbers in the file, from 1."""

    header: list[str]
    rows: list[list[str]]
    lines: list[int]
    findings: list[Finding] = field(default_factory=list)


def read_csv(content: bytes) -> TextTable:
    """Reads a semicolon-separated file in UTF-8 or cp1252 whose first line is the header of the form."""
    if max(content.count(b"\n"), content.count(b"\r")) > MAX_LINES:
        return TextTable([], [], [], [finding("TABELLE_GROSS", expected=MAX_LINES)])
    text = _decode(content)
    if isinstance(text, Finding):
        return TextTable([], [], [], [text])
    header, rows, lines, findings = _split(text)
    findings = _header_findings(header) + findings
    if not rows and not findings:
        findings = [finding("TABELLE_LEER")]
    elif lines and not text.endswith(("\n", "\r")):
        # A file cut off while it was copied seldom ends at the end of a line.
        findings.append(finding("ENDE_OFFEN", row=lines[-1]))
    return TextTable(header, rows, lines, findings)


def _decode(content: bytes) -> str | Finding:
    if not content.strip():
        return finding("DATEI_LEER")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            return finding("DATEI_KEIN_TEXT", value=f"unbekanntes Zeichen an Stelle {error.start}")
    strange = next((char for char in text if not char.isprintable() and char not in "\r\n\t"), None)
    if strange is not None:
        return finding("DATEI_KEIN_TEXT", value=f"Steuerzeichen U+{ord(strange):04X}")
    return text


def _split(text: str) -> tuple[list[str], list[list[str]], list[int], list[Finding]]:
    physical = text.splitlines(keepends=True)
    reader = csv.reader(physical, delimiter=";", strict=True)
    header: list[str] = []
    rows: list[list[str]] = []
    lines: list[int] = []
    findings: list[Finding] = []
    start = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            # What follows an open quote or a monstrous field cannot be read: the rest is not guessed.
            too_long = "field limit" in str(error)
            code = "FELD_LANG" if too_long else "ZEILE_ANFUEHRUNG"
            findings.append(finding(code, row=start + 1, expected=csv.field_size_limit() if too_long else ""))
            break
        if row is None:
            break
        line, raw, start = start + 1, "".join(physical[start : reader.line_num]), reader.line_num
        if not any(cell.strip() for cell in row):
            continue
        if not header:
            header = [cell.strip() for cell in row]
            continue
        if start > line:
            findings.append(finding("ZEILE_UMBRUCH", row=line))
        elif any('"' in cell and f'"{cell.replace(chr(34), chr(34) * 2)}"' not in raw for cell in row):
            findings.append(finding("ZEILE_ANFUEHRUNG", row=line))
        elif len(row) != len(header):
            findings.append(finding("ZEILE_BREITE", row=line, value=len(row), expected=len(header)))
        else:
            rows.append([cell.strip() for cell in row])
            lines.append(line)
    return header, rows, lines, findings


def _header_findings(header: list[str]) -> list[Finding]:
    names = [name.lower() for name in header]
    missing = [finding("KOPF_FEHLT", row=1, column=name, expected=name) for name in HEADERS if name not in names]
    unknown = [finding("KOPF_UNBEKANNT", row=1, value=name) for name in header if name.lower() not in HEADERS]
    twice = sorted({name for name in names if names.count(name) > 1})
    return missing + unknown + [finding("KOPF_DOPPELT", row=1, column=name, value=name) for name in twice]
