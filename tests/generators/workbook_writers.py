"""One table written as XLSX by two libraries, as ODS by hand and as XLS: the same cells in every format.

Belongs here: the table of the cases (invented figures) and its writers. Not here: what is wrong with a file
(workbooks.py).
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape

import openpyxl
import xlsxwriter
import xlwt

from schemas.forms import FORMS

SHEET = "personal"


@dataclass(frozen=True)
class Formatted:
    """A number with the number format in which its cell shows it."""

    value: float
    code: str


Value = str | float | bool | date | Formatted | None
Table = list[list[Value]]

# Beispieldaten, erfunden: no city has these figures.
_SAME = {
    "ags": "05916000",
    "stadt": "Herne",
    "jahr": 2022,
    "stichtag": date(2022, 6, 30),
    "dienstverhaeltnis": "insgesamt",
    "laufbahngruppe": "insgesamt",
    "fuehrung": "insgesamt",
    "aufgabenbereich": "insgesamt",
    "geschlecht": "insgesamt",
    "altersgruppe": "insgesamt",
    "umfang": "insgesamt",
    "wertart": "Wert",
    "definition": "ST_BEFR",
    "erhebungsart": "freiwillige Befragung",
    "berichtskreis": "Kernverwaltung",
    "bemerkung": "Beispieldaten, erfunden",
}
_COUNTS = [("insgesamt", 120, 100.5), ("ja", 30, 25.25), ("nein", 70, 60.25), ("keine Angabe", 20, 15)]


def staff() -> Table:
    """The form personal with a header and four rows that add up; M3 is a count (30), N3 a decimal (25,25)."""
    headers = [name for name in FORMS["personal"].headers if name != "mindestzahl"]
    rows: Table = [list(headers)]
    for history, count, fte in _COUNTS:
        row = _SAME | {"zuwanderungsgeschichte": history, "anzahl": count, "vzae": fte}
        rows.append([row[header] for header in headers])
    return rows


def place(cell: str) -> tuple[int, int]:
    """Row and column from 0 of an address such as C7."""
    row, column = openpyxl.utils.cell.coordinate_to_tuple(cell)
    return row - 1, column - 1


def changed(cells: dict[str, Value]) -> Table:
    """The form personal with other values in some cells."""
    rows = staff()
    for cell, value in cells.items():
        row, column = place(cell)
        rows[row][column] = value
    return rows


def by_openpyxl(rows: Table, change: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    """XLSX by openpyxl; `change` may do to the workbook what a table cannot say."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is None:
                continue
            if isinstance(value, Formatted):
                sheet.cell(row, column, value.value).number_format = value.code
            else:
                cell = sheet.cell(row, column)
                # A text that begins with = is meant as text: the table has no formulas.
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
                if isinstance(value, date):
                    cell.number_format = "dd.mm.yyyy"
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def by_xlsxwriter(rows: Table, change: Callable[[xlsxwriter.Workbook], object] = lambda book: None) -> bytes:
    """XLSX by xlsxwriter."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet(SHEET)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, Formatted):
                sheet.write_number(row, column, value.value, book.add_format({"num_format": value.code}))
            elif isinstance(value, date):
                sheet.write_datetime(row, column, value, book.add_format({"num_format": "dd.mm.yyyy"}))
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
    change(book)
    book.close()
    return content.getvalue()


def by_xlwt(rows: Table, change: Callable[[xlwt.Workbook], object] = lambda book: None) -> bytes:
    """XLS (Excel 97 to 2003) by xlwt."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET, cell_overwrite_ok=True)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, Formatted):
                sheet.write(row, column, value.value, xlwt.easyxf(num_format_str=value.code))
            elif isinstance(value, date):
                sheet.write(row, column, value, xlwt.easyxf(num_format_str="DD.MM.YYYY"))
            elif value is not None:
                sheet.write(row, column, value)
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:automatic-styles><style:style style:name="versteckt" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def by_hand_ods(
    rows: Table,
    raw: dict[str, str] | None = None,
    row_attributes: dict[int, str] | None = None,
    columns: str = "",
    more: str = "",
) -> bytes:
    """ODS as LibreOffice writes it.

    `raw` puts other XML in the place of a cell, `row_attributes` (row from 1) and `columns` add to rows and columns,
    `more` stands behind the sheet.
    """
    raw, row_attributes = raw or {}, row_attributes or {}
    instead = {place(cell): xml for cell, xml in raw.items()}
    lines = []
    for row, values in enumerate(rows):
        cells = "".join(instead.get((row, column)) or ods_cell(value) for column, value in enumerate(values))
        lines.append(f"<table:table-row {row_attributes.get(row + 1, '')}>{cells}</table:table-row>")
    return ods_of(f'<table:table table:name="{SHEET}">{columns}{"".join(lines)}</table:table>{more}')


