"""The figures that an edition prints, put in order for the look-up of what a text may say.

Belongs here: rows and network values → Printed. Not here: the look-up (printed_numbers.py).
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from assets.protection.printed_numbers import DAYS, NAMES, YEARS, Numbers, Printed
from assets.reference.seeds import Reference
from schemas.forms import FORMS

_RESULTS = ["wert", "unten", "oben", "grenze_unten", "grenze_oben"]
_COUNTS = ["zaehler", "n", "gesamt", "bevoelkerung_zaehler", "bevoelkerung_n"]
# What a network value has in place of these.
_OF_NETWORK = {
    "indicator": "kennzahl",
    "base": "bezug",
    "dimension": "gliederung",
    "group": "gruppe",
    "unit": "einheit",
    "pooled": "wert",
    "median": "unten",
    "lowest": "oben",
    "highest": "grenze_unten",
    "numerator": "zaehler",
    "city_count": "gesamt",
}
_SEEDS = [
    "definitions",
    "methods",
    "codes",
    "categories",
    "groups",
    "indicators",
    "statuses",
    "reference_areas",
    "breaks",
]


def printed_figures(rows: pd.DataFrame, network: pd.DataFrame | None, reference: Reference) -> Printed:
    """The printed figures of an edition (published.py), ready to be looked up."""
    if network is not None:
        rows = pd.concat([rows, network.rename(columns=_OF_NETWORK)], ignore_index=True)
        rows = rows.fillna(dict.fromkeys([*NAMES, *DAYS, *YEARS], ""))
    catalogue, groups = reference.labels("catalogue"), group_labels(rows["gliederung"].unique(), reference)
    named = [groups[one] for one in zip(rows["gliederung"], rows["gruppe"], strict=True)]
    about = rows[[*NAMES, *DAYS, *YEARS]].assign(
        indicator=rows["kennzahl"].map(catalogue),
        base=rows["bezug"].map(catalogue).fillna(""),
        group=rows["sozialraum"].where(rows["sozialraum"].ne(""), pd.Series(named, rows.index)),
    )
    unit = rows["einheit"].to_numpy()[:, None]
    results = rows[_RESULTS].to_numpy(float) * np.where(unit == "ANTEIL", 100, 1)
    residents = rows[["bevoelkerung_wert"]].to_numpy(float) * 100
    exact = np.abs(np.hstack([results, rows[_COUNTS].to_numpy(float), residents]))
    frames = [getattr(reference, name) for name in _SEEDS]
    return Printed(
        about=about,
        numbers=Numbers(exact, np.where(unit == "JAHRESZAHL", np.round(results), np.nan)),
        indicators=frozenset(catalogue.values()),
        groups=frozenset({*groups.values(), *rows["sozialraum"]}),
        labels=frozenset(str(one) for frame in frames for name in frame for one in frame[name].dropna().unique()),
        dates=_printed(rows, DAYS),
        years=_printed(rows, [*YEARS, "berichtsjahr"]),
        lines=_printed(rows, ["zeile", "bevoelkerung_zeile"]),
        cities=rows["ags"].nunique(),
    )


def group_labels(breakdowns: Iterable[str], reference: Reference) -> dict[tuple[str, str], str]:
    """Breakdown and code of every group that there can be → its label, nothing for a whole.

    `breakdowns`: codes of those that are printed; a city may have delivered others than the form knows.
    """
    groups = reference.groups
    headline = zip(groups["code"], groups["label"].where(groups["kind"].ne("gesamt"), ""), strict=True)
    form = FORMS["personal"]
    lists = {one.name: one.codes for one in form.fields if one.name in form.dimensions and one.name != "history"}
    lists |= {name: name for name in breakdowns if name and name not in lists}
    broken = {(name, code): label for name, codes in lists.items() for code, label in reference.labels(codes).items()}
    wholes = {(name, code): "" for name in ["", *lists] for code in ("insgesamt", "INSGESAMT")}
    return {("", code): label for code, label in headline} | broken | wholes


def _printed(rows: pd.DataFrame, columns: list[str]) -> frozenset[str]:
    return frozenset(str(one) for name in columns for one in rows[name].dropna().unique())
