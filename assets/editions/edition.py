"""One edition as files: pages in every language, downloads, documents and the manifest.

Belongs here: what an edition consists of and in which order it is made. Not here: what stands on a page (pages/),
markup (reports/), the formats of the downloads (open_data/), its place (shelf.py).
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor

import pandas as pd

from assets.deliveries.template import template
from assets.editions.audited import audited, repeated
from assets.editions.changes import changes
from assets.editions.content import Content, EditionInput, content, seen
from assets.editions.council_paper import council_papers
from assets.editions.documents import guide, rendered, report
from assets.editions.download import breakdown_rows, csv_bytes, network_rows, tidy_rows
from assets.editions.feed import FEED_NAME, feed
from assets.editions.languages import languages
from assets.editions.manifest import manifest
from assets.editions.open_data.dataset_markup import dataset_markup
from assets.editions.open_data.files import catalogue_files, open_data_files
from assets.editions.open_data.source import OpenData
from assets.editions.pages.changes import LOG_NAME, changes_page, log_rows
from assets.editions.pages.data_page import data_page
from assets.editions.pages.handout import TEMPLATE_NAME
from assets.editions.pages.overview import overview
from assets.editions.pages.page import Page
from assets.editions.pages.parts import Places, Weights, in_parts, led_on, places, weights, whole_name
from assets.editions.pages.quality import quality
from assets.editions.pages.receipts import open_hashes
from assets.editions.pages.site import SMALL_PRINT, figure_pages, menu, standing_pages
from assets.editions.shelf import leads_on
from assets.editions.tables_file import TABLES_NAME, edition_workbook
from assets.indicators.network import network_values, standing_values
from reports.languages import GERMAN, Language
from reports.page import render
from schemas.deliveries import ACCEPTED_STATES
from schemas.published import BREAKDOWNS_NAME, CSV_NAME, MANIFEST_NAME, NETWORK_NAME

Files = dict[str, bytes]


def build_edition(
    made_from: EditionInput,
    number: int = 1,
    *,
    to_print: bool = True,
    progress: Callable[[str], None] = lambda _words: None,
    executor: Executor | None = None,
) -> Files:
    """The files of an edition: name → content. Same input, same bytes.

    Before it is done it is read and attacked as a stranger would; raises Withheld where that gives somebody away.
    Unless `to_print` there are no PDF files, which take most of the time; `executor` may make several at once. An
    error has a note in German that says what was being made.
    """
    steps: list[str] = []

    def step(words: str) -> None:
        steps.append(words)
        progress(words)

    try:
        return _built(seen(made_from), number, to_print, step, executor)
    except Exception as error:
        for words in steps[-1:]:
            error.add_note(words)
        raise


def _built(
    made_from: EditionInput,
    number: int,
    to_print: bool,
    progress: Callable[[str], None],
    executor: Executor | None,
) -> Files:
    year, reference = made_from.year, made_from.reference
    network = network_values(standing_values(made_from.values, reference, year), reference, year)
    there = languages(reference)
    told = {language: content(made_from, network, number, language, to_print=to_print) for language in there}
    whole = [one for language, one in told.items() if there[language]]
    german = whole[0]
    changed = changes(made_from.earlier, tidy_rows(made_from.values, reference))

    progress("Daten zum Herunterladen")
    data = _open_data(german, network, log_rows(changed, german))
    tables = {
        CSV_NAME: data.values,
        BREAKDOWNS_NAME: data.breakdowns,
        NETWORK_NAME: data.network,
        LOG_NAME: data.changes,
    }
    files = {name: csv_bytes(rows) for name, rows in tables.items()}
    files |= open_data_files(data)
    files |= {FEED_NAME: feed(german, changed), TEMPLATE_NAME: template(reference, "", year)}
    moved: Places = {}
    heavy: dict[str, Weights] = {}
    for language, one in told.items():
        progress(f"Seiten: {language.name}")
        pages = [*figure_pages(one), changes_page(one, changed)] if one in whole else [overview(one, "../de/")]
        files |= _rendered(pages, one, told, heavy)
        if one is german:
            moved = places([part for page in pages for part in in_parts(page, heavy[page.name])])
            progress("Tabellen als Arbeitsmappe")
            files[TABLES_NAME] = edition_workbook(pages, one)
        if one in whole:
            files |= _rendered(standing_pages(one), one, told, heavy)
    progress("Prüfung, ob jemand zu erkennen ist")
    # What will be a PDF file is read as the page it is printed from.
    papers = council_papers(german) if to_print else {}
    audit = audited(files | {f"{name}.html": paper.encode("utf-8") for name, paper in papers.items()}, made_from)
    for one in whole:
        files |= _rendered([quality(one, audit)], one, told, heavy)
    if to_print:
        progress("Dokumente zum Drucken")
        documents = report(german) | guide(german)
        repeated(documents, files)
        files |= rendered(papers | documents, executor)
    files |= catalogue_files(data, files)
    downloads = {name: file for name, file in files.items() if not name.endswith(".html")}
    markup = dataset_markup(data, downloads)
    for one in whole:
        files |= _rendered([data_page(one, downloads, markup)], one, told, heavy)
    files |= {name: led_on(file, moved) for name, file in files.items() if name.endswith(".html")}
    files["index.html"] = leads_on(GERMAN, "de/index.html", f"Ausgabe {year}")
    files[MANIFEST_NAME] = manifest(
        year, number, reference.procedure(year), _accepted(made_from), made_from.seeds, files
    )
    return files


def _open_data(german: Content, network: pd.DataFrame, changed: pd.DataFrame) -> OpenData:
    return OpenData(
        year=german.year,
        number=german.number,
        stage=german.stage,
        values=tidy_rows(german.values, german.reference),
        network=network_rows(network),
        breakdowns=breakdown_rows(german.breakdowns),
        reference=german.reference,
        publisher=german.reference.publisher_facts,
        changes=changed,
    )


def _rendered(
    pages: Sequence[Page], one: Content, told: Mapping[Language, Content], heavy: dict[str, Weights]
) -> Files:
    """The pages of one language, by their names in the edition; long ones in parts.

    `heavy`: page → the weights of its rows, which the first language, German, decides for all.
    """
    parts = [part for page in pages for part in in_parts(page, heavy.setdefault(page.name, weights(page)))]
    return {f"{one.language.code}/{part.name}": _page(part, one, told) for part in parts}


def _page(page: Page, one: Content, told: Mapping[Language, Content]) -> bytes:
    there = languages(one.reference)
    whole = there[one.language]
    others = [
        {
            "code": other.code,
            "name": other.name,
            "direction": other.direction,
            "here": other == one.language,
            "href": f"../{other.code}/{page.name}",
        }
        for other in told
        if there[other] or whole_name(page.name) == "index.html"
    ]
    return render(
        page.template,
        one.language,
        title=page.title,
        page_name=page.name,
        parts=page.parts,
        year=one.year,
        number=one.number,
        stage=one.stage,
        invented=one.reference.invented,
        to_print=one.to_print,
        others=others,
        menu=menu(one) if whole else [],
        small_print=[(name, one.language.text(label)) for name, label in SMALL_PRINT.items()],
        small_folder="" if whole else "../de/",
        **page.values,
    ).encode("utf-8")


def _accepted(made_from: EditionInput) -> pd.DataFrame:
    """The accepted deliveries up to the year, with their hashes where they may be published."""
    known = made_from.deliveries
    known = known[known["state"].isin(ACCEPTED_STATES) & known["year"].notna() & (known["year"] <= made_from.year)]
    return known.assign(sha256=open_hashes(known, made_from.values))
