"""The readable table of computed values, as plain text: one block a city, what was computed from a share below it.

Belongs here: which rows are shown, their order and words. Not here: choosing by city and indicator
(commands_values.py), how one figure is said (value_words.py).
"""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any

import pandas as pd

from assets.editions.figure_words import EVERYBODY, group_words
from assets.reference.seeds import Reference
from pipelines.value_words import number, value_words, view_words
from reports.numbers import german
from schemas.indicators import WITH_NUMBER

Row = dict[Any, Any]

MORE = (
    "{count} weitere {lines} (Gliederungen, Altersgruppen, Sozialräume, ältere Angaben, was ohne Anteil fehlt): "
    "mit --kennzahl ID, --json oder --csv"
)
_CITY = ["Jahr", "Wert", "95-Prozent-Bereich", "n", "Güte", "Definition"]
_NETWORK = ["zusammen", "Median", "kleinster bis größter", "Städte", "Definitionen"]
# Units that the name of the indicator says already.
_UNSAID = ["QUOTE", "JAHRESZAHL", "ANZAHL", "STANDARDFEHLER"]
_WIDEST_LABEL = 64


def values_text(values: pd.DataFrame, network: pd.DataFrame, reference: Reference, *, whole: bool) -> str:
    """The values of each city, then those of the network (rows of IndicatorValue and NetworkValue).

    With `whole` every row is shown, otherwise the newest of each kind for the whole city and staff, and how many more
    there are.
    """
    shown = values if whole else _newest(values)
    shown_network = network if whole else _of_everybody(network)
    cities = [
        _block(reference.names[ags], _CITY, _ordered(rows, reference), _figure, reference)
        for ags, rows in shown.groupby("ags")
    ]
    text = _aligned(sorted(cities, key=lambda block: block[0][0]))
    if len(shown_network):
        rows = _ordered(shown_network.assign(district="", year=0), reference)
        text += [""] * bool(text) + _aligned([_block("Netzwerk", _NETWORK, rows, _together, reference)])
    more = len(values) - len(shown) + len(network) - len(shown_network)
    return "\n".join(
        text + (["", MORE.format(count=german(more), lines="Zeile" if more == 1 else "Zeilen")] if more else [])
    )


def _newest(values: pd.DataFrame) -> pd.DataFrame:
    """Of what is about the whole, each city's newest figure; one with a number, then the better grade, goes first.

    What cannot be computed because the share itself is missing is left out: the share's own line says so.
    """
    whole = _of_everybody(values[values["district"].eq("")])
    ordered = whole.assign(
        measured=whole["status"].isin(WITH_NUMBER), rated=whole["grade"].mask(whole["grade"].eq(""), "E")
    ).sort_values(
        ["year", "date", "measured", "rated", "receipt", "line"], ascending=[False, False, False, True, True, True]
    )
    newest = ordered.drop_duplicates(["ags", "indicator", "base", "group", "view"])
    known = newest[newest["base"].eq("") & newest["measured"]]
    shares = pd.MultiIndex.from_frame(known[["ags", "indicator", "group"]])
    has_share = pd.MultiIndex.from_frame(newest[["ags", "base", "group"]]).isin(shares)
    return values.loc[newest.index[newest["base"].eq("") | newest["measured"] | has_share]]


def _of_everybody(values: pd.DataFrame) -> pd.DataFrame:
    return values[values["dimension"].eq("") & values["view"].isin(EVERYBODY)]


def _ordered(rows: pd.DataFrame, reference: Reference) -> list[Row]:
    """What belongs together side by side, in the catalogue's order; newest first, then what is computed from it."""
    catalogue = {one: place for place, one in enumerate(reference.indicators["id"])}
    groups = {one: place for place, one in enumerate(reference.groups["code"])}
    computed = rows["base"].ne("")
    placed = rows.assign(
        _about=rows["base"].where(computed, rows["indicator"]).map(catalogue),
        _group=rows["group"].map(groups),
        _age=-rows["year"],
        _computed=computed,
        _own=rows["indicator"].map(catalogue),
    )
    by = ["_about", "dimension", "_group", "group", "district", "_age", "_computed", "_own", "view"]
    return rows.loc[placed.sort_values(by, kind="stable").index].to_dict(orient="records")


