"""A delivery against what the same city delivered in the years before.

Belongs here: bands from the city's own history, factors of ten, last year's file again, swapped columns. Not here:
other sources (official.py). All of it asks; a reason answers. Thresholds: seeds/rules.csv.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd

from assets.deliveries.checking.harmonise import NUMBERS
from assets.deliveries.checking.rule import german
from assets.deliveries.checking.typed import Rows
from assets.deliveries.findings import finding
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.forms import Form

CODES = ("VORJAHR_ABWEICHUNG", "VORJAHR_FAKTOR", "VORJAHR_GLEICH", "VORJAHR_ZEILEN", "SPALTEN_VERTAUSCHT")
FORMS_COMPARED = ("personal", "bevoelkerung", "gewinnung", "kompetenz", "zusammenarbeit")
# A median absolute deviation times this is a standard deviation of a normal distribution; three of them are rare.
_MAD = 3 * 1.4826
# Cells that must tell the same before it is said of a whole column.
_FEWEST_CELLS = 3


def check_previous(
    rows: Rows, earlier: pd.DataFrame | None, year: int, reference: Reference
) -> tuple[list[Finding], list[str]]:
    """Findings against earlier years (`earlier`: accepted rows with delivery_year), and what could not be looked at."""
    if not codes_of(rows.form):
        return [], []
    names = [field.name for field in rows.form.fields if field.kind in NUMBERS]
    years = _years(earlier, year)
    if not years:
        return [], list(CODES)
    places = [_places(rows, frame) for frame in years]
    history = {name: _history(name, years, places, len(rows)) for name in names}
    lost = list(_lost(rows, years[0], places[0], reference))
    if not any((~np.isnan(values)).any() for values in history.values()):
        # All rows are other ones, for example because the city counts another way: that is said, the rest is not known.
        return lost, [code for code in CODES if code != "VORJAHR_ZEILEN"]
    swapped = list(_swapped(rows, names, history))
    if swapped:
        # Swapped columns differ everywhere: each cell again would say nothing new.
        return swapped, []
    found = [*_same(rows, names, history, int(years[0]["delivery_year"].iloc[0]), reference), *lost]
    for name in names:
        found += _values(rows, name, history[name], reference)
    return found, []


def codes_of(form: Form) -> list[str]:
    """The codes of what is looked at for a form."""
    return list(CODES) if form.name in FORMS_COMPARED else []


def _years(earlier: pd.DataFrame | None, year: int) -> list[pd.DataFrame]:
    """The rows of each year before, newest first."""
    if earlier is None:
        return []
    years = sorted(set(earlier.loc[earlier["delivery_year"] < year, "delivery_year"]), reverse=True)
    return [earlier[earlier["delivery_year"] == one] for one in years]


def _history(name: str, years: list[pd.DataFrame], places: list[np.ndarray], rows: int) -> np.ndarray:
    """The earlier values of a column: a line for each year, newest first, an entry for each row; NaN where none."""
    values = [
        np.append(frame[name].to_numpy(dtype=float, na_value=np.nan), np.nan)[place]
        for frame, place in zip(years, places, strict=True)
    ]
    return np.array(values).reshape(len(years), rows)


def _key(form: Form) -> list[str]:
    """What names a row in every year."""
    return [name for name in form.key if name not in ("ags", "year", "date")]


def _lost(rows: Rows, before: pd.DataFrame, places: np.ndarray, reference: Reference) -> Iterator[Finding]:
    """Rows of the year before that are not delivered any more."""
    lost = np.ones(len(before), dtype=bool)
    lost[places[places >= 0]] = False
    if lost.any():
        first = before.iloc[int(np.argmax(lost))]
        lists = {field.name: field.codes for field in rows.form.fields if field.codes}
        # What was accepted then may have left its list since.
        words = [
            reference.labels(lists[name]).get(first[name], "") if name in lists else first[name]
            for name in _key(rows.form)
        ]
        said = ", ".join(dict.fromkeys(word for word in words if word))
        yield finding("VORJAHR_ZEILEN", value=int(lost.sum()), expected=said, sheet=rows.sheet)


def _places(rows: Rows, frame: pd.DataFrame) -> np.ndarray:
    """For each row the place of the row with the same key in `frame`, -1 where there is none."""
    now, then = np.zeros(len(rows), dtype=np.int64), np.zeros(len(frame), dtype=np.int64)
    there = np.ones(len(frame), dtype=bool)
    size = 1
    for name in _key(rows.form):
        array = rows.frame[name].array
        place = array.categories.get_indexer(frame[name].astype(object))
        there &= place >= 0
        if size * len(array.categories) >= 2**62:
            both, size = np.unique(np.concatenate([now, then]), return_inverse=True)[1], len(now) + len(then)
            now, then = both[: len(now)], both[len(now) :]
        now = now * len(array.categories) + array.codes
        then = then * len(array.categories) + np.maximum(place, 0)
        size *= len(array.categories)
    candidates = np.flatnonzero(there)
    if not len(candidates):
        return np.full(len(rows), -1)
    candidates = candidates[np.argsort(then[candidates], kind="stable")]
    at = np.minimum(np.searchsorted(then[candidates], now), len(candidates) - 1)
    return np.where(then[candidates][at] == now, candidates[at], -1)


def _values(rows: Rows, name: str, history: np.ndarray, reference: Reference) -> Iterator[Finding]:
    """Numbers outside the band of the city's own history, or a power of ten away from last year's."""
    new, last = rows.number(name), history[0]
    both = ~np.isnan(new) & ~np.isnan(last)
    floor, share = float(reference.rule("previous_floor")), float(reference.rule("previous_share"))
    middle, spread = _band(history)
    width = np.maximum(np.maximum(floor, share * middle), spread)
    low = np.maximum(middle - width, 0)
    outside = both & (np.abs(new - middle) > width)
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.log10(new / last)
        power = np.round(powers)
        near = np.abs(powers - power) < 0.05
    scaled = both & (last > 0) & (new > 0) & (power != 0) & (np.abs(power) <= 3) & near
    common = scaled & (power == power[scaled][0]) if scaled.any() else scaled
    if common.sum() >= _FEWEST_CELLS and common.sum() > 0.5 * (both & (last > 0)).sum():
        row = int(np.argmax(common))
        yield rows.at("VORJAHR_FAKTOR", row, name, expected=_told(last[row]), factor=_factor(power[row]))
        return
    for one in np.unique(power[outside & scaled]).tolist():
        cells = outside & scaled & (power == one)
        yield from rows.each("VORJAHR_FAKTOR", cells, name, lambda row: _told(last[row]), factor=_factor(one))
    yield from rows.each(
        "VORJAHR_ABWEICHUNG",
        outside & ~scaled,
        name,
        lambda row: f"{_told(low[row])} bis {_told(middle[row] + width[row])}, Vorjahr {_told(last[row])}",
    )


def _band(history: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Middle and spread of each row's history: last year's value, from three years on their median and deviation."""
    years = (~np.isnan(history)).sum(axis=0)
    if history.shape[0] < 3:
        return history[0], np.zeros(history.shape[1])
    known = np.where(years > 0, history, 0.0)
    middle = np.nanmedian(known, axis=0)
    spread = _MAD * np.nanmedian(np.abs(known - middle), axis=0)
    return np.where(years >= 3, middle, history[0]), np.where(years >= 3, spread, 0.0)


