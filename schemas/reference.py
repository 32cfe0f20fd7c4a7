"""What a row of each seed must be: the facts people review in seeds/, one model a file.

Belongs here: columns, types, keys and closed lists of the seeds. Not here: reading the files
(assets/reference/seeds.py).
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from schemas.publication import IndicatorText, Milestone, PublishedLanguage, Publisher, TilePlace
from schemas.seed import AGS as AGS
from schemas.seed import AREA, ISO_DATE, PARTIAL_DATE, Seed

# How an edition protects persons: cells are hidden, or counts rounded, all tables together or each count by itself.
HIDING, ROUNDING, ROUNDING_ALONE = "SPERRUNG", "RUNDUNG", "RUNDUNG_EINZELN"
# So many characters fit, all of them together, into the caption of a table (100), and a status into a row of a chart.
LONGEST_CITY, LONGEST_INDICATOR, LONGEST_UNIT, LONGEST_STATUS = 40, 65, 20, 42


class City(Seed):
    """A city of the network; `slug` names its folder. A longer name would not fit above tables."""

    ags: Series[str] = pa.Field(str_matches=AGS, unique=True)
    name: Series[str] = pa.Field(unique=True, str_length={"min_value": 2, "max_value": LONGEST_CITY})
    slug: Series[str] = pa.Field(unique=True, str_matches=r"^[a-z]+(-[a-z]+)*$")


class Membership(Seed):
    """From when to when a city is member or guest; a date may be a year only where the day is not documented."""

    ags: Series[str] = pa.Field(str_matches=AGS)
    kind: Series[str] = pa.Field(isin=["Mitglied", "Gast"])
    valid_from: Series[str] = pa.Field(str_matches=PARTIAL_DATE)
    valid_to: Series[str] = pa.Field(str_matches=r"^(\d{4}-\d{2}-\d{2})?$")
    note: Series[str]
    source: Series[str] = pa.Field(str_length={"min_value": 3})

    class Config:
        unique = ["ags", "valid_from"]


class ReferenceArea(Seed):
    """An area outside the network whose published figures serve as reference values."""

    ags: Series[str] = pa.Field(str_matches=AREA, unique=True)
    name: Series[str] = pa.Field(unique=True)


class ReportingYear(Seed):
    """A year an edition can be about, with the dates figures should refer to; `procedure`: how it protects persons."""

    year: Series[int] = pa.Field(ge=2010, le=2100, unique=True)
    staff_date: Series[str] = pa.Field(str_matches=ISO_DATE)
    population_date: Series[str] = pa.Field(str_matches=ISO_DATE)
    procedure: Series[str] = pa.Field(isin=[HIDING, ROUNDING, ROUNDING_ALONE])


class Definition(Seed):
    """A concept of migration history; figures are compared within one family."""

    code: Series[str] = pa.Field(unique=True, str_matches=r"^[A-Z0-9_]+$")
    label: Series[str] = pa.Field(unique=True)
    family: Series[str] = pa.Field(str_matches=r"^[a-z0-9_]+$")
    description: Series[str] = pa.Field(str_length={"min_value": 5})
    source: Series[str]


class Method(Seed):
    """How a figure was obtained, which interval it gets (none: nothing is sampled) and which grade."""

    code: Series[str] = pa.Field(unique=True, str_matches=r"^[A-Z_]+$")
    label: Series[str] = pa.Field(unique=True)
    interval: Series[str] = pa.Field(isin=["none", "finite", "binomial", "unknown"])
    grade: Series[str] = pa.Field(isin=["A", "C", "D", "response"])
    note: Series[str]


class Code(Seed):
    """One entry of a small closed list: value kinds, units, scopes, states, severities."""

    list: Series[str]
    code: Series[str]
    label: Series[str]
    note: Series[str]

    class Config:
        unique = ["list", "code"]


class Category(Seed):
    """One category of an official breakdown. `gesamt`: the total; `teil`: the parts of `part_of` add up to it; `davon`:
    a subset of `part_of` that is never added; others stand alone.
    """

    list: Series[str] = pa.Field(str_matches=r"^[a-z_]+$")
    code: Series[str] = pa.Field(str_matches=r"^[A-Z0-9_]+$")
    label: Series[str]
    kind: Series[str] = pa.Field(isin=["gesamt", "teil", "davon", "einzeln", "quote", "frage"])
    part_of: Series[str]
    note: Series[str]

    class Config:
        unique = ["list", "code"]


class FindingCode(Seed):
    """A finding there is: the step that makes it, its consequence, its sentence and what a clerk does about it."""

    code: Series[str] = pa.Field(unique=True, str_matches=r"^[A-Z0-9_]+$")
    step: Series[str] = pa.Field(isin=["ort", "datei", "tabelle", "zelle", "zeile", "vergleich"])
    severity: Series[str] = pa.Field(isin=["FEHLER", "RÜCKFRAGE", "HINWEIS", "INFO"])
    message: Series[str] = pa.Field(str_length={"min_value": 10})
    help: Series[str]


class Group(Seed):
    """A group a figure is about: the whole, a group of persons, or a part of those counted by the definition.

    `part` says which persons of a breakdown it is, as dimension/code (sex/W), where it is one.
    """

    code: Series[str] = pa.Field(unique=True, str_matches=r"^[a-z0-9_]+$")
    label: Series[str] = pa.Field(unique=True)
    kind: Series[str] = pa.Field(isin=["gesamt", "personen", "teilmenge"])
    part: Series[str] = pa.Field(str_matches=r"^([a-z_]+/[A-Z0-9_]+)?$")
    note: Series[str]


class Status(Seed):
    """What an indicator value is, or why there is none; with the sign on pages and the codes in downloads."""

    code: Series[str] = pa.Field(unique=True)
    label: Series[str] = pa.Field(unique=True, str_length={"max_value": LONGEST_STATUS})
    sign: Series[str]
    obs_status: Series[str] = pa.Field(isin=["A", "B", "E", "L", "M", "O", "Q"])
    conf_status: Series[str] = pa.Field(isin=["F", "C"])


class Indicator(Seed):
    """A figure of the catalogue: what is counted over what, in which unit, from how many persons on.

    `units_allowed` is empty for what is only computed: a city cannot deliver it as a figure. `counted_from`: form and
    code of the rows that are counted, `form/code`.
    """

    id: Series[str] = pa.Field(unique=True, str_matches=r"^[a-z_0-9]+$")
    name: Series[str] = pa.Field(unique=True, str_length={"max_value": LONGEST_INDICATOR})
    goal: Series[str] = pa.Field(isin=["", "1", "2", "3"])
    subject: Series[str] = pa.Field(
        isin=["personal", "bevoelkerung", "abgeleitet", "kompetenz", "massnahmen", "zusammenarbeit"]
    )
    kind: Series[str] = pa.Field(isin=["anzahl", "anteil", "verteilung", "luecke", "quote", "kennwert"])
    numerator: Series[str]
    denominator: Series[str]
    unit: Series[str]
    units_allowed: Series[str]
    direction: Series[str] = pa.Field(isin=["", "hoch", "niedrig"])
    smallest_n: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1)
    gap_base: Series[str] = pa.Field(isin=["", "ja"])
    counted_from: Series[str] = pa.Field(str_matches=r"^([a-z]+/[A-Z_]+)?$")
    note: Series[str]


class Rule(Seed):
    """A threshold or order that the computation uses, with its reason."""

    rule: Series[str] = pa.Field(unique=True)
    value: Series[str]
    unit: Series[str]
    reason: Series[str] = pa.Field(str_length={"min_value": 5})


class Protection(Seed):
    """What may be shown of the persons in one breakdown (`insgesamt`: of all of them).

    Counts of persons from 1 to below `threshold` are secret (`survey_threshold` in voluntary surveys), those of zero
    too where `zeros` says GEHEIM; there is no share of fewer than `share_base` persons. The higher the `weight`, the
    later a number is given up to protect another. Three is the floor of every threshold.
    """

    table: Series[str] = pa.Field(unique=True, str_matches=r"^[a-z_]+$")
    threshold: Series[int] = pa.Field(ge=3)
    survey_threshold: Series[int] = pa.Field(ge=3)
    share_base: Series[int] = pa.Field(ge=3)
    zeros: Series[str] = pa.Field(isin=["OFFEN", "GEHEIM"])
    weight: Series[int] = pa.Field(ge=1)
    reason: Series[str] = pa.Field(str_length={"min_value": 5})


class Break(Seed):
    """A known break in a series: the last year before and the first year after it."""

    definition: Series[str]
    last_year_before: Series[int]
    first_year_after: Series[int]
    label: Series[str]
    source: Series[str]


class Comparability(Seed):
    """Whether two definitions may be set against each other in spite of their families, or not; with the reason.

    `stadt`: within one city only, because each city draws the line elsewhere.
    """

    definition: Series[str]
    other_definition: Series[str]
    comparable: Series[str] = pa.Field(isin=["ja", "nein", "stadt"])
    reason: Series[str] = pa.Field(str_length={"min_value": 10})

    class Config:
        unique = ["definition", "other_definition"]


class Sum(Seed):
    """Which parts add up to which total; `*` means: the same in total and parts."""

    sum: Series[str]
    role: Series[str] = pa.Field(isin=["gesamt", "teil"])
    indicator: Series[str]
    definition: Series[str]
    group: Series[str]
    scope: Series[str]
    label: Series[str]


class OfficialPopulation(Seed):
    """The official number of residents of a city on a day, against which a delivered total is held."""

    ags: Series[str] = pa.Field(str_matches=AGS)
    date: Series[str] = pa.Field(str_matches=ISO_DATE)
    residents: Series[int] = pa.Field(gt=0)
    source: Series[str] = pa.Field(str_length={"min_value": 3})

    class Config:
        unique = ["ags", "date"]


class SizeClass(Seed):
    """Where a figure lies in cities from `residents_from` up to (not including) `residents_to` residents, and why."""

    measure: Series[str] = pa.Field(isin=["staff_per_1000", "fte_per_head"])
    residents_from: Series[int] = pa.Field(ge=0)
    residents_to: Series[int] = pa.Field(gt=0)
    low: Series[float] = pa.Field(ge=0)
    high: Series[float] = pa.Field(gt=0)
    basis: Series[str] = pa.Field(str_length={"min_value": 10})

    class Config:
        unique = ["measure", "residents_from"]


class HeaderMap(Seed):
    """What a header of a known export of a statistical system is for; `#` in it stands for 1 to 9.

    `fest`: `column` has this `value` in every row (`titel`: the export's German name); `quelle`: the column's words are
    `value`, or it is another export; `feld`: the cells are those of `column`; `merkmal` and `auspraegung`: name of a
    characteristic and its word, pairs go together by the same `column`, words are in label_map; `wert`: the numbers,
    `guete`: their signs; `summe`: districts (named in `value`) cover the city, its total may be added up; `ohne`: not
    used. An export is known by all its `needed` headers.
    """

    source: Series[str] = pa.Field(str_matches=r"^[a-z0-9_]+$")
    role: Series[str] = pa.Field(
        isin=["fest", "quelle", "feld", "merkmal", "auspraegung", "wert", "guete", "summe", "ohne"]
    )
    header: Series[str]
    column: Series[str]
    value: Series[str]
    needed: Series[str] = pa.Field(isin=["", "ja"])
    note: Series[str]

    class Config:
        unique = ["source", "role", "header", "column"]


class LabelMap(Seed):
    """What a word of an export means: `column` of the form gets `code`; with a `definition`, the rows have that one.

    `label` `*`: any word, taken over as it stands. `column` empty: rows with this word are left out; `count`: the word
    belongs to the number (a unit, or a sign in `code`).
    """

    source: Series[str]
    variable: Series[str] = pa.Field(str_length={"min_value": 1})
    label: Series[str]
    column: Series[str]
    code: Series[str]
    definition: Series[str]
    note: Series[str]

    class Config:
        unique = ["source", "variable", "label"]


SEEDS: dict[str, type[Seed]] = {
    "cities": City,
    "memberships": Membership,
    "reference_areas": ReferenceArea,
    "reporting_years": ReportingYear,
    "definitions": Definition,
    "methods": Method,
    "codes": Code,
    "categories": Category,
    "finding_codes": FindingCode,
    "groups": Group,
    "statuses": Status,
    "indicators": Indicator,
    "indicator_texts": IndicatorText,
    "rules": Rule,
    "protection": Protection,
    "breaks": Break,
    "comparability": Comparability,
    "sums": Sum,
    "official_population": OfficialPopulation,
    "size_classes": SizeClass,
    "header_map": HeaderMap,
    "label_map": LabelMap,
    "milestones": Milestone,
    "publisher": Publisher,
    "languages": PublishedLanguage,
    "tiles": TilePlace,
}
