"""Hostile and broken containers, each made by a few lines, with the findings it must get before any reader sees it.

Belongs here: `CASES`, one entry a file. Not here: containers written byte by byte (raw_containers.py), hostile words in
honest cells (hostile.py). All figures in these files are invented examples.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from tests.conftest import ROW
from tests.generators.raw_containers import MEBIBYTE, changed, member, ole2_of, parts_of, repeated, zip_of

SHEET = "eckwerte"
SHEET_PART, STRINGS_PART = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
DOCTYPE = '<!DOCTYPE a [<!ENTITY x "Lachen">' + "".join(f'<!ENTITY x{n} "&x;&x;">' for n in range(9)) + "]>"
XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
XXE_FAR = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'
HTML = b"<html><head><title>Export</title></head><body><table><tr><td>1</td></tr></table></body></html>"
XML_2003 = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
)


@dataclass(frozen=True)
class Case:
    """A file: its bytes, the name it is delivered under, its findings of kind and container (`codes`, all of them).

    `later` are those that the steps after the preflight add. `cell` is the address that a finding must name. `slow`
    cases take more than half a second.
    """

    content: Callable[[], bytes]
    file_name: str
    codes: set[str] = field(default_factory=set)
    cell: str = ""
    slow: bool = False
    later: frozenset[str] = frozenset()


# --- Honest files


@cache
def xlsx(rows: int = 1) -> bytes:
    """A valid workbook of the form eckwerte with one row."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, list(ROW))
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, list(ROW.values()))
    return file.getvalue()


@cache
def xls() -> bytes:
    """The same as an old workbook."""
    return _xls(lambda sheet: None)


def _xls(more: Callable[[xlwt.Worksheet], None]) -> bytes:
    book, file = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet(SHEET)
    for column, (name, value) in enumerate(ROW.items()):
        sheet.write(0, column, name)
        sheet.write(1, column, value)
    more(sheet)
    book.save(file)
    return file.getvalue()


def ods_cell(text: str, attributes: str = "") -> str:
    """A text cell of an ODS."""
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def ods_row(cells: str, repeat: int = 1) -> str:
    """A row of an ODS."""
    return f'<table:table-row table:number-rows-repeated="{repeat}">{cells}</table:table-row>'


def ods_table(rows: str, name: str = SHEET) -> str:
    """A sheet of an ODS."""
    return f'<table:table table:name="{name}">{rows}</table:table>'


FORM_ROWS = ods_row("".join(map(ods_cell, ROW))) + ods_row("".join(map(ods_cell, ROW.values())))


