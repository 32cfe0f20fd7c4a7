"""The plain tables of the standing pages: words in columns, in the language and stage of the content.

Belongs here: what such tables have in common. Not here: their content (the other modules), figures (figures.py).
"""

from collections.abc import Iterable, Sequence

from assets.editions.content import Content
from reports.spec import Cell, Column, RowGroup, TableSpec


def text_table(
    content: Content,
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | Cell]],
    note: str = "",
) -> TableSpec:
    """A table of one group of rows; a text stands for a cell with that text."""
    cells = [[one if isinstance(one, Cell) else Cell(one) for one in row] for row in rows]
    return TableSpec(
        id=name,
        caption=caption,
        columns=columns,
        groups=[RowGroup(cells)] if cells else [],
        note=note,
        stage=content.stage,
        language=content.language,
    )
