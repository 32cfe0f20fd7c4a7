"""Data quality and completeness: what was delivered, what was found, what is kept secret.

Belongs here: the quality page. Not here: receipts one by one (receipts.py), the audit itself (assets/protection/).
"""

import pandas as pd

from assets.editions.content import Content
from assets.editions.pages.page import Page
from assets.protection.gate import EditionAudit
from reports.spec import Cell, Column, RowGroup, TableSpec
from schemas.deliveries import ACCEPTED_STATES, State
from schemas.reference import HIDING

_YEARS = 7


def quality(content: Content, audit: EditionAudit) -> Page:
    """The page; `audit` is of the files of this edition before this page."""
    reference, _ = content.reference, content.language.text
    return Page(
        "datenqualitaet.html",
        "quality.html",
        _("Datenqualität {year}", year=content.year),
        {
            "completeness": completeness(content),
            "findings": findings_table(content) if len(content.findings) else "",
            "finding_count": len(content.findings) + content.kept_back,
            "kept_back": content.kept_back,
            "refused": content.refused,
            "audit": audit,
            "rules": protection_rules(content),
            "hiding": reference.procedure(content.year) == HIDING,
            "procedure": reference.procedure_words(content.year),
            "share_base": content.language.number(int(reference.protection["share_base"].min())),
            "methods": reference.methods.to_dict(orient="records"),
        },
    )


def findings_table(content: Content) -> TableSpec:
    """All findings of the deliveries behind an edition that may be quoted; their sentences are those the cities got."""
    severities, _ = content.reference.labels("severity"), content.language.text
    return TableSpec(
        id="befunde",
        caption=_("Befunde zu den Lieferungen"),
        columns=[
            Column("stadt", _("Stadt")),
            Column("lieferung", _("Lieferung")),
            Column("zeile", _("Zeile"), "number"),
            Column("spalte", _("Spalte")),
            Column("art", _("Art")),
            Column("befund", _("Befund"), "wide"),
        ],
        groups=[
            RowGroup(
                [
                    [
                        Cell(content.reference.names.get(row["ags"], _("keine Stadt des Netzwerks"))),
                        Cell(row["receipt"], href=f"lieferungen.html#{row['receipt']}"),
                        Cell(value=row["row"]) if pd.notna(row["row"]) else Cell(_("Datei")),
                        Cell(row["column"] or _("Zeile")),
                        Cell(severities[row["severity"]]),
                        Cell(row["message"]),
                    ]
                    for row in content.findings.to_dict(orient="records")
                ]
            )
        ],
        stage=content.stage,
        language=content.language,
    )


def protection_rules(content: Content) -> TableSpec:
    """From how many persons on something is shown, by breakdown."""
    _ = content.language.text
    names, zeros = content.reference.labels("breakdown"), {"GEHEIM": _("geheim gehalten"), "OFFEN": _("wird gezeigt")}
    return TableSpec(
        id="geheimhaltung",
        caption=_("Ab welcher Zahl von Personen etwas gezeigt wird"),
        columns=[
            Column("gliederung", _("Gliederung")),
            Column("gezaehlt", _("gezählt, ab"), "number"),
            Column("befragt", _("freiwillig befragt, ab"), "number"),
            Column("anteil", _("Anteile, ab"), "number"),
            Column("null", _("niemand oder alle")),
            Column("grund", _("Warum"), "wide"),
        ],
        groups=[
            RowGroup(
                [
                    [
                        Cell(names[row["table"]]),
                        Cell(value=row["threshold"]),
                        Cell(value=row["survey_threshold"]),
                        Cell(value=row["share_base"]),
                        Cell(zeros[row["zeros"]]),
                        Cell(row["reason"]),
                    ]
                    for row in content.reference.protection.to_dict(orient="records")
                ]
            )
        ],
        stage=content.stage,
        language=content.language,
    )


def completeness(content: Content) -> TableSpec:
    """Which city delivered for which reporting year, in words."""
    deliveries, reference, _ = content.deliveries, content.reference, content.language.text
    years = sorted(int(one) for one in deliveries["year"].dropna().unique())
    labels = reference.labels("delivery_state")
    # What counts goes before what came last: a refused correction leaves the accepted delivery in force.
    counts = deliveries["state"].isin(ACCEPTED_STATES)
    telling = deliveries[~deliveries["state"].isin([State.DUPLICATE, State.REPLACED])]
    telling = telling.assign(counts=counts).sort_values(["counts", "number"])
    telling = telling.drop_duplicates(["ags", "year", "form"], keep="last")
    states = {place: group["state"].value_counts() for place, group in telling.groupby(["ags", "year"])}
    members = {one: set(reference.members(one)["ags"]) for one in years}

    def cell(ags: str, one: int) -> Cell:
        if (ags, one) in states:
            told = states[ags, one].sort_index().items()
            several = len(states[ags, one]) > 1
            return Cell(", ".join(f"{count} {labels[state]}" if several else labels[state] for state, count in told))
        return Cell(labels["FEHLT"] if ags in members[one] else _("noch nicht im Netzwerk"))

    years = years[-_YEARS:]
    return TableSpec(
        id="vollstaendigkeit",
        caption=_("Lieferungen nach Berichtsjahr"),
        columns=[Column("stadt", _("Stadt")), *(Column(f"jahr{one}", str(one)) for one in years)],
        groups=[
            RowGroup(
                [
                    [Cell(name), *(cell(ags, one) for one in years)]
                    for ags, name in zip(content.cities["ags"], content.cities["name"], strict=True)
                ]
            )
        ],
        stage=content.stage,
        language=content.language,
    )