def ods(tables: str = "", doctype: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """An ODS by hand; without `tables` the valid form."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables or ods_table(FORM_ROWS)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE.decode()}"/></manifest:manifest>'
    )
    parts = {"content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()} | (more or {})
    stored = member("mimetype", ODS_TYPE, packed=ODS_TYPE, method=0)
    return zip_of([stored, *(member(name, part) for name, part in parts.items())])


# --- What is done to them


def sheet_with(old: str, new: str, part: str = SHEET_PART) -> bytes:
    """The valid workbook with a piece of one part replaced."""
    text = parts_of(xlsx())[part].decode()
    assert old in text
    return changed(xlsx(), {part: member(part, text.replace(old, new, 1).encode())})


def cells_at_end(cells: str) -> bytes:
    """The valid workbook with more rows at the end of its sheet."""
    return sheet_with("</sheetData>", f"{cells}</sheetData>")


def doctype_in(part: str, doctype: str) -> bytes:
    """A document type behind the XML declaration of a part."""
    text = parts_of(xlsx())[part].decode()
    return changed(
        xlsx(), {part: member(part, re.sub(r"(\?>\s*)", rf"\1{re.escape(doctype)}", text, count=1).encode())}
    )


def with_part(name: str, content: bytes = b"MZ example") -> bytes:
    """The valid workbook with one more part."""
    return changed(xlsx(), more=[member(name, content)])


def lying(**lies: object) -> bytes:
    """The valid workbook whose sheet says something wrong of itself."""
    return changed(xlsx(), {SHEET_PART: member(SHEET_PART, parts_of(xlsx())[SHEET_PART], **lies)})


def bomb(part: str, megabytes: int, block: bytes, **lies: object) -> bytes:
    """The valid workbook with a part that unpacks to so many megabytes of one repeated block."""
    text = parts_of(xlsx())[part].decode()
    at = text.index("</sheetData>") if part == SHEET_PART else text.index("</sst>")
    filled = (block * (MEBIBYTE // len(block) + 1))[:MEBIBYTE]
    # Whole blocks only: what is repeated must stay XML.
    filled = filled[: len(filled) // len(block) * len(block)]
    return changed(xlsx(), {part: repeated(part, text[:at].encode(), filled, megabytes, text[at:].encode(), **lies)})


ROW_BLOCK = b'<row><c t="n"><v>1</v></c><c t="n"><v>2</v></c></row>'
CELL_BLOCK = b'<row r="3"><c r="A3"><v>1</v></c></row>'


def far(address: str, tag: str = '<c r="{}"><v>1</v></c>') -> bytes:
    """The valid workbook with one more cell far away."""
    return cells_at_end(f"<row>{tag.format(address)}</row>")


def flipped(content: bytes, at: int) -> bytes:
    """One bit changed."""
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


def sheet_start(content: bytes) -> int:
    """Where the packed bytes of the first sheet begin."""
    return content.index(SHEET_PART.encode()) + len(SHEET_PART)


def encrypted_xlsx() -> bytes:
    """With a password, as Excel does it (agile encryption)."""
    file = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt("geheim", file)
    return file.getvalue()


def encrypted_xls() -> bytes:
    """The record FILEPASS behind the beginning of the workbook says that the rest is encrypted."""
    at = xls().index(struct.pack("<HHH", 0x0809, 0x10, 0x0600)) + 20
    return xls()[:at] + struct.pack("<H", 0x2F) + xls()[at + 2 :]


def encrypted_zip() -> bytes:
    """A ZIP password on every part."""
    return zip_of([member(name, part, flags=1) for name, part in parts_of(xlsx()).items()])


def encrypted_ods() -> bytes:
    """The manifest of an ODS with a password tells how each part is encrypted."""
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = f'<manifest:manifest xmlns:manifest="urn:example">{entry}</manifest:manifest>'.encode()
    return ods(more={"META-INF/manifest.xml": manifest, "content.xml": bytes(range(256)) * 8})


def ordinary_zip(*names: str) -> bytes:
    """A ZIP with small entries of these names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for name in names:
            opened.writestr(name, b"<a/>")
    return file.getvalue()


def file_of_one_row() -> bytes:
    """The valid form as text."""
    return (";".join(ROW) + "\r\n" + ";".join(ROW.values()) + "\r\n").encode()


def dde_formula() -> bytes:
    """The valid workbook whose figure comes from a program (as stored: 94)."""
    sheet = re.sub(r'<c r="G2".*?</c>', "<c r=\"G2\"><f>cmd|'/C calc'!A0</f><v>94</v></c>", SHEET_XML.decode())
    book = parts_of(xlsx())["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    return changed(
        xlsx(),
        {SHEET_PART: member(SHEET_PART, sheet.encode()), "xl/workbook.xml": member("xl/workbook.xml", book)},
    )


def biff(*records: tuple[int, bytes]) -> bytes:
    """A bare old workbook of these records, in its container."""
    begin = (0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    body = b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in (begin, *records, (0x000A, b"")))
    return ole2_of({"Workbook": body})


def merged_xls() -> bytes:
    """An old sheet with 100,000 merged cells, about a thousand a record."""
    one = (0x00E5, struct.pack("<H", 1000) + bytes(8000))
    return biff(*[one] * 100)


def many_sheets() -> bytes:
    """5,000 sheets."""
    sheet = parts_of(xlsx())[SHEET_PART]
    return changed(xlsx(), more=[member(f"xl/worksheets/sheet{number}.xml", sheet) for number in range(2, 5001)])


def wide_row(columns: int) -> str:
    """One row with so many filled cells."""
    from assets.deliveries.reading.grid import letters

    return f'<row r="3">{"".join(f"<c r={chr(34)}{letters(n)}3{chr(34)}><v>1</v></c>" for n in range(columns))}</row>'


def merges(count: int) -> str:
    """So many merged ranges."""
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(10, count + 10))
    return f'</sheetData><mergeCells count="{count}">{ranges}</mergeCells>'


