"""What a row must be on its own: one rule, one sentence of the catalogue.

Belongs here: rules about one typed row and its place in the folder, and two rows that say the same. Not here:
translating (harmonise.py), sums (sums.py), other deliveries (previous_year.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.harmonise import NUMBERS, WHOLE_UNITS
from assets.deliveries.checking.typed import Rows, numbered
from assets.deliveries.reading.words import fold
from assets.reference.seeds import Reference
from schemas.deliveries import Finding

Breaks = Callable[[Rows, Expected, Reference], np.ndarray]
Right = Callable[[Rows, int, Expected, Reference], object]


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue: which rows break it, which column it is about, and what would be right there.

    `forms`: only these have it (none: every form with the column). `once`: said at the first such row, with their
    number.
    """

    code: str
    column: str
    breaks: Breaks
    expected: Right = lambda _rows, _row, _expected, _reference: ""
    forms: tuple[str, ...] = ()
    once: bool = False


def _kind_of_item(kind: str) -> Breaks:
    """Rows about an item of the checklist (frage) or a share (quote)."""

    def rows_of(rows: Rows, _expected: Expected, reference: Reference) -> np.ndarray:
        items = reference.categories[reference.categories["list"].eq("competence_item")]
        wanted = set(items.loc[items["kind"].eq(kind), "code"])
        return rows.where("item", lambda code: code in wanted)

    return rows_of


_QUESTION, _SHARE = _kind_of_item("frage"), _kind_of_item("quote")


def _above(name: str, limit: str) -> Breaks:
    return lambda rows, *_: rows.number(name) > rows.number(limit)


def _plain(name: str) -> Right:
    return lambda rows, row, *_: german(float(rows.frame[name].iloc[row]))


def german(value: float, decimals: int | None = None) -> str:
    """A number as it is said to a city."""
    if decimals is None:
        decimals = 0 if value == int(value) else 1
    return f"{value:.{decimals}f}".replace(".", ",")


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


def _units_allowed(reference: Reference) -> dict[str, list[str]]:
    units = reference.indicators["units_allowed"].str.split("|")
    return dict(zip(reference.indicators["id"], units, strict=True))


def _unit_is_wrong(rows: Rows, _expected: Expected, reference: Reference) -> np.ndarray:
    allowed = _units_allowed(reference)
    pairs = zip(rows.frame["indicator"], rows.frame["unit"], strict=True)
    return np.array([bool(one and unit) and unit not in allowed.get(one, []) for one, unit in pairs], dtype=bool)


def _unit_labels(rows: Rows, row: int, _expected: Expected, reference: Reference) -> str:
    labels = reference.labels("unit")
    return ", ".join(labels[unit] for unit in _units_allowed(reference)[rows.frame["indicator"].iloc[row]])


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


def _usual_day(usual: str) -> Right:
    def day(_rows: Rows, _row: int, expected: Expected, reference: Reference) -> str:
        years = reference.reporting_years.set_index("year")
        return _as_german_date(years.at[expected.year, usual])

    return day


def _as_german_date(day: str) -> str:
    return ".".join(reversed(day.split("-")))


def _date_of_another_year(rows: Rows, _expected: Expected, _reference: Reference) -> np.ndarray:
    year = rows.number("year")
    dates = rows.frame["date"].array
    of_date = np.array([int(day[:4] or 0) for day in dates.categories])[dates.codes]
    return (of_date > 0) & ~np.isnan(year) & (of_date != year)


def _due_before_start(rows: Rows, _expected: Expected, _reference: Reference) -> np.ndarray:
    pairs = zip(rows.frame["start"], rows.frame["due"], strict=True)
    return np.array([bool(start and due) and due < start for start, due in pairs], dtype=bool)


def _fte_above_heads(rows: Rows, *_: object) -> np.ndarray:
    # Printed with one decimal, 12,0 may be 12,04: half a unit of the last digit is no contradiction.
    rounding = 0.5 * 10.0 ** -rows.number("fte_decimals") * (rows.number("fte_decimals") > 0)
    return rows.number("fte") > rows.number("count") + rounding


