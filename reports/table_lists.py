"""What a workbook says about its tables: the list of them, and all signs, footnotes and terms.

Belongs here: these lists as plain tables, and how sheets are called. Not here: the file (table_workbook.py).
"""

import re
from collections.abc import Sequence

from reports.languages import Language
from reports.spec import TableSpec
from reports.table_rows import PlainColumn, PlainTable

_LONGEST_SHEET = 31


def contents(specs: Sequence[TableSpec], language: Language) -> PlainTable:
    """One row a table: its sheet, caption, note and source."""
    labels = [("blatt", "Blatt"), ("tabelle", "Tabelle"), ("hinweis", "Hinweis"), ("quelle", "Quelle")]
    columns = [PlainColumn(key, language.text(label)) for key, label in labels]
    return PlainTable(columns, [[sheet_name(one.id), one.caption, one.note, one.source] for one in specs])


def notes(specs: Sequence[TableSpec], definitions: Sequence[tuple[str, str]], language: Language) -> PlainTable:
    """Signs once for all tables, footnotes by table, then what words mean."""
    text = language.text
    labels = [("art", "Art"), ("blatt", "Blatt"), ("zeichen", "Zeichen, Nummer oder Wort"), ("bedeutung", "Bedeutung")]
    signs = {sign.code: sign for spec in specs for sign in spec.signs()}
    rows = [[text("Zeichen"), "", sign.mark, sign.words] for sign in sorted(signs.values(), key=lambda one: one.code)]
    rows += [
        [text("Fußnote"), sheet_name(spec.id), str(number), note.text]
        for spec in specs
        for number, note in enumerate(spec.used_notes(), start=1)
    ]
    rows += [[text("Begriff"), "", term, words] for term, words in definitions]
    return PlainTable([PlainColumn(key, text(label)) for key, label in labels], rows)


def sheet_name(spec_id: str) -> str:
    """The sheet of a table, by its id."""
    return safe_name(spec_id)[:_LONGEST_SHEET]


def safe_name(name: str) -> str:
    """A name with nothing but ASCII letters, digits and underscores."""
    return re.sub(r"\W", "_", name, flags=re.ASCII)
