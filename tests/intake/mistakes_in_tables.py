"""Mistakes with rows and columns: shifted, swapped, doubled, lost, sorted, merged.

Belongs here: cells that stand in the wrong place. Not here: single cells (mistakes_in_cells.py), bytes
(mistakes_in_files.py).
"""

from itertools import combinations

from tests.intake.corruptions import COUNTED, WORKBOOKS, Work, corruption, german, number
from tests.intake.deliveries import delivery

_TOLD = ("code", "count", "number", "year", "ags", "date")


@corruption("a row shifted by one cell")
def row_shifted(work: Work) -> bytes | None:
    cells, row = work.copy(), work.chance.choice(work.rows)
    at = work.chance.randrange(len(cells[0]) - 1)
    if work.chance.random() < 0.5:
        cells[row] = [*cells[row][:at], "", *cells[row][at:-1]]
    else:
        cells[row] = [*cells[row][:at], *cells[row][at + 1 :], ""]
    return None if _only_texts_differ(work, cells) else work.file(cells)


@corruption("a column shifted by one row")
def column_shifted(work: Work) -> bytes | None:
    column = work.chance.choice([one for one in work.columns(*_TOLD) if _matters(work, one)])
    cells = work.copy()
    words = [cells[row][column] for row in work.rows]
    words = ["", *words[:-1]] if work.chance.random() < 0.5 else [*words[1:], ""]
    for row, word in zip(work.rows, words, strict=True):
        cells[row][column] = word
    return work.file(cells)


@corruption("a column sorted alone")
def column_sorted(work: Work) -> bytes | None:
    """Only where the column and the others tell each other: numbers in sums, words of the key."""
    if work.form not in COUNTED:
        return None
    numbers = [
        column
        for column in work.delivery.numbers
        if work.form != "personal" or work.delivery.header[column] == "anzahl"
    ]
    keys = [work.column(work.delivery.form.german[name]) for name in work.delivery.form.dimensions]
    column = work.chance.choice([*numbers, *keys])
    cells = work.copy()
    if column in numbers:
        words = sorted((cells[row][column] for row in work.rows), key=number, reverse=work.chance.random() < 0.5)
    else:
        words = sorted(cells[row][column] for row in work.rows)
    for row, word in zip(work.rows, words, strict=True):
        cells[row][column] = word
    return work.file(cells)


@corruption("two cells of a row swapped")
def cells_swapped(work: Work) -> bytes | None:
    pairs = [pair for pair in combinations(range(len(work.delivery.header)), 2) if _told(work, *pair)]
    one, other = work.chance.choice(pairs)
    cells, row = work.copy(), work.chance.choice(work.rows)
    cells[row][one], cells[row][other] = cells[row][other], cells[row][one]
    return work.file(cells)


@corruption("two headers swapped")
def headers_swapped(work: Work) -> bytes | None:
    pairs = [pair for pair in combinations(range(len(work.delivery.header)), 2) if _told(work, *pair)]
    one, other = work.chance.choice(pairs)
    cells = work.copy()
    cells[0][one], cells[0][other] = cells[0][other], cells[0][one]
    return work.file(cells)


@corruption("numbers of two rows swapped")
def numbers_swapped(work: Work) -> bytes | None:
    """Only where the year before tells: two parts of a sum exchanged leave it as it was."""
    places = work.summed()
    if not places or work.form not in COUNTED:
        return None
    one = work.chance.choice(places)
    other = work.chance.choice([place for place in places if place[1] == one[1]])
    if not work.out_of_band(one, number(work.cell(other))):
        return None
    cells = work.copy()
    cells[one[0]][one[1]], cells[other[0]][other[1]] = work.cell(other), work.cell(one)
    return work.file(cells)


@corruption("two rows swapped")
def rows_swapped(work: Work) -> bytes | None:
    cells = work.copy()
    one, other = work.chance.choice(work.rows), work.chance.choice(work.rows)
    cells[one], cells[other] = cells[other], cells[one]
    return work.file(cells)


@corruption("the header among the rows")
def header_sorted_in(work: Work) -> bytes | None:
    cells = work.copy()
    at = work.chance.randint(1, len(cells) - 1)
    return work.file([*cells[1 : at + 1], cells[0], *cells[at + 1 :]])


@corruption("the header repeated")
def header_repeated(work: Work) -> bytes | None:
    cells, row = work.copy(), work.chance.choice(work.rows)
    return work.file([*cells[:row], cells[0], *cells[row:]])


@corruption("a row lost")
def row_lost(work: Work) -> bytes | None:
    """Only where the year before had it or a total misses it."""
    if work.form not in (*COUNTED, "kompetenz"):
        return None
    row = work.chance.choice(work.rows)
    return work.file([cells for number_, cells in enumerate(work.sheet.cells) if number_ != row])


