"""Long pages in parts, so that a page stays light however many cities the network has.

Belongs here: which rows stand on which part, and where a link into a long page leads then. Not here: what stands in the
tables (the other modules of this folder), markup (reports/).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from assets.editions.pages.page import Page
from reports.spec import Cell, RowGroup, TableSpec

# Bytes: what a cell adds to its texts, and what a link or a sign in it does.
_CELL, _LINK, _SIGN = 25, 15, 25
# What a chart, or data for search engines, takes from the tables of its page, and all of them together, which leaves
# the rest of a page's budget to its texts, to the style, and to languages that need more words.
_CHART, _PAGE = 5_000, 43_000
_BESIDE_TABLES = ("chart", "map", "markup")
# Fewer rows of a table do not stand alone at the end of a part.
_FEW = 10
_INTO_PAGE = re.compile(r'(?<= href=")((?:[^"#]*/)?)([^"#/]+)#([^"]+)(?=")')

# Page and place on it → the part where that place is.
Places = Mapping[tuple[str, str], str]
# Bytes of each row of each table of a page.
Weights = Sequence[Sequence[int]]


def weights(page: Page) -> Weights:
    """How heavy the rows of a page are; those of the German page hold for all languages, so that parts are the same."""
    return [[sum(map(_bytes, row)) for row in table.rows()] for table in page.tables()]


def in_parts(page: Page, heavy: Weights) -> list[Page]:
    """The page, or where its tables are too long its first part and all further ones, which name each other.

    A part ends between tables, or within one that is longer than a part. Whatever the page says besides stands on the
    first part, and so does the beginning of each table that its template asks for by name. `heavy`: the weights of its
    rows. Raises ValueError where they are of other rows.
    """
    if [len(rows) for rows in heavy] != [sum(1 for _row in table.rows()) for table in page.tables()]:
        raise ValueError(f"{page.name}: in zwei Sprachen stehen verschiedene Zeilen")
    first, further = _divided_page(page, heavy)
    if not further:
        return [page]
    tables = [replace(page, values=first).tables(), *further]
    names = [page.name, *(_name(page.name, number) for number in range(2, len(tables) + 1))]
    links = [(name, _label(one[0], page)) for name, one in zip(names, tables, strict=True)]
    return [replace(page, values=first, parts=links)] + [
        Page(name, "part.html", f"{page.title}: {label}", {"whole": page.title, "tables": one}, links)
        for (name, label), one in zip(links[1:], further, strict=True)
    ]


def whole_name(name: str) -> str:
    """The file name of the page that a part belongs to; of a whole page its own."""
    return re.sub(r"-teil-\d+(?=\.html$)", "", name)


def places(parts: Sequence[Page]) -> Places:
    """Where the places of long pages are that do not stand on the first part."""
    found: dict[tuple[str, str], str] = {}
    for part in parts:
        for table in part.tables():
            for place in (table.id, *(cell.anchor for cell in table.cells() if cell.anchor)):
                found.setdefault((whole_name(part.name), place), part.name)
    return {place: name for place, name in found.items() if name != place[0]}


def led_on(page: bytes, moved: Places) -> bytes:
    """A page whose links into long pages lead to the part where the place is."""
    if not moved:
        return page

    def led(link: re.Match[str]) -> str:
        folder, name, place = link.groups()
        return f"{folder}{moved.get((name, place), name)}#{place}"

    return _INTO_PAGE.sub(led, page.decode("utf-8")).encode("utf-8")


def _divided_page(page: Page, heavy: Weights) -> tuple[dict[str, Any], list[list[TableSpec]]]:
    """The values of the first part, and the tables of each further one."""
    first = dict(page.values)
    further: list[list[TableSpec]] = []
    sizes = iter(heavy)
    # Room is kept for the beginning of each further table that the template asks for.
    named = [isinstance(value, TableSpec) for value in page.values.values() if _has_tables(value)]
    kept = sum(sum(rows[:_FEW]) for rows in heavy[1 : len(named)]) if all(named) else 0
    room = _PAGE - kept - _CHART * sum(bool(page.values.get(name)) for name in _BESIDE_TABLES)
    begun = False
    for name, value in page.values.items():
        if isinstance(value, TableSpec):
            rows = next(sizes)
            # Its template asks for it, so it begins here, even where the page is full.
            here = _fitting(rows, 0 if further else room, _FEW)
            first[name] = _rows(value, 0, here)
            room -= 0 if further else sum(rows[:here])
            begun = True
            rests = [(value, rows, here)] if here < len(rows) else []
        elif _has_tables(value):
            first[name], rests = [], [(table, next(sizes), 0) for table in value]
        else:
            continue
        for table, rows, at in rests:
            while True:
                left = rows[at:]
                if begun and sum(left) > room and (sum(left) <= _PAGE or sum(left[:_FEW]) > room):
                    further.append([])
                    room = _PAGE
                fitting = _fitting(left, room, 1)
                (further[-1] if further else first[name]).append(_rows(table, at, at + fitting))
                room -= sum(left[:fitting])
                begun = True
                at += fitting
                if at >= len(rows):
                    break
    return first, further


def _has_tables(value: Any) -> bool:
    return isinstance(value[0] if isinstance(value, list) and value else value, TableSpec)


def _fitting(rows: Sequence[int], room: int, least: int) -> int:
    """How many of the rows there is room for, `least` of them in any case."""
    return min(len(rows), max(least, sum(size <= room for size in accumulate(rows))))


def _rows(table: TableSpec, first: int, last: int) -> TableSpec:
    """The rows from `first` to before `last` of a table, in their groups."""
    if not first and last == sum(1 for _row in table.rows()):
        return table
    groups, before = [], 0
    for group in table.groups:
        rows = group.rows[max(0, first - before) : max(0, last - before)]
        before += len(group.rows)
        groups += [RowGroup(rows, group.label)] if rows else []
    return replace(table, groups=groups)


def _bytes(cell: Cell) -> int:
    sign = cell.sign.words if cell.sign else ""
    texts = (cell.text if not cell.picture else "", sign, cell.before, cell.href, cell.anchor, cell.picture)
    around = _CELL + _LINK * bool(cell.href) + _SIGN * bool(cell.sign)
    return around + sum(len(text.encode("utf-8")) for text in texts)


def _name(page: str, number: int) -> str:
    return f"{page.removesuffix('.html')}-teil-{number}.html"


def _label(table: TableSpec, page: Page) -> str:
    """What a part begins with: a table, or a row of one that began before."""
    begun = next((one for one in page.tables() if one.id == table.id), table)
    first = next(iter(table.rows()), None)
    if first is None or first == next(iter(begun.rows()), None):
        return table.caption
    return table.language.text("{table}, ab {row}", table=table.caption, row=first[0].text)
