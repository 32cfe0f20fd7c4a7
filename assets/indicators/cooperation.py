"""Goal 3, lasting cooperation of the cities: meetings, joint projects, cities per project, deliveries on time.

Belongs here: the formulas of the form `zusammenarbeit`. Not here: which delivery counts, what a row looks like
(form_values.py).
"""

from collections.abc import Iterable

import pandas as pd

from assets.indicators.form_values import (
    NIL_RETURN,
    NOT_SAID,
    all_values,
    counted_from,
    first_hindrance,
    last_word,
    value_rows,
)
from assets.indicators.signs import MARKED
from assets.reference.seeds import Reference

FORM = "zusammenarbeit"
NO_COUNT = "Bei mindestens einer Zeile fehlt die Anzahl, die Summe ist nicht bekannt."
NO_PROJECT = "Es gab kein gemeinsames Projekt."
NO_CITIES = "Bei keinem gemeinsamen Projekt ist bekannt, wie viele es sind und wie viele Städte mitwirken."
OWN_CITY = "Die Zahl der Städte ist kleiner als eins, die eigene Stadt zählt mit."
# Who has nothing to report had no meetings and no projects; whether it delivered on time is another question.
_ZERO_BY_NIL_RETURN = ["SITZUNG", "PROJEKT"]


def cooperation_values(
    rows: pd.DataFrame, delivered: pd.DataFrame, members: Iterable[str], reference: Reference, year: int
) -> pd.DataFrame:
    """Sums and cities per project of every city among `members` and every year up to `year` (form_values.COLUMNS).

    `rows`: accepted rows of the form, `delivered`: its accepted deliveries (ags, year, receipt). Meetings, projects and
    deliveries on time are sums of the delivered counts. No row of a kind is no statement and no zero; only a nil return
    says that there were no meetings and no projects. Cities per project is Σ cities · count / Σ count over the projects
    that give both.
    """
    members = list(members)
    places, told = last_word(rows, delivered, members, year)
    parts = _told_values(places, told, reference) if len(places) else []
    return all_values(parts, places, members, FORM, reference, year)


def _told_values(places: pd.DataFrame, told: pd.DataFrame, reference: Reference) -> list[pd.DataFrame]:
    projects = told[told["kind"].eq("PROJEKT")]
    return [
        *(
            value_rows(
                places, indicator, _sum(places, told[told["kind"].eq(kind)], kind in _ZERO_BY_NIL_RETURN), reference
            )
            for kind, indicator in counted_from(FORM, reference).items()
        ),
        value_rows(places, "cooperation_cities", _cities_per_project(places, projects), reference),
    ]


def _sum(places: pd.DataFrame, rows: pd.DataFrame, zero_by_nil: bool) -> pd.DataFrame:
    """The delivered counts of one kind together; not known as soon as one of them is missing."""
    by_place = rows.groupby("place")
    found = by_place.agg(value=("count", "sum"), line=("line", "min"), rows=("line", "size"), known=("count", "count"))
    found = found.reindex(places.index).astype(float)
    nil = places["nil"] & zero_by_nil
    hindrance = first_hindrance(
        places.index,
        [
            (places["nil"] & ~nil, "nicht_erhoben", NIL_RETURN),
            (found["rows"].isna() & ~nil, "nicht_erhoben", NOT_SAID),
            *_signs(places, rows),
            (found["known"] < found["rows"], "nicht_sinnvoll", NO_COUNT),
        ],
    )
    return pd.DataFrame({"value": found["value"].mask(nil, 0.0), "line": found["line"], **hindrance})


def _cities_per_project(places: pd.DataFrame, projects: pd.DataFrame) -> pd.DataFrame:
    known = projects[projects["count"].notna() & projects["cities"].notna()]
    by_place = known.assign(part=known["cities"] * known["count"]).groupby("place")
    found = by_place.agg(numerator=("part", "sum"), n=("count", "sum"), line=("line", "min"))
    found = found.reindex(places.index).astype(float)
    number = projects.groupby("place")["count"].agg(["sum", "size", "count"]).reindex(places.index).astype(float)
    none = number["sum"].eq(0) & number["count"].eq(number["size"])
    value = found["numerator"] / found["n"].where(found["n"] > 0)
    hindrance = first_hindrance(
        places.index,
        [
            (places["nil"] | none, "nicht_sinnvoll", NO_PROJECT),
            (number["size"].isna(), "nicht_erhoben", NOT_SAID),
            *((value.isna() & where, *said) for where, *said in _signs(places, projects)),
            (value.isna(), "nicht_sinnvoll", NO_CITIES),
            (value < 1, "nicht_sinnvoll", OWN_CITY),
        ],
    )
    return found.assign(value=value, **hindrance)


def _signs(places: pd.DataFrame, rows: pd.DataFrame) -> list[tuple[pd.Series, str, str]]:
    """Where a sign stands in place of a count, as hindrances; of several the first line's."""
    signs = rows[rows["count"].isna() & rows["mark"].isin(MARKED)].sort_values("line").drop_duplicates("place")
    sign = signs.set_index("place")["mark"].reindex(places.index)
    return [(sign.eq(mark), status, reason) for mark, (status, reason) in MARKED.items()]
