"""The values of a made network, computed a second time in plain loops that share no code with the indicators."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import ceil, isclose
from typing import Any

import pandas as pd
import pytest

from assets.indicators.values import Accepted, indicator_values
from assets.reference.seeds import Reference
from benchmarks.made_rows import made_reference, made_rows

YEARS = range(2020, 2024)
DIMENSIONS = ["employment", "career", "leadership", "task_area", "sex", "age", "working_time"]
# The definitions of the made network; those of one letter count the same persons.
ALIKE = {"MZ_EG": "a", "ST_STA": "b", "AUSL_REG": "b", "ST_BEFR": "c", "REG_STA": "d", "REG_MIGRAPRO": "e"}
ITEMS = {"AUSSCHREIBUNGEN": "competence_adverts", "AUSWAHLVERFAHREN": "competence_selection"}
ITEMS |= {"GESCHULT_BESCHAEFTIGTE": "competence_trained_staff", "GESCHULT_FUEHRUNG": "competence_trained_leaders"}
STATES = {"GEPLANT": "measures_planned", "LAUFEND": "measures_running"}
STATES |= {"ABGESCHLOSSEN": "measures_done", "ZURUECKGESTELLT": "measures_postponed"}
ANSWERS = ["share_staff", "share_nationality", "share_hires"]
PLAIN = [*ANSWERS, "share_population", "relative_likelihood", *ITEMS.values(), *STATES.values(), "measures_overdue"]
DERIVED = ["gap", "ratio", "shortfall", "trend"]

# Indicator, base, city, year, dimension, group, view.
Key = tuple[str, str, str, int | None, str, str, str]
Found = dict[Key, float | None]
Cell = dict[str, Any]


@pytest.fixture(scope="module")
def made(reference: Reference) -> tuple[dict[str, list[Cell]], pd.DataFrame]:
    network = made_reference(reference, 4)
    rows = made_rows(network, range(4), YEARS)
    values = indicator_values(Accepted(**rows), network, max(YEARS))
    return {name: frame.to_dict(orient="records") for name, frame in rows.items()}, values


def test_every_value_is_found_again_and_no_other_is_there(made: tuple[dict[str, list[Cell]], pd.DataFrame]):
    rows, values = made
    expected = recomputed(rows)
    assert len(expected) > 2000
    assert different(said(values), expected) == []


def test_a_missing_row_one_too_many_and_another_number_are_noticed(made: tuple[dict[str, list[Cell]], pd.DataFrame]):
    expected, found = recomputed(made[0]), said(made[1])
    key, other = [key for key in expected if key[0] == "gap" and expected[key] is not None][:2]
    del found[key]
    found[("gap", "share_staff", "99000000", 1999, "", "insgesamt", "INSGESAMT")] = 1.0
    found[other] = (expected[other] or 0) + 1e-9
    assert len(different(found, expected)) == 3


def different(found: Found, expected: Found) -> list[Any]:
    """Rows that are lacking, too many, or have another number."""
    wrong: list[Any] = list(expected.keys() ^ found.keys())
    for key in expected.keys() & found.keys():
        one, other = found[key], expected[key]
        if one is not other and (one is None or other is None or not isclose(one, other, rel_tol=1e-11, abs_tol=1e-11)):
            wrong.append((key, one, other))
    return wrong


def said(values: pd.DataFrame) -> Found:
    found: Found = {}
    derived = values["indicator"].isin(DERIVED) & values["base"].isin([*ANSWERS, "share_population"])
    for row in values[derived | values["indicator"].isin(PLAIN)].to_dict(orient="records"):
        year = None if pd.isna(row["year"]) else int(row["year"])
        key = (row["indicator"], row["base"], row["ags"], year, row["dimension"], row["group"], row["view"])
        assert key not in found
        found[key] = None if pd.isna(row["value"]) else row["value"]
    return found


def recomputed(rows: dict[str, list[Cell]]) -> Found:
    found: Found = {}
    groups = counted(rows["staff"], staff_group) | counted(rows["recruitment"], hired_group)
    residents = counted(rows["population"], lambda row: ("share_population", "", row["age"]))
    lines: dict[tuple, dict[int, Fraction]] = defaultdict(dict)
    for (indicator, ags, year, dimension, group), cell in groups.items():
        value = share_of(cell)
        found[indicator, "", ags, year, dimension, group, ""] = value and float(value)
        if value is not None and good(cell):
            lines[indicator, ags, dimension, group, ""][year] = value
        for view in ["INSGESAMT", "A18_65", "A15_74"]:
            parity = nearest(residents, ags, year, view, indicator, cell)
            counts = value is not None and good(cell) and parity is not None
            if view != "INSGESAMT" and (dimension or not counts):
                continue
            key = (indicator, ags, year, dimension, group, view)
            say(found, "gap", key, 100 * (parity - value) if counts else None)
            say(found, "ratio", key, value / parity if counts and parity else None)
            if counts or dimension == "":
                lacking = parity * (cell["JA"] + cell["NEIN"]) - cell["JA"] if counts else None
                say(found, "shortfall", key, max(0, ceil(lacking)) if counts else None)
    for (indicator, ags, year, _, view), cell in residents.items():
        lines[indicator, ags, "", "insgesamt", view][year] = share_of(cell)
        found[indicator, "", ags, year, "", "insgesamt", view] = float(share_of(cell))
    for (indicator, ags, dimension, group, view), line in lines.items():
        if len(line) > 1 or (dimension == "" and view in ("", "INSGESAMT")):
            key = (indicator, ags, max(line), dimension, group, view)
            say(found, "trend", key, 100 * slope(line) if len(line) > 2 else None)
    for ags in {row["ags"] for row in rows["staff"]}:
        for share in ("share_staff", "share_nationality"):
            if not any(key[:2] == (share, ags) for key in groups):
                found[share, "", ags, None, "", "insgesamt", ""] = None
                for indicator in ("gap", "ratio"):
                    say(found, indicator, (share, ags, None, "", "insgesamt", ""), None)
    return found | chances(rows["recruitment"]) | forms(rows)


def say(found: Found, indicator: str, key: tuple, value: Fraction | int | None) -> None:
    found[indicator, *key] = None if value is None else float(value)


def counted(rows: list[Cell], group_of: Callable[[Cell], tuple | None]) -> dict[tuple, Cell]:
    cells: dict[tuple, Cell] = defaultdict(dict)
    for row in rows:
        group = group_of(row)
        if group:
            cell = cells[group[0], row["ags"], row["year"], *group[1:]]
            cell |= {row["history"]: row["count"], "definition": row["definition"], "method": row["method"]}
    return cells


def staff_group(row: Cell) -> tuple | None:
    parts = [name for name in DIMENSIONS if row[name] != "INSGESAMT"]
    indicator = "share_nationality" if row["definition"] == "ST_STA" else "share_staff"
    if parts:
        return (indicator, parts[0], row[parts[0]]) if len(parts) == 1 else None
    return indicator, "", "insgesamt"


def hired_group(row: Cell) -> tuple | None:
    return ("share_hires", *place(row["employment"])) if row["flow"] == "EINGESTELLT" else None


def place(office: str) -> tuple[str, str]:
    return ("", "insgesamt") if office == "INSGESAMT" else ("employment", office)


def share_of(cell: Cell) -> Fraction | None:
    known = cell["JA"] + cell["NEIN"]
    return Fraction(int(cell["JA"]), int(known)) if known else None


def good(cell: Cell) -> bool:
    """Grade A, B or C."""
    return cell["method"] != "BEFRAGUNG" or 5 * (cell["JA"] + cell["NEIN"]) >= cell["INSGESAMT"]


def nearest(residents: dict, ags: str, year: int, view: str, indicator: str, cell: Cell) -> Fraction | None:
    """The residents' share at the end of the year that lies nearest; flows may be from any day of theirs."""
    days = [date(year, 1, 1), date(year, 12, 31)] if indicator == "share_hires" else [date(year, 6, 30)]
    away = {end: max(abs((date(end, 12, 31) - day).days) for day in days) for end in YEARS}
    taken = residents["share_population", ags, min(away, key=lambda end: away[end]), "", view]
    return share_of(taken) if ALIKE[taken["definition"]] == ALIKE[cell["definition"]] else None


