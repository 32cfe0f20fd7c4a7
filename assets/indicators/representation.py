"""Every share of staff against the share of the residents: gap, ratio, missing persons, and how sure that is.

Belongs here: their rows, the reason where there is none, the verdict. Not here: the formulas (gaps.py, deviation.py,
ratios.py), which population figure is taken (comparability.py).
"""

import numpy as np
import pandas as pd

from assets.indicators.comparability import chosen_population, population_pairs
from assets.indicators.counts import TOTAL
from assets.indicators.deviation import lower_tail, z
from assets.indicators.gaps import gap, ratio, shortfall, whole_persons
from assets.indicators.ratios import difference_interval
from assets.reference.seeds import Reference

REASONS = {
    "SCHAETZUNG": "Nur eine Schätzung; aus Schätzungen wird keine Lücke errechnet.",
    "OBERGRENZE": "Nur eine Obergrenze; der Anteil selbst ist nicht bekannt.",
    "UNTERGRENZE": "Nur eine Untergrenze; der Anteil selbst ist nicht bekannt.",
}
NO_DEFINITION = "Keine Bevölkerungszahl nach derselben Definition."
NOT_NEAR = "Keine vergleichbare Bevölkerungszahl im Abstand von höchstens {months} Monaten."
GRADE_D = "Die Güte D reicht für einen Vergleich nicht."
NOBODY_LIVES_HERE = "In der Bevölkerung gibt es nach dieser Definition niemanden; die Quote lässt sich nicht errechnen."
NO_PERSONS = "Nur ein Prozentwert; Personen lassen sich daraus nicht errechnen."
FEW = "Weniger als {smallest} bekannte Angaben; stattdessen ist die Wahrscheinlichkeit genau gerechnet."
EVERYBODY = "Alle Beschäftigten haben geantwortet: es gibt keinen Zufall der Stichprobe."
SAMPLED_RESIDENTS = "Der Bevölkerungsanteil stammt aus einer Stichprobe, deren Umfang nicht bekannt ist."

SAMPLED = ["finite", "binomial"]
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
    "population_scope": "scope",
    "population_interval": "interval",
    "population_low": "low",
    "population_high": "high",
}
_TEXTS = [f"population_{name}" for name in ("date", "definition", "method", "receipt", "scope", "interval")]
_OCCASION = ["ags", "definition", "date", "year"]


def eligible(shares: pd.DataFrame, reference: Reference) -> pd.Series:
    """Which rows are shares of staff that have a gap: of a whole or of a group of persons, not of those counted."""
    whole = shares["group"].map(reference.groups.set_index("code")["kind"]).isin(["gesamt", "personen"])
    with_gap = shares["indicator"].map(reference.indicators.set_index("id")["gap_base"]).eq("ja")
    return with_gap & (whole | shares["dimension"].ne(""))


