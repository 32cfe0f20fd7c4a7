"""The official form workbook as a city fills it in: entries on the cover sheet, numbers beside the prepared rows.

Belongs here: rows in our codes → cells of the template. Not here: the template (assets/deliveries/template.py).
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assets.deliveries.example_network.figures import Row
from assets.deliveries.example_network.files import Cell, in_words, spoken, zipped
from assets.deliveries.template import template
from assets.reference.seeds import Reference
from schemas.cover import ANSWERS, COVER, SHEET
from schemas.forms import FORMS, Form

_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def filled_template(
    reference: Reference, ags: str, year: int, cover: Mapping[str, Cell], rows: Mapping[str, Sequence[Row]]
) -> bytes:
    """The template of a city and year with its cover sheet (name of the line → entry) and its rows filled in."""
    workbook = load_workbook(io.BytesIO(template(reference, ags, year)))
    labels = {line.label: cover.get(line.name, "") for line in COVER}
    for label, entry in workbook[SHEET].iter_rows(max_col=2):
        if label.value in labels and labels[label.value] != "":
            entry.value = labels[label.value]
    for name, form in FORMS.items():
        silent = {line.column: cover.get(line.name, "") for line in COVER if name in line.forms}
        _fill(workbook[name], form, [in_words(spoken(row, silent, reference), form, reference) for row in rows[name]])
    content = io.BytesIO()
    workbook.save(content)
    # A workbook knows when it was saved; the example must not.
    with zipfile.ZipFile(content) as file:
        return zipped({part: _SAVED.sub(rb"\g<1>2015-01-01T00:00:00Z", file.read(part)) for part in file.namelist()})


def _fill(sheet: Worksheet, form: Form, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Writes each row beside the prepared row that asks for it, or below the last one."""
    header = next(cells for cells in sheet.iter_rows() if form.fields[0].german in {cell.value for cell in cells})
    column = {str(cell.value): cell.column for cell in header if cell.value in form.headers}
    answers = {form.german[name] for name in ANSWERS[form.name]}
    first, last = header[0].row + 1, sheet.max_row
    asked = {
        number: {name: sheet.cell(number, place).value for name, place in column.items() if name not in answers}
        for number in range(first, last + 1)
    }
    asked = {number: {name: word for name, word in cells.items() if word} for number, cells in asked.items()}
    free = {number: cells for number, cells in asked.items() if cells}
    below = max(free, default=first - 1)
    for row in rows:
        place = next((number for number, cells in free.items() if cells.items() <= row.items()), None)
        if place is None:
            place = below = below + 1
        free.pop(place, None)
        for name, value in row.items():
            if value != "":
                sheet.cell(place, column[name]).value = value
