"""What a delivery is held against: earlier years, official numbers; what stays open; reasons that answer."""

from dataclasses import replace

import pandas as pd
import pytest

from assets.deliveries.checking.check import Checked, check_read
from assets.deliveries.checking.expected import Earlier, Expected
from assets.deliveries.checking.plausibility import codes_of
from assets.deliveries.checking.reasons import settle
from assets.deliveries.findings import finding
from assets.deliveries.reading.table import ReadFile
from assets.reference.seeds import Reference
from schemas.deliveries import State
from schemas.forms import FORMS
from tests.generators.tables import CITY, MEETING, VALID, flow, residents, staff, table_of

PREVIOUS = {"VORJAHR_ABWEICHUNG", "VORJAHR_FAKTOR", "VORJAHR_GLEICH", "VORJAHR_ZEILEN", "SPALTEN_VERTAUSCHT"}
SUMS = {"SUMME_ZU_GROSS", "SUMME_ZU_KLEIN"}


def check(form: str, rows: list, reference: Reference, earlier: Earlier | None = None, year: int = 2023) -> Checked:
    place = Expected({"05916000": "Herne"}, year, "Herne", form)
    return check_read(ReadFile("csv", [table_of(form, rows)]), place, reference, earlier)


def delivered(form: str, rows: list, reference: Reference, *years: int) -> Earlier:
    """These rows, accepted for each of the years before."""
    frame = check(form, rows, reference).rows[form]
    return Earlier({form: pd.concat([frame.assign(delivery_year=year) for year in years], ignore_index=True)})


def codes(checked: Checked) -> list[str]:
    return [one.code for one in checked.findings]


@pytest.mark.parametrize(
    ("form", "rows", "open_codes"),
    [
        ("personal", VALID["personal"], PREVIOUS),
        ("personal", VALID["personal"][:1], PREVIOUS | SUMS),
        ("personal", [staff(wertart="Schätzung")], PREVIOUS | SUMS | {"GROESSENKLASSE", "GROESSENKLASSE_FAKTOR"}),
        ("bevoelkerung", VALID["bevoelkerung"], PREVIOUS),
        ("bevoelkerung", [residents()], PREVIOUS | SUMS | {"DAVON_GROESSER"}),
        (
            "bevoelkerung",
            [residents(berichtskreis="Bevölkerung in Privathaushalten")],
            PREVIOUS | SUMS | {"DAVON_GROESSER", "EINWOHNER_ABWEICHUNG", "EINWOHNER_FAKTOR"},
        ),
        ("gewinnung", VALID["gewinnung"], PREVIOUS | SUMS),
        ("gewinnung", VALID["gewinnung"][:1], PREVIOUS | SUMS | {"EINGELADEN_MEHR", "EINGESTELLT_MEHR"}),
        ("massnahmen", VALID["massnahmen"], set()),
    ],
)
def test_what_could_not_be_looked_at_is_said(form: str, rows: list, open_codes: set, reference: Reference):
    checked = check(form, rows, reference)
    assert (set(checked.not_evaluated), checked.findings) == (open_codes, [])


def test_an_official_number_of_long_ago_says_nothing(reference: Reference):
    """15.05.2022 and 36 months: until 15.05.2025."""
    late = [residents("1000", jahr="2025", stichtag="31.12.2025")]
    checked = check("bevoelkerung", late, reference, year=2025)
    assert {"EINWOHNER_ABWEICHUNG", "EINWOHNER_FAKTOR"} <= set(checked.not_evaluated)
    near = [residents("1000", jahr="2025", stichtag="14.05.2025")]
    assert "EINWOHNER_FAKTOR" in codes(check("bevoelkerung", near, reference, year=2025))


@pytest.mark.parametrize("form", FORMS)
def test_a_refused_delivery_leaves_everything_open(form: str, reference: Reference):
    rows = [VALID[form][0] | {"ags": "05911000"}]
    checked = check(form, rows, reference)
    assert checked.state == State.REFUSED
    assert set(checked.not_evaluated) == set(codes_of(FORMS[form]))


def test_a_row_that_was_not_there_last_year_is_not_compared(reference: Reference):
    earlier = delivered("gewinnung", [flow("befördert", "5000")], reference, 2022)
    checked = check("gewinnung", VALID["gewinnung"], reference, earlier)
    assert codes(checked) == ["VORJAHR_ZEILEN"]
    assert set(checked.not_evaluated) >= PREVIOUS - {"VORJAHR_ZEILEN"}


def test_a_delivery_counted_another_way_than_last_years_is_not_taken_without_a_word(reference: Reference):
    earlier = delivered("gewinnung", VALID["gewinnung"], reference, 2022)
    rows = [row | {"definition": "ST_PROXY"} for row in VALID["gewinnung"]]
    (one,) = check("gewinnung", rows, reference, earlier).findings
    assert (one.code, one.value) == ("VORJAHR_ZEILEN", "3")