def ods_of(tables: str) -> bytes:
    """An ODS file with these sheets."""
    return zipped(
        {
            "mimetype": _ODS_TYPE,
            "content.xml": _ODS_HEAD + tables + _ODS_TAIL,
            "META-INF/manifest.xml": _ODS_MANIFEST,
        }
    )


def ods_cell(value: Value) -> str:
    """One cell as LibreOffice writes it: its value as an attribute, what it shows as a paragraph."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Formatted):
        return _ods_number(value.value, value.code)
    if isinstance(value, bool):
        kind, stored, shown = "boolean", f'office:boolean-value="{str(value).lower()}"', "WAHR" if value else "FALSCH"
    elif isinstance(value, datetime):
        kind, stored, shown = "date", f'office:date-value="{value.isoformat()}"', f"{value:%d.%m.%Y %H:%M}"
    elif isinstance(value, date):
        kind, stored, shown = "date", f'office:date-value="{value.isoformat()}"', f"{value:%d.%m.%Y}"
    elif isinstance(value, str):
        paragraphs = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
    else:
        return _ods_number(value, "")
    return f'<table:table-cell office:value-type="{kind}" {stored}><text:p>{shown}</text:p></table:table-cell>'


def _ods_number(value: float, code: str) -> str:
    kind, shown = "float", f"{value!r}".replace(".", ",")
    if set(code) == {"0"}:
        shown = f"{value:0{len(code)}.0f}"
    elif code.endswith("%"):
        kind, shown = "percentage", f"{value:.0%}".replace("%", " %")
    elif code.startswith("0."):
        shown = f"{value:.{len(code) - 2}f}".replace(".", ",")
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value!r}"><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )


def _ods_text(line: str) -> str:
    """ODF folds blanks: each further one, and one at an end, is an element."""
    text = escape(line).replace("\t", "<text:tab/>").replace("  ", " <text:s/>").replace("  ", " <text:s/>")
    text = f"<text:s/>{text[1:]}" if text.startswith(" ") else text
    return f"{text[:-1]}<text:s/>" if text.endswith(" ") else text


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts, the first one not packed (as ODF wants its mimetype)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return content.getvalue()


def patched(content: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A zip with one part changed; without it where `change` gives None. The rest stays as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert part in parts, f"{part}: {sorted(parts)}"
    new = change(parts.pop(part))
    return zipped(parts if new is None else {**parts, part: new})


def sheet_xml(content: bytes, old: str, new: str) -> bytes:
    """An XLSX file with a piece of its sheet's XML replaced."""

    def change(xml: bytes) -> bytes:
        assert old.encode() in xml, f"{old} nicht in {xml[:3000]!r}"
        return xml.replace(old.encode(), new.encode(), 1)

    return patched(content, "xl/worksheets/sheet1.xml", change)


def raw_xlsx(sheet_data: str, before: str = "", after: str = "", styles: Sequence[str] = ("General",)) -> bytes:
    """An XLSX file of one sheet whose XML is given; `styles` are the number formats of the cell styles s="0", s="1"."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    formats = "".join(
        f'<numFmt numFmtId="{164 + number}" formatCode="{escape(code)}"/>' for number, code in enumerate(styles)
    )
    cell_styles = "".join(
        f'<xf numFmtId="{164 + number}" applyNumberFormat="1" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        for number in range(len(styles))
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{content_type}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{content_type}.styles+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts count="{len(styles)}">{formats}</numFmts>'
            '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
            '<borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(styles)}">{cell_styles}</cellXfs></styleSheet>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{before}<sheetData>{sheet_data}</sheetData>{after}'
            "</worksheet>",
        }
    )


def raw_rows(rows: Table) -> str:
    """The rows of a table as XML of an XLSX sheet, texts inline; row and cell names included."""
    lines = []
    for number, values in enumerate(rows, start=1):
        cells = "".join(
            raw_cell(f"{openpyxl.utils.get_column_letter(column)}{number}", value)
            for column, value in enumerate(values, start=1)
            if value is not None
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def raw_cell(name: str, value: Value) -> str:
    """One cell as XML of an XLSX sheet, without a style."""
    if isinstance(value, date):
        value = (value - date(1899, 12, 30)) / timedelta(days=1)
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{name}"><v>{value!r}</v></c>'