def set_against(shares: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Each eligible share with the residents' share it is measured against (columns `population_*`), view by view.

    `shares` are indicator values of shares with a unique index. The whole city is asked for every share; the second
    views of age and the districts, where delivered, for shares of a whole only. `status` and `reason` are those of the
    gap: where there is none, the first hindrance in the order a reader would ask.
    """
    staff = shares[eligible(shares, reference)]
    population = shares[
        shares["indicator"].eq("share_population")
        & shares["group"].eq("insgesamt")
        & shares["status"].isin(["wert", "null"])
    ]
    occasion = staff.groupby(_OCCASION, sort=False).ngroup()
    occasions = staff[_OCCASION].set_axis(occasion).drop_duplicates()
    pairs = population_pairs(occasions, population, reference)
    chosen = chosen_population(pairs)
    city = chosen["view"].eq(TOTAL) & chosen["district"].eq("")

    staff = staff.assign(occasion=occasion.to_numpy(), share_status=staff["status"])
    taken = chosen[city].set_index("staff_row")["population_row"]
    main = staff.assign(view=TOTAL, district="", population_row=staff["occasion"].map(taken))
    status, reason = _hindrance(main, pairs, reference)
    main = main.assign(status=status, reason=reason)
    measured = main[main["status"].eq("wert") & main["dimension"].eq("")]
    other = measured.drop(columns=["view", "district", "population_row"]).merge(
        chosen[~city], left_on="occasion", right_on="staff_row"
    )
    sides = pd.concat([main, other.reindex(columns=main.columns)], ignore_index=True)
    against = population.reindex(sides["population_row"]).set_axis(sides.index)
    counts = sides["status"].eq("wert")
    sides = sides.assign(**{ours: against[theirs].where(counts) for ours, theirs in _POPULATION.items()})
    return sides.fillna(dict.fromkeys(_TEXTS, ""))


def representation_values(sides: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Rows gap, ratio, shortfall, shortfall_whole, z and tail of shares set against the residents (`set_against`).

    Missing persons are said where there are counts, z and tail where the share stems from a sample. Where there is no
    gap, only whole groups say so for every indicator; a breakdown says it once, in its gap.
    """
    share, parity = sides["value"], sides["population_value"]
    limits, kind = _share_limits(sides)
    wide = difference_interval(parity, _population_limits(sides), share, limits)
    common = sides.assign(base=sides["indicator"], share_kind=sides["interval"], interval="", verdict="")
    common[["low", "high", "bound_low", "bound_high"]] = np.nan
    inhabited = parity.where(parity > 0)
    rows = [
        _said(
            common.assign(
                interval=kind, low=100 * wide["low"], high=100 * wide["high"], verdict=_verdict(sides, reference)
            ),
            "gap",
            gap(share, parity),
            "",
            reference,
        ),
        _said(
            common.assign(interval=kind, low=limits["low"] / inhabited, high=limits["high"] / inhabited),
            "ratio",
            ratio(share, parity),
            NOBODY_LIVES_HERE,
            reference,
        ),
    ]
    persons = sides["numerator"].where(sides["published_unit"].eq("PERSONEN"))
    told = sides["status"].eq("wert") | sides["dimension"].eq("")
    for indicator, formula in [("shortfall", shortfall), ("shortfall_whole", whole_persons)]:
        rows.append(_said(common, indicator, formula(persons, sides["n"], parity), NO_PERSONS, reference)[told])
    rows += _chance(common, persons, reference)
    return pd.concat(rows, ignore_index=True)


def _hindrance(staff: pd.DataFrame, pairs: pd.DataFrame, reference: Reference) -> tuple[pd.Series, pd.Series]:
    """Status and reason of each gap; the first hindrance counts, in the order a reader would ask."""
    status = pd.Series("wert", staff.index)
    reason = pd.Series("", staff.index)
    pairs = pairs[pairs["view"].eq(TOTAL) & pairs["district"].eq("")]
    forbidden = pairs[pairs["reason"] != ""].sort_values("rank").drop_duplicates("staff_row")
    own = _own_reason(staff, reference)
    why_not = own.where(own != "", staff["occasion"].map(forbidden.set_index("staff_row")["reason"]))
    has_comparable = staff["occasion"].isin(pairs.loc[pairs["comparable"], "staff_row"])
    not_near = NOT_NEAR.format(months=reference.rule("population_max_months"))
    for hindrance, outcome, words in [
        (staff["value"].isna(), staff["status"], staff["reason"]),
        (staff["value_kind"] != "WERT", "nicht_vergleichbar", staff["value_kind"].map(REASONS)),
        (~has_comparable, "nicht_vergleichbar", why_not.fillna(NO_DEFINITION)),
        (staff["population_row"].isna(), "nicht_vergleichbar", not_near),
        (staff["grade"] == "D", "nicht_vergleichbar", GRADE_D),
    ]:
        first = hindrance & status.eq("wert")
        status = status.mask(first, outcome)
        reason = reason.mask(first, words)
    return status, reason


def _own_reason(staff: pd.DataFrame, reference: Reference) -> pd.Series:
    """Why a definition is comparable with nothing, itself included (seeds/comparability.csv)."""
    known = reference.comparability
    never = known[known["definition"].eq(known["other_definition"]) & known["comparable"].eq("nein")]
    return staff["definition"].map(never.set_index("definition")["reason"]).fillna("")


def _said(rows: pd.DataFrame, indicator: str, value: pd.Series, why_not: str, reference: Reference) -> pd.DataFrame:
    """Rows of an indicator: a number where the gap counts and can be computed, else the status and the reason."""
    counts = rows["status"].eq("wert")
    value = value.where(counts)
    empty = counts & value.isna()
    limits = rows[["low", "high"]].where(value.notna())
    return rows.assign(
        indicator=indicator,
        value=value,
        unit=reference.indicators.set_index("id").at[indicator, "unit"],
        status=rows["status"].mask(counts & value.eq(0), "null").mask(empty, "nicht_sinnvoll"),
        reason=rows["reason"].mask(empty, why_not),
        low=limits["low"],
        high=limits["high"],
    )


def _share_limits(sides: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """The interval of the share and its kind; of everybody counted the share itself, and none against a sample."""
    exact = sides["interval"].eq("none") & sides["population_interval"].eq("none")
    known = sides["interval"].isin(SAMPLED) & sides["population_interval"].isin(["none", *SAMPLED])
    kind = sides["interval"].where(exact | known, "unknown").where(sides["status"].eq("wert"), "")
    return sides[["low", "high"]].where(known), kind


def _population_limits(sides: pd.DataFrame) -> pd.DataFrame:
    counted = sides["population_interval"].eq("none")
    low = sides["population_low"].where(~counted, sides["population_value"])
    return pd.DataFrame({"low": low, "high": sides["population_high"].where(~counted, sides["population_value"])})


def _verdict(sides: pd.DataFrame, reference: Reference) -> pd.Series:
    """UNTER and UEBER only where chance is excluded and the gap is large enough in points and in persons."""
    limits, kind = _share_limits(sides)
    share, parity = sides["value"], sides["population_value"]
    exact = kind.eq("none")
    low, high = share.where(exact, limits["low"]), share.where(exact, limits["high"])
    points, persons = (float(reference.rule(f"verdict_{one}")) for one in ("gap", "persons"))
    large = ((parity - share).abs() >= points / 100) & ((parity - share).abs() * sides["n"] >= persons)
    verdict = (
        pd.Series("OFFEN", sides.index).mask(large & (high < parity), "UNTER").mask(large & (low > parity), "UEBER")
    )
    smallest = sides["indicator"].map(reference.indicators.set_index("id")["smallest_n"]).astype(float)
    judged = low.notna() & sides["status"].eq("wert") & (sides["n"] >= smallest)
    return verdict.where(judged, "")


def _chance(common: pd.DataFrame, persons: pd.Series, reference: Reference) -> list[pd.DataFrame]:
    """Rows z, and tail below the smallest number of answers, of shares that stem from a sample."""
    smallest = float(reference.indicators.set_index("id")["smallest_n"]["z"])
    sampled = common["status"].eq("wert") & common["share_kind"].isin(SAMPLED) & persons.notna()
    rows, counted = common[sampled], persons[sampled]
    total = rows["total"].where(rows["share_kind"].eq("finite"))
    uncertain = rows["population_interval"].ne("none")
    few = rows["n"] < smallest
    deviation = z(counted, rows["n"], rows["population_value"], total).where(~few & ~uncertain)
    told = _said(rows, "z", deviation, EVERYBODY, reference)
    told["reason"] = told["reason"].mask(few, FEW.format(smallest=f"{smallest:.0f}")).mask(uncertain, SAMPLED_RESIDENTS)
    exact = few & ~uncertain
    tail = lower_tail(counted[exact], rows.loc[exact, "n"], rows.loc[exact, "population_value"], total[exact])
    return [told, _said(rows[exact], "tail", tail, "", reference)]
