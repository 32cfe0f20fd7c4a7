"""The counts of persons in accepted rows, one by one: whom each counts, with which answer, and where it stands.

Belongs here: accepted rows → a list of counts, and back with other numbers. Not here: which numbers (rounded.py).
"""

from dataclasses import replace

import pandas as pd

from assets.indicators.counts import TOTAL, VIEWS, by_nationality, one_way
from assets.indicators.values import Accepted
from assets.protection.persons import persons
from assets.reference.seeds import Reference
from schemas.headline import KEY

# What is counted together: a delivery, a universe of persons, a day, a part of the administration.
BLOCK = ["ags", "receipt", "universe", "year", "date", "scope", "copy"]
GROUP = [*BLOCK, "definition", "method", "persons"]
ANSWERS = ["yes", "no", "known", "everybody"]
_BY_HISTORY = {"JA": "yes", "NEIN": "no", TOTAL: "everybody"}
_BY_PASSPORT = {"NICHTDEUTSCH": "yes", "DEUTSCH": "no", TOTAL: "everybody"}
_HEADLINE = {"value": "yes", "n": "known", "total": "everybody"}
_DELIVERED = ["ags", "receipt", "year", "date", "scope", "definition", "method"]


def delivered_counts(accepted: Accepted, reference: Reference) -> pd.DataFrame:
    """One row a count that is printed or added up: GROUP, what (of ANSWERS), count (persons, NaN where there is none),
    and its place: part of `accepted`, column, row (label of its index).

    `persons` are the names of persons.persons, of flows the flow. Two different answers to one question stand in two
    copies. Counts that contradict each other, or say how many are known but not how many of them are yes, are counts of
    everybody in a group of their own, part of nothing.
    """
    told = pd.concat(
        [
            _figures(accepted.figures, reference),
            _staff(accepted.staff),
            _flows(accepted.recruitment),
            _residents(accepted.population, reference),
        ],
        ignore_index=True,
    )
    told = told.assign(universe=told["persons"].str.split("/").str[0], copy="")
    question = [*GROUP, "what"]
    once = told.drop_duplicates([*question, "count"])
    number = once.assign(copy=once.groupby(question).cumcount().astype("str"))
    key = [name for name in [*question, "count"] if name != "copy"]
    told = told.drop(columns="copy").merge(number[[*key, "copy"]], on=key, how="left")
    odd = pd.MultiIndex.from_frame(told[GROUP]).isin(_contradictory(by_group(told)))
    own = told["persons"].str.replace("/", " ") + " " + told["what"]
    return told.assign(persons=told["persons"].mask(odd, own), what=told["what"].mask(odd, "everybody"))


def by_group(told: pd.DataFrame) -> pd.DataFrame:
    """Delivered counts with one row a group (index GROUP, columns ANSWERS); yes and no together are the known."""
    there = told[told["count"].notna()].drop_duplicates([*GROUP, "what"])
    wide = there.set_index([*GROUP, "what"])["count"].unstack("what").reindex(columns=ANSWERS)
    return wide.assign(known=wide["known"].fillna(wide["yes"] + wide["no"]))


def with_counts(accepted: Accepted, told: pd.DataFrame) -> Accepted:
    """The accepted rows with these counts (delivered_counts) in their places; other rows of the count forms are left
    out.
    """
    parts = {}
    for part in ("figures", "staff", "recruitment", "population"):
        cells, frame = told[told["part"].eq(part)], getattr(accepted, part).copy()
        for column, own in cells.groupby("column"):
            frame.loc[own["row"].to_list(), column] = own["count"].astype(frame[column].dtype).to_numpy()
        parts[part] = frame if part == "figures" else frame[frame.index.isin(cells["row"])]
    return replace(accepted, **parts)


def percentages_counted(figures: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Headline figures, percentages of a known number of persons as counts, unless the same count was delivered too."""
    percent = _shares(figures, reference) & figures["unit"].eq("PROZENT") & figures["value_kind"].eq("WERT")
    percent &= figures[["value", "n"]].notna().all(axis=1) & figures["value"].le(100)
    yes = (figures["value"] / 100 * figures["n"]).round()
    own = figures.assign(
        value=figures["value"].mask(percent, yes),
        unit=figures["unit"].mask(percent, "PERSONEN"),
        decimals=figures["decimals"].mask(percent, 0),
    )
    return own[~(percent & own.duplicated(["receipt", *KEY], keep=False))].reset_index(drop=True)


def _contradictory(groups: pd.DataFrame) -> pd.MultiIndex:
    yes, no, known, everybody = (groups[answer] for answer in ANSWERS)
    odd = yes.isna() & (known.notna() | no.notna()) | yes.gt(known) | known.gt(everybody) | yes.gt(everybody)
    return groups.index[odd]


def _shares(figures: pd.DataFrame, reference: Reference) -> pd.Series:
    return figures["indicator"].map(reference.indicators.set_index("id")["kind"]).eq("anteil")


def _figures(figures: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """A figure in persons counts them; beside a percentage stand the persons it is of."""
    name = persons(figures.assign(base="", dimension="", view="", district=""), reference)
    other = figures["indicator"] + " " + figures["group"]
    share, unit = _shares(figures, reference), figures["unit"]
    cells = []
    for column, what in _HEADLINE.items():
        counted = unit.eq("PERSONEN") | (unit.eq("PROZENT") & (column != "value"))
        # What stands beside a number of heads is of other persons.
        of = name.where(name.ne(""), other).where(share | (column == "value"), f"{column} " + other)
        answer = pd.Series(what, figures.index, dtype="object").where(share, "everybody").where(counted)
        cells.append(_cells("figures", figures, of, answer, column))
    return pd.concat(cells)


def _staff(staff: pd.DataFrame) -> pd.DataFrame:
    rows = one_way(staff)
    group = ("/" + rows["dimension"] + "=" + rows["group"]).where(rows["dimension"].ne(""), "")
    return _cells("staff", rows, "personal" + group, rows["history"].map(_BY_HISTORY))


def _flows(recruitment: pd.DataFrame) -> pd.DataFrame:
    rows = recruitment.assign(date="")
    group = ("/employment=" + rows["employment"]).where(rows["employment"].ne(TOTAL), "")
    return _cells("recruitment", rows, rows["flow"] + group, rows["history"].map(_BY_HISTORY))


def _residents(population: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    rows = population[population["sex"].eq(TOTAL) & population["age"].isin(VIEWS)]
    passport = by_nationality(rows["definition"], reference) & rows["history"].eq(TOTAL)
    answer = rows["history"].map(_BY_HISTORY).where(rows["nationality"].eq(TOTAL))
    answer = answer.mask(passport, rows["nationality"].map(_BY_PASSPORT))
    name = "bevoelkerung/" + rows["age"] + ("/" + rows["district"]).where(rows["district"].ne(""), "")
    return _cells("population", rows, name, answer)


def _cells(part: str, rows: pd.DataFrame, of: pd.Series, what: pd.Series, column: str = "count") -> pd.DataFrame:
    cells = rows[_DELIVERED].assign(persons=of, what=what, count=rows[column].astype("float64"))
    return cells.assign(part=part, column=column, row=rows.index)[what.notna()]
