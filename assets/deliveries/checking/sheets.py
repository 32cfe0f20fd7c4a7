"""Which table of a file is which form.

Belongs here: choosing by the file's name, the sheet's name and the header, and refusing what stays open. Not here: the
rows of a table (harmonise.py), finding tables in a file (reading/).
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from assets.deliveries.checking.harmonise import columns_of
from assets.deliveries.findings import finding
from assets.deliveries.reading.table import Column, TextTable
from assets.deliveries.reading.words import fold
from schemas.cover import ANSWERS
from schemas.deliveries import Finding
from schemas.forms import FORMS, WORKBOOK, Form

Given = Mapping[str, Collection[str]]
Assigned = list[tuple[Form, TextTable]]


def assign(
    tables: list[TextTable], form: str, given: Given | None = None, exports: Sequence[TextTable] = ()
) -> tuple[Assigned, list[Finding]]:
    """Gives each table its form; `form` is that of the file's name, or schemas.forms.WORKBOOK.

    `given`: form → columns that the cover sheet answers. `exports`: tables of a statistical system, population.
    """

    def form_of(table: TextTable) -> Form | None:
        export = any(table is one for one in exports)
        return FORMS["bevoelkerung"] if export else only_form(table, given or {})

    if form == WORKBOOK:
        return _by_sheet(tables, form_of)
    wanted = FORMS[form]
    filled = [table for table in tables if len(table.lines)] or tables[:1]
    if len(filled) > 1:
        sheets = ", ".join(table.sheet for table in filled)
        return [], [finding("FORMULAR_MEHRERE", value=sheets, expected=wanted.name)]
    for table in filled:
        other = form_of(table) or wanted
        if other is not wanted:
            where = {"row": table.header_row, "sheet": table.sheet}
            return [], [finding("FORMULAR_ANDERS", value=other.name, expected=wanted.name, **where)]  # type: ignore[arg-type]
    return [(wanted, table) for table in filled], []


def _by_sheet(tables: list[TextTable], form_of: Callable[[TextTable], Form | None]) -> tuple[Assigned, list[Finding]]:
    names = {fold(word): form for form in FORMS.values() for word in (form.name, form.title)}
    assigned: Assigned = []
    findings: list[Finding] = []
    for table in tables:
        form = names.get(fold(table.sheet)) or form_of(table)
        if form is None:
            findings.append(finding("BLATT_UNBEKANNT", table.header_row, value=table.sheet, sheet=table.sheet))
        elif any(form is other for other, _ in assigned):
            findings.append(
                finding("FORMULAR_DOPPELT", table.header_row, value=table.sheet, expected=form.name, sheet=table.sheet)
            )
        else:
            assigned.append((form, table))
    return assigned, findings


def only_form(table: TextTable, given: Given) -> Form | None:
    """The one form whose columns the table has, all of them; None where none fits or several do."""
    fitting = [
        form
        for form in FORMS.values()
        if {field.name for field in form.fields if not field.may_lack}
        <= {*columns_of(table, form), *given.get(form.name, ())}
    ]
    return fitting[0] if len(fitting) == 1 else None


def answered(table: TextTable, form: Form) -> TextTable:
    """A table without the rows that the workbook asks and the city has not filled in."""
    columns = columns_of(table, form)
    filled = np.zeros(len(table.lines), dtype=bool)
    for name in ANSWERS[form.name]:
        if name in columns:
            words = np.array([bool(word.strip()) for word in columns[name].words], dtype=bool)
            filled |= words[columns[name].codes]
    if filled.all():
        return table
    kept = [Column(one.name, one.letter, one.words, one.codes[filled]) for one in table.columns]
    return TextTable(table.sheet, table.header_row, kept, table.lines[filled], table.totals, table.findings)
