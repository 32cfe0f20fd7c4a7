"""Cells of an edition's tables: how one figure is said, and the sign where there is none.

Belongs here: value and status → cell. Not here: which cells stand in a table (figures.py, pages/).
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import pandas as pd

from assets.editions.content import Content
from assets.editions.figure_words import BEFORE, Row
from assets.reference.seeds import Reference
from reports.languages import Language
from reports.numbers import as_percent
from reports.spec import Cell, Sign
from schemas.indicators import WITH_NUMBER


def records(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """The rows of a frame. Pages ask for a few rows of many columns, which pandas' own way makes ten times slower."""
    columns = list(frame.columns)
    return [dict(zip(columns, row, strict=True)) for row in frame.to_numpy(object).tolist()]


@lru_cache(maxsize=16)
def signs(reference: Reference) -> dict[str, Sign]:
    """Status → its sign, in the language of the reference. A plain value needs none."""
    rows = reference.statuses.to_dict(orient="records")
    return {row["code"]: Sign(row["code"], row["sign"], row["label"]) for row in rows if row["code"] != "wert"}


def measured(row: Row) -> bool:
    """Whether a gap row carries a number."""
    return row["status"] in ("wert", "null")


def stand(row: Row, language: Language, of: str = "") -> str:
    """The Stichtag, or the year alone where no day is published; empty where there is neither."""
    day, year = row[f"{of}date"], row[f"{of}year"]
    return language.day(day) if day else "" if pd.isna(year) else str(year)


def in_unit(value: float, unit: str) -> float:
    """A stored number in the unit of its column: shares are percent there."""
    return as_percent(value) if unit == "ANTEIL" else value


def number_cell(row: Row, content: Content, key: str = "value", href: str = "") -> Cell:
    """The number of a row in the unit of its column, qualified or replaced by the sign of its status."""
    sign = signs(content.reference).get(row["status"])
    if row["status"] not in WITH_NUMBER or pd.isna(row[key]):
        return Cell(sign=sign, href=href)
    value = in_unit(row[key], row["unit"])
    before = BEFORE.get(row["value_kind"], "") if row["status"] in ("schaetzung", "schranke") else ""
    # A decimal would promise what nobody measured.
    decimals = 0 if before and float(value).is_integer() else None
    said = content.language.text(before) if before else ""
    return Cell(value=value, sign=sign, before=said, decimals=decimals, href=href)


def plain_cell(value: float, unit: str, href: str = "") -> Cell:
    """A number beside the one a row is about, empty where there is none: an end of its interval, its base."""
    return Cell(href=href) if pd.isna(value) else Cell(value=in_unit(value, unit), href=href)


def origin_cell(row: Row, content: Content) -> Cell:
    """Where a figure comes from: its receipt and line, linked to what is published of that delivery."""
    receipts = [one for one in row["receipts"].split("|") if one]
    if not receipts:
        return Cell(content.language.text("keine Lieferung"))
    first = row["receipt"] or receipts[0]
    words = content.language.text("{receipt}, Zeile {line}", receipt=first, line=row["line"]) if row["line"] else first
    if len(receipts) > 1:
        words += content.language.text(" und weitere")
    return Cell(words, href=f"lieferungen.html#{first}")


def who(row: Row, content: Content) -> str:
    """Who is counted, how, and how good that is."""
    label = {name: content.reference.labels(name) for name in ("definition", "method")}
    said = [label[name][row[name]] for name in ("definition", "method") if row[name]]
    grade = content.language.text("Güte {grade}", grade=row["grade"]) if row["grade"] else ""
    return ". ".join(filter(None, ["; ".join(said), grade]))


def sentences(*parts: str) -> str:
    """Phrases and sentences one after the other, each with a capital letter and one sign at its end; blanks go."""
    told = [" ".join(part.split()) for part in parts]
    return " ".join(f"{part[0].upper()}{part[1:]}{'' if part[-1] in '.!?…' else '.'}" for part in told if part)
