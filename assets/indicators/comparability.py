"""Which figures may be set against each other.

Belongs here: the definition gate and the choice of the population figure for a staff figure. Not here: the gap itself.
"""

import pandas as pd

from assets.reference.seeds import Reference

DAYS_A_MONTH = 365.25 / 12


def comparable(pairs: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """For pairs of definitions of one city (columns definition, other_definition): comparable (bool) and reason where
    one is known.

    A row of seeds/comparability.csv decides, in either order; without one, equal definition families do.
    """
    known = reference.comparability
    turned = known.rename(columns={"definition": "other_definition", "other_definition": "definition"})
    rules = pd.concat([known, turned]).drop_duplicates(["definition", "other_definition"])
    decided = pairs[["definition", "other_definition"]].merge(rules, how="left")
    families = reference.definitions.set_index("code")["family"]
    same_family = decided["definition"].map(families) == decided["other_definition"].map(families)
    allowed = decided["comparable"].isin(["ja", "stadt"]) | (decided["comparable"].isna() & same_family)
    return pd.DataFrame(
        {"comparable": allowed.to_numpy(), "reason": decided["reason"].where(~allowed).fillna("").to_numpy()},
        pairs.index,
    )


def never_between_cities(reference: Reference) -> set[str]:
    """Definitions whose figures are not even comparable with the same definition in another city."""
    own = reference.comparability
    own = own[own["definition"].eq(own["other_definition"]) & own["comparable"].ne("ja")]
    return set(own["definition"])


def months_apart(first: pd.DataFrame, second: pd.DataFrame) -> pd.Series:
    """The most months two figures can lie apart (columns date, year of each; one index).

    A figure without a Stichtag may stem from any day of its year, so the farthest days count.
    """
    (first_from, first_to), (second_from, second_to) = _span(first), _span(second)
    days = pd.concat([(first_to - second_from).dt.days.abs(), (second_to - first_from).dt.days.abs()], axis=1)
    return days.max(axis=1) / DAYS_A_MONTH


def population_pairs(staff: pd.DataFrame, population: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Every staff figure with every population figure of its city: comparable, reason, months, rank of the source.

    Columns: staff_row, population_row (index labels of the two frames), view, district, comparable, reason, months,
    near, rank.
    """
    order = [name.strip() for name in reference.rule("population_source_order").split(">")]
    left = staff[["ags", "definition", "date", "year"]].rename_axis("staff_row").reset_index()
    told = ["ags", "definition", "date", "year", "method", "numerator", "view", "district"]
    right = population[told].rename_axis("population_row")
    pairs = left.merge(right.reset_index(), on="ags", suffixes=("", "_population"))
    pairs = pairs[pairs["method"].isin(order)].reset_index(drop=True)
    gate = comparable(pairs.rename(columns={"definition_population": "other_definition"}), reference)
    months = months_apart(
        pairs[["date", "year"]],
        pairs[["date_population", "year_population"]].set_axis(["date", "year"], axis=1),
    )
    return pairs.assign(
        comparable=gate["comparable"],
        reason=gate["reason"],
        months=months,
        near=months <= float(reference.rule("population_max_months")),
        rank=pairs["method"].map(order.index),
    )


def chosen_population(pairs: pd.DataFrame) -> pd.DataFrame:
    """The population figure each staff figure is set against, one for each view of the residents (columns staff_row,
    view, district, population_row): same definition family, then the source order, then the nearest Stichtag.

    Counts go before printed percentages of the same figure.
    """
    fitting = pairs[pairs["comparable"] & pairs["near"]]
    fitting = fitting.assign(printed=fitting["numerator"].isna())
    best = fitting.sort_values(["rank", "months", "printed", "population_row"])
    shown = ["staff_row", "view", "district"]
    return best.drop_duplicates(shown).sort_values(shown)[[*shown, "population_row"]]


def _span(figures: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    year = figures["year"].astype("Int64").astype(str)
    known = figures["date"] != ""
    first = figures["date"].where(known, year + "-01-01")
    last = figures["date"].where(known, year + "-12-31")
    return pd.to_datetime(first), pd.to_datetime(last)
