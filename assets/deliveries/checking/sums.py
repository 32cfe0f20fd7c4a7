"""What rows say together: parts and their total, subsets and their whole, control sums, steps of a recruitment.

Belongs here: arithmetic within one delivery of counts. Not here: single rows (rules.py), published figures
(headline.py), other deliveries (previous_year.py, official.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assets.deliveries.checking.harmonise import NUMBERS
from assets.deliveries.checking.numbers import Style, parse, read_numbers
from assets.deliveries.checking.rule import german
from assets.deliveries.checking.typed import Rows, coded, numbered
from assets.deliveries.findings import finding
from assets.deliveries.reading.table import TotalRow
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.forms import Form

TOTAL = "INSGESAMT"
SUMS = ("SUMME_ZU_GROSS", "SUMME_ZU_KLEIN")
SUBSETS = ("DAVON_GROESSER",)
STEPS = ("EINGELADEN_MEHR", "EINGESTELLT_MEHR")


@dataclass(frozen=True)
class _Counts:
    """One number of each row: `value` (NaN: none or no plain value) and what it may be off by its printed rounding."""

    name: str
    value: np.ndarray
    slack: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """Which rows have a number."""
        return ~np.isnan(self.value)


def check_sums(rows: Rows, reference: Reference) -> tuple[list[Finding], list[str]]:
    """Findings about totals, subsets and steps of one form, and the codes of what could not be looked at."""
    if not rows.form.dimensions:
        return [], []
    found: list[Finding] = []
    looked: set[str] = set()
    key = {name: coded(rows.frame, name) for name in rows.form.key}
    measures = list(_measures(rows))
    for dimension in rows.form.dimensions:
        parts, subsets = _split(reference, _list_of(rows, dimension))
        groups = numbered(key[name] for name in key if name != dimension)
        whole, part = rows.has(dimension, TOTAL), rows.where(dimension, parts.__contains__)
        for counts in measures:
            found += _against_total(rows, counts, groups, whole, part, len(parts), dimension, looked)
            for code, of in subsets:
                found += _subset(rows, counts, groups, (dimension, code, of), reference, looked)
    if "district" in rows.frame:
        groups = numbered(key[name] for name in key if name != "district")
        city = rows.has("district", "")
        districts = len(set(rows.frame["district"].array.codes[~city]))
        found += _against_total(rows, measures[0], groups, city, ~city, max(districts, 2), "district", looked)
    if "flow" in rows.frame:
        found += _steps(rows, looked)
    return found, [code for code in codes_of(rows.form) if code not in looked]


@lru_cache(maxsize=64)
def _split(reference: Reference, name: str) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Of a list of categories the parts that make the total, and each subset with its whole.

    Every file asks for every list, and the list is the same for all of them.
    """
    entries = reference.categories[reference.categories["list"].eq(name)]
    parts = entries.loc[entries["kind"].eq("teil") & entries["part_of"].eq(TOTAL), "code"]
    subsets = entries[entries["kind"].eq("davon")]
    return frozenset(parts), tuple(zip(subsets["code"], subsets["part_of"], strict=True))


def codes_of(form: Form) -> list[str]:
    """The codes of what is looked at for a form."""
    if not form.dimensions:
        return []
    return [*SUMS, *(SUBSETS if "nationality" in form.columns else ()), *(STEPS if "flow" in form.columns else ())]


def _measures(rows: Rows) -> Iterator[_Counts]:
    # Bounds and estimates need not add up; only plain values must.
    exact = rows.has("value_kind", "WERT")
    for field in rows.form.fields:
        if field.kind in NUMBERS:
            decimals = rows.number(f"{field.name}_decimals")
            slack = np.where(decimals > 0, 0.5 * 10.0**-decimals, 0.0)
            yield _Counts(field.name, np.where(exact, rows.number(field.name), np.nan), slack)


def _list_of(rows: Rows, dimension: str) -> str:
    return next(field.codes for field in rows.form.fields if field.name == dimension)


def _against_total(
    rows: Rows,
    counts: _Counts,
    groups: np.ndarray,
    whole: np.ndarray,
    part: np.ndarray,
    complete: int,
    dimension: str,
    looked: set[str],
) -> Iterator[Finding]:
    """The delivered parts of a total are never more than it, and `complete` parts (all there are) no less."""
    size = int(groups.max()) + 1 if len(groups) else 0
    usable = part & counts.known
    added = np.bincount(groups[usable], counts.value[usable], size)
    slack = np.bincount(groups[usable], counts.slack[usable], size)
    number = np.bincount(groups[usable], minlength=size)
    total = whole & counts.known & (number[groups] > 0)
    if not total.any():
        return
    looked.update(SUMS)
    difference = added[groups] - counts.value
    most = 1e-6 + slack[groups] + counts.slack
    label = rows.header(dimension)
    for code, broken in [
        ("SUMME_ZU_GROSS", total & (difference > most)),
        ("SUMME_ZU_KLEIN", total & (difference < -most) & (number[groups] == complete)),
    ]:
        yield from rows.each(
            code,
            broken,
            counts.name,
            lambda row: _told(counts.value[row]),
            lambda row: _told(added[groups[row]]),
            label=label,
        )
    present = np.bincount(groups[part], minlength=size)
    some = total & (difference < -most) & (present[groups] < complete) & (dimension != "district")
    if some.any() and counts.name == "count":
        row = int(np.argmax(some))
        told = {"value": _told(added[groups[row]]), "expected": _told(counts.value[row])}
        yield rows.at("TEILE_FEHLEN", row, counts.name, **told, label=label, number=int(some.sum()))


