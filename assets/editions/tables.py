"""The tables beside the comparison, from values that may be shown: which figures stand where.

Belongs here: the tables' content. Not here: single cells (cells.py), computing (assets/indicators/), markup (reports/).
"""

from collections.abc import Mapping

import pandas as pd

from assets.editions.cells import (
    EVERYBODY,
    Row,
    group_words,
    missing,
    origin_cell,
    range_cell,
    share_cell,
    stand,
    value_cell,
    view_words,
)
from assets.reference.seeds import Reference
from reports.numbers import german, percent
from reports.table import Cell, Column, TableSpec
from schemas.deliveries import ACCEPTED_STATES, State
from schemas.indicators import WITH_NUMBER

_NEWEST_YEARS = 3
WAY = ["definition", "method", "scope"]


def trainees(values: pd.DataFrame, reference: Reference, cities: pd.DataFrame) -> TableSpec:
    """The newest known shares of trainees by city and group, with their interval; not compared with the population."""
    rows = values[values["indicator"].eq("share_trainees") & values["status"].isin(WITH_NUMBER)]
    rows = cities[["ags", "name"]].merge(rows, on="ags").sort_values(["name", "year"])
    rows = rows.groupby(["ags", "group"], sort=False).tail(_NEWEST_YEARS)
    return TableSpec(
        id="auszubildende",
        caption="Auszubildende mit Zuwanderungsgeschichte",
        note="Je Stadt und Gruppe die drei neuesten Jahre; alle stehen auf der Seite der Stadt. Die Definitionen "
        "unterscheiden sich oder sind nicht genannt: kein Vergleich.",
        columns=[
            Column("stadt", "Stadt und Jahr"),
            Column("gruppe", "Gruppe"),
            Column("zahl", "mit Zuwanderungsgeschichte", "number"),
            Column("n", "Auszubildende", "number"),
            Column("anteil", "Anteil in Prozent", "number"),
            Column("bereich", "95-Prozent-Bereich in Prozent", "number"),
            Column("guete", "Güte"),
        ],
        rows=[
            [
                Cell(f"{row['name']} {row['year']}"),
                Cell(reference.labels("group")[row["group"]]),
                Cell(german(row["numerator"])) if pd.notna(row["numerator"]) else missing("nicht genannt"),
                Cell(german(row["n"])) if pd.notna(row["n"]) else missing("nicht genannt"),
                share_cell(row["value"], row["status"], row["value_kind"]),
                range_cell(row),
                Cell(row["grade"]),
            ]
            for row in rows.to_dict(orient="records")
        ],
    )


def census(values: pd.DataFrame, cities: pd.DataFrame) -> TableSpec:
    """Zensus 2022 for every city: residents, share of foreigners, share with immigration history."""
    counted = values[values["base"].eq("") & values["group"].eq("insgesamt") & values["view"].isin(EVERYBODY)]
    population = counted[counted["method"].eq("ZENSUS") & counted["year"].eq(2022)]
    by_definition = {
        code: population[population["definition"].eq(code)].set_index("ags")["value"]
        for code in ["ALLE", "AUSL_ZENSUS", "Z22_EG"]
    }

    def cell(code: str, ags: str) -> Cell:
        if ags not in by_definition[code]:
            return missing("nicht geliefert")
        value = by_definition[code][ags]
        return Cell(german(value) if code == "ALLE" else percent(value))

    return TableSpec(
        id="zensus",
        caption="Bevölkerung nach dem Zensus am 15.05.2022",
        note="Der Zensus zählt in Deutschland geborene Erwachsene nie mit: der Anteil ist eine Untergrenze.",
        columns=[
            Column("stadt", "Stadt"),
            Column("personen", "Personen", "number"),
            Column("nichtdeutsch", "Nichtdeutsche in Prozent", "number"),
            Column("einwanderung", "mit Einwanderungsgeschichte in Prozent", "number"),
        ],
        rows=[
            [Cell(name), *(cell(code, ags) for code in by_definition)]
            for ags, name in zip(cities["ags"], cities["name"], strict=True)
        ],
        source="Quelle: Statistische Ämter, Zensus 2022, Regionaltabellen.",
    )


