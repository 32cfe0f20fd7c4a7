"""The printed figures, looked up by what a text says: which numbers may be said of this city, group and day.

Belongs here: the look-up. Not here: how the figures get there (printed_figures.py), texts of pages (page_texts.py), the
verdict (spoken.py).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from assets.protection.page_texts import BETWEEN

DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_YEAR = re.compile(r"(?<![\d.,])\d{4}(?![\d,])")
# What stands at the end of a text that was cut, and how much of a name must be left to know it by.
_CUT, _BEGINNING = "…", 8
DAYS, YEARS = ["stichtag", "bevoelkerung_stichtag"], ["jahr", "bevoelkerung_jahr"]
NAMES = ["stadt", "sozialraum", "grund", "quelle", "empfang", "bevoelkerung_empfang", "ags"]


class Numbers(NamedTuple):
    """Numbers that may be said: `exact` with few or many decimals, `years` as whole years (both >= 0)."""

    exact: np.ndarray
    years: np.ndarray


@dataclass(frozen=True, eq=False)
class Printed:
    """Figures by what they are about, with their numbers row by row, and what else the files print.

    `about`: columns indicator, base, group (labels) and those of NAMES, DAYS (YYYY-MM-DD) and YEARS. `indicators` and
    `groups` are all that a text can name, printed or not; `labels` all words of the seeds.
    """

    about: pd.DataFrame
    numbers: Numbers
    indicators: frozenset[str]
    groups: frozenset[str]
    labels: frozenset[str]
    dates: frozenset[str]
    years: frozenset[str]
    lines: frozenset[str]
    cities: int

    def of(self, city: str) -> "Printed":
        """The figures of one city (AGS) and of the network."""
        rows = self.about["ags"].isin([city, ""]).to_numpy()
        return replace(self, about=self.about[rows], numbers=Numbers(*(one[rows] for one in self.numbers)))

    def about_indicator(self, indicator: str) -> "Printed":
        """The figures of one indicator (its label), which a text then need not name."""
        rows = self.about["indicator"].eq(indicator).to_numpy()
        own = replace(self, about=self.about[rows], numbers=Numbers(*(one[rows] for one in self.numbers)))
        return replace(own, indicators=frozenset())

    def is_year(self, number: str) -> bool:
        """Whether a number is one of the years between the first and the last that are printed."""
        years = [year for year in self.years if year]
        return bool(years) and len(number) == 4 and min(years) <= number <= max(years)

    def without_names(self, words: str, around: str = "") -> str:
        """A text without the names, labels, reasons, receipts and sources that contain digits.

        A page may begin and end them otherwise than the file, and cut a long one (…). A picture may break one into two
        lines, which stand beside each other among the cells of `around`.
        """
        if not re.search(r"\d", words) or words in self._broken(around):
            return ""
        for name in self._names:
            if name in words:
                words = re.sub(rf"(?<!\d){re.escape(name)}(?!\d)", " ", words)
        return _without_cut(words, self._names) if _CUT in words else words

    def _broken(self, around: str) -> set[str]:
        """The lines of names that stand in two cells."""
        pairs = {pair: " ".join(pair) for pair in pairwise(around.split(BETWEEN))}
        return {line for pair, said in pairs.items() if self._is_name_or_cut(said) for line in pair}

    def _is_name_or_cut(self, said: str) -> bool:
        if not said.endswith(_CUT):
            return said in self._every_name
        return any(name.startswith(said.removesuffix(_CUT)) for name in self._names)

    def about_this(self, around: str) -> Numbers:
        """The numbers that may be said where all this is said: of each city, indicator, group and day it names.

        A text that names no group is about all persons.
        """
        rows = self._rows(around)
        return Numbers(*(of[rows][~np.isnan(of[rows])] for of in self.numbers))

    def _rows(self, around: str) -> np.ndarray:
        every = np.ones(len(self.about), dtype=bool)
        of_network = self._where("ags", {""})
        cities, indicators = _named(around, self._index["stadt"]), self._indicators(around)
        rows = self._where("stadt", cities | {""}) if cities else every
        rows = rows & (self._where("indicator", indicators) | self._where("base", indicators) if indicators else every)
        rows &= self._where("group", self._groups(around) or {""})
        days = {f"{year}-{month:0>2}-{day:0>2}" for day, month, year in DATE.findall(around)}
        # A year that is named besides a day is another one: a series in words beside its newest figure.
        years = set(_YEAR.findall(DATE.sub(" ", around))) & self.years
        if not days and not years:
            return rows
        then = [self._where(name, days) for name in DAYS] + [self._where(name, years) for name in YEARS]
        undated = self._where("stichtag", {""}) & self._where("jahr", {day[:4] for day in days})
        return rows & (np.any(then, axis=0) | undated | of_network)

    def _indicators(self, around: str) -> set[str]:
        """The indicators that are named: at the start of a cell, or in a sentence by more than one word."""
        named, cells = _named(around, self.indicators), around.split(BETWEEN)
        if len(cells) == 1:
            return {one for one in named if " " in one}
        return {one for one in named if any(cell.startswith(one) for cell in cells)}

    def _groups(self, around: str) -> set[str]:
        """The groups that are named: as a cell or the part of one between colons and commas, or by a sentence."""
        named, cells = _named(around, self.groups), around.split(BETWEEN)
        if len(cells) == 1:
            return named
        marked = [f", {cell}, ".replace(": ", ", ") for cell in cells]
        return {one for one in named if any(f", {one}, ".replace(": ", ", ") in cell for cell in marked)}

    def _where(self, column: str, names: set[str]) -> np.ndarray:
        rows = np.zeros(len(self.about), dtype=bool)
        for name in names & self._index[column].keys():
            rows[self._index[column][name]] = True
        return rows

    @cached_property
    def _index(self) -> dict[str, dict[str, np.ndarray]]:
        columns = ["ags", "stadt", "indicator", "base", "group", *DAYS, *YEARS]
        return {name: dict(self.about.groupby(name).indices) for name in columns}

    @cached_property
    def _names(self) -> list[str]:
        texts = self.labels.union(*(self.about[name] for name in NAMES))
        plain = {" ".join(one.split()).rstrip(".") for one in texts if _is_name(one)}
        both = {variant for one in plain if _is_name(one) for variant in (one, one[0].upper() + one[1:])}
        return sorted(both, key=lambda one: (-len(one), one))

    @cached_property
    def _every_name(self) -> frozenset[str]:
        return frozenset(self._names)


def _named(around: str, names: Iterable[str]) -> set[str]:
    """The names that stand in a text as words of their own."""
    there = {one for one in names if one and one in around}
    return {one for one in there if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", around)}


def _without_cut(words: str, names: Iterable[str]) -> str:
    """A text without the beginning of a name at its end, where the rest of it was cut."""
    for name in names:
        at = words.rfind(name[:_BEGINNING])
        if at >= 0 and name.startswith(words[at:].rstrip(f"{_CUT}. ")) and words[at:].rstrip(". ").endswith(_CUT):
            return words[:at]
    return words


def _is_name(text: str) -> bool:
    """Whether a text with digits is more than a number."""
    return bool(re.search(r"\d", text)) and (bool(re.search(r"[^\W\d_]", text)) or len(text) == 8)
