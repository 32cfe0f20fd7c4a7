"""Small groups are not shown: the first, simple rule of protection.

Belongs here: hiding a staff figure of fewer persons than the threshold, everything computed from it, and keeping back
what this rule alone cannot protect. Not here: hiding further cells so that a hidden one cannot be recomputed.
"""

import pandas as pd

from assets.reference.seeds import Reference

REASON = "Weniger als {threshold} Personen, oder fast alle der Gruppe: geheim gehalten."
_NUMBERS = ["value", "numerator", "low", "high", "bound_low", "bound_high"]
_ORIGIN = ["receipt", "line"]
_GROUP = ["ags", "base", "group"]
# Computed from the one figure whose origin they have; everything else with a base may stem from several years.
_OF_ONE_FIGURE = ["gap", "ratio", "shortfall", "shortfall_whole", "z", "tail", "response", "raked"]
# Flows by history are small and hang together with staff and hires.
_FLOWS = ("relative_likelihood", "likelihood_", "dissimilarity")


def protect(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Indicator values as they may be shown (same columns): hidden ones have status `geheim` and no number.

    A staff figure is hidden when it counts fewer persons than the threshold (zero included), or leaves fewer uncounted;
    what is computed from a hidden share is hidden with it. Breakdowns, districts, flows and uneven areas are kept back
    whole: their cells add up to each other, and single cells cannot be hidden one by one.
    """
    values = values[alone(values)]
    threshold = float(reference.rule("protection_threshold"))
    indicators = reference.indicators.set_index("id")
    about_staff = values["indicator"].map(indicators["subject"]).eq("personal")
    is_share = values["unit"].eq("ANTEIL")
    counted = values["numerator"].fillna(values["value"] * values["n"]).where(is_share, values["value"])
    persons = is_share | values["unit"].eq("PERSONEN")
    left = values["n"] - counted
    small = about_staff & persons & ((counted < threshold) | (left < threshold))
    small_origins = pd.MultiIndex.from_frame(values.loc[small & values["receipt"].ne(""), _ORIGIN])
    small_groups = pd.MultiIndex.from_frame(values.loc[small, ["ags", "indicator", "group"]].drop_duplicates())
    of_one = values["indicator"].isin(_OF_ONE_FIGURE)
    same_origin = pd.MultiIndex.from_frame(values[_ORIGIN]).isin(small_origins)
    same_group = pd.MultiIndex.from_frame(values[_GROUP]).isin(small_groups)
    hidden = small | (values["base"].ne("") & ((of_one & same_origin) | (~of_one & same_group)))
    shown = values.copy()
    shown.loc[hidden, _NUMBERS] = float("nan")
    shown.loc[hidden, "verdict"] = ""
    shown.loc[hidden, ["status", "reason"]] = ["geheim", REASON.format(threshold=f"{threshold:.0f}")]
    return shown


def alone(values: pd.DataFrame) -> pd.Series:
    """Which values stand alone, so that no sum with others betrays them."""
    whole = values["dimension"].isin(["", "field_of_action"]) & values["district"].eq("")
    return whole & ~values["indicator"].str.startswith(_FLOWS)