def _subset(
    rows: Rows,
    counts: _Counts,
    groups: np.ndarray,
    subset: tuple[str, str, str],
    reference: Reference,
    looked: set[str],
) -> Iterator[Finding]:
    """A subset (dimension, code, whole) is never larger than its whole."""
    dimension, code, of = subset
    size = int(groups.max()) + 1 if len(groups) else 0
    of_whole = rows.has(dimension, of) & counts.known
    limit = np.full(size, np.nan)
    limit[groups[of_whole]] = (counts.value + counts.slack)[of_whole]
    there = rows.has(dimension, code) & counts.known & ~np.isnan(limit[groups])
    if not there.any():
        return
    looked.update(SUBSETS)
    broken = there & (counts.value - counts.slack > limit[groups] + 1e-6)
    label = reference.labels(_list_of(rows, dimension))[of]
    yield from rows.each("DAVON_GROESSER", broken, counts.name, lambda row: _told(limit[groups[row]]), label=label)


def _steps(rows: Rows, looked: set[str]) -> Iterator[Finding]:
    """Nobody is invited who did not apply; who is hired was mostly invited."""
    count = rows.number("count")
    groups = numbered(coded(rows.frame, name) for name in rows.form.key if name != "flow")
    for code, later, earlier in [
        ("EINGELADEN_MEHR", "EINGELADEN", "BEWORBEN"),
        ("EINGESTELLT_MEHR", "EINGESTELLT", "EINGELADEN"),
    ]:
        limit = np.full(int(groups.max()) + 1 if len(groups) else 0, np.nan)
        before = rows.has("flow", earlier) & ~np.isnan(count)
        limit[groups[before]] = count[before]
        there = rows.has("flow", later) & ~np.isnan(count) & ~np.isnan(limit[groups])
        if there.any():
            looked.add(code)
        yield from rows.each(
            code,
            there & (count > limit[groups]),
            "count",
            lambda row, limit=limit: _told(limit[groups[row]]),  # type: ignore[misc]
        )


def check_totals(rows: Rows, totals: list[TotalRow]) -> tuple[list[Finding], list[str]]:
    """Whether the sum rows of a file are right; what cannot be added up (a sign stands among the rows) is not told.

    A sum row may repeat the rows above it, those since the sum row before, all rows, or only those without a total of
    their own; it is wrong when it is none of them.
    """
    found: list[Finding] = []
    untold = False
    before = 0
    for total in sorted(totals, key=lambda one: one.line):
        for field in rows.form.fields:
            column = rows.sources[0][1].get(field.name) if field.kind in NUMBERS and rows.sources else None
            text = total.cells.get(column.name, "").strip() if column else ""
            delivered = _readings(text)
            if not column or not text:
                continue
            values, slack = rows.number(field.name), _slack(rows, field.name)
            right = [
                (float(values[chosen].sum()), float(slack[chosen].sum()))
                for chosen in _ranges(rows, before, total.line)
            ]
            if not delivered or any(np.isnan(value) for value, _ in right):
                untold = True
            elif not any(abs(value - sum_) <= off + 1e-6 for value in delivered for sum_, off in right):
                cell = f"{column.letter}{total.line}" if column.letter else ""
                found.append(
                    finding(
                        "SUMMENZEILE_FALSCH",
                        total.line,
                        column.name,
                        text,
                        _told(right[0][0]),
                        sheet=rows.sheet,
                        cell=cell,
                        label=total.label,
                    )
                )
        before = total.line
    return found, ["SUMMENZEILE_FALSCH"] if untold else []


def _slack(rows: Rows, name: str) -> np.ndarray:
    decimals = rows.number(f"{name}_decimals")
    # The sum row is rounded too, at most as far as the rows.
    return np.where(decimals > 0, 10.0**-decimals, 0.0)


def _ranges(rows: Rows, before: int, line: int) -> Iterator[np.ndarray]:
    lines = rows.frame["line"].to_numpy()
    everything = np.ones(len(lines), dtype=bool)
    leaves = everything.copy()
    totals = everything.copy()
    for dimension in rows.form.dimensions:
        leaves &= ~rows.has(dimension, TOTAL)
        totals &= rows.has(dimension, TOTAL)
    for chosen in (
        (lines > before) & (lines < line),
        lines < line,
        everything,
        lines > line,
        leaves & (lines < line),
        totals,
    ):
        if chosen.any():
            yield chosen


def _readings(text: str) -> set[float]:
    """What a sum row's cell may mean in either style; one that fits the rows is proof enough."""
    word = parse(text)
    found = set()
    for kind, style in [("count", None), ("number", Style.GERMAN), ("number", Style.ENGLISH)]:
        read = read_numbers([word], kind, style)
        if not read.refused[0] and not np.isnan(read.values[0]):
            found.add(float(read.values[0]))
    return found


def _told(value: float) -> str:
    return german(round(value, 6))
