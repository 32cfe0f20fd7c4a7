"""The deliveries behind an edition: what every figure leads back to.

Belongs here: receipts with day, state and, where it gives nothing away, the hash of the file. Not here: findings
(quality.py).
"""

import pandas as pd

from assets.editions.content import Content
from assets.editions.pages.page import Page
from reports.spec import Cell, Column, RowGroup, TableSpec
from schemas.headline import FORM as HEADLINE


def receipts(content: Content) -> Page:
    """The page."""
    _ = content.language.text
    return Page(
        "lieferungen.html",
        "receipts.html",
        _("Lieferungen {year}", year=content.year),
        {"receipts": receipts_table(content)},
    )


def open_hashes(deliveries: pd.DataFrame, values: pd.DataFrame) -> pd.Series:
    """The sha256 of each delivery that may be published, else empty (index of `deliveries`).

    Whoever knows all of a small file but one number could try which number gives its hash. So it stands only where the
    file holds nothing but published figures, none of them hidden; the city and the office have the others.
    """
    secret = values.loc[values["status"].eq("geheim"), "receipts"].str.split("|").explode()
    public = deliveries["form"].eq(HEADLINE) & ~deliveries["receipt"].isin(secret)
    return deliveries["sha256"].where(public, "")


def receipts_table(content: Content) -> TableSpec:
    """Every delivery that a value of the edition was computed from."""
    _, reference = content.language.text, content.reference
    used = content.values["receipts"].str.split("|").explode()
    used = pd.concat([used, content.values["population_receipt"]])
    rows = content.deliveries[content.deliveries["receipt"].isin(used)]
    rows = rows.assign(hash=open_hashes(rows, content.values), name=rows["ags"].map(reference.names))
    states = reference.labels("delivery_state")
    return TableSpec(
        id="empfaenge",
        caption=_("Lieferungen, aus denen diese Ausgabe gerechnet ist"),
        note=_("Die Prüfsumme steht dort, wo die Datei nur schon veröffentlichte Zahlen enthält."),
        columns=[
            Column("empfang", _("Empfang")),
            Column("stadt", _("Stadt")),
            Column("jahr", _("Berichtsjahr")),
            Column("eingang", _("Eingang")),
            Column("ergebnis", _("Ergebnis")),
            Column("zeilen", _("Zeilen"), "number"),
            Column("pruefsumme", _("Prüfsumme (SHA-256)"), "wide"),
        ],
        groups=[
            RowGroup(
                [
                    [
                        Cell(row["receipt"], anchor=row["receipt"]),
                        Cell(row["name"]),
                        Cell(str(row["year"])),
                        Cell(content.language.day(row["arrived"][:10])),
                        Cell(states[row["state"]]),
                        Cell(value=row["rows_accepted"]),
                        Cell(row["hash"] or _("bei Stadt und Netzwerkbüro")),
                    ]
                    for row in rows.sort_values(["name", "year", "receipt"]).to_dict(orient="records")
                ]
            )
        ],
        stage=content.stage,
        language=content.language,
    )
