"""The public log: every figure that is told otherwise than in the edition before, with the reason where one is known.

Belongs here: how a change is said. Not here: finding the changes (assets/editions/changes.py), the feed (feed.py).
"""

import pandas as pd

from assets.editions.cells import in_unit
from assets.editions.changes import COLUMNS
from assets.editions.content import Content
from assets.editions.feed import FEED_NAME
from assets.editions.figure_words import DECIMALS, Row, group_words
from assets.editions.pages.page import Page
from assets.editions.pages.text_table import text_table
from reports.languages import N_
from reports.spec import Column, TableSpec
from schemas.deliveries import State
from schemas.indicators import WITH_NUMBER
from schemas.published import DATA

LOG_NAME = f"{DATA}/aenderungen.csv"
# The page shows so many; the file has all.
_SHOWN = 100
_MORE_DECIMALS = 3
_UNITS = {"ANTEIL": N_("Prozent"), "QUOTE": "", "JAHRESZAHL": ""}


def changes_page(content: Content, changed: pd.DataFrame) -> Page:
    """The page; `changed` are the changes of all editions (assets.editions.changes.changes)."""
    return Page(
        "aenderungen.html",
        "changes.html",
        content.language.text("Änderungen"),
        {
            "changed": changes_table(content, changed) if len(changed) else None,
            "more": len(changed) > _SHOWN,
            "published": len(content.earlier) > 0,
            "log_name": LOG_NAME,
            "feed_name": FEED_NAME,
        },
    )


def log_rows(changed: pd.DataFrame, content: Content) -> pd.DataFrame:
    """All changes with the name of the city and the reason in words, as the file of changes has them."""
    rows = changed.to_dict(orient="records")
    return changed[COLUMNS].assign(
        stadt=changed["ags"].map(content.reference.names), grund=[reason(row, content) for row in rows]
    )


def changes_table(content: Content, changed: pd.DataFrame) -> TableSpec:
    """The newest changes: what was said, what is said now, and why."""
    _, names = content.language.text, content.reference.names
    rows = changed.head(_SHOWN).to_dict(orient="records")
    return text_table(
        content,
        "aenderungen",
        _("Was sich geändert hat"),
        [
            Column("ausgabe", _("Ausgabe")),
            Column("stadt", _("Stadt")),
            Column("kennzahl", _("Kennzahl"), "wide"),
            Column("jahr", _("Jahr")),
            Column("bisher", _("Bisher")),
            Column("jetzt", _("Jetzt")),
            Column("art", _("Art")),
            Column("grund", _("Grund"), "wide"),
        ],
        [
            (
                _("{year}, Fassung {number}", year=row["ausgabe"], number=row["fassung"]),
                names.get(row["ags"], row["ags"]),
                _figure(row, content),
                row["jahr"],
                *_told_apart(row, content),
                _(row["art"]),
                reason(row, content),
            )
            for row in rows
        ],
        note=_("Das Neueste zuerst. Bei mehreren Zahlen zu derselben Kennzahl nennt die Datei auch die Definition."),
    )


def reason(row: Row, content: Content) -> str:
    """Why a figure is told otherwise, as far as the deliveries behind it say so (row of the changes)."""
    _, deliveries = content.language.text, content.deliveries.set_index("receipt")
    old, new = (set(filter(None, row[f"{when}_empfaenge"].split("|"))) for when in ("alt", "neu"))
    known = deliveries[deliveries.index.isin(old | new)]
    withdrawn = known.index[known["state"].eq(State.WITHDRAWN) & known.index.isin(old - new)]
    replacing = known.index[known["replaces"].isin(old) & known.index.isin(new - old)]
    if len(replacing):
        return _("Berichtigte Lieferung {receipt}.", receipt=replacing[0])
    if len(withdrawn):
        return _("Zurückgezogene Lieferung {receipt}.", receipt=withdrawn[0])
    if new - old:
        return _("Neue Lieferung {receipt}.", receipt=min(new - old))
    return _("Keine Angabe.") if old - new else _("Neu gerechnet aus denselben Lieferungen.")


def _figure(row: Row, content: Content) -> str:
    """Indicator, base and group of a change in words."""
    catalogue = content.reference.labels("catalogue")
    group: Row = {"dimension": row["gliederung"], "group": row["gruppe"], "district": row["sozialraum"]}
    whole = row["gruppe"] == "insgesamt" and not row["sozialraum"]
    words = [catalogue.get(row["kennzahl"], row["kennzahl"]), catalogue.get(row["bezug"], row["bezug"])]
    return ": ".join(filter(None, [*words, "" if whole else group_words(group, content.reference)]))


def _told_apart(row: Row, content: Content) -> tuple[str, str]:
    """What was said and what is said now; two numbers that are written alike get more decimals."""
    said = [(row["alt"], row["alt_status"]), (row["neu"], row["neu_status"])]
    both = not pd.isna(row["alt"]) and not pd.isna(row["neu"])
    for more in range(_MORE_DECIMALS + 1):
        old, new = (_said(value, status, row["einheit"], content, more) for value, status in said)
        if old != new or not both:
            break
    return old, new


def _said(value: float, status: str, unit: str, content: Content, more: int) -> str:
    """A value with its unit and so many decimals `more` than usual, or what stood there in its place."""
    reference, language = content.reference, content.language
    if pd.isna(value) and status in WITH_NUMBER:
        return language.text("hier nicht wiederholt")
    if pd.isna(value):
        return reference.labels("status").get(status, status) if status else language.text("nicht enthalten")
    units = reference.labels("unit") | reference.labels("computed_unit") | _UNITS
    if unit == "JAHRESZAHL":
        return str(round(value))
    places = DECIMALS.get(unit, 0 if float(value).is_integer() else 1) + more
    number = language.number(in_unit(value, unit), places, sign=unit == "PROZENTPUNKTE")
    return f"{number} {language.text(units.get(unit, ''))}".strip() if units.get(unit) else number
