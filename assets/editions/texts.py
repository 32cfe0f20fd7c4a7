"""All texts of the editions that can be translated: of pages and pictures, of the seeds, of the reasons in values.

Belongs here: where texts are, which of them a language needs, `python -m assets.editions.texts` (make texts). Not here:
finding them in a file (reports/texts.py).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from assets.editions.languages import languages
from assets.editions.open_data.columns import TABLES
from assets.editions.open_data.source import missing_statements
from assets.reference.seeds import Reference, load_reference
from assets.reference.translated import WORDS
from reports.languages import GERMAN, LOCALE, catalogue
from reports.texts import Texts, collected, in_module, in_template, po_file, sentences_in
from schemas.code_book import MEANINGS
from schemas.published import DRAFT

_WORD = re.compile(r"[^\W\d_]{2}")
ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
# What only speaks German: answers to cities, the forms, documents, the list of all editions.
_GERMAN_ONLY = {
    "documents.py",
    "council_paper.py",
    "chapter.py",
    "workbook.py",
    "document.html",
    "council.html",
    "report.html",
}
_GERMAN_ONLY |= {"feedback.html", "help.html", "receipt.html", "shelf.html"}
_GERMAN_ONLY |= {"tables_file.py", "table_lists.py", "table_rows.py"}
_DOCUMENT = '{% extends "document.html" %}'
# Where the texts of an overview stand: all that a language with no other page needs.
_OVERVIEW_PAGES = {"overview.py", "overview.html", "edition.html", "base.html", "leads_on.html", "site.py", "shelf.py"}
_OVERVIEW_PARTS = {"comparison.py", "cells.py", "content.py", "figure_words.py", "parts.py"}
_OVERVIEW_PARTS |= {"courses.py", "gap_pictures.py", "interval_chart.py", "tile_map.py", "sparkline.py", "table.py"}
_OVERVIEW_SEEDS = ("definitions.csv:label", "methods.csv:label", "statuses.csv", "comparability.csv", "breaks.csv")
_REASONS = ("assets/indicators/", "assets/protection/")


def texts(reference: Reference, *, whole: bool = True) -> Texts:
    """German text → where it is used; `whole`: of all pages, else of the overview alone."""
    found = collected([*_pages(), *_reasons(), *_seeds(reference), *_others()])
    if whole:
        return found
    return {text: places for text, places in found.items() if any(_of_overview(place) for place in places)}


def _of_overview(place: str) -> bool:
    if Path(place).name in _OVERVIEW_PAGES | _OVERVIEW_PARTS:
        return True
    return place.startswith((*_REASONS, *(f"seeds/{one}" for one in _OVERVIEW_SEEDS)))


def _pages() -> Iterator[tuple[str, list[str]]]:
    for path in [*(ROOT / "assets" / "editions").rglob("*.py"), *(ROOT / "reports").glob("*.py")]:
        if path.name not in _GERMAN_ONLY:
            yield _place(path), in_module(path)
    for path in (ROOT / "reports" / "templates").glob("*.html"):
        if path.name not in _GERMAN_ONLY and _DOCUMENT not in path.read_text(encoding="utf-8"):
            yield _place(path), in_template(path)


def _reasons() -> Iterator[tuple[str, list[str]]]:
    for path in [*(ROOT / "assets" / "indicators").glob("*.py"), ROOT / "assets" / "protection" / "hiding.py"]:
        yield _place(path), sentences_in(path)


def _seeds(reference: Reference) -> Iterator[tuple[str, list[str]]]:
    for name, columns in WORDS.items():
        for column in columns:
            told = list(getattr(reference, name)[column])
            invented = SEEDS / "beispiel" / f"{name}.csv"
            if invented.exists():
                told += list(pd.read_csv(invented, dtype=str, keep_default_na=False)[column])
            # A sign such as – or x is the same in every language.
            yield f"seeds/{name}.csv:{column}", [text for text in told if _WORD.search(text)]


def _others() -> Iterator[tuple[str, list[str]]]:
    """What the code book says of columns, and words that the code has from elsewhere."""
    yield "schemas/code_book.py", list(MEANINGS.values())
    yield "assets/editions/open_data/columns.py", [column.unit for table in TABLES for column in table.columns]
    yield "assets/editions/open_data/source.py", missing_statements({})
    yield "assets/editions/content.py", [DRAFT]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main() -> None:
    """Brings every file of translations up to date: new texts without a translation, overtaken ones gone."""
    reference = load_reference(SEEDS)
    LOCALE.mkdir(exist_ok=True)
    for language, whole in languages(reference).items():
        if language.code != GERMAN.code:
            needed, known = texts(reference, whole=whole), catalogue(language.code)
            (LOCALE / f"{language.code}.po").write_bytes(po_file(needed, known, language.code, language.name))
            missing = sum(text not in known for text in needed)
            print(f"{language.name}: {len(needed)} Texte, {missing} ohne Übersetzung")


if __name__ == "__main__":
    main()
