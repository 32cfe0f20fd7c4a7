"""Cities beside each other: the value of each, its interval, and what it is set against.

Belongs here: which mark stands where, built with Altair. Not here: one city over the years (path_chart.py), which
figures are shown (assets/editions/).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.languages import GERMAN, Language
from reports.scales import tick_texts, ticks
from reports.svg import BAND, DARK, LETTER, SIZE, SOFT, WIDTH, fitting, picture, short, words
from reports.vega import drawn, labels_of, placed

if TYPE_CHECKING:
    import altair as alt

LINE, ROW = 20, 27
_LONGEST_NAME = 22
# Words in place of a number begin so far in, and get as small as this before they are cut.
_INDENT, _SMALLEST = 8, 11
_THREAD = "#e3e8ea"


@dataclass(frozen=True)
class Row:
    """A city in the chart, in the unit of its axis. Without `value`, `why` says why there is none.

    `low` to `high`: the 95 percent interval; `reference`: what the value is set against, the share of the city's
    residents. `before`: a word before the number (etwa, unter, über). `mark` stands after the name, for a remark below.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reference: float | None = None
    before: str = ""
    why: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Labels:
    """What the marks of the chart are, in the language of the page; `unit` names the axis."""

    unit: str
    value: str
    reference: str = ""
    interval: str = ""


def interval_chart(
    rows: Sequence[Row],
    labels: Labels,
    *,
    title: str,
    desc: str = "",
    decimals: int = 1,
    signed: bool = False,
    parity: float = 0,
    language: Language = GERMAN,
) -> str:
    """One row a city in the given order (alphabetical, as in the tables): dot, interval, hollow mark, number.

    The axis always holds zero and `parity`, the value of two that are alike, each with a line. A city without a value
    has its reason in words and no mark of its own.
    Where no city has one there is no chart (an empty text).
    """
    if all(row.value is None for row in rows):
        return ""
    left = 12 + LETTER * min(_LONGEST_NAME, max((len(_name(row)) for row in rows), default=0))
    right = 14 + LETTER * max((len(_number(row, language, decimals, signed)) for row in rows), default=0)
    known = [number for row in rows for number in (row.value, row.low, row.high, row.reference) if number is not None]
    marks = ticks(min(known, default=0), max([*known, parity], default=1))
    legend = _legend(rows, labels)
    top, height = LINE * len(legend) + 40, ROW * len(rows)
    room = WIDTH - left - _INDENT
    longest = max((len(row.why) for row in rows if row.value is None), default=0)
    small = max(_SMALLEST, min(SIZE, int(10 * room / longest * SIZE / LETTER) / 10)) if longest else SIZE
    data = [
        {
            "row": str(at),
            "name": _name(row),
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "reference": row.reference,
            "said": _number(row, language, decimals, signed),
            "why": fitting(row.why, int(room / LETTER * SIZE / small)) if row.value is None else "",
        }
        for at, row in enumerate(rows)
    ]
    data += [{"line": line} for line in sorted({0, parity})]
    chart = _rows_chart(data, marks, language, (WIDTH - left - right, height), (left, top), small)
    body = "".join(legend) + words(left, top - 14, labels.unit, fill=SOFT) + drawn(chart)
    return picture(body, width=WIDTH, height=top + height + 24, title=title, desc=desc)


def _name(row: Row) -> str:
    """The name of a row as far as there is room, its mark in any case."""
    mark = f" {row.mark}" if row.mark else ""
    return fitting(row.name, _LONGEST_NAME - len(mark)) + mark


def _number(row: Row, language: Language, decimals: int, signed: bool) -> str:
    if row.value is None:
        return ""
    return f"{row.before} {language.number(row.value, decimals, sign=signed)}".strip()


def _legend(rows: Sequence[Row], labels: Labels) -> list[str]:
    """A line for each kind of mark that stands in the chart; a single kind explains itself."""
    kinds = [
        (f'<circle cx="8" cy="{{y}}" r="4" fill="{DARK}"/>', labels.value, [row.value for row in rows]),
        (f'<path d="M0 {{y}}H16" stroke="{BAND}" stroke-width="11"/>', labels.interval, [row.low for row in rows]),
        (
            f'<circle cx="8" cy="{{y}}" r="5" fill="#fff" stroke="{SOFT}" stroke-width="1.5"/>',
            labels.reference,
            [row.reference for row in rows],
        ),
    ]
    used = [(mark, label) for mark, label, numbers in kinds if label and any(one is not None for one in numbers)]
    return [
        f"<g>{mark.format(y=short(LINE * at + 10))}{words(26, LINE * at + 15, label)}</g>"
        for at, (mark, label) in enumerate(used)
    ]


def _rows_chart(
    data: Sequence[Mapping[str, Any]],
    marks: Sequence[float],
    language: Language,
    size: tuple[float, float],
    place: tuple[float, float],
    small: float,
) -> "alt.LayerChart":
    import altair as alt

    def having(name: str) -> "alt.Chart":
        return alt.Chart(alt.Data(values=[one for one in data if one.get(name) not in (None, "")]))

    scale = alt.Scale(domain=[marks[0], marks[-1]], nice=False, zero=False)
    axis = alt.Axis(values=list(marks), labelExpr=labels_of(tick_texts(marks, language)))
    y = alt.Y(
        "row:O", axis=None, sort=None, scale=alt.Scale(domain=[one["row"] for one in data if "row" in one], padding=0)
    )
    row = alt.Description("row:N")
    x = {name: alt.X(f"{name}:Q", scale=scale, axis=axis) for name in ("line", "value", "low", "reference")}
    layers = [
        having("said").mark_rule(color=_THREAD, aria=False).encode(x=alt.XValue(0), x2=alt.X2Value(size[0]), y=y),
        having("line").mark_rule(color=SOFT, aria=False).encode(x=x["line"]),
        # A row without a figure is blank: nothing runs through its words.
        having("why")
        .mark_rule(color="#fff", strokeWidth=ROW, aria=False)
        .encode(x=alt.XValue(2), x2=alt.X2Value(size[0] + 2), y=y),
        having("row")
        .mark_text(align="left", baseline="middle")
        .encode(x=alt.XValue(-place[0]), y=y, text="name:N", description=row),
        having("low").mark_rule(color=BAND, strokeWidth=11).encode(x=x["low"], x2="high:Q", y=y, description=row),
        having("reference")
        .mark_point(color=SOFT, fill="#fff", size=79, strokeWidth=1.5)
        .encode(x=x["reference"], y=y, description=row),
        having("value").mark_point(filled=True, color=DARK, size=50).encode(x=x["value"], y=y, description=row),
        having("said")
        .mark_text(align="right", baseline="middle")
        .encode(x=alt.XValue(WIDTH - place[0]), y=y, text="said:N", description=row),
        having("why")
        .mark_text(align="left", baseline="middle", color=SOFT, fontSize=small)
        .encode(x=alt.XValue(_INDENT), y=y, text="why:N", description=row),
    ]
    return placed(layers, size, place)
