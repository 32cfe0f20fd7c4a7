"""Looks at a workbook's bytes before any reader does: refuses bombs, damage and tricks, notes what is not followed.

Belongs here: the container of XLSX and ODS as a whole, and which check a kind gets. Not here: how a container is opened
(containers.py), one part of it (part_scan.py), the limits' reasons (limits.py), old workbooks (preflight_xls.py).
"""

import zipfile
from collections import Counter

from assets.deliveries.findings import finding
from assets.deliveries.reading import limits
from assets.deliveries.reading.containers import DIRECTORY_MOST, Damaged, entries_claimed, inflated, zip_entries
from assets.deliveries.reading.part_scan import Extent, PartScan, german, sheet_names
from assets.deliveries.reading.preflight_xls import preflight_xls
from schemas.findings import Finding

# Parts that no reader of ours opens: only their size and checksum count.
_UNREAD = (
    *("xl/media/", "xl/embeddings/", "xl/vbaProject", "xl/printerSettings/", "xl/ctrlProps/", "customXml/"),
    *(
        "Pictures/",
        "Thumbnails/",
        "Basic/",
        "Dialogs/",
        "Scripts/",
        "Object ",
        "ObjectReplacements/",
        "Configurations2/",
    ),
)
_MACROS = ("xl/vbaProject.bin", "xl/macrosheets/", "Basic/", "Scripts/")
# Beginning of a part's name → what it means to a clerk.
_LINKS = {"xl/externalLinks/": "andere Arbeitsmappen", "xl/connections.xml": "Datenverbindung"}
_EMBEDDED = {
    "xl/embeddings/": "eingebettete Datei",
    "xl/activeX/": "Steuerelement",
    "Object ": "eingebettetes Objekt oder Diagramm",
}
_WORKBOOK = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
_KEPT = limits.MEBIBYTE


def preflight(content: bytes, kind: str) -> list[Finding]:
    """What forbids reading a file of this kind (kinds.kind_of), or is worth a note, seen without reading its cells.

    With a finding of severity FEHLER no reader may be given the file. Text has no container: its reader counts itself.
    """
    if kind in ("xlsx", "ods"):
        return _preflight_zip(content, kind)
    return preflight_xls(content) if kind == "xls" else []


def _preflight_zip(content: bytes, kind: str) -> list[Finding]:
    if entries_claimed(content) > DIRECTORY_MOST:
        return [finding("MAPPE_TEILE", value=german(entries_claimed(content)), expected=german(limits.ENTRIES))]
    try:
        entries = zip_entries(content)
        found = _directory_findings(entries)
        return found or _part_findings(content, entries, kind) + _notes(entries)
    except Damaged as damage:
        return [finding("MAPPE_BESCHAEDIGT", value=str(damage))]


def _directory_findings(entries: list[zipfile.ZipInfo]) -> list[Finding]:
    """What the directory alone forbids: nothing has been unpacked yet."""
    if any(entry.flag_bits & 0x41 for entry in entries):
        return [finding("DATEI_KENNWORT")]
    found = []
    names = [entry.orig_filename for entry in entries]
    sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
    if sheets > limits.SHEETS:
        found.append(finding("MAPPE_BLAETTER", value=german(sheets), expected=german(limits.SHEETS)))
    elif len(entries) > limits.ENTRIES:
        found.append(finding("MAPPE_TEILE", value=german(len(entries)), expected=german(limits.ENTRIES)))
    found += [finding("MAPPE_PFAD", value=name) for name in names if _leads_out(name)][:10]
    # Part names differ in more than capitals (OPC); a zip that has both is read differently by different programs.
    twice = [name for name, times in Counter(name.casefold() for name in names).items() if times > 1]
    found += [finding("MAPPE_DOPPELT", value=name) for name in twice[:10]]
    # A claim is enough to refuse; that it is not too small is seen while unpacking.
    total, largest = sum(entry.file_size for entry in entries), max((one.file_size for one in entries), default=0)
    if total > limits.UNPACKED:
        found.append(_too_large(total, limits.UNPACKED, ""))
    elif largest > limits.PART:
        found.append(
            _too_large(largest, limits.PART, next(one.filename for one in entries if one.file_size == largest))
        )
    return found


def _too_large(size: int, most: int, part: str) -> Finding:
    value = f"{german(size // limits.MEBIBYTE)} MB" + (f" in {part}" if part else "")
    return finding("MAPPE_GROSS", value=value, expected=f"{most // limits.MEBIBYTE} MB")


def _leads_out(name: str) -> bool:
    strange = "\\" in name or ":" in name or not name.isprintable() or name.startswith("/")
    return strange or ".." in name.split("/") or not name


def _part_findings(content: bytes, entries: list[zipfile.ZipInfo], kind: str) -> list[Finding]:
    """Unpacks every part once, in pieces; stops at the first part that is refused. Raises Damaged."""
    kept: dict[str, bytes] = {}
    scans: list[PartScan] = []
    for entry in entries:
        scan = PartScan(entry.filename, ods=kind == "ods" and entry.filename == "content.xml")
        unread = entry.filename.startswith(_UNREAD)
        for piece in inflated(content, entry):
            if not unread and (scan.name.endswith((".xml", ".rels")) or _is_xml(scan, piece)):
                scan.feed(piece)
            if scan.refused():
                break
            if entry.filename in _WORKBOOK and len(kept.get(entry.filename, b"")) < _KEPT:
                kept[entry.filename] = kept.get(entry.filename, b"") + piece
        else:
            scan.close()
        scans.append(scan)
        if scan.refused():
            break
    sheets = dict(sheet_names(*(kept.get(name, b"") for name in _WORKBOOK)))
    found = [one for scan in scans for one in scan.found]
    for scan in scans:
        found += [one for extent in scan.extents for one in extent.findings(sheets.get(scan.name, ""))]
    return found + _sheet_count(scans) + _link_notes(entries, scans)


def _is_xml(scan: PartScan, piece: bytes) -> bool:
    """Whether a part that is not called XML is XML all the same: a workbook may call its sheets what it likes."""
    return scan.begun or piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def _sheet_count(scans: list[PartScan]) -> list[Finding]:
    sheets: list[Extent] = next((scan.extents for scan in scans if scan.ods), [])
    if len(sheets) <= limits.SHEETS:
        return []
    return [finding("MAPPE_BLAETTER", value=german(len(sheets)), expected=german(limits.SHEETS))]


def _link_notes(entries: list[zipfile.ZipInfo], scans: list[PartScan]) -> list[Finding]:
    links = {link for scan in scans for link in scan.links}
    links |= {what for part, what in _LINKS.items() if any(entry.filename.startswith(part) for entry in entries)}
    return [finding("MAPPE_VERKNUEPFUNG", value=", ".join(sorted(links)))] if links else []


def _notes(entries: list[zipfile.ZipInfo]) -> list[Finding]:
    names = [entry.filename for entry in entries if not entry.is_dir()]
    found = [finding("MAPPE_MAKRO")] if any(name.startswith(_MACROS) for name in names) else []
    embedded = [what for part, what in _EMBEDDED.items() if any(name.startswith(part) for name in names)]
    return found + ([finding("MAPPE_EINGEBETTET", value=", ".join(embedded))] if embedded else [])