RULES = [
    Rule("STADT_UNBEKANNT", "ags", _area_unknown, _known_areas),
    Rule("STADT_FREMD", "ags", _area_foreign, lambda _rows, _row, expected, _reference: expected.place),
    Rule(
        "STADT_NAME",
        "area_name",
        _area_name_differs,
        lambda rows, row, expected, _: expected.areas[rows.frame["ags"].iloc[row]],
    ),
    Rule("EINHEIT_FALSCH", "unit", _unit_is_wrong, _unit_labels),
    Rule(
        "ZAHL_GANZ",
        "value",
        lambda rows, *_: rows.where("unit", lambda unit: unit in WHOLE_UNITS) & (rows.number("value_decimals") > 0),
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
    Rule("PROZENT_UEBER_100", "value", lambda rows, *_: (rows.number("value") > 100) & rows.has("unit", "PROZENT")),
    Rule(
        "TEIL_GROESSER_GANZES",
        "value",
        lambda rows, *_: (
            rows.where("unit", lambda unit: unit in ("PERSONEN", "TSD_PERSONEN"))
            & (rows.number("value") > rows.number("n"))
        ),
        lambda rows, row, *_: f"{rows.frame['n'].iloc[row]:.0f}",
    ),
    Rule("N_GROESSER_GESAMT", "n", _above("n", "total"), lambda rows, row, *_: f"{rows.frame['total'].iloc[row]:.0f}"),
    *(
        Rule("N_NULL", name, lambda rows, *_, name=name: rows.number(name) == 0, forms=("eckwerte",))
        for name in ("n", "total")
    ),
    Rule(
        "JAHR_ZUKUNFT",
        "year",
        lambda rows, expected, _: rows.number("year") > expected.year,
        lambda _rows, _row, expected, _reference: expected.year,
        forms=("eckwerte",),
    ),
    Rule(
        "JAHR_ZU_ALT",
        "year",
        lambda rows, _, reference: rows.number("year") < int(reference.rule("earliest_figure_year")),
        lambda _rows, _row, _expected, reference: reference.rule("earliest_figure_year"),
        forms=("eckwerte",),
    ),
    Rule(
        "JAHR_ANDERS",
        "year",
        _year_differs,
        lambda _rows, _row, expected, _reference: expected.year,
        forms=("personal", "bevoelkerung", "gewinnung", "kompetenz", "massnahmen", "zusammenarbeit"),
    ),
    Rule("STICHTAG_JAHR", "date", _date_of_another_year, lambda rows, row, *_: rows.frame["year"].iloc[row]),
    Rule("STICHTAG_ANDERS", "date", _other_day("staff_date"), _usual_day("staff_date"), ("personal",), once=True),
    Rule(
        "STICHTAG_ANDERS",
        "date",
        _other_day("population_date"),
        _usual_day("population_date"),
        ("bevoelkerung",),
        once=True,
    ),
    Rule("VZAE_GROESSER_KOEPFE", "fte", _fte_above_heads, _plain("count"), ("personal",)),
    Rule("ANZAHL_GROESSER_GESAMT", "count", _above("count", "total"), _plain("total"), ("kompetenz",)),
    Rule(
        "WERT_FEHLT",
        "count",
        lambda rows, *given: _SHARE(rows, *given) & np.isnan(rows.number("count")) & rows.has("mark", ""),
        forms=("kompetenz",),
    ),
    Rule(
        "GESAMT_FEHLT",
        "total",
        lambda rows, *given: _SHARE(rows, *given) & ~np.isnan(rows.number("count")) & np.isnan(rows.number("total")),
        forms=("kompetenz",),
    ),
    Rule(
        "ANTWORT_FEHLT",
        "answer",
        lambda rows, *given: _QUESTION(rows, *given) & rows.has("answer", ""),
        lambda _rows, _row, _expected, reference: ", ".join(reference.labels("answer").values()),
        ("kompetenz",),
    ),
    Rule(
        "ANTWORT_UNPASSEND",
        "answer",
        lambda rows, *given: _SHARE(rows, *given) & ~rows.has("answer", ""),
        lambda rows, *_: ", ".join([rows.header("count"), rows.header("total")]),
        ("kompetenz",),
    ),
    *(
        Rule(
            "ANTWORT_UNPASSEND",
            name,
            lambda rows, *given, name=name: _QUESTION(rows, *given) & ~np.isnan(rows.number(name)),
            lambda rows, *_: rows.header("answer"),
            ("kompetenz",),
        )
        for name in ("count", "total")
    ),
    Rule(
        "NACHWEIS_FEHLT",
        "evidence",
        lambda rows, *given: _QUESTION(rows, *given) & rows.has("answer", "JA") & rows.has("evidence", ""),
        forms=("kompetenz",),
    ),
    Rule(
        "FAELLIG_VOR_BEGINN",
        "due",
        _due_before_start,
        lambda rows, row, *_: _as_german_date(rows.frame["start"].iloc[row]),
        ("massnahmen",),
    ),
    Rule(
        "MEILENSTEINE_MEHR",
        "milestones_kept",
        _above("milestones_kept", "milestones"),
        _plain("milestones"),
        ("massnahmen",),
    ),
]


def check_rows(rows: Rows, expected: Expected, reference: Reference) -> list[Finding]:
    """All findings about single rows, in the order of the rules, then those about rows that say the same."""
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
    return [*findings, *_duplicates(rows)]


def _duplicates(rows: Rows) -> list[Finding]:
    """Rows whose key stands in an earlier row already."""
    keys = numbered(rows.frame, rows.form.key)
    values, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    if len(values) == len(keys):
        return []
    lines = rows.frame["line"].to_numpy()[first[inverse]]
    column = next(name for name in rows.form.key if name not in ("ags", "year", "date"))
    again = first[inverse] != np.arange(len(keys))
    return rows.each("ZEILE_DOPPELT", again, column, lambda row: lines[row], lambda _: "")
