"""What readers get is short, plain German: sentences of at most 25 words, no code, nothing said twice."""

import re
from dataclasses import replace

import pytest

from assets.editions.content import Content
from assets.editions.pages.overview import overview
from assets.editions.pages.quality import quality
from assets.editions.texts import ROOT, texts
from assets.protection.gate import EditionAudit
from assets.reference.seeds import Reference
from reports.texts import in_module, in_template
from tests.generators.pages import read
from tests.generators.small_content import small_content

_LONGEST, _MOST = 25, 250
_WORD = re.compile(r"[^\W\d_]+")
_TWICE = re.compile(r"\b(\w[\w ]{3,})\W+\1\b")
_NOTHING_FOUND = EditionAudit(1, 1, 5, (), (), (), (), 0, 0, ())


@pytest.fixture
def content(reference: Reference) -> Content:
    """Two cities with figures, every finding told only to its city."""
    return replace(small_content(reference), kept_back=7)


def test_no_sentence_of_ours_has_more_than_25_words(reference: Reference):
    told = set(texts(reference))
    for path in [*(ROOT / "assets" / "editions").rglob("*.py"), *(ROOT / "reports").glob("*.py")]:
        told |= set(in_module(path))
    for path in (ROOT / "reports" / "templates").glob("*.html"):
        told |= set(in_template(path))
    sentences = [one for text in told for one in re.split(r"(?<=[.!?])\s", text)]
    assert len(sentences) > 1000
    assert [one for one in sentences if len(_WORD.findall(one)) > _LONGEST] == []


def test_the_overview_is_read_in_two_minutes(content: Content):
    page = read(overview(content), content)
    for one in list(page.iter("table", "svg", "dl")):
        one.drop_tree()
    assert 100 < len(_WORD.findall(page.text_content())) <= _MOST


def test_no_page_explains_signs_by_codes_or_a_word_by_itself(content: Content):
    guessed = replace(
        content, values=content.values.assign(status=content.values["status"].replace("wert", "schaetzung"))
    )
    words = [*read(overview(guessed), guessed).iter("dt", "dd")]
    told = dict(zip([one.text for one in words[::2]], [one.text for one in words[1::2]], strict=True))
    assert set(told) > {"Lücke", "Quote", "Güte"}
    codes = set(content.reference.statuses["code"]) - set(content.reference.statuses["label"])
    assert [one for one in told.values() if "(" in one or any(code in one for code in codes)] == []
    assert [mark for mark, said in told.items() if mark == said] == []


def test_nothing_is_said_twice_in_a_row_about_how_good_a_figure_is(content: Content):
    page = read(quality(content, _NOTHING_FOUND), content)
    assert len(page.findall(".//dd")) == len(content.reference.methods)
    assert [one.text_content() for one in page.iter("dd", "p") if _TWICE.search(one.text_content())] == []


def test_findings_that_only_the_cities_got_are_counted_too(content: Content):
    page = read(quality(content, _NOTHING_FOUND), content)
    count = len(content.findings) + 7
    assert f"Befunde zu den Lieferungen: {count}." in page.text_content()
