"""What a delivered file is, by its bytes alone: its name is only compared afterwards.

Belongs here: recognising kinds of files, and what to tell a clerk who sent another. Not here: whether a workbook is
sound (preflight.py), reading it (read_file.py, workbook.py).
"""

import re
import zipfile
from itertools import islice
from pathlib import PurePath

from assets.deliveries.findings import finding, shown
from assets.deliveries.reading.containers import (
    OLE2_MAGIC,
    ZIP_MAGIC,
    Damaged,
    inflated,
    open_compound,
    records,
    zip_entries,
)
from schemas.findings import Finding

_SAVE = "Bitte als XLSX, ODS oder CSV speichern und diese Datei liefern."
_ASK = "Bitte die Tabelle selbst als XLSX, ODS oder CSV liefern."
_UNPACK = "Bitte entpacken und die Tabelle selbst liefern."

# First bytes → what it is, what to do. Longer ones first where one begins like another.
_MAGIC: list[tuple[bytes, str, str]] = [
    (b"%PDF-", "ein PDF-Dokument", _ASK),
    (b"\x89PNG\r\n\x1a\n", "ein Bild (PNG)", _ASK),
    (b"\xff\xd8\xff", "ein Bild (JPEG)", _ASK),
    (b"GIF8", "ein Bild (GIF)", _ASK),
    (b"II*\x00", "ein Bild (TIFF)", _ASK),
    (b"MM\x00*", "ein Bild (TIFF)", _ASK),
    (b"BM", "ein Bild (BMP)", _ASK),
    (b"RIFF", "ein Bild oder Film", _ASK),
    (b"{\\rtf", "ein Textdokument (RTF)", _SAVE),
    (b"\x1f\x8b", "ein gepacktes Archiv (GZIP)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "ein gepacktes Archiv (7-Zip)", _UNPACK),
    (b"Rar!\x1a\x07", "ein gepacktes Archiv (RAR)", _UNPACK),
    (b"BZh", "ein gepacktes Archiv (BZIP2)", _UNPACK),
    (b"\xfd7zXZ\x00", "ein gepacktes Archiv (XZ)", _UNPACK),
    (b"PK\x05\x06", "ein leeres ZIP-Archiv", _UNPACK),
    (b"SQLite format 3\x00", "eine Datenbank (SQLite)", _SAVE),
    (b"\x00\x01\x00\x00Standard Jet DB", "eine Datenbank (Access)", _SAVE),
    (b"\x00\x01\x00\x00Standard ACE DB", "eine Datenbank (Access)", _SAVE),
    (b"PAR1", "eine Parquet-Datei", _SAVE),
    (b"$FL2@(#)", "eine SPSS-Datei", _SAVE),
    (b"MZ", "ein Programm", _ASK),
    (b"\x7fELF", "ein Programm", _ASK),
    # Workbooks older than 1995 are the bare stream without a container.
    (b"\x09\x08\x08\x00\x00\x05\x10\x00", "eine sehr alte Excel-Datei (vor 1997)", _SAVE),
    (b"\x09\x08\x10\x00\x00\x06\x05\x00", "eine Excel-Datei ohne Container", _SAVE),
    (b"\x09\x04\x06\x00\x00\x00\x10\x00", "eine sehr alte Excel-Datei (vor 1997)", _SAVE),
    (b"\x09\x02\x06\x00\x00\x00\x10\x00", "eine sehr alte Excel-Datei (vor 1997)", _SAVE),
]
# Two letters alone are no proof: a table's first header may begin with them.
_NEEDS_NUL = (b"BM", b"MZ")

# Names in an Office container → what it is.
_IN_COMPOUND = [
    ("WordDocument", "ein Word-Dokument", _SAVE),
    ("PowerPoint Document", "eine PowerPoint-Präsentation", _ASK),
    ("__properties_version1.0", "eine Outlook-Nachricht", "Bitte den Anhang speichern und diesen liefern."),
    ("VisioDocument", "eine Visio-Zeichnung", _ASK),
]
_IN_ZIP = [
    ("word/", "ein Word-Dokument", _SAVE),
    ("ppt/", "eine PowerPoint-Präsentation", _ASK),
    ("Index/", "eine Numbers-Datei (Apple)", "Bitte in Numbers „Exportieren“, „Excel“ wählen."),
]
_TEXT_STARTS = [
    (
        re.compile(rb"<(!doctype\s+html|html|head|body|table|meta|style|script|div)\b", re.IGNORECASE),
        "eine Webseite (HTML)",
    ),
    (re.compile(rb"(mime-version|content-type):", re.IGNORECASE), "eine Webseite (MHT)"),
]
_XML_KINDS = [
    (b"urn:schemas-microsoft-com:office:spreadsheet", "eine Tabelle im alten Format „XML-Kalkulationstabelle 2003“"),
    (b"office:document", "eine unverpackte OpenDocument-Tabelle (FODS)"),
    (b"<html", "eine Webseite (HTML)"),
    (b"<svg", "ein Bild (SVG)"),
]
_ODS_TYPES = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)

