"""The page of a city for its council: one sentence, its shares with their doubt, its way to parity, what is not shown.

Belongs here: which figures stand on it. Not here: single tables (pages/city_shares.py), markup (templates/), files
(documents.py). German only.
"""

from dataclasses import replace
from typing import Any

import pandas as pd

from assets.editions.comparison import city_message, compared_rows
from assets.editions.content import Content
from assets.editions.figure_words import Row
from assets.editions.figures import figure_table, newest, wholes
from assets.editions.pages.citation import citation
from assets.editions.pages.city_shares import path_table, shares_table
from reports.page import render
from reports.printed import printed
from reports.spec import Cell, RowGroup, TableSpec

# What stands on one page A4 with everything around it.
_SHARES, _PATHS, _WORDS = 6, 2, 240
# Groups that are all persons a share can be about.
_WHOLES = ["insgesamt", "bestand", "einstellungsjahrgang"]


def council_papers(content: Content) -> dict[str, str]:
    """pdf/rat-<slug>.pdf → the page of a city for its council as HTML, one page A4 when it is printed."""
    return {
        f"pdf/rat-{city['slug']}.pdf": _council_paper(city, compared, content)
        for city, compared in zip(content.cities.to_dict(orient="records"), compared_rows(content), strict=True)
    }


def frame(content: Content) -> dict[str, Any]:
    """What every document says of its edition."""
    return {
        "year": content.year,
        "number": content.number,
        "stage": content.stage,
        "invented": content.reference.invented,
        "citation": citation(content),
    }


def _council_paper(city: Row, compared: Row, content: Content) -> str:
    own = content.values[content.values["ags"] == city["ags"]]
    told = newest(wholes(own))
    told = told[told["group"].isin(_WHOLES)]
    shares, path = shares_table(told, city, content), path_table(told, city, content)
    known = _has_number(shares)
    tables = [_first(shares, _SHARES), _first(path, _PATHS)] if known else [_residents(told, city, content)]
    return render(
        "council.html",
        content.language,
        **frame(content),
        title=content.language.text("{city} {year}: eine Seite für den Rat", city=city["name"], year=content.year),
        city=city,
        message=_short(city_message(compared, content.language)),
        tables=[part for table in tables if any(table.rows()) for part in printed(table, {})],
        staff=known,
        delivered=bool((content.deliveries["ags"] == city["ags"]).any()),
    )


def _residents(told: pd.DataFrame, city: Row, content: Content) -> TableSpec:
    """What is known of the residents of a city: what its staff would be measured against."""
    rows = told[told["indicator"].eq("share_population") & told["value"].notna() & told["unit"].eq("ANTEIL")]
    _, labels = content.language.text, content.reference.labels("definition")
    return figure_table(
        "bevoelkerung",
        _("{city}: Anteile in der Bevölkerung", city=city["name"]),
        rows.sort_values(["year", "definition"], ascending=[False, True]).head(_SHARES),
        content,
        (_("Wer wird gezählt"), lambda row: Cell(labels[row["definition"]])),
    )


def _has_number(table: TableSpec) -> bool:
    return any(cell.value is not None for cell in table.cells())


def _first(table: TableSpec, rows: int) -> TableSpec:
    """The first rows that have a number, their notes no longer than one page bears."""
    told = [row for row in table.rows() if any(cell.value is not None for cell in row)]
    groups = [RowGroup(told[:rows])]
    return replace(table, groups=groups, footnotes=[replace(one, text=_short(one.text)) for one in table.footnotes])


def _short(text: str) -> str:
    return text if len(text) <= _WORDS else f"{text[: _WORDS - 1]}…"
