"""The documents of an edition, in German: a page a city for its council, and the whole report.

Belongs here: which tables and pages make a document, and documents → files. Not here: single tables (comparison.py,
pages/), markup and look (reports/).
"""

import re
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace
from html import unescape
from typing import Any

import pandas as pd

from assets.editions.cells import Row
from assets.editions.comparison import city_message, compared_rows, comparison, message
from assets.editions.content import Content
from assets.editions.figures import figure_table, newest, wholes
from assets.editions.pages.citation import citation, licence_note
from assets.editions.pages.city import city_page, path_table, shares_table
from assets.editions.pages.goals import goals
from assets.editions.pages.indicator import indicators
from assets.editions.pages.methodology import methodology
from assets.editions.pages.page import Page
from assets.editions.pages.quality import completeness, protection_rules
from assets.editions.pictures import gap_chart, staff_lines
from reports.chapter import chapter
from reports.page import render
from reports.pdf import pdf
from reports.printed import printed, shortened
from reports.spec import Cell, RowGroup, TableSpec

FOLDER = "pdf"
REPORT = f"{FOLDER}/bericht.pdf"
# What stands on one page A4 with everything around it.
_SHARES, _PATHS, _WORDS = 6, 2, 240
# The column that leads to a delivery: for a screen, on paper it would take the place of the reasons.
_ORIGIN = "herkunft"
# Groups that are all persons a share can be about.
_WHOLES = ["insgesamt", "bestand", "einstellungsjahrgang"]
_OVERVIEW, _GOALS, _METHODS, _QUALITY = "ueberblick", "ziele", "methodik", "datenqualitaet"


def council_papers(content: Content) -> dict[str, str]:
    """pdf/rat-<slug>.pdf → the page of a city for its council as HTML, one page A4 when it is printed."""
    return {
        f"{FOLDER}/rat-{city['slug']}.pdf": _council_paper(city, compared, content)
        for city, compared in zip(content.cities.to_dict(orient="records"), compared_rows(content), strict=True)
    }


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
        **_common(content),
        title=content.language.text("Bericht {year}", year=content.year),
        message=shortened(message(rows, len(content.cities), content.language)),
        chart=gap_chart(rows, content),
        comparison=printed(comparison(rows, content, staff_lines(rows, content)), targets),
        cities=[_with_tables(page, targets) for page in cities],
        indicators=[_with_tables(page, targets) for page in known],
        goals=_chapter(goals(content), content, targets),
        methods=_chapter(methodology(content), content, targets),
        completeness=printed(completeness(content), targets),
        rules=printed(protection_rules(content), targets),
        procedure=content.reference.procedure_words(content.year),
        finding_count=len(content.findings),
        kept_back=content.kept_back,
        refused=content.refused,
        licence=licence_note(content),
    )
    return {REPORT: html}


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


def _council_paper(city: Row, compared: Row, content: Content) -> str:
    own = content.values[content.values["ags"] == city["ags"]]
    told = newest(wholes(own))
    told = told[told["group"].isin(_WHOLES)]
    shares, path = shares_table(told, city, content), path_table(told, city, content)
    known = _has_number(shares)
    tables = [_first(shares, _SHARES), _first(path, _PATHS)] if known else [_residents(told, city, content)]
    return render(
        "council.html",
        content.language,
        **_common(content),
        title=content.language.text("{city} {year}: eine Seite für den Rat", city=city["name"], year=content.year),
        city=city,
        message=_short(city_message(compared, content.language)),
        tables=[part for table in tables if any(table.rows()) for part in printed(table, {})],
        staff=known,
        delivered=bool((content.deliveries["ags"] == city["ags"]).any()),
    )


def _residents(told: pd.DataFrame, city: Row, content: Content) -> TableSpec:
    """What is known of the residents of a city: what its staff would be measured against."""
    rows = told[told["indicator"].eq("share_population") & told["value"].notna() & told["unit"].eq("ANTEIL")]
    _, labels = content.language.text, content.reference.labels("definition")
    return figure_table(
        "bevoelkerung",
        _("{city}: Anteile in der Bevölkerung", city=city["name"]),
        rows.sort_values(["year", "definition"], ascending=[False, True]).head(_SHARES),
        content,
        (_("Wer wird gezählt"), lambda row: Cell(labels[row["definition"]])),
    )


def _has_number(table: TableSpec) -> bool:
    return any(cell.value is not None for cell in table.cells())


def _first(table: TableSpec, rows: int) -> TableSpec:
    """The first rows that have a number, their notes no longer than one page bears."""
    told = [row for row in table.rows() if any(cell.value is not None for cell in row)]
    groups = [RowGroup(told[:rows])]
    return replace(table, groups=groups, footnotes=[replace(one, text=_short(one.text)) for one in table.footnotes])


def _short(text: str) -> str:
    return text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"


def _common(content: Content) -> dict[str, Any]:
    return {
        "year": content.year,
        "number": content.number,
        "stage": content.stage,
        "invented": content.reference.invented,
        "citation": citation(content),
    }


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
        page.template, content.language, _id(page), targets, {"title": page.title, **_common(content), **page.values}
    )


def _id(page: Page) -> str:
    return page.name.removesuffix(".html")
