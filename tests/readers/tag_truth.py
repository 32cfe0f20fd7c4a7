"""Where the tags of a PDF say something else of a table than the table itself.

Belongs here: comparing what was read (tag_tree.py) with what was meant. Not here: reading.
"""

from collections.abc import Iterator

from reports.spec import Cell, Column, TableSpec, number_text
from tests.readers.tag_tree import TaggedTable, squeezed


def untruths(table: TaggedTable, spec: TableSpec) -> Iterator[str]:
    """One line for each difference in caption, header, row header, column header or text of a cell."""
    labels = [column.label for column in spec.columns]
    yield from _differ("caption", table.caption, spec.caption + spec.note)
    for header in table.header:
        yield from _differ("header", "|".join(header), "|".join(labels))
    rows = list(spec.rows())
    yield from _differ("number of rows", str(len(table.rows)), str(len(rows)))
    for cells, row in zip(table.rows, rows, strict=False):
        yield from _differ("number of cells", str(len(cells)), str(len(row) - 1))
        for cell, meant, column in zip(cells, row[1:], spec.columns[1:], strict=False):
            place = f"{row[0].text} / {column.label}"
            yield from _differ(f"{place}: row", "|".join(cell.row), said(row[0], spec.columns[0], spec))
            yield from _differ(f"{place}: column", "|".join(cell.column), column.label)
            yield from _differ(f"{place}: text", cell.text, said(meant, column, spec))


def said(cell: Cell, column: Column, spec: TableSpec) -> str:
    """What a printed cell says: number, text or picture, then the sign and its words, then its footnotes."""
    sign = cell.sign
    words = f"{sign.mark} {sign.words}" if sign and len(sign.mark) <= 2 else sign.mark if sign else ""
    order = [note.id for note in spec.used_notes()]
    notes = "".join(str(order.index(note) + 1) for note in cell.notes)
    none = spec.language.text("entfällt") if column.kind == "number" else ""
    text = number_text(cell, column, spec.language) or ("" if cell.picture or sign else cell.text or none)
    return text + words + notes


def _differ(where: str, read: str, meant: str) -> Iterator[str]:
    if squeezed(read) != squeezed(meant):
        yield f"{where}: „{read}“ statt „{meant}“"