def test_a_row_lost_since_last_year_is_named(reference: Reference):
    earlier = delivered("gewinnung", VALID["gewinnung"], reference, 2022)
    (one,) = check("gewinnung", VALID["gewinnung"][:2], reference, earlier).findings
    assert (one.code, one.value, one.severity) == ("VORJAHR_ZEILEN", "1", "HINWEIS")
    assert one.expected.startswith("eingestellt, insgesamt")


def test_small_offices_do_not_alarm(reference: Reference):
    earlier = delivered("gewinnung", [flow("beworben", "10"), flow("eingeladen", "3")], reference, 2022)
    assert codes(check("gewinnung", [flow("beworben", "40"), flow("eingeladen", "33")], reference, earlier)) == []
    assert codes(check("gewinnung", [flow("beworben", "41"), flow("eingeladen", "34")], reference, earlier)) == [
        "VORJAHR_ABWEICHUNG",
        "VORJAHR_ABWEICHUNG",
    ]


def test_the_band_is_the_citys_own_history(reference: Reference):
    """300, 900, 600: median 600, deviation 300; a city that swings is not asked for a swing."""
    frames = [
        check("gewinnung", [flow("beworben", count)], reference).rows["gewinnung"].assign(delivery_year=year)
        for count, year in [("300", 2020), ("900", 2021), ("600", 2022)]
    ]
    earlier = Earlier({"gewinnung": pd.concat(frames, ignore_index=True)})
    assert codes(check("gewinnung", [flow("beworben", "1900")], reference, earlier)) == []
    (one,) = check("gewinnung", [flow("beworben", "2000")], reference, earlier).findings
    assert (one.code, one.expected) == ("VORJAHR_ABWEICHUNG", "0 bis 1934,3, Vorjahr 600")


@pytest.mark.parametrize(("equal", "asked"), [(9, False), (10, True)])
def test_ninety_per_cent_may_stay_the_same(equal: int, asked: bool, reference: Reference):
    rows = [CITY | MEETING | {"bezeichnung": str(place), "staedte": ""} for place in range(10)]
    earlier = delivered("zusammenarbeit", rows, reference, 2022)
    changed = [row | ({} if place < equal else {"anzahl": "5"}) for place, row in enumerate(rows)]
    assert ("VORJAHR_GLEICH" in codes(check("zusammenarbeit", changed, reference, earlier))) == asked


def test_few_equal_numbers_may_be_chance(reference: Reference):
    rows = [CITY | MEETING | {"bezeichnung": str(place), "staedte": ""} for place in range(9)]
    earlier = delivered("zusammenarbeit", rows, reference, 2022)
    assert codes(check("zusammenarbeit", rows, reference, earlier)) == []


def test_a_question_waits_until_it_is_answered_for_its_value(reference: Reference):
    earlier = delivered("gewinnung", VALID["gewinnung"], reference, 2022)
    rows = [flow("beworben", "2000"), *VALID["gewinnung"][1:]]
    asked = check("gewinnung", rows, reference, earlier)
    assert (asked.state, len(asked.rows["gewinnung"])) == (State.QUERY, 3)
    (one,) = asked.findings
    key = ("gewinnung", one.code, one.place, 2023)

    answered = check("gewinnung", rows, reference, replace(earlier, reasons={key: "Neue Jobmesse."}))
    assert (answered.state, answered.findings[0].severity) == (State.ACCEPTED_WITH_HINTS, "HINWEIS")
    assert answered.findings[0].message.endswith("Begründung der Stadt: „Neue Jobmesse“.")

    other = [flow("beworben", "2001"), *VALID["gewinnung"][1:]]
    assert check("gewinnung", other, reference, replace(earlier, reasons={key: "Neue Jobmesse."})).state == State.QUERY


def test_last_years_reason_is_offered_but_does_not_answer(reference: Reference):
    earlier = delivered("gewinnung", VALID["gewinnung"][:1], reference, 2022)
    (one,) = check("gewinnung", [flow("beworben", "2000")], reference, earlier).findings
    key = ("gewinnung", one.code, one.place.replace("2000", "1500"), 2022)
    again = check("gewinnung", [flow("beworben", "2000")], reference, replace(earlier, reasons={key: "Jobmesse"}))
    assert again.state == State.QUERY
    assert again.findings[0].message.endswith("Begründung vom Vorjahr: „Jobmesse“.")


def test_no_reason_can_say_which_number_is_meant():
    asked = replace(finding("ZAHL_OHNE_BELEG", 2, "vzae", "1.234"), place="personal/x/fte=1.234")
    given = Earlier(reasons={("personal", "ZAHL_OHNE_BELEG", asked.place, 2023): "Es ist eine Kommazahl."})
    assert settle([asked], given, 2023) == [asked]


def test_a_question_of_reading_gets_a_place_too():
    (one,) = settle([finding("TABELLE_ABGESCHNITTEN", 65536, value="65536")], Earlier(), 2023)
    assert one.place == "/65536/=65536"
