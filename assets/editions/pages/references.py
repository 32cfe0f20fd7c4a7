"""Published figures of areas outside the network, and the census of its cities: for reading beside, never in a gap.

Belongs here: the page of reference values. Not here: the cities' own figures (city.py, indicator.py).
"""

import pandas as pd

from assets.editions.cells import BEFORE, signs
from assets.editions.content import Content
from assets.editions.figures import wholes
from assets.editions.pages.page import Page
from reports.numbers import as_percent
from reports.spec import Cell, Column, RowGroup, TableSpec

_CENSUS = ["ALLE", "AUSL_ZENSUS", "Z22_EG"]


def reference_values(content: Content) -> Page:
    """The page."""
    return Page(
        "vergleichswerte.html",
        "references.html",
        content.language.text("Vergleichswerte {year}", year=content.year),
        {"references": references(content), "census": census(content)},
    )


def census(content: Content) -> TableSpec:
    """Zensus 2022 for every city: residents, share of foreigners, share with immigration history."""
    _ = content.language.text
    counted = wholes(content.values)
    counted = counted[counted["base"].eq("") & counted["group"].eq("insgesamt")]
    population = counted[counted["method"].eq("ZENSUS") & counted["year"].eq(2022)]
    by_definition = {one: population[population["definition"].eq(one)].set_index("ags")["value"] for one in _CENSUS}
    absent = signs(content.reference)["nicht_geliefert"]

    def cell(code: str, ags: str) -> Cell:
        if ags not in by_definition[code]:
            return Cell(sign=absent)
        value = by_definition[code][ags]
        return Cell(value=value if code == "ALLE" else as_percent(value))

    return TableSpec(
        id="zensus",
        caption=_("Bevölkerung nach dem Zensus 2022"),
        note=_("Der Zensus zählt in Deutschland geborene Erwachsene nie mit: der Anteil ist eine Untergrenze."),
        columns=[
            Column("stadt", _("Stadt")),
            Column("personen", _("Personen"), "number"),
            Column("nichtdeutsch", _("Nichtdeutsche in Prozent"), "number", 1),
            Column("einwanderung", _("mit Einwanderungsgeschichte in Prozent"), "number", 1),
        ],
        groups=[
            RowGroup(
                [
                    [Cell(name), *(cell(code, ags) for code in _CENSUS)]
                    for ags, name in zip(content.cities["ags"], content.cities["name"], strict=True)
                ]
            )
        ],
        source=_("Quelle: Statistische Ämter, Zensus 2022, Regionaltabellen."),
        stage=content.stage,
        language=content.language,
    )


def references(content: Content) -> TableSpec:
    """Published figures of areas outside the network, up to the reporting year; never compared with the cities."""
    figures, reference, _ = content.reference_figures, content.reference, content.language.text
    names = dict(zip(reference.reference_areas["ags"], reference.reference_areas["name"], strict=True))
    shown = figures[
        (figures["year"].isna() | (figures["year"] <= content.year)) & figures["unit"].isin(["PROZENT", "PROZENTPUNKTE"])
    ]
    shown = shown.assign(name=shown["ags"].map(names)).sort_values(["name", "indicator", "year", "line"])
    label = {kind: reference.labels(kind) for kind in ["indicator", "group", "definition", "method", "scope"]}
    body = [
        [
            Cell(", ".join(filter(None, [row["name"], label["scope"].get(row["scope"])]))),
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
            Column("definition", _("Wer wird gezählt")),
            Column("erhebung", _("Erhebungsart")),
        ],
        groups=[RowGroup(body)] if body else [],
        source=_("Quellen: Jede Zeile von seeds/eckwerte.csv nennt ihre Fundstelle."),
        stage=content.stage,
        language=content.language,
    )
