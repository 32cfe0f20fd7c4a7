"""The way of a delivered file: bytes → its kind → its sheets or its text → tables of text.

Belongs here: the order of the steps for every kind of file, and the cover sheet. Not here: the steps themselves; limits
of memory and time (child.py): whoever reads a delivery calls this in a child process.
"""

from collections.abc import Collection

from assets.deliveries.findings import finding
from assets.deliveries.reading import csv_table
from assets.deliveries.reading.cells import encode
from assets.deliveries.reading.grid import Grid, address
from assets.deliveries.reading.kinds import kind_of
from assets.deliveries.reading.locate import locate
from assets.deliveries.reading.preflight import preflight
from assets.deliveries.reading.table import ReadFile, TextTable
from assets.deliveries.reading.text import decode
from assets.deliveries.reading.words import BLANKS, fold, known_as
from schemas.cover import GUIDE_SHEET, LISTS_SHEET, SHEET
from schemas.findings import Finding, Severity

_TEMPLATE_SHEETS = (fold(GUIDE_SHEET), fold(LISTS_SHEET))


def read_file(content: bytes, known: Collection[str]) -> ReadFile:
    """Reads a file as text, nothing guessed and nothing converted.

    `known`: folded names by which a header is recognised; with none, any table is taken whose shape is certain.
    """
    kind = kind_of(content)
    if isinstance(kind, Finding):
        return ReadFile("", findings=[kind])
    findings = preflight(content, kind)
    if refuses(findings):
        return ReadFile(kind, findings=findings)
    read = _read_csv(content, known) if kind == "csv" else _read_workbook(content, kind, known)
    read = ReadFile(kind, read.tables, read.cover, [*findings, *read.findings])
    return ReadFile(kind, [], {}, read.findings) if refuses(read.findings) else read


def refuses(findings: list[Finding]) -> bool:
    """Whether one of the findings refuses."""
    return any(one.severity == Severity.FEHLER for one in findings)


def _read_csv(content: bytes, known: Collection[str]) -> ReadFile:
    text = decode(content)
    if isinstance(text, Finding):
        return ReadFile("csv", findings=[text])
    fields = csv_table.split(text, known)
    if fields.cells is None:
        return ReadFile("csv", findings=fields.findings)
    table = locate(fields.cells, known)
    if table is None:
        return ReadFile("csv", findings=[*fields.findings, finding("DATEI_TRENNZEICHEN")])
    table.findings.extend(fields.findings)
    # Titles and notes may quote as they like, unless that hides rows: then they are no notes (rows.py).
    inside = {table.header_row, *table.lines.tolist(), *(total.line for total in table.totals)} if fields.quotes else ()
    table.findings.extend(found for line, found in fields.quotes.items() if line in inside or refuses(table.findings))
    if not len(table.lines) and not refuses(table.findings):
        table.findings.append(finding("TABELLE_LEER", table.header_row))
    # A file cut off while it was copied seldom ends at the end of a line.
    if fields.open_end and len(table.lines) and table.lines[-1] == fields.cells.lines[-1]:
        table.findings.append(finding("ENDE_OFFEN", int(table.lines[-1])))
    return ReadFile("csv", [table])


def _read_workbook(content: bytes, kind: str, known: Collection[str]) -> ReadFile:
    # The libraries take a moment to load: a CSV file must not wait for them.
    from assets.deliveries.reading.workbook import read_sheets

    grids, findings = read_sheets(content, kind)
    read = ReadFile(kind, findings=findings)
    for grid in grids:
        if fold(grid.name) == fold(SHEET):
            read.cover.update(_cover(grid))
            findings.extend(grid.findings)
        elif table := _sheet_table(grid, known):
            read.tables.append(table)
        elif any(any(cell.strip(BLANKS) for cell in row) for row in grid.rows):
            code = "BLATT_VORLAGE" if fold(grid.name) in _TEMPLATE_SHEETS else "BLATT_UEBERGANGEN"
            findings.append(finding(code, value=grid.name, sheet=grid.name))
    if refuses(findings):
        return read
    if not read.tables and not read.cover:
        findings.append(finding("TABELLE_FEHLT"))
    # With a cover sheet an empty form is an answer too; without one a header alone says nothing.
    if not read.cover and not any(len(table.lines) or refuses(table.findings) for table in read.tables):
        for table in read.tables:
            table.findings.append(finding("TABELLE_LEER", table.header_row, sheet=table.sheet))
    return read


def _sheet_table(grid: Grid, known: Collection[str]) -> TextTable | None:
    table = locate(encode(grid), known, grid.name)
    if table is None:
        return None
    # The lists of the template name two columns side by side here and there; a city's table has more of them.
    if fold(grid.name) in _TEMPLATE_SHEETS and sum(known_as(name, known) != "" for name in table.header) < 3:
        return None
    table.findings.extend(grid.findings)
    return table


def _cover(grid: Grid) -> dict[str, tuple[str, str]]:
    """Label → text and address of the cell to its right, for every row of the cover sheet with a label."""
    cover = {}
    for number, row in enumerate(grid.rows):
        label = next((column for column, cell in enumerate(row) if cell.strip(BLANKS)), None)
        if label is not None and label + 1 < len(row):
            text = row[label + 1].strip(BLANKS)
            cover[row[label].strip(BLANKS)] = (text, address(number, label + 1))
    return cover
