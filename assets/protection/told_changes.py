"""What the file of changes tells of the editions before: the only numbers that may be said although they are no more.

Belongs here: whether each of them was printed, of that figure, in that edition, and is not secret by now. Not here: the
pages that repeat the file (told_pages.py), what follows from several editions together (attack.py).
"""

import json
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from assets.protection.published import Files, typed
from schemas.published import DATA, MANIFEST_NAME

LOG = f"{DATA}/aenderungen.csv"
_ABOUT = ["ags", "kennzahl", "bezug", "gliederung", "gruppe", "sicht", "sozialraum", "jahr", "stichtag"]
_KEY = [*_ABOUT, "definition", "erhebungsart", "berichtskreis", "einheit"]
_PERSONS = ["ags", "of", "gliederung", "gruppe", "sozialraum", "jahr"]
_EXACT = 1e-9


class Version(NamedTuple):
    """A told edition: reporting year, number, printed rows (published.py)."""

    year: int
    number: int
    rows: pd.DataFrame


def wrong_changes(files: Files, earlier: Sequence[Files], rows: Sequence[pd.DataFrame]) -> list[str]:
    """One German sentence for each number of the file of changes that may not stand there; empty is good.

    `rows`: the printed figures of the earlier editions and of this one, in this order. An old number must be that of
    the same figure in the edition before, a new one that of the edition itself; neither may be of a figure that this
    edition, or one after the number, keeps secret.
    """
    if LOG not in files:
        return []
    log, told = told_log(files), _versions(earlier, rows)
    known = {(one.year, one.number): at for at, one in enumerate(told)}
    at = pd.Series([known.get(one, -1) for one in zip(log["ausgabe"], log["fassung"], strict=True)], log.index)
    found = [_sentence(row, "eine Ausgabe, die es nicht gibt") for row in log[at.lt(1)].to_dict("records")]
    for place in sorted({*at} - {-1, 0}):
        own, later = log[at.eq(place)], [one.rows for one in told[place:]]
        # The edition in the making repeats nothing that it hides, though editions of newer years are out already.
        now = [] if any(one is rows[-1] for one in later) else [rows[-1]]
        found += _wrong(own, "alt", told[place - 1].rows, [*later, *now])
        found += _wrong(own, "neu", told[place].rows, [*later[1:], *now])
    return found


def told_log(files: Files) -> pd.DataFrame:
    """The rows of the file of changes: texts as they were, `alt` and `neu` as numbers, edition and version whole."""
    log = typed(files[LOG], LOG, ["alt", "neu"])
    return log.astype({"ausgabe": int, "fassung": int})


def _versions(earlier: Sequence[Files], rows: Sequence[pd.DataFrame]) -> list[Version]:
    """All told editions in their order; one in the making has no manifest yet, and is the next of its year."""
    named = [json.loads(one[MANIFEST_NAME]) for one in earlier]
    told = [
        Version(int(said["berichtsjahr"]), int(said["ausgabe"]), own) for said, own in zip(named, rows, strict=False)
    ]
    if len(rows[-1]):
        year = int(rows[-1]["berichtsjahr"].iloc[0])
        told.append(Version(year, 1 + max((one.number for one in told if one.year == year), default=0), rows[-1]))
    return sorted(told, key=lambda one: one[:2])


def _wrong(own: pd.DataFrame, column: str, printed: pd.DataFrame, hiding: Sequence[pd.DataFrame]) -> list[str]:
    """The sentences about the numbers of a column that are not printed, or that one of `hiding` keeps secret."""
    said = own[own[column].notna()]
    foreign = said[~_printed(said, column, printed)].assign(why="keine Ausgabe hat es gesagt")
    secret = [said[_hides(rows, said)].assign(why="die Zahl ist geheim") for rows in hiding]
    wrong = pd.concat([foreign, *secret])
    return [_sentence(row, f"{row[column]:g}, und {row['why']}") for row in wrong.to_dict("records")]


def _printed(said: pd.DataFrame, column: str, rows: pd.DataFrame) -> np.ndarray:
    """Which of the numbers the rows print of the same figure."""
    numbers = said[[*_KEY, column]].assign(place=range(len(said)))
    both = numbers.merge(rows.loc[rows["wert"].notna(), [*_KEY, "wert"]], on=_KEY)
    near = (both[column] - both["wert"]).abs() <= _EXACT * both["wert"].abs().clip(lower=1)
    return np.isin(np.arange(len(said)), both.loc[near, "place"])


def _hides(rows: pd.DataFrame, said: pd.DataFrame) -> np.ndarray:
    """Which of the figures the rows keep secret: themselves, or counted in another way where they are not printed."""
    secret, printed = rows[rows["status"].eq("geheim")], rows[rows["wert"].notna()]
    persons = _among(_of(said), _of(secret), _PERSONS)
    return _among(said, secret, _KEY) | (persons & ~_among(said, printed, _KEY))


def _of(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(of=rows["bezug"].where(rows["bezug"].ne(""), rows["kennzahl"]))


def _among(rows: pd.DataFrame, others: pd.DataFrame, keys: list[str]) -> np.ndarray:
    return pd.MultiIndex.from_frame(rows[keys]).isin(pd.MultiIndex.from_frame(others[keys]))


def _sentence(row: Mapping[Hashable, Any], what: str) -> str:
    return f"{LOG} nennt zu {row['stadt']}, {row['kennzahl']}, {row['gruppe']}, {row['jahr']}: {what}."
