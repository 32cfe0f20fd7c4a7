"""Mistakes in single cells: numbers, words, keys, days, and what a spreadsheet does to them.

Belongs here: one cell or one column of cells. Not here: rows and columns (mistakes_in_tables.py), bytes
(mistakes_in_files.py).
"""

from collections.abc import Callable
from datetime import date

from schemas.cover import COVER
from tests.intake.corruptions import COUNTED, WORKBOOKS, Work, corruption, german, number, pick
from tests.intake.formats import Day, ErrorValue, Formula


def _scaled(factor: float) -> Callable[[Work], bytes | None]:
    def scale(work: Work) -> bytes | None:
        place = pick(
            work.chance, [one for one in work.compared(lambda value: value * factor) if number(work.cell(one))]
        )
        if place is None or (work.form == "eckwerte" and factor < 1):
            return None
        value = number(work.cell(place)) * factor
        new = german(value) if "," in work.cell(place) else german(round(value))
        return None if new == work.cell(place) else work.with_cell(place, new)

    return scale


def _column_scaled(factor: float) -> Callable[[Work], bytes | None]:
    def scale(work: Work) -> bytes | None:
        if work.form not in (*COUNTED, "kompetenz", "eckwerte") or (work.form == "eckwerte" and factor < 1):
            return None
        columns = {"eckwerte": ["wert"], "kompetenz": ["gesamt"]}.get(work.form, ["anzahl", "vzae"])
        column = work.column(work.chance.choice([name for name in columns if name in work.delivery.header]))

        def scaled(cell: str) -> str:
            return (
                german(number(cell) * factor)
                if cell and "," in cell
                else german(round(number(cell) * factor))
                if cell
                else ""
            )

        return work.with_column(column, scaled)

    return scale


for _factor in (10, 100, 1000, 0.1, 0.01):
    corruption(f"one number times {_factor:g}")(_scaled(_factor))
for _factor in (10, 1000, 0.1, 0.001):
    corruption(f"a column times {_factor:g}")(_column_scaled(_factor))


def _digits(change: Callable[[Work, str], str]) -> Callable[[Work], bytes | None]:
    """Changes the digits of a number that a sum repeats, by one person or one full-time equivalent at least."""

    def apply(work: Work) -> bytes | None:
        place = pick(work.chance, work.summed())
        if place is None:
            return None
        old = work.cell(place)
        whole, comma, rest = old.partition(",")
        new = (change(work, whole).lstrip("0") or "0") + comma + rest
        if new == old or abs(number(new) - number(old)) < 1:
            return None
        return work.with_cell(place, new)

    return apply


def _transposed(work: Work, digits: str) -> str:
    at = work.chance.randrange(max(len(digits) - 1, 1))
    return digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]


def _dropped(work: Work, digits: str) -> str:
    at = work.chance.randrange(len(digits))
    return digits[:at] + digits[at + 1 :]


def _doubled(work: Work, digits: str) -> str:
    at = work.chance.randrange(len(digits))
    return digits[:at] + digits[at] + digits[at:]


def _mistyped(work: Work, digits: str) -> str:
    at = work.chance.randrange(len(digits))
    return digits[:at] + work.chance.choice("0123456789") + digits[at + 1 :]


corruption("two digits of a number swapped")(_digits(_transposed))
corruption("a digit of a number lost")(_digits(_dropped))
corruption("a digit of a number typed twice")(_digits(_doubled))
corruption("a digit of a number mistyped")(_digits(_mistyped))
corruption("one person more")(_digits(lambda work, digits: str(int(digits) + 1)))


@corruption("the number of another row")
def other_rows_number(work: Work) -> bytes | None:
    place = pick(work.chance, work.summed())
    if place is None:
        return None
    new = work.cell((work.chance.choice(work.rows), place[1]))
    if not new or abs(number(new) - number(work.cell(place))) < 1:
        return None
    return work.with_cell(place, new)


@corruption("a total changed")
def total_changed(work: Work) -> bytes | None:
    if work.form not in COUNTED:
        return None
    coded = work.columns("code")
    totals = [
        row for row in work.rows if sum(work.cell((row, column)) == "insgesamt" for column in coded) >= len(coded) - 5
    ]
    place = pick(work.chance, [one for one in work.summed() if one[0] in totals])
    return (
        None if place is None else work.with_cell(place, german(number(work.cell(place)) + work.chance.randint(1, 50)))
    )


