"""The values as they may be shown: what the decisions hide, and with it everything computed from it.

Belongs here: which value hangs on which counts of persons. Not here: the decisions (decisions.py); markup and words of
tables (assets/editions/).
"""

import pandas as pd

from assets.indicators.chances import CHANCES, STAFF, flows_by_history
from assets.indicators.values import Accepted
from assets.protection.decisions import GROUP, NEVER_SHOWN, Decisions, decisions
from assets.protection.persons import ALL_LEADERS, persons
from assets.protection.stricter import delivered_thresholds
from assets.reference.seeds import Reference

# One sentence for whatever is hidden: who reads it cannot tell a small number from one that protects it.
REASON = "Geheim gehalten, damit keine einzelne Person zu erkennen ist."
_RESULTS = ["value", "low", "high", "bound_low", "bound_high"]
_PRINTED = {"yes": "numerator", "known": "n", "everybody": "total"}
# Computed from one share and nothing else of the staff.
_OF_ONE_SHARE = ["gap", "ratio", "shortfall", "shortfall_whole"]
# Computed from the figures of several years, and from all groups of a breakdown.
_OF_YEARS = ("trend", "parity_year", "hire_share_needed", "change")
_OF_BREAKDOWN = ["dissimilarity", "change_same_area", "change_weights"]
# Of how many these are rates: a headcount that stands in other figures too.
_HEADCOUNTS = {"competence_trained_staff": "personal", "competence_trained_leaders": ALL_LEADERS}
# Computed from counts that no edition prints.
NEVER_PUBLISHED = ["raked"]
# Why there is none, whatever is counted.
_SAY_NOTHING = ["nicht_geliefert", "nicht_erhoben", "nicht_vergleichbar"]
_FLOW = ["ags", "year", "definition", "method", "scope", "employment"]


def protect(
    values: pd.DataFrame, accepted: Accepted, reference: Reference, told: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, Decisions]:
    """The values of some cities as they may be published, and the decisions behind it.

    `accepted`: the rows that the values were computed from; they say what the cities want shown. For `told`
    see decisions.decisions, which raises Withheld where nothing can be done.
    """
    forms = [accepted.figures, accepted.staff, accepted.population, accepted.recruitment]
    decided = decisions(values, reference, delivered_thresholds(forms), told)
    return shown_values(values, flows_by_history(accepted.recruitment), decided, reference), decided


def shown_values(values: pd.DataFrame, flows: pd.DataFrame, decided: Decisions, reference: Reference) -> pd.DataFrame:
    """Indicator values as they may be published (same columns).

    A hidden value has the status `geheim`, one reason and no number; of the counts beside it each goes with the
    decision on itself. `flows` (chances.flows_by_history) tell how many of a likelihood were counted. Left out are
    groups that are never a figure of their own, and values computed from counts that nobody prints.
    """
    values = values.assign(persons=persons(values, reference))
    values = values[values["persons"].ne(NEVER_SHOWN) & ~values["indicator"].isin(NEVER_PUBLISHED)]
    marked = _marks(values, decided.cells)
    share = marked["yes"] | marked["known"]
    own = share.where(values["base"].eq("") | values["indicator"].isin(_OF_ONE_SHARE), marked.any(axis=1))
    heads = values["base"].eq("") & values["unit"].eq("PERSONEN")
    own = own.where(~heads, marked["everybody"])
    hidden = own | _hangs(values, values[share], decided) | _small_flows(values, flows, values[share], reference)
    hidden |= _hidden_headcounts(values, decided.cells)
    # Why there is no number may tell what the number is: that somebody never gets there, that nobody is counted.
    hidden &= ~values["status"].isin(_SAY_NOTHING)
    shown = values.copy()
    response = values["indicator"].eq("response")
    for what, column in _PRINTED.items():
        shown[column] = shown[column].mask(marked[what] & ~response)
    # A response is of known answers among everybody.
    for what, column in (("known", "numerator"), ("everybody", "n")):
        shown[column] = shown[column].mask(marked[what] & response)
    # What is certain without assuming anything is computed from everybody, and so is the interval of a survey.
    shown[_RESULTS[1:]] = shown[_RESULTS[1:]].mask(marked["everybody"])
    shown.loc[hidden, _RESULTS] = float("nan")
    shown.loc[hidden & values["indicator"].isin([*CHANCES, *_HEADCOUNTS]), list(_PRINTED.values())] = float("nan")
    shown.loc[hidden, "verdict"] = ""
    shown.loc[hidden, ["status", "reason"]] = ["geheim", REASON]
    against = _hidden_residents(values, values[share])
    shown.loc[against, ["population_value", "population_numerator", "population_n"]] = float("nan")
    return shown.drop(columns="persons")


