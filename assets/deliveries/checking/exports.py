"""Exports of statistical systems taken over as the form `bevoelkerung`: which export it is and what it says once.

Belongs here: the two maps (seeds/header_map.csv, seeds/label_map.csv) as sources, recognising one by its headers, the
total of a city's districts. Not here: its words and rows (export_rows.py), cells → numbers (as for any form).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pandas as pd

from assets.deliveries.findings import finding
from assets.deliveries.reading.table import Column, TextTable
from assets.deliveries.reading.words import fold, known_as
from assets.reference.seeds import Reference
from schemas.deliveries import Finding
from schemas.forms import FORMS

FORM = FORMS["bevoelkerung"]


@dataclass(frozen=True)
class Source:
    """An export as the two maps describe it.

    `fixed`: what it never says itself. `headers`: folded header → its row. `words`: folded (variable, label) → its row.
    `districts`: how it calls the parts that cover the whole city, "" where they do not.
    """

    name: str
    fixed: dict[str, str]
    headers: dict[str, dict[str, str]]
    words: dict[tuple[str, str], dict[str, str]]
    districts: str

    @cached_property
    def needed(self) -> set[str]:
        """The folded headers by which the export is known."""
        return {header for header, row in self.headers.items() if row["needed"]}

    def is_of(self, table: TextTable) -> bool:
        """Whether its columns of role `quelle` hold in the table the words they must hold."""
        marks = ((column, self.row_of(column)) for column in table.columns)
        return all(
            {fold(word) for word in column.words} <= {fold(row["value"])}
            for column, row in marks
            if row["role"] == "quelle"
        )

    def row_of(self, column: Column) -> dict[str, str]:
        """The map's row for a column, one of no role where the map does not know its header."""
        return self.headers.get(known_as(column.name, self.headers), {"role": "", "column": "", "header": ""})


