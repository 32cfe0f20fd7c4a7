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
from reports.spec import RowGroup, TableSpec

# Bytes of markup, as editions of ten cities have them, whatever the language: of a cell, of a sentence, link or picture
# in it, of what a chart takes from the tables of its page, and of all these together, which leaves the rest of a page's
# budget to its texts and the style.
_CELL, _SENTENCE, _LINK, _PICTURE, _CHART, _PAGE = 30, 60, 45, 400, 4_000, 42_000
# Fewer rows of a table do not stand alone at the end of a part.
_FEW = 10
_INTO_PAGE = re.compile(r'(?<= href=")((?:[^"#]*/)?)([^"#/]+)#([^"]+)(?=")')

# Page and place on it → the part where that place is.
Places = Mapping[tuple[str, str], str]


def in_parts(page: Page) -> list[Page]:
    """The page, or where its tables are too long its first part and all further ones, which name each other.

    A part ends between tables, or within one that is longer than a part. Whatever the page says besides stands on the
    first part, and so does the beginning of each table that its template asks for by name.
    """
    first, further = _divided_page(page)
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


def _divided_page(page: Page) -> tuple[dict[str, Any], list[list[TableSpec]]]:
    """The values of the first part, and the tables of each further one."""
    first = dict(page.values)
    further: list[list[TableSpec]] = []
    room, begun = _PAGE - _CHART * sum(bool(page.values.get(name)) for name in ("chart", "map")), False
    for name, value in page.values.items():
        if isinstance(value, TableSpec):
            first[name], rest = _divided(value, 0 if further else room, _FEW)
            room -= 0 if further else _weight(first[name])
            rests = [rest] if rest else []
            begun = True
        elif isinstance(value, list) and value and isinstance(value[0], TableSpec):
            first[name], rests = [], value
        else:
            continue
        for rest in rests:
            while rest is not None:
                size = _weight(rest)
                if begun and size > room and (size <= _PAGE or sum(_weights(rest)[:_FEW]) > room):
                    further.append([])
                    room = _PAGE
                begin, rest = _divided(rest, room, 1)
                (further[-1] if further else first[name]).append(begin)
                room -= _weight(begin)
                begun = True
    return first, further


def _divided(table: TableSpec, room: int, least: int) -> tuple[TableSpec, TableSpec | None]:
    """As many rows of a table as there is room for, and the rest if any."""
    sizes = list(accumulate(_weights(table)))
    fitting = max(least, sum(size <= room for size in sizes))
    if fitting >= len(sizes):
        return table, None
    begin, rest, before = [], [], 0
    for group in table.groups:
        here = max(0, fitting - before)
        before += len(group.rows)
        begin += [RowGroup(group.rows[:here], group.label)] if group.rows[:here] else []
        rest += [RowGroup(group.rows[here:], group.label)] if group.rows[here:] else []
    return replace(table, groups=begin), replace(table, groups=rest)


def _weight(table: TableSpec) -> int:
    return sum(_weights(table))


def _weights(table: TableSpec) -> list[int]:
    """What each row adds to a page; the same in every language, so that parts are."""
    sentences = [column.kind == "wide" for column in table.columns]
    return [
        sum(
            _CELL + _SENTENCE * sentence + _LINK * bool(cell.href) + _PICTURE * bool(cell.picture)
            for cell, sentence in zip(row, sentences, strict=True)
        )
        for row in table.rows()
    ]


def _name(page: str, number: int) -> str:
    return f"{page.removesuffix('.html')}-teil-{number}.html"


def _label(table: TableSpec, page: Page) -> str:
    """What a part begins with: a table, or a row of one that began before."""
    begun = next((one for one in page.tables() if one.id == table.id), table)
    first = next(iter(table.rows()), None)
    if first is None or first == next(iter(begun.rows()), None):
        return table.caption
    return table.language.text("{table}, ab {row}", table=table.caption, row=first[0].text)
