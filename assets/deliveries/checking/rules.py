"""What a row must be on its own: one rule, one sentence of the catalogue.

Belongs here: rules that more than one form has, about a typed row and its place in the folder, and rows that say the
same. Not here: rules of one form (form_rules.py), sums (sums.py), other deliveries (previous_year.py).
"""

import numpy as np

from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.form_rules import FORM_RULES
from assets.deliveries.checking.harmonise import NUMBERS
from assets.deliveries.checking.rule import Breaks, Right, Rule, german_date
from assets.deliveries.checking.slipped import check_slipped
from assets.deliveries.checking.typed import Rows, coded, numbered
from assets.deliveries.reading.words import fold
from assets.reference.seeds import Reference
from schemas.deliveries import Finding


def _area_unknown(rows: Rows, expected: Expected, reference: Reference) -> np.ndarray:
    known = {"", *reference.names, *expected.areas}
    return rows.where("ags", lambda ags: ags not in known)


def _area_foreign(rows: Rows, expected: Expected, reference: Reference) -> np.ndarray:
    return rows.where("ags", lambda ags: ags in reference.names and ags not in expected.areas)


def _area_name_differs(rows: Rows, expected: Expected, _reference: Reference) -> np.ndarray:
    differs = np.zeros(len(rows), dtype=bool)
    for ags, name in expected.areas.items():
        other = rows.where("area_name", lambda word, name=name: word != "" and fold(word) != fold(name))  # type: ignore[misc]
        differs |= rows.has("ags", ags) & other
    return differs


def _known_areas(_rows: Rows, _row: int, _expected: Expected, reference: Reference) -> str:
    return ", ".join(f"{ags} {name}" for ags, name in reference.names.items())


def _negative(name: str) -> Breaks:
    def negative(rows: Rows, _expected: Expected, _reference: Reference) -> np.ndarray:
        # A gap is a difference: the only figure that may be below zero.
        gap = rows.has("indicator", "gap") if "indicator" in rows.frame else np.zeros(len(rows), dtype=bool)
        return (rows.number(name) < 0) & ~(gap & (name == "value"))

    return negative


def _year_differs(rows: Rows, expected: Expected, _reference: Reference) -> np.ndarray:
    return ~np.isnan(rows.number("year")) & (rows.number("year") != expected.year)


def _other_day(usual: str) -> Breaks:
    """Rows whose day is in the right year but not the one the network asks for."""

    def differs(rows: Rows, expected: Expected, reference: Reference) -> np.ndarray:
        year = reference.reporting_years[reference.reporting_years["year"].eq(expected.year)]
        days = set(year[usual])
        return rows.where("date", lambda day: bool(days) and day[:4] == str(expected.year) and day not in days)

    return differs


def _no_day(rows: Rows, expected: Expected, reference: Reference) -> np.ndarray:
    """Rows without a day, in years for which the network has agreed on one."""
    return rows.has("date", "") & rows.unsaid("date") & bool(reference.reporting_years["year"].eq(expected.year).any())


def _usual_day(usual: str) -> Right:
    def day(_rows: Rows, _row: int, expected: Expected, reference: Reference) -> str:
        years = reference.reporting_years.set_index("year")
        return german_date(years.at[expected.year, usual])

    return day


def _below_the_largest(rows: Rows, _expected: Expected, _reference: Reference) -> np.ndarray:
    asked = rows.number("smallest")
    return asked < np.fmax.reduce(asked, initial=0)


def _date_of_another_year(rows: Rows, _expected: Expected, _reference: Reference) -> np.ndarray:
    year = rows.number("year")
    dates = rows.frame["date"].array
    of_date = np.array([int(day[:4] or 0) for day in dates.categories])[dates.codes]
    return (of_date > 0) & ~np.isnan(year) & (of_date != year)


RULES = [
    Rule("STADT_UNBEKANNT", "ags", _area_unknown, _known_areas),
    Rule("STADT_FREMD", "ags", _area_foreign, lambda _rows, _row, expected, _reference: expected.place),
    Rule(
        "STADT_NAME",
        "area_name",
        _area_name_differs,
        lambda rows, row, expected, _: expected.areas[rows.frame["ags"].iloc[row]],
    ),
    *(
        Rule(
            "WERT_TROTZ_NICHT_ERHOBEN",
            name,
            lambda rows, *_, name=name: ~np.isnan(rows.number(name)) & rows.has("value_kind", "NICHT_ERHOBEN"),
            forms=forms,
        )
        for name, forms in [
            ("value", ("eckwerte",)),
            ("count", ("personal", "bevoelkerung", "gewinnung")),
            ("fte", ("personal",)),
        ]
    ),
    *(
        Rule("WERT_NEGATIV", name, _negative(name))
        for name in ("value", "n", "total", "count", "fte", "milestones", "milestones_kept", "cities")
    ),
    Rule(
        "JAHR_ANDERS",
        "year",
        _year_differs,
        lambda _rows, _row, expected, _reference: expected.year,
        forms=("personal", "bevoelkerung", "gewinnung", "kompetenz", "massnahmen", "zusammenarbeit"),
    ),
    Rule(
        "MINDESTZAHL_VERSCHIEDEN",
        "smallest",
        _below_the_largest,
        lambda rows, *_: int(rows.frame["smallest"].max()),
        once=True,
    ),
    Rule("STICHTAG_JAHR", "date", _date_of_another_year, lambda rows, row, *_: rows.frame["year"].iloc[row]),
    *(
        Rule(code, "date", breaks, _usual_day(usual), (form,), once=True)
        for form, usual in [("personal", "staff_date"), ("bevoelkerung", "population_date")]
        for code, breaks in [("STICHTAG_ANDERS", _other_day(usual)), ("STICHTAG_FEHLT", _no_day)]
    ),
    *FORM_RULES,
]


def check_rows(rows: Rows, expected: Expected, reference: Reference) -> list[Finding]:
    """All findings about single rows, in the order of the rules."""
    findings = []
    numbers = [field.name for field in rows.form.fields if field.kind in NUMBERS]
    for rule in RULES:
        applies = rows.form.name in rule.forms if rule.forms else rule.column in rows.frame
        if not applies or (rule.code == "WERT_NEGATIV" and rule.column not in numbers):
            continue
        broken = rule.breaks(rows, expected, reference)
        if not broken.any():
            continue
        if rule.once:
            row = int(np.argmax(broken))
            right = rule.expected(rows, row, expected, reference)
            findings.append(rows.at(rule.code, row, rule.column, expected=right, number=int(broken.sum())))
            continue
        findings += rows.each(
            rule.code,
            broken,
            rule.column,
            lambda row, rule=rule: rule.expected(rows, row, expected, reference),  # type: ignore[misc]
        )
    return [*findings, *check_slipped(rows, expected, reference)]


def check_duplicates(rows: Rows) -> list[Finding]:
    """Rows whose key stands in an earlier row already; only where all words of the keys are known."""
    keys = numbered(coded(rows.frame, name) for name in rows.form.key)
    values, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    if len(values) == len(keys):
        return []
    lines = rows.frame["line"].to_numpy()[first[inverse]]
    column = next(name for name in rows.form.key if name not in ("ags", "year", "date"))
    again = first[inverse] != np.arange(len(keys))
    return rows.each("ZEILE_DOPPELT", again, column, lambda row: lines[row], lambda _: "")
