"""What is hidden of the counted figures of an edition: block after block, each city, day and scope for itself.

Belongs here: which values count persons, which rule they are under, the decision on each. Not here: the cells of a
block (group_cells.py), what becomes of the values computed from hidden ones (hiding.py).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from assets.protection.group_cells import PRINTED, block_cells
from assets.protection.persons import persons, table
from assets.protection.protector import protect_cells
from assets.protection.withheld import Withheld
from assets.reference.seeds import Reference

BLOCK = ["ags", "universe", "year", "date", "scope"]
GROUP = ["ags", "year", "date", "definition", "method", "scope", "persons"]
# Who is of neither sex is never a figure of its own.
NEVER_SHOWN = "personal/sex=D"
_COUNTS = ["yes", "known", "everybody"]
_RULES = ["threshold", "share_base", "zeros", "weight"]


@dataclass(frozen=True)
class Decisions:
    """What is hidden, and what it costs.

    `cells`: one row a printed number (GROUP, what, count, secret: too small by itself, told: printed before, hidden).
    `blocks`: one row a block with anything secret (BLOCK, cells, hidden, cost, quick, proven).
    `breakdowns`: one row a breakdown (GROUP with the whole as persons, dimension, complete: ja or nein).
    """

    cells: pd.DataFrame
    blocks: pd.DataFrame
    breakdowns: pd.DataFrame


def decisions(
    values: pd.DataFrame,
    reference: Reference,
    stricter: pd.Series | None = None,
    told: pd.DataFrame | None = None,
) -> Decisions:
    """Decides on every count of persons in the indicator values of some cities.

    `stricter`: receipt → the smallest number that the city itself wants shown. `told` (columns GROUP, what, count):
    counts that earlier editions have printed; they stay printed. Raises Withheld (naming city, day and cells) where
    what was told leaves no way.
    """
    counted = _under_rules(_printed_before(counted_groups(values, reference), told), reference, stricter)
    cells, blocks, wholes = [], [], []
    for key, rows in counted.groupby(BLOCK, sort=True, dropna=False):
        block = block_cells(rows)
        try:
            pattern = protect_cells(block.cells, block.threshold)
        except Withheld as error:
            city = reference.names[key[0]]
            raise Withheld(f"{city}, Stand {key[3] or key[2]}: {error}") from error
        at, row, what = (list(column) for column in zip(*block.place, strict=True))
        group = rows.iloc[row][[*GROUP, "universe"]].reset_index(drop=True)
        count, secret, fixed = (one[at] for one in (block.cells.values, block.cells.primary, block.cells.fixed))
        cells.append(group.assign(what=what, count=count, secret=secret, told=fixed, hidden=pattern.hidden[at]))
        if block.cells.primary.any():
            numbers = {"cells": len(at), "hidden": int(pattern.hidden[at].sum())}
            found = {"cost": pattern.cost, "quick": pattern.quick, "proven": pattern.proven}
            blocks.append(dict(zip(BLOCK, key, strict=True)) | numbers | found)
        ags, _, year, date, scope = key
        wholes += [
            (ags, year, date, *way, scope, whole, dimension, "ja" if complete else "nein")
            for way, whole, dimension, complete in block.breakdowns
        ]
    return Decisions(
        pd.concat(cells, ignore_index=True) if cells else pd.DataFrame(columns=[*GROUP, "universe", "what", "hidden"]),
        pd.DataFrame(blocks, columns=[*BLOCK, "cells", "hidden", "cost", "quick", "proven"]),
        pd.DataFrame(wholes, columns=[*GROUP, "dimension", "complete"]),
    )


def counted_groups(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The values that count persons, once each: GROUP, universe, yes, known, everybody, receipts."""
    rows = said_counts(values, reference)
    # Where the city does not say how many yes there are, nothing but the headcount is counted.
    rows = rows.assign(known=rows["known"].where(rows["yes"].notna()))
    rows = rows[rows[_COUNTS].notna().any(axis=1) & rows["persons"].ne(NEVER_SHOWN)]
    rows = rows.assign(universe=rows["persons"].str.split("/").str[0])
    return rows.drop_duplicates(GROUP)[[*GROUP, "universe", *_COUNTS, "receipts"]].reset_index(drop=True)


def said_counts(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The values that speak of persons, with their name and what they say: yes, known, everybody (NaN: nothing)."""
    rows = values[values["base"].eq("") & values["published_unit"].ne("TSD_PERSONEN")]
    rows = rows.assign(persons=persons(rows, reference))
    rows = rows[rows["persons"].ne("")]
    share, heads = rows["unit"].eq("ANTEIL"), rows["unit"].eq("PERSONEN")
    return rows.assign(
        yes=rows["numerator"].fillna(rows["value"] * rows["n"]).where(share),
        known=rows["n"].where(share),
        everybody=rows["total"].where(share, rows["value"].where(heads)),
    )


def own_counts(values: pd.DataFrame, reference: Reference) -> dict[str, dict[tuple, int]]:
    """What each city knows of itself, for the attack from within: AGS → (way, persons, answer) → persons counted.

    A way is year, day, definition, method and scope as the files print them.
    """
    groups = counted_groups(values, reference)
    answers = {
        "yes": groups["yes"],
        "no": groups["known"] - groups["yes"],
        "silent": groups["everybody"] - groups["known"],
    }
    known: dict[str, dict[tuple, int]] = {}
    for answer, counts in answers.items():
        rows = groups.assign(count=counts)[counts.notna()]
        for ags, *way, name, count in rows[[*GROUP, "count"]].itertuples(index=False, name=None):
            known.setdefault(ags, {})[tuple(map(str, way)), name, answer] = round(count)
    return known


def _under_rules(counted: pd.DataFrame, reference: Reference, stricter: pd.Series | None) -> pd.DataFrame:
    """The groups with the rule of their breakdown; of a city's own smallest number the stricter counts."""
    rules = reference.protection.set_index("table")
    name = counted["persons"].map(table)
    own = rules.loc[name.where(name.isin(rules.index), "andere")].set_index(counted.index)
    threshold = own["threshold"].where(counted["method"].ne("BEFRAGUNG"), own["survey_threshold"])
    if stricter is not None and len(stricter):
        wanted = [max((stricter.get(one, 0) for one in text.split("|")), default=0) for text in counted["receipts"]]
        threshold = np.maximum(threshold, wanted)
    base = np.maximum(own["share_base"], threshold)
    return counted.assign(threshold=threshold, share_base=base, zeros=own["zeros"], weight=own["weight"])


def _printed_before(counted: pd.DataFrame, told: pd.DataFrame | None) -> pd.DataFrame:
    """Which counts an earlier edition has printed just as they are."""
    printed = {f"printed_{what}": pd.Series(False, counted.index) for what in PRINTED}
    if told is not None and len(told):
        known = set(told[[*GROUP, "what", "count"]].itertuples(index=False, name=None))
        for what in PRINTED:
            count = counted[what].round().astype("Int64")
            rows = counted[GROUP].assign(what=what, count=count).itertuples(index=False, name=None)
            printed[f"printed_{what}"] = pd.Series([row in known for row in rows], counted.index)
    return counted.assign(**printed)
