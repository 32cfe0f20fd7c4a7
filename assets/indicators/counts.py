"""From counted rows of the forms to figures: how many of a group have a migration history.

Belongs here: the rows of the forms `personal`, `gewinnung` and `bevoelkerung` in the shape of headline figures, so that
a city that delivers counts is treated like one that delivers published figures. Not here: shares (values.py).
"""

import numpy as np
import pandas as pd

from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model

TOTAL = "INSGESAMT"
WAY = ["definition", "method", "scope"]  # how a city counts
COLUMNS = [*accepted_model(FORMS["eckwerte"]).to_schema().columns, "dimension", "view", "district"]
DIMENSIONS = [name for name in FORMS["personal"].dimensions if name != "history"]
LEVELS = ["VORSTAND", "AMT", "ABTEILUNG"]
VIEWS = [TOTAL, "A18_65", "A15_74"]

_DELIVERED = ["ags", "receipt", "delivery_year", "year", "date", *WAY]
_NATIONALITY = "staatsangehoerigkeit"


def counted_figures(
    staff: pd.DataFrame, recruitment: pd.DataFrame, population: pd.DataFrame, reference: Reference
) -> pd.DataFrame:
    """Figures (columns COLUMNS, unit PERSONEN) from accepted rows of the three forms.

    Of staff every one-way breakdown that was delivered, leaders and trainees; of the year's flows those hired and those
    who began training; of residents the whole and each district, as total and in the second views of age. `value`
    counts those with a migration history (by definitions of nationality: without German nationality), `n` those with a
    known answer: nobody who gave none is counted as no.
    """
    parts = [_staff(staff, reference), _begun(recruitment), _residents(population, reference)]
    figures = pd.concat(parts, ignore_index=True).assign(unit="PERSONEN", decimals=0, note="")
    figures["source"] = "Lieferung " + figures["receipt"]
    figures[["view", "district"]] = figures[["view", "district"]].fillna("")
    numbers = {"value": float, "n": float, "total": float, "decimals": "Int64"}
    return figures.reindex(columns=COLUMNS).astype(numbers)


