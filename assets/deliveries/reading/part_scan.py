"""One XML part of a workbook looked through as bytes, piece by piece, before any reader sees it.

Belongs here: what can be told without building a tree: forbidden instructions, depth, far cells, repeats, merges. Not
here: the container around it (preflight.py), what the cells say (workbook.py).
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from assets.deliveries.findings import finding
from assets.deliveries.reading import limits
from assets.deliveries.reading.grid import address, letters
from schemas.deliveries import Finding

# The bytes are only searched for ASCII signs: right in these encodings, not in UTF-16 or EBCDIC.
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")

# A filled cell with its address; one that closes itself or at once is only formatted.
_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]{1,4}[0-9]{1,10})[\"'][^<>]*(?<!/)>(?!</)")
_ADDRESS_LONGEST = 14
_MERGE = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s")
_DDE_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f(?:\s[^<>]*)?>[^<\"]*?\w\|")

_ODS_TAG = re.compile(
    rb"<(/?)(?:\w{1,20}:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>(?=(</)?)"
)
_ODS_NAME = re.compile(rb"\bname\s*=\s*[\"']([^\"']*)")
_ODS_REPEAT = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*([0-9]{1,9})")
_ODS_SPAN = re.compile(rb"number-(?:rows|columns)-spanned")
_ODS_LINKS = (b":dde-source", b":dde-link", b":table-source", b":cell-range-source", b":=DDE(")


@dataclass
class Extent:
    """What the filled cells of one sheet span. `far` is the row and column (from 1) of the cell furthest out."""

    sheet: str = ""
    cells: int = 0
    rows: int = 0
    columns: int = 0
    far: tuple[int, int] = (0, 0)
    merges: int = 0

    def reach(self, row: int, column: int) -> None:
        """A filled cell lies there."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        self.far = max(self.far, (row, column), key=lambda one: one[0] * one[1])

    def too_much(self) -> bool:
        """Whether it is clear already that the sheet is refused: nothing more of it need be looked at."""
        return self.cells > limits.CELLS

    def findings(self, sheet: str = "") -> list[Finding]:
        """What is wrong with its size, each with the cell that causes it."""
        sheet = sheet or self.sheet
        cell = address(self.far[0] - 1, self.far[1] - 1) if self.far[0] and self.far[1] else ""
        found = []
        if self.cells > limits.CELLS:
            most = german(limits.CELLS)
            found.append(finding("MAPPE_ZELLEN", value=f"bis {cell}", expected=most, sheet=sheet, cell=cell))
        elif self.rows * self.columns > limits.CELLS or (self.columns > limits.COLUMNS and self.cells < self.columns):
            found.append(finding("ZELLE_FERN", row=self.far[0], value=cell, sheet=sheet, cell=cell))
        elif self.columns > limits.COLUMNS:
            cell = f"{letters(self.columns - 1)}1"
            value, most = german(self.columns), german(limits.COLUMNS)
            found.append(finding("TABELLE_BREIT", value=value, expected=most, sheet=sheet, cell=cell))
        if self.merges > limits.MERGES:
            value, most = german(self.merges), german(limits.MERGES)
            found.append(finding("MAPPE_VERBUNDEN", value=value, expected=most, sheet=sheet))
        return found


def german(number: int) -> str:
    """A whole number with points between the thousands."""
    return f"{number:,}".replace(",", ".")


