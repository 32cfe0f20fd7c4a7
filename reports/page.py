"""Pages: the shell around content, from the templates beside this module.

Belongs here: rendering a template with everything escaped, in a language. Not here: what the pages say
(assets/editions/pages/, reports/feedback/).
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.languages import GERMAN, Language

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, language: Language = GERMAN, **values: Any) -> str:
    """A page of templates/ as text. Raises jinja2.UndefinedError where a value is not given.

    In a template `_` looks a German text up in the language, `table` writes a TableSpec, `picture` puts markup of this
    program (a chart) on the page; everything else is escaped.
    """
    return _environment().get_template(template).render(_=language.text, language=language, **values)


def stylesheet() -> str:
    """The one stylesheet of all pages, without its comments: it is part of every page."""
    return re.sub(r"/\*.*?\*/\s*|(?<=[;{}])\s+|\s+(?=[{}])", "", (TEMPLATES / "style.css").read_text(encoding="utf-8"))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from reports.numbers import german, german_date
    from reports.table import table_html

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "german": german,
        "german_date": german_date,
        # Both escape every text themselves.
        "table": lambda spec: Markup(table_html(spec)),  # noqa: S704
        "picture": Markup,
    }
    environment.globals["stylesheet"] = stylesheet()
    return environment
