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

    `axis`: whether it stands at the axis of a chart. The mark of a footnote reads “Fußnote 1”.
    """

    words: str
    around: str
    axis: bool = False


def texts(name: str, content: bytes) -> list[Text]:
    """The texts of a file (`name` ends on one of PAGES) in their order: nodes, attributes and comments, without blanks.

    Raises ValueError (in German) where the file cannot be read.
    """
    try:
        root = _page(content) if name.endswith(".html") else _picture(content)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(f"{name} lässt sich nicht lesen: {error}") from error
    return list(_texts(root))


def _page(content: bytes) -> etree._Element:
    return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))


def _picture(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _texts(root: etree._Element) -> Iterator[Text]:
    rows: dict[etree._Element, str] = {}
    for element in root.iter():
        name = _local(element)
        above = [element, *element.iterancestors()]
        row = next((one for one in above if _local(one) in _ROWS), None)
        if row is not None and row not in rows:
            rows[row] = _joined(BETWEEN.join(str(words) for words in row.itertext() if words.strip()))
        axis = any(one.get("class") == _AXIS and _local(one) == "g" for one in above)
        own = f"Fußnote {element.text}" if name == "a" and _local(element.getparent()) == "sup" else element.text
        said = [] if name in _NO_TEXT else [own, *_attributes(element, name)]
        for words in (*said, element.tail):
            if words and words.strip():
                yield Text(_joined(words), rows[row] if row is not None else _joined(words), axis)


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
