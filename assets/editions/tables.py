"""The tables of an edition, from values that may be shown: which figures stand where, and the words in empty cells.

Belongs here: the tables' content. Not here: computing (assets/indicators/), markup (reports/).
"""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from assets.reference.seeds import Reference
from reports.numbers import german, german_date, percent
from reports.table import Cell, Column, TableSpec

COMPARED = ["share_staff", "share_nationality"]
WITH_NUMBER = ["wert", "null", "schaetzung", "schranke"]
_BEST_FIRST = {"wert": 0, "null": 0, "nicht_vergleichbar": 1, "geheim": 1, "nicht_erhoben": 2, "nicht_sinnvoll": 2}
ONLY_TRAINEES = "Nur Zahlen zu Auszubildenden, keine zu allen Beschäftigten."
NO_STAFF_FIGURE = "Die Stadt hat keine Zahl der Beschäftigten mit Zuwanderungsgeschichte geliefert."

Row = Mapping[Hashable, Any]


def compared_rows(values: pd.DataFrame, cities: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """For each city the one gap the comparison shows, in the order of `cities`, with `ratio` and `why` added.

    A measured gap goes before a reason, migration history before nationality, the newer figure before the older.
    """
    whole = values[values["group"].eq("insgesamt")]
    gaps = whole[whole["indicator"].eq("gap") & whole["base"].isin(COMPARED)]
    ordered = gaps.assign(
        quality=gaps["status"].map(_BEST_FIRST).fillna(3), preference=gaps["base"].map(COMPARED.index)
    ).sort_values(["quality", "preference", "year"], ascending=[True, True, False])
    best = ordered.drop_duplicates("ags").drop(columns=["quality", "preference"])
    keys = ["ags", "base", "receipt", "line"]
    ratios = whole[whole["indicator"].eq("ratio")][[*keys, "value"]].rename(columns={"value": "ratio"})
    shares = whole[["ags", "indicator", "receipt", "line", "value", "status", "low", "high"]].rename(
        columns={
            "indicator": "base",
            "value": "share",
            "status": "share_status",
            "low": "share_low",
            "high": "share_high",
        }
    )
    best = cities[["ags", "name", "slug"]].merge(best, on="ags").merge(ratios, on=keys).merge(shares, on=keys)
    trainees = values.loc[values["indicator"].eq("share_trainees") & values["status"].isin(WITH_NUMBER), "ags"]
    nothing = best["status"].eq("nicht_geliefert")
    why = best["reason"].mask(nothing, NO_STAFF_FIGURE).mask(nothing & best["ags"].isin(trainees), ONLY_TRAINEES)
    return best.assign(why=why).to_dict(orient="records")


def comparison(rows: list[dict[Hashable, Any]], reference: Reference, year: int) -> TableSpec:
    """The comparison table of the edition: one row a city, the gap or the reason why there is none."""
    return TableSpec(
        id="vergleich",
        caption=f"Beschäftigte und Bevölkerung mit Zuwanderungsgeschichte, Städte des Kontrakts, {year}",
        note="Lücke: Anteil Bevölkerung minus Anteil Beschäftigte, nur bei gleicher Definition. "
        "Stand ohne Tag: nur das Jahr ist bekannt.",
        columns=[
            Column("stadt", "Stadt"),
            Column("luecke", "Lücke in Prozentpunkten", "number"),
            Column("personal", "Anteil Beschäftigte in Prozent", "number"),
            Column("stand", "Stand Beschäftigte"),
            Column("bevoelkerung", "Anteil Bevölkerung in Prozent", "number"),
            Column("stand_bevoelkerung", "Stand Bevölkerung"),
            Column("quote", "Quote (1 = Parität)", "number"),
            Column("grund", "Wer wird gezählt, oder: warum gibt es keine Lücke", "wide"),
        ],
        rows=[_compared(row, reference) for row in rows],
        source="Quelle: veröffentlichte Zahlen der Städte. Die Herkunft jeder Zahl steht auf der Seite der Stadt.",
    )


def _compared(row: Row, reference: Reference) -> list[Cell]:
    definitions, methods, statuses = (reference.labels(name) for name in ["definition", "method", "status"])
    city = Cell(row["name"], href=f"stadt-{row['slug']}.html")
    staff = [
        share_cell(row["share"], row["share_status"], row["value_kind"]),
        Cell(stand(row["year"], row["date"])) if pd.notna(row["year"]) else _missing("entfällt"),
    ]
    if not measured(row):
        nothing = [_missing("entfällt")] * 3
        return [city, _missing(statuses[row["status"]]), *staff, *nothing, Cell(row["why"])]
    who = f"{definitions[row['definition']]}; Bevölkerung: {definitions[row['population_definition']]}"
    return [
        city,
        Cell(german(row["value"], 1, sign=True)),
        *staff,
        Cell(percent(row["population_value"])),
        Cell(f"{stand(row['population_year'], row['population_date'])} ({methods[row['population_method']]})"),
        Cell(german(row["ratio"], 2)),
        Cell(f"{who}. Güte {row['grade']}."),
    ]


def trainees(values: pd.DataFrame, reference: Reference, cities: pd.DataFrame) -> TableSpec:
    """All known shares of trainees, with their interval; not compared with the population."""
    rows = values[values["indicator"].eq("share_trainees") & values["status"].isin(WITH_NUMBER)]
    rows = cities[["ags", "name"]].merge(rows, on="ags").sort_values(["name", "year"])
    return TableSpec(
        id="auszubildende",
        caption="Auszubildende mit Zuwanderungsgeschichte",
        note="Einstellungsjahrgänge, soweit nichts anderes steht. Die Quellen nennen keine Definition: kein Vergleich.",
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
                Cell(german(row["numerator"])) if pd.notna(row["numerator"]) else _missing("nicht genannt"),
                Cell(german(row["n"])) if pd.notna(row["n"]) else _missing("nicht genannt"),
                share_cell(row["value"], row["status"], row["value_kind"]),
                _range(row),
                Cell(row["grade"]),
            ]
            for row in rows.to_dict(orient="records")
        ],
    )


