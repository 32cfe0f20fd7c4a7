"""Goal 1, competence in personnel management: rates of what was counted, and the checklist beside them.

Belongs here: the formulas of the form `kompetenz`. Not here: which delivery counts, what a row looks like
(form_values.py). A rate and the checklist are never averaged.
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

FORM = "kompetenz"
NO_COUNT = "Die Anzahl fehlt, ein Anteil lässt sich nicht errechnen."
NO_TOTAL = "Die Gesamtzahl fehlt, ein Anteil lässt sich nicht errechnen."
TOTAL_ZERO = "Die Gesamtzahl ist null, ein Anteil lässt sich nicht errechnen."
TOO_MANY = "Die Anzahl ist größer als die Gesamtzahl, ein Anteil lässt sich nicht errechnen."
NO_ANSWER = "Keine Frage der Prüfliste ist beantwortet."
# Items that count persons; the others count adverts and procedures.
_PERSONS = ["GESCHULT_BESCHAEFTIGTE", "GESCHULT_FUEHRUNG"]


def competence_values(
    rows: pd.DataFrame, delivered: pd.DataFrame, members: Iterable[str], reference: Reference, year: int
) -> pd.DataFrame:
    """Rates and checklist of every city among `members` and every year up to `year` (columns form_values.COLUMNS).

    `rows`: accepted rows of the form, `delivered`: its accepted deliveries (ags, year, receipt). A rate is count /
    total of its item, 0…1. The checklist is answers yes with evidence / answered questions, 0…1: yes without evidence
    does not count as yes. Neither no row nor a nil return is a zero.
    """
    members = list(members)
    places, told = last_word(rows, delivered, members, year)
    parts = _told_values(places, told, reference) if len(places) else []
    return all_values(parts, places, members, FORM, reference, year)


def _told_values(places: pd.DataFrame, told: pd.DataFrame, reference: Reference) -> list[pd.DataFrame]:
    items = reference.categories[reference.categories["list"].eq("competence_item")]
    questions = items.loc[items["kind"].eq("frage"), "code"]
    answered = told[told["item"].isin(questions) & told["answer"].isin(reference.labels("answer"))]
    return [
        *(
            value_rows(
                places,
                indicator,
                _rate(places, told[told["item"].eq(item)]),
                reference,
                "PERSONEN" if item in _PERSONS else "ANZAHL",
            )
            for item, indicator in counted_from(FORM, reference).items()
        ),
        value_rows(places, "competence_checklist", _checklist(places, answered), reference),
    ]


def _rate(places: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The share of one item in each place (its rows: one a place)."""
    row = rows.drop_duplicates("place").set_index("place").reindex(places.index)
    count, total = row["count"].astype(float), row["total"].astype(float)
    unknown = count.isna() | total.isna()
    hindrance = first_hindrance(
        places.index,
        [
            (places["nil"], "nicht_erhoben", NIL_RETURN),
            (row["line"].isna(), "nicht_erhoben", NOT_SAID),
            *((unknown & row["mark"].eq(mark), *said) for mark, said in MARKED.items()),
            (count.isna(), "nicht_sinnvoll", NO_COUNT),
            (total.isna(), "nicht_sinnvoll", NO_TOTAL),
            (total.eq(0), "nicht_sinnvoll", TOTAL_ZERO),
            (count > total, "nicht_sinnvoll", TOO_MANY),
        ],
    )
    value = count / total.where(total > 0)
    return pd.DataFrame({"value": value, "numerator": count, "n": total, "line": row["line"], **hindrance})


def _checklist(places: pd.DataFrame, answered: pd.DataFrame) -> pd.DataFrame:
    proven = answered["answer"].eq("JA") & answered["evidence"].str.strip().ne("")
    by_place = answered.assign(proven=proven).groupby("place")
    found = by_place.agg(numerator=("proven", "sum"), n=("proven", "size"), line=("line", "min"))
    found = found.reindex(places.index).astype(float)
    hindrance = first_hindrance(
        places.index,
        [(places["nil"], "nicht_erhoben", NIL_RETURN), (found["n"].isna(), "nicht_erhoben", NO_ANSWER)],
    )
    return found.assign(value=found["numerator"] / found["n"], **hindrance)
