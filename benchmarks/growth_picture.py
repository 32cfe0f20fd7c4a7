"""How time grows with the size of a network, as a small SVG picture with logarithmic axes.

Belongs here: the drawing. Not here: measuring (indicators.py).
"""

import math
from collections.abc import Sequence

from reports.numbers import german

_WIDTH, _HEIGHT = 640, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 80, 60, 60


def growth_picture(points: Sequence[tuple[int, float]], slope: float, level: float) -> str:
    """An SVG of (cities, seconds) with the line level · cities^slope. Raises ValueError without a point."""
    if not points:
        raise ValueError("nothing was measured")
    cities, seconds = zip(*points, strict=True)
    lines = [level * city**slope for city in (cities[0], cities[-1])]
    across = _decades(min(cities), max(cities))
    up = _decades(min(*seconds, *lines), max(*seconds, *lines))

    def x(value: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (math.log10(value) - across[0]) / (across[-1] - across[0])

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * (math.log10(value) - up[0]) / (up[-1] - up[0])

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="14" fill="#222">',
        "<title>Rechenzeit der Kennzahlen nach der Zahl der Städte</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="24" font-size="16">Rechenzeit der Kennzahlen eines Berichtsjahres</text>',
        f'<text x="{_LEFT}" y="44">Linie: Städte hoch {german(slope, 2)}; beide Achsen logarithmisch</text>',
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 14}" text-anchor="middle">Städte</text>',
        f'<text transform="translate(22 {(_TOP + _HEIGHT - _BOTTOM) / 2}) rotate(-90)" text-anchor="middle">'
        "Prozessorsekunden</text>",
    ]
    for power in across:
        at = x(10.0**power)
        parts += [
            f'<path d="M{at:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#ccc"/>',
            f'<text x="{at:.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{_tick(power)}</text>',
        ]
    for power in up:
        at = y(10.0**power)
        parts += [
            f'<path d="M{_LEFT} {at:.1f}H{_WIDTH - _RIGHT}" stroke="#ccc"/>',
            f'<text x="{_LEFT - 8}" y="{at + 5:.1f}" text-anchor="end">{_tick(power)}</text>',
        ]
    ends = [f"{x(city):.1f} {y(line):.1f}" for city, line in zip((cities[0], cities[-1]), lines, strict=True)]
    parts.append(f'<path d="M{ends[0]}L{ends[1]}" stroke="#225" stroke-width="2"/>')
    for city, second in points:
        at, height = x(city), y(second)
        said = f"{german(second, 1)} s"
        parts += [
            f'<circle cx="{at:.1f}" cy="{height:.1f}" r="5" fill="#b30"/>',
            f'<text x="{at + 10:.1f}" y="{height + 16:.1f}">{said}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])


def _decades(lowest: float, highest: float) -> list[int]:
    """The powers of ten around the numbers; at least two."""
    first, last = math.floor(math.log10(lowest)), math.ceil(math.log10(highest))
    return list(range(first, max(last, first + 1) + 1))


def _tick(power: int) -> str:
    return german(10.0**power, max(0, -power))
