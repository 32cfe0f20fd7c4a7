"""An edition of hostile words: whatever a city or a seed says stands there as text, in every file of the edition."""

import csv
import io
import json
import re
import zipfile
from posixpath import dirname, join, normpath

import openpyxl
import pytest
from lxml import etree, html

from assets.editions import edition
from assets.editions.content import EditionInput
from assets.editions.download import visible_text
from assets.protection.gate import EditionAudit
from assets.protection.published import published_rows
from assets.reference.seeds import Reference
from tests.generators.hostile import HOSTILE
from tests.generators.hostile_edition import TAMPERED, hostile_input

# The audit, which has tests of its own, would keep back an edition that says numbers of nobody.
PASSED = EditionAudit(0, 0, None, (), (), (), (), 0, 0, ())
ELEMENTS = {
    *("html", "head", "body", "meta", "title", "style", "link", "header", "footer", "main", "nav", "section", "div"),
    *("h1", "h2", "h3", "p", "a", "span", "strong", "em", "abbr", "sup", "blockquote", "details", "summary", "code"),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "script"),
    *("svg", "g", "rect", "path", "circle", "line", "text", "tspan", "desc"),
}
LOADING = {"src", "srcdoc", "srcset", "action", "formaction", "data", "background", "style", "ping"}
WEB = re.compile(r"(https://(amt\.example|quelle\.example|www\.govdata\.de)/|mailto:-amt\+onclick@boese\.example)")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ue000\ufffe\ud800-\udfff]"
)
FORMULA = re.compile(r"[\t\r\n\0]|\s*[=+@＝＋－＠]|\s*-(?!\d+([.,]\d+)*$)")
VISIBLE = {visible_text(text) for text in HOSTILE}


@pytest.fixture(scope="module")
def made_from(reference: Reference) -> EditionInput:
    return hostile_input(reference)


@pytest.fixture(scope="module")
def files(made_from: EditionInput) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edition, "audited", lambda *_: PASSED)
        return edition.build_edition(made_from, 2, to_print=False)


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, html.HtmlElement]:
    return {
        name: html.document_fromstring(file.decode("utf-8")) for name, file in files.items() if name.endswith(".html")
    }


def named(files: dict[str, bytes], *ends: str) -> dict[str, bytes]:
    found = {name: file for name, file in files.items() if name.endswith(ends)}
    assert found
    return found


def words(text: str) -> str:
    return " ".join(text.split())


def test_no_file_is_called_as_a_city_says(files: dict[str, bytes]):
    assert [name for name in files if not re.fullmatch(r"([a-z0-9]+/)*[a-z0-9_-]+(\.[a-z-]+)+", name)] == []


def test_no_word_becomes_an_element_or_an_order(pages: dict[str, html.HtmlElement]):
    for name, page in pages.items():
        elements = [one for one in page.iter() if isinstance(one.tag, str)]
        assert {one.tag for one in elements} <= ELEMENTS, name
        attributes = {str(key) for one in elements for key in one.attrib}
        assert not {key for key in attributes if key.startswith("on")} | (attributes & LOADING), name
        assert [one.get("type") for one in page.iter("script")] in ([], ["application/ld+json"]), name
        assert all(one.getparent().tag == "head" for one in page.iter("meta", "link", "style")), name
        assert {one.get("http-equiv") for one in page.iter("meta")} <= {None, "Content-Security-Policy", "refresh"}
        for refresh in page.xpath("//meta[@http-equiv='refresh']/@content"):
            assert (name, refresh) == ("index.html", "0; url=de/index.html")


def test_every_link_leads_where_we_want(pages: dict[str, html.HtmlElement], files: dict[str, bytes]):
    for name, page in pages.items():
        for link in set(page.xpath("//@href")):
            if not WEB.match(link):
                target = link.partition("#")[0]
                place = normpath(join(dirname(name), target)) if target else name
                assert place in files or re.fullmatch(r"\.\./\.\./aktuell/(de|tr)/index\.html", place), (name, link)


def test_every_hostile_word_can_be_read_on_a_page(pages: dict[str, html.HtmlElement], made_from: EditionInput):
    """What was found in a delivery, what a city gave as reason, and what the seeds say stands there."""
    quality = " ".join(words(page.text_content()) for name, page in pages.items() if "de/datenqualitaet" in name)
    assert [text for text in VISIBLE if words(text) not in quality] == []
    everything = " ".join(words(page.text_content()) for name, page in pages.items() if "/stadt-" in name)
    assert [text for text in VISIBLE if words(text) not in everything] == []
    whole = made_from.reference
    assert all(city in words(pages["de/index.html"].text_content()) for city in whole.members(2022)["name"])
    assert TAMPERED in everything


def test_nothing_unseen_is_in_a_text(files: dict[str, bytes]):
    for name, file in named(files, ".html", ".csv", ".json", ".jsonld", ".atom").items():
        # Words that run from right to left have marks of our own around numbers.
        assert UNSEEN.findall(file.decode("utf-8")) == [], name


def test_no_cell_is_a_formula(files: dict[str, bytes]):
    for name, file in named(files, ".csv").items():
        for row in csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), strict=True):
            assert [cell for cell in row if FORMULA.match(cell)] == [], name


def test_no_workbook_computes_or_loads(files: dict[str, bytes]):
    for name, file in named(files, ".xlsx").items():
        cells = [
            cell
            for sheet in openpyxl.load_workbook(io.BytesIO(file)).worksheets
            for row in sheet.iter_rows()
            for cell in row
        ]
        assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}, name
        assert [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target] == [], name
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            assert [part for part in parts.namelist() if "external" in part.lower() or "vba" in part.lower()] == []
            for part in parts.namelist():
                content = parts.read(part).decode("utf-8")
                assert "<f>" not in content and 'TargetMode="External"' not in content, (name, part)
                assert UNSEEN.findall(content) == [], (name, part)


def test_the_figures_come_back_with_the_words_they_had(files: dict[str, bytes], made_from: EditionInput):
    rows = published_rows(files)
    assert set(rows["quelle"]) >= VISIBLE
    assert set(rows["sozialraum"]) >= VISIBLE
    assert set(rows["stadt"]) <= set(made_from.reference.cities["name"])


def test_what_machines_read_can_be_read_and_carries_words_as_words(files: dict[str, bytes]):
    for name, file in named(files, ".json", ".jsonld").items():
        assert json.loads(file), name
    for file in named(files, ".atom").values():
        assert {etree.QName(one).namespace for one in etree.fromstring(file).iter()} == {"http://www.w3.org/2005/Atom"}
    cities = [strings(json.loads(file)) for name, file in files.items() if name.startswith("daten/json/stadt-")]
    assert set().union(*cities) >= VISIBLE
    (markup,) = html.document_fromstring(files["de/daten.html"].decode()).xpath("//script/text()")
    assert json.loads(markup)["publisher"]["name"].startswith("<script>")
    assert not set("<>&") & set(markup)


def strings(value: object) -> set[str]:
    """All texts within something read from JSON."""
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        return set().union(*map(strings, value))
    return {value} if isinstance(value, str) else set()
