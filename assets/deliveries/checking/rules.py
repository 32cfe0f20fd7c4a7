"""What a row must be on its own: one rule, one sentence of the catalogue.

Belongs here: rules about one translated row and its place in the folder. Not here: translating (harmonise.py), rows
against each other (plausibility.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from assets.deliveries.checking.harmonise import WHOLE_UNITS, fold
from assets.deliveries.findings import finding
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.headline import GERMAN


@dataclass(frozen=True)
class Expected:
    """What the place of a delivery promises: whose figures (AGS → name), for which reporting year, called how."""

    areas: dict[str, str]
    year: int
    place: str


Breaks = Callable[[pd.DataFrame, Expected, Reference], pd.Series]


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue: which rows break it, which column it is about, and what would be right there."""

    code: str
    column: str
    breaks: Breaks
    expected: Callable[[pd.Series, Expected, Reference], object] = lambda _row, _expected, _reference: ""


def _units_allowed(rows: pd.DataFrame, reference: Reference) -> pd.Series:
    return rows["indicator"].map(reference.indicators.set_index("id")["units_allowed"]).fillna("").str.split("|")


def _unit_is_wrong(rows: pd.DataFrame, _expected: Expected, reference: Reference) -> pd.Series:
    allowed = _units_allowed(rows, reference)
    known = (rows["unit"] != "") & (rows["indicator"] != "")
    return known & pd.Series(
        [unit not in units for unit, units in zip(rows["unit"], allowed, strict=True)], rows.index, dtype=bool
    )


def _unit_labels(row: pd.Series, _expected: Expected, reference: Reference) -> str:
    labels = reference.labels("unit")
    return ", ".join(labels[unit] for unit in _units_allowed(row.to_frame().T, reference).iloc[0])


def _known_area(row: pd.Series, _expected: Expected, reference: Reference) -> str:
    cities = reference.cities
    return ", ".join(f"{ags} {name}" for ags, name in zip(cities["ags"], cities["name"], strict=True))


def _area_unknown(rows: pd.DataFrame, expected: Expected, reference: Reference) -> pd.Series:
    return (rows["ags"] != "") & ~rows["ags"].isin({*reference.cities["ags"], *expected.areas})


def _area_foreign(rows: pd.DataFrame, expected: Expected, reference: Reference) -> pd.Series:
    return rows["ags"].isin(reference.cities["ags"]) & ~rows["ags"].isin(expected.areas)


def _area_name_differs(rows: pd.DataFrame, expected: Expected, _reference: Reference) -> pd.Series:
    official = rows["ags"].map(expected.areas)
    return official.notna() & (rows["area_name"].map(fold) != official.fillna("").map(fold))


RULES = [
    Rule("STADT_UNBEKANNT", "ags", _area_unknown, _known_area),
    Rule("STADT_FREMD", "ags", _area_foreign, lambda _row, expected, _: expected.place),
    Rule("STADT_NAME", "area_name", _area_name_differs, lambda row, expected, _: expected.areas[row["ags"]]),
    Rule("EINHEIT_FALSCH", "unit", _unit_is_wrong, _unit_labels),
    Rule(
        "ZAHL_GANZ",
        "value",
        lambda rows, *_: rows["unit"].isin(WHOLE_UNITS) & (rows["decimals"] > 0).fillna(False).astype(bool),
    ),
    Rule(
        "WERT_TROTZ_NICHT_ERHOBEN",
        "value",
        lambda rows, *_: rows["value"].notna() & rows["value_kind"].eq("NICHT_ERHOBEN"),
    ),
    Rule("WERT_NEGATIV", "value", lambda rows, *_: (rows["value"] < 0) & (rows["indicator"] != "gap")),
    Rule("PROZENT_UEBER_100", "value", lambda rows, *_: (rows["value"] > 100) & rows["unit"].eq("PROZENT")),
    Rule(
        "TEIL_GROESSER_GANZES",
        "value",
        lambda rows, *_: rows["unit"].isin({"PERSONEN", "TSD_PERSONEN"}) & (rows["value"] > rows["n"]),
        lambda row, *_: f"{row['n']:.0f}",
    ),
    Rule("N_GROESSER_GESAMT", "n", lambda rows, *_: rows["n"] > rows["total"], lambda row, *_: f"{row['total']:.0f}"),
    Rule(
        "JAHR_ZUKUNFT",
        "year",
        lambda rows, expected, _: (rows["year"] > expected.year).fillna(False).astype(bool),
        lambda _row, expected, _reference: expected.year,
    ),
    Rule(
        "JAHR_ZU_ALT",
        "year",
        lambda rows, _, reference: (
            (rows["year"] < int(reference.rule("earliest_figure_year"))).fillna(False).astype(bool)
        ),
        lambda _row, _expected, reference: reference.rule("earliest_figure_year"),
    ),
    Rule(
        "STICHTAG_JAHR",
        "date",
        lambda rows, *_: (
            rows["date"].ne("") & rows["year"].notna() & (rows["date"].str[:4] != rows["year"].astype(str))
        ),
        lambda row, *_: row["year"],
    ),
]


def check_rows(rows: pd.DataFrame, expected: Expected, reference: Reference) -> list[Finding]:
    """All findings about single rows, in the order of the rules (rows: columns of Figure, with area_name)."""
    findings = []
    for rule in RULES:
        broken = rule.breaks(rows, expected, reference)
        # Choosing rows and looping over none of them would be most of the work for a clean file.
        if not broken.any():
            continue
        findings += [
            finding(
                rule.code,
                row=int(row["line"]),
                column=GERMAN[rule.column],
                value=_as_delivered(row[rule.column], rule.column, reference),
                expected=rule.expected(row, expected, reference),
            )
            for _, row in rows[broken].iterrows()
        ]
    return findings


def _as_delivered(value: object, column: str, reference: Reference) -> object:
    """A translated cell in the words of the file: labels, German dates, decimal commas."""
    if column == "unit":
        return reference.labels("unit").get(str(value), value)
    if column == "date":
        return ".".join(reversed(str(value).split("-")))
    return f"{value:.12g}".replace(".", ",") if isinstance(value, float) else value
