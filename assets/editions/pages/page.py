"""A page before it is rendered. Not here: what stands on it (the other modules of this folder), markup (reports/)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.spec import TableSpec


@dataclass(frozen=True)
class Page:
    """A page: its file name in the folder of its language, its template, its title, and what the template asks for.

    `parts`: file name and label of each part of a page that is too long for one (parts.py), the first one included.
    """

    name: str
    template: str
    title: str
    values: Mapping[str, Any]
    parts: Sequence[tuple[str, str]] = ()

    def tables(self) -> list[TableSpec]:
        """The tables of the page in the order of its values: alone or in lists."""
        lists = (value if isinstance(value, list) else [value] for value in self.values.values())
        return [one for values in lists for one in values if isinstance(one, TableSpec)]
