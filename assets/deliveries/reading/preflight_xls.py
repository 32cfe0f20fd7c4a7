"""Looks through the records of an old workbook (XLS, BIFF) before a reader does, as preflight.py does for XLSX and ODS.

Belongs here: size, damage, far cells, macros and links of an XLS. Not here: its container (containers.py), the values
of its cells (workbook.py).
"""

import struct

from assets.deliveries.findings import finding
from assets.deliveries.reading import limits
from assets.deliveries.reading.containers import Compound, Damaged, open_compound, records
from assets.deliveries.reading.part_scan import Extent, german
from schemas.findings import Finding

_BEGIN, _END = 0x0809, 0x000A
_SHEET, _MERGED, _EXTERNAL, _PASSWORD = 0x0085, 0x00E5, 0x01AE, 0x002F
# One filled cell each: NUMBER, LABEL, LABELSST, RK, FORMULA, BOOLERR, RSTRING. MULRK holds several in a row.
_CELLS = {0x0203, 0x0204, 0x00FD, 0x027E, 0x0006, 0x0206, 0x0406, 0x0205, 0x00D6}
_CELL_ROW = 0x00BD
_MACRO_SHEET = 1


def preflight_xls(content: bytes) -> list[Finding]:
    """What forbids reading an old workbook, or is worth a note. Every record is stepped over once, none is decoded."""
    try:
        compound = open_compound(content)
        name = next((one for one in ("Workbook", "Book") if one in compound.entries), "")
        if not name:
            return [finding("MAPPE_BESCHAEDIGT", value="die Tabelle fehlt")]
        return _record_findings(compound.stream(name)) + _notes(compound)
    except (Damaged, struct.error) as damage:
        value = str(damage) if isinstance(damage, Damaged) else "ein Eintrag ist abgeschnitten"
        return [finding("MAPPE_BESCHAEDIGT", value=value)]


def _record_findings(book: bytes) -> list[Finding]:
    names: dict[int, str] = {}
    extents: list[Extent] = []
    depth, links, macros = 0, False, False
    for kind, at, length in records(book):
        if kind == _PASSWORD:
            return [finding("DATEI_KENNWORT")]
        if kind == _BEGIN:
            depth += 1
            extents.append(Extent(names.get(at - 4, "")))
        elif kind == _END:
            depth -= 1
        elif kind == _SHEET:
            macros = macros or book[at + 5] == _MACRO_SHEET
            names[struct.unpack_from("<I", book, at)[0]] = _name(book[at + 6 : at + length])
        elif kind in _CELLS or kind == _CELL_ROW:
            row, column = struct.unpack_from("<HH", book, at)
            last = struct.unpack_from("<H", book, at + length - 2)[0] if kind == _CELL_ROW else column
            extents[-1].cells += max(last - column, 0) + 1
            extents[-1].reach(row + 1, last + 1)
        elif kind == _MERGED:
            extents[-1].merges += struct.unpack_from("<H", book, at)[0]
        elif kind == _EXTERNAL and length != 4:
            links = True
    if depth or not extents:
        raise Damaged("die Tabelle ist abgeschnitten")
    found = [one for extent in extents for one in extent.findings()]
    if len(names) > limits.SHEETS:
        found.append(finding("MAPPE_BLAETTER", value=german(len(names)), expected=german(limits.SHEETS)))
    found += [finding("MAPPE_MAKRO")] if macros else []
    return found + ([finding("MAPPE_VERKNUEPFUNG", value="andere Arbeitsmappen")] if links else [])


def _name(data: bytes) -> str:
    """The name of a sheet: its length, then whether two bytes a letter follow (BIFF8)."""
    if len(data) > 1 and data[1] == 1:
        return data[2 : 2 + 2 * data[0]].decode("utf-16-le", "replace")
    return data[2 if data[1:2] == b"\x00" else 1 :][: data[0]].decode("cp1252", "replace") if data else ""


def _notes(compound: Compound) -> list[Finding]:
    found = [finding("MAPPE_MAKRO")] if "_VBA_PROJECT_CUR" in compound.entries else []
    if any(name.startswith("MBD") for name in compound.entries):
        found.append(finding("MAPPE_EINGEBETTET", value="eingebettete Datei"))
    return found
