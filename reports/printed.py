"""A table as it is printed: each group of rows a table of its own, links only where paper or file has their target.

Belongs here: what a PDF needs to be different. Not here: its markup (table.py), the document around it (templates/).
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from reports.feedback.text import visible
from reports.spec import LONGEST_CAPTION, Cell, TableSpec

LONGEST_TEXT = 600
# Laying out a word takes the cube of its length: two thousand letters without a blank would take more than a minute.
_LONGEST_WORD = 60
_LONG_WORD = re.compile(rf"(\S{{{_LONGEST_WORD - 1}}})\S{{2,}}")


def printed(spec: TableSpec, targets: Mapping[str, str], prefix: str = "") -> list[TableSpec]:
    """The tables that stand for one in a document, without empty columns; `targets`: page → place in the document.

    A header over several rows would be tagged as a header of one column, so a group becomes a table. Other links lead
    nowhere in a file of its own, except to the web; they are dropped. `prefix` keeps ids apart in one document.
    """
    spec = filled(spec)
    grouped = [group for group in spec.groups if group.label]
    if not grouped:
        return [_within(replace(spec, id=f"{prefix}{spec.id}"), targets)]
    return [
        _within(
            replace(
                spec,
                id=f"{prefix}{spec.id}-{number}",
                caption=_captioned(spec.caption, group.label),
                note=spec.note if number == 1 else "",
                groups=[replace(group, label="")],
            ),
            targets,
        )
        for number, group in enumerate(spec.groups, start=1)
    ]


def _captioned(caption: str, label: str) -> str:
    """Caption and group; where both are too long together the group, which no other table of them has."""
    both = f"{caption}: {label}"
    return both if len(both) <= LONGEST_CAPTION else shortened(label)[:LONGEST_CAPTION]


def filled(spec: TableSpec) -> TableSpec:
    """The table without columns in which no row has anything; the first stays, and so does a table without rows."""
    rows = list(spec.rows())
    kept = [
        place
        for place in range(len(spec.columns))
        if place == 0 or not rows or any(row[place] != Cell() for row in rows)
    ]
    return replace(
        spec,
        columns=[spec.columns[place] for place in kept],
        groups=[replace(group, rows=[[row[place] for place in kept] for row in group.rows]) for group in spec.groups],
    )


def shortened(text: str) -> str:
    """A text as paper bears it: visible, of LONGEST_TEXT characters, no word of more than sixty; … is the rest."""
    words = _LONG_WORD.sub(r"\1…", visible(text))
    return words if len(words) <= LONGEST_TEXT else f"{words[: LONGEST_TEXT - 1]}…"


def _within(spec: TableSpec, targets: Mapping[str, str]) -> TableSpec:
    return replace(
        spec,
        caption=shortened(spec.caption),
        note=shortened(spec.note),
        columns=[replace(column, label=shortened(column.label)) for column in spec.columns],
        groups=[
            replace(group, rows=[[_on_paper(cell, targets) for cell in row] for row in group.rows])
            for group in spec.groups
        ],
        footnotes=[replace(note, text=shortened(note.text)) for note in spec.footnotes],
        source=shortened(spec.source),
    )


def _on_paper(cell: Cell, targets: Mapping[str, str]) -> Cell:
    web = cell.href.startswith("https://")
    page = cell.href.partition("#")[0]
    return replace(cell, text=shortened(cell.text), href=cell.href if web else targets.get(page, ""), anchor="")
