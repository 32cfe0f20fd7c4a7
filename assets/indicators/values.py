"""All indicator values of one reporting year, from accepted rows to values with status, doubt and origin.

Belongs here: the order of the steps. Not here: any formula or rule; each step says in its own module what it does.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import pandas as pd

from assets.indicators.chances import (
    dissimilarity_values,
    flows_by_history,
    glass_ceiling_values,
    likelihood_values,
)
from assets.indicators.competence import competence_values
from assets.indicators.cooperation import cooperation_values
from assets.indicators.counts import TOTAL, counted_figures
from assets.indicators.decomposition import break_values, change_values
from assets.indicators.figure_values import figure_values, not_delivered
from assets.indicators.measures import measures_values
from assets.indicators.parity import hiring_values, parity_values
from assets.indicators.representation import representation_values, set_against
from assets.indicators.series import yearly
from assets.indicators.survey import raked_values, response_values
from assets.indicators.trend import newest_wholes, trend_lines, trend_values, untrended_values
from assets.reference.seeds import Reference
from schemas.deliveries import ACCEPTED_STATES, Delivery
from schemas.forms import FORMS, accepted_model
from schemas.indicators import IndicatorValue

# So many cities are computed at once: the time per city no longer falls with more, the memory would rise.
BLOCK = 1_000
# Part of Accepted → table of the store.
TABLES = {
    "figures": "figures",
    "staff": "staff_counts",
    "population": "population_counts",
    "recruitment": "recruitment_flows",
    "competence": "competence_items",
    "measures": "measures",
    "cooperation": "cooperation",
    "deliveries": "deliveries",
}
_COLUMNS = IndicatorValue.to_schema().columns
_TYPES = {name: column.dtype.type for name, column in _COLUMNS.items()}


def _none_of(form: str) -> Callable[[], pd.DataFrame]:
    return lambda: accepted_model(FORMS[form]).empty()


@dataclass(frozen=True)
class Accepted:
    """Accepted rows of all cities and years, a frame a form as the store keeps them, and the register of deliveries."""

    figures: pd.DataFrame = field(default_factory=_none_of("eckwerte"))
    staff: pd.DataFrame = field(default_factory=_none_of("personal"))
    population: pd.DataFrame = field(default_factory=_none_of("bevoelkerung"))
    recruitment: pd.DataFrame = field(default_factory=_none_of("gewinnung"))
    competence: pd.DataFrame = field(default_factory=_none_of("kompetenz"))
    measures: pd.DataFrame = field(default_factory=_none_of("massnahmen"))
    cooperation: pd.DataFrame = field(default_factory=_none_of("zusammenarbeit"))
    deliveries: pd.DataFrame = field(default_factory=Delivery.empty)


def indicator_values(
    accepted: Accepted, reference: Reference, year: int, cities: Collection[str] | None = None
) -> pd.DataFrame:
    """Every value an edition of `year` can say (columns of schemas.indicators.IndicatorValue), city by city.

    Cities that were not in the network at the end of the year, later deliveries and later figures are left out. Each
    city stands alone, so a large network is computed block by block: `cities` (AGS) says which, none means all.
    """
    members = reference.members(year)
    members = members if cities is None else members[members["ags"].isin(cities)]
    counted = counted_figures(accepted.staff, accepted.recruitment, accepted.population, reference)
    # Where a city delivers both, its counts go before its headline figure.
    figures = pd.concat([_shown(accepted.figures), counted], ignore_index=True)
    plain = figure_values(figures[figures["ags"].isin(members["ags"])], reference, year)
    shares = plain[plain["unit"].eq("ANTEIL")]
    flows = flows_by_history(_up_to(accepted.recruitment, members, year))
    sides = set_against(shares, reference)
    series = yearly(shares, reference)
    lines = trend_lines(series)
    wholes = newest_wholes(lines, sides, reference)
    left = flows["flow"].eq("AUSGESCHIEDEN") & flows["employment"].eq(TOTAL) & flows["value_kind"].eq("WERT")
    parts = [
        plain,
        representation_values(sides, reference),
        response_values(shares),
        raked_values(_up_to(accepted.staff, members, year), shares),
        trend_values(lines, reference),
        untrended_values(wholes),
        parity_values(lines, wholes, reference),
        hiring_values(wholes, flows[left]),
        change_values(series, shares),
        break_values(shares),
        likelihood_values(flows, shares, reference),
        glass_ceiling_values(shares),
        dissimilarity_values(shares),
        not_delivered(plain, members, reference, year),
    ]
    for form, rows, compute in [
        ("kompetenz", accepted.competence, competence_values),
        ("massnahmen", accepted.measures, measures_values),
        ("zusammenarbeit", accepted.cooperation, cooperation_values),
    ]:
        parts.append(compute(rows, _delivered(accepted.deliveries, form), members["ags"], reference, year))
    return _whole(parts, year)


def blocks(cities: pd.Series) -> list[list[str]]:
    """The AGS of a network in blocks that are computed at once, in order; at least one, perhaps empty."""
    ordered = sorted(cities)
    return [ordered[start : start + BLOCK] for start in range(0, max(len(ordered), 1), BLOCK)]


def _shown(figures: pd.DataFrame) -> pd.DataFrame:
    """Headline figures are about a whole; the residents are all of the city."""
    view = figures["indicator"].eq("share_population").map({True: TOTAL, False: ""}).astype("str")
    return figures.assign(dimension="", view=view, district="")


def _up_to(rows: pd.DataFrame, members: pd.DataFrame, year: int) -> pd.DataFrame:
    known = rows["delivery_year"].le(year) & rows["year"].le(year)
    return rows[known & rows["ags"].isin(members["ags"])].sort_values("delivery_year", ascending=False, kind="stable")


def _delivered(deliveries: pd.DataFrame, form: str) -> pd.DataFrame:
    """The accepted deliveries that brought a form, a nil return included."""
    brought = deliveries["forms"].str.split("|").map(lambda forms: form in forms).astype(bool)
    return deliveries.loc[brought & deliveries["state"].isin(ACCEPTED_STATES), ["ags", "year", "receipt"]]


def _whole(parts: list[pd.DataFrame], year: int) -> pd.DataFrame:
    """The parts as one table with every column; what a part does not say is an empty text or a missing number."""
    unsaid = {name: "" for name, column in _COLUMNS.items() if "str" in str(column.dtype)}
    full = [part.assign(**{name: "" for name in unsaid if name not in part}) for part in parts if len(part)]
    values = pd.concat([part.reindex(columns=list(_COLUMNS)) for part in full], ignore_index=True)
    own, residents = values["receipt"], values["population_receipt"]
    both = own.where(residents.isin([""]) | residents.eq(own), own + "|" + residents)
    values = values.assign(reporting_year=year, receipts=values["receipts"].where(values["receipts"].ne(""), both))
    # By city only: the steps and their rows have an order of their own, and the store reads in the order of its key.
    # It also checks every row against the model when it writes.
    return values.sort_values("ags", kind="stable", ignore_index=True).astype(_TYPES)
