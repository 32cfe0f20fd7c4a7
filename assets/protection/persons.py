"""Which persons a value is about: one name for the same persons, whatever indicator or breakdown speaks of them.

Belongs here: names of groups of persons, and which groups add up to which. Not here: what may be shown of them
(group_cells.py, protector.py).
"""

from collections.abc import Collection

import pandas as pd

from assets.reference.seeds import Reference
from schemas.forms import FORMS

ALL_LEADERS = "personal/leadership=alle"
LEVELS = [f"personal/leadership={level}" for level in ("VORSTAND", "AMT", "ABTEILUNG")]
# From the widest to the narrowest: each is part of the one before.
VIEWS = ["INSGESAMT", "A15_74", "A18_65"]
# Indicator → the persons it is about where it speaks of all of them.
_ALL_OF = {
    "staff": "personal",
    "share_staff": "personal",
    "share_nationality": "personal",
    "trainees": "personal/employment=AUSBILDUNG",
    "share_trainees": "personal/employment=AUSBILDUNG",
    "leaders": ALL_LEADERS,
    "share_leaders": ALL_LEADERS,
    "share_hires": "einstellungen",
    "survey_participants": "befragte",
    "share_population": "bevoelkerung",
}
_WHOLE = ["insgesamt", "bestand"]
_WORDS = {
    "personal": "Beschäftigte",
    ALL_LEADERS: "Führungskräfte",
    "einstellungen": "Neueinstellungen",
    "ausbildung_begonnen": "Begonnene Ausbildungen",
    "befragte": "Teilnehmende der Befragung",
}

Sum = tuple[str, str]  # the whole, and the dimension by which it is broken down


def persons(values: pd.DataFrame, reference: Reference) -> pd.Series:
    """The name of the persons of each value (columns of IndicatorValue), "" where it counts none.

    A derived value is about the persons of its base, what is said of a whole breakdown about the whole. Names are
    paths: `personal/employment=AUSBILDUNG/sex=W` are women among the trainees; of residents they give the view and the
    district: `bevoelkerung/A15_74/Nord`.
    """
    about = values["indicator"].where(values["base"].eq(""), values["base"])
    subject = about.map(reference.indicators.set_index("id")["subject"])
    name = about.map(_ALL_OF).fillna(about.where(subject.eq("personal"), ""))
    part = values["group"].map(reference.groups.set_index("code")["part"]).str.replace("/", "=")
    part = part.where(part.fillna("").ne(""), values["group"] + "=" + values["group"])
    whole = values["group"].isin(_WHOLE)
    headline = values["dimension"].eq("") & ~whole
    # Levels of leadership are parts of the leaders and of the staff: one name.
    broken = name.where(values["dimension"].ne("leadership"), "personal")
    broken = broken + "/" + values["dimension"] + "=" + values["group"]
    named = name.mask(headline, name + "/" + part).mask(values["dimension"].ne("") & ~whole, broken)
    begun = about.eq("share_trainees") & values["group"].eq("einstellungsjahrgang")
    where = values["district"].where(values["district"].eq(""), "/" + values["district"])
    residents = name + "/" + values["view"].where(values["view"].ne(""), VIEWS[0]) + where
    named = named.mask(begun, "ausbildung_begonnen").mask(about.eq("share_population"), residents)
    return named.where(name.ne(""), "")


def sums(names: Collection[str]) -> dict[Sum, list[str]]:
    """Which of these groups are parts of which other one: (whole, dimension) → parts, both among the names."""
    found: dict[Sum, list[str]] = {}
    for name in sorted(names):
        for whole, dimension in _wholes(name, names):
            if whole in names:
                found.setdefault((whole, dimension), []).append(name)
    return found


def words(name: str, reference: Reference) -> str:
    """A name of persons in German, for the stewards: „Führung: Amts- oder Fachbereichsleitung“."""
    whole, _, last = name.rpartition("/")
    if name in _WORDS:
        return _WORDS[name]
    if name.startswith("bevoelkerung/"):
        _, view, *district = name.split("/")
        age = "" if view == VIEWS[0] else f", {reference.labels('population_age')[view]}"
        return "Bevölkerung" + age + "".join(f", {one}" for one in district)
    dimension, _, code = last.partition("=")
    lists = {field.name: field.codes for field in FORMS["personal"].fields}
    if dimension in lists:
        said = f"{reference.labels('breakdown')[dimension]}: {reference.labels(lists[dimension])[code]}"
    else:
        said = reference.labels("group").get(code) or reference.labels("catalogue").get(name, name)
    return said if whole in ("", "personal") else f"{words(whole, reference)}, {said}"


def table(name: str) -> str:
    """The breakdown that a group stands in; `insgesamt` for a whole."""
    if name.startswith("bevoelkerung"):
        return "bevoelkerung"
    last = name.rpartition("/")[2]
    return last.partition("=")[0] if "=" in last and name not in _ALL_OF.values() else "insgesamt"


def _wholes(name: str, names: Collection[str]) -> list[Sum]:
    whole, _, last = name.rpartition("/")
    if name.startswith("bevoelkerung/"):
        _, view, *district = name.split("/")
        wider = [f"bevoelkerung/{one}" for one in VIEWS[: VIEWS.index(view)]]
        nearest = next((one for one in reversed(["/".join([one, *district]) for one in wider]) if one in names), "")
        return [(nearest, "sicht")] + ([(whole, "sozialraum")] if district else [])
    if name in LEVELS and ALL_LEADERS in names:
        return [(ALL_LEADERS, "leadership")]
    return [(whole, last.partition("=")[0])]