def census(values: pd.DataFrame, cities: pd.DataFrame) -> TableSpec:
    """Zensus 2022 for every city: residents, share of foreigners, share with immigration history."""
    population = values[values["method"].eq("ZENSUS") & values["year"].eq(2022) & values["group"].eq("insgesamt")]
    by_definition = {
        code: population[population["definition"].eq(code)].set_index("ags")["value"]
        for code in ["ALLE", "AUSL_ZENSUS", "Z22_EG"]
    }

    def cell(code: str, ags: str) -> Cell:
        if ags not in by_definition[code]:
            return _missing("nicht geliefert")
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
                Cell(str(row["year"])) if pd.notna(row["year"]) else _missing("nicht genannt"),
                Cell(_published(row)),
                Cell(label["definition"][row["definition"]]),
                Cell(label["method"][row["method"]]),
            ]
            for row in shown.to_dict(orient="records")
        ],
        source="Quellen: siehe seeds/eckwerte.csv, jede Zeile mit Fundstelle.",
    )


def city_values(values: pd.DataFrame, reference: Reference, name: str) -> TableSpec:
    """Everything an edition says about one city, each figure with its state, grade and origin."""
    label = {kind: reference.labels(kind) for kind in ["indicator", "group", "status", "definition"]}
    order = {name: number for number, name in enumerate(reference.indicators["id"])}
    # A gap of a share that is not there would only repeat the share's reason; so would a ratio without a number.
    told = values["base"].eq("") | values["status"].isin(["wert", "null"])
    told |= values["indicator"].eq("gap") & values["status"].isin(["nicht_vergleichbar", "geheim"])
    values = values[told]
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
                    label["indicator"][row["indicator"]]
                    + (f": {label['indicator'][row['base']]}" if row["base"] else "")
                ),
                Cell(label["group"][row["group"]]),
                Cell(stand(row["year"], row["date"])) if pd.notna(row["year"]) else _missing("entfällt"),
                _value_cell(row, label["status"]),
                Cell(_unit(row["unit"], reference)),
                Cell(label["definition"][row["definition"]]) if row["definition"] else _missing("entfällt"),
                Cell(_state_words(row, label["status"])),
                origin_cell(row),
            ]
            for row in rows.to_dict(orient="records")
        ],
    )


