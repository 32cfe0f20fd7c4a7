"""Words around a figure that pages and the command line share: its group, its decimals, what is only estimated.

Belongs here: what needs no page and no library. Not here: cells of tables (cells.py), other languages than those of the
reference that is given.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from assets.reference.seeds import Reference
from reports.languages import N_
from schemas.forms import FORMS

Row = Mapping[Hashable, Any]  # a row of schemas.indicators.IndicatorValue

DECIMALS = {"ANTEIL": 1, "PROZENTPUNKTE": 1, "QUOTE": 2, "VZAE": 1, "JAHRE": 1, "PROZENT": 1, "STANDARDFEHLER": 2}


# Dimension or list → the form's column: what people know the breakdowns by.
_COLUMNS = {
    name: field for form in FORMS.values() for field in form.fields if field.codes for name in (field.codes, field.name)
}
_COLUMNS |= {field.name: field for field in FORMS["personal"].fields if field.codes}
# All residents: what a reader takes for granted.
EVERYBODY = ["", "INSGESAMT"]
# What is not measured but said: the words before it.
BEFORE = {"SCHAETZUNG": N_("etwa"), "OBERGRENZE": N_("unter"), "UNTERGRENZE": N_("über")}


def group_words(row: Row, reference: Reference) -> str:
    """The group a figure is about; of a breakdown with the name of its column, of a district with its name."""
    if row["dimension"]:
        column = _COLUMNS[row["dimension"]]
        group = reference.labels(column.codes).get(row["group"], row["group"])
        words = f"{reference.labels('breakdown')[row['dimension']]}: {group}"
    else:
        words = reference.labels("group")[row["group"]]
    return f"{words}, {row['district']}" if row["district"] else words