def _hidden_headcounts(values: pd.DataFrame, cells: pd.DataFrame) -> pd.Series:
    """Rates among all staff or all leaders where it is hidden how many these are."""
    closed = cells[cells["hidden"].astype(bool) & cells["what"].eq("everybody")]
    among = values.assign(persons=values["indicator"].map(_HEADCOUNTS).fillna(""))
    return _among(among, closed, ["ags", "year", "persons"])


def _marks(values: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """For each value whether yes, known and everybody of its persons are hidden."""
    hidden = cells[cells["hidden"].astype(bool)]
    keys = pd.MultiIndex.from_frame(values[GROUP])
    return pd.DataFrame(
        {
            what: keys.isin(pd.MultiIndex.from_frame(hidden.loc[hidden["what"].eq(what), GROUP]))
            for what in ("yes", "known", "everybody")
        },
        index=values.index,
    )


def _hangs(values: pd.DataFrame, hidden: pd.DataFrame, decided: Decisions) -> pd.Series:
    """Values of several figures of which one is hidden."""
    hangs = _among(values, hidden, ["ags", "persons"]) & values["indicator"].str.startswith(_OF_YEARS)
    groups = hidden.assign(persons=hidden["persons"].str.rsplit("/", n=1).str[0])
    hangs |= _among(values, groups, ["ags", "persons", "dimension"]) & values["indicator"].isin(_OF_BREAKDOWN)
    staff = hidden[hidden["persons"].eq("personal")].assign(persons=ALL_LEADERS)
    hangs |= values["indicator"].eq("glass_ceiling") & _among(values, staff, ["ags", "year", "persons"])
    return hangs | _hidden_residents(values, hidden)


def _hidden_residents(values: pd.DataFrame, hidden: pd.DataFrame) -> pd.Series:
    """Values set against residents whose share is hidden."""
    residents = hidden[hidden["persons"].str.startswith("bevoelkerung")]
    keys = {"ags": "ags", "population_receipt": "receipt", "view": "view", "district": "district"}
    against = pd.MultiIndex.from_frame(values[list(keys)])
    return pd.Series(against.isin(pd.MultiIndex.from_frame(residents[list(keys.values())])), values.index)


def _small_flows(values: pd.DataFrame, flows: pd.DataFrame, hidden: pd.DataFrame, reference: Reference) -> pd.Series:
    """Likelihoods of which a flow counts fewer persons than may be known, or whose staff or hires are hidden."""
    rule = reference.protection.set_index("table").loc["insgesamt"]
    limit = flows["method"].map({"BEFRAGUNG": rule["survey_threshold"]}).fillna(rule["threshold"])
    few = flows[(flows["yes"] < limit) | (flows["no"] < limit)]
    hires = hidden[hidden["indicator"].eq("share_hires")].assign(flow="EINGESTELLT")
    staff = hidden[hidden["indicator"].isin(["share_staff", "share_nationality"])].assign(flow=STAFF)
    told = pd.concat([hires, staff])
    told = told.assign(employment=told["group"].replace("insgesamt", "INSGESAMT"))
    few = pd.concat([few[[*_FLOW, "flow"]], told[[*_FLOW, "flow"]]])
    result = pd.Series(False, values.index)
    rows = values.assign(employment=values["group"].replace("insgesamt", "INSGESAMT"))
    for indicator, pair in CHANCES.items():
        result |= rows["indicator"].eq(indicator) & _among(rows, few[few["flow"].isin(pair)], _FLOW)
    return result


def _among(rows: pd.DataFrame, others: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Whether each row has the same keys as one of the others."""
    return pd.Series(pd.MultiIndex.from_frame(rows[keys]).isin(pd.MultiIndex.from_frame(others[keys])), rows.index)
