"""A delivery against what others publish: the official number of residents, the staff of cities of its size.

Belongs here: these two sources (seeds/official_population.csv, seeds/size_classes.csv). Not here: the city's own
history (previous_year.py).
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from assets.deliveries.checking.rule import german
from assets.deliveries.checking.sums import TOTAL
from assets.deliveries.checking.typed import Rows
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.forms import Form

RESIDENTS = ("EINWOHNER_ABWEICHUNG", "EINWOHNER_FAKTOR")
SIZE_CLASS = ("GROESSENKLASSE", "GROESSENKLASSE_FAKTOR")
_DAYS_A_MONTH = 365.25 / 12
# Twice or half the official number is no difference of registers: another unit, a lost digit, another city.
_FACTOR = 2.0
# So far beyond the largest city of its class no organisation explains it.
_BEYOND = 5.0


def check_official(rows: Rows, year: int, reference: Reference) -> tuple[list[Finding], list[str]]:
    """Findings against official numbers, and the codes of what could not be looked at."""
    if not codes_of(rows.form):
        return [], []
    if rows.form.name == "bevoelkerung":
        # Part of the residents, for example those in private households, has no official number here.
        totals = [row for row in _totals(rows) if rows.frame["scope"].iloc[row] == "WOHNBEVOELKERUNG"]
        found = [_residents(rows, row, year, reference) for row in totals]
    else:
        found = [_size_class(rows, row, year, reference) for row in _totals(rows)]
    told = [one for one in found if one is not None]
    return [one for findings in told for one in findings], [] if told else codes_of(rows.form)


def codes_of(form: Form) -> list[str]:
    """The codes of what is looked at for a form."""
    return list({"bevoelkerung": RESIDENTS, "personal": SIZE_CLASS}.get(form.name, ()))


def _totals(rows: Rows) -> list[int]:
    """The rows that count everybody: every dimension is the total, and no district."""
    everybody = rows.has("value_kind", "WERT") & ~np.isnan(rows.number("count"))
    for dimension in rows.form.dimensions:
        everybody &= rows.has(dimension, TOTAL)
    if "district" in rows.frame:
        everybody &= rows.has("district", "")
    return [int(row) for row in np.flatnonzero(everybody)]


def official_population(ags: str, day: date, reference: Reference) -> pd.Series | None:
    """The official number of residents nearest to a day (columns of the seed), None where none is near enough."""
    known = reference.official_population[reference.official_population["ags"].eq(ags)]
    if known.empty:
        return None
    days = known["date"].map(lambda one: abs((date.fromisoformat(one) - day).days))
    nearest = days.idxmin()
    months = int(reference.rule("official_population_months"))
    return known.loc[nearest] if days[nearest] <= months * _DAYS_A_MONTH else None


def _day(rows: Rows, row: int, year: int) -> date:
    day = rows.frame["date"].iloc[row]
    return date.fromisoformat(day) if day else date(year, 12, 31)


def _residents(rows: Rows, row: int, year: int, reference: Reference) -> list[Finding] | None:
    official = official_population(rows.frame["ags"].iloc[row], _day(rows, row, year), reference)
    if official is None:
        return None
    count, right = int(rows.frame["count"].iloc[row]), int(official["residents"])
    words = {"source": official["source"], "date": ".".join(reversed(official["date"].split("-")))}
    if not right / _FACTOR <= count <= right * _FACTOR:
        return [rows.at("EINWOHNER_FAKTOR", row, "count", expected=right, **words)]
    share = float(reference.rule("official_population_share"))
    if abs(count - right) > share * right:
        off = german(100 * (count - right) / right, 1)
        return [rows.at("EINWOHNER_ABWEICHUNG", row, "count", expected=right, off=off, **words)]
    return []


def _size_class(rows: Rows, row: int, year: int, reference: Reference) -> list[Finding] | None:
    official = official_population(rows.frame["ags"].iloc[row], _day(rows, row, year), reference)
    if official is None:
        return None
    residents, count = int(official["residents"]), int(rows.frame["count"].iloc[row])
    fte = float(rows.frame["fte"].iloc[row])
    classes = reference.size_classes
    mine = classes[classes["residents_from"].le(residents) & classes["residents_to"].gt(residents)]
    figures = {
        "staff_per_1000": ("count", 1000 * count / residents),
        "fte_per_head": ("fte", fte / count if count else np.nan),
    }
    return [
        one
        for band in mine.itertuples(index=False)
        for name, figure in [figures[band.measure]]
        for one in _outside(rows, row, name, figure, band)
    ]


def _outside(rows: Rows, row: int, name: str, figure: float, band: object) -> Iterator[Finding]:
    low, high, basis = band.low, band.high, band.basis  # type: ignore[attr-defined]
    if np.isnan(figure) or low <= figure <= high:
        return
    code = "GROESSENKLASSE" if low / _BEYOND <= figure <= high * _BEYOND else "GROESSENKLASSE_FAKTOR"
    between = f"{german(low, 2)} bis {german(high, 2)}"
    yield rows.at(code, row, name, expected=between, figure=german(figure, 2), basis=basis)
