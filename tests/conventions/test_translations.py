"""Every text of an edition is looked up, and every translation says as much as its German text."""

import re

import pytest
from babel.messages.pofile import read_po

from assets.editions.languages import languages
from assets.editions.pages.overview import overview
from assets.editions.texts import texts
from assets.protection.page_texts import texts as texts_of
from assets.reference.seeds import Reference, load_reference
from reports.languages import GERMAN, LOCALE, Language, catalogue
from reports.spec import LONGEST_CAPTION
from schemas.reference import LONGEST_CITY, LONGEST_INDICATOR, LONGEST_UNIT
from tests.conftest import SEEDS
from tests.generators.pages import markup_of
from tests.generators.translated_pages import marked_language, names_of, pages_of, small_edition, unmarked

WHOLE = {one: whole for one, whole in languages(load_reference(SEEDS)).items() if one != GERMAN}
EACH = pytest.mark.parametrize("language", WHOLE, ids=lambda one: one.code)
_NAME = re.compile(r"\{\w*\}")
# Words that no other language of an edition has; texts may quote names in “”, and German terms in brackets.
_GERMAN = re.compile(r"\b(?:und|oder|nicht|das|dem|eine[rs]?|wird|für|mit|ist|Stadt|Städte|Zahl|Lücke|Anteil)\b")
_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|\([^)]*\)")


def needed(reference: Reference, language: Language) -> dict[str, list[str]]:
    return texts(reference, whole=WHOLE[language])


@EACH
def test_the_files_of_translations_have_the_texts_that_pages_use(reference: Reference, language: Language):
    """Otherwise: make texts, then translate what has no translation."""
    with (LOCALE / f"{language.code}.po").open("rb") as file:
        there = {entry.id for entry in read_po(file) if entry.id}
    assert there == set(needed(reference, language))


@EACH
def test_a_language_that_is_begun_is_whole(reference: Reference, language: Language):
    known = catalogue(language.code)
    if not known and not WHOLE[language]:
        pytest.skip("not yet translated: its overview is German and says so")
    assert [text for text in needed(reference, language) if text not in known] == []


@EACH
def test_names_in_braces_are_those_of_the_german_text(language: Language):
    assert [
        (text, said)
        for text, said in catalogue(language.code).items()
        if sorted(_NAME.findall(text)) != sorted(_NAME.findall(said))
    ] == []


@EACH
def test_numbers_are_those_of_the_german_text(language: Language):
    """1 Stadt is 1 city: what a page says in figures it says in every language."""
    assert [
        (text, said)
        for text, said in catalogue(language.code).items()
        if sorted(re.findall(r"\d+", text)) != sorted(re.findall(r"\d+", said))
    ] == []


@EACH
def test_a_translation_is_plain_text_with_the_same_ends(language: Language):
    """No markup; a sentence stays a sentence; the blanks that join it to another text stay."""
    for text, said in catalogue(language.code).items():
        assert not re.search(r"[<>]|&\w+;|\n", said), said
        assert said[: len(said) - len(said.lstrip())] == text[: len(text) - len(text.lstrip())], said
        assert said.rstrip()[-1] not in ".:" or text.rstrip()[-1] in ".:?“", said


@pytest.mark.parametrize("language", [GERMAN, *WHOLE], ids=lambda one: one.code)
def test_a_caption_fits_however_long_the_labels_of_the_seeds_may_be(reference: Reference, language: Language):
    said = {text: catalogue(language.code).get(text, text) for text in texts(reference)}
    of_cities = [one for text, one in said.items() if text.startswith("{city}: ") and not text.endswith(".")]
    name = f"{'x' * LONGEST_INDICATOR} ({'x' * LONGEST_UNIT})"
    captions = [one.format(city="x" * LONGEST_CITY) for one in of_cities]
    captions.append(said["{name}, nach Größe"].format(name=name))
    assert len(captions) > 5
    assert [one for one in captions if len(one) > LONGEST_CAPTION] == []


@EACH
def test_no_german_is_left_in_a_translation(language: Language):
    said = catalogue(language.code).values()
    assert [one for one in said if _GERMAN.search(_QUOTED.sub(" ", one))] == []


def test_nothing_on_a_page_bypasses_the_translations(reference: Reference):
    """Names, codes, sources and quoted findings stand there as they are; every other word was looked up."""
    content = small_edition(reference, marked_language(reference))
    known = names_of(content)
    left = {page.name: list(unmarked(page, content, known)) for page in pages_of(content)}
    assert {name: found for name, found in left.items() if found} == {}


def test_an_overview_uses_no_text_beyond_those_of_its_language(reference: Reference):
    content = small_edition(reference, marked_language(reference))
    page = overview(content, "../de/")
    words = " ".join(text.words for text in texts_of(page.name, markup_of(page, content).encode()))
    for_overviews = texts(reference, whole=False)
    used = [text for text in texts(reference) if f"⟦{text}⟧" in words]
    assert len(used) > 50
    assert [text for text in used if text not in for_overviews] == []
