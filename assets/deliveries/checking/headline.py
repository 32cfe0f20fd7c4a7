"""What published figures say together: totals against parts, printed shares against counts, breaks, units.

Belongs here: rules about several rows of the form `eckwerte`. Not here: single rows (rules.py), counts (sums.py),
figures of several deliveries (assets/indicators/). A delivery has some dozen of them: plain loops are quick enough.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from typing import Any

import pandas as pd

from assets.deliveries.checking.rule import german
from assets.deliveries.checking.typed import Rows
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.headline import KEY

Row = Any  # a named tuple with the columns of schemas.headline.Figure and its place in the rows (Index)

MOST_ROWS = 20_000
EXACT_UNITS = {"PERSONEN", "STELLEN"}
_SUM_DIMENSIONS = ["indicator", "definition", "group", "scope"]
# Fewer printed percentages may well lie below one.
_FEWEST_SHARES = 3


def check_figures(table: Rows, reference: Reference) -> list[Finding]:
    """All findings about figures against each other."""
    rows = list(table.frame.itertuples())
    with_value = [row for row in rows if pd.notna(row.value)]
    return [
        *_sums(table, with_value, reference),
        *_printed_shares(table, with_value),
        *_breaks(table, rows, reference),
        *_posts(table, rows),
        *_fractions(table, with_value),
    ]


def _by(rows: list[Row], key: Callable[[Row], Hashable]) -> dict[Hashable, list[Row]]:
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _columns(*names: str) -> Callable[[Row], tuple[str, ...]]:
    return lambda row: tuple(str(getattr(row, name)) for name in names)


def _sums(table: Rows, rows: list[Row], reference: Reference) -> Iterator[Finding]:
    """Where all parts of a total are delivered, they must add up to it (seeds/sums.csv)."""
    # Percentages add up only over one and the same base.
    usable = [row for row in rows if row.unit != "PROZENT" or pd.notna(row.n)]
    for members in reference.sum_rules.values():
        free = [name for name in _SUM_DIMENSIONS if all(member[name] == "*" for member in members)]
        same = _columns("ags", "year", "date", "unit", *free)

        def place(row: Row, same: Callable[[Row], tuple[str, ...]] = same) -> Hashable:
            return (*same(row), row.n if row.unit == "PROZENT" else None)

        chosen = []
        for member in members:
            fixed = {name: member[name] for name in _SUM_DIMENSIONS if member[name] != "*"}
            fits = [row for row in usable if all(getattr(row, name) == wanted for name, wanted in fixed.items())]
            chosen.append((member["role"], _by(fits, place)))
        parts = [group for role, group in chosen if role == "teil"]
        for group in (group for role, group in chosen if role == "gesamt"):
            for key, totals in group.items():
                found = [part[key][0] for part in parts if key in part]
                if len(found) == len(parts):
                    yield from _sum_finding(table, totals[0], found, members[0]["label"])


def _sum_finding(table: Rows, total: Row, parts: list[Row], label: str) -> Iterator[Finding]:
    added = sum(part.value for part in parts)
    # Counts are exact; printed percentages and rounded thousands may be off by their rounding.
    slack = 1e-9 + (0 if total.unit in EXACT_UNITS else sum(_rounding(row) for row in [total, *parts]))
    if abs(added - total.value) > slack:
        code = "SUMME_ZU_GROSS" if added > total.value else "SUMME_ZU_KLEIN"
        yield table.at(code, total.Index, "value", german(added), german(total.value), label=label)


def _printed_shares(table: Rows, rows: list[Row]) -> Iterator[Finding]:
    """A printed share must be the count over n, within the rounding of what is printed."""
    same = _columns(*(name for name in KEY if name != "unit"))
    counts = _by([row for row in rows if row.unit in ("PERSONEN", "TSD_PERSONEN") and pd.notna(row.n)], same)
    for share in (row for row in rows if row.unit == "PROZENT"):
        for count in counts.get(same(share), []):
            # Thousands are rounded themselves; persons are exact.
            off = 0.5 if count.unit == "TSD_PERSONEN" else 0.0
            lowest = 100 * (count.value - off) / (count.n + off)
            highest = 100 * (count.value + off) / (count.n - off)
            slack = _rounding(share) + 1e-9
            if not lowest - slack <= share.value <= highest + slack:
                yield table.at(
                    "ANTEIL_ABWEICHUNG",
                    share.Index,
                    "value",
                    german(share.value, share.decimals),
                    german(100 * count.value / count.n, share.decimals),
                    numerator=german(count.value),
                    denominator=german(count.n),
                )


def _breaks(table: Rows, rows: list[Row], reference: Reference) -> Iterator[Finding]:
    """A series with figures on both sides of a known break (seeds/breaks.csv), reported at the first one after it."""
    for known in reference.breaks.itertuples(index=False):
        of_definition = [row for row in rows if row.definition == known.definition and pd.notna(row.year)]
        for series in _by(of_definition, _columns("ags", "indicator", "group", "method", "scope", "unit")).values():
            before = [row for row in series if row.year <= known.last_year_before]
            after = [row for row in series if row.year >= known.first_year_after]
            if before and after:
                first = min(after, key=lambda row: row.year)
                last_year = max(row.year for row in before)
                yield table.at("REIHENBRUCH", first.Index, "year", last_year, first.year, label=known.label)


def _posts(table: Rows, rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        if row.unit == "STELLEN" and row.indicator in ("staff", "leaders"):
            yield table.at("STELLEN_STATT_PERSONEN", row.Index, "unit", "Stellen")


def _fractions(table: Rows, rows: list[Row]) -> Iterator[Finding]:
    """Percentages that all lie below one were likely delivered as shares: 0,12 for 12 per cent."""
    percent = [row for row in rows if row.unit == "PROZENT" and row.value > 0]
    if len(percent) >= _FEWEST_SHARES and all(row.value <= 1 for row in percent):
        yield table.at("PROZENT_ALS_ANTEIL", percent[0].Index, "value", number=len(percent))


def _rounding(row: Row) -> float:
    """Half a unit of the last printed digit: what a published number may be off by."""
    return 0.5 * 10.0 ** -int(row.decimals)
