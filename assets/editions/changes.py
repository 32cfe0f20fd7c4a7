"""What has changed since what was published: the tidy files of editions, compared cell by cell.

Belongs here: the comparison. Not here: the page (pages/changes.py), the feed (feed.py), which editions there are
(assets/protection/ledger.py). A correction replaces a value of the same edition; a revision is what a newer edition
says of a year that an older one told. What is secret by now is not repeated (docs/publication.md).
"""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from assets.editions.download import csv_bytes
from assets.protection.published import published_rows
from reports.languages import N_
from schemas.published import CSV_NAME, MANIFEST_NAME

CORRECTION, REVISION, NEW = N_("Korrektur"), N_("Revision"), N_("neu")
# What a figure is about; the delivery it came from may change.
KEY = [
    *("ags", "kennzahl", "bezug", "gliederung", "gruppe", "sicht", "sozialraum", "jahr", "stichtag"),
    *("definition", "erhebungsart", "berichtskreis", "einheit"),
]
_SAID = ["wert", "status", "empfaenge"]
_BOTH = ["alt", "alt_status", "neu", "neu_status", "art", "alt_empfaenge", "neu_empfaenge"]
COLUMNS = ["ausgabe", "fassung", *KEY, *_BOTH]
# Persons of whom a figure and what is computed from it speak, whatever the way of counting.
_PERSONS = ["ags", "gliederung", "gruppe", "sozialraum", "jahr"]
# Values closer than this are the same number, computed by another machine.
_SAME = 1e-9


def changes(editions: Sequence[Mapping[str, bytes]], current: pd.DataFrame) -> pd.DataFrame:
    """Every figure that an edition tells otherwise than the one before it (columns COLUMNS), newest edition first.

    `editions`: name → content of each published edition; `current`: the rows of this one (download.tidy_rows). Each is
    compared with the version before it, the first version of a year with the newest of the year before. `alt`, `neu`
    are empty where there is no number, or where a later edition or `current` keeps the figure secret: then its status
    still says that there was one. `alt_status` is empty where the figure was not there, `neu_status` where it is no
    more. A figure is `neu` where its year was told already. Nothing published: no rows.
    """
    told = [_numbered(files) for files in editions]
    now = _compared(csv_bytes(current)) if len(current) else None
    if now is not None:
        year = int(current["berichtsjahr"].iloc[0])
        versions = [version for other, version, _rows in told if other == year]
        told.append((year, max(versions, default=0) + 1, now))
    told.sort(key=lambda one: one[:2])
    found = []
    for at, ((before_year, _version, before), (of_year, version, rows)) in enumerate(pairwise(told), start=1):
        later = [one for _year, _version, one in told[at:]]
        if now is not None and not any(one is now for one in later):
            # The edition in the making repeats nothing that it hides, though editions of newer years are out already.
            later.append(now)
        changed = _between(rows, of_year, version, before, before_year)
        found.append(_without_secrets(changed, later))
    return pd.concat(found[::-1], ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)


def _numbered(files: Mapping[str, bytes]) -> tuple[int, int, pd.DataFrame]:
    """Reporting year, version and rows of a published edition."""
    said = json.loads(files[MANIFEST_NAME])
    return int(said["berichtsjahr"]), int(said["ausgabe"]), _compared(files[CSV_NAME])


def _compared(file: bytes) -> pd.DataFrame:
    """The compared columns of a tidy file: texts as they were before the file was made harmless, the value as a number.

    The rows of this edition are written and read back, so that both sides went the same way.
    """
    return published_rows({CSV_NAME: file})[[*KEY, *_SAID]]


def _between(now: pd.DataFrame, year: int, version: int, before: pd.DataFrame, before_year: int) -> pd.DataFrame:
    """What the rows of an edition tell otherwise than those of the edition before it."""
    now, before = _apart(now), _apart(before)
    both = before.merge(now, on=[*KEY, "nummer"], how="outer", suffixes=("_alt", "_neu"), indicator="seite")
    same_number = (both["wert_alt"] - both["wert_neu"]).abs().le(_SAME)
    same_number |= both["wert_alt"].isna() & both["wert_neu"].isna()
    same = both["seite"].eq("both") & same_number & both["status_alt"].eq(both["status_neu"])
    gone, fresh = both["seite"].eq("left_only"), both["seite"].eq("right_only")
    corrected = year == before_year
    # A newer edition tells what is computed of the newest year only, and has a year more to tell: neither is a change.
    told = pd.Series(True, both.index)
    if not corrected:
        of_told_year = pd.to_numeric(both["jahr"].replace("", None)).le(before_year)
        told = both["bezug"].eq("") & (gone | of_told_year) | both["seite"].eq("both")
    number = both["wert_alt"].notna() | both["wert_neu"].notna()
    both = both[told & ~same & number].fillna({f"{name}_{when}": "" for name in _SAID[1:] for when in ("alt", "neu")})
    kind = pd.Series(CORRECTION if corrected else REVISION, both.index).mask(fresh.reindex(both.index), NEW)
    return (
        both.assign(ausgabe=year, fassung=version, art=kind)
        .rename(columns={"wert_alt": "alt", "wert_neu": "neu", "status_alt": "alt_status", "status_neu": "neu_status"})
        .rename(columns={"empfaenge_alt": "alt_empfaenge", "empfaenge_neu": "neu_empfaenge"})[COLUMNS]
        .sort_values(KEY, ignore_index=True)
    )


def _without_secrets(changed: pd.DataFrame, later: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The changes without the numbers that the edition itself (the first of `later`) or one after it hides."""
    hidden = np.array([_hides(rows, changed) for rows in later])
    old, new = hidden.any(axis=0), hidden[1:].any(axis=0)
    return changed.assign(alt=changed["alt"].mask(old), neu=changed["neu"].mask(new))


def _hides(rows: pd.DataFrame, changed: pd.DataFrame) -> np.ndarray:
    """Which of the changed figures these rows keep secret.

    The figure itself or, where it is not printed, another way of counting the same persons, or its share.
    """
    secret = rows[rows["status"].eq("geheim")]
    printed = _in(changed, rows[rows["wert"].notna()], KEY)
    return _in(changed, secret, KEY) | (_in(_named(changed), _named(secret), [*_PERSONS, "share"]) & ~printed)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the share that they are, or are computed from."""
    return rows.assign(share=rows["bezug"].mask(rows["bezug"].eq(""), rows["kennzahl"]))


def _in(rows: pd.DataFrame, others: pd.DataFrame, keys: list[str]) -> np.ndarray:
    return pd.MultiIndex.from_frame(rows[keys]).isin(pd.MultiIndex.from_frame(others[keys]))


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a number that tells figures of one key apart: two sources of the same figure stay two."""
    rows = rows.sort_values([*KEY, *_SAID], kind="stable")
    return rows.assign(nummer=rows.groupby(KEY).cumcount())
