"""What was written is what is read: every value, sign and address, in every way an office saves a table.

KONTRAKT_ROUND_TRIPS says how many tables make the trip (night run: 5,000); the same number makes the same ones.
"""

import os
import random
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import pytest

from assets.deliveries.checking.check import check_read
from assets.deliveries.checking.exports import known_headers
from assets.deliveries.reading.grid import letters
from assets.deliveries.reading.read_file import read_file
from assets.reference.seeds import Reference
from schemas.deliveries import State
from schemas.forms import FORMS
from tests.intake.deliveries import Delivery, delivery
from tests.intake.formats import Way, grouped, sheet_of, written

TRIPS = int(os.environ.get("KONTRAKT_ROUND_TRIPS", "600"))
DIALECTS = [
    Way(),
    Way(separator=",", quoted=True),
    Way(separator="\t", ends="\n"),
    Way(separator="|", ends="\r", quoted=True),
]
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]
# Plain, German, with blanks as printed tables and statistical offices have them.
THOUSANDS = ["", ".", " ", "\u00a0"]
CSV = [
    replace(dialect, encoding=encoding, thousands=thousands)
    for dialect, encoding, thousands in product(DIALECTS, ENCODINGS, THOUSANDS)
]
WORKBOOKS = [
    Way("xlsx", program=program, dates=dates) for program in ("openpyxl", "xlsxwriter") for dates in (True, False)
] + [Way(kind, dates=dates) for kind in ("ods", "xls") for dates in (True, False)]
# Code of the list `mark` → how a city writes it: a sign in place of a number, or something around it.
SIGNS = {
    "NICHTS": ["-", "–"],
    "GEHEIM": [".", "*", "k.A."],
    "SPAETER": ["...", "…"],
    "UNSICHER": ["/"],
    "ENTFAELLT": ["x"],
}
AROUND = {"EINGESCHRAENKT": "({})", "VORLAEUFIG": "{}p", "BERICHTIGT": "{} r", "GESCHAETZT": "{}s"}


@dataclass(frozen=True)
class Trip:
    """A table, how it is saved, and what must be read: one row of typed values each, in our names."""

    delivery: Delivery
    way: Way
    expected: list[dict[str, Any]]


