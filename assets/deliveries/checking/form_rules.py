"""What a row of one form must be on its own: published figures, staff, competence, measures.

Belongs here: rules that only one form has. Not here: those of every form (rules.py), rows together (plausibility.py).
"""

import numpy as np

from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.harmonise import WHOLE_UNITS
from assets.deliveries.checking.rule import Breaks, Right, Rule, german, german_date
from assets.deliveries.checking.typed import Rows
from assets.reference.seeds import Reference


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


def _due_before_start(rows: Rows, _expected: Expected, _reference: Reference) -> np.ndarray:
    pairs = zip(rows.frame["start"], rows.frame["due"], strict=True)
    return np.array([bool(start and due) and due < start for start, due in pairs], dtype=bool)


def _fte_above_heads(rows: Rows, *_: object) -> np.ndarray:
    # Printed with one decimal, 12,0 may be 12,04: half a unit of the last digit is no contradiction.
    rounding = 0.5 * 10.0 ** -rows.number("fte_decimals") * (rows.number("fte_decimals") > 0)
    return rows.number("fte") > rows.number("count") + rounding


FORM_RULES = [
    Rule("EINHEIT_FALSCH", "unit", _unit_is_wrong, _unit_labels),
    Rule(
        "ZAHL_GANZ",
        "value",
        lambda rows, *_: rows.where("unit", lambda unit: unit in WHOLE_UNITS) & (rows.number("value_decimals") > 0),
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
        lambda rows, row, *_: german_date(rows.frame["start"].iloc[row]),
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
