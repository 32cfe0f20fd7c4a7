"""Cells of an edition's tables: how one figure is said, and the words where there is none.

Belongs here: value and status → cell. Not here: which cells stand in a table (comparison.py, tables.py).
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from assets.reference.seeds import Reference
from reports.numbers import german, german_date, percent
from reports.table import Cell
from schemas.forms import FORMS
from schemas.indicators import WITH_NUMBER

Row = Mapping[Hashable, Any]  # a row of schemas.indicators.IndicatorValue

_DECIMALS = {"PROZENTPUNKTE": 1, "QUOTE": 2, "VZAE": 1, "JAHRE": 1, "PROZENT": 2, "STANDARDFEHLER": 2}


# Dimension or list → the form's column: what people know the breakdowns by.
_COLUMNS = {
    name: field for form in FORMS.values() for field in form.fields if field.codes for name in (field.codes, field.name)
}
_COLUMNS |= {field.name: field for field in FORMS["personal"].fields if field.codes}
# All residents: what a reader takes for granted.
EVERYBODY = ["", "INSGESAMT"]


def group_words(row: Row, reference: Reference) -> str:
    """The group a figure is about; of a breakdown with the name of its column, of a district with its name."""
    if row["dimension"]:
        column = _COLUMNS[row["dimension"]]
        group = reference.labels(column.codes).get(row["group"], row["group"])
        words = f"{reference.labels('breakdown')[row['dimension']]}: {group}"
    else:
        words = reference.labels("group")[row["group"]]
    return f"{words}, {row['district']}" if row["district"] else words


def view_words(row: Row, reference: Reference) -> str:
    """Which residents a share is about or was set against, in brackets; nothing where it is all of them."""
    if row["view"] in EVERYBODY:
        return ""
    return f" (Bevölkerung: {reference.labels('population_age')[row['view']]})"


def missing(words: str) -> Cell:
    """Words in the place of a number."""
    return Cell(words, missing=True)


def measured(row: Row) -> bool:
    """Whether a gap row carries a number."""
    return row["status"] in ("wert", "null")


def stand(year: object, date: str) -> str:
    """The Stichtag, or the year alone where no day is published."""
    return german_date(date) if date else str(year)


def number(value: float, unit: str) -> str:
    """A number as the pages say it, without its unit: a share in percent, a year without a thousands point."""
    if unit == "ANTEIL":
        return percent(value)
    if unit == "JAHRESZAHL":
        return german(value).replace(".", "")
    # A mean number of things has a decimal, a number of things has none.
    decimals = int(not float(value).is_integer()) if unit == "ANZAHL" else _DECIMALS.get(unit, 0)
    return german(value, decimals, sign=unit == "PROZENTPUNKTE")


def share_cell(share: float, status: str, value_kind: str) -> Cell:
    """A share in percent with the word for what it is; words alone where there is no number."""
    if status in ("schaetzung", "schranke"):
        # A decimal would promise what nobody measured.
        before, kind = {
            "SCHAETZUNG": ("etwa", "Schätzung"),
            "OBERGRENZE": ("unter", "Obergrenze"),
            "UNTERGRENZE": ("über", "Untergrenze"),
        }[value_kind]
        return Cell(f"{before} {percent(share, 0 if float(100 * share).is_integer() else 1)} ({kind})")
    if status in WITH_NUMBER:
        return Cell(percent(share))
    return missing({"nicht_erhoben": "nicht erhoben", "geheim": "geheim gehalten"}.get(status, "keine Angabe"))


def origin_cell(row: Row) -> Cell:
    """Where a figure comes from: receipt and line, linked to its source where that is a web address."""
    if not row["receipt"]:
        return missing("keine Lieferung")
    web = row["source"].startswith(("https://", "http://"))
    return Cell(f"{row['receipt']}, Zeile {row['line']}", href=row["source"] if web else "")


def value_cell(row: Row, statuses: Mapping[str, str]) -> Cell:
    """The value of a row in its unit, or the word of its status."""
    if row["status"] not in WITH_NUMBER:
        return missing(statuses[row["status"]])
    if row["unit"] == "ANTEIL":
        return share_cell(row["value"], row["status"], row["value_kind"])
    return Cell(number(row["value"], row["unit"]))


def range_cell(row: Row) -> Cell:
    """The 95 percent interval of a share, or why there is none."""
    if row["interval"] == "none":
        return missing("Vollerhebung")
    if pd.isna(row["low"]):
        return missing("nicht berechenbar")
    return Cell(f"{percent(row['low'])} bis {percent(row['high'])}")