def _written_as(change: Callable[[Work, str], str]) -> Callable[[Work], bytes | None]:
    """Writes one number in another way; any number will do, for the file itself says that something is odd."""

    def apply(work: Work) -> bytes | None:
        place = pick(work.chance, work.number_cells())
        if place is None:
            return None
        new = change(work, work.cell(place))
        return None if new == work.cell(place) else work.with_cell(place, new)

    return apply


_ODD_NUMBERS: dict[str, Callable[[Work, str], str]] = {
    "a footnote mark after a number": lambda work, cell: (
        cell + work.chance.choice([" 1)", "1)", "*", "²", " *)", "(1)"])
    ),
    "text in a number": lambda work, cell: work.chance.choice(["ca. ", "rund ", "~", ">", "über "]) + cell,
    "a unit after a number": lambda work, cell: cell + work.chance.choice([" Personen", " Pers.", " VZÄ", "€", " h"]),
    "a letter for a digit": lambda work, cell: cell.replace("0", "O").replace("1", "l").replace("5", "S"),
    "a minus before a number": lambda work, cell: work.chance.choice("-−–") + cell,
    "a per cent sign after a number": lambda work, cell: cell + work.chance.choice(["%", " %"]),
    "a number in brackets": lambda work, cell: f"({cell})",
    "a mark after a number": lambda work, cell: cell + work.chance.choice("prse"),
    "a dash for a number": lambda work, cell: work.chance.choice("-–"),
    "a sign for a number": lambda work, cell: work.chance.choice([".", "...", "/", "x", "*", "k.A.", "…"]),
    "thousands of another style": lambda work, cell: _grouped(cell, work.chance.choice([".", ",", " ", "'", "\u202f"])),
    "a blank that does not break in a number": lambda work, cell: cell[:1] + "\u00a0" + cell[1:],
    "an unseen character in a number": lambda work, cell: (
        cell[:1] + work.chance.choice("\u200b\u00ad\ufeff") + cell[1:]
    ),
    "digits of another script": lambda work, cell: "".join(
        chr(0xFF10 + int(one)) if one.isdigit() else one for one in cell
    ),
    "scientific notation": lambda work, cell: f"{number(cell):.2E}".replace(".", ","),
    "zeros before a number": lambda work, cell: cell.zfill(8),
    "three decimals that may be thousands": lambda work, cell: f"{number(cell):.3f}",
    "a number turned into a day": lambda work, cell: work.chance.choice(
        ["03. Nov", "01.02.2023", "Jan 12", "3.11.", "2023-03-11"]
    ),
    "a date and time for a number": lambda work, cell: "11.03.2023 00:00",
    "a truth value for a number": lambda work, cell: work.chance.choice(["WAHR", "FALSCH", "TRUE"]),
    "a formula as text": lambda work, cell: work.chance.choice(["=SUMME(A1:A3)", "=1+1", "#NV", "#BEZUG!", "#WERT!"]),
    "two numbers in one cell": lambda work, cell: f"{cell}{work.chance.choice([' ', '/', chr(10), '; ', ' - '])}{cell}",
}
for _name, _change in _ODD_NUMBERS.items():
    corruption(_name)(_written_as(_change))


def _grouped(cell: str, mark: str) -> str:
    whole, comma, rest = cell.partition(",")
    return f"{int(whole):,}".replace(",", mark) + comma + rest


@corruption("a decimal point for a comma")
def point_for_comma(work: Work) -> bytes | None:
    place = pick(work.chance, [one for one in work.number_cells() if "," in work.cell(one)])
    return None if place is None else work.with_cell(place, work.cell(place).replace(",", "."))


@corruption("decimal points in a whole column")
def points_in_column(work: Work) -> bytes | None:
    columns = [one for one in work.delivery.numbers if any("," in work.cell((row, one)) for row in work.rows)]
    return work.with_column(work.chance.choice(columns), lambda cell: cell.replace(",", ".")) if columns else None


@corruption("commas lost in a column")
def commas_lost(work: Work) -> bytes | None:
    if work.form not in ("personal", "eckwerte"):
        return None
    column = work.column({"personal": "vzae", "eckwerte": "wert"}[work.form])
    return work.with_column(column, lambda cell: cell.replace(",", ""))


