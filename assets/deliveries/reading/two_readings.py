"""Two readings of one sheet become one text grid, and every difference a finding.

Belongs here: comparing cells, and what the sheet has beside them (formulas, hidden rows, merged cells). Not here: the
readers (workbook.py, second_*.py).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from assets.deliveries.findings import finding, shown
from assets.deliveries.reading.cell_text import Value, as_text, duration, is_error, same_text
from assets.deliveries.reading.containers import Damaged
from assets.deliveries.reading.grid import Grid, address, letters
from assets.deliveries.reading.second_sheet import UNREAD, Cell, SecondSheet
from schemas.findings import Finding

# No spreadsheet has more.
_ROWS, _COLUMNS = 1_048_576, 16_384
# Excel believes in a 29.02.1900: before it, every program shows another date.
_FIRST_SURE_DATE = date(1900, 3, 1)
_DAY_WITHOUT_CLOCK = re.compile(r"^(?=.*[dy])(?!.*[hs]).*$", re.IGNORECASE)


def compared(rows: list[list[Value]], second: SecondSheet, *, serial_dates: bool) -> Grid:
    """The sheet as text. `rows` are the first reader's cells from A1 on; they are used up.

    `serial_dates`: the file counts days from 1900 on (Excel) instead of writing dates.
    """
    comparison = _Comparison(second.name, rows, serial_dates)
    comparison.take(second.cells)
    comparison.leftovers()
    texts = comparison.texts()
    findings = [*comparison.findings, *comparison.rounded(), *_beside(second, texts)]
    return Grid(second.name, texts, findings)


class _Comparison:
    """The cells of one sheet while they are compared."""

    def __init__(self, sheet: str, rows: list[list[Value]], serial_dates: bool) -> None:
        self.findings: list[Finding] = []
        self._sheet, self._rows, self._serial_dates = sheet, rows, serial_dates
        # A row gets its cells with its first text: a sheet may have a million empty rows above a stray cell.
        self._texts: list[list[str]] = [[] for _ in rows]
        self._width = max(map(len, rows), default=0)
        self._rounded: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        # Texts without a finding, each kept once: a large table repeats few words many times.
        self._plain: dict[str, str] = {}

    def take(self, cells: Iterable[Cell]) -> None:
        """Compares the cells that the second reader has seen."""
        plain = self._plain
        for cell in cells:
            row, column, other, _, _, error = cell
            value = self._first_reading(row, column)
            # Most cells repeat a word that both readers have already agreed on.
            if not error and (other is UNREAD or value == other) and isinstance(value, str) and value in plain:
                self._write(row, column, plain[value])
            else:
                self._judge(value, cell)

    def _judge(self, value: Value, cell: Cell) -> None:
        row, column, other, code, less, error = cell
        if error:
            self._write(row, column, str(other))
            self._say("ZELLE_FEHLERWERT", row, column, other)
            return
        text = as_text(value, code)
        if other is UNREAD:
            if text == "":
                self._say("ZELLE_UNGLEICH", row, column, "leer", "ein Wert")
        elif value != other or isinstance(value, bool) != isinstance(other, bool):
            second_text = as_text(other, code)
            if isinstance(other, timedelta) and duration(text) == other:
                # The first reader leaves a day and more in ODS as it is written there (PT36H00M00S).
                text = second_text
            elif not same_text(text, second_text):
                self._say("ZELLE_UNGLEICH", row, column, text or "leer", second_text or "leer")
        self._write(row, column, text)
        if less:
            self._rounded[column].append((row, less, text))
        if is_error(text):
            self._say("ZELLE_FEHLERWERT", row, column, text)
        elif self._serial_dates and _before_excel(value, code):
            self._say("DATUM_1900", row, column, text)
        elif text == value:
            self._plain.setdefault(text, text)

    def leftovers(self) -> None:
        """Cells that only the first reader has seen."""
        for row, cells in enumerate(self._rows):
            for column, value in enumerate(cells):
                if value != "" and (text := as_text(value)).strip():
                    self._write(row, column, text)
                    self._say("ZELLE_UNGLEICH", row, column, text, "leer")

    def texts(self) -> list[list[str]]:
        """All rows equally wide, without empty rows and columns at the ends."""
        texts = self._texts
        while texts and not any(texts[-1]):
            texts.pop()
        width = max(map(_length, texts), default=0)
        return [row[:width] + [""] * (width - len(row)) for row in texts]

    def rounded(self) -> Iterator[Finding]:
        """Per column, that its numbers are shown with fewer digits than they have."""
        for column, cells in sorted(self._rounded.items()):
            row, less, text = cells[0]
            yield finding(
                "ANZEIGE_GERUNDET",
                row + 1,
                value=len(cells),
                expected=text,
                sheet=self._sheet,
                cell=address(row, column),
                shown=shown(less),
            )

    def _first_reading(self, row: int, column: int) -> Value:
        try:
            cells = self._rows[row]
            value, cells[column] = cells[column], ""
        except IndexError:
            return ""
        return value

    def _write(self, row: int, column: int, text: str) -> None:
        try:
            self._texts[row][column] = text
        except IndexError:
            if row >= _ROWS or column >= _COLUMNS:
                raise Damaged(f"die Zelle {address(row, column)} gibt es nicht") from None
            self._texts += [[] for _ in range(row + 1 - len(self._texts))]
            cells = self._texts[row]
            cells += [""] * (max(self._width, column + 1) - len(cells))
            cells[column] = text

    def _say(self, code: str, row: int, column: int, value: object, expected: object = "") -> None:
        self.findings.append(
            finding(code, row + 1, value=value, expected=expected, sheet=self._sheet, cell=address(row, column))
        )


def _length(row: list[str]) -> int:
    """How many cells there are up to the last one with text."""
    length = len(row)
    while length and not row[length - 1]:
        length -= 1
    return length


def _before_excel(value: Value, code: str) -> bool:
    if isinstance(value, time):
        return _DAY_WITHOUT_CLOCK.match(code) is not None
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, date) and day < _FIRST_SURE_DATE


def _beside(second: SecondSheet, texts: list[list[str]]) -> Iterator[Finding]:
    """What the sheet has beside its cells: formulas without results, hidden parts, merged cells, comments."""
    sheet = second.name
    for row, column in second.uncalculated:
        yield finding("FORMEL_OHNE_WERT", row + 1, sheet=sheet, cell=address(row, column))
    if second.stale:
        yield _at_cells("FORMEL_UNGERECHNET", sheet, second.stale)
    if second.blank_formulas:
        yield _at_cells("FORMEL_LEER", sheet, second.blank_formulas)
    rows = [row for row in sorted(set(second.hidden_rows)) if row < len(texts) and any(texts[row])]
    if rows:
        reason = ", durch einen Filter" if second.filtered else ""
        where = f"Zeile {_some([str(row + 1) for row in rows])}{reason}"
        yield finding(
            "ZEILEN_AUSGEBLENDET",
            rows[0] + 1,
            value=len(rows),
            expected=where,
            sheet=sheet,
            what=_many(len(rows), "Zeile"),
        )
    width = len(texts[0]) if texts else 0
    columns = [
        column for column in sorted(set(second.hidden_columns)) if column < width and any(row[column] for row in texts)
    ]
    if columns:
        where = f"Spalte {_some([letters(column) for column in columns])}"
        yield finding(
            "SPALTEN_AUSGEBLENDET",
            1,
            value=len(columns),
            expected=where,
            sheet=sheet,
            cell=f"{letters(columns[0])}1",
            what=_many(len(columns), "Spalte"),
        )
    merged = [one for one in sorted(second.merged) if _hides_cells(one, texts)]
    if merged:
        names = [f"{address(top, left)}:{address(bottom, right)}" for top, left, bottom, right in merged]
        top, left, _, _ = merged[0]
        yield finding(
            "ZELLEN_VERBUNDEN", top + 1, value=len(merged), expected=_some(names), sheet=sheet, cell=address(top, left)
        )
    notes = set(second.comments)
    headers = {row for row in {row for row, _ in notes} if _explained(row, notes, texts)}
    if others := [place for place in notes if place[0] not in headers]:
        yield _at_cells("ZELLEN_KOMMENTAR", sheet, others)


def _explained(row: int, notes: set[tuple[int, int]], texts: list[list[str]]) -> bool:
    """Whether every cell of a row is a word with a note: a header like those of our own workbook."""
    filled = [column for column, text in enumerate(texts[row]) if text] if row < len(texts) else []
    return len(filled) > 2 and all(
        (row, column) in notes and not any(map(str.isdigit, texts[row][column])) for column in filled
    )


def _hides_cells(merged: tuple[int, int, int, int], texts: list[list[str]]) -> bool:
    """Whether other cells stand beside a merged range: a title alone in its rows hides nothing."""
    top, left, bottom, right = merged
    return any(
        text and not left <= column <= right for row in texts[top : bottom + 1] for column, text in enumerate(row)
    )


def _at_cells(code: str, sheet: str, cells: Collection[tuple[int, int]]) -> Finding:
    ordered = sorted(cells)
    names = [address(row, column) for row, column in ordered]
    return finding(code, ordered[0][0] + 1, value=len(names), expected=_some(names), sheet=sheet, cell=names[0])


def _many(count: int, noun: str) -> str:
    return f"1 ausgeblendete {noun} wurde" if count == 1 else f"{count} ausgeblendete {noun}n wurden"


def _some(names: Iterable[str], most: int = 10) -> str:
    listed = list(names)
    more = f" und {len(listed) - most} weitere" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
