"""What stands in an XLSX file beside the values: formulas, failed formulas and number formats, read from its XML.

Belongs here: one pass over the cells of a sheet that is fast enough for any size and keeps none of them. Not here:
texts and dates (second_xlsx.py), limits on the file (preflight.py).
"""

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple
from zipfile import ZipFile

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from assets.deliveries.reading.containers import Damaged
from assets.deliveries.reading.second_sheet import UNREAD

_LETTERS = re.compile(r"[A-Z]{1,3}")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_CHUNK = 1 << 20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Mark(NamedTuple):
    """A cell of a sheet, row and column from 0: its number format, and what is known of it but the value.

    `filled`: it has a value that is not the empty text; `value` is the value where it is a number or a truth value and
    no date, otherwise UNREAD. `error` is the failed formula's sign (#DIV/0!).
    """

    row: int
    column: int
    code: str
    filled: bool
    value: Any
    formula: bool
    error: str
    uncalculated: bool
    hidden_row: bool


class XlsxMarks:
    """The sheets of an open XLSX file by their names. Raises Damaged, KeyError, ValueError or lxml's errors."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        # Letters of a column → its number, for those met so far.
        self._columns: dict[str, int] = {}
        (self._book,) = self._targets("", "officeDocument").values()

    @cached_property
    def recalculate(self) -> bool:
        """Whether the file itself says that its formulas have still to be calculated."""
        properties = self._tree(self._book).find("{*}calcPr")
        return properties is not None and properties.get("fullCalcOnLoad") in ("1", "true")

    @cached_property
    def parts(self) -> dict[str, str]:
        """Name of a sheet → its place in the file."""
        targets = self._targets(self._book, "worksheet")
        sheets = self._tree(self._book).findall("{*}sheets/{*}sheet")
        ids = {sheet.get("name", ""): sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "" for sheet in sheets}
        return {name: targets[one] for name, one in ids.items() if one in targets}

    def count(self, sheet: str) -> tuple[int, bool]:
        """How many cells the sheet stores, and whether any of them has a formula, without parsing it."""
        cells, formulas, rest = 0, False, b""
        with self._archive.open(self.parts[sheet]) as file:
            while chunk := file.read(_CHUNK):
                cells += len(_CELL.findall(chunk))
                formulas = formulas or _FORMULA.search(rest + chunk) is not None
                rest = chunk[-16:]
        return cells, formulas

    def hidden_columns(self, sheet: str) -> list[int]:
        """The columns, from 0, that the sheet does not show."""
        hidden: list[int] = []
        with self._archive.open(self.parts[sheet]) as file:
            for _, element in etree.iterparse(
                file, events=("start",), tag=("{*}col", "{*}sheetData"), resolve_entities=False, no_network=True
            ):
                if element.tag.endswith("}sheetData"):
                    break
                if element.get("hidden") in ("1", "true"):
                    hidden += range(int(element.get("min", 1)) - 1, int(element.get("max", 1)))
        return hidden

    def marks(self, sheet: str) -> Iterator[Mark]:
        """The stored cells of a sheet in the order of the file."""
        above = -1
        with self._archive.open(self.parts[sheet]) as file:
            for _, row in etree.iterparse(file, tag="{*}row", resolve_entities=False, no_network=True):
                above = int(row.get("r", above + 2)) - 1
                yield from self._row(row, above)
                row.getparent().remove(row)

    def _row(self, element: etree._Element, row: int) -> Iterator[Mark]:
        formats, columns, number = self._formats, self._columns, str(row + 1)
        digits = len(number)
        hidden_row = element.get("hidden") in ("1", "true")
        space = element.tag[:-3]
        value_tag, formula_tag, text_tag = f"{space}v", f"{space}f", f"{space}is"
        column = -1
        # Millions of cells come by here: nothing is asked twice, no function is called that need not be.
        for cell in element.iterchildren(f"{space}c"):
            reference, kind = cell.get("r"), cell.get("t")
            column = column + 1 if reference is None else columns.get(reference[:-digits], -1)
            if reference is not None and (column < 0 or reference[-digits:] != number):
                column = _column(reference, number)
                columns[reference[:-digits]] = column
            code, is_date = formats[cell.get("s", "0")]
            formula = filled = False
            error = ""
            value: Any = UNREAD
            for child in cell:
                tag, text = child.tag, child.text
                if tag == value_tag and text:
                    filled = kind != "s" or self._texts[int(text)]
                    if kind is None or kind == "n":
                        value = UNREAD if is_date else float(text)
                    elif kind == "b":
                        value = text in ("1", "true")
                    elif kind == "e":
                        error = text
                elif tag == text_tag:
                    filled = any(child.itertext())
                elif tag == formula_tag:
                    formula = True
            # A formula whose result is the empty text stores it as text; without a result it stores nothing.
            uncalculated = formula and not filled and kind != "str"
            yield Mark(row, column, code, filled, value, formula, error, uncalculated, hidden_row)

    @cached_property
    def _formats(self) -> dict[str, tuple[str, bool]]:
        """Number of each cell style → its number format code, and whether it shows a date or a time."""

        (part,) = self._targets(self._book, "styles").values() or [""]
        if not part:
            return {"0": ("General", False)}
        tree = self._tree(part)
        own = {one.get("numFmtId"): one.get("formatCode") for one in tree.iterfind("{*}numFmts/{*}numFmt")}
        ids = [style.get("numFmtId", "0") for style in tree.iterfind("{*}cellXfs/{*}xf")]
        codes = [own.get(one) or BUILTIN_FORMATS.get(int(one), "General") for one in ids] or ["General"]
        return {str(number): (code, is_date_format(code)) for number, code in enumerate(codes)}

    @cached_property
    def _texts(self) -> list[bool]:
        """Whether each of the shared texts of the workbook has any character."""
        (part,) = self._targets(self._book, "sharedStrings").values()
        filled = []
        with self._archive.open(part) as file:
            for _, text in etree.iterparse(file, tag="{*}si", resolve_entities=False, no_network=True):
                filled.append(any(text.itertext()))
                text.getparent().remove(text)
        return filled

    def _targets(self, part: str, kind: str) -> dict[str, str]:
        """The parts that a part refers to by relations of this kind: id of the relation → part."""
        folder, name = posixpath.split(part)
        found = {}
        for relation in self._tree(posixpath.join(folder, "_rels", f"{name}.rels")):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.join("/", folder, relation.get("Target", ""))
                found[relation.get("Id", "")] = posixpath.normpath(target).lstrip("/")
        return found

    def _tree(self, part: str) -> etree._Element:
        return etree.fromstring(
            self._archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        )


def _column(reference: str, number: str) -> int:
    """The column of C7 in row number 7, from 0. Raises Damaged where it is none of this row."""
    name = reference.removesuffix(number)
    if name == reference or not _LETTERS.fullmatch(name):
        raise Damaged(f"Zelle {reference} steht in Zeile {number}")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