@dataclass(frozen=True)
class Export:
    """An export in the words of the form: a table for each of its columns of numbers, none where it is refused.

    Their columns keep header and letter of the cells they come from. `districts`: how the export calls the parts that
    cover the whole city, "" where there are none.
    """

    header_row: int
    districts: str = ""
    tables: list[TextTable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@lru_cache(maxsize=4)
def sources(reference: Reference) -> tuple[Source, ...]:
    """The exports that the two maps describe, in their order."""
    heads = reference.header_map.astype(str).to_dict(orient="records")
    words = reference.label_map.astype(str).to_dict(orient="records")
    return tuple(
        Source(
            name,
            {row["column"]: row["value"] for row in heads if row["source"] == name and row["role"] == "fest"},
            {header: row for row in heads if row["source"] == name for header, row in _numbered(row)},
            {(fold(row["variable"]), fold(row["label"])): row for row in words if row["source"] == name},
            next((row["value"] for row in heads if row["source"] == name and row["role"] == "summe"), ""),
        )
        for name in dict.fromkeys(row["source"] for row in heads)
    )


def _numbered(row: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """A row of the map by its folded header; one with `#` nine times, with 1 to 9 for it."""
    for number in "123456789" if "#" in row["header"] else "-":
        if row["header"]:
            yield fold(row["header"].replace("#", number)), row | {"column": row["column"].replace("#", number)}


@lru_cache(maxsize=4)
def known_headers(reference: Reference) -> frozenset[str]:
    """Every folded header by which reading can find a table: those of the forms and of the known exports."""
    forms = {fold(header) for form in FORMS.values() for header in form.headers}
    return frozenset(forms.union(*(source.headers for source in sources(reference))))


def recognise(table: TextTable, reference: Reference) -> Source | list[Finding] | None:
    """Which export a table is; None where its headers are no export's.

    A header that the map does not know, or a word that makes it another export, refuses it: the findings say which.
    """
    fitting = [
        source
        for source in sources(reference)
        if source.needed <= {known_as(column.name, source.needed) for column in table.columns}
    ]
    if not fitting:
        return None
    of_words = [source for source in fitting if source.is_of(table)]
    if not of_words:
        wrong = next(column for column in table.columns if fitting[0].row_of(column)["role"] == "quelle")
        return [word_unknown(table, wrong, 0, ", ".join(sorted(wrong.words)[:5]))]
    source = max(of_words, key=lambda one: len(one.needed))
    unknown = [column for column in table.columns if not source.row_of(column)["role"]]
    return [_header_unknown(table, column, source) for column in unknown] or source


def _header_unknown(table: TextTable, column: Column, source: Source) -> Finding:
    row, cell = table.header_row, f"{column.letter}{table.header_row}"
    title = source.fixed["titel"]
    return finding("EXPORT_SPALTE", row, column.name, column.name, title, sheet=table.sheet, cell=cell)


def word_unknown(table: TextTable, column: Column, row: int, word: str) -> Finding:
    """The finding about a word of an export that has no row in the map, at the `row`-th row of the table (from 0)."""
    line = int(table.lines[row])
    return finding("EXPORT_WORT", line, column.name, word, sheet=table.sheet, cell=f"{column.letter}{line}")


def with_totals(rows: pd.DataFrame, export: Export, reference: Reference) -> tuple[pd.DataFrame, list[Finding]]:
    """Adds the city's own rows where the export has only districts that cover it (rows: columns of Population).

    They carry the header's line and say in `note` that they are computed. A sign instead of a number, or a district
    that lacks a cell, leaves the city without a total: a sum of what is known would be too small.
    """
    if not export.districts or rows.empty or rows["district"].eq("").any():
        return rows, []
    word, count = export.districts, rows["district"].nunique()
    same = [name for name in rows.columns if name not in ("line", "district", "count", "mark", "note")]
    groups = rows.groupby(same, sort=False, dropna=False)
    if rows["count"].isna().any() or groups["district"].nunique().ne(count).any():
        return rows, [finding("EXPORT_SUMME_OFFEN", export.header_row, value=word)]
    totals = groups.agg(count=("count", "sum"), mark=("mark", _common_mark)).reset_index()
    totals["note"] = f"errechnet aus {count} {word}"
    totals = pd.concat([totals, *_of_parts(totals, reference)], ignore_index=True)
    totals = totals.assign(line=export.header_row, district="")[list(rows.columns)].astype(rows.dtypes.to_dict())
    said = finding("EXPORT_SUMME", export.header_row, value=count, expected=word, rows=len(totals))
    return pd.concat([rows, totals], ignore_index=True), [said]


def _common_mark(marks: pd.Series) -> str:
    """The sign of a sum: none, the one its parts share, or restricted where they differ."""
    signs = sorted(set(marks) - {"", "NICHTS"})
    return "EINGESCHRAENKT" if len(signs) > 1 else "".join(signs)


def _of_parts(totals: pd.DataFrame, reference: Reference) -> Iterator[pd.DataFrame]:
    """The whole of a dimension of which all parts are there and the whole is not."""
    categories = reference.categories
    for dimension in FORM.dimensions:
        codes = FORM.model.to_schema().columns[dimension].metadata["codes"]
        wholes = categories[categories["list"].eq(codes) & categories["part_of"].eq("INSGESAMT")]
        parts = set(wholes.loc[wholes["kind"].eq("teil"), "code"])
        there = set(totals[dimension])
        if parts <= there and "INSGESAMT" not in there:
            same = [name for name in totals.columns if name not in (dimension, "count", "mark", "note")]
            chosen = totals[totals[dimension].isin(parts)]
            whole = chosen.groupby(same, sort=False, dropna=False)
            whole = whole.agg(count=("count", "sum"), mark=("mark", _common_mark), note=("note", "first")).reset_index()
            labels = [reference.labels(codes)[code] for code in wholes["code"] if code in parts]
            yield whole.assign(**{dimension: "INSGESAMT"}, note=whole["note"] + f" ({' + '.join(labels)})")