@corruption("the last rows lost")
def rows_lost(work: Work) -> bytes | None:
    if work.form not in (*COUNTED, "kompetenz"):
        return None
    return work.file(work.copy()[: -work.chance.randint(1, len(work.rows) // 2)])


@corruption("all rows of one word lost")
def word_lost(work: Work) -> bytes | None:
    """Rows with “keine Angabe”, of one sex, of one flow …: thought to be of no interest."""
    if work.form not in COUNTED:
        return None
    column = work.chance.choice(
        [work.column(work.delivery.form.german[name]) for name in work.delivery.form.dimensions]
    )
    word = work.cell((work.chance.choice(work.rows), column))
    kept = [cells for cells in work.copy() if cells[column] != word]
    return work.file(kept) if 1 < len(kept) < len(work.sheet.cells) else None


@corruption("a row twice")
def row_twice(work: Work) -> bytes | None:
    cells = work.copy()
    return work.file([*cells, cells[work.chance.choice(work.rows)]])


@corruption("a row twice with another number")
def row_twice_changed(work: Work) -> bytes | None:
    cells, places = work.copy(), work.number_cells()
    row, column = work.chance.choice(places)
    again = list(cells[row])
    again[column] = german(number(again[column]) + work.chance.randint(1, 9))
    return work.file([*cells[: row + 1], again, *cells[row + 1 :]])


@corruption("cells copied from the row above")
def filled_down(work: Work) -> bytes | None:
    column = work.chance.choice([one for one in work.columns("code", "count", "ags", "year") if _matters(work, one)])
    if work.form not in (*COUNTED, "kompetenz") or not _in_key_or_sum(work, column):
        return None
    cells, row = work.copy(), work.chance.choice(work.rows[1:])
    for below in range(row, min(row + work.chance.randint(1, 5), len(cells))):
        cells[below][column] = cells[row - 1][column]
    return None if cells == work.sheet.cells else work.file(cells)


@corruption("a series filled down")
def series_filled(work: Work) -> bytes | None:
    if work.form not in COUNTED:
        return None
    column = work.column("anzahl")
    cells, row = work.copy(), work.chance.choice(work.rows[:-2])
    start = int(cells[row][column])
    for step, below in enumerate(range(row, min(row + 4, len(cells)))):
        cells[below][column] = str(start + step)
    return None if cells == work.sheet.cells else work.file(cells)


@corruption("repeated words left out")
def repeats_left_out(work: Work) -> bytes | None:
    """As in a printed table, or where merged cells were taken apart."""
    fields = work.delivery.form.headers
    column = work.chance.choice([one for one in work.columns("code") if fields[work.delivery.header[one]].required])
    cells = work.copy()
    for row in reversed(work.rows[1:]):
        if cells[row][column] == cells[row - 1][column]:
            cells[row][column] = ""
    return None if cells == work.sheet.cells else work.file(cells)


@corruption("an empty row")
def empty_row(work: Work) -> bytes | None:
    cells, row = work.copy(), work.chance.choice(work.rows)
    return work.file([*cells[:row], [""] * len(cells[0]), *cells[row:]])


@corruption("an empty column")
def empty_column(work: Work) -> bytes | None:
    at = work.chance.randrange(len(work.delivery.header) + 1)
    cells = [[*row[:at], "", *row[at:]] for row in work.sheet.cells]
    return work.file(cells, numbers=[column + (column >= at) for column in work.sheet.numbers])


@corruption("a column of their own")
def own_column(work: Work) -> bytes | None:
    name = work.chance.choice(["lfd. Nr.", "Prüfvermerk", "", "anzahl 2022", "2023"])
    cells = [[*row, name if number_ == 0 else str(number_)] for number_, row in enumerate(work.sheet.cells)]
    return work.file(cells)


@corruption("a column lost")
def column_lost(work: Work) -> bytes | None:
    at = work.chance.randrange(len(work.delivery.header))
    cells = [[*row[:at], *row[at + 1 :]] for row in work.sheet.cells]
    if work.delivery.header[at] == "stadt":
        return None
    return work.file(cells, numbers=[column - (column > at) for column in work.sheet.numbers if column != at])


@corruption("a column twice")
def column_twice(work: Work) -> bytes | None:
    at = work.chance.randrange(len(work.delivery.header))
    return work.file([[*row, row[at]] for row in work.sheet.cells])


@corruption("a header changed")
def header_changed(work: Work) -> bytes | None:
    at = work.chance.randrange(len(work.delivery.header))
    name = work.delivery.header[at]
    half = len(name) // 2
    odd = work.chance.choice(
        [
            name.upper(),
            f"{name}\n(Personen)",
            f"{name[:half]}-\n{name[half:]}",
            f"{name} 1)",
            f"{name}_neu",
            f"\u00a0{name}",
            "",
            name[:-1],
        ]
    )
    cells = work.copy()
    cells[0][at] = odd
    return work.file(cells)


@corruption("the header lost")
def header_lost(work: Work) -> bytes | None:
    return work.file(work.copy()[1:])


@corruption("titles above the table")
def titles_above(work: Work) -> bytes | None:
    width = len(work.delivery.header)
    titles = [[text] + [""] * (width - 1) for text in ("Lieferung der Stadt (Beispieldaten)", "Stand: 30.06.2023", "")]
    return work.file([*titles[: work.chance.randint(1, 3)], *work.copy()])


@corruption("a row of units")
def unit_row(work: Work) -> bytes | None:
    unit = work.chance.choice(["Personen", "in Tausend", "Anzahl", "in 1.000", "%"])
    row = [unit if column in work.delivery.numbers else "" for column in range(len(work.delivery.header))]
    cells = work.copy()
    return work.file([cells[0], row, *cells[1:]])


@corruption("a wrong sum row")
def wrong_sum_row(work: Work) -> bytes | None:
    if work.form not in COUNTED:
        return None
    column = work.column("anzahl")
    total = sum(int(work.cell((row, column))) for row in work.rows)
    row = [""] * len(work.delivery.header)
    row[0 if column else 1] = work.chance.choice(["Summe", "Gesamtsumme", "Zusammen"])
    row[column] = str(total + work.chance.randint(1, 500))
    return work.file([*work.copy(), row])


@corruption("a row of numbers without labels")
def unlabelled_row(work: Work) -> bytes | None:
    row = [
        str(work.chance.randint(1, 999)) if column in work.delivery.numbers else ""
        for column in range(len(work.delivery.header))
    ]
    cells, at = work.copy(), work.chance.choice(work.rows)
    return work.file([*cells[:at], row, *cells[at:]])


@corruption("notes below the table")
def notes_below(work: Work) -> bytes | None:
    width = len(work.delivery.header)
    notes = [["" for _ in range(width)], ["1) vorläufig (Beispieldaten)"] + [""] * (width - 1)]
    return work.file([*work.copy(), *notes])


@corruption("a second table below")
def second_table(work: Work) -> bytes | None:
    width = len(work.delivery.header)
    other = [["Merkmal", "Wert", *[""] * (width - 2)], ["Summe der Stellen", "123", *[""] * (width - 2)]]
    return work.file([*work.copy(), [""] * width, *other])


@corruption("the file of another city below")
def merged_city(work: Work) -> bytes | None:
    return _merged(work, before=False)


@corruption("the file of the year before below")
def merged_year(work: Work) -> bytes | None:
    # Published figures of earlier years are welcome.
    return None if work.form == "eckwerte" else _merged(work, before=True)


@corruption("the file of the year before")
def last_years_file(work: Work) -> bytes | None:
    if work.form == "eckwerte":
        return None
    if not work.filled("year"):
        return None
    return work.with_column(work.column("jahr"), lambda cell: str(int(cell) - 1))


@corruption("numbers of the year before")
def last_years_numbers(work: Work) -> bytes | None:
    """The old file with a new year and day: only the year before can tell."""
    if work.form not in COUNTED:
        return None
    old = delivery(work.form, work.delivery.seed, work.reference, before=True)
    if old.header != work.delivery.header:
        return None
    now = str(work.delivery.expected.year)
    rows = [[cell.replace(str(int(now) - 1), now) for cell in row] for row in old.rows]
    return work.file([work.delivery.header, *rows])


@corruption("another sheet's rows in a hidden row", *WORKBOOKS)
def hidden_extra_row(work: Work) -> bytes | None:
    cells, row = work.copy(), work.chance.choice(work.rows)
    return work.file([*cells[:row], cells[row], *cells[row:]], hidden=frozenset({row}))


def _merged(work: Work, *, before: bool) -> bytes | None:
    """The rows of another delivery of the same form below, with or without their header."""
    if before:
        other = delivery(work.form, work.delivery.seed, work.reference, before=True)
    else:
        other = delivery(work.form, f"{work.delivery.seed} other", work.reference)
        if other.expected.areas == work.delivery.expected.areas:
            return None
    order = [other.header.index(name) for name in work.delivery.header]
    rows = [[row[column] for column in order] for row in other.rows]
    start = [work.delivery.header] if work.chance.random() < 0.5 else []
    return work.file([*work.copy(), *start, *rows])


def _matters(work: Work, column: int) -> bool:
    """Whether a column says something that other cells repeat."""
    return _in_key_or_sum(work, column) or work.delivery.header[column] in ("ags", "jahr", "stichtag")


def _in_key_or_sum(work: Work, column: int) -> bool:
    form, name = work.delivery.form, work.delivery.header[column]
    key = {form.german[one] for one in form.key if one in form.german}
    if work.form in COUNTED:
        return name in key or name == "anzahl"
    return name in {"kompetenz": {"merkmal"}, "eckwerte": {"wert"}}.get(work.form, set())


def _told(work: Work, one: int, other: int) -> bool:
    """Whether swapping two columns must show: their words are of different kinds, one is no free text."""
    fields = [work.delivery.form.headers[work.delivery.header[column]] for column in (one, other)]
    kinds = {field.kind for field in fields}
    if kinds == {"text"}:
        return False
    if "date" in kinds and len(kinds) == 1:
        return {field.name for field in fields} == {"start", "due"}
    if kinds <= {"count", "number"}:
        return work.form in ("personal", "kompetenz", "massnahmen", "eckwerte") and "stadt" not in kinds
    return True


def _only_texts_differ(work: Work, cells: list[list[str]]) -> bool:
    told = work.told()
    return all(new[column] == old[column] for new, old in zip(cells, work.sheet.cells, strict=True) for column in told)
