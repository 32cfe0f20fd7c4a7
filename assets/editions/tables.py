"""The tables of the pages as one workbook: the comparison, and of each indicator the table that comes first.

Belongs here: which tables are in it, and its cover. Not here: writing it (reports/table_workbook.py).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from assets.editions.content import Content
from assets.editions.pages.citation import citation, licence_note
from assets.editions.pages.page import Page
from reports.table_workbook import Cover, tables_workbook
from schemas.published import DATA

TABLES_NAME = f"{DATA}/tabellen.xlsx"


def edition_tables(pages: Sequence[Page], content: Content) -> bytes:
    """The workbook; a sheet has the name of its page."""
    first = [(page.name.removesuffix(".html").removeprefix("kennzahl-"), page.tables()) for page in pages]
    chosen = [replace(tables[0], id="vergleich" if name == "index" else name) for name, tables in first if tables]
    definitions = content.reference.definitions[["label", "description"]].itertuples(index=False, name=None)
    _ = content.language.text
    return tables_workbook(
        chosen,
        Cover(
            _("Tabellen der Ausgabe {year}, Fassung {number}", year=content.year, number=content.number),
            datetime(content.year, 12, 31),
            [
                (_("Stand"), content.stage or _("veröffentlicht")),
                (_("So wird zitiert"), citation(content)),
                (_("Lizenz"), licence_note(content)),
            ],
            content.language,
        ),
        list(definitions),
    )
