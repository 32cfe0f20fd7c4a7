"""A Vega chart reduced to what is seen: lines, points and texts with few digits; no English labels, no empty groups.

Belongs here: from the SVG that vl-convert writes to a tenth of its markup. Not here: what it
shows (interval_chart.py, path_chart.py).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from reports.svg import short, words

# Tick labels of an axis stand in a group of this class: they are numbers, but no figures of anybody.
AXIS = "achse"
_MOVED = re.compile(r"translate\((-?[\d.e-]+)[, ](-?[\d.e-]+)\)")
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_STEPS = re.compile(r"([MLZ])([^MLZ]*)")
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0Z?")
_DRAWN = ("stroke", "stroke-width", "stroke-dasharray", "opacity")
_USUAL = {"stroke-width": "1", "opacity": "1", "font-size": "14", "text-anchor": "start", "stroke-dasharray": "none"}


class _Leaf(NamedTuple):
    element: etree._Element
    x: float
    y: float
    group: str


def slim(svg: str) -> str:
    """The marks of a Vega SVG as markup for the inside of another: what lies behind, axis labels, then group by group.

    Marks with the same `description` (Vega's aria-label) become one group, in the order in which they are met: the row
    of a city. Raises ValueError for a mark this does not know.
    """
    groups: dict[str, list[str]] = {"": [], AXIS: []}
    lines: dict[tuple[str, str], int] = {}
    for leaf in _leaves(etree.fromstring(svg), 0, 0, ""):
        own = groups.setdefault(leaf.group, [])
        kind = etree.QName(leaf.element).localname
        if kind == "text":
            own.append(_text(leaf))
        elif circle := _CIRCLE.fullmatch(leaf.element.get("d", "")):
            own.append(_circle(leaf, float(circle.group(1))))
        else:
            # Lines that look the same are one path: a grid costs a few bytes a line.
            look, path = _look(leaf.element, _DRAWN), _path(leaf)
            before = lines.get((leaf.group, look))
            if before == len(own) - 1 and before is not None:
                own[before] = own[before].replace(' d="', f' d="{path}', 1)
            else:
                lines[leaf.group, look] = len(own)
                own.append(f'<path fill="none"{look} d="{path}"/>')
    behind, axis, *rows = ("".join(parts) for parts in groups.values())
    labels = f'<g class="{AXIS}">{axis}</g>' if axis else ""
    return behind + labels + "".join(f"<g>{row}</g>" for row in rows)


def _leaves(element: etree._Element, x: float, y: float, group: str) -> Iterator[_Leaf]:
    """Everything that is seen, with its place."""
    classes = element.get("class", "").split()
    if {"background", "foreground"} & {*classes} or element.get("display") == "none":
        return
    moved = element.get("transform")
    if moved:
        place = _MOVED.fullmatch(moved)
        if not place:
            raise ValueError(f"Diese Bewegung kennt das Bild nicht: {moved}")
        x, y = x + float(place.group(1)), y + float(place.group(2))
    group = AXIS if "role-axis-label" in classes else element.get("aria-label", group) if not len(element) else group
    kind = etree.QName(element).localname
    if kind in ("line", "path") or (kind == "text" and element.text):
        yield _Leaf(element, x, y, group)
    elif kind not in ("svg", "g", "text", "rect"):  # a rect is the white ground
        raise ValueError(f"Dieses Zeichen kennt das Bild nicht: {kind}")
    for child in element:
        yield from _leaves(child, x, y, group)


def _text(leaf: _Leaf) -> str:
    element = leaf.element
    named = {
        "font_size": element.get("font-size", "").removesuffix("px"),
        "font_weight": element.get("font-weight"),
        "text_anchor": element.get("text-anchor"),
        "fill": element.get("fill"),
    }
    kept = {key: value for key, value in named.items() if value and _USUAL.get(key.replace("_", "-")) != value}
    if kept.get("fill") == "currentColor":
        del kept["fill"]
    return words(leaf.x, leaf.y, element.text or "", **kept)


def _circle(leaf: _Leaf, radius: float) -> str:
    look = _look(leaf.element, ("fill", *_DRAWN))
    return f'<circle cx="{short(leaf.x)}" cy="{short(leaf.y)}" r="{short(radius)}"{look}/>'


def _look(element: etree._Element, names: tuple[str, ...]) -> str:
    kept = [(name, element.get(name)) for name in names]
    if not element.get("stroke"):
        kept = [(name, value) for name, value in kept if not name.startswith("stroke")]
    return "".join(f' {name}="{value}"' for name, value in kept if value and _USUAL.get(name) != value)


def _path(leaf: _Leaf) -> str:
    """A line or path at its place, in absolute steps."""
    element = leaf.element
    if etree.QName(element).localname == "line":
        x2, y2 = leaf.x + float(element.get("x2", 0)), leaf.y + float(element.get("y2", 0))
        step = f"H{short(x2)}" if x2 != leaf.x and y2 == leaf.y else f"V{short(y2)}"
        return f"M{short(leaf.x)} {short(leaf.y)}" + (
            step if leaf.x == x2 or leaf.y == y2 else f"L{short(x2)} {short(y2)}"
        )
    drawn = element.get("d", "")
    if re.search(r"[^MLZ\d.,e\s-]", drawn):
        raise ValueError(f"Diese Linie kennt das Bild nicht: {drawn[:60]}")
    steps = []
    for step, numbers in _STEPS.findall(drawn):
        place = [short(at + float(one)) for at, one in zip((leaf.x, leaf.y), _NUMBER.findall(numbers), strict=False)]
        steps.append(step + " ".join(place))
    return "".join(steps)
