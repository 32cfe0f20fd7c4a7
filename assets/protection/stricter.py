"""The smallest numbers of persons that cities asked for themselves, stricter than the network's rule.

Belongs here: what a delivery asks for, from its accepted rows. Not here: the network's own thresholds, which of both
holds (the larger), what may be shown.
"""

from collections.abc import Iterable

import pandas as pd


def delivered_thresholds(frames: Iterable[pd.DataFrame]) -> pd.Series:
    """Receipt → the strictest (largest) smallest number of persons it asks for; receipts that ask for none are absent.

    `frames`: accepted rows of forms about persons (columns receipt, smallest). What one row asks for holds for the
    whole delivery; rows without a number say nothing. Raises KeyError for frames of forms that have no such column.
    """
    asked = [frame.loc[frame["smallest"].notna(), ["receipt", "smallest"]] for frame in frames]
    said = pd.concat(asked) if asked else pd.DataFrame({"receipt": [], "smallest": []})
    said = said.astype({"receipt": "str", "smallest": "int64"})
    return said.groupby("receipt")["smallest"].max()
