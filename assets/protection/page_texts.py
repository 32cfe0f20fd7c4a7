"""Every text of a page or picture that anybody can read, see or have read aloud, with the row it stands in.

Belongs here: HTML and SVG → texts. Not here: which of their numbers may stand there (spoken.py).
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html

PAGES = (".html", ".svg")
# Attributes that are text; geometry, links and classes are not.
_ATTRIBUTES = {"title", "alt", "label", "summary", "placeholder", "value", "content"}
_SPOKEN = ("aria-", "data-")
_SETTINGS = {"viewport", "color-scheme"}
_NO_TEXT = {"style", "script"}
_AXIS = "achse"
# What stands in one of these is said of one thing, cell by cell.
_ROWS = ("tr", "li", "g")
BETWEEN = " | "


class Text(NamedTuple):
    """A text, and all that is said with it in the same row (the text itself where it stands in none).

    `axis`: whether it stands at the axis of a chart; `language`: of its part of the page. The mark of a footnote reads
    “Fußnote 1”.
    """

    words: str
    around: str
    axis: bool = False
    language: str = ""


def texts(name: str, content: bytes) -> list[Text]:
    """The texts of a file (`name` ends on one of PAGES) in their order: nodes, attributes and comments, without blanks.

    Raises ValueError (in German) where the file cannot be read.
    """
    try:
        root = _page(content) if name.endswith(".html") else _picture(content)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(f"{name} lässt sich nicht lesen: {error}") from error
    return list(_texts(root, _Place()))


def words_of_row(element: etree._Element) -> str:
    """All that is said in a row, cell by cell: what `around` is of its texts."""
    return _joined(BETWEEN.join(str(cell) for cell in element.itertext() if cell.strip()))


def _page(content: bytes) -> etree._Element:
    return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))


def _picture(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


class _Place(NamedTuple):
    """Where an element stands: its row in words, whether at an axis, in which language."""

    row: str = ""
    axis: bool = False
    language: str = ""


def _texts(element: etree._Element, place: _Place) -> Iterator[Text]:
    name, within = _local(element), place
    if name in _ROWS:
        within = within._replace(row=words_of_row(element))
        within = within._replace(axis=within.axis or (name == "g" and element.get("class") == _AXIS))
    if element.get("lang"):
        within = within._replace(language=str(element.get("lang")))
    own = f"Fußnote {element.text}" if name == "a" and _local(element.getparent()) == "sup" else element.text
    for words in [] if name in _NO_TEXT else [own, *_attributes(element, name)]:
        yield from _said(words, within)
    for child in element:
        yield from _texts(child, within)
        yield from _said(child.tail, within)


def _said(words: str | None, place: _Place) -> Iterator[Text]:
    if words and words.strip():
        yield Text(_joined(words), place.row or _joined(words), place.axis, place.language)


def _attributes(element: etree._Element, name: str) -> list[str]:
    if name == "meta" and ("http-equiv" in element.attrib or element.get("name") in _SETTINGS):
        return []
    return [
        str(value) for key, value in element.attrib.items() if str(key) in _ATTRIBUTES or str(key).startswith(_SPOKEN)
    ]


def _local(element: etree._Element | None) -> str:
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def _joined(words: str) -> str:
    return " ".join(words.split())