def _text(long: int) -> str:
    return f'<row r="3"><c r="A3" t="inlineStr"><is><t>{"x" * long}</t></is></c></row>'


def _strings(long: int) -> bytes:
    return sheet_with("</sst>", f"<si><t>{'x' * long}</t></si></sst>", STRINGS_PART)


KAPUTT, GROSS, FERN, DTD = {"MAPPE_BESCHAEDIGT"}, {"MAPPE_GROSS"}, {"ZELLE_FERN"}, {"MAPPE_DOCTYPE"}
FORMAT, KENNWORT, ENDUNG, PFAD = {"DATEI_FORMAT"}, {"DATEI_KENNWORT"}, {"DATEI_ENDUNG"}, {"MAPPE_PFAD"}
DOPPELT, LANG, ZELLEN, TIEF = {"MAPPE_DOPPELT"}, {"ZELLE_LANG"}, {"MAPPE_ZELLEN"}, {"MAPPE_TIEFE"}
LINK, MAKRO, OBJEKT, SATZ = {"MAPPE_VERKNUEPFUNG"}, {"MAPPE_MAKRO"}, {"MAPPE_EINGEBETTET"}, {"MAPPE_ZEICHENSATZ"}
X, O, S = "eckwerte_2022.xlsx", "eckwerte_2022.ods", "eckwerte_2022.xls"  # noqa: E741 - one letter a kind
EMPTY_CELLS = '<table:table-cell table:number-columns-repeated="16384"/>'
CLOSED_CELLS = '<table:table-cell table:number-columns-repeated="16384"></table:table-cell>'
SHEET_XML = parts_of(xlsx())[SHEET_PART]
A_DEEP = "<a>" * 200_000 + "</a>" * 200_000

