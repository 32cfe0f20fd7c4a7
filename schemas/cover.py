"""The form workbook beside its forms: a cover sheet that speaks for all rows, sheets and columns that say nothing.

Belongs here: what writer and reader must agree on. Not here: writing the workbook, reading it back.
"""

from dataclasses import dataclass

SHEET = "Deckblatt"
# Sheets of our own workbook that hold no delivered cell: the reader passes over them without a finding.
GUIDE_SHEET = "Anleitung"
LISTS_SHEET = "Listen"
# Header of the grey column that shows last year's values: read by people only.
REFERENCE_HEADER = "Vorjahr (nur zur Ansicht)"
STAFF_FORMS = ("personal", "gewinnung")
POPULATION_FORMS = ("bevoelkerung",)
# Forms about persons and their history, of which a city may want less to be shown than the network's rule allows.
PERSONS_FORMS = ("personal", "bevoelkerung", "gewinnung", "eckwerte")
ALL_FORMS = ("personal", "bevoelkerung", "gewinnung", "kompetenz", "massnahmen", "zusammenarbeit", "eckwerte")


@dataclass(frozen=True)
class CoverField:
    """A line of the cover sheet: label, the forms' column it fills where a row is silent, and its code list.

    `column` is "" for lines that fill nothing: the office to ask, the forms with nothing to report (Fehlanzeige).
    """

    name: str
    label: str
    column: str
    forms: tuple[str, ...]
    codes: str = ""


COVER = [
    CoverField("ags", "Gemeindeschlüssel (AGS)", "ags", ALL_FORMS),
    CoverField("city", "Stadt", "area_name", ALL_FORMS),
    CoverField("year", "Berichtsjahr", "year", ALL_FORMS),
    CoverField("staff_date", "Stichtag Personal", "date", ("personal",)),
    CoverField("staff_definition", "Definition Personal", "definition", STAFF_FORMS, "definition"),
    CoverField("staff_method", "Erhebungsart Personal", "method", STAFF_FORMS, "method"),
    CoverField("staff_scope", "Berichtskreis Personal", "scope", STAFF_FORMS, "scope"),
    CoverField("population_date", "Stichtag Bevölkerung", "date", POPULATION_FORMS),
    CoverField("population_definition", "Definition Bevölkerung", "definition", POPULATION_FORMS, "definition"),
    CoverField("population_method", "Erhebungsart Bevölkerung", "method", POPULATION_FORMS, "method"),
    CoverField("population_scope", "Berichtskreis Bevölkerung", "scope", POPULATION_FORMS, "scope"),
    CoverField("value_kind", "Wertart", "value_kind", (*STAFF_FORMS, *POPULATION_FORMS), "value_kind"),
    CoverField("smallest", "Mindestzahl für die Veröffentlichung", "smallest", PERSONS_FORMS),
    CoverField("office", "Zuständige Stelle", "", ()),
    CoverField("nil", "Fehlanzeige für", "", ()),
]

# Form → the columns in which a city answers; the others say what a row asks. A row of a workbook with a cover sheet in
# which all of these are empty has not been filled in: it says nothing, not even zero.
ANSWERS: dict[str, tuple[str, ...]] = {
    "personal": ("count", "fte", "value_kind", "note"),
    "bevoelkerung": ("count", "value_kind", "note"),
    "gewinnung": ("count", "value_kind", "note"),
    "kompetenz": ("count", "total", "answer", "evidence", "note"),
    "massnahmen": ("status", "milestones", "milestones_kept", "note"),
    "zusammenarbeit": ("count", "cities", "evidence", "note"),
    "eckwerte": ("value", "value_kind", "n", "total", "source", "note"),
}