# Kind → what it is called, and the endings that fit it.
_CALLED = {
    "csv": ("Text (CSV)", (".csv", ".txt", ".tsv", ".tab")),
    "xlsx": ("eine Excel-Arbeitsmappe (XLSX)", (".xlsx", ".xlsm", ".xltx", ".xltm")),
    "ods": ("eine OpenDocument-Tabelle (ODS)", (".ods", ".ots")),
    "xls": ("eine alte Excel-Arbeitsmappe (XLS)", (".xls", ".xlt")),
}


def kind_of(content: bytes) -> str | Finding:
    """The kind of a file: "csv" (any text), "xlsx", "ods", "xls", or the finding that says what it is instead.

    Only what is needed to tell them apart is looked at; a damaged workbook is still a workbook (preflight.py refuses).
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return finding("DATEI_LEER")
    if content.startswith(ZIP_MAGIC):
        return _zip_kind(content)
    if content.startswith(OLE2_MAGIC):
        return _compound_kind(content)
    for magic, what, advice in _MAGIC:
        if content.startswith(magic) and (magic not in _NEEDS_NUL or b"\x00" in content[:64]):
            return _other(what, advice)
    if content[4:8] == b"ftyp":
        return _other("ein Bild oder Film", _ASK)
    # A PDF may have a line of another program before it.
    if b"%PDF-" in content[:1024]:
        return _other("ein PDF-Dokument", _ASK)
    return _text_kind(content)


def kind_note(file_name: str, kind: str) -> Finding | None:
    """A note where the ending of a file's name does not fit what it contains; it is read all the same."""
    called, endings = _CALLED[kind]
    if PurePath(file_name).suffix.lower() in endings:
        return None
    return finding("DATEI_ENDUNG", value=called, expected=endings[0], name=shown(file_name))


def _other(what: str, advice: str) -> Finding:
    return finding("DATEI_FORMAT", value=what, expected=advice)


def _text_kind(content: bytes) -> str | Finding:
    start = content[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="replace").encode()
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, what in _TEXT_STARTS:
        if pattern.match(start):
            return _other(what, _SAVE)
    if start.startswith((b"<?xml", b"<!--", b"<!DOCTYPE", b"<office:document", b"<Workbook", b"<svg")):
        lower = start.lower()
        return _other(next((what for mark, what in _XML_KINDS if mark in lower), "eine XML-Datei"), _SAVE)
    return "csv"


def _zip_kind(content: bytes) -> str | Finding:
    try:
        entries = {entry.filename: entry for entry in zip_entries(content)}
    except Damaged:
        return _cut_zip_kind(content)
    names = list(entries)
    mimetype = _beginning(content, entries.get("mimetype"))
    manifest = _beginning(content, entries.get("META-INF/manifest.xml"))
    if "encrypted-package" in names or b"encryption-data" in manifest:
        return finding("DATEI_KENNWORT")
    if mimetype.strip() in _ODS_TYPES:
        return "ods"
    if mimetype:
        return _other("ein anderes OpenDocument (zum Beispiel ein Text)", _SAVE)
    if "[Content_Types].xml" in names:
        if any(name.endswith("workbook.bin") for name in names):
            return _other("eine binäre Excel-Arbeitsmappe (XLSB)", "Bitte in Excel als XLSX speichern.")
        if any(name.startswith("xl/") or name.endswith("workbook.xml") for name in names):
            return "xlsx"
    for folder, what, advice in _IN_ZIP:
        if any(name.startswith(folder) for name in names):
            return _other(what, advice)
    return _other("ein ZIP-Archiv", _UNPACK)


def _beginning(content: bytes, entry: zipfile.ZipInfo | None) -> bytes:
    """The first piece of a part; nothing where there is none or it is broken, which preflight.py tells."""
    try:
        return b"".join(islice(inflated(content, entry), 1)) if entry else b""
    except Damaged:
        return b""


def _cut_zip_kind(content: bytes) -> str | Finding:
    """The kind of a zip without a directory, by the names that stand in plain text before each part."""
    if _ODS_TYPES[0] in content[:200]:
        return "ods"
    if b"[Content_Types].xml" in content or b"xl/" in content:
        return "xlsx"
    return finding("MAPPE_BESCHAEDIGT", value="das Inhaltsverzeichnis fehlt")


def _compound_kind(content: bytes) -> str | Finding:
    try:
        compound = open_compound(content)
        if "EncryptedPackage" in compound.entries:
            return finding("DATEI_KENNWORT")
        book = next((name for name in ("Workbook", "Book") if name in compound.entries), "")
        if book:
            return finding("DATEI_KENNWORT") if _locked(compound.stream(book)) else "xls"
    except Damaged:
        # What it was is no longer to be seen; as most of them are workbooks, preflight.py says that it is broken.
        return "xls"
    for name, what, advice in _IN_COMPOUND:
        if name in compound.entries:
            return _other(what, advice)
    return _other("ein altes Office-Dokument, aber keine Tabelle", _SAVE)


def _locked(workbook: bytes) -> bool:
    """Whether an old workbook is encrypted: its record FILEPASS stands among the first ones."""
    return any(kind == 0x2F for kind, _, _ in islice(records(workbook), 50))
