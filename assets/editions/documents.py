"""The report and the booklet of an edition, in German, and the way of its documents into PDF files.

Belongs here: which pages and tables make them, documents → files. Not here: the page for a council
(council_paper.py), single tables (comparison.py, pages/), markup and look (reports/).
"""

import re
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace
from html import unescape
from typing import Any

from assets.editions.comparison import compared_rows, comparison, message
from assets.editions.content import Content
from assets.editions.council_paper import frame
from assets.editions.pages.citation import licence_note
from assets.editions.pages.city import city_page
from assets.editions.pages.goals import goals
from assets.editions.pages.handout import handout
from assets.editions.pages.indicator import indicators
from assets.editions.pages.methodology import methodology
from assets.editions.pages.page import Page
from assets.editions.pages.quality import completeness, protection_rules
from assets.editions.pictures.courses import staff_lines
from assets.editions.pictures.gap_pictures import gap_chart, mark_of
from reports.chapter import chapter
from reports.page import render
from reports.pdf import pdf
from reports.printed import printed, shortened
from reports.spec import TableSpec

REPORT, GUIDE = "pdf/bericht.pdf", "pdf/handreichung.pdf"
# The column that leads to a delivery: for a screen, on paper it would take the place of the reasons.
_ORIGIN = "herkunft"
_OVERVIEW, _GOALS, _METHODS, _QUALITY = "ueberblick", "ziele", "methodik", "datenqualitaet"


def report(content: Content) -> dict[str, str]:
    """pdf/bericht.pdf → the whole edition as HTML: overview, goals, cities, indicators, methodology, data quality."""
    rows = compared_rows(content)
    cities = [
        city_page(city, row, content) for city, row in zip(content.cities.to_dict(orient="records"), rows, strict=True)
    ]
    known = [page for page in indicators(content) if page.tables()]
    targets = {
        "index.html": f"#{_OVERVIEW}",
        "ziele.html": f"#{_GOALS}",
        "methodik.html": f"#{_METHODS}",
        "datenqualitaet.html": f"#{_QUALITY}",
        "kennzahlen.html": "#kennzahlen",
        **{page.name: f"#{_id(page)}" for page in (*cities, *known)},
    }
    html = render(
        "report.html",
        content.language,
        **frame(content),
        title=content.language.text("Bericht {year}", year=content.year),
        message=shortened(message(rows, len(content.cities), content.language)),
        chart=gap_chart(rows, content),
        mark=mark_of(rows),
        comparison=printed(comparison(rows, content, staff_lines(rows, content)), targets),
        cities=[_with_tables(page, targets) for page in cities],
        indicators=[_with_tables(page, targets) for page in known],
        goals=_chapter(goals(content), content, targets),
        methods=_chapter(methodology(content), content, targets),
        completeness=printed(completeness(content), targets),
        rules=printed(protection_rules(content), targets),
        procedure=content.reference.procedure_words(content.year),
        finding_count=len(content.findings) + content.kept_back,
        kept_back=content.kept_back,
        refused=content.refused,
        licence=licence_note(content),
    )
    return {REPORT: html}


def guide(content: Content) -> dict[str, str]:
    """pdf/handreichung.pdf → how another city joins, as HTML: the page of that name as a booklet."""
    page = handout(content)
    html = render(
        "guide.html",
        content.language,
        **frame(content),
        title=page.title,
        chapter=_chapter(page, content, {}),
    )
    return {GUIDE: html}


def rendered(documents: Mapping[str, str], executor: Executor | None = None) -> dict[str, bytes]:
    """The documents as PDF files under the same names; through the executor where one is given.

    Raises reports.pdf.PdfMissing, and ValueError where a document does not fit on its pages.
    """
    each = executor.map if executor else map
    return dict(zip(documents, each(_rendered, documents.values()), strict=True))


def _rendered(html: str) -> bytes:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    if found is None:
        raise ValueError("ein Dokument ohne Titel")
    return pdf(html, title=unescape(found.group(1)), language="de")


def _with_tables(page: Page, targets: Mapping[str, str]) -> dict[str, Any]:
    """What the template of the report asks of a page: its values, its tables as they are printed, its id."""
    name = _id(page)
    tables = [part for table in page.tables() for part in printed(_without(table, _ORIGIN), targets, prefix=f"{name}-")]
    return {**page.values, "title": page.title, "id": name, "tables": tables}


def _without(table: TableSpec, key: str) -> TableSpec:
    """The table without the column of that key."""
    kept = [place for place, column in enumerate(table.columns) if column.key != key]
    groups = [replace(one, rows=[[row[place] for place in kept] for row in one.rows]) for one in table.groups]
    return replace(table, columns=[table.columns[place] for place in kept], groups=groups)


def _chapter(page: Page, content: Content, targets: Mapping[str, str]) -> str:
    return chapter(
        page.template, content.language, _id(page), targets, {"title": page.title, **frame(content), **page.values}
    )


def _id(page: Page) -> str:
    return page.name.removesuffix(".html")
