"""Whole editions: valid markup, light pages, links that lead somewhere, plain sentences, paper without loss."""

import gzip
import json
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser

from pipelines.settings import Settings
from reports.spec import LONGEST_CAPTION
from tests.browser.page_kinds import kinds

CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
RAW, PACKED = 60_000, 15_000
# The width between the margins of a sheet of A4, in points of the screen.
PAPER = 718
LONGEST_SENTENCE, OVERVIEW = 25, 250
# What the checker says that was judged → why it stands.
JUDGED = {
    "CSS: “animation-timeline”: Property “animation-timeline” doesn't exist.": "Younger than the checker "
    "(Scroll-driven Animations, W3C). It shades the edge of a table that goes on; elsewhere there is the scroll bar.",
    "This document appears to be written in": "It guesses from the letters; names and findings are German.",
    "role is unnecessary for element": "On a phone the tables of the check report are laid out as blocks, which takes "
    "their roles away from them; these give them back.",
    "The “role” attribute must not be used on a “t": "The same.",
    "Inline script violates Content Security Policy": "A block of data (JSON-LD) is no script and is never run.",
}
# Whose words these are: quoted from cities and sources, not ours.
QUOTED = ".//tbody | .//*[@class='beiwerk' or @class='vermerk'] | .//code"


@pytest.fixture(scope="module", params=["published", "invented"])
def place(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


@cache
def document(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def pages(place: Path) -> list[Path]:
    return sorted(place.rglob("*.html"))


def test_the_nu_checker_finds_no_error(published: Path, invented: Path, demo: Settings):
    # One start of Java for all: an edition, the kinds of pages of another, and what cities and office get.
    places = [*kinds(invented), *pages(demo.folders.editions / "aktuell"), demo.folders.editions / "index.html"]
    places += [*pages(demo.folders.feedback / "herne"), *sorted(demo.folders.feedback.glob("*.html"))]
    command = ["java", "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    done = subprocess.run([*command, published, *places], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)["messages"]
    new = [one for one in told if not any(part in one["message"] for part in JUDGED)]
    assert [(one["url"], one.get("lastLine"), one["message"]) for one in new] == []


def test_every_page_is_light(place: Path):
    sizes = {path.relative_to(place).as_posix(): path.read_bytes() for path in pages(place)}
    heavy = {
        name: (len(content), len(gzip.compress(content)))
        for name, content in sizes.items()
        if len(content) > RAW or len(gzip.compress(content)) > PACKED
    }
    assert len(sizes) > 100
    assert heavy == {}


def test_every_link_leads_somewhere(demo: Settings, published: Path):
    dead = set()
    for page in pages(demo.folders.editions):
        if not page.is_relative_to(demo.folders.editions / "2022"):
            dead |= {(page.relative_to(demo.folders.editions).as_posix(), target) for target in dead_links(page)}
    assert dead == set()


def test_every_link_of_an_invented_edition_stays_in_it(invented: Path):
    dead = {(page.name, target) for page in pages(invented) for target in dead_links(page)}
    assert dead == set()


def dead_links(page: Path) -> set[str]:
    """What a page links to or loads, here on this disk, that is not there; anchors count."""
    found = set()
    for _element, _attribute, target, _at in document(page).iterlinks():
        parts = urlsplit(target.removeprefix("0; url="))
        if parts.scheme in ("http", "https", "mailto"):
            continue
        path = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        there = path.is_file() and (path.suffix != ".html" or not parts.fragment or parts.fragment in ids(path))
        if not there:
            found.add(target)
    return found


@cache
def ids(path: Path) -> Counter[str]:
    return Counter(document(path).xpath("//@id"))


def test_an_id_names_one_thing(place: Path):
    twice = {(path.name, name) for path in pages(place) for name, count in ids(path).items() if count > 1}
    assert twice == set()


def test_the_way_on_needs_no_waiting(demo: Settings):
    for path in pages(demo.folders.editions / "aktuell"):
        (refresh,) = document(path).xpath("//meta[@http-equiv='refresh']/@content")
        assert refresh.startswith("0; url=")
        assert document(path).xpath("//main//a/@href") == [refresh.removeprefix("0; url=")]


def test_a_page_asks_no_other_host_and_needs_no_script(place: Path):
    for path in pages(place):
        page = document(path)
        loaded = page.xpath("//@src | //link[@rel='stylesheet']/@href | //object/@data | //iframe/@src | //@srcset")
        run = page.xpath("//script[not(@type='application/ld+json')] | //@*[starts-with(name(), 'on')]")
        assert (loaded, run) == ([], []), path
        assert "url(" not in "".join(page.xpath("//style/text() | //@style")), path


def test_without_javascript_the_text_is_the_same(browser: Browser, published: Path):
    with_script, without = browser.new_context(), browser.new_context(java_script_enabled=False)
    one, other = with_script.new_page(), without.new_page()
    for path in kinds(published):
        if path.parent.name == "de":
            one.goto(path.as_uri())
            other.goto(path.as_uri())
            assert one.locator("body").inner_text() == other.locator("body").inner_text(), path.name
    with_script.close()
    without.close()


def test_captions_and_the_overview_are_short(place: Path):
    for path in pages(place):
        for title in document(path).xpath("//caption/span[@class='titel']"):
            assert len(title.text_content()) <= LONGEST_CAPTION, (path, title.text_content())
    main = html.fromstring(html.tostring(document(place / "de" / "index.html").find(".//main")))
    for part in main.xpath(".//*[@class='tabelle' or @class='beiwerk'] | .//svg | .//dl"):
        part.drop_tree()
    assert len(main.text_content().split()) <= OVERVIEW


def test_no_sentence_of_ours_is_long(place: Path):
    long = {}
    for path in pages(place / "de"):
        main = html.fromstring(html.tostring(document(path).find(".//main")))
        for part in main.xpath(QUOTED):
            part.drop_tree()
        for block in main.xpath(".//p | .//li | .//dd | .//caption/span | .//h1 | .//h2 | .//h3 | .//desc"):
            for sentence in re.split(r"(?<=[.!?])\s+", " ".join(block.text_content().split())):
                if len(sentence.split()) > LONGEST_SENTENCE:
                    long[sentence] = path.name
    assert long == {}


def test_on_paper_there_is_no_navigation_and_no_table_is_cut(browser: Browser, published: Path, tmp_path: Path):
    import pypdfium2

    page = browser.new_page()
    for name in ("index.html", "stadt-herne.html", "daten.html", "vergleichswerte.html"):
        page.goto((published / "de" / name).as_uri())
        page.emulate_media(media="print")
        assert [one for one in page.locator("nav").all() if one.is_visible()] == []
        last = page.locator("table").first.locator("tbody tr").last.locator("td").last.inner_text().split()
        paper = tmp_path / "seite.pdf"
        page.pdf(path=paper, format="A4")
        text = " ".join(one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(paper))
        # Of a word that goes on in the next line its beginning.
        assert [word for word in last if word[:6] not in text] == [], name
        page.set_viewport_size({"width": PAPER, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER, name
    page.close()