@corruption("a required cell empty")
def cell_empty(work: Work) -> bytes | None:
    place = pick(work.chance, work.filled("code", "count", "year", "ags", "date", required=True))
    return None if place is None else work.with_cell(place, "")


@corruption("a number empty where others have one")
def number_empty(work: Work) -> bytes | None:
    place = pick(work.chance, work.filled("count", "number", required=True))
    return None if place is None else work.with_cell(place, work.chance.choice(["", " ", "\u00a0"]))


def _word(change: Callable[[Work, str], str], *kinds: str) -> Callable[[Work], bytes | None]:
    def apply(work: Work) -> bytes | None:
        place = pick(work.chance, work.filled(*(kinds or ("code",))))
        if place is None:
            return None
        new = change(work, work.cell(place))
        return None if new == work.cell(place) else work.with_cell(place, new)

    return apply


def _typo(work: Work, word: str) -> str:
    at = work.chance.randrange(len(word))
    return work.chance.choice(
        [word[:at] + word[at + 1 :], word[:at] + "q" + word[at + 1 :], word[:at] + "e" + word[at:]]
    )


corruption("a typo in a label")(_word(_typo))
corruption("a footnote mark after a label")(_word(lambda work, word: word + work.chance.choice([" 1)", "*", "²"])))
corruption("a label cut off")(_word(lambda work, word: word[: work.chance.randrange(1, len(word) + 1)]))
corruption("a letter of another script in a label")(
    _word(lambda work, word: word.translate(str.maketrans("aeoc", "аеос")))
)
corruption("umlauts spelt out")(
    _word(lambda work, word: word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss"))
)
corruption("umlauts lost")(_word(lambda work, word: word.encode("ascii", "replace").decode()))
corruption("blanks and case in a label")(
    _word(lambda work, word: work.chance.choice([f" {word}", f"{word} ", word.upper(), word.replace(" ", "\u00a0")]))
)


@corruption("the label of another list")
def other_list(work: Work) -> bytes | None:
    place, other = pick(work.chance, work.filled("code")), pick(work.chance, work.filled("code", "text"))
    if place is None or other is None or place[1] == other[1]:
        return None
    return work.with_cell(place, work.cell(other))


@corruption("another label of the same list")
def same_list(work: Work) -> bytes | None:
    """Only where totals and the year before tell which rows there must be."""
    names = [work.delivery.form.german[name] for name in work.delivery.form.dimensions]
    names += {"kompetenz": ["merkmal"]}.get(work.form, [])
    if not names:
        return None
    name = work.chance.choice(names)
    labels = work.reference.labels(work.delivery.form.headers[name].codes)
    place = work.chance.choice(work.rows), work.column(name)
    new = work.chance.choice(list(labels.values()))
    return None if new == work.cell(place) else work.with_cell(place, new)


@corruption("another definition in one row")
def other_origin(work: Work) -> bytes | None:
    if work.form not in COUNTED:
        return None
    name = work.chance.choice(["definition", "erhebungsart", "berichtskreis"])
    labels = work.reference.labels(work.delivery.form.headers[name].codes)
    place = work.chance.choice(work.rows), work.column(name)
    new = work.chance.choice(list(labels) if name == "definition" else list(labels.values()))
    return None if new == work.cell(place) else work.with_cell(place, new)


@corruption("a leading zero lost")
def zero_lost(work: Work) -> bytes | None:
    place = pick(work.chance, work.filled("ags"))
    if place is None:
        return None
    if work.chance.random() < 0.5:
        return work.with_column(place[1], lambda cell: cell.removeprefix("0"))
    return work.with_cell(place, work.cell(place).removeprefix("0"))


@corruption("a key as a spreadsheet mangles it")
def key_mangled(work: Work) -> bytes | None:
    odd = work.chance.choice(
        ["5,911E+06", "5911000.0", "05 911 000", "DE5911000", "05911", "059110000000", "5.911.000"]
    )
    return work.with_cell((work.chance.choice(work.rows), work.column("ags")), odd)


@corruption("the key of another city")
def other_city(work: Work) -> bytes | None:
    others = [ags for ags in work.reference.names if ags not in work.delivery.expected.areas]
    return work.with_cell((work.chance.choice(work.rows), work.column("ags")), work.chance.choice(others))


@corruption("another year")
def other_year(work: Work) -> bytes | None:
    place = pick(work.chance, work.filled("year"))
    if place is None:
        return None
    return work.with_cell(place, str(int(work.cell(place)) + work.chance.choice([-10, -2, -1, 1, 2, 100])))


@corruption("a year as a day")
def year_as_day(work: Work) -> bytes | None:
    odd = work.chance.choice(["31.12.2023", "45291", "2023,0", "23", "12.06.1905", "2023/24"])
    return work.with_cell((work.chance.choice(work.rows), work.column("jahr")), odd)


@corruption("a day in another notation")
def other_notation(work: Work) -> bytes | None:
    places = work.filled("date")
    place = pick(work.chance, places)
    if place is None:
        return None
    day, month, year = work.cell(place).split(".")
    odd = work.chance.choice(
        [
            f"{month}/{day}/{year}",
            f"{day}/{month}/{year}",
            f"{day}.{month}.{year[2:]}",
            f"{year}-{month}-{day}",
            f"31.02.{year}",
        ]
    )
    return work.with_cell(place, odd)


@corruption("a number turned into a day cell", *WORKBOOKS)
def day_cell(work: Work) -> bytes | None:
    place = pick(work.chance, work.number_cells())
    return None if place is None else work.file(special={place: Day(date(2023, work.chance.randint(1, 12), 11))})


@corruption("an error value", *WORKBOOKS)
def error_value(work: Work) -> bytes | None:
    place = pick(work.chance, work.filled("count", "number", "code", "text", "ags", "year", "date"))
    odd = work.chance.choice(["#DIV/0!", "#N/A", "#REF!", "#VALUE!"])
    return None if place is None else work.file(special={place: ErrorValue(odd)})


@corruption("a formula without a result", *WORKBOOKS)
def formula(work: Work) -> bytes | None:
    place = pick(work.chance, work.number_cells())
    return None if place is None else work.file(special={place: Formula("=SUM(A1:A3)")})


@corruption("a number stored as text", *WORKBOOKS)
def number_as_text(work: Work) -> bytes | None:
    place = pick(work.chance, work.number_cells())
    if place is None:
        return None
    odd = work.chance.choice(["{} ", "'{}", " {}", "{}\u00a0"])
    return work.with_cell(place, odd.format(work.cell(place)))


@corruption("a hidden row with another number", *WORKBOOKS)
def hidden_change(work: Work) -> bytes | None:
    place = pick(work.chance, [one for one in work.number_cells() if number(work.cell(one)) >= 1])
    if place is None:
        return None
    cells = work.copy()
    cells[place[0]][place[1]] = german(number(work.cell(place)) + 1)
    return work.file(cells, hidden=frozenset({place[0]}))


@corruption("a wrong answer on the cover sheet", *WORKBOOKS)
def wrong_cover(work: Work) -> bytes | None:
    """Another year, city, day or way of counting for all rows."""
    label = work.chance.choice([line.label for line in COVER if line.label in work.sheet.cover] or [""])
    line = next((line for line in COVER if line.label == label), None)
    if line is None or line.column == "value_kind" or (line.column == "smallest" and not work.sheet.cover[label]):
        return None  # a first wish for a smallest number is as good as any
    words = {
        "ags": [ags for ags in work.reference.names if ags not in work.delivery.expected.areas],
        "area_name": list(work.reference.names.values()),
        "year": ["2019", "2031", "23"],
        "date": ["30.06.2019", "30.06.31", "01.01.2022", "Juni"],
        "smallest": ["2", "7", "1001", "zehn"],
    }.get(line.column) or [*work.reference.labels(line.codes).values(), *work.reference.labels(line.codes), "unbekannt"]
    new = work.chance.choice(words)
    return None if new == work.sheet.cover[label] else work.file(cover={**work.sheet.cover, label: new})


@corruption("an answer on the cover sheet lost", *WORKBOOKS)
def cover_lost(work: Work) -> bytes | None:
    missed = {field.name for field in work.delivery.form.fields if field.required} | {"smallest"}
    lines = [line.label for line in COVER if work.sheet.cover.get(line.label) and line.column in missed]
    if not lines:
        return None
    label = work.chance.choice(lines)
    return work.file(cover={**work.sheet.cover, label: ""})
