"""A whole sheet or file as text, encoded: every column keeps each distinct text once.

Belongs here: encoding many rows fast and asking for cells of any of them. Not here: splitting a file into rows
(csv_table.py), what the rows are (header.py, rows.py).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import SupportsIndex

import numpy as np

from assets.deliveries.reading.grid import Grid
from assets.deliveries.reading.words import BLANKS


@dataclass(frozen=True)
class Cells:
    """Cell i of column j is `words[j][codes[j][i]]`, without blanks at the ends; "" is empty.

    `lines` are the rows' numbers in the file or sheet, from 1; `widths` how many fields the row was delivered with
    (a shorter one is filled up with empty cells, a longer one is cut).
    """

    words: list[list[str]]
    codes: list[np.ndarray]
    lines: np.ndarray
    widths: np.ndarray

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.words)

    def row(self, index: SupportsIndex) -> list[str]:
        """The cells of one row, counted from 0."""
        return [words[codes[index]] for words, codes in zip(self.words, self.codes, strict=True)]

    def filled(self) -> np.ndarray:
        """Rows × columns: whether the cell has text."""
        filled = np.ones((len(self.lines), self.width), dtype=bool)
        for column, (words, codes) in enumerate(zip(self.words, self.codes, strict=True)):
            if "" in words:
                filled[:, column] = codes != words.index("")
        return filled


class Encoder:
    """Takes rows piece by piece, column-wise, and keeps each distinct text of a column once."""

    def __init__(self, width: int) -> None:
        self._numbers: list[defaultdict[str, int]] = [_numbering() for _ in range(width)]
        self._codes: list[list[np.ndarray]] = [[] for _ in range(width)]

    def add(self, columns: Sequence[Sequence[str]]) -> None:
        """Adds the next rows: for each column its texts from top to bottom, all columns equally long."""
        for numbers, codes, texts in zip(self._numbers, self._codes, columns, strict=True):
            codes.append(np.fromiter(map(numbers.__getitem__, texts), dtype=np.int32, count=len(texts)))

    def cells(self, lines: np.ndarray, widths: np.ndarray) -> Cells:
        """Everything added so far; texts that differ only in blanks at their ends become one."""
        trimmed = [_trim(list(numbers), parts) for numbers, parts in zip(self._numbers, self._codes, strict=True)]
        return Cells([words for words, _ in trimmed], [codes for _, codes in trimmed], lines, widths)


def encode(grid: Grid) -> Cells:
    """The cells of a sheet."""
    width = len(grid.rows[0]) if grid.rows else 0
    encoder = Encoder(width)
    if width:
        encoder.add(list(zip(*grid.rows, strict=True)))
    count = len(grid.rows)
    return encoder.cells(np.arange(1, count + 1), np.full(count, width))


def _numbering() -> defaultdict[str, int]:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


def _trim(words: list[str], parts: list[np.ndarray]) -> tuple[list[str], np.ndarray]:
    codes = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
    trimmed = [word.strip(BLANKS) for word in words]
    if trimmed == words:
        return words, codes
    numbers = _numbering()
    renumbered = np.array([numbers[word] for word in trimmed], dtype=np.int32)
    return list(numbers), renumbered[codes]
