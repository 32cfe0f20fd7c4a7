"""A web page as a chapter of a document: headings lower, names its own, links only where they lead somewhere.

Belongs here: changing finished markup for paper. Not here: what a page says, tables (printed.py), the shell of a
document (templates/report.html).
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree, html

from reports.languages import Language
from reports.page import render
from reports.printed import printed, shortened
from reports.spec import TableSpec

# The shell of a page, which a chapter leaves behind, with nothing in it.
_NO_SHELL: dict[str, Any] = {
    "others": [],
    "menu": [],
    "parts": [],
    "small_print": [],
    "small_folder": "",
    "page_name": "",
}
_HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5"}
# Attributes that only a screen has a use for, or that name a place by its id.
_OF_SCREENS = ("role", "tabindex", "aria-labelledby", "aria-hidden")


def chapter(template: str, language: Language, name: str, targets: Mapping[str, str], values: Mapping[str, Any]) -> str:
    """The content of a page as markup; `name` is the id of the chapter, `targets`: page → place in the document.

    A link that leads nowhere keeps its words; a paragraph of nothing but links goes. Raises ValueError where the
    template has no main part.
    """
    shown = {key: _printed(value, targets) for key, value in values.items()}
    page = html.document_fromstring(render(template, language, **{**_NO_SHELL, **shown}))
    content = page.find(".//main")
    if content is None:
        raise ValueError(f"{template} hat keinen Inhalt")
    content.tag = "section"
    for element in list(content.iter(etree.Element)):
        if element is not content:
            _settle(element, name, targets)
    for paragraph in list(content.iter("p")):
        parent = paragraph.getparent()
        if parent is not None and paragraph.find("a") is not None and not _own_words(paragraph):
            parent.remove(paragraph)
    content.set("id", name)
    content.set("class", "kapitel")
    return etree.tostring(content, method="html", encoding="unicode")


def _printed(value: Any, targets: Mapping[str, str]) -> Any:
    """Tables as they are printed; the tables of such pages have no groups."""
    if isinstance(value, TableSpec):
        return printed(value, targets)[0]
    return [_printed(one, targets) for one in value] if isinstance(value, list) else value


def _settle(element: etree._Element, name: str, targets: Mapping[str, str]) -> None:
    element.tag = _HEADINGS.get(element.tag, element.tag)
    for key in _OF_SCREENS:
        element.attrib.pop(key, "")
    if "id" in element.attrib:
        element.set("id", f"{name}-{element.get('id')}")
    if (href := element.get("href")) is not None:
        page = href.partition("#")[0]
        if href.startswith("#"):
            element.set("href", f"#{name}-{href[1:]}")
        elif page in targets:
            element.set("href", targets[page])
        elif not href.startswith(("https://", "mailto:")):
            del element.attrib["href"]
    if element.text:
        element.text = _kept(element.text)
    if element.tail:
        element.tail = _kept(element.tail)


def _kept(text: str) -> str:
    """A text with the blanks at its ends, its endless words shortened."""
    return "\n".join(shortened(line) for line in text.split("\n"))


def _own_words(paragraph: etree._Element) -> bool:
    """Whether a paragraph says anything outside its links."""
    texts = [paragraph.text, *(one.tail for one in paragraph)]
    return any(char.isalpha() for text in texts if text for char in text)