def findings_table(findings: pd.DataFrame, reference: Reference) -> TableSpec:
    """All findings of the deliveries behind an edition (columns of the register added)."""
    names = dict(zip(reference.cities["ags"], reference.cities["name"], strict=True))
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
                Cell(names.get(row["ags"], "keine Stadt des Netzwerks")),
                Cell(row["receipt"]),
                Cell(str(row["row"])) if pd.notna(row["row"]) else _missing("Datei"),
                Cell(row["column"]) if row["column"] else _missing("Zeile"),
                Cell(severities[row["severity"]]),
                Cell(row["message"]),
            ]
            for row in findings.to_dict(orient="records")
        ],
    )


def completeness(deliveries: pd.DataFrame, reference: Reference, cities: pd.DataFrame, year: int) -> TableSpec:
    """Which city delivered for which reporting year, in words."""
    years = sorted(int(one) for one in deliveries["year"].dropna().unique() if one <= year)
    labels = reference.labels("delivery_state")
    newest = deliveries.sort_values("version").drop_duplicates(["ags", "year"], keep="last")
    states = {(row.ags, row.year): row.state for row in newest.itertuples(index=False)}
    members = {one: set(reference.members(one)["ags"]) for one in years}

    def cell(ags: str, one: int) -> Cell:
        if (ags, one) in states:
            return Cell(labels[states[ags, one]])
        return _missing(labels["FEHLT"] if ags in members[one] else "noch nicht im Netzwerk")

    years = years[-7:]
    return TableSpec(
        id="vollstaendigkeit",
        caption="Lieferungen der Eckwerte nach Berichtsjahr",
        columns=[Column("stadt", "Stadt"), *(Column(f"jahr{one}", str(one)) for one in years)],
        rows=[
            [Cell(name), *(cell(ags, one) for one in years)]
            for ags, name in zip(cities["ags"], cities["name"], strict=True)
        ],
    )


def measured(row: Row) -> bool:
    """Whether a gap row carries a number."""
    return row["status"] in ("wert", "null")


def stand(year: object, date: str) -> str:
    """The Stichtag, or the year alone where no day is published."""
    return german_date(date) if date else str(year)


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
    return _missing({"nicht_erhoben": "nicht erhoben", "geheim": "geheim gehalten"}.get(status, "keine Angabe"))


def origin_cell(row: Row) -> Cell:
    """Where a figure comes from: receipt and line, linked to its source where that is a web address."""
    if not row["receipt"]:
        return _missing("keine Lieferung")
    web = row["source"].startswith(("https://", "http://"))
    return Cell(f"{row['receipt']}, Zeile {row['line']}", href=row["source"] if web else "")


def _value_cell(row: Row, statuses: Mapping[str, str]) -> Cell:
    if row["status"] not in WITH_NUMBER:
        return _missing(statuses[row["status"]])
    if row["unit"] == "ANTEIL":
        return share_cell(row["value"], row["status"], row["value_kind"])
    decimals = {"PROZENTPUNKTE": 1, "QUOTE": 2, "VZAE": 1, "JAHRE": 1, "PROZENT": 2}.get(row["unit"], 0)
    return Cell(german(row["value"], decimals, sign=row["unit"] == "PROZENTPUNKTE"))


def _state_words(row: Row, statuses: Mapping[str, str]) -> str:
    grade = f", Güte {row['grade']}" if row["grade"] else ""
    return f"{statuses[row['status']]}{grade}" + (f". {row['reason']}" if row["reason"] else "")


def _range(row: Row) -> Cell:
    if row["interval"] == "none":
        return _missing("Vollerhebung")
    if pd.isna(row["low"]):
        return _missing("nicht berechenbar")
    return Cell(f"{percent(row['low'])} bis {percent(row['high'])}")


def _published(row: Row) -> str:
    words = {"SCHAETZUNG": "etwa ", "OBERGRENZE": "unter ", "UNTERGRENZE": "über "}
    return words.get(row["value_kind"], "") + german(row["value"], int(row["decimals"]))


def _unit(unit: str, reference: Reference) -> str:
    return {"ANTEIL": "Prozent", "QUOTE": "1 = Parität"}.get(unit) or reference.labels("unit")[unit]


def _missing(words: str) -> Cell:
    return Cell(words, missing=True)
