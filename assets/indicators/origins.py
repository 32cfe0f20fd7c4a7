"""Which deliveries a value was computed from.

Belongs here: joining receipts. Not here: the receipt and line of the figure itself (every row has them).
"""

import pandas as pd


def joined(first: pd.Series, second: pd.Series) -> pd.Series:
    """The receipts of both columns (each joined by |), every one once, in their order; a missing second adds none."""
    pairs = zip(first, second.fillna(""), strict=True)
    texts = ["|".join(dict.fromkeys(one for one in f"{ours}|{theirs}".split("|") if one)) for ours, theirs in pairs]
    return pd.Series(texts, first.index, dtype="str")
