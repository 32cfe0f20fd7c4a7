"""The cover sheet of a delivered workbook: what it says once for all rows of its sheets.

Belongs here: its labels and which column of which forms each one fills. Not here: writing the workbook, reading it back.
"""

from dataclasses import dataclass

SHEET = "Deckblatt"
STAFF_FORMS = ("personal", "gewinnung")
POPULATION_FORMS = ("bevoelkerung",)
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
    CoverField("office", "Zuständige Stelle", "", ()),
    CoverField("nil", "Fehlanzeige für", "", ()),
]