def slope(line: dict[int, Fraction]) -> Fraction:
    n, x, y = len(line), sum(line), sum(line.values())
    return (n * sum(year * value for year, value in line.items()) - x * y) / (n * sum(year**2 for year in line) - x**2)


def chances(rows: list[Cell]) -> Found:
    found: Found = {}
    flows = counted(rows, lambda row: (row["flow"], row["employment"]))
    for flow, ags, year, office in flows:
        if flow == "BEWORBEN":
            applied, hired = flows["BEWORBEN", ags, year, office], flows["EINGESTELLT", ags, year, office]
            possible = (
                all(hired[one] <= applied[one] and applied[one] > 0 for one in ("JA", "NEIN")) and hired["JA"] > 0
            )
            value = hired["NEIN"] / applied["NEIN"] / (hired["JA"] / applied["JA"]) if possible else None
            if possible or office == "INSGESAMT":
                found["relative_likelihood", "", ags, year, *place(office), ""] = value
    return found


def forms(rows: dict[str, list[Cell]]) -> Found:
    found: Found = {}
    for row in rows["competence"]:
        if row["item"] in ITEMS:
            key = (ITEMS[row["item"]], "", row["ags"], row["year"], "", "insgesamt", "")
            found[key] = row["count"] / row["total"]
    told = defaultdict(list)
    for row in rows["measures"]:
        told[row["ags"], row["year"], "", "insgesamt"].append(row)
        told[row["ags"], row["year"], "field_of_action", row["field_of_action"]].append(row)
    for (ags, year, *where), measures in told.items():
        late = [one for one in measures if one["status"] in ("GEPLANT", "LAUFEND") and one["due"] < f"{year}-12-31"]
        found["measures_overdue", "", ags, year, *where, ""] = len(late)
        for state, indicator in STATES.items():
            found[indicator, "", ags, year, *where, ""] = sum(one["status"] == state for one in measures)
    return found
