"""Which table of a file is which form.

Belongs here: choosing by the file's name, the sheet's name and the header, and refusing what stays open. Not here: the
rows of a table (harmonise.py), finding tables in a file (reading/).
"""

from collections.abc import Collection

import numpy as np

from assets.deliveries.checking.harmonise import columns_of
from assets.deliveries.findings import finding
from assets.deliveries.reading.table import Column, TextTable
from assets.deliveries.reading.words import fold
from schemas.cover import ANSWERS
from schemas.deliveries import Finding
from schemas.forms import CITY_NAME, FORMS, WORKBOOK, Form

Assigned = list[tuple[Form, TextTable]]


def assign(
    tables: list[TextTable], form: str, given: Collection[str] = (), mapped: Collection[int] = ()
) -> tuple[Assigned, list[Finding]]:
    """Gives each table its form; `form` is that of the file's name, or schemas.forms.WORKBOOK.

    `given`: columns the cover sheet answers. `mapped`: tables (by position) known as an export, which are population.
    """
    if form == WORKBOOK:
        return _by_sheet(tables, given, mapped)
    filled = [table for table in tables if len(table.lines)] or tables[:1]
    wanted = FORMS[form]
    others = [table for table in filled if (found := only_form(table, given)) and found is not wanted]
    if len(filled) > 1:
        sheets = ", ".join(table.sheet for table in filled)
        return [], [finding("FORMULAR_MEHRERE", value=sheets, expected=wanted.name)]
    if others:
        other = only_form(others[0], given)
        name = other.name if other else ""
        row, sheet = others[0].header_row, others[0].sheet
        return [], [finding("FORMULAR_ANDERS", row, value=name, expected=wanted.name, sheet=sheet)]
    return [(wanted, table) for table in filled], []


def _by_sheet(
    tables: list[TextTable], given: Collection[str], mapped: Collection[int]
) -> tuple[Assigned, list[Finding]]:
    names = {fold(word): form for form in FORMS.values() for word in (form.name, form.title)}
    assigned: Assigned = []
    findings: list[Finding] = []
    for position, table in enumerate(tables):
        form = FORMS["bevoelkerung"] if position in mapped else names.get(fold(table.sheet)) or only_form(table, given)
        if form is None:
            findings.append(finding("BLATT_UNBEKANNT", table.header_row, value=table.sheet, sheet=table.sheet))
        elif any(form is other for other, _ in assigned):
            findings.append(
                finding("FORMULAR_DOPPELT", table.header_row, value=table.sheet, expected=form.name, sheet=table.sheet)
            )
        else:
            assigned.append((form, table))
    return assigned, findings


def only_form(table: TextTable, given: Collection[str] = ()) -> Form | None:
    """The one form whose columns the table has, all of them; None where none fits or several do."""
    may_miss = {*given, CITY_NAME.name}
    fitting = [
        form
        for form in FORMS.values()
        if {field.name for field in form.fields} <= {*columns_of(table, form), *may_miss}
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
