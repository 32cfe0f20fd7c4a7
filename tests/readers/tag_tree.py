"""What a screen reader is told by a PDF: its structure tree, read back without the program that wrote it.

Belongs here: tables with the headers of each cell, alternative texts, the language. Not here: whether they are true.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pdfplumber
import pikepdf


@dataclass
class TaggedCell:
    """A data cell: its text, and the texts of the headers that it names, by their direction."""

    text: str
    row: list[str]
    column: list[str]


@dataclass
class TaggedTable:
    """A table: its caption, the texts of its header rows, its data cells row by row (parts on several pages as one)."""

    caption: str
    header: list[list[str]] = field(default_factory=list)
    rows: list[list[TaggedCell]] = field(default_factory=list)


class TagTree:
    """The structure tree of a PDF. Raises AttributeError where it has none."""

    def __init__(self, content: bytes) -> None:
        self._document = pikepdf.open(io.BytesIO(content))
        self._root = self._document.Root.StructTreeRoot
        with pdfplumber.open(io.BytesIO(content)) as pages:
            self._said: dict[tuple[int, int], str] = {}
            for page in pages.pages:
                for char in page.chars:
                    if char["mcid"] is not None:
                        key = (page.page_number - 1, char["mcid"])
                        self._said[key] = self._said.get(key, "") + char["text"]
        self._pages = {page.objgen: number for number, page in enumerate(self._document.pages)}

    @property
    def language(self) -> str:
        return str(self._document.Root.Lang)

    @property
    def title(self) -> str:
        return str(self._document.docinfo.Title)

    def alternatives(self) -> list[str]:
        """The alternative texts of all figures, empty where one has none."""
        return [str(one.get("/Alt", "")) for one in _within(self._root) if one.get("/S") == "/Figure"]

    def kinds(self) -> list[str]:
        """All elements by their kind, in reading order."""
        return [str(one.S) for one in _within(self._root)]

    def said(self) -> str:
        """All that is said in the document, in reading order."""
        return self.text(self._root)

    def tables(self) -> list[TaggedTable]:
        """All tables in reading order; what follows without a caption goes on with the one before."""
        found: list[TaggedTable] = []
        for table in (one for one in _within(self._root) if one.get("/S") == "/Table"):
            parts = list(_within(table))
            caption = " ".join(self.text(one) for one in parts if one.get("/S") == "/Caption")
            names = {bytes(one.ID): one for one in parts if "/ID" in one}
            if caption or not found:
                found.append(TaggedTable(caption))
            for row in (one for one in parts if one.get("/S") == "/TR"):
                cells = [one for one in _kids(row) if one.get("/S") in ("/TD", "/TH")]
                if all(one.S == "/TH" for one in cells):
                    found[-1].header.append([self.text(one) for one in cells])
                else:
                    found[-1].rows.append([self._cell(one, names) for one in cells if one.S == "/TD"])
        return found

    def text(self, element: pikepdf.Object) -> str:
        """All that is said within an element; line ends and hyphens are the printer's."""
        return " ".join(part for part in self._parts(element) if part.strip())

    def _cell(self, cell: pikepdf.Object, names: dict[bytes, pikepdf.Object]) -> TaggedCell:
        headers = [names[bytes(one)] for one in cell.A.get("/Headers", [])]
        by = {scope: [self.text(one) for one in headers if one.A.Scope == scope] for scope in ("/Row", "/Column")}
        return TaggedCell(self.text(cell), by["/Row"], by["/Column"])

    def _parts(self, element: pikepdf.Object) -> Iterator[str]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield self._said.get((self._pages[element.Pg.objgen], kid), "")
            elif "/S" in kid:
                yield from self._parts(kid)


def squeezed(text: str) -> str:
    """A text without what line ends change: blanks and hyphens."""
    return "".join(text.split()).replace("-", "").replace("\N{HYPHEN}", "").replace("\N{SOFT HYPHEN}", "")


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    return [
        one for one in (kids if isinstance(kids, pikepdf.Array) else [kids]) if not isinstance(one, int) and "/S" in one
    ]


def _within(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in _kids(element):
        yield kid
        yield from _within(kid)