def _same(
    rows: Rows, names: list[str], history: dict[str, np.ndarray], year: int, reference: Reference
) -> Iterator[Finding]:
    """Nearly all numbers equal last year's: the same file again?"""
    equal = cells = 0
    for name in names:
        new, last = rows.number(name), history[name][0]
        # That a zero stays a zero says nothing.
        both = ~np.isnan(new) & ~np.isnan(last) & ((new > 0) | (last > 0))
        equal, cells = equal + int((new[both] == last[both]).sum()), cells + int(both.sum())
    enough = cells >= int(reference.rule("previous_same_cells"))
    if enough and equal > float(reference.rule("previous_same_share")) * cells:
        yield rows.at("VORJAHR_GLEICH", 0, value=equal, expected=cells, year=year)


def _swapped(rows: Rows, names: list[str], history: dict[str, np.ndarray]) -> Iterator[Finding]:
    """Two columns that each look like last year's other one."""
    for one, other in combinations(names, 2):
        a, b, was_a, was_b = rows.number(one), rows.number(other), history[one][0], history[other][0]
        known = ~np.isnan(a + b + was_a + was_b)
        straight = float((np.abs(a - was_a) + np.abs(b - was_b))[known].sum())
        crossed = float((np.abs(a - was_b) + np.abs(b - was_a))[known].sum())
        if known.sum() >= _FEWEST_CELLS and 4 * crossed < straight:
            yield rows.at("SPALTEN_VERTAUSCHT", int(np.argmax(known)), one, rows.header(one), rows.header(other))


def _factor(power: float) -> str:
    return german(10.0 ** abs(power)) + ("-fache" if power > 0 else "tel")


def _told(value: float) -> str:
    return german(round(float(value), 1))
