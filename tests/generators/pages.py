"""Pages without a whole edition: content with as few figures as a test needs, and a page as the reader gets it."""

from dataclasses import replace
from typing import Any

from lxml import html

from assets.editions.content import Content
from assets.editions.pages.page import Page
from assets.editions.pages.site import menu
from assets.reference.seeds import Reference
from reports.languages import GERMAN
from reports.page import render
from schemas.breakdowns import Breakdown
from schemas.deliveries import Delivery, RegisteredFinding
from schemas.headline import ReferenceFigure
from schemas.indicators import IndicatorValue, NetworkValue


def content_of(reference: Reference, **more: Any) -> Content:
    """The draft of 2023 without a single figure; `more` replaces single parts."""
    empty = Content(
        year=2023,
        number=1,
        stage="Entwurf",
        language=GERMAN,
        reference=reference,
        cities=reference.members(2023),
        values=IndicatorValue.empty(),
        breakdowns=Breakdown.empty(),
        network=NetworkValue.empty(),
        deliveries=Delivery.empty(),
        findings=RegisteredFinding.empty(),
        kept_back=0,
        refused=0,
        reference_figures=ReferenceFigure.empty(),
        earlier=[],
    )
    return replace(empty, **more)


def said_by(reference: Reference, **facts: str) -> Reference:
    """The seeds with these facts of the publisher filled in."""
    publisher = reference.publisher
    values = publisher["field"].map(facts).fillna(publisher["value"])
    return replace(reference, publisher=publisher.assign(value=values))


def markup_of(page: Page, content: Content) -> str:
    """The page as a file."""
    return render(
        page.template,
        content.language,
        title=page.title,
        page_name=page.name,
        parts=page.parts,
        year=content.year,
        number=content.number,
        stage=content.stage,
        invented=content.reference.invented,
        others=[],
        menu=menu(content),
        small_print=[],
        small_folder="",
        to_print=content.to_print,
        **page.values,
    )


def read(page: Page, content: Content) -> html.HtmlElement:
    """What a reader has of the page: its main part, parsed."""
    return html.document_fromstring(markup_of(page, content)).get_element_by_id("inhalt")


def words_of(page: Page, content: Content) -> str:
    """All words of the main part, without breaks."""
    return " ".join(read(page, content).text_content().split())


def rows_of(table: html.HtmlElement) -> list[dict[str, str]]:
    """The rows of a table, each by its column labels."""
    labels = [cell.text_content().strip() for cell in table.findall("thead/tr/th")]
    lines = [[" ".join(cell.text_content().split()) for cell in row] for row in table.iterfind("tbody/tr")]
    return [dict(zip(labels, line, strict=True)) for line in lines]
