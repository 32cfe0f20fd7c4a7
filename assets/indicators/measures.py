"""Measures: how many are planned, running, done, postponed or overdue, by field of action; milestones kept.

Belongs here: the formulas of the form `massnahmen`. Not here: which delivery counts, what a row looks like
(form_values.py).
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from assets.indicators.form_values import WHOLE, all_values, counted_from, first_hindrance, last_word, value_rows
from assets.reference.seeds import Reference

FORM = "massnahmen"
FIELD = "field_of_action"
NO_MILESTONES = "Keine Maßnahme hat geplante Meilensteine mit bekanntem Stand."
TOO_MANY = "Es sind mehr Meilensteine erreicht als geplant."
_OPEN = ["GEPLANT", "LAUFEND"]


def measures_values(
    rows: pd.DataFrame, delivered: pd.DataFrame, members: Iterable[str], reference: Reference, year: int
) -> pd.DataFrame:
    """Counts and milestones of every city among `members` and every year up to `year` (columns form_values.COLUMNS).

    `rows`: accepted rows of the form, `delivered`: its accepted deliveries (ags, year, receipt); a nil return is no
    measures, a zero. Counts are for the whole and for each field of action in which a city has any measure.
    Milestones are those kept / those planned, 0…1, over measures that give both.
    """
    members = list(members)
    places, told = last_word(rows, delivered, members, year)
    parts = _told_values(places, told, reference) if len(places) else []
    return all_values(parts, places, members, FORM, reference, year)


def _told_values(places: pd.DataFrame, told: pd.DataFrame, reference: Reference) -> list[pd.DataFrame]:
    fields = list(reference.labels(FIELD))
    chosen = {indicator: told["status"].eq(status) for status, indicator in counted_from(FORM, reference).items()}
    chosen["measures_overdue"] = overdue(told)
    return [
        *(
            value_rows(places, indicator, _counts(places, told, which, fields), reference)
            for indicator, which in chosen.items()
        ),
        value_rows(places, "measures_milestones", _milestones(places, told), reference),
    ]


def overdue(measures: pd.DataFrame) -> pd.Series:
    """Which measures are overdue at the end of the year they were delivered for (columns status, due, year).

    Planned or running, and due before 31 December: what is due on that day is still in time. Without a date nothing is
    overdue. They are counted as planned or running as well.
    """
    last_day = measures["year"].astype(str) + "-12-31"
    return measures["status"].isin(_OPEN) & measures["due"].ne("") & (measures["due"] < last_day)


def _counts(places: pd.DataFrame, told: pd.DataFrame, which: pd.Series, fields: list[str]) -> pd.DataFrame:
    """How many of the measures told each place has, as a whole and in each of its fields, and their first line."""
    width = 1 + len(fields)
    field = 1 + pd.Index(fields).get_indexer(told[FIELD])
    whole = told["place"].to_numpy() * width
    cell = np.concatenate([whole, (whole + field)[field > 0]])
    lines = np.concatenate([told["line"], told["line"][field > 0]])
    chosen = np.concatenate([which, which[field > 0]])
    cells = len(places) * width
    first = pd.Series(lines[chosen]).groupby(cell[chosen]).min().reindex(range(cells))
    counts = pd.DataFrame(
        {
            "value": np.bincount(cell[chosen], minlength=cells),
            "dimension": np.tile(np.array(["", *[FIELD] * len(fields)], dtype=object), len(places)),
            "group": np.tile(np.array([WHOLE, *fields], dtype=object), len(places)),
            "line": first.to_numpy(),
        },
        index=np.repeat(places.index, width),
    )
    return counts[counts["dimension"].eq("").to_numpy() | (np.bincount(cell, minlength=cells) > 0)]


def _milestones(places: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    given = measures[measures["milestones"].notna() & measures["milestones_kept"].notna()]
    by_place = given.groupby("place")
    found = by_place.agg(numerator=("milestones_kept", "sum"), n=("milestones", "sum"), line=("line", "min"))
    found = found.reindex(places.index).astype(float)
    hindrance = first_hindrance(
        places.index,
        [
            (~(found["n"] > 0), "nicht_sinnvoll", NO_MILESTONES),
            (found["numerator"] > found["n"], "nicht_sinnvoll", TOO_MANY),
        ],
    )
    return found.assign(value=found["numerator"] / found["n"].where(found["n"] > 0), **hindrance)
