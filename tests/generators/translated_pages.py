"""Pages in a language in which every text is marked, so that a text that was never looked up stands out.

Belongs here: the marked language, its pages, what stands on them without a mark. Not here: what pages say.
"""

import re
from collections.abc import Iterator

import pandas as pd

from assets.editions.changes import COLUMNS as CHANGES
from assets.editions.content import Content
from assets.editions.open_data.columns import TABLES
from assets.editions.pages.changes import changes_page
from assets.editions.pages.data_page import data_page
from assets.editions.pages.page import Page
from assets.editions.pages.quality import quality
from assets.editions.pages.site import figure_pages, standing_pages
from assets.editions.texts import texts
from assets.protection.gate import EditionAudit
from assets.protection.hiding import REASON
from assets.protection.page_texts import texts as texts_of
from assets.reference.seeds import Reference
from assets.reference.translated import translated
from reports.languages import GERMAN, Language
from schemas.deliveries import RegisteredFinding
from tests.generators.open_data import small_values
from tests.generators.pages import content_of, markup_of

_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{3,}")
# Days, receipts, addresses, names of files and codes, places of the page, what assistive technology reads.
_NO_TEXT = re.compile(
    r"[0-9a-f]{64}|\d{1,2} [A-Z][a-z]+ \d{4}|[a-z-]+-\d{4}-\d+(-\w)?|\S+@\S+|https?://\S+"
    r"|[\w./-]+\.(csv|json|html)|\.csv|[a-z]+(_[a-z]+)+|[\w-]*-titel|\btrue\b|\bpage\b|Fußnote \d+"
    r"|Interkulturelle Städteregion|JSON|CSV|SDMX|MigraPro"
)
_AUDIT = EditionAudit(1, 1, 5, (), (), (), (), 0, 0, ())


def marked_language(reference: Reference) -> Language:
    """Every text of an edition in marks: ⟦Überblick⟧."""
    return Language("en", "en_GB", "ltr", "English", False, {text: f"⟦{text}⟧" for text in texts(reference)})


def small_edition(reference: Reference, language: Language = GERMAN) -> Content:
    """The draft of 2022 in a language: two cities with figures, all others with reasons."""
    values = small_values(reference)
    values = values.assign(reason=values["reason"].replace("Geheim gehalten.", REASON), district="")
    return content_of(
        translated(reference, language),
        year=2022,
        stage=language.text("Entwurf"),
        language=language,
        cities=translated(reference, language).members(2022),
        values=values.assign(reason=values["reason"].map(language.sentence)),
        findings=RegisteredFinding.empty().assign(ags="", form="", file_name=""),
    )


def pages_of(content: Content) -> list[Page]:
    """All pages of a language."""
    changed = pd.DataFrame(columns=CHANGES)
    downloads = {"daten/kennzahlen.csv": b"1", "daten/json/index.json": b"2"}
    return [
        *figure_pages(content),
        changes_page(content, changed),
        quality(content, _AUDIT),
        data_page(content, downloads),
        *standing_pages(content),
    ]


def unmarked(page: Page, content: Content, known: re.Pattern[str]) -> Iterator[str]:
    """The texts of a page that hold a word without a mark which is none of the names `known`."""
    for text in texts_of(page.name, markup_of(page, content).encode()):
        words = text.words
        while _MARKED.search(words):
            words = _MARKED.sub(" ", words)
        # A tile or a chart breaks long words into lines.
        words = re.sub(r"⟦[^⟦⟧]*$|^[^⟦⟧]*⟧", " ", words)
        if any(words.strip() in name for name in content.cities["name"]):
            continue
        if text.language != "de" and _WORD.search(_NO_TEXT.sub(" ", known.sub(" ", words))):
            yield text.words


def names_of(content: Content) -> re.Pattern[str]:
    """What is the same in every language, the longest first: cities, areas, publishers, sources, columns and codes."""
    reference = content.reference
    seeds = [reference.definitions, reference.breaks, reference.milestones, reference.memberships]
    columns = [name for table in TABLES for column in table.columns for name in (column.name, column.english)]
    names = [
        *reference.cities["name"],
        *reference.reference_areas["name"],
        *reference.publisher["value"],
        *(source for seed in seeds for source in seed["source"]),
        *reference.statuses["code"],
        *columns,
        *("titel, berichtsjahr, ausgabe, stand", "gemeinsam", "felder", "werte", content.language.name),
    ]
    longest_first = sorted({name for name in names if name}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