def _block(
    name: str, head: list[str], rows: list[Row], figure: Callable[[Row, Reference], list[str]], reference: Reference
) -> list[list[str]]:
    """A head and a line a row; what was computed from a share stands indented below the share, or below its name."""
    lines, before = [[name, *head]], ""
    for row in rows:
        about = _about(row, row["base"] or row["indicator"], reference)
        if row["base"] and about != before:
            lines += [[words] for words in wrap(about, _WIDEST_LABEL, subsequent_indent="  ")]
        before = about
        label, indent = (reference.labels("catalogue")[row["indicator"]], "  ") if row["base"] else (about, "")
        label += view_words(row, reference)
        *above, label = wrap(label, _WIDEST_LABEL, initial_indent=indent, subsequent_indent=indent + "  ")
        lines += [[words] for words in above]
        lines.append([label, *figure(row, reference)])
    return lines


def _about(row: Row, indicator: str, reference: Reference) -> str:
    words = reference.labels("catalogue")[indicator]
    whole = not row["dimension"] and not row["district"] and row["group"] == "insgesamt"
    return words if whole else f"{words}, {group_words(row, reference)}"


def _figure(row: Row, reference: Reference) -> list[str]:
    year = "" if pd.isna(row["year"]) else str(row["year"])
    value = value_words(row, reference)
    if row["status"] not in WITH_NUMBER:
        return [year, value]
    n = "" if pd.isna(row["n"]) else german(row["n"], 0 if float(row["n"]).is_integer() else 1)
    thousands = " Tsd." if n and row["published_unit"] == "TSD_PERSONEN" else ""
    return [year, _in_unit(value, row, reference), _range(row), n + thousands, row["grade"], row["definition"]]


def _together(row: Row, reference: Reference) -> list[str]:
    cities = german(row["city_count"])
    if row["status"] not in WITH_NUMBER:
        return ["", reference.labels("status")[row["status"]], "", cities, row["family"]]
    pooled, median, lowest, highest = (
        "" if pd.isna(row[name]) else number(row[name], row["unit"])
        for name in ("pooled", "median", "lowest", "highest")
    )
    return [pooled, _in_unit(median, row, reference), f"{lowest} bis {highest}", cities, row["family"]]


def _in_unit(value: str, row: Row, reference: Reference) -> str:
    if row["unit"] in _UNSAID:
        return value
    units = reference.labels("unit") | reference.labels("computed_unit") | {"ANTEIL": "Prozent"}
    figure, bracket, kind = value.partition(" (")
    return f"{figure} {units[row['unit']]}{bracket}{kind}"


def _range(row: Row) -> str:
    if row["interval"] == "none":
        return "Vollerhebung"
    low, high = ("" if pd.isna(row[name]) else number(row[name], row["unit"]) for name in ("low", "high"))
    if low and high:
        return f"{low} bis {high}"
    return f"ab {low}" if low else f"bis {high}" if high else ""


def _aligned(blocks: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """The blocks in common columns, an empty line between them; numbers to the right.

    A line that ends early ends with words in the place of a number, which may be as long as they need.
    """
    full = [line for block in blocks for line in block if len(line) == len(block[0])]
    widths = [max(len(line[at]) for line in full) for at in range(len(full[0]))] if full else []
    widths[:1] = [max(len(line[0]) for block in blocks for line in block)] if full else []
    text: list[str] = []
    for block in blocks:
        text += [""] * bool(text)
        for line in block:
            words = len(line) < len(block[0])
            cells = [
                cell.ljust(width)
                if at in (0, len(widths) - 1) or (words and at == len(line) - 1)
                else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(line, widths, strict=False))
            ]
            text.append("  ".join(cells).rstrip())
    return text
