"""The documents of an edition: one page for a council, one report, and nothing that was written is lost on paper."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pikepdf
import pytest
from lxml import html

from assets.editions.content import Content
from assets.editions.council_paper import council_papers
from assets.editions.documents import GUIDE, REPORT, guide, rendered, report
from assets.reference.seeds import Reference
from tests.generators.hostile import HOSTILE
from tests.generators.open_data import with_names
from tests.generators.small_content import small_content
from tests.readers.tag_tree import TagTree, squeezed

HERNE = "pdf/rat-herne.pdf"


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return small_content(reference)


@pytest.fixture(scope="module")
def papers(content: Content) -> dict[str, str]:
    return council_papers(content)


@pytest.fixture(scope="module")
def whole(content: Content) -> str:
    return report(content)[REPORT]


@pytest.fixture(scope="module")
def files(papers: dict[str, str], whole: str) -> dict[str, bytes]:
    return rendered(papers | {REPORT: whole})


def pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def lost(document: str, printed: bytes) -> list[str]:
    """The texts of a document that its file does not have."""
    main = html.document_fromstring(document).find(".//main")
    for element in main.xpath(".//svg | .//*[contains(@class, 'beiwerk')]//li/a"):
        element.text = ""
        for child in list(element):
            element.remove(child)
    told = squeezed(TagTree(printed).said())
    return [text for text in main.itertext() if text.strip() and squeezed(text) not in told]


def test_every_city_has_one_page_for_its_council(content: Content, papers: dict[str, str], files: dict[str, bytes]):
    assert list(papers) == [f"pdf/rat-{slug}.pdf" for slug in content.cities["slug"]]
    assert {name: pages(files[name]) for name in papers} == dict.fromkeys(papers, 1)


def test_no_word_is_lost_between_the_markup_and_the_file(papers: dict[str, str], whole: str, files: dict[str, bytes]):
    """A printer drops what does not fit into some boxes without a word."""
    for name, text in (papers | {REPORT: whole}).items():
        assert lost(text, files[name]) == [], name
    assert lost("<main><p>Das steht nirgends.</p></main>", files[HERNE]) == ["Das steht nirgends."]


def test_the_page_says_what_a_council_asks(papers: dict[str, str]):
    words = " ".join(html.document_fromstring(papers[HERNE]).find(".//main").text_content().split())
    for said in ("In Herne beträgt die Lücke", "Was diese Seite nicht zeigt", "Wie sicher", "Woher die Zahlen kommen"):
        assert said in words
    assert "Entwurf: von der Stadt noch nicht freigegeben" in words


def test_a_city_without_a_figure_of_its_staff_is_told_so(papers: dict[str, str]):
    assert "liegt keine Zahl dieser Stadt vor" in papers["pdf/rat-essen.pdf"]


def test_a_draft_says_so_on_every_page_and_a_published_edition_does_not(content: Content, files: dict[str, bytes]):
    with pdfplumber.open(io.BytesIO(files[REPORT])) as drafted:
        assert all("ENTWURF" in page.extract_text().upper() for page in drafted.pages)
        assert all("Fassung 1" in page.extract_text() for page in drafted.pages)
    published = council_papers(replace(content, stage=""))[HERNE]
    assert "ntwurf" not in published.split("</style>")[1]


def test_the_report_has_a_chapter_for_every_city_and_its_list_leads_there(content: Content, whole: str):
    document = html.document_fromstring(whole)
    targets = {link.get("href") for link in document.xpath("//ul[@class='inhalt']//a")}
    assert {f"#stadt-{slug}" for slug in content.cities["slug"]} <= targets
    assert {"#ueberblick", "#ziele", "#kennzahlen", "#methodik", "#datenqualitaet"} <= targets


def test_every_link_of_the_report_leads_somewhere_and_no_name_is_given_twice(whole: str):
    document = html.document_fromstring(whole)
    names = document.xpath("//@id")
    assert sorted(names) == sorted(set(names))
    links = [link.get("href") for link in document.iter("a") if link.get("href")]
    assert [link for link in links if not link.startswith(("https://", "mailto:")) and link[1:] not in names] == []


def test_headings_of_the_report_skip_no_level(whole: str):
    levels = [int(one.tag[1]) for one in html.document_fromstring(whole).iter("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_stands_outside_its_page(files: dict[str, bytes]):
    """Read back from the files, by another program than the one that refuses to cut."""
    for content in files.values():
        with pdfplumber.open(io.BytesIO(content)) as document:
            for page in document.pages:
                things = [*page.chars, *page.rects, *page.lines, *page.curves]
                assert min(one["x0"] for one in things) >= 0
                assert max(one["x1"] for one in things) <= page.width
                assert max(one["bottom"] for one in things) <= page.height


def test_files_stay_within_their_budget(files: dict[str, bytes]):
    assert max(len(content) for name, content in files.items() if name != REPORT) <= 300_000
    assert len(files[REPORT]) <= 2_000_000


def test_the_booklet_says_how_a_city_joins(content: Content):
    documents = guide(content)
    text, printed = documents[GUIDE], rendered(documents)[GUIDE]
    assert lost(text, printed) == []
    assert (
        html.document_fromstring(text).xpath("//a/@href[not(starts-with(., '#') or starts-with(., 'https://'))]") == []
    )
    assert 1 < pages(printed) < 12
    assert len(printed) <= 300_000


def test_hostile_texts_change_no_page(reference: Reference):
    named = with_names(reference, "<script>alert(1)</script>", "=1+1", "{{7*7}}")
    documents = council_papers(small_content(named, HOSTILE))
    for document in documents.values():
        parsed = html.document_fromstring(document)
        assert parsed.xpath("//script | //img | //iframe | //object | //base | //form | //*[@onerror or @onload]") == []
        assert parsed.xpath("//@href[not(starts-with(., '#'))]") == []
    assert {pages(content) for content in rendered(documents).values()} == {1}


def test_it_is_all_the_same_who_makes_the_files(papers: dict[str, str], files: dict[str, bytes]):
    with ThreadPoolExecutor(1) as executor:
        assert rendered({HERNE: papers[HERNE]}, executor) == {HERNE: files[HERNE]}