def references(figures: pd.DataFrame, reference: Reference, year: int) -> TableSpec:
    """Published figures of areas outside the network, up to the reporting year; never compared with the cities."""
    names = dict(zip(reference.reference_areas["ags"], reference.reference_areas["name"], strict=True))
    shown = figures[
        (figures["year"].isna() | (figures["year"] <= year)) & figures["unit"].isin(["PROZENT", "PROZENTPUNKTE"])
    ]
    shown = shown.assign(name=shown["ags"].map(names)).sort_values(["name", "indicator", "year", "line"])
    label = {kind: reference.labels(kind) for kind in ["indicator", "group", "unit", "definition", "method", "scope"]}
    return TableSpec(
        id="vergleichswerte",
        caption="Vergleichswerte außerhalb des Netzwerks",
        note="Wie veröffentlicht. Andere Berichtskreise und Definitionen: kein Maßstab für die Städte.",
        columns=[
            Column("gebiet", "Gebiet und Berichtskreis"),
            Column("kennzahl", "Kennzahl"),
            Column("gruppe", "Gruppe"),
            Column("jahr", "Jahr"),
            Column("wert", "Wert in Prozent", "number"),
            Column("definition", "Wer wird gezählt"),
            Column("erhebung", "Erhebungsart"),
        ],
        rows=[
            [
                Cell(", ".join(filter(None, [row["name"], label["scope"].get(row["scope"])]))),
                Cell(label["indicator"][row["indicator"]]),
                Cell(label["group"][row["group"]]),
                Cell(str(row["year"])) if pd.notna(row["year"]) else missing("nicht genannt"),
                Cell(_published(row)),
                Cell(label["definition"][row["definition"]]),
                Cell(label["method"][row["method"]]),
            ]
            for row in shown.to_dict(orient="records")
        ],
        source="Quellen: siehe seeds/eckwerte.csv, jede Zeile mit Fundstelle.",
    )


def city_values(values: pd.DataFrame, reference: Reference, name: str) -> TableSpec:
    """What an edition says about one city as a whole, each figure with its state, grade and origin.

    Of what is computed only the newest is told, of measures by field only what there is; the download has it all.
    """
    values = values[values["dimension"].isin(["", "field_of_action"]) & values["district"].eq("")]
    label = {kind: reference.labels(kind) for kind in ["catalogue", "status", "definition", "verdict"]}
    order = {name: number for number, name in enumerate(reference.indicators["id"])}
    # A gap of a share that is not there would only repeat the share's reason; so would a ratio without a number.
    told = values["base"].eq("") | values["status"].isin([*WITH_NUMBER, "erreicht", "nicht_erreicht", "nicht_moeglich"])
    told |= values["indicator"].eq("gap") & values["status"].isin(["nicht_vergleichbar", "geheim"])
    told &= values["dimension"].eq("") | values["status"].ne("null")
    values = values[told]
    newest = values.sort_values("year").drop_duplicates(["indicator", "base", "group", "view", *WAY], keep="last")
    values = values[values["base"].eq("") | values.index.isin(newest.index)]
    rows = values.assign(
        order=values["indicator"].where(values["base"].eq(""), values["base"]).map(order),
        derived=values["base"].ne(""),
    ).sort_values(["order", "group", "year", "line", "derived", "indicator"], na_position="last")
    return TableSpec(
        id="werte",
        caption=f"Alle Angaben zu {name}",
        note="Anteile in Prozent, Lücken in Prozentpunkten, sonst in der genannten Einheit.",
        columns=[
            Column("kennzahl", "Kennzahl"),
            Column("gruppe", "Gruppe"),
            Column("stand", "Stand"),
            Column("wert", "Wert", "number"),
            Column("einheit", "Einheit"),
            Column("definition", "Wer wird gezählt"),
            Column("status", "Status und Güte"),
            Column("herkunft", "Herkunft"),
        ],
        rows=[
            [
                Cell(
                    label["catalogue"][row["indicator"]]
                    + (f": {label['catalogue'][row['base']]}" if row["base"] else "")
                    + view_words(row, reference)
                ),
                Cell(group_words(row, reference)),
                Cell(stand(row["year"], row["date"])) if pd.notna(row["year"]) else missing("entfällt"),
                value_cell(row, label["status"]),
                Cell(_unit(row["unit"], reference)),
                Cell(label["definition"][row["definition"]]) if row["definition"] else missing("entfällt"),
                Cell(_state_words(row, label["status"], label["verdict"])),
                origin_cell(row),
            ]
            for row in rows.to_dict(orient="records")
        ],
    )


