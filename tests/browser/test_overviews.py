"""The overviews of other languages as they are read: no German in a whole edition, a minus before its number."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assets.editions.comparison import city_message
from assets.editions.languages import languages
from assets.editions.texts import texts
from assets.protection.page_texts import texts as texts_of
from assets.reference.seeds import load_reference
from reports.languages import GERMAN, catalogue
from tests.conftest import SEEDS

REFERENCE = load_reference(SEEDS)
LANGUAGES = {one.code: one for one in languages(REFERENCE) if one != GERMAN}
ONLY_OVERVIEWS = [one.code for one, whole in languages(REFERENCE).items() if not whole]
# The name of the contract is no word of a page.
_NAME = "Interkulturelle Städteregion"


def german_in(page: Path, code: str) -> list[str]:
    """Words of a page in another language that are a German text, or a part of one that has a translation."""
    known = catalogue(code)
    # A text that is said alike in both, and signs between words, tell nothing.
    german = [one for one in texts(REFERENCE) if len(one) > 3 and known.get(one) != one and "{" not in one]
    told = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, german))})(?!\w)")
    words = [one.words for one in texts_of(page.name, page.read_bytes()) if one.language in ("", code)]
    return [one for one in words if told.search(one.replace(_NAME, ""))]


@pytest.mark.parametrize("code", ONLY_OVERVIEWS)
@pytest.mark.parametrize("edition", ["published", "invented"])
def test_no_german_is_left_on_an_overview(request: pytest.FixtureRequest, edition: str, code: str):
    place = request.getfixturevalue(edition)
    newest = place.parents[1] / "aktuell"
    assert german_in(place / code / "index.html", code) == []
    assert german_in(newest / code / "index.html", code) == []


def test_in_arabic_a_minus_stands_left_of_its_number(browser: Browser):
    """As in every language: otherwise −3.4 reads 3.4−. In a sentence the page has no markup to say so."""
    gap = {"name": "Herne", "value": -3.44, "base": "share_staff", "status": "wert"}
    gap |= {"population_value": 0.1, "share": 0.1344, "date": "", "year": 2023}
    page = browser.new_page()
    page.set_content(f'<html lang="ar" dir="rtl"><p>{city_message(gap, LANGUAGES["ar"])}</p></html>')
    minus, digit = (
        page.evaluate(
            """char => { const text = document.querySelector("p").firstChild, at = text.data.indexOf(char);
                const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left; }""",
            char,
        )
        for char in ("−", "3.4")
    )
    assert minus < digit
    page.close()
