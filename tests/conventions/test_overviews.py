"""An overview in a language that has no other page says everything in it, whatever the cities delivered."""

import shutil
import string
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pandas as pd
import pytest

from assets.deliveries.example_network import OVERLAY
from assets.editions.content import Content
from assets.editions.languages import languages
from assets.editions.pages.overview import overview
from assets.protection.hiding import REASON
from assets.reference.seeds import Reference, load_reference
from assets.reference.translated import translated
from reports.languages import Language, catalogue
from reports.texts import sentences_in
from schemas.indicators import WITH_NUMBER
from tests.conftest import ROOT, SEEDS
from tests.generators.open_data import small_values
from tests.generators.pages import content_of, markup_of
from tests.generators.translated_pages import names_of, unmarked

ONLY_OVERVIEWS = [one for one, whole in languages(load_reference(SEEDS)).items() if not whole]
EACH = pytest.mark.parametrize("language", ONLY_OVERVIEWS, ids=lambda one: one.code)
_KINDS = ["WERT", "SCHAETZUNG", "OBERGRENZE", "UNTERGRENZE"]


def in_marks(language: Language) -> Language:
    """The language with each of its translations in marks."""
    return replace(language, texts={german: f"⟦{said}⟧" for german, said in catalogue(language.code).items()})


def edition(reference: Reference, language: Language, values: pd.DataFrame | None = None) -> Content:
    there = translated(reference, language)
    empty = content_of(there, stage=language.text("Entwurf"), language=language, cities=there.members(2023))
    if values is None:
        return empty
    return replace(empty, values=values.assign(reason=values["reason"].map(language.sentence)))


def left_german(content: Content) -> list[str]:
    return list(unmarked(overview(content, "../de/"), content, names_of(content)))


def reasons(reference: Reference) -> list[str]:
    """Every reason that can stand for a gap, its names filled in."""
    paths = [*(ROOT / "assets" / "indicators").glob("*.py"), ROOT / "assets" / "protection" / "hiding.py"]
    told = [sentence for path in sorted(paths) for sentence in sentences_in(path)]
    named = {"label": reference.breaks["label"].iloc[0]}
    filled = [
        one.format(**{name: named.get(name, "2019") for _, name, _, _ in string.Formatter().parse(one) if name})
        for one in told
    ]
    return [*filled, *reference.comparability["reason"]]


def every_reason(reference: Reference) -> Iterator[pd.DataFrame]:
    """Values of ten cities at a time: Herne's figures with each reason and each status once."""
    herne = small_values(reference)
    herne = herne[herne["ags"].eq("05916000") & herne["group"].eq("insgesamt") & herne["district"].eq("")]
    herne = herne[(herne["base"] + herne["indicator"]).str.startswith("share_nationality") & herne["value"].notna()]
    cities = list(reference.members(2023)["ags"])
    statuses, kinds = cycle(reference.statuses["code"]), cycle(_KINDS)
    cells = [(reason, next(statuses), next(kinds)) for reason in reasons(reference)]
    for start in range(0, len(cells), len(cities)):
        told = [
            herne.assign(
                ags=ags,
                reason=reason,
                status=status,
                value_kind=kind,
                value=herne["value"] if status in WITH_NUMBER else float("nan"),
            )
            for ags, (reason, status, kind) in zip(cities, cells[start:], strict=False)
        ]
        yield pd.concat(told, ignore_index=True)


@EACH
def test_nothing_is_german_where_no_city_has_a_figure(reference: Reference, language: Language):
    assert left_german(edition(reference, in_marks(language))) == []


@EACH
def test_nothing_is_german_where_two_cities_have_figures(reference: Reference, language: Language):
    values = small_values(reference)
    values = values.assign(reason=values["reason"].replace("Geheim gehalten.", REASON))
    assert left_german(edition(reference, in_marks(language), values)) == []


@EACH
def test_the_words_of_a_course_over_years_are_not_german(reference: Reference, language: Language):
    values = small_values(reference)
    share = values[values["indicator"].eq("share_nationality") & values["line"].eq(1)]
    before = [share.assign(year=year, line=year, value=0.01) for year in (2014, 2016, 2017)]
    content = edition(reference, in_marks(language), pd.concat([values, *before], ignore_index=True))
    assert 'class="verlauf"' in markup_of(overview(content, "../de/"), content)
    assert left_german(content) == []


@EACH
def test_no_reason_and_no_sign_is_german(reference: Reference, language: Language):
    marked = in_marks(language)
    editions = [edition(reference, marked, values) for values in every_reason(reference)]
    assert len(editions) > 5
    assert [words for one in editions for words in left_german(one)] == []


@EACH
def test_no_word_in_a_picture_is_cut(reference: Reference, language: Language):
    spoken = replace(language, texts=catalogue(language.code))
    for values in every_reason(reference):
        content = edition(reference, spoken, values)
        assert "…" not in markup_of(overview(content, "../de/"), content)


@EACH
def test_nothing_is_german_where_the_cities_are_invented(language: Language, tmp_path: Path):
    for path in [*SEEDS.glob("*.csv"), *(SEEDS / OVERLAY).glob("*.csv")]:
        shutil.copyfile(path, tmp_path / path.name)
    invented = edition(load_reference(tmp_path), in_marks(language))
    assert invented.reference.invented
    assert left_german(invented) == []
