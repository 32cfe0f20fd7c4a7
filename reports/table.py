"""One table specification and its HTML.

Belongs here: what a table is (caption, columns, rows, notes) and its rendering with great-tables as builder. Not here:
which figures stand in it (assets/editions/tables.py), number formats (numbers.py).
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import html

CLASSES = {"number": "zahl", "wide": "breit"}


@dataclass(frozen=True)
class Column:
    """A column with its label, the unit included; `kind` is text, wide (sentences) or number (right aligned)."""

    key: str
    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: `missing` marks words in place of a number, `href` makes it a link."""

    text: str
    missing: bool = False
    href: str = ""


@dataclass(frozen=True)
class TableSpec:
    """A table: the first column names the rows. One flat header row, at most eight columns."""

    id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if len(self.columns) > 8:
            raise ValueError(f"{self.id}: mehr als acht Spalten")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.id}: Zeilen und Spalten passen nicht zusammen")


def table_html(spec: TableSpec) -> str:
    """The table as one scrollable, named region: caption, flat header, row headers, no inline style."""
    table = _built(spec)
    caption = html.Element("caption")
    for text, name in [(spec.caption, "titel"), (spec.note, "hinweis")]:
        if text:
            line = html.Element("span", {"class": name})
            line.text = text
            caption.append(line)
    table.insert(0, caption)
    body = table.find("tbody")
    model = body[0]
    body.clear()
    for cells in spec.rows:
        row = deepcopy(model)
        for element, cell, column in zip(row, cells, spec.columns, strict=True):
            _fill(element, cell, column)
        body.append(row)
    region = html.Element("div", {"class": "tabelle", "role": "region", "tabindex": "0", "aria-label": spec.caption})
    region.append(table)
    text = html.tostring(region, encoding="unicode")
    return text + (f'\n<p class="quelle">{_escaped(spec.source)}</p>' if spec.source else "")


def _built(spec: TableSpec) -> html.HtmlElement:
    """The builder's table with one model row: its style, classes and title rows are not ours.

    The builder sets cell by cell (0.2 ms each); the rows are copies of its model row, so a table costs the same.
    """
    # Imported here: they are only needed where a page is built.
    import pandas as pd
    from great_tables import GT

    keys = [column.key for column in spec.columns]
    built = (
        GT(pd.DataFrame([dict.fromkeys(keys, "")]), rowname_col=keys[0], id=spec.id)
        .tab_stubhead(spec.columns[0].label)
        .cols_label({column.key: column.label for column in spec.columns[1:]})
    )
    document = html.fragment_fromstring(built.as_raw_html(), create_parent="div")
    table = document.find(".//table")
    for element in table.iter():
        scope = element.get("scope")
        element.attrib.clear()
        if scope:
            element.set("scope", scope)
        element.tail = None
        if not (element.text or "").strip():
            element.text = None
    table.set("id", spec.id)
    for header, column in zip(table.iterfind("thead/tr/th"), spec.columns, strict=True):
        if column.kind in CLASSES:
            header.set("class", CLASSES[column.kind])
    return table


def _fill(element: html.HtmlElement, cell: Cell, column: Column) -> None:
    classes = [CLASSES[column.kind]] if column.kind in CLASSES else []
    if cell.missing:
        classes.append("fehlt")
    if classes:
        element.set("class", " ".join(classes))
    if cell.href:
        link = html.Element("a", {"href": cell.href})
        link.text = cell.text
        element.append(link)
    else:
        element.text = cell.text


def _escaped(text: str) -> str:
    paragraph = html.Element("p")
    paragraph.text = text
    return html.tostring(paragraph, encoding="unicode")[3:-4]
