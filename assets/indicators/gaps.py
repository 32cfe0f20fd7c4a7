"""Gap and ratio between the share of staff and the share of the population.

Belongs here: the two figures, and the reason where there is none. Not here: which population figure is taken
(comparability.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.comparability import chosen_population, population_pairs
from assets.indicators.shares import possible
from assets.reference.seeds import Reference

REASONS = {
    "SCHAETZUNG": "Nur eine Schätzung; aus Schätzungen wird keine Lücke errechnet.",
    "OBERGRENZE": "Nur eine Obergrenze; der Anteil selbst ist nicht bekannt.",
    "UNTERGRENZE": "Nur eine Untergrenze; der Anteil selbst ist nicht bekannt.",
}
NO_DEFINITION = "Keine Bevölkerungszahl nach derselben Definition."
NOT_NEAR = "Keine vergleichbare Bevölkerungszahl im Abstand von höchstens {months} Monaten."
GRADE_D = "Die Güte D reicht für einen Vergleich nicht."

_POPULATION = {
    "population_value": "value",
    "population_numerator": "numerator",
    "population_n": "n",
    "population_year": "year",
    "population_date": "date",
    "population_definition": "definition",
    "population_method": "method",
    "population_receipt": "receipt",
    "population_line": "line",
}


def gap(share: pd.Series, population: pd.Series) -> pd.Series:
    """Repräsentationslücke in percentage points, positive = under-represented (sign as in the federal DuCS survey)."""
    return 100 * (population - share)


def ratio(share: pd.Series, population: pd.Series) -> pd.Series:
    """Repräsentationsquote, 1 = parity; missing where nobody of the group lives in the city."""
    return share / population.where(population > 0)


def shortfall(counted: pd.Series, known: pd.Series, parity: pd.Series) -> pd.Series:
    """Persons lacking to parity, max(0, ⌈P·n − x⌉): a part of a person that is lacking counts as a person.

    Persons (>= 0) and a share 0…1 on one index; missing where a number is missing, nobody is known, x > n or P is no
    share. P·n − x within 1e-9 of a whole number is that number, so that the arithmetic of floats adds nobody.
    """
    return np.ceil(_lacking(counted, known, parity) - 1e-9).clip(lower=0) + 0.0


def whole_persons(counted: pd.Series, known: pd.Series, parity: pd.Series) -> pd.Series:
    """Whole persons lacking to parity, max(0, ⌊P·n − x⌋), the whole-person rule; else as `shortfall`."""
    return np.floor(_lacking(counted, known, parity) + 1e-9).clip(lower=0) + 0.0


def _lacking(counted: pd.Series, known: pd.Series, parity: pd.Series) -> pd.Series:
    return (parity * known - counted).where(possible(counted, known) & known.gt(0) & parity.between(0, 1))


def gap_values(shares: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Gap and ratio rows for every share of staff that can have them (columns as `shares`, with base and population_*).

    `shares` are indicator values of shares, unique index; a share without a fitting population figure gets the reason.
    """
    indicators = reference.indicators.set_index("id")
    whole = shares["group"].map(reference.groups.set_index("code")["kind"]).isin(["gesamt", "personen"])
    staff = shares[whole & shares["indicator"].map(indicators["gap_base"]).eq("ja")]
    population = shares[
        shares["indicator"].eq("share_population")
        & shares["group"].eq("insgesamt")
        & shares["status"].isin(["wert", "null"])
    ]
    pairs = population_pairs(staff, population, reference)
    taken = chosen_population(pairs)
    against = population.reindex(staff.index.map(taken)).set_index(staff.index)

    status, reason = _verdict(staff, pairs, taken, reference)
    counts = status == "wert"
    common = staff.assign(
        base=staff["indicator"],
        reason=reason,
        interval="",
        low=float("nan"),
        high=float("nan"),
        **{ours: against[theirs].where(counts) for ours, theirs in _POPULATION.items()},
    )
    rows = []
    for indicator, formula in [("gap", gap), ("ratio", ratio)]:
        value = formula(staff["value"], against["value"]).where(counts)
        rows.append(
            common.assign(
                indicator=indicator,
                unit=indicators.loc[indicator, "unit"],
                value=value,
                status=status.mask(counts & value.eq(0), "null").mask(counts & value.isna(), "nicht_sinnvoll"),
            )
        )
    return pd.concat(rows)


def _verdict(
    staff: pd.DataFrame, pairs: pd.DataFrame, taken: pd.Series, reference: Reference
) -> tuple[pd.Series, pd.Series]:
    """Status and reason of each gap; the first hindrance counts, in the order a reader would ask."""
    status = pd.Series("wert", staff.index)
    reason = pd.Series("", staff.index)
    forbidden = pairs[pairs["reason"] != ""].sort_values("rank").drop_duplicates("staff_row")
    own = _own_reason(staff, reference)
    why_not = own.where(own != "", staff.index.map(forbidden.set_index("staff_row")["reason"]).to_series(staff.index))
    has_comparable = staff.index.isin(pairs.loc[pairs["comparable"], "staff_row"])
    not_near = NOT_NEAR.format(months=reference.rule("population_max_months"))
    no_number = staff["value"].isna()
    for hindrance, outcome, words in [
        (no_number, staff["status"], staff["reason"]),
        (staff["value_kind"] != "WERT", "nicht_vergleichbar", staff["value_kind"].map(REASONS)),
        (~pd.Series(has_comparable, staff.index), "nicht_vergleichbar", why_not.fillna(NO_DEFINITION)),
        (~staff.index.isin(taken.index), "nicht_vergleichbar", not_near),
        (staff["grade"] == "D", "nicht_vergleichbar", GRADE_D),
    ]:
        first = pd.Series(hindrance, staff.index) & status.eq("wert")
        status = status.mask(first, outcome)
        reason = reason.mask(first, words)
    return status, reason


def _own_reason(staff: pd.DataFrame, reference: Reference) -> pd.Series:
    """Why a definition is comparable with nothing, itself included (seeds/comparability.csv)."""
    known = reference.comparability
    never = known[known["definition"].eq(known["other_definition"]) & known["comparable"].eq("nein")]
    return staff["definition"].map(never.set_index("definition")["reason"]).fillna("")
