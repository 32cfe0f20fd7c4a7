"""From counted rows of the forms to figures: how many of a city's staff or residents have a migration history.

Belongs here: the totals of the forms `personal` and `bevoelkerung` in the shape of headline figures, so that a city
that delivers counts is compared like one that delivers published figures. Not here: shares (values.py), breakdowns.
"""

import pandas as pd

from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model

COLUMNS = list(accepted_model(FORMS["eckwerte"]).to_schema().columns)
TOTAL = "INSGESAMT"
# Employment type → indicator and group of the figure.
_STAFF = [(TOTAL, "share_staff", "insgesamt"), ("AUSBILDUNG", "share_trainees", "bestand")]
_SAME = ["ags", "year", "date", "definition", "method", "scope", "receipt", "delivery_year"]
_NATIONALITY = "staatsangehoerigkeit"


def counted_figures(staff: pd.DataFrame, population: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Figures (columns as accepted headline figures, unit PERSONEN) from accepted rows of both forms.

    Of staff all and those in training, of residents all. `value` counts those with a migration history (by definitions
    of nationality: without German nationality), `n` those with a known answer: nobody who gave none is counted as no.
    """
    families = reference.definitions.set_index("code")["family"]
    whole = [name for name in FORMS["personal"].dimensions if name not in ("history", "employment")]
    totals = staff[staff[whole].eq(TOTAL).all(axis=1)]
    parts = []
    for employment, indicator, group in [
        (TOTAL, "share_staff", "insgesamt"),
        ("AUSBILDUNG", "share_trainees", "bestand"),
    ]:
        chosen = _known_answers(totals[totals["employment"] == employment])
        by_nationality = chosen["definition"].map(families).eq(_NATIONALITY) & (indicator == "share_staff")
        parts.append(
            chosen.assign(indicator=indicator, group=group).assign(
                indicator=lambda rows, mask=by_nationality: rows["indicator"].mask(mask, "share_nationality")
            )
        )
    residents = population[population["district"].eq("") & population["sex"].eq(TOTAL) & population["age"].eq(TOTAL)]
    by_history = _known_answers(residents[residents["nationality"].eq(TOTAL)])
    by_passport = _of_whole(residents[residents["history"].eq(TOTAL)], "nationality", "NICHTDEUTSCH")
    by_passport = by_passport[by_passport["definition"].map(families).eq(_NATIONALITY)]
    parts.append(
        pd.concat([by_history, by_passport])
        .drop_duplicates(_SAME)
        .assign(indicator="share_population", group="insgesamt")
    )
    figures = pd.concat(parts, ignore_index=True).assign(unit="PERSONEN", decimals=0, note="")
    figures["source"] = "Lieferung " + figures["receipt"]
    return figures.astype({"value": float, "n": float, "total": float, "decimals": "Int64"})[COLUMNS]


def _known_answers(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each population: yes, of yes and no together, of all."""
    yes = rows[rows["history"].eq("JA")].drop_duplicates(_SAME)
    no, total = (_count(rows, "history", code) for code in ("NEIN", TOTAL))
    found = yes.merge(no.rename("no"), left_on=_SAME, right_index=True, how="left")
    found = found.merge(total.rename("total"), left_on=_SAME, right_index=True, how="left")
    known = found["count"] + found["no"]
    return found.assign(value=found["count"], n=known)


def _of_whole(rows: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    part = rows[rows[column].eq(code)].drop_duplicates(_SAME)
    found = part.merge(_count(rows, column, TOTAL).rename("total"), left_on=_SAME, right_index=True, how="left")
    return found.assign(value=found["count"], n=found["total"])


def _count(rows: pd.DataFrame, column: str, code: str) -> pd.Series:
    return rows[rows[column].eq(code)].drop_duplicates(_SAME).set_index(_SAME)["count"]
