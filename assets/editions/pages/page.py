"""A page before it is rendered. Not here: what stands on it (the other modules of this folder), markup (reports/)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """A page: its file name in the folder of its language, its template, its title, and what the template asks for."""

    name: str
    template: str
    title: str
    values: Mapping[str, Any]
