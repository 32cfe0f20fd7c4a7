"""Numbers outside the tables for re-users: whatever a page says must be a rounding of a printed figure.

Belongs here: which numbers of a text are explained, and by what. Not here: finding the texts (page_texts.py), whether
the printed figures themselves give anybody away (attack.py, traces.py).
"""

import re
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from assets.protection.page_texts import BETWEEN, PAGES, Text, texts
from assets.protection.printed_figures import printed_figures
from assets.protection.printed_numbers import DATE, Numbers, Printed
from assets.protection.published import Files
from assets.reference.seeds import Reference

# About areas outside the network, which protect their own figures; about deliveries and this audit itself; and what is
# said of the method, whatever the figures are.
_NOT_OF_CITIES = [
    "vergleichswerte.html",
    "datenqualitaet.html",
    "lieferungen.html",
    "daten.html",
    "ziele.html",
    "methodik.html",
    "handreichung.html",
    "barrierefreiheit.html",
    "impressum.html",
]
_CHANGES = "aenderungen.html"
# Folders of German pages, and of documents before they are printed.
_GERMAN = ["", "de", "pdf"]
_CITY = re.compile(r"^.*?(?:stadt|rat)-(.+?)(?:\.pdf)?\.html$")
_INDICATOR = re.compile(r"^.*?kennzahl-(.+)\.html$")
# A long page goes on in parts.
_PART = re.compile(r"-teil-\d+(?=\.html$)")
_LINE = re.compile(r"\bZeile (\d+)\b")
# Which version of the edition a page belongs to.
_VERSION = re.compile(r"\bFassung \d+\b")
_CITIES = re.compile(r"\b(\d+)(?: von (\d+))?(?= Städten?\b)")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
# What pages say whatever the figures are. A text that is missing here is found when it is first printed.
_STANDING = (
    *("2010 vereinbart", "95-Prozent-Bereich", "Zensus am 15.05.2022", "Zensus 2022"),
    *("1 = Parität", "1 = gleich", "1 heißt"),
)
_STANDING_TEXT = re.compile("|".join(map(re.escape, _STANDING)))
_SIGNED = re.compile(rf"−?{_NUMBER.pattern}")
_NOTE = re.compile(r"\bFußnote \d+\b")
_AROUND = 60
_EXACT = 1e-9


def unexplained(
    files: Files,
    rows: pd.DataFrame,
    network: pd.DataFrame | None,
    reference: Reference,
    static: Collection[str] = (),
    changes: Collection[str] = (),
) -> list[str]:
    """One German sentence for each number on a page or picture that no printed figure explains; empty is good.

    `rows`, `network`: the printed figures (published.py). A number must be a rounding of one that the same row of a
    table, or the sentence, can be about: of that city, indicator, group and day as far as they are named; on the page
    of a city or an indicator, of that one. Dates, years, lines and receipts must be those of the figures. `static`:
    texts that are the same whatever the figures are. `changes`: rows of the page of changes that may be told
    (told_pages.py).
    """
    printed = printed_figures(rows, network, reference)
    static = {" ".join(one.split()) for one in static}
    catalogue = {one.replace("_", "-"): label for one, label in reference.labels("catalogue").items()}
    cities = dict(zip(reference.cities["slug"], reference.cities["ags"], strict=True))
    found = []
    for name in _pages(files):
        page = _PART.sub("", name)
        city, indicator = cities.get(_CITY.sub(r"\1", page)), catalogue.get(_INDICATOR.sub(r"\1", page))
        own = printed.of(city) if city else printed.about_indicator(indicator) if indicator else printed
        told = changes if page.rpartition("/")[2] == _CHANGES else ()
        for text in dict.fromkeys(texts(name, files[name])):
            if text.words not in static and not (text.around in told and text.words in text.around.split(BETWEEN)):
                found += [
                    f"{name}: „{_near(text.words, number)}“ nennt {number}, und keine Tabelle erklärt es."
                    for number in _foreign(text, own)
                ]
    return list(dict.fromkeys(found))


def _pages(files: Files) -> list[str]:
    """The German pages and pictures about cities; what other languages say is compared with them."""
    told = [name for name in sorted(files) if name.endswith(PAGES)]
    told = [name for name in told if _PART.sub("", name).rpartition("/")[2] not in _NOT_OF_CITIES]
    return [name for name in told if name.rpartition("/")[0] in _GERMAN]


def _foreign(text: Text, printed: Printed) -> list[str]:
    """The numbers of a text that nothing explains, as they stand there."""
    if not re.search(r"\d", text.words) or (text.axis and _is_tick(text)):
        return []
    words = _STANDING_TEXT.sub(" ", printed.without_names(text.words, text.around))
    foreign = [day.group() for day in DATE.finditer(words) if _iso(day) not in printed.dates]
    words = DATE.sub(" ", words)
    words = _LINE.sub(lambda line: " " if line.group(1) in printed.lines else line.group(), words)
    words = _NOTE.sub(" ", _VERSION.sub(" ", words))
    words = _CITIES.sub(lambda count: " " if _few(count, printed.cities) else count.group(), words)
    numbers = [number for number in _NUMBER.findall(words) if not printed.is_year(number)]
    said = printed.about_this(text.words if text.axis else text.around) if numbers else None
    return foreign + [number for number in numbers if said and not _explained(number, said)]


def _is_tick(text: Text) -> bool:
    """Whether a label at an axis is one of three in a row at even steps: it says nothing of anybody."""
    labels = text.around.split(BETWEEN)
    rows = [labels[at : at + 3] for at in range(len(labels) - 2)]
    return any(text.words in row and _even(row) for row in rows)


def _even(labels: Sequence[str]) -> bool:
    if not all(_SIGNED.fullmatch(label) for label in labels):
        return False
    steps = np.diff([_value(label) for label in labels])
    return bool(np.allclose(steps, steps[0]))


def _value(number: str) -> float:
    whole, _, decimals = number.replace("−", "-").partition(",")
    return float(f"{whole.replace('.', '')}.{decimals or 0}")


def _explained(number: str, said: Numbers) -> bool:
    """Whether a number as readers see it is one of those, or one of them rounded to its decimals."""
    value, decimals = _value(number), number.partition(",")[2]
    if not decimals:
        return bool((np.abs(said.exact - value) < _EXACT).any() or (said.years == value).any())
    return bool((np.abs(said.exact - value) <= 0.5 * 10 ** -len(decimals) + _EXACT).any())


def _iso(day: re.Match) -> str:
    return f"{day.group(3)}-{day.group(2):0>2}-{day.group(1):0>2}"


def _few(count: re.Match, cities: int) -> bool:
    """How many of the cities something holds for is nobody's secret."""
    return all(int(one) <= cities for one in count.groups() if one)


def _near(words: str, number: str) -> str:
    """The words around a number."""
    at = words.find(number)
    start, end = max(0, at - _AROUND), at + len(number) + _AROUND
    return ("… " if start else "") + words[start:end].strip() + (" …" if end < len(words) else "")
