"""The quality grade of a figure and the interval it is owed, by one rule for all cities (seeds/methods.csv, rules.csv).

Belongs here: grade and kind of interval from method, value kind and response. Not here: the interval itself
(shares.py).
"""

import pandas as pd

from assets.reference.seeds import Reference


def grade(figures: pd.DataFrame, reference: Reference) -> pd.Series:
    """A register or complete; B, C, D survey by response (n / total); D everything that is not a value.

    `figures` has the columns method, value_kind, n, total.
    """
    grades = figures["method"].map(reference.methods.set_index("code")["grade"]).fillna("D")
    response = figures["n"] / figures["total"].where(figures["total"] > 0)
    by_response = pd.Series("D", figures.index)
    by_response[response >= float(reference.rule("grade_c_response"))] = "C"
    by_response[response >= float(reference.rule("grade_b_response"))] = "B"
    grades = grades.where(grades != "response", by_response)
    return grades.where(figures["value_kind"] == "WERT", "D")


def interval_kind(figures: pd.DataFrame, reference: Reference) -> pd.Series:
    """none, finite, binomial or unknown by the method; empty where a value has no n or is no value."""
    kinds = figures["method"].map(reference.methods.set_index("code")["interval"]).fillna("")
    sampled = kinds.isin(["finite", "binomial"])
    return kinds.where((figures["value_kind"] == "WERT") & (~sampled | figures["n"].notna()), "")
