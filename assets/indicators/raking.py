"""Raking: known answers weighted so that they look like the whole staff in every margin.

Belongs here: iterative proportional fitting and the share after it. Not here: which margins are known, or the label the
figure carries.
"""

import numpy as np
import pandas as pd

from assets.indicators.shares import possible

ROUNDS = 1000
TOLERANCE = 1e-10
_MARGIN = ["block", "dimension", "group"]


def rake(cells: pd.DataFrame, margins: pd.DataFrame) -> pd.Series:
    """Share of yes (0…1) of each block after its answers are fitted to its margins, indexed by block, sorted.

    `cells` has block, one column per dimension, yes and known (persons who answered yes, who answered); `margins` has
    block, dimension (a column of cells), group (a value of it) and total (persons of the staff). Weights start at 1 and
    are fitted to one dimension after the other until no margin is off by 1e-10 of its total.
    Missing where 1,000 rounds do not suffice, a number is missing or impossible, a margin is lacking or stands twice, a
    margin has persons but no answers or fewer persons than answers, or the margins of a block differ in their sum.
    Source: W. E. Deming and F. F. Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
    """
    dimensions = [name for name in cells.columns if name not in ("block", "yes", "known")]
    # In one order, so that the sums of floats do not depend on the order of the rows.
    cells = cells.sort_values(list(cells.columns))
    single = margins.drop_duplicates(_MARGIN)
    places = _places(cells, dimensions, single)
    refused = pd.concat([margins.loc[margins.duplicated(_MARGIN), "block"], _refused(cells, single, places)])
    blocks = pd.Index(pd.concat([cells["block"], margins["block"]]).unique(), name="block").sort_values()
    used = (cells["known"].gt(0) & ~cells["block"].isin(refused)).to_numpy()
    return _fit(cells[used], places[used], single["total"].to_numpy(float), single["block"]).reindex(blocks)


def _places(cells: pd.DataFrame, dimensions: list[str], margins: pd.DataFrame) -> np.ndarray:
    """The row of its margin for each cell and dimension, −1 where there is none."""
    key = pd.MultiIndex.from_frame(margins[_MARGIN])
    wanted = [cells[["block", name]].set_axis(["block", "group"], axis=1).assign(dimension=name) for name in dimensions]
    return np.column_stack([key.get_indexer(pd.MultiIndex.from_frame(one[_MARGIN])) for one in wanted])


def _refused(cells: pd.DataFrame, margins: pd.DataFrame, places: np.ndarray) -> pd.Series:
    """Blocks whose numbers cannot be fitted."""
    total = margins["total"]
    answers = np.zeros(len(margins))
    for place in places.T:
        there = place >= 0
        answers += np.bincount(place[there], cells["known"].fillna(0)[there], len(margins))
    impossible = ~possible(cells["yes"], cells["known"]) | (places < 0).any(axis=1)
    unfit = ~possible(pd.Series(answers, margins.index), total * (1 + 1e-9)) | (total.gt(0) & (answers == 0))
    # An infinite total is refused above already; in a sum it would only warn.
    sums = total.where(np.isfinite(total)).groupby([margins["block"], margins["dimension"]]).sum().groupby("block")
    differ = sums.max() - sums.min() > 1e-9 * sums.max()
    return pd.concat([cells.loc[impossible, "block"], margins.loc[unfit, "block"], differ.index[differ].to_series()])


def _fit(cells: pd.DataFrame, places: np.ndarray, totals: np.ndarray, margin_block: pd.Series) -> pd.Series:
    """The share of each block that settles. A settled block rests while the others go on, whatever they need."""
    code, blocks = pd.factorize(cells["block"])
    margin_code = blocks.get_indexer(margin_block)
    fitted = cells["known"].to_numpy(float)
    share = (cells["yes"] / cells["known"]).to_numpy(float)
    result = np.full(len(blocks), np.nan)
    for _ in range(ROUNDS):
        for place in places.T:
            fitted = fitted * _factor(fitted, place, totals)[place]
        off = np.zeros(len(blocks) + 1, dtype=bool)  # the last for margins of blocks that are not fitted (−1)
        for place in places.T:
            off[margin_code[place[np.abs(_factor(fitted, place, totals)[place] - 1) >= TOLERANCE]]] = True
        rests = ~off[code]
        if rests.any():
            settled = np.unique(code[rests])
            whole = np.bincount(code[rests], fitted[rests], len(blocks))
            yes = np.bincount(code[rests], (fitted * share)[rests], len(blocks))
            result[settled] = yes[settled] / whole[settled]
            code, places, fitted, share = code[~rests], places[~rests], fitted[~rests], share[~rests]
        if not len(code):
            break
    return pd.Series(result, blocks)


def _factor(fitted: np.ndarray, place: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """What each margin has to be multiplied by; 1 where nothing is fitted to it."""
    now = np.bincount(place, fitted, len(totals))
    return np.divide(totals, now, out=np.ones(len(totals)), where=now > 0)
