"""Rows of the forms as the files in which offices deliver them: CSV of several kinds, XLSX and ODS workbooks.

Belongs here: rows in our codes → bytes, the same every time. Not here: the figures (figures.py), the official form
workbook filled in (filled_template.py).
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from xlsxwriter import Workbook

from assets.deliveries.example_network.figures import Row
from assets.reference.seeds import Reference
from schemas.cover import COVER, SHEET
from schemas.forms import Form

Cell = str | int | float
Sheet = tuple[str, list[list[Cell]]]

# File → character set, separator, line end, whether thousands have points.
CSV_KINDS = {
    "csv": ("utf-8", ";", "\n", False),
    "csv_bom": ("utf-8-sig", ";", "\r\n", False),
    "csv_cp1252": ("cp1252", ";", "\r\n", True),
    "csv_komma": ("utf-8", ",", "\r\n", False),
    "csv_tab": ("utf-8", "\t", "\r\n", False),
}
_MADE = datetime(2015, 1, 1)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def in_words(row: Row, form: Form, reference: Reference) -> dict[str, Cell]:
    """A row by German headers: codes become labels (of definitions the code stays, as in the form's list)."""
    words: dict[str, Cell] = {}
    for field in form.fields:
        value = row.get(field.name, "")
        if field.name == "smallest" and not value:
            continue  # a city that asks for none has no such column
        if field.codes and value and field.codes != "definition":
            value = reference.labels(field.codes)[str(value)]
        words[field.german] = value
    return words


def csv_file(rows: Sequence[Row], form: Form, reference: Reference, kind: str) -> bytes:
    """The rows of a form as a CSV file (kind: a key of CSV_KINDS)."""
    charset, separator, line_end, points = CSV_KINDS[kind]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end)
    writer.writerow(in_words(rows[0], form, reference) if rows else form.headers)
    counted = {field.german for field in form.fields if field.kind in ("count", "number")}
    for row in rows:
        words = in_words(row, form, reference)
        writer.writerow([_german(value, points and name in counted) for name, value in words.items()])
    return text.getvalue().encode(charset)


def workbook_sheets(
    cover: Mapping[str, Cell], rows: Mapping[str, Sequence[Row]], forms: Mapping[str, Form], reference: Reference
) -> list[Sheet]:
    """A cover sheet (name of its line → entry) and a sheet for each form with rows, silent on what the cover says."""
    entries: list[list[Cell]] = [[line.label, cover.get(line.name, "")] for line in COVER]
    sheets: list[Sheet] = [(SHEET, [["Deckblatt der Lieferung (Beispieldaten, erfunden)", ""], *entries])]
    for name, form in forms.items():
        if not rows[name]:
            continue
        silent = {line.column: cover.get(line.name, "") for line in COVER if name in line.forms}
        lines = [in_words(spoken(row, silent, reference), form, reference) for row in rows[name]]
        sheets.append((name, [list(lines[0]), *(list(line.values()) for line in lines)]))
    return sheets


def spoken(row: Row, silent: Mapping[str, Cell], reference: Reference) -> Row:
    """A row without what the cover sheet already says for it (our column → entry there, a code's label)."""
    lists = {"method": "method", "scope": "scope", "value_kind": "value_kind"}
    said = {
        name: reference.labels(lists[name]).get(str(row.get(name))) if name in lists else row.get(name) for name in row
    }
    return {name: value for name, value in row.items() if not (name in silent and said[name] == silent[name])}


def xlsx_file(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an XLSX workbook; numbers are numbers."""
    content = io.BytesIO()
    workbook = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": _MADE, "comments": "Beispieldaten, erfunden"})
    for name, rows in sheets:
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    (sheet.write_string if isinstance(value, str) else sheet.write_number)(number, column, value)
    workbook.close()
    return content.getvalue()


def ods_file(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an ODS workbook; numbers are numbers."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, rows))}</table:table>"
        for name, rows in sheets
    )
    content = f"{_XML}<office:document-content {_ODS_SPACES}><office:body><office:spreadsheet>{tables}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in [("/", _ODS_TYPE), ("content.xml", "text/xml")]
    )
    manifest = f'{_XML}<manifest:manifest {space} manifest:version="1.2">{entries}</manifest:manifest>'
    return zipped({"mimetype": _ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of the parts in their order, with one and the same time; the first part is not compressed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(info, part)
    return content.getvalue()


def _ods_row(row: Sequence[Cell]) -> str:
    cells = ""
    for value in row:
        if value == "":
            cells += "<table:table-cell/>"
        elif isinstance(value, str):
            cells += f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        else:
            shown = _german(value, points=False)
            cells += f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown}</text:p>'
            cells += "</table:table-cell>"
    return f"<table:table-row>{cells}</table:table-row>"


def _german(value: Cell, points: bool) -> str:
    """A number as a German office writes it."""
    if isinstance(value, str):
        return value
    text = f"{value:,}" if points else str(value)
    return text.translate(str.maketrans(",.", ".,"))
