"""The invented cities of the example network: how large they are, how they count, how their offices save files.

Belongs here: one entry a city. Not here: their figures (figures.py), their files (files.py).
"""

from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 2015, 2025


@dataclass(frozen=True)
class Way:
    """How a city counts migration history: codes of definition, method and scope, and of the value kind."""

    definition: str
    method: str
    scope: str = "KERN"
    value_kind: str = "WERT"


@dataclass(frozen=True)
class ExampleCity:
    """An invented city. Shares with migration history: that of 2015 (0..1) and by how much it rises a year.

    `answered`: share of the staff whose status is known. `file`: how its office saves, see files.py. `from_year`,
    `to_year`: its first and last delivery. `nil`: a reporting year and the forms it has nothing to report for.
    `later_way`: from when on it counts its population otherwise. `smallest`: the smallest number of persons it allows
    to be shown.
    """

    ags: str
    residents: int
    staff: int
    staff_share: tuple[float, float]
    population_share: tuple[float, float]
    staff_way: Way
    population_way: Way
    file: str
    answered: float = 1.0
    from_year: int = FIRST_YEAR
    to_year: int = LAST_YEAR
    nil: tuple[int, tuple[str, ...]] = (0, ())
    later_way: tuple[int, Way] | None = None
    smallest: int | None = None

    def population_way_in(self, year: int) -> Way:
        """How it counts its population for a reporting year."""
        return self.later_way[1] if self.later_way and year >= self.later_way[0] else self.population_way


_SURVEY = Way("MZ_EG", "BEFRAGUNG")
_UNKNOWN_SURVEY = Way("ST_BEFR", "BEFRAGUNG")
_PROXY = Way("ST_PROXY", "PROXY")
_NATIONALITY = Way("ST_STA", "STAATSANGEHOERIGKEIT")
_MICROCENSUS = Way("MZ_EG", "MIKROZENSUS", "PRIVATHAUSHALTE")
_MIGRAPRO = Way("REG_MIGRAPRO", "MELDEREGISTER", "WOHNBEVOELKERUNG")
_LOCAL = Way("REG_LOKAL", "MELDEREGISTER", "WOHNBEVOELKERUNG")
_TWO_PASSPORTS = Way("REG_STA", "MELDEREGISTER", "WOHNBEVOELKERUNG")
_FOREIGNERS = Way("AUSL_REG", "MELDEREGISTER", "WOHNBEVOELKERUNG")
_ESTIMATE = Way("ST_SCHAETZ", "SCHAETZUNG", "KERN", "SCHAETZUNG")

CITIES = [
    # Asks its staff as the Mikrozensus asks everybody, and uses the official workbook.
    ExampleCity(
        "99001000",
        residents=364_000,
        staff=6_150,
        staff_share=(0.145, 0.006),
        population_share=(0.285, 0.009),
        staff_way=_SURVEY,
        population_way=_MICROCENSUS,
        file="vorlage",
        answered=0.62,
    ),
    # A small city with a survey few answered; it wants nothing shown of fewer than ten persons.
    ExampleCity(
        "99002000",
        residents=117_500,
        staff=1_680,
        staff_share=(0.110, 0.004),
        population_share=(0.250, 0.010),
        staff_way=_UNKNOWN_SURVEY,
        population_way=_MIGRAPRO,
        file="csv_cp1252",
        answered=0.28,
        smallest=10,
    ),
    ExampleCity(
        "99003000",
        residents=588_000,
        staff=10_100,
        staff_share=(0.135, 0.007),
        population_share=(0.330, 0.011),
        staff_way=_PROXY,
        population_way=_MIGRAPRO,
        file="xlsx",
    ),
    # Knows nationality only.
    ExampleCity(
        "99004000",
        residents=498_000,
        staff=7_400,
        staff_share=(0.085, 0.003),
        population_share=(0.205, 0.008),
        staff_way=_NATIONALITY,
        population_way=_FOREIGNERS,
        file="csv_bom",
    ),
    # Has an estimate and no survey.
    ExampleCity(
        "99005000",
        residents=262_000,
        staff=3_400,
        staff_share=(0.120, 0.005),
        population_share=(0.300, 0.010),
        staff_way=_ESTIMATE,
        population_way=_TWO_PASSPORTS,
        file="csv_komma",
    ),
    # Joined in 2020.
    ExampleCity(
        "99006000",
        residents=189_000,
        staff=3_050,
        staff_share=(0.130, 0.008),
        population_share=(0.340, 0.009),
        staff_way=_SURVEY,
        population_way=_MICROCENSUS,
        file="csv_tab",
        answered=0.71,
        from_year=2020,
    ),
    # Counts its population in another way since 2021.
    ExampleCity(
        "99007000",
        residents=156_000,
        staff=2_750,
        staff_share=(0.125, 0.006),
        population_share=(0.310, 0.010),
        staff_way=_PROXY,
        population_way=_LOCAL,
        file="ods",
        later_way=(2021, _MIGRAPRO),
    ),
    # Has not delivered for the last year yet.
    ExampleCity(
        "99008000",
        residents=171_000,
        staff=2_900,
        staff_share=(0.080, 0.004),
        population_share=(0.180, 0.008),
        staff_way=_NATIONALITY,
        population_way=_FOREIGNERS,
        file="csv",
        to_year=2024,
        nil=(2016, ("massnahmen",)),
    ),
    # Makes mistakes (mistakes.py).
    ExampleCity(
        "99009000",
        residents=211_000,
        staff=2_600,
        staff_share=(0.140, 0.005),
        population_share=(0.275, 0.009),
        staff_way=_SURVEY,
        population_way=_MICROCENSUS,
        file="csv_bom",
        answered=0.55,
    ),
    ExampleCity(
        "99010000",
        residents=330_000,
        staff=5_200,
        staff_share=(0.115, 0.006),
        population_share=(0.260, 0.010),
        staff_way=_UNKNOWN_SURVEY,
        population_way=_TWO_PASSPORTS,
        file="xlsx",
        answered=0.44,
        nil=(2022, ("massnahmen", "zusammenarbeit")),
    ),
]
