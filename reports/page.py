"""Pages: the shell around content, from the templates beside this module.

Belongs here: rendering a template with everything escaped. Not here: what the pages say (assets/editions/pages.py).
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **values: Any) -> str:
    """A page of templates/ as text. Raises jinja2.UndefinedError where a value is not given."""
    return _environment().get_template(template).render(**values)


def stylesheet() -> str:
    """The one stylesheet of all pages."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from reports.numbers import german, german_date

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"german": german, "german_date": german_date}
    environment.globals["stylesheet"] = stylesheet()
    return environment
