"""The comparison of the cities: one row a city, the gap or the reason why there is none, and the sentence that says it.

Belongs here: what a council member reads first. Not here: other tables (pages/), computing (assets/indicators/).
"""

from collections.abc import Hashable
from typing import Any

from assets.editions.cells import measured, number_cell, plain_cell, stand
from assets.editions.content import Content
from assets.editions.figure_words import Row
from assets.editions.figures import indicator_page, wholes
from reports.languages import N_, Language
from reports.spec import Cell, Column, RowGroup, TableSpec
from schemas.indicators import WITH_NUMBER

COMPARED = ["share_staff", "share_nationality"]
_BEST_FIRST = {"wert": 0, "null": 0, "nicht_vergleichbar": 1, "geheim": 1, "nicht_erhoben": 2, "nicht_sinnvoll": 2}
# So many cities are named in a sentence.
_NAMED = 3
_ONLY_TRAINEES = N_("Nur Zahlen zu Auszubildenden, keine zu allen Beschäftigten.")
_NO_STAFF_FIGURE = N_("Die Stadt hat keine Zahl der Beschäftigten mit Zuwanderungsgeschichte geliefert.")


def compared_rows(content: Content, bases: list[str] = COMPARED) -> list[dict[Hashable, Any]]:
    """For each city the one gap the comparison shows, in the order of the cities, with `ratio` and `why` added.

    A measured gap goes before a reason, migration history before nationality, the newer figure before the older.
    """
    _ = content.language.text
    values, cities = content.values, content.cities
    whole = wholes(values[values["group"].eq("insgesamt")])
    gaps = whole[whole["indicator"].eq("gap") & whole["base"].isin(bases)]
    ordered = gaps.assign(
        quality=gaps["status"].map(_BEST_FIRST).fillna(3), preference=gaps["base"].map(bases.index)
    ).sort_values(["quality", "preference", "year"], ascending=[True, True, False])
    best = ordered.drop_duplicates("ags").drop(columns=["quality", "preference"])
    keys = ["ags", "base", "receipt", "line"]
    ratios = whole[whole["indicator"].eq("ratio")][[*keys, "value", "status"]]
    ratios = ratios.rename(columns={"value": "ratio", "status": "ratio_status"})
    shares = whole[["ags", "indicator", "receipt", "line", "value", "status", "low", "high"]].rename(
        columns={
            "indicator": "base",
            "value": "share",
            "status": "share_status",
            "low": "share_low",
            "high": "share_high",
        }
    )
    best = cities[["ags", "name", "slug"]].merge(best, on="ags").merge(ratios, on=keys).merge(shares, on=keys)
    trainees = values.loc[values["indicator"].eq("share_trainees") & values["status"].isin(WITH_NUMBER), "ags"]
    nothing = best["status"].eq("nicht_geliefert")
    why = best["reason"].mask(nothing, _(_NO_STAFF_FIGURE))
    why = why.mask(nothing & best["ags"].isin(trainees), _(_ONLY_TRAINEES))
    return best.assign(why=why).to_dict(orient="records")


def comparison(
    rows: list[dict[Hashable, Any]], content: Content, pictures: dict[str, Cell], cities: str = ""
) -> TableSpec:
    """The comparison table of the edition. `pictures`: AGS → sparkline; `cities`: folder of the cities' pages.

    Where no city has a course there is no column for it.
    """
    _, drawn = content.language.text, any(cell.picture for cell in pictures.values())
    return TableSpec(
        id="vergleich",
        caption=_("Beschäftigte und Bevölkerung mit Zuwanderungsgeschichte, {year}", year=content.year),
        note=_(
            "Lücke: Anteil Bevölkerung minus Anteil Beschäftigte, nur bei gleicher Definition, aus ungerundeten "
            "Anteilen. Städte nach dem Alphabet."
        ),
        columns=[
            Column("stadt", _("Stadt")),
            Column("luecke", _("Lücke in Prozentpunkten"), "number", 1, signed=True),
            Column("personal", _("Anteil Beschäftigte in Prozent"), "number", 1),
            *([Column("verlauf", _("Verlauf Beschäftigte"), "picture")] if drawn else []),
            Column("bevoelkerung", _("Anteil Bevölkerung in Prozent"), "number", 1),
            Column("quote", _("Quote (1 = Parität)"), "number", 2),
            Column("grund", _("Wer wird gezählt, oder: warum gibt es keine Lücke"), "wide"),
        ],
        groups=[RowGroup([_compared(row, content, pictures if drawn else None, cities) for row in rows])],
        source=_("Quelle: Lieferungen der Städte; jede Zahl führt zu ihrer Herkunft."),
        stage=content.stage,
        language=content.language,
    )