def by_history(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """One row for each place (`keys`) that has a row `JA`: that row, with `yes`, `no` and `total` of the place.

    A place is what the same delivery says about the same group; of two such rows the first counts. Counts that were not
    delivered are missing; `mark` is the sign in place of the first of yes and no that is.
    """
    place = rows.groupby(keys, sort=False).ngroup().to_numpy()
    counted = {name: _at_place(rows, place, code) for name, code in [("yes", "JA"), ("no", "NEIN"), ("total", TOTAL)]}
    yes, no = (rows["history"].eq(code).to_numpy() for code in ("JA", "NEIN"))
    first = pd.Series(place[yes]).drop_duplicates()
    found = rows[yes].iloc[first.index].assign(**{name: column[first] for name, column in counted.items()})
    signs = pd.Series(rows["mark"].to_numpy()[no], place[no])
    signs = signs[~signs.index.duplicated()].reindex(first).fillna("").to_numpy()
    theirs = found["mark"].where(found["mark"].ne("") | found["no"].notna(), signs)
    return found.assign(mark=theirs)


def one_way(staff: pd.DataFrame) -> pd.DataFrame:
    """Rows of the form `personal` about all staff or one category of one dimension, with `dimension` and `group`."""
    split = staff[DIMENSIONS].ne(TOTAL).to_numpy()
    single = split.sum(axis=1) <= 1
    rows, split = staff[single], split[single]
    at, whole = split.argmax(axis=1), ~split.any(axis=1)
    codes = rows[DIMENSIONS].to_numpy(dtype=object)[np.arange(len(rows)), at]
    return rows.assign(
        dimension=np.where(whole, "", np.array(DIMENSIONS, dtype=object)[at]),
        group=np.where(whole, "insgesamt", codes),
    )


def by_nationality(definition: pd.Series, reference: Reference) -> pd.Series:
    """Whether a definition counts nationality only, and not migration history."""
    return definition.map(reference.definitions.set_index("code")["family"]).eq(_NATIONALITY)


def _at_place(rows: pd.DataFrame, place: np.ndarray, code: str) -> np.ndarray:
    column = np.full(place.max(initial=-1) + 1, np.nan)
    chosen = rows["history"].eq(code).to_numpy()
    # Backwards, so that the first of several rows is the one that stays.
    column[place[chosen][::-1]] = rows["count"].to_numpy(dtype=float, na_value=np.nan)[chosen][::-1]
    return column


def _known(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    found = by_history(rows, keys)
    return found.assign(value=found["yes"], n=found["yes"] + found["no"])


def _staff(staff: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    shares = _known(one_way(staff), [*_DELIVERED, "dimension", "group"])
    nationality = by_nationality(shares["definition"], reference)
    trainees = shares[shares["dimension"].eq("employment") & shares["group"].eq("AUSBILDUNG")]
    levels = shares[shares["dimension"].eq("leadership") & shares["group"].isin(LEVELS)]
    return pd.concat(
        [
            shares.assign(indicator=np.where(nationality, "share_nationality", "share_staff")),
            trainees.assign(indicator="share_trainees", dimension="", group="bestand"),
            levels.assign(indicator="share_leaders"),
            _leaders(levels).assign(indicator="share_leaders", dimension="", group="insgesamt"),
        ]
    )


def _leaders(levels: pd.DataFrame) -> pd.DataFrame:
    """All leaders, where the city counted every level; where one level is an estimate or hidden, so is the sum."""
    counted = ["value", "n", "total"]
    summed = levels.groupby(_DELIVERED, sort=False)[counted].sum(min_count=len(LEVELS))
    every = levels.groupby(_DELIVERED, sort=False)["group"].transform("size").eq(len(LEVELS))
    whole = levels[every]
    whole = whole.assign(estimated=whole["value_kind"].ne("WERT"), hidden=whole["mark"].ne(""))
    whole = whole.sort_values(["estimated", "hidden", "line"], ascending=[False, False, True])
    return whole.drop_duplicates(_DELIVERED).drop(columns=counted).join(summed, on=_DELIVERED)


def _begun(recruitment: pd.DataFrame) -> pd.DataFrame:
    flows = recruitment[recruitment["flow"].isin(["EINGESTELLT", "AUSBILDUNG_BEGONNEN"])].assign(date="")
    begun = _known(flows, [*_DELIVERED, "flow", "employment"])
    whole, hired = begun["employment"].eq(TOTAL), begun["flow"].eq("EINGESTELLT")
    begun = begun.assign(
        indicator=np.where(hired, "share_hires", "share_trainees"),
        dimension=np.where(whole, "", "employment"),
        group=np.where(whole, np.where(hired, "insgesamt", "einstellungsjahrgang"), begun["employment"]),
    )
    return begun[hired | whole]


def _residents(population: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    both = population[population["sex"].eq(TOTAL) & population["age"].isin(VIEWS)]
    keys = [*_DELIVERED, "district", "age"]
    history = both[both["nationality"].eq(TOTAL)]
    # A register that knows passports only says yes and no in another column.
    words = {"NICHTDEUTSCH": "JA", "DEUTSCH": "NEIN", TOTAL: TOTAL}
    passport = both[both["history"].eq(TOTAL) & both["nationality"].isin(words)]
    passport = passport[by_nationality(passport["definition"], reference)]
    passport = passport.assign(history=passport["nationality"].map(words))
    # Everybody has a nationality: those without the German one are of all.
    foreign = _known(passport, keys).assign(n=lambda rows: rows["total"])
    found = pd.concat([_known(history, keys), foreign]).drop_duplicates(keys)
    return found.assign(indicator="share_population", group="insgesamt", dimension="", view=found["age"])
