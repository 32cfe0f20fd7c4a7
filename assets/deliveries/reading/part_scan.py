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
from schemas.findings import Finding

# The bytes are only searched for ASCII signs: right in these encodings, not in UTF-16 or EBCDIC.
_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")

# A filled cell with its address; one that closes itself or at once is only formatted.
_CELL = re.compile(rb"<(?:\w{1,20}:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]{1,4}[0-9]{1,10})[\"'][^<>]*(?<!/)>(?!</)")
_LONGEST = 14
_MERGE = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s")
_DDE_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f(?:\s[^<>]*)?>[^<\"]*?\w\|")

_ODS_TAG = re.compile(
    rb"<(/?)(?:\w{1,20}:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>(?=(</)?)"
)
_ODS_NAME = re.compile(rb"\bname\s*=\s*[\"']([^\"']*)")
_ODS_REPEAT = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']\s*([0-9]{1,9})")
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
        if row * column > self.far[0] * self.far[1]:
            self.far = (row, column)

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


class _Tags:
    """The places of all brackets in a piece of XML: `opening` of <, `ends` of >, `first` the sign behind each <."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        # Zeros behind it, so that a look ahead of the last bracket needs no care.
        self.signs = np.frombuffer(text + bytes(_LONGEST + 6), np.uint8)
        self.opening = np.flatnonzero(self.signs == ord("<"))
        self.ends = np.flatnonzero(self.signs == ord(">"))
        self.first = self.signs[self.opening + 1]


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
        cut = max(whole.rfind(b"</"), 0)
        if len(whole) - cut > limits.TEXT_BYTES:
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
        if b"\x00" in block:
            self.found.append(finding("MAPPE_ZEICHENSATZ", value=self.name))
        if not self._root and (root := _ROOT.search(block)):
            self._root = root[1]
        # What follows a block is a closing tag (feed() cuts there): a cell at its end is empty.
        tags = _Tags(block + b"</")
        if np.any(tags.first == ord("!")) and any(one in block for one in _FORBIDDEN):
            self.found.append(finding("MAPPE_DOCTYPE", value=f"DOCTYPE in {self.name}"))
        self._measure(tags)
        if self.found:
            return
        if self.ods:
            self._ods_cells(tags.text)
        else:
            self._xlsx_cells(tags)

    def _measure(self, tags: _Tags) -> None:
        """Depth of nesting and length of texts, from the places of the brackets alone."""
        # The last bracket is the added one.
        opening, first = tags.opening[:-1], tags.first[:-1]
        if np.diff(tags.opening, prepend=0).max() > limits.TEXT_BYTES:
            self._long_text()
        if len(opening) == 0:
            return
        steps = np.ones(len(opening), np.int64)
        steps[(first == ord("?")) | (first == ord("!"))] = 0
        closed = tags.ends[(tags.signs[tags.ends - 1] == ord("/")) & (tags.ends > opening[0])]
        steps[np.searchsorted(opening, closed) - 1] = 0
        steps[first == ord("/")] = -1
        depths = self._depth + np.cumsum(steps)
        self._depth = int(depths[-1])
        if depths.max() > limits.DEPTH:
            self.found.append(finding("MAPPE_TIEFE", value=f"{self.name}, mehr als {limits.DEPTH} Ebenen"))

    def _long_text(self) -> None:
        self.found.append(finding("ZELLE_LANG", value=self.name, expected=german(limits.TEXT)))
        self._rest = b""

    def _xlsx_cells(self, tags: _Tags) -> None:
        rows, columns = _filled_cells(tags)
        block = tags.text
        merges = len(_MERGE.findall(block)) if b"mergeCell" in block else 0
        if b"|" in block and _DDE_FORMULA.search(block):
            self.links.add("DDE")
        if not len(rows) and not merges:
            return
        if not self.extents:
            self.extents.append(Extent())
        extent = self.extents[0]
        extent.cells += len(rows)
        extent.merges += merges
        if len(rows):
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
        extent.merges += b"-spanned" in rest
        # A cell that closes itself or at once and names no type is only formatted.
        if (empty or rest.endswith(b"/")) and b"value-type" not in rest and b"formula" not in rest:
            return
        extent.cells += repeat * max(self._row_repeat, 1)
        extent.reach(self._row + max(self._row_repeat, 1), self._column)


def _repeat(attributes: bytes) -> int:
    found = _ODS_REPEAT.search(attributes) if b"-repeated" in attributes else None
    return int(found[1]) if found else 1


def _filled_cells(tags: _Tags) -> tuple[np.ndarray, np.ndarray]:
    """Row and column, from 1, of each cell that is not empty; all at once, as there may be millions.

    Excel and LibreOffice write `<c r="C7"`; only where a tag looks different, the slower search looks at every tag.
    """
    signs = tags.signs
    cells = tags.opening[(tags.first == ord("c")) & (signs[tags.opening + 2] <= ord(" "))]
    usual = cells
    for place, sign in enumerate(b'r="', start=3):
        usual = usual[signs[usual + place] == sign]
    if len(usual) < len(cells) or b":c " in tags.text:
        found = _CELL.findall(tags.text)
        return _numbers(np.array(found, dtype=f"S{_LONGEST}").view(np.uint8).reshape(len(found), _LONGEST))
    end = np.append(tags.ends, len(signs) - 3)[np.searchsorted(tags.ends, usual)]
    empty = (signs[end - 1] == ord("/")) | ((signs[end + 1] == ord("<")) & (signs[end + 2] == ord("/")))
    addresses = signs[usual[~empty, None] + np.arange(6, 6 + _LONGEST)]
    behind = np.logical_or.accumulate(addresses == ord('"'), axis=1)
    return _numbers(np.where(behind, 0, addresses))


def _numbers(addresses: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of addresses such as C7, one a line, filled up with zeros."""
    rows, columns = np.zeros(len(addresses), np.int64), np.zeros(len(addresses), np.int64)
    for place in range(_LONGEST):
        sign = addresses[:, place].astype(np.int64)
        if not sign.any():
            break
        rows = np.where((sign >= ord("0")) & (sign <= ord("9")), rows * 10 + sign - ord("0"), rows)
        # The last five bits of a letter are its number, in capitals and small letters alike.
        columns = np.where(sign >= ord("A"), columns * 26 + (sign & 31), columns)
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
