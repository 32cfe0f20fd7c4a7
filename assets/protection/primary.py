"""Small groups are not shown: the first, simple rule of protection.

Belongs here: hiding a staff figure of fewer persons than the threshold, and everything computed from it. Not here:
hiding further cells so that a hidden one cannot be recomputed; published headline figures do not add up to tables.
"""

import pandas as pd

from assets.reference.seeds import Reference

REASON = "Weniger als {threshold} Personen, oder fast alle der Gruppe: geheim gehalten."
_NUMBERS = ["value", "numerator", "low", "high"]


def protect(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Indicator values as they may be shown (same columns): hidden ones have status `geheim` and no number.

    A staff figure is hidden when it counts fewer persons than the threshold (zero included), or leaves fewer uncounted;
    gap and ratio of a hidden share are hidden with it.
    """
    threshold = float(reference.rule("protection_threshold"))
    indicators = reference.indicators.set_index("id")
    about_staff = values["indicator"].map(indicators["subject"]).eq("personal")
    is_share = values["unit"].eq("ANTEIL")
    counted = values["numerator"].fillna(values["value"] * values["n"]).where(is_share, values["value"])
    persons = is_share | values["unit"].eq("PERSONEN")
    left = values["n"] - counted
    small = about_staff & persons & ((counted < threshold) | (left < threshold))
    origin = ["receipt", "line"]
    hidden_origins = pd.MultiIndex.from_frame(values.loc[small & values["receipt"].ne(""), origin])
    hidden = small | (values["base"].ne("") & pd.MultiIndex.from_frame(values[origin]).isin(hidden_origins))
    shown = values.copy()
    shown.loc[hidden, _NUMBERS] = float("nan")
    shown.loc[hidden, ["status", "reason"]] = ["geheim", REASON.format(threshold=f"{threshold:.0f}")]
    return shown
