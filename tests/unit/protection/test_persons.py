"""The same persons have one name, whatever indicator speaks of them; parts know their whole."""

import pandas as pd
import pytest

from assets.protection.persons import persons, sums, table
from assets.reference.seeds import Reference


def name(reference: Reference, indicator: str, group: str = "insgesamt", **more: str) -> str:
    row = {"indicator": indicator, "group": group, "base": "", "dimension": "", "view": "", "district": ""} | more
    return persons(pd.DataFrame([row], dtype="str"), reference).iloc[0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"indicator": "share_staff"}, "personal"),
        ({"indicator": "share_nationality", "group": "TARIF", "dimension": "employment"}, "personal/employment=TARIF"),
        ({"indicator": "share_staff", "group": "tarif"}, "personal/employment=TARIF"),
        ({"indicator": "share_staff", "group": "feuerwehr"}, "personal/feuerwehr=feuerwehr"),
        ({"indicator": "share_trainees", "group": "bestand"}, "personal/employment=AUSBILDUNG"),
        ({"indicator": "trainees", "group": "bestand"}, "personal/employment=AUSBILDUNG"),
        ({"indicator": "share_trainees", "group": "weiblich"}, "personal/employment=AUSBILDUNG/sex=W"),
        ({"indicator": "share_trainees", "group": "einstellungsjahrgang"}, "ausbildung_begonnen"),
        ({"indicator": "share_leaders"}, "personal/leadership=alle"),
        ({"indicator": "share_leaders", "group": "AMT", "dimension": "leadership"}, "personal/leadership=AMT"),
        ({"indicator": "gap", "base": "share_leaders", "view": "A15_74"}, "personal/leadership=alle"),
        ({"indicator": "dissimilarity", "base": "share_staff", "dimension": "career"}, "personal"),
        ({"indicator": "share_population", "view": "A15_74", "district": "Nord"}, "bevoelkerung/A15_74/Nord"),
        ({"indicator": "share_population"}, "bevoelkerung/INSGESAMT"),
        (
            {"indicator": "distribution_nationality", "group": "tuerkisch"},
            "distribution_nationality/tuerkisch=tuerkisch",
        ),
        ({"indicator": "measures_done"}, ""),
    ],
)
def test_one_name_for_the_same_persons(reference: Reference, row: dict, expected: str):
    assert name(reference, **row) == expected


def test_levels_add_up_to_the_leaders_and_leaders_with_the_others_to_the_staff():
    levels = [f"personal/leadership={one}" for one in ("ABTEILUNG", "AMT", "VORSTAND")]
    everybody = ["personal", "personal/leadership=KEINE"]
    assert sums([*everybody, *levels, "personal/leadership=alle"]) == {
        ("personal", "leadership"): ["personal/leadership=KEINE", "personal/leadership=alle"],
        ("personal/leadership=alle", "leadership"): levels,
    }
    # Without a figure of all leaders the levels are parts of the staff itself.
    assert sums([*everybody, *levels]) == {("personal", "leadership"): sorted([*levels, "personal/leadership=KEINE"])}


def test_districts_are_parts_of_the_city_and_ages_of_all_ages():
    names = ["bevoelkerung/INSGESAMT", "bevoelkerung/A18_65", "bevoelkerung/INSGESAMT/Nord", "bevoelkerung/A18_65/Nord"]
    assert sums(names) == {
        ("bevoelkerung/INSGESAMT", "sicht"): ["bevoelkerung/A18_65"],
        ("bevoelkerung/INSGESAMT/Nord", "sicht"): ["bevoelkerung/A18_65/Nord"],
        ("bevoelkerung/A18_65", "sozialraum"): ["bevoelkerung/A18_65/Nord"],
        ("bevoelkerung/INSGESAMT", "sozialraum"): ["bevoelkerung/INSGESAMT/Nord"],
    }


def test_every_breakdown_finds_its_rule(reference: Reference):
    rules = set(reference.protection["table"])
    names = ["personal", "personal/employment=AUSBILDUNG", "personal/leadership=alle", "einstellungen"]
    assert {table(one) for one in names} == {"insgesamt"}
    for one in (
        "employment=TARIF",
        "sex=W",
        "leadership=AMT",
        "task_area=PB01",
        "career=LG11",
        "working_time=TEILZEIT",
    ):
        assert table(f"personal/{one}") in rules
    assert table("bevoelkerung/A15_74/Nord") in rules
