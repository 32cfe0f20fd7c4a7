"""The workbook of an edition: the comparison and every indicator, a sheet a table.

Belongs here: which tables, the words of its cover. Not here: the file (reports/table_workbook.py), single tables
(comparison.py, pages/indicator.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from assets.editions.content import Content
from assets.editions.pages.citation import PROPOSED, citation, licence_note
from assets.editions.pages.page import Page
from reports.printed import filled
from reports.spec import Cell, Column, RowGroup, TableSpec
from reports.table_workbook import Cover, tables_workbook
from schemas.published import DATA

TABLES_NAME = f"{DATA}/tabellen.xlsx"
# The same rows in another order are no other table.
_INDICATOR, _AGAIN = "kennzahl-", "-nach-groesse"


def edition_workbook(pages: Sequence[Page], content: Content) -> bytes:
    """The tables of the overview and of the indicators among `pages` as XLSX, in the language of the content."""
    _ = content.language.text
    invented = _("Beispieldaten: Alle Städte und Zahlen sind erfunden.") if content.reference.invented else ""
    lines = [
        (_("Ausgabe"), _("Ausgabe {year}, Fassung {number}", year=content.year, number=content.number)),
        (_("Stand"), f"{content.stage}: {_('von den Städten noch nicht freigegeben.')}" if content.stage else ""),
        (_("Achtung"), invented),
        (_("So wird zitiert"), citation(content)),
        (_("Lizenz"), licence_note(content) + (f" {_(PROPOSED)}" if content.stage else "")),
        (_("Zahlen"), _("Ungerundet gespeichert, gerundet gezeigt. Eine leere Zelle ist keine Null.")),
        (_("Status"), _("Die Spalte neben einer Zahl sagt, was sie ist oder warum sie fehlt.")),
    ]
    cover = Cover(
        _("Kontrakt „Interkulturelle Städteregion“: Tabellen {year}", year=content.year),
        datetime(content.year, 12, 31),
        [line for line in lines if line[1]],
        content.language,
    )
    definitions = content.reference.definitions[["label", "description"]].itertuples(index=False, name=None)
    return tables_workbook(_sheets(pages), cover, list(definitions))


def _sheets(pages: Sequence[Page]) -> list[TableSpec]:
    """The comparison, then one table an indicator and unit under the indicator's id; its shares are groups of rows."""
    tables: list[TableSpec] = []
    for page in pages:
        if page.name == "index.html":
            tables += page.tables()
        elif page.name.startswith(_INDICATOR):
            indicator = page.name.removesuffix(".html").removeprefix(_INDICATOR).replace("-", "_")
            by_unit: dict[str, list[TableSpec]] = {}
            for table in page.tables():
                if not table.id.endswith(_AGAIN):
                    by_unit.setdefault(_unit(table), []).append(table)
            for number, parts in enumerate(by_unit.values(), start=1):
                tables.append(_together(f"{indicator}_{number}" if len(by_unit) > 1 else indicator, parts, page.title))
    return [filled(table) for table in tables]


def _unit(table: TableSpec) -> str:
    """What the numbers of a table are in: the label of its values says it."""
    return next((column.label for column in table.columns if column.key == "wert"), "")


def _together(name: str, parts: Sequence[TableSpec], title: str) -> TableSpec:
    """Tables of one indicator and unit as one, each a group of rows, with all columns that any of them has."""
    if len(parts) == 1:
        return replace(parts[0], id=name)
    widest = max(parts, key=lambda part: len(part.columns))
    columns = {column.key: column for part in (*parts, widest) for column in part.columns}
    order = [column.key for column in widest.columns]
    order += [key for key in columns if key not in order]
    return replace(
        widest,
        id=name,
        caption=title,
        columns=[columns[key] for key in order],
        groups=[RowGroup(list(_ordered(part, order)), part.caption) for part in parts],
    )


def _ordered(table: TableSpec, order: Sequence[str]) -> Iterator[list[Cell]]:
    places = {column.key: place for place, column in enumerate(table.columns)}
    for row in table.rows():
        yield [_own(row[places[key]], table.columns[places[key]]) if key in places else Cell() for key in order]


def _own(cell: Cell, column: Column) -> Cell:
    """A cell that keeps the decimals of the table it comes from."""
    return cell if cell.decimals is not None or cell.value is None else replace(cell, decimals=column.decimals)
