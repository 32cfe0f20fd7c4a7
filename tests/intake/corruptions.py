"""Mistakes that people and programs make in a valid delivery, each applied at a random place.

Belongs here: what a mistake works on, the list of all of them. Not here: the mistakes themselves (mistakes_in_cells.py,
mistakes_in_tables.py, mistakes_in_files.py), the verdict (test_corruptions.py).

Not among them, because nothing could ever tell them from a valid delivery, whoever reads it:

* one free text for another (title, source, note, evidence, a measure's goal or date of start), also cut off at its end
  together with the line end;
* a number or word that nothing else repeats: milestones of a measure, an answer of the checklist, how many cities took
  part, the population (`gesamt`) of a published figure; a published figure without its parts or its share;
* a number changed by less than what printed decimals leave open (12,3 and 12,4 full-time equivalents of a sum), or, in
  forms without sums (kompetenz, zusammenarbeit), by less than years differ anyway; two parts of one sum that are nearly
  equal, exchanged;
* an answer left out that need not be given: the scope of a published figure, how many cities took part;
* all published figures of a file in thousands, persons and shares alike;
* a whole row of a list that may have any number of rows (a published figure, a measure, a joint project);
* another kind of value, another day of a published figure, another year of a published figure with its day: all these
  are legal and say what they say.

Control sums in the file, the year before and the official numbers of residents are what makes all others visible; the
deliveries (deliveries.py) therefore have totals, as real ones do. Where a mistake needs one of these to be seen, it
chooses its place among the cells that have it (`summed`, `compared`).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from assets.reference.seeds import Reference
from tests.intake.deliveries import Delivery
from tests.intake.formats import Sheet, Way, csv_text, written

COUNTED = ("personal", "bevoelkerung", "gewinnung")
WORKBOOKS = ("xlsx", "ods")
Place = tuple[int, int]
_TOLD = ("code", "count", "number", "year", "smallest", "ags", "date")


@dataclass(frozen=True)
class Work:
    """A valid delivery in the hands of somebody who will make a mistake."""

    delivery: Delivery
    sheet: Sheet
    way: Way
    chance: random.Random
    reference: Reference

    @property
    def form(self) -> str:
        """The German name of the form."""
        return self.delivery.form.name

    @property
    def rows(self) -> range:
        """The numbers of the data rows in the sheet (row 0 is the header)."""
        return range(1, len(self.sheet.cells))

    def column(self, name: str) -> int:
        """The place of a column."""
        return self.delivery.column(name)

    def columns(self, *kinds: str) -> list[int]:
        """The places of the columns of some kinds (schemas.fields)."""
        headers = self.delivery.form.headers
        return [place for place, name in enumerate(self.delivery.header) if headers[name].kind in kinds]

    def told(self) -> list[int]:
        """The places of the columns that are no free text; the milestones of a measure nobody knows but the city."""
        kinds = ["code", "year", "ags", "date"] if self.form == "massnahmen" else [*_TOLD]
        return self.columns(*kinds)

    def cell(self, place: Place) -> str:
        """What stands in a cell."""
        return self.sheet.cells[place[0]][place[1]]

    def file(self, cells: list[list[str]] | None = None, **changes: object) -> bytes:
        """The file with other cells, or other properties of the sheet."""
        sheet = self.sheet if cells is None else replace(self.sheet, cells=cells)
        return written(replace(sheet, **changes), self.way)  # type: ignore[arg-type]

    def with_cell(self, place: Place, text: str) -> bytes:
        """The file with another text in one cell."""
        cells = self.copy()
        cells[place[0]][place[1]] = text
        return self.file(cells)

    def with_column(self, column: int, change: Callable[[str], str]) -> bytes:
        """The file with every cell of a column changed, the header not."""
        cells = self.copy()
        for row in self.rows:
            cells[row][column] = change(cells[row][column])
        return self.file(cells)

    def copy(self) -> list[list[str]]:
        """The cells, to be changed."""
        return [list(row) for row in self.sheet.cells]

    def text(self) -> str:
        """The text of the CSV file."""
        return csv_text(self.sheet, self.way)

    def lines(self) -> list[str]:
        """The lines of the CSV file, with their ends."""
        return self.text().splitlines(keepends=True)

    def encoded(self, text: str) -> bytes:
        """Text in the character set of the file."""
        return text.encode(self.way.encoding)

    def number_cells(self) -> list[Place]:
        """All cells that hold a number."""
        places = [(row, column) for row in self.rows for column in self.delivery.numbers]
        return [place for place in places if self.cell(place)]

    def filled(self, *kinds: str, required: bool = False) -> list[Place]:
        """The cells of columns of some kinds that are not empty; `required`: of columns that no row may leave empty."""
        fields = [self.delivery.form.headers[name] for name in self.delivery.header]
        chosen = [column for column in self.columns(*kinds) if fields[column].required or not required]
        places = [(row, column) for row in self.rows for column in chosen]
        return [place for place in places if self.cell(place)]

    def summed(self) -> list[Place]:
        """Numbers that a sum or a printed share repeats: no change of one or more can hide."""
        cells = self.number_cells()
        if self.form in COUNTED:
            whole = self.reference.labels("nationality")["DEUTSCH_WEITERE"]
            return [place for place in cells if whole not in self.sheet.cells[place[0]]]
        return [place for place in cells if place[1] == self.column("wert")] if self.form == "eckwerte" else []

    def compared(self, change: Callable[[float], float]) -> list[Place]:
        """Numbers that a sum repeats, or that a change moves out of the band of the year before."""
        places = self.summed()
        if self.form in (*COUNTED, "kompetenz", "zusammenarbeit"):
            cells = [place for place in self.number_cells() if place not in places]
            places += [place for place in cells if self.out_of_band(place, change(number(self.cell(place))))]
        return places

    def out_of_band(self, place: Place, new: float) -> bool:
        """Whether the year before tells that a number is another one."""
        floor, share = (float(self.reference.rule(name)) for name in ("previous_floor", "previous_share"))
        old = number(self.cell(place))
        # The year before may lie on the other side.
        return abs(new - old) > 1.1 * max(floor, share * old) + 0.1 * old


Mistake = Callable[[Work], bytes | None]


@dataclass(frozen=True)
class Corruption:
    """A named mistake; `apply` gives the file, None where this delivery has no place for it; `kinds` of files."""

    name: str
    apply: Mistake
    kinds: tuple[str, ...]

    def made(self, work: Work) -> bytes | None:
        """The file with the mistake; None also where the file's character set has no sign for it."""
        try:
            return self.apply(work)
        except UnicodeEncodeError:
            return None


CORRUPTIONS: dict[str, Corruption] = {}


def corruption(name: str, *kinds: str) -> Callable[[Mistake], Mistake]:
    """Adds a mistake to the list; without kinds it can be made in CSV files and workbooks."""

    def add(mistake: Mistake) -> Mistake:
        assert name not in CORRUPTIONS, name
        CORRUPTIONS[name] = Corruption(name, mistake, kinds or ("csv", *WORKBOOKS))
        return mistake

    return add


def number(text: str) -> float:
    """A plain German number."""
    return float(text.replace(",", "."))


def german(value: float, decimals: int = 1) -> str:
    """A number as a city writes it: whole, or with a comma."""
    return str(int(value)) if value == int(value) else f"{value:.{decimals}f}".replace(".", ",")


def pick(chance: random.Random, choices: list[Place]) -> Place | None:
    """One of the places, None where there is none."""
    return chance.choice(choices) if choices else None
