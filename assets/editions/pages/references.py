"""Published figures of areas outside the network: for reading beside, never in a gap.

Belongs here: the page of reference values. Not here: the cities' own figures (city.py, indicator.py).
"""

import pandas as pd

from assets.editions.content import Content
from assets.editions.figure_words import BEFORE
from assets.editions.pages.page import Page
from reports.spec import Cell, Column, RowGroup, TableSpec


def reference_values(content: Content) -> Page:
    """The page."""
    return Page(
        "vergleichswerte.html",
        "references.html",
        content.language.text("Vergleichswerte {year}", year=content.year),
        {"references": references(content)},
    )


def references(content: Content) -> TableSpec:
    """Published figures of areas outside the network, up to the reporting year; never compared with the cities."""
    figures, reference, _ = content.reference_figures, content.reference, content.language.text
    names = dict(zip(reference.reference_areas["ags"], reference.reference_areas["name"], strict=True))
    shown = figures[
        (figures["year"].isna() | (figures["year"] <= content.year))
        & figures["unit"].isin(["PROZENT", "PROZENTPUNKTE"])
    ]
    shown = shown.assign(name=shown["ags"].map(names)).sort_values(["name", "indicator", "year", "line"])
    label = {kind: reference.labels(kind) for kind in ["indicator", "group", "definition", "method", "scope"]}
    body = [
        [
            Cell(
                ", ".join(filter(None, [row["name"], label["scope"].get(row["scope"])])), href=_address(row["source"])
            ),
            Cell(label["indicator"][row["indicator"]]),
            Cell(label["group"][row["group"]]),
            Cell(str(row["year"]) if pd.notna(row["year"]) else _("nicht genannt")),
            Cell(
                value=row["value"],
                decimals=int(row["decimals"]),
                before=_(BEFORE[row["value_kind"]]) if row["value_kind"] in BEFORE else "",
            ),
            Cell(label["definition"][row["definition"]]),
            Cell(label["method"][row["method"]]),
        ]
        for row in shown.to_dict(orient="records")
    ]
    return TableSpec(
        id="vergleichswerte",
        caption=_("Vergleichswerte außerhalb des Netzwerks"),
        note=_("Wie veröffentlicht. Andere Berichtskreise und Definitionen: kein Maßstab für die Städte."),
        columns=[
            Column("gebiet", _("Gebiet und Berichtskreis")),
            Column("kennzahl", _("Kennzahl")),
            Column("gruppe", _("Gruppe")),
            Column("jahr", _("Jahr")),
            Column("wert", _("Wert in Prozent"), "number", 1),
            Column("definition", _("Wer wird gezählt"), "wide"),
            Column("erhebung", _("Erhebungsart")),
        ],
        groups=[RowGroup(body)] if body else [],
        source=_("Quellen: Jede Zeile führt zu ihrer Fundstelle, wo sie im Netz steht."),
        stage=content.stage,
        language=content.language,
    )


def _address(source: str) -> str:
    """A source as the target of a link: only where it is an address in the net."""
    return source if source.startswith(("https://", "http://")) else ""