CASES: dict[str, Case] = {
    "honest xlsx": Case(xlsx, X),
    "honest ods": Case(ods, O),
    "honest xls": Case(xls, S),
    # A1 bombs
    "A1 sheet of 1 GB": Case(lambda: bomb(SHEET_PART, 1024, ROW_BLOCK), X, GROSS, slow=True),
    "A1 texts of 1 GB": Case(lambda: bomb(STRINGS_PART, 1024, b"<si><t>x</t></si>"), X, GROSS, slow=True),
    "A1 1 GB that claims 1,000 bytes": Case(
        lambda: bomb(SHEET_PART, 1024, ROW_BLOCK, claimed=1000), X, KAPUTT, slow=True
    ),
    "A1 1 GB that claims 20 MB": Case(
        lambda: bomb(SHEET_PART, 1024, ROW_BLOCK, claimed=20 << 20), X, KAPUTT, slow=True
    ),
    "A1 several parts together": Case(
        lambda: changed(
            xlsx(), more=[repeated(f"xl/{n}.xml", b"<a>", b" " * MEBIBYTE, 150, b"</a>") for n in range(3)]
        ),
        *(X, GROSS),
    ),
    "A1 overlapping parts": Case(
        lambda: zip_of(
            [member(name, b"<a/>" * 99) for name in ("[Content_Types].xml", "xl/workbook.xml", SHEET_PART)], shared=True
        ),
        X,
        KAPUTT,
    ),
    "A1 six million cells": Case(lambda: bomb(SHEET_PART, 190, CELL_BLOCK), X, ZELLEN, slow=True),
    "A1 ods of 1 GB": Case(
        lambda: changed(ods(), {"content.xml": repeated("content.xml", b"<a>", b" " * MEBIBYTE, 1024, b"</a>")}),
        *(O, GROSS),
        slow=True,
    ),
    # A2 many entries, containers in containers
    "A2 10,000 entries": Case(
        lambda: changed(xlsx(), more=[member(f"xl/media/{n}.png", b"x") for n in range(10_000)]), X, {"MAPPE_TEILE"}
    ),
    "A2 a directory of 30,000 entries": Case(
        lambda: changed(xlsx(), more=[member(f"a{n}", b"") for n in range(30_000)]), X, {"MAPPE_TEILE"}
    ),
    "A2 xlsx inside xlsx": Case(lambda: with_part("xl/embeddings/Mappe1.xlsx", xlsx()), X, OBJEKT),
    "A2 xlsx inside zip": Case(lambda: zip_of([member("eckwerte.xlsx", xlsx())]), X, FORMAT),
    # A3 lying sizes
    "A3 size 100 claimed": Case(lambda: lying(claimed=100), X, KAPUTT),
    "A3 size 100 claimed and its checksum": Case(
        lambda: lying(claimed=100, crc=zlib.crc32(SHEET_XML[:100])),
        *(X, KAPUTT),
    ),
    "A3 size too large": Case(lambda: lying(claimed=100_000), X, KAPUTT),
    "A3 wrong checksum": Case(lambda: lying(crc=1), X, KAPUTT),
    "A3 half of the packed bytes": Case(lambda: lying(packed=member("", SHEET_XML).packed[:200]), X, KAPUTT),
    "A3 more behind the packed bytes": Case(lambda: lying(packed=member("", SHEET_XML).packed + b"x" * 99), X, KAPUTT),
    "A3 two names of one part": Case(lambda: lying(local_name="xl/worksheets/sheet9.xml"), X, KAPUTT),
    "A3 unusual packing": Case(lambda: lying(method=12), X, KAPUTT),
    # A4 far cells
    "A4 last cell of all": Case(lambda: far("XFD1048576"), X, FERN, "XFD1048576"),
    "A4 in small letters": Case(lambda: far("xfd1048576"), X, FERN, "XFD1048576"),
    "A4 with a prefix and other quotes": Case(
        lambda: far("XFD1048576", "<x:c s='1' r = '{}' ><x:v>1</x:v></x:c>"), X, FERN, "XFD1048576"
    ),
    "A4 behind the last row": Case(lambda: far("P1048576"), X, FERN, "P1048576"),
    "A4 right of the table": Case(lambda: far("XFD7"), X, FERN, "XFD7"),
    "A4 beyond any sheet": Case(lambda: far("ZZZZ9999999999"), X, FERN, "ZZZZ9999999999"),
    "A4 only formatted": Case(lambda: far("XFD1048576", '<c r="{}" s="0"/>'), X),
    "A4 only formatted, closed apart": Case(lambda: far("XFD1048576", '<c r="{}" s="0"></c>'), X),
    "A4 ods": Case(
        lambda: ods(
            ods_table(
                FORM_ROWS
                + ods_row(EMPTY_CELLS, 1_048_573)
                + ods_row(EMPTY_CELLS.replace("16384", "16383") + ods_cell("1"))
            )
        ),
        *(O, FERN),
        "XFD1048576",
    ),
    "A4 xls": Case(lambda: _xls(lambda sheet: sheet.write(65535, 255, 1)), S, FERN, "IV65536"),
    # A5 the dimension lies
    "A5 dimension too large": Case(lambda: sheet_with('ref="A1:Q2"', 'ref="A1:XFD1048576"'), X),
    "A5 dimension too small": Case(lambda: sheet_with('ref="A1:Q2"', 'ref="A1"'), X),
    # A6 entities, A7 files from outside
    "A6 in the sheet": Case(lambda: doctype_in(SHEET_PART, DOCTYPE), X, DTD),
    "A6 in the texts": Case(lambda: doctype_in(STRINGS_PART, DOCTYPE), X, DTD),
    "A6 in the workbook": Case(lambda: doctype_in("xl/workbook.xml", DOCTYPE), X, DTD),
    "A6 in the styles": Case(lambda: doctype_in("xl/styles.xml", DOCTYPE), X, DTD),
    "A6 in the relations": Case(lambda: doctype_in("xl/_rels/workbook.xml.rels", DOCTYPE), X, DTD),
    "A6 in a part with another ending": Case(
        lambda: with_part("xl/blatt.bin", b"<?xml version='1.0'?><!DOCTYPE a><a/>"), X, DTD
    ),
    "A6 ods": Case(lambda: ods(doctype=DOCTYPE), O, DTD),
    "A6 hidden in UTF-16": Case(
        lambda: changed(
            xlsx(), {SHEET_PART: member(SHEET_PART, f"<?xml version='1.0'?>{DOCTYPE}<a/>".encode("utf-16"))}
        ),
        *(X, SATZ),
    ),
    "A6 hidden in a declared encoding": Case(lambda: sheet_with('encoding="UTF-8"', 'encoding="UTF-7"'), X, SATZ),
    "A7 in the sheet": Case(lambda: doctype_in(SHEET_PART, XXE), X, DTD),
    "A7 in the texts": Case(lambda: doctype_in(STRINGS_PART, XXE), X, DTD),
    "A7 from the network": Case(lambda: doctype_in(SHEET_PART, XXE_FAR), X, DTD),
    "A7 ods": Case(lambda: ods(doctype=XXE), O, DTD),
    # A8 deep XML
    "A8 sheet": Case(lambda: sheet_with("</sheetData>", f"</sheetData>{A_DEEP}"), X, TIEF),
    "A8 texts": Case(lambda: sheet_with("</sst>", f"{A_DEEP}</sst>", STRINGS_PART), X, TIEF),
    "A8 ods": Case(lambda: ods(ods_table(FORM_ROWS + ods_row(ods_cell(A_DEEP)))), O, TIEF),
    # A9 paths
    "A9 upwards": Case(lambda: with_part("../../x"), X, PFAD),
    "A9 upwards in the middle": Case(lambda: with_part("xl/../../../x"), X, PFAD),
    "A9 absolute": Case(lambda: with_part("/etc/x"), X, PFAD),
    "A9 drive letter": Case(lambda: with_part("C:x"), X, PFAD),
    "A9 backslash": Case(lambda: with_part("xl\\worksheets\\x.xml"), X, PFAD),
    "A9 control character": Case(lambda: with_part("xl/\x1b[31m.xml"), X, PFAD),
    "A9 ods": Case(lambda: ods(more={"../../x": b"x"}), O, PFAD),
    # A10 the same part twice
    "A10 two sheets of one name": Case(
        lambda: with_part(SHEET_PART, SHEET_XML.replace(b"<v>0<", b"<v>1<")), X, DOPPELT
    ),
    "A10 capitals": Case(lambda: with_part("xl/worksheets/SHEET1.xml", SHEET_XML), X, DOPPELT),
    "A10 ods": Case(
        lambda: zip_of([*(member(n, p) for n, p in parts_of(ods()).items()), member("content.xml", b"<a/>")]),
        O,
        DOPPELT,
    ),
    # A11 damage
    "A11 10 % of an xlsx": Case(lambda: xlsx()[: len(xlsx()) // 10], X, KAPUTT),
    "A11 half an xlsx": Case(lambda: xlsx()[: len(xlsx()) // 2], X, KAPUTT),
    "A11 90 % of an xlsx": Case(lambda: xlsx()[: len(xlsx()) * 9 // 10], X, KAPUTT),
    "A11 last byte missing": Case(lambda: xlsx()[:-1], X, KAPUTT),
    "A11 a flipped bit in the sheet": Case(lambda: flipped(xlsx(), sheet_start(xlsx()) + 60), X, KAPUTT),
    "A11 XML cut off": Case(lambda: changed(xlsx(), {SHEET_PART: member(SHEET_PART, SHEET_XML[:-30])}), X, KAPUTT),
    "A11 XML cut off between rows": Case(
        lambda: changed(xlsx(), {SHEET_PART: member(SHEET_PART, SHEET_XML[: SHEET_XML.index(b'<row r="2"')])}),
        X,
        KAPUTT,
    ),
    "A11 half an ods": Case(lambda: ods()[: len(ods()) // 2], O, KAPUTT),
    "A11 half an xls": Case(lambda: xls()[: len(xls()) // 2], S, KAPUTT),
    "A11 first sector of an xls": Case(lambda: xls()[:512], S, KAPUTT),
    "A11 xls without end": Case(lambda: ole2_of({"Workbook": struct.pack("<HHI", 0x0809, 4, 0)}), S, KAPUTT),
    "A11 xls that runs in circles": Case(
        lambda: xls()[:48] + struct.pack("<I", 0) + xls()[52:512] + bytes(len(xls()) - 512), S, KAPUTT
    ),
    "A11 no bytes": Case(lambda: b"", X, {"DATEI_LEER"}),
    "A11 a BOM and no more": Case(lambda: b"\xef\xbb\xbf", "eckwerte_2022.csv", {"DATEI_LEER"}),
    "A11 a BOM of UTF-16 and no more": Case(lambda: b"\xff\xfe", "eckwerte_2022.csv", {"DATEI_LEER"}),
    "A11 only blank lines": Case(lambda: b" \r\n\t\r\n", "eckwerte_2022.csv", {"DATEI_LEER"}),
    "A11 only zeros": Case(lambda: bytes(4096), X, {"DATEI_LEER"}),
    # A12 passwords
    "A12 xlsx": Case(encrypted_xlsx, X, KENNWORT, slow=True),
    "A12 xls": Case(encrypted_xls, S, KENNWORT),
    "A12 ods": Case(encrypted_ods, O, KENNWORT),
    "A12 ods encrypted as a whole": Case(lambda: ods(more={"encrypted-package": b"x"}), O, KENNWORT),
    "A12 zip password": Case(encrypted_zip, X, KENNWORT),
    # A13 wrong types
    "A13 xlsx named csv": Case(xlsx, "eckwerte_2022.csv", ENDUNG),
    "A13 xlsx named xls": Case(xlsx, S, ENDUNG),
    "A13 ods named xlsx": Case(ods, X, ENDUNG),
    "A13 xls named xlsx": Case(xls, X, ENDUNG),
    "A13 text named xlsx": Case(file_of_one_row, X, ENDUNG),
    "A13 HTML named xls": Case(lambda: HTML, S, FORMAT),
    "A13 HTML in UTF-16 named xls": Case(lambda: HTML.decode().encode("utf-16"), S, FORMAT),
    "A13 HTML behind a BOM": Case(lambda: b"\xef\xbb\xbf\r\n" + HTML.upper(), S, FORMAT),
    "A13 web archive": Case(lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", S, FORMAT),
    "A13 XML 2003 named xls": Case(lambda: XML_2003, S, FORMAT),
    "A13 flat ods": Case(lambda: b'<?xml version="1.0"?><office:document/>', O, FORMAT),
    "A13 PDF named csv": Case(lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "eckwerte_2022.csv", FORMAT),
    "A13 PNG": Case(lambda: b"\x89PNG\r\n\x1a\n" + bytes(20), X, FORMAT),
    "A13 JPEG": Case(lambda: b"\xff\xd8\xff\xe0" + bytes(20), X, FORMAT),
    "A13 HEIC": Case(lambda: b"\x00\x00\x00\x18ftypheic" + bytes(20), X, FORMAT),
    "A13 BMP": Case(lambda: b"BM" + struct.pack("<IIII", 100, 0, 54, 40), X, FORMAT),
    "A13 RTF": Case(lambda: b"{\\rtf1 Text}", S, FORMAT),
    "A13 xlsb": Case(lambda: ordinary_zip("[Content_Types].xml", "xl/workbook.bin"), "a.xlsb", FORMAT),
    "A13 docx": Case(lambda: ordinary_zip("[Content_Types].xml", "word/document.xml"), X, FORMAT),
    "A13 odt": Case(lambda: ordinary_zip("mimetype", "content.xml"), O, FORMAT),
    "A13 zip of csv": Case(lambda: ordinary_zip("eckwerte.csv"), X, FORMAT),
    "A13 empty zip": Case(lambda: zip_of([]), X, FORMAT),
    "A13 gzip": Case(lambda: b"\x1f\x8b\x08\x00" + bytes(20), X, FORMAT),
    "A13 Word document": Case(lambda: ole2_of({"WordDocument": b"x"}), S, FORMAT),
    "A13 Outlook message": Case(lambda: ole2_of({"__properties_version1.0": b"x"}), S, FORMAT),
    "A13 very old Excel": Case(lambda: b"\x09\x08\x08\x00\x00\x05\x10\x00" + bytes(20), S, FORMAT),
    # A14 what is not followed
    "A14 macros": Case(lambda: with_part("xl/vbaProject.bin"), "eckwerte_2022.xlsm", MAKRO),
    "A14 macros of Excel 4": Case(lambda: with_part("xl/macrosheets/sheet1.xml", b"<a/>"), X, MAKRO),
    "A14 macros in ods": Case(
        lambda: ods(more={"Basic/Standard/Modul1.xml": b'<!DOCTYPE script PUBLIC "a" "module.dtd"><script/>'}), O, MAKRO
    ),
    "A14 macros in xls": Case(lambda: ole2_of({"Workbook": _book()}, ["_VBA_PROJECT_CUR"]), S, MAKRO),
    "A14 other workbooks": Case(lambda: with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), X, LINK),
    "A14 data connection": Case(lambda: with_part("xl/connections.xml", b"<connections/>"), X, LINK),
    "A14 DDE formula": Case(dde_formula, X, LINK),
    "A14 DDE in ods": Case(
        lambda: ods(ods_table('<office:dde-source office:dde-application="cmd"/>' + FORM_ROWS)), O, LINK
    ),
    "A14 table from another file in ods": Case(
        lambda: ods(ods_table('<table:table-source xmlns:xlink="x" xlink:href="file:///etc/x"/>' + FORM_ROWS)), O, LINK
    ),
    "A14 links in xls": Case(
        lambda: biff((0x01AE, struct.pack("<HHB", 1, 5, 0) + b"a.xls")), S, LINK, later=frozenset({"TABELLE_FEHLT"})
    ),
    "A14 embedded program": Case(lambda: with_part("xl/embeddings/oleObject1.bin"), X, OBJEKT),
    "A14 embedded in ods": Case(lambda: ods(more={"Object 1/content.xml": b"<a/>"}), O, OBJEKT),
    "A14 control": Case(lambda: with_part("xl/activeX/activeX1.xml", b"<a/>"), X, OBJEKT),
    # A15 repeats
    "A15 value in all cells": Case(
        lambda: ods(ods_table(ods_row(ods_cell("1", ' table:number-columns-repeated="16384"'), 1_048_576))),
        *(O, ZELLEN),
        "XFD1048576",
    ),
    "A15 one row in a million": Case(
        lambda: ods(ods_table(ods_row(ods_cell("1") * 16, 1_048_576))), O, ZELLEN, "P1048576"
    ),
    "A15 value-type only": Case(
        lambda: ods(
            ods_table(
                ods_row(
                    '<table:table-cell table:number-columns-repeated="9999" office:value-type="float"/>',
                    9999,
                )
            )
        ),
        *(O, ZELLEN),
        "NTO9999",
    ),
    "A15 empty cells": Case(lambda: ods(ods_table(FORM_ROWS + ods_row(EMPTY_CELLS, 1_048_574))), O),
    "A15 empty cells closed apart": Case(lambda: ods(ods_table(FORM_ROWS + ods_row(CLOSED_CELLS, 1_048_574))), O),
    # A16 merged cells
    "A16 xlsx": Case(lambda: sheet_with("</sheetData>", merges(100_000)), X, {"MAPPE_VERBUNDEN"}),
    "A16 ods": Case(
        lambda: ods(ods_table(ods_row(ods_cell("1", ' table:number-columns-spanned="2"')) * 20_000)),
        O,
        {"MAPPE_VERBUNDEN"},
    ),
    "A16 xls": Case(merged_xls, S, {"MAPPE_VERBUNDEN"}),
    "A16 a few are honest": Case(lambda: sheet_with("</sheetData>", merges(50)), X),
    # B6 monstrous contents
    "B6 text of 1 MB": Case(lambda: cells_at_end(_text(MEBIBYTE)), X, LANG),
    "B6 shared text of 1 MB": Case(lambda: _strings(MEBIBYTE), X, LANG),
    "B6 header of 200 KB": Case(lambda: _strings(200 * 1024), X, LANG),
    "B6 text of 1 MB in ods": Case(lambda: ods(ods_table(FORM_ROWS + ods_row(ods_cell("x" * MEBIBYTE)))), O, LANG),
    "B6 the longest text of Excel is honest": Case(lambda: _strings(32_767), X),
    "B6 16,384 columns": Case(lambda: cells_at_end(wide_row(16_384)), X, {"TABELLE_BREIT"}, "XFD1"),
    "B6 2,000 columns in ods": Case(
        lambda: ods(ods_table(ods_row(ods_cell("1") * 2_000))), O, {"TABELLE_BREIT"}, "BXX1"
    ),
    "B6 5,000 sheets": Case(many_sheets, X, {"MAPPE_BLAETTER"}),
    "B6 5,000 sheets in ods": Case(
        lambda: ods("".join(ods_table(ods_row(ods_cell("1")), f"t{n}") for n in range(5_000))), O, {"MAPPE_BLAETTER"}
    ),
}


def _book() -> bytes:
    from assets.deliveries.reading.containers import open_compound

    return open_compound(xls()).stream("Workbook")
