"""Who is counted: every definition, what it may be compared with, and where its series break.

Belongs here: definitions, exceptions and breaks of the seeds. Not here: how they are counted (methodology.py).
"""

import pandas as pd

from assets.editions.content import Content
from assets.editions.pages.text_table import text_table
from assets.indicators.comparability import comparable, never_between_cities
from reports.spec import Cell, Column, TableSpec


def definitions(content: Content) -> TableSpec:
    """Every definition of the seed: who is counted, what it may be compared with, where it comes from."""
    _ = content.language.text
    return text_table(
        content,
        "definitionen",
        _("Wer zählt: alle Definitionen dieser Ausgabe"),
        [
            Column("definition", _("Definition")),
            Column("wer", _("Wer gezählt wird"), "wide"),
            Column("vergleichbar", _("Vergleichbar mit"), "wide"),
            Column("quelle", _("Quelle")),
        ],
        [
            (
                Cell(one["label"], anchor=f"definition-{one['code'].lower().replace('_', '-')}"),
                one["description"],
                comparable_with(str(one["code"]), content),
                one["source"] or _("nicht genannt"),
            )
            for one in content.reference.definitions.to_dict(orient="records")
        ],
    )


def comparable_with(code: str, content: Content) -> str:
    """In words, which definitions a figure of one city may be set against."""
    _, reference = content.language.text, content.reference
    others = reference.definitions["code"]
    pairs = pd.DataFrame({"definition": code, "other_definition": others})
    allowed = set(others[comparable(pairs, reference)["comparable"]])
    if code not in allowed:
        return _("mit keiner anderen Zahl")
    if code in never_between_cities(reference):
        return _("nur innerhalb derselben Stadt")
    labels = reference.labels("definition")
    return "; ".join(labels[one] for one in others if one in allowed - {code}) or _("nur mit derselben Definition")


def exceptions(content: Content) -> TableSpec:
    """Where two definitions are, or are not, comparable in spite of their families, with the reason."""
    _, labels = content.language.text, content.reference.labels("definition")
    answers = {"ja": _("ja"), "nein": _("nein"), "stadt": _("nur innerhalb einer Stadt")}
    return text_table(
        content,
        "vergleichbarkeit",
        _("Ausnahmen: Was nicht verglichen wird, obwohl es ähnlich heißt"),
        [
            Column("definition", _("Definition")),
            Column("andere", _("Andere Definition"), "wide"),
            Column("vergleichbar", _("Vergleichbar")),
            Column("grund", _("Warum"), "wide"),
        ],
        [
            (
                labels[one["definition"]],
                labels[one["other_definition"]],
                answers[one["comparable"]],
                one["reason"],
            )
            for one in content.reference.comparability.to_dict(orient="records")
        ],
    )


def breaks(content: Content) -> TableSpec:
    """The known breaks in the series of a definition."""
    _, labels = content.language.text, content.reference.labels("definition")
    return text_table(
        content,
        "brueche",
        _("Bekannte Brüche in den Reihen"),
        [
            Column("definition", _("Definition")),
            Column("bis", _("Letztes Jahr vor dem Bruch")),
            Column("ab", _("Erstes Jahr danach")),
            Column("was", _("Was sich geändert hat"), "wide"),
            Column("quelle", _("Quelle")),
        ],
        [
            (
                labels[one["definition"]],
                str(one["last_year_before"]),
                str(one["first_year_after"]),
                one["label"],
                one["source"],
            )
            for one in content.reference.breaks.to_dict(orient="records")
        ],
        note=_("Vor und nach einem Bruch wird nichts verglichen und keine Linie gezogen."),
    )