def trip(number: int, reference: Reference) -> Trip:
    """A random table: some rows of a valid delivery, with random numbers and signs where nothing adds up."""
    chance = random.Random(f"round trip {number}")  # noqa: S311 - a reproducible test
    forms = list(FORMS)
    # Two workbooks on three CSV files; the forms change faster than the ways, so that all meet.
    way = WORKBOOKS[number // 5 % len(WORKBOOKS)] if number % 5 < 2 else CSV[number // 5 * 3 + number % 5 - 2 & 63]
    form = forms[(number + number // 7) % len(forms)]
    whole = delivery(form, str(number), reference)
    rows = chance.sample(whole.rows, min(len(whole.rows), chance.randint(2, 9)))
    signs = [{} for _ in rows]
    definitions = chance.sample(list(reference.labels("definition")), len(rows))
    made = [
        _with_other_numbers(chance, whole, list(row), sign, definition)
        for row, sign, definition in zip(rows, signs, definitions, strict=True)
    ]
    expected = [
        _typed(whole, row, sign, line, way, reference)
        for line, (row, sign) in enumerate(zip(made, signs, strict=True), start=2)
    ]
    shown = [_shown(chance, whole, row, sign, way) for row, sign in zip(made, signs, strict=True)]
    return Trip(replace(whole, rows=shown), way, expected)


def _with_other_numbers(
    chance: random.Random, whole: Delivery, row: list[str], signs: dict[int, str], definition: str
) -> list[str]:
    """The row with random numbers where the form has no sums, and some marks; `signs`: column → code of the mark."""
    name = whole.form.name
    if name == "zusammenarbeit":
        row[whole.column("anzahl")] = str(_any_count(chance))
        row[whole.column("staedte")] = chance.choice(["", str(_any_count(chance))])
    if name == "kompetenz" and row[whole.column("gesamt")]:
        total = _any_count(chance)
        row[whole.column("gesamt")], row[whole.column("anzahl")] = str(total), str(chance.randint(0, total))
    if name == "massnahmen":
        total = _any_count(chance)
        row[whole.column("meilensteine")] = str(total)
        row[whole.column("meilensteine_erreicht")] = chance.choice(["", str(chance.randint(0, total))])
    if name == "eckwerte" and chance.random() < 0.6:
        gap = {"kennzahl": "Repräsentationslücke", "einheit": "Prozentpunkte", "n": "", "gesamt": ""}
        # Each definition once: two rows must not answer one question.
        for column, word in {**gap, "definition": definition}.items():
            row[whole.column(column)] = word
        row[whole.column("wert")] = chance.choice(["", "-"]) + _any_decimal(chance)
    main = whole.numbers[0]
    if row[main] and chance.random() < 0.25 and not row[main].startswith("-"):
        # A dash is exactly zero: only where no sum says that it is not.
        free = name in ("zusammenarbeit", "kompetenz") or "Repräsentationslücke" in row
        missing = [sign for sign in SIGNS if (free or sign != "NICHTS") and name != "massnahmen"]
        signs[main] = chance.choice([*AROUND, *missing])
    return row


def _any_count(chance: random.Random) -> int:
    return chance.randint(0, 10 ** chance.randint(0, 9))


def _any_decimal(chance: random.Random) -> str:
    # Not 1,234 nor 1.234, which may be either: these are asked about and never read (tests/generators/tables.py).
    decimals = chance.choice([0, 1, 2, 4, 5])
    if not decimals:
        return str(chance.randint(1, 999))
    return f"{chance.randint(1, 10 ** chance.randint(1, 5))},{chance.randint(0, 10**decimals - 1):0{decimals}d}"


def _shown(chance: random.Random, whole: Delivery, row: list[str], signs: dict[int, str], way: Way) -> list[str]:
    """The cells as the city writes them: with signs, and in a CSV file with thousands."""
    cells = list(row)
    for column in whole.numbers:
        sign, cell = signs.get(column, ""), cells[column]
        if way.kind == "csv":
            cell = grouped(cell, way.thousands)
            # Not every character set has a minus sign of its own.
            cell = cell.replace("-", chance.choice("-−")) if way.encoding != "cp1252" else cell
        cells[column] = chance.choice(SIGNS[sign]) if sign in SIGNS else AROUND.get(sign, "{}").format(cell)
    return cells


def _typed(
    whole: Delivery, row: list[str], signs: dict[int, str], line: int, way: Way, reference: Reference
) -> dict[str, Any]:
    """What the row means, worked out from its plain cells and without the program's own reading."""
    typed: dict[str, Any] = {"line": line, "mark": signs.get(whole.numbers[0], "")}
    for header, field in whole.form.headers.items():
        cell = row[whole.column(header)]
        if field.name == "area_name":
            continue
        if field.kind == "code":
            codes = {label: code for code, label in reference.labels(field.codes).items()}
            typed[field.name] = cell if field.codes == "definition" else codes.get(cell, "")
        elif field.kind in ("count", "number"):
            typed[field.name] = _number(cell, signs.get(whole.column(header), ""), whole=field.kind == "count")
        elif field.kind in ("year", "smallest"):
            typed[field.name] = int(cell) if cell else None
        elif field.kind == "date":
            typed[field.name] = "-".join(reversed(cell.split("."))) if cell else ""
        else:
            typed[field.name] = cell
    if "decimals" in whole.form.columns:
        sign, decimals = typed["mark"], row[whole.numbers[0]].partition(",")[2]
        if way.kind != "csv" and not sign:
            # In a workbook it is a number: the zeros at its end are gone.
            decimals = decimals.rstrip("0")
        typed["decimals"] = None if typed["value"] is None else 0 if sign == "NICHTS" else len(decimals)
    return typed


def _number(cell: str, sign: str, *, whole: bool) -> float | int | None:
    if sign == "NICHTS":
        return 0
    if not cell or sign in SIGNS:
        return None
    value = float(cell.replace(",", "."))
    return int(value) if whole else value


def differences(one: Trip, reference: Reference) -> list[str]:
    """What is read otherwise than it was written, address by address."""
    content = written(sheet_of(one.delivery.header, one.delivery.rows, one.delivery.numbers), one.way)
    read = read_file(content, known_headers(reference))
    if len(read.tables) != 1:
        return [f"tables: {len(read.tables)}, {[each.message for each in read.findings]}"]
    (table,) = read.tables
    found = []
    if [column.letter for column in table.columns] != [letters(place) for place in range(len(one.delivery.header))]:
        found.append("columns at other letters")
    if table.header_row != 1 or list(table.lines) != list(range(2, len(one.delivery.rows) + 2)):
        found.append(f"lines {list(table.lines)}")
    checked = check_read(read, one.delivery.expected, reference)
    if checked.state in (State.REFUSED, State.QUARANTINE):
        return [*found, *(f"{each.code} {each.cell}: {each.message}" for each in checked.findings)]
    rows = checked.rows[one.delivery.form.name].to_dict(orient="records")
    if len(rows) != len(one.expected):
        return [*found, f"{len(rows)} rows instead of {len(one.expected)}"]
    for row, expected in zip(rows, one.expected, strict=True):
        assert set(row) == set(expected), set(row) ^ set(expected)
        for name, value in expected.items():
            if not _same(row[name], value):
                found.append(f"line {expected['line']}, {name}: {row[name]!r} instead of {value!r}")
    return found


def _same(read: Any, written_value: Any) -> bool:
    if written_value is None:
        return read is None or read != read or str(read) == "<NA>"
    return str(read) != "<NA>" and read == written_value


def test_what_was_written_is_what_is_read(reference: Reference):
    wrong = []
    for number in range(TRIPS):
        one = trip(number, reference)
        if found := differences(one, reference):
            name = f"round trip {number}, {one.delivery.form.name} as {one.way.name}"
            wrong.append("\n  ".join([name, *found[:8]]))
    assert not wrong, f"{len(wrong)} of {TRIPS}:\n" + "\n".join(wrong[:20])


def test_every_way_of_saving_meets_every_form(reference: Reference):
    """In the number that CI runs; fewer do not meet all."""
    met = {(one.way.kind, one.delivery.form.name) for one in (trip(number, reference) for number in range(300))}
    assert met == set(product(["csv", "xlsx", "ods", "xls"], FORMS))
    ways = {trip(number, reference).way for number in range(600)}
    assert ways == {*CSV, *WORKBOOKS}


@pytest.mark.parametrize("change", [("1234", "1235"), ("", "1"), ("2", "")])
def test_a_wrong_value_would_be_found(change: tuple[str, str], reference: Reference):
    """The test of the test."""
    one = trip(2, reference)
    name = next(
        name for name, value in one.expected[0].items() if isinstance(value, int) and name not in ("line", "year")
    )
    one.expected[0][name] = None if not change[1] else int(change[1])
    assert differences(one, reference)
