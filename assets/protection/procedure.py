"""The values of an edition as they may be published, by the procedure that its reporting year asks for.

Belongs here: hiding or rounding, and what is still hidden of rounded values. Not here: how cells are hidden (hiding.py)
or counts rounded (rounded.py).
"""

from collections.abc import Collection

import numpy as np
import pandas as pd

from assets.indicators.chances import flows_by_history
from assets.indicators.values import Accepted, indicator_values
from assets.protection import decisions as by_hiding
from assets.protection.decisions import Decisions, counted_groups
from assets.protection.hiding import REASON, protect, shown_values
from assets.protection.persons import table
from assets.protection.rounded import block_of, round_accepted
from assets.protection.stricter import delivered_thresholds
from assets.reference.seeds import Reference
from schemas.reference import HIDING

_KEY = ["ags", "indicator", "base", "dimension", "group", "view", "district", "receipt", "line"]


def publishable(
    values: pd.DataFrame,
    accepted: Accepted,
    reference: Reference,
    year: int,
    cities: Collection[str],
    told: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The values of some cities as the edition of `year` may print them, and its breakdowns (Decisions.breakdowns).

    `values` were computed from `accepted`. For `told` see hiding.protect; counts that are rounded hide nothing that was
    told. Raises Withheld where the procedure finds no way.
    """
    procedure = reference.procedure(year)
    if procedure == HIDING:
        shown, decided = protect(values, accepted, reference, told)
        return shown, decided.breakdowns
    rounded = round_accepted(accepted, reference, procedure)
    printed = indicator_values(rounded, reference, year, cities)
    forms = [rounded.figures, rounded.staff, rounded.population, rounded.recruitment]
    shown = shown_rounded(printed, rounded, reference, delivered_thresholds(forms))
    return _lost(shown, values), breakdowns(counted_groups(values, reference))


def shown_rounded(values: pd.DataFrame, rounded: Accepted, reference: Reference, stricter: pd.Series) -> pd.DataFrame:
    """Values computed from rounded rows as they may be published.

    Hidden are shares of fewer than share_base persons with all that hangs on them, and what is smaller than a city
    itself wants shown (`stricter`: receipt → persons).
    """
    counted = counted_groups(values, reference)
    rules, name = reference.protection.set_index("table"), counted["persons"].map(table)
    base = rules.loc[name.where(name.isin(rules.index), "andere"), "share_base"].to_numpy()
    asked = [max((int(stricter.get(one, 0)) for one in text.split("|")), default=0) for text in counted["receipts"]]
    wanted = np.array(asked, dtype=np.int64)
    few = {what: counted[what].gt(0) & counted[what].lt(wanted) for what in ("yes", "known", "everybody")}
    no = counted["known"] - counted["yes"]
    few["yes"] |= counted["known"].lt(np.maximum(base, wanted)) | (no.gt(0) & no.lt(wanted))
    cells = pd.concat([counted.assign(what=what, hidden=hidden) for what, hidden in few.items()], ignore_index=True)
    decided = Decisions(cells, pd.DataFrame(), pd.DataFrame())
    return shown_values(values, flows_by_history(rounded.recruitment), decided, reference)


def breakdowns(counted: pd.DataFrame) -> pd.DataFrame:
    """Which breakdowns of the persons counted leave nobody over (columns of Decisions.breakdowns)."""
    found = []
    for key, rows in counted.groupby(by_hiding.BLOCK, sort=True, dropna=False):
        ags, _, year, date, scope = key
        found += [
            (ags, year, date, *way, scope, whole, dimension, "ja" if complete else "nein")
            for way, whole, dimension, complete in block_of(rows).breakdowns
        ]
    return pd.DataFrame(found, columns=[*by_hiding.GROUP, "dimension", "complete"])


def _lost(shown: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """Where only rounding takes the number away, the reason computed from rounded counts would be no reason."""
    had = pd.MultiIndex.from_frame(values.loc[values["value"].notna(), _KEY])
    lost = shown["value"].isna() & pd.MultiIndex.from_frame(shown[_KEY]).isin(had)
    return shown.assign(status=shown["status"].mask(lost, "geheim"), reason=shown["reason"].mask(lost, REASON))