@dataclass
class PartScan:
    """Takes a part piece by piece (`feed`, then `close`) and collects what is wrong with it.

    `name` is its path in the container; `ods` whether it is the one part of an ODS that holds all sheets.
    """

    name: str
    ods: bool = False
    found: list[Finding] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    _rest: bytes = b""
    _root: bytes = b""
    _depth: int = 0
    begun: bool = False
    _row: int = 0
    _row_repeat: int = 0
    _column: int = 0

    def refused(self) -> bool:
        """Whether nothing more of the part need be looked at."""
        return bool(self.found) or any(one.too_much() for one in self.extents)

    def feed(self, piece: bytes) -> None:
        """Looks at everything before the last closing tag; the rest waits for the next piece."""
        whole = self._rest + piece
        if not self.begun:
            self._start(whole)
        cut = whole.rfind(b"</")
        if cut < 0 or len(whole) - cut > limits.TEXT_BYTES:
            cut = max(whole.rfind(b"<"), 0)
        self._rest = whole[cut:]
        self._look(whole[:cut])
        if len(self._rest) > limits.TEXT_BYTES:
            self._long_text()

    def close(self) -> None:
        """Looks at the last tag: a part that does not end with what it began with was cut off."""
        self._look(self._rest)
        end = self._rest[self._rest.rfind(b"<") :].rstrip()
        whole = re.fullmatch(rb"</?" + re.escape(self._root) + rb"(?:\s[^<>]*)?/?>", end)
        if self._root and not whole and not end.endswith((b"-->", b"?>")):
            self.found.append(finding("MAPPE_BESCHAEDIGT", value=f"{self.name} ist abgeschnitten"))

    def _start(self, whole: bytes) -> None:
        start = whole.removeprefix(b"\xef\xbb\xbf").lstrip()
        declared = _DECLARED.match(start)
        self.begun = bool(start)
        if start and (not start.startswith(b"<") or (declared and declared[1].lower() not in _ENCODINGS)):
            self.found.append(finding("MAPPE_ZEICHENSATZ", value=self.name))

    def _look(self, block: bytes) -> None:
        if not block:
            return
        if any(one in block for one in _FORBIDDEN):
            self.found.append(finding("MAPPE_DOCTYPE", value=f"DOCTYPE in {self.name}"))
        if b"\x00" in block:
            self.found.append(finding("MAPPE_ZEICHENSATZ", value=self.name))
        if not self._root and (root := _ROOT.search(block)):
            self._root = root[1]
        self._measure(block)
        if self.found:
            return
        # What follows a block is a closing tag (feed() cuts there): a cell at its end is empty.
        if self.ods:
            self._ods_cells(block + b"</")
        else:
            self._xlsx_cells(block + b"</")

    def _measure(self, block: bytes) -> None:
        """Depth of nesting and length of texts, from the places of the brackets alone."""
        signs = np.frombuffer(block, np.uint8)
        opening = np.flatnonzero(signs == ord("<"))
        if len(opening) == 0:
            return
        if np.diff(opening, append=len(block)).max() > limits.TEXT_BYTES:
            self._long_text()
        after = signs[np.minimum(opening + 1, len(signs) - 1)]
        steps = np.ones(len(opening), np.int64)
        steps[(after == ord("?")) | (after == ord("!"))] = 0
        closed = np.flatnonzero((signs[:-1] == ord("/")) & (signs[1:] == ord(">")))
        if opening[0] != 0:
            closed = closed[closed > opening[0]]
        steps[np.searchsorted(opening, closed) - 1] = 0
        steps[after == ord("/")] = -1
        depths = self._depth + np.cumsum(steps)
        self._depth = int(depths[-1])
        if depths.max() > limits.DEPTH:
            self.found.append(finding("MAPPE_TIEFE", value=f"{self.name}, mehr als {limits.DEPTH} Ebenen"))

    def _long_text(self) -> None:
        self.found.append(finding("ZELLE_LANG", value=self.name, expected=german(limits.TEXT)))
        self._rest = b""

    def _xlsx_cells(self, block: bytes) -> None:
        cells = _CELL.findall(block)
        merges = len(_MERGE.findall(block))
        if b"|" in block and _DDE_FORMULA.search(block):
            self.links.add("DDE")
        if not cells and not merges:
            return
        if not self.extents:
            self.extents.append(Extent())
        extent = self.extents[0]
        extent.cells += len(cells)
        extent.merges += merges
        if cells:
            rows, columns = _positions(cells)
            furthest = int(np.argmax(rows * columns))
            extent.reach(int(rows[furthest]), int(columns[furthest]))
            extent.rows = max(extent.rows, int(rows.max()))
            extent.columns = max(extent.columns, int(columns.max()))

    def _ods_cells(self, block: bytes) -> None:
        for mark in _ODS_LINKS:
            if mark in block:
                self.links.add("DDE" if b"dde" in mark.lower() else "andere Tabellen")
        for closing, tag, rest, at_once in _ODS_TAG.findall(block):
            if tag == b"table":
                if not closing:
                    name = _ODS_NAME.search(rest)
                    self.extents.append(Extent(name[1].decode("utf-8", "replace") if name else ""))
                self._row, self._row_repeat, self._column = 0, 0, 0
            elif closing or not self.extents:
                continue
            elif tag == b"table-row":
                self._row += self._row_repeat
                self._row_repeat, self._column = _repeat(rest), 0
            else:
                self._ods_cell(rest, bool(at_once))

    def _ods_cell(self, rest: bytes, empty: bool) -> None:
        extent = self.extents[-1]
        repeat = _repeat(rest)
        self._column += repeat
        extent.merges += bool(_ODS_SPAN.search(rest))
        # A cell that closes itself or at once and names no type is only formatted.
        if (empty or rest.endswith(b"/")) and b"value-type" not in rest and b"formula" not in rest:
            return
        extent.cells += repeat * max(self._row_repeat, 1)
        extent.reach(self._row + max(self._row_repeat, 1), self._column)


def _repeat(attributes: bytes) -> int:
    found = _ODS_REPEAT.search(attributes)
    return int(found[1]) if found else 1


def _positions(cells: list[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """Row and column numbers, from 1, of addresses such as C7; all at once, as there may be millions."""
    signs = np.array(cells, dtype=f"S{_ADDRESS_LONGEST}").view(np.uint8).reshape(len(cells), _ADDRESS_LONGEST)
    rows, columns = np.zeros(len(cells), np.int64), np.zeros(len(cells), np.int64)
    for place in range(_ADDRESS_LONGEST):
        sign = signs[:, place].astype(np.int64)
        digit, letter = (sign >= ord("0")) & (sign <= ord("9")), sign >= ord("A")
        rows = np.where(digit, rows * 10 + sign - ord("0"), rows)
        # The last five bits of a letter are its number, in capitals and small letters alike.
        columns = np.where(letter, columns * 26 + (sign & 31), columns)
    return rows, columns


def sheet_names(workbook: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    """Path of a sheet's part and the name on its tab, from xl/workbook.xml and its .rels; nothing where odd."""
    targets = {}
    for tag in re.findall(rb"<(?:\w+:)?Relationship\s[^<>]*>", relations):
        name, target = _attribute(tag, rb"Id"), _attribute(tag, rb"Target")
        targets[name] = target.removeprefix("/xl/").removeprefix("/")
    for tag in re.findall(rb"<(?:\w+:)?sheet\s[^<>]*>", workbook):
        if path := targets.get(_attribute(tag, rb"\w+:id")):
            yield f"xl/{path}", _attribute(tag, rb"name")


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""
