"""One edition as files: pages in every language, downloads, documents, manifest, and their way into the folder whole.

Belongs here: what an edition consists of and in which order it is made. Not here: what stands on a page (pages/),
markup (reports/), the formats of the downloads (open_data/).
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from assets.deliveries.template import template
from assets.editions.changes import changes
from assets.editions.content import Content, EditionInput, content
from assets.editions.download import breakdown_rows, csv_bytes, network_rows, tidy_rows
from assets.editions.feed import FEED_NAME, feed
from assets.editions.languages import languages
from assets.editions.manifest import manifest
from assets.editions.open_data.dataset_markup import dataset_markup
from assets.editions.open_data.files import open_data_files
from assets.editions.open_data.source import OpenData
from assets.editions.pages.changes import LOG_NAME, changes_page, log_rows
from assets.editions.pages.data_page import data_page
from assets.editions.pages.handout import TEMPLATE_NAME
from assets.editions.pages.overview import overview
from assets.editions.pages.page import Page
from assets.editions.pages.quality import quality
from assets.editions.pages.receipts import open_hashes
from assets.editions.pages.site import SMALL_PRINT, figure_pages, menu, standing_pages
from assets.editions.shelf import leads_on
from assets.editions.tables import TABLES_NAME, edition_tables
from assets.indicators.network import network_values, standing_values
from assets.protection.gate import EditionAudit, audit_edition
from assets.protection.insider import Own
from assets.protection.withheld import Withheld
from assets.reference.seeds import Reference
from reports.languages import GERMAN, Language
from reports.page import render
from schemas.deliveries import ACCEPTED_STATES
from schemas.published import BREAKDOWNS_NAME, CSV_NAME, MANIFEST_NAME, NETWORK_NAME

# So many leaks are told one by one.
_TOLD = 10
Files = dict[str, bytes]


def build_edition(
    made_from: EditionInput, number: int = 1, progress: Callable[[str], None] = lambda _words: None
) -> Files:
    """The files of an edition: name → content. Same input, same bytes.

    Before it is done it is read and attacked as a stranger would; raises Withheld where that gives somebody away.
    """
    year, reference = made_from.year, made_from.reference
    network = network_values(standing_values(made_from.values, reference, year), reference, year)
    there = languages(reference)
    told = {language: content(made_from, network, number, language) for language in there}
    whole = [one for language, one in told.items() if there[language]]
    german = whole[0]
    changed = changes(made_from.earlier, tidy_rows(made_from.values, reference))

    progress("Daten zum Herunterladen")
    data = _open_data(german, network)
    tables = {CSV_NAME: data.values, BREAKDOWNS_NAME: data.breakdowns, NETWORK_NAME: data.network}
    files = {name: csv_bytes(rows) for name, rows in tables.items()}
    files |= open_data_files(data, files)
    files |= {
        LOG_NAME: csv_bytes(log_rows(changed, german)),
        FEED_NAME: feed(german, changed),
        TEMPLATE_NAME: template(reference, "", year),
    }
    for language, one in told.items():
        progress(f"Seiten: {language.name}")
        pages = [*figure_pages(one), changes_page(one, changed)] if one in whole else [overview(one, "../de/")]
        files |= _rendered(pages, one, told)
        if one is german:
            in_workbook = [page for page in pages if page.name == "index.html" or page.name.startswith("kennzahl-")]
            files[TABLES_NAME] = edition_tables(in_workbook, one)
    progress("Prüfung, ob jemand zu erkennen ist")
    audit = audited(files, made_from)
    downloads = {name: file for name, file in files.items() if not name.endswith(".html")}
    markup = dataset_markup(data, downloads)
    for one in whole:
        files |= _rendered([quality(one, audit), data_page(one, downloads, markup), *standing_pages(one)], one, told)
    files["index.html"] = leads_on(GERMAN, "de/index.html", f"Ausgabe {year}")
    files[MANIFEST_NAME] = manifest(
        year, number, reference.procedure(year), _accepted(made_from), made_from.seeds, files
    )
    return files


def _open_data(german: Content, network: pd.DataFrame) -> OpenData:
    return OpenData(
        year=german.year,
        number=german.number,
        stage=german.stage,
        values=tidy_rows(german.values, german.reference),
        network=network_rows(network),
        breakdowns=breakdown_rows(german.breakdowns),
        reference=german.reference,
        publisher=german.reference.publisher_facts,
    )


def _rendered(pages: Sequence[Page], one: Content, told: Mapping[Language, Content]) -> Files:
    """The pages of one language, by their names in the edition."""
    return {f"{one.language.code}/{page.name}": _page(page, one, told) for page in pages}


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
        if there[other] or page.name == "index.html"
    ]
    return render(
        page.template,
        one.language,
        title=page.title,
        page_name=page.name,
        year=one.year,
        number=one.number,
        stage=one.stage,
        invented=one.reference.invented,
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


def audit_of(
    files: Mapping[str, bytes],
    earlier: Sequence[Mapping[str, bytes]],
    reference: Reference,
    findings: pd.DataFrame,
    own: Mapping[str, Own],
    procedure: str = "",
) -> EditionAudit:
    """The audit of an edition's files together with all that was published before, under the network's own rules.

    `findings` of deliveries are quoted on pages, with numbers that stand in no table. `own` (decisions.own_counts) is
    what each city knows of itself: each of them attacks what is said of several. `procedure`: how the edition
    protects persons, where its manifest is still to be written.
    """
    least = reference.protection[["threshold", "survey_threshold", "share_base"]].min().astype(int)
    return audit_edition(
        files,
        earlier,
        least["threshold"],
        least["share_base"],
        reference,
        own,
        static=set(findings["message"]),
        rounding=procedure,
        surveyed={"BEFRAGUNG": least["survey_threshold"]},
    )


def audited(files: Mapping[str, bytes], made_from: EditionInput) -> EditionAudit:
    """The same of an edition in the making; raises Withheld where there is a leak."""
    reference = made_from.reference
    found = audit_of(
        files, made_from.earlier, reference, made_from.findings, made_from.own, reference.procedure(made_from.year)
    )
    if not found.passed:
        more = f" und {len(found.leaks) - _TOLD} weitere" if len(found.leaks) > _TOLD else ""
        raise Withheld(f"Daraus ließen sich Personen erkennen. {'; '.join(found.leaks[:_TOLD])}{more}.")
    return found


def read_edition(place: Path) -> Files:
    """The files of an edition in its folder: name → content."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()
    }


def write_edition(files: Mapping[str, bytes], place: Path) -> None:
    """Puts an edition into its folder: a reader finds the old one or the new one, never a mixture.

    A stop between the two renames leaves the old one aside; the next call brings it back before it goes on.
    """
    fresh, old = place.with_name(f".{place.name}.neu"), place.with_name(f".{place.name}.alt")
    if old.exists() and not place.exists():
        old.rename(place)
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    for name, content_of_file in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_of_file)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)
