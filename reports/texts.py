"""The texts of an edition that can be translated, and the files that hold their translations (locale/<code>.po).

Belongs here: finding texts in source files and templates, a file of translations from what was found. Not here: which
files and seeds are searched (assets/editions/texts.py), looking a translation up (languages.py).
"""

import ast
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

# Calls whose first argument is a German text: looked up at once, or a constant that is looked up later.
CALLS = ("_", "text", "N_")
_HEADER = """\
# {name}: Übersetzungen der Texte einer Ausgabe. „make texts“ ergänzt neue Texte und entfernt überholte.
# In geschweiften Klammern stehen Namen und Zahlen, die das Programm einsetzt; sie bleiben, wie sie sind.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Texts = dict[str, list[str]]


def in_module(path: Path) -> list[str]:
    """The texts that a Python module looks up or marks, in their order."""
    calls = [one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, ast.Call)]
    named = [
        (one.args[0], one.func.id if isinstance(one.func, ast.Name) else one.func.attr)
        for one in calls
        if one.args and isinstance(one.func, ast.Name | ast.Attribute)
    ]
    texts = [first.value for first, name in named if name in CALLS and isinstance(first, ast.Constant)]
    return [one for one in texts if isinstance(one, str)]


def in_template(path: Path) -> list[str]:
    """The texts that a template looks up, in their order."""
    from jinja2 import Environment
    from jinja2.ext import extract_from_ast

    parsed = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    found = [said for _line, _call, said in extract_from_ast(parsed, CALLS)]
    return [one for said in found for one in ([said] if isinstance(said, str) else said or ()) if one]


def sentences_in(path: Path) -> list[str]:
    """The sentences among the constants of a Python module: its reasons, finished or with names in braces."""
    statements = ast.parse(path.read_text(encoding="utf-8")).body
    assigned = [one.value for one in statements if isinstance(one, ast.Assign | ast.AnnAssign) and one.value]
    texts = [one.value for value in assigned for one in ast.walk(value) if isinstance(one, ast.Constant)]
    return [one for one in texts if isinstance(one, str) and one[:1].isupper() and one.endswith(".")]


def collected(found: Iterable[tuple[str, Iterable[str]]]) -> Texts:
    """German text → the places where it is used, from pairs of place and texts; by place, then by text."""
    places: dict[str, set[str]] = {}
    for place, texts in found:
        for text in texts:
            if text.strip():
                places.setdefault(text, set()).add(place)
    ordered = {text: sorted(where) for text, where in places.items()}
    return dict(sorted(ordered.items(), key=lambda one: (one[1][0], one[0])))


def po_file(texts: Texts, translations: Mapping[str, str], code: str, name: str) -> bytes:
    """A file of translations: every text once with its places, translated where a translation is known."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    entries = Catalog(charset="utf-8")
    for text, places in texts.items():
        entries.add(text, translations.get(text, ""), locations=[(place, 0) for place in places])
    written = io.BytesIO()
    write_po(written, entries, omit_header=True, include_lineno=False, width=100)
    return _HEADER.format(name=name, code=code).encode() + written.getvalue()
