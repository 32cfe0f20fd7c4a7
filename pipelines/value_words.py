"""One computed value in words, for the command line: number with its unit's decimals, status, residents, interval.

Belongs here: value and status → text. Not here: the table of values (values_text.py), cells of pages
(assets/editions/cells.py).
"""

from assets.editions.figure_words import BEFORE, DECIMALS, EVERYBODY, Row
from assets.reference.seeds import Reference
from reports.numbers import german, percent
from schemas.indicators import WITH_NUMBER

_KINDS = {"SCHAETZUNG": "Schätzung", "OBERGRENZE": "Obergrenze", "UNTERGRENZE": "Untergrenze"}


def number(value: float, unit: str) -> str:
    """A number without its unit: a share in percent, a year without a thousands point."""
    if unit == "ANTEIL":
        return percent(value)
    if unit == "JAHRESZAHL":
        return german(value).replace(".", "")
    # A mean number of things has a decimal, a number of things has none.
    decimals = int(not float(value).is_integer()) if unit == "ANZAHL" else DECIMALS.get(unit, 0)
    return german(value, decimals, sign=unit == "PROZENTPUNKTE")


def value_words(row: Row, reference: Reference) -> str:
    """The value of a row in its unit and what kind of value it is, or the word of its status."""
    if row["status"] not in WITH_NUMBER:
        return reference.labels("status")[row["status"]]
    if row["unit"] == "ANTEIL" and row["status"] in ("schaetzung", "schranke"):
        # A decimal would promise what nobody measured.
        said = percent(row["value"], 0 if float(100 * row["value"]).is_integer() else 1)
        return f"{BEFORE[row['value_kind']]} {said} ({_KINDS[row['value_kind']]})"
    return number(row["value"], row["unit"])


def view_words(row: Row, reference: Reference) -> str:
    """Which residents a share is about or was set against, in brackets; nothing where it is all of them."""
    if row["view"] in EVERYBODY:
        return ""
    return f" (Bevölkerung: {reference.labels('population_age')[row['view']]})"
