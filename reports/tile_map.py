"""The map of tiles: one tile a city, about where the city lies, shaded by its figure, which stands in it.

Belongs here: drawing the map, and a place for every city. Not here: where the cities of the network lie
(seeds/tiles.csv), which figures are shown (assets/editions/).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.feedback.text import visible
from reports.languages import GERMAN, Language
from reports.slim import AXIS
from reports.svg import SOFT, WIDTH, fitting, picture, short, words

# One ramp from light to dark (L* 94, 84, 72, 47, 26: told apart in grey too), each with letters of contrast >= 4.9:1.
RAMP = ("#e6f0f4", "#b9d7e3", "#85b8cd", "#2f7896", "#0b4258")
_LETTERS = ("#1d2327", "#1d2327", "#1d2327", "#fff", "#fff")
# From these on a step begins, in the unit of the map; the same in every year, so that maps can be laid side by side.
STEPS = (5, 10, 15, 20)
COLUMNS = 4
# Letters of a line that fit at full size, and at the smallest.
_FITS, _LONGEST = 13, 18
HIGH, GAP, TOP, _STEP_WIDE = 76, 3, 6, 48


@dataclass(frozen=True)
class Tile:
    """A city at a place of the map (counted from 1). Without `value`, `why` says why there is none.

    `mark` stands after the number, for a remark below the map.
    """

    name: str
    column: int
    row: int
    value: float | None = None
    why: str = ""
    mark: str = ""


def places(cities: Sequence[str], known: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """AGS → place (column, row): the known one, or the next below all known ones, in the order of `cities`."""
    seeded = {ags: known[ags] for ags in cities if ags in known}
    below = max((row for _, row in seeded.values()), default=0) + 1
    others = [ags for ags in cities if ags not in known]
    return seeded | {ags: (at % COLUMNS + 1, below + at // COLUMNS) for at, ags in enumerate(others)}


def tile_map(
    tiles: Sequence[Tile],
    *,
    title: str,
    unit: str,
    desc: str = "",
    decimals: int = 1,
    signed: bool = False,
    language: Language = GERMAN,
) -> str:
    """The map with its legend, headed by `unit`. Every second row is shifted by half a tile, as cities lie.

    A city without a value has a white tile with a broken line, and words: it is not the lowest step. Without tiles
    there is no map (an empty text).
    """
    if not tiles:
        return ""
    columns = max(COLUMNS, *(tile.column for tile in tiles))
    pitch = WIDTH / (columns + 0.5)
    body = "".join(_tile(tile, pitch, decimals, signed, language) for tile in tiles)
    foot = TOP + max(tile.row for tile in tiles) * (HIGH + GAP) + 26
    body += words(0, foot, unit) + _legend(foot + 12, language)
    return picture(body, width=WIDTH, height=foot + 46, title=title, desc=desc)


def _tile(tile: Tile, pitch: float, decimals: int, signed: bool, language: Language) -> str:
    left = (tile.column - 1 + (0.5 if tile.row % 2 == 0 else 0)) * pitch + GAP / 2
    top, wide = TOP + (tile.row - 1) * (HIGH + GAP), pitch - GAP
    middle, name = left + wide / 2, _lines(tile.name)
    step = None if tile.value is None else _step(tile.value, decimals)
    number = "" if tile.value is None else language.number(tile.value, decimals, sign=signed)
    said = _lines(tile.why) if tile.value is None else [f"{number} {tile.mark}".strip()]
    high = 15 * len(name) + (21 if step is not None else 4 + 14 * len(said))
    y, drawn = top + (HIGH - high) / 2 - 3, ""
    for line in name:
        y += 15
        drawn += words(middle, y, line, font_size=_size(name, wide, 13))
    if step is not None:
        drawn += words(middle, y + 21, said[0], font_size=17, font_weight="bold")
    else:
        for at, line in enumerate(said, start=1):
            drawn += words(middle, y + 4 + 14 * at, line, font_size=_size(said, wide, 12), fill=SOFT)
    box = _box(left, top, wide, HIGH, step)
    return f'<g text-anchor="middle" fill="{"#1d2327" if step is None else _LETTERS[step]}">{box}{drawn}</g>'


def _box(x: float, y: float, wide: float, high: float, step: int | None) -> str:
    """A tile of a step of the ramp, or of none. The edge sets the lightest apart from the page."""
    look = 'fill="#fff" stroke-dasharray="4 3"' if step is None else f'fill="{RAMP[step]}"'
    place = (x + 0.5, y + 0.5, wide - 1, high - 1)
    return '<rect x="{}" y="{}" width="{}" height="{}" '.format(*map(short, place)) + f'{look} stroke="{SOFT}"/>'


def _step(value: float, decimals: int) -> int:
    """The step of the number as it is printed: 4,96 is shown as 5,0 and belongs to the steps from five on."""
    printed = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return sum(printed >= step for step in STEPS)


def _lines(text: str) -> list[str]:
    """At most two lines: the first break after which both fit (Mülheim / an der Ruhr), or what comes nearest."""
    seen = " ".join(visible(text).split())
    if len(seen) <= _FITS or " " not in seen:
        return [fitting(seen, _LONGEST)]
    breaks = [at for at, char in enumerate(seen) if char == " "]
    pairs = [(seen[:at], seen[at + 1 :]) for at in breaks]
    best = min(pairs, key=lambda pair: max(_FITS, *map(len, pair)))
    return [fitting(line, _LONGEST) for line in best]


def _size(lines: Sequence[str], wide: float, usual: float) -> float:
    """The size at which the longest line fits into a tile: letters of a wide typeface are 0.56 of their size wide."""
    return round(min(usual, (wide - 4) / (0.56 * max(map(len, lines), default=1))), 1)


def _legend(top: float, language: Language) -> str:
    """The ramp as a bar with the bounds of its steps, then the tile without a figure."""
    bar = "".join(_box(step * _STEP_WIDE, top, _STEP_WIDE, 14, step) for step in range(len(RAMP)))
    bounds = "".join(
        words(at * _STEP_WIDE, top + 30, language.number(bound), text_anchor="middle")
        for at, bound in enumerate(STEPS, start=1)
    )
    left = (len(RAMP) + 0.5) * _STEP_WIDE
    none = _box(left, top, 26, 14, None) + words(left + 34, top + 12, language.text("ohne Zahl"))
    return f'{bar}<g class="{AXIS}">{bounds}</g>{none}'
