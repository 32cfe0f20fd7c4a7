"""An edition of a large network: every page stays light, and every link still leads somewhere."""

import gzip
import os
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest
from lxml import html

from assets.editions import edition
from assets.editions.content import EditionInput
from assets.editions.pages.parts import whole_name
from assets.protection.gate import EditionAudit
from assets.reference.seeds import load_reference
from pipelines.settings import Settings
from schemas.store import Store
from tests.generators.many_cities import many_cities

# In place of each of the cities with published figures; `make night` takes more than a Land has municipalities.
COPIES = int(os.environ.get("KONTRAKT_COPIES", "5"))
YEAR = 2023
# Where there is no page a city, its sentence stands on the overview, which is thought for some dozens of cities.
SENTENCES = "tr/index.html"
# The audit has tests of its own, in sizes of its own.
PASSED = EditionAudit(0, 0, None, (), (), (), (), 0, 0, ())


@pytest.fixture(scope="module")
def pages(demo: Settings) -> dict[str, bytes]:
    store, reference = Store(demo.database_url), load_reference(demo.folders.seeds)
    languages = reference.languages[reference.languages["code"].isin(["de", "tr"])]
    made_from = EditionInput(
        year=YEAR,
        values=store.read("published_values", reporting_year=YEAR),
        breakdowns=store.read("breakdowns", reporting_year=YEAR),
        deliveries=store.read("deliveries"),
        findings=store.read("findings"),
        reference_figures=store.read("reference_figures"),
        reference=replace(reference, languages=languages),
        seeds={},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edition, "audited", lambda *_: PASSED)
        files = edition.build_edition(many_cities(made_from, COPIES), to_print=False)
    return {name: file for name, file in files.items() if name.endswith(".html")}


def test_no_page_is_heavier_than_its_budget(pages: dict[str, bytes]):
    assert any("-teil-2" in name for name in pages)
    heavy = {name: len(page) for name, page in pages.items() if len(page) > 60_000}
    if COPIES > 5:
        heavy.pop(SENTENCES, None)
    packed = {name: size for name, page in pages.items() if (size := len(gzip.compress(page))) > 15_000}
    assert (heavy, packed) == ({}, {})


def test_every_link_between_pages_leads_to_a_place_that_is_there(pages: dict[str, bytes]):
    read = {name: html.document_fromstring(page) for name, page in pages.items()}
    there = {name: set(page.xpath("//@id")) for name, page in read.items()}
    for name, page in read.items():
        for href in page.xpath("//main//a/@href"):
            target, _, place = href.partition("#")
            if not target.endswith(".html") or "://" in href or href.startswith("../../"):
                continue
            other = normpath(join(dirname(name), target))
            assert other in there, (name, href)
            assert not place or place in there[other], (name, href)


def test_every_city_stands_on_the_overview_and_its_parts(pages: dict[str, bytes]):
    cities = {name for name in pages if name.startswith("de/stadt-")}
    overview = [page for name, page in pages.items() if whole_name(name) == "de/index.html"]
    links = [link for page in overview for link in html.document_fromstring(page).xpath("//table//th/a/@href")]
    assert sorted(f"de/{link}" for link in links) == sorted(cities)