def breakdown_values(values: pd.DataFrame, reference: Reference, name: str) -> TableSpec:
    """The newest share of each group of staff in one city, by breakdown."""
    # Levels of leadership stand among the staff; as leaders they would be told twice.
    own = values["base"].eq("") & values["unit"].eq("ANTEIL") & values["indicator"].ne("share_leaders")
    groups = values[own & values["dimension"].ne("")]
    newest = groups.sort_values(["year", "line"]).drop_duplicates(
        ["indicator", "dimension", "group", *WAY], keep="last"
    )
    rows = newest.sort_values(["indicator", "dimension", "line"])
    label = {kind: reference.labels(kind) for kind in ["catalogue", "status", "definition"]}
    return TableSpec(
        id="gliederungen",
        caption=f"{name}: Anteile nach Gruppen von Beschäftigten",
        note="Neuester Stand. Was geheim gehalten wird, ließe einzelne Personen erkennen, allein oder durch Rechnen.",
        columns=[
            Column("gruppe", "Gruppe"),
            Column("kennzahl", "Kennzahl"),
            Column("stand", "Stand"),
            Column("anteil", "Anteil in Prozent", "number"),
            Column("n", "Personen mit bekannter Angabe", "number"),
            Column("definition", "Wer wird gezählt"),
        ],
        rows=[
            [
                Cell(group_words(row, reference)),
                Cell(label["catalogue"][row["indicator"]]),
                Cell(stand(row["year"], row["date"])) if pd.notna(row["year"]) else missing("entfällt"),
                value_cell(row, label["status"]),
                Cell(german(row["n"]))
                if pd.notna(row["n"])
                else missing("geheim gehalten" if row["status"] == "geheim" else "nicht genannt"),
                Cell(label["definition"][row["definition"]]),
            ]
            for row in rows.to_dict(orient="records")
        ],
    )


def findings_table(findings: pd.DataFrame, reference: Reference) -> TableSpec:
    """All findings of the deliveries behind an edition (columns of the register added)."""
    severities = reference.labels("severity")
    return TableSpec(
        id="befunde",
        caption="Befunde zu den Lieferungen",
        columns=[
            Column("stadt", "Stadt"),
            Column("lieferung", "Lieferung"),
            Column("zeile", "Zeile", "number"),
            Column("spalte", "Spalte"),
            Column("art", "Art"),
            Column("befund", "Befund"),
        ],
        rows=[
            [
                Cell(reference.names.get(row["ags"], "keine Stadt des Netzwerks")),
                Cell(row["receipt"]),
                Cell(str(row["row"])) if pd.notna(row["row"]) else missing("Datei"),
                Cell(row["column"]) if row["column"] else missing("Zeile"),
                Cell(severities[row["severity"]]),
                Cell(row["message"]),
            ]
            for row in findings.to_dict(orient="records")
        ],
    )


def protection_rules(reference: Reference) -> TableSpec:
    """From how many persons on something is shown, by breakdown."""
    names, zeros = reference.labels("breakdown"), {"GEHEIM": "geheim gehalten", "OFFEN": "wird gezeigt"}
    return TableSpec(
        id="geheimhaltung",
        caption="Ab welcher Zahl von Personen etwas gezeigt wird",
        columns=[
            Column("gliederung", "Gliederung"),
            Column("gezaehlt", "gezählt, ab", "number"),
            Column("befragt", "freiwillig befragt, ab", "number"),
            Column("anteil", "Anteile, ab", "number"),
            Column("null", "niemand oder alle"),
            Column("grund", "Warum", "wide"),
        ],
        rows=[
            [
                Cell(names[row["table"]]),
                Cell(german(row["threshold"])),
                Cell(german(row["survey_threshold"])),
                Cell(german(row["share_base"])),
                Cell(zeros[row["zeros"]]),
                Cell(row["reason"]),
            ]
            for row in reference.protection.to_dict(orient="records")
        ],
    )


def completeness(deliveries: pd.DataFrame, reference: Reference, cities: pd.DataFrame, year: int) -> TableSpec:
    """Which city delivered for which reporting year, in words."""
    years = sorted(int(one) for one in deliveries["year"].dropna().unique() if one <= year)
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
        return missing(labels["FEHLT"] if ags in members[one] else "noch nicht im Netzwerk")

    years = years[-7:]
    return TableSpec(
        id="vollstaendigkeit",
        caption="Lieferungen nach Berichtsjahr",
        columns=[Column("stadt", "Stadt"), *(Column(f"jahr{one}", str(one)) for one in years)],
        rows=[
            [Cell(name), *(cell(ags, one) for one in years)]
            for ags, name in zip(cities["ags"], cities["name"], strict=True)
        ],
    )


def _state_words(row: Row, statuses: Mapping[str, str], verdicts: Mapping[str, str]) -> str:
    grade = f", Güte {row['grade']}" if row["grade"] else ""
    verdict = f": {verdicts[row['verdict']]}" if row["verdict"] else ""
    return f"{statuses[row['status']]}{grade}{verdict}" + (f". {row['reason']}" if row["reason"] else "")


def _published(row: Row) -> str:
    words = {"SCHAETZUNG": "etwa ", "OBERGRENZE": "unter ", "UNTERGRENZE": "über "}
    return words.get(row["value_kind"], "") + german(row["value"], int(row["decimals"]))


def _unit(unit: str, reference: Reference) -> str:
    said = {"ANTEIL": "Prozent", "QUOTE": "1 = Parität", "JAHRESZAHL": "Jahr"}
    return said.get(unit) or (reference.labels("unit") | reference.labels("computed_unit"))[unit]
