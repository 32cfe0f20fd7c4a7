"""Which values stand in a table together, and the table of figures of one unit that pages share.

Belongs here: the newest, of everybody, in one unit. Not here: single cells (cells.py), what a page says (pages/).
"""

from collections.abc import Callable, Sequence

import pandas as pd

from assets.editions.cells import in_unit, number_cell, origin_cell, plain_cell, records, sentences, stand, who
from assets.editions.content import Content
from assets.editions.figure_words import DECIMALS, EVERYBODY, Row
from reports.spec import Cell, Column, RowGroup, TableSpec

WAY = ["definition", "method", "scope"]
# Kinds of intervals (schemas.indicators) that follow from how many answered.
_SURVEYED = ["finite", "binomial"]
# Units of deliveries in which n and total are persons.
_IN_PERSONS = ["PERSONEN", "PROZENT"]
# The one quotient of staff and residents.
_PARITY = "ratio"


def wholes(values: pd.DataFrame) -> pd.DataFrame:
    """The values about a whole city and all its residents: no breakdown, no district, no narrower view."""
    return values[values["dimension"].eq("") & values["district"].eq("") & values["view"].isin(EVERYBODY)]


def newest(values: pd.DataFrame) -> pd.DataFrame:
    """Of each figure the newest: one city, indicator, group and way of counting."""
    key = ["ags", "indicator", "base", "dimension", "group", "view", "district", *WAY]
    return values.sort_values(["year", "line"], na_position="first").drop_duplicates(key, keep="last")


def indicator_page(indicator: str) -> str:
    """The file name of an indicator's page."""
    return f"kennzahl-{indicator.replace('_', '-')}.html"


def unit_words(unit: str, indicator: str, content: Content) -> str:
    """The unit of an indicator as it stands in a header: in Prozent, in Prozentpunkten …; of a quotient what one means.

    Parity is about staff and residents; of chances, and of leaders beside staff, one says that both are alike.
    """
    _ = content.language.text
    said = {
        "ANTEIL": _("in Prozent"),
        "PROZENT": _("in Prozent"),
        "PROZENTPUNKTE": _("in Prozentpunkten"),
        "QUOTE": _("1 = Parität") if indicator == _PARITY else _("1 = gleich"),
        "JAHRESZAHL": _("Jahr"),
        "ANZAHL": _("Anzahl"),
        "STANDARDFEHLER": _("in Standardfehlern"),
    }
    return said.get(unit) or (content.reference.labels("unit") | content.reference.labels("computed_unit"))[unit]


def decimals(values: pd.Series, unit: str) -> int:
    """Decimals of a column: those of its unit; a mean number of things has one, a number of things none."""
    if unit == "ANZAHL":
        return int(not (values.dropna() % 1 == 0).all())
    return DECIMALS.get(unit, 0)


def figure_table(
    name: str,
    caption: str,
    rows: pd.DataFrame,
    content: Content,
    first: tuple[str, Callable[[Row], Cell]],
    extra: Sequence[tuple[Column, Callable[[Row], Cell]]] = (),
    note: str = "",
    median: Sequence[Row] = (),
) -> TableSpec:
    """Values of one unit, one a row: whose it is (`first`: label and cell), day, value, interval, how counted, origin.

    `extra` columns stand after the interval. `median`: network values that end the table. A table without intervals has
    no columns for them.
    """
    _ = content.language.text
    unit = str(rows["unit"].iloc[0]) if len(rows) else ""
    places = decimals(rows["value"], unit)
    words = unit_words(unit, str(rows["indicator"].iloc[0]), content) if unit else ""
    signed = unit == "PROZENTPUNKTE"

    def number(key: str, label: str) -> Column:
        return Column(key, f"{label} ({words})" if words else label, "number", places, signed, unit != "JAHRESZAHL")

    columns: list[tuple[Column, Callable[[Row], Cell]]] = [
        (Column("name", first[0]), first[1]),
        (Column("stand", _("Stand")), lambda row: Cell(stand(row, content.language))),
        (number("wert", _("Wert")), lambda row: number_cell(row, content)),
    ]
    if rows["low"].notna().any():
        columns += [
            (number("von", _("95-Prozent-Bereich von")), lambda row: plain_cell(row["low"], row["unit"])),
            (number("bis", _("95-Prozent-Bereich bis")), lambda row: plain_cell(row["high"], row["unit"])),
        ]
    columns += [
        *extra,
        (
            Column("wer", _("Wer wird gezählt, oder: warum keine Zahl"), "wide"),
            lambda row: Cell(explained(row, content)),
        ),
        (Column("herkunft", _("Herkunft")), lambda row: origin_cell(row, content)),
    ]
    body = [[cell(row) for _column, cell in columns] for row in records(rows)]
    body += [_median(row, [column.key for column, _cell in columns], content) for row in median]
    return TableSpec(
        id=name,
        caption=caption,
        note=note,
        columns=[column for column, _cell in columns],
        groups=[RowGroup(body)] if body else [],
        stage=content.stage,
        language=content.language,
    )


def _median(row: Row, keys: list[str], content: Content) -> list[Cell]:
    """A network value as the last row: the median, and in words the range of the cities and all persons together."""
    _, unit, number = content.language.text, row["unit"], content.language.number
    ends = [float(in_unit(row[one], unit)) for one in ("lowest", "highest")]
    places = DECIMALS.get(unit, int(not all(one.is_integer() for one in ends)))
    least, most = (number(one, places) for one in ends)
    families = content.reference.definitions.drop_duplicates("family").set_index("family")["label"]
    parts = [
        families.get(row["family"], ""),
        _("{least} bis {most}", least=least, most=most) if least != most else _("überall {least}", least=least),
        _("alle Personen zusammen {pooled}", pooled=number(in_unit(row["pooled"], unit), places))
        if pd.notna(row["pooled"])
        else "",
    ]
    cells = {
        "name": Cell(_("Median, {cities} Städte", cities=row["city_count"])),
        "wert": plain_cell(row["median"], unit),
        "wer": Cell("; ".join(filter(None, parts))),
        "herkunft": Cell(_("Zeilen darüber")),
    }
    return [cells.get(key, Cell()) for key in keys]


def explained(row: Row, content: Content) -> str:
    """Who is counted, and of a survey how many answered; the verdict; of a value that is not there the reason."""
    verdicts = content.reference.labels("verdict")
    verdict = verdicts[row["verdict"]] if row["verdict"] else ""
    return sentences(who(row, content), _answered(row, content), verdict, row["reason"])


def _answered(row: Row, content: Content) -> str:
    """How many of all persons are behind a share from a survey; empty where it is not one or does not say it."""
    _, number = content.language.text, content.language.number
    counted = row["interval"] in _SURVEYED and row["published_unit"] in _IN_PERSONS
    if not counted or pd.isna(row["n"]) or pd.isna(row["total"]):
        return ""
    return _("Bekannt ist es von {n} der {total} Personen", n=number(row["n"]), total=number(row["total"]))
