"""Names for groups of persons, so that whatever a publication says of the same persons is said of the same unknowns.

Belongs here: names, what they mean in German, which groups are parts of which. Not here: counts (statements.py).
"""

from collections.abc import Collection, Hashable, Mapping
from typing import Any

from assets.reference.seeds import Reference
from schemas.forms import FORMS

STAFF, RESIDENTS = "personal", "bevoelkerung"
LEADERS = "personal/leadership=alle"
LEVELS = frozenset(f"personal/leadership={level}" for level in ("VORSTAND", "AMT", "ABTEILUNG"))
_TRAINEES = "personal/employment=AUSBILDUNG"
_ALL_OF = {
    "share_staff": (STAFF, "Beschäftigte insgesamt"),
    "share_nationality": (STAFF, "Beschäftigte insgesamt"),
    "share_leaders": (LEADERS, "Führungskräfte insgesamt"),
    "share_trainees": (_TRAINEES, "Auszubildende insgesamt"),
    "share_hires": ("einstellungen", "Einstellungen insgesamt"),
}
_VIEWS = ["INSGESAMT", "A15_74", "A18_65"]  # each part of the one before
_WORDS = {
    "employment": "Dienstverhältnis",
    "career": "Laufbahngruppe",
    "leadership": "Führung",
    "task_area": "Aufgabenbereich",
    "sex": "Geschlecht",
    "age": "Altersgruppe",
    "working_time": "Umfang",
    "sicht": "Alter",
    "sozialraum": "Sozialraum",
}
_HISTORY = ("mit Zuwanderungsgeschichte", "ohne Zuwanderungsgeschichte")
_PASSPORT = ("ohne deutsche Staatsangehörigkeit", "mit deutscher Staatsangehörigkeit")

Row = Mapping[Hashable, Any]  # columns of, gliederung, gruppe, sicht, sozialraum
Sum = tuple[str, str]  # a whole and the breakdown that it is the whole of


def named(row: Row, reference: Reference) -> tuple[str, str]:
    """The name of the persons that a share (`of`) is about, and the words for them.

    Names are paths: `personal/sex=W` are part of `personal`, `bevoelkerung/A15_74/Nord` of `bevoelkerung/A15_74`. What
    is a part of those counted and no group of persons stands under a name of its own, part of nothing.
    """
    of, dimension, code = row["of"], row["gliederung"], row["gruppe"]
    group = reference.groups.set_index("code").loc[code] if not dimension else None
    if of == "share_population":
        view = row["sicht"] or _VIEWS[0]
        place = f"/{row['sozialraum']}" if row["sozialraum"] else ""
        top, words = f"{RESIDENTS}/{view}{place}", _residents_words(view, row["sozialraum"], reference)
    else:
        top, words = _ALL_OF[of]
    if group is not None and group["kind"] == "gesamt":
        begun = code == "einstellungsjahrgang"
        return ("ausbildung_begonnen", "Ausbildung begonnen") if begun else (top, words)
    if group is not None and group["kind"] == "teilmenge":
        return f"{top}:{code}", f"{words}, davon {group['label']}"
    if dimension == "leadership":
        top = STAFF
    if group is not None:
        dimension, _, code = (group["part"] or f"{code}/{code}").partition("/")
        label = f"{words.removesuffix(' insgesamt')}: {group['label']}"
    else:
        label = group_words(dimension, code, reference)
        label = f"{words.removesuffix(' insgesamt')}, {label}" if of == "share_hires" else label
    return f"{top}/{dimension}={code}", label


def group_words(dimension: str, code: str, reference: Reference) -> str:
    """The words for a group of a row: of a breakdown with its name."""
    if not dimension:
        return reference.labels("group")[code]
    codes = {field.name: field.codes for field in FORMS["personal"].fields}.get(dimension, dimension)
    return f"{_WORDS.get(dimension, dimension)}: {reference.labels(codes).get(code, code)}"


def sums(names: Collection[str]) -> dict[Sum, list[str]]:
    """What everybody knows to be parts of a whole, of the groups that there are: whole and breakdown → parts."""
    found: dict[Sum, list[str]] = {}
    for name in sorted(names):
        for whole, breakdown in _wholes(name, names):
            if whole in names:
                found.setdefault((whole, breakdown), []).append(name)
    return found


def adds_up(whole: str, parts: Collection[str]) -> bool:
    """Whether everybody knows that these parts are the whole: leaders are the three levels."""
    return whole == LEADERS and frozenset(parts) == LEVELS


def rest_words(breakdown: str) -> str:
    """The words for those whom the groups of a breakdown leave over."""
    return f"{_WORDS.get(breakdown, breakdown)}: alle übrigen"


def answer_words(definition: str, reference: Reference) -> dict[str, str]:
    """The words for yes, no, all known answers and everybody, by what a definition asks for."""
    family = reference.definitions.set_index("code")["family"].get(definition, "")
    yes, no = _PASSPORT if family == "staatsangehoerigkeit" else _HISTORY
    return {"yes": yes, "no": no, "known": "mit bekannter Angabe", "everybody": "alle zusammen"}


def _wholes(name: str, names: Collection[str]) -> list[Sum]:
    if ":" in name:
        return []
    if name.startswith(f"{RESIDENTS}/"):
        _, view, *district = name.split("/", 2)
        wider = ["/".join([RESIDENTS, one, *district]) for one in _VIEWS[: _VIEWS.index(view)]]
        nearest = next((one for one in reversed(wider) if one in names), "")
        return [(nearest, "sicht")] + [(f"{RESIDENTS}/{view}", "sozialraum") for _ in district]
    if name in LEVELS and LEADERS in names:
        return [(LEADERS, "leadership")]
    whole, _, part = name.rpartition("/")
    return [(whole, part.partition("=")[0])]


def _residents_words(view: str, district: str, reference: Reference) -> str:
    words = f"Bevölkerung {reference.labels('population_age')[view]}"
    return f"{words}, {district}" if district else words