def _compared(row: Row, content: Content, pictures: dict[str, Cell] | None, cities: str) -> list[Cell]:
    place = f"#{row['base'].replace('_', '-')}-{row['slug']}"
    gap_page = f"{cities}{indicator_page('gap')}{place}"
    share_page = f"{cities}{indicator_page(row['base'])}{place}"
    share = dict(row) | {"value": row["share"], "status": row["share_status"], "unit": "ANTEIL"}
    ratio = dict(row) | {"value": row["ratio"], "status": row["ratio_status"], "unit": "QUOTE"}
    nothing = not measured(row)
    return [
        Cell(row["name"], href=f"{cities}stadt-{row['slug']}.html"),
        number_cell(row, content, href=gap_page),
        number_cell(share, content, href=share_page),
        *([] if pictures is None else [pictures[row["ags"]]]),
        Cell(content.language.text("entfällt")) if nothing else plain_cell(row["population_value"], "ANTEIL"),
        Cell(content.language.text("entfällt")) if nothing else number_cell(ratio, content),
        Cell(_who(row, content)),
    ]


def _who(row: Row, content: Content) -> str:
    _, definitions, methods = (
        content.language.text,
        *(content.reference.labels(one) for one in ("definition", "method")),
    )
    if not measured(row):
        return str(row["why"])
    return _(
        "{who}, {day}; Bevölkerung: {residents}, {method}, {population_day}. Güte {grade}.",
        who=definitions[row["definition"]],
        day=stand(row, content.language),
        residents=definitions[row["population_definition"]],
        method=methods[row["population_method"]],
        population_day=stand(row, content.language, "population_"),
        grade=row["grade"],
    )


def message(rows: list[dict[Hashable, Any]], cities: int, language: Language) -> str:
    """The one sentence a council takes home: how many cities have a measured gap, and how big it is."""
    _ = language.text
    gaps = sorted((row for row in rows if measured(row)), key=lambda row: row["name"])
    if not gaps:
        return _("Für keine der {cities} Städte lässt sich die Lücke messen.", cities=cities)
    first = _("Für {measured} von {cities} Städten lässt sich die Lücke messen.", measured=len(gaps), cities=cities)
    if len(gaps) <= _NAMED:
        sizes = [
            _("{city} {gap} Prozentpunkte.", city=row["name"], gap=language.number_in_sentence(row["value"], 1))
            for row in gaps
        ]
    else:
        least, most = (language.number_in_sentence(one(row["value"] for row in gaps), 1) for one in (min, max))
        sizes = [_("Sie reicht von {least} bis {most} Prozentpunkten.", least=least, most=most)]
    of_passports = [row["base"] == "share_nationality" for row in gaps]
    if all(of_passports):
        sizes.append(_("Gezählt ist dabei nur die Staatsangehörigkeit."))
    elif any(of_passports):
        # A range over both ways of counting would else pass for one of persons with a migration history.
        sizes.append(_("Ein Teil der Städte zählt dabei nur die Staatsangehörigkeit."))
    return " ".join([first, *sizes])


def city_message(row: Row, language: Language) -> str:
    """The same for one city, with the day or year of its staff figure, which may be older than the edition."""
    _ = language.text
    if not measured(row):
        return _("Für {city} lässt sich keine Lücke angeben. {why}", city=row["name"], why=row["why"])
    said = {
        "city": row["name"],
        "gap": language.number_in_sentence(row["value"], 1),
        "residents": language.percent(row["population_value"]),
        "staff": language.percent(row["share"]),
    }
    if row["base"] == "share_nationality":
        told = _(
            "In {city} beträgt die Lücke nach der Staatsangehörigkeit {gap} Prozentpunkte: Anteil in der Bevölkerung "
            "{residents} Prozent, unter den Beschäftigten {staff} Prozent.",
            **said,
        )
    else:
        told = _(
            "In {city} beträgt die Lücke {gap} Prozentpunkte: Anteil in der Bevölkerung {residents} Prozent, unter den "
            "Beschäftigten {staff} Prozent.",
            **said,
        )
    return f"{told} {_('Stand: {day}.', day=stand(row, language))}"
