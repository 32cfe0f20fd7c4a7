"""The files of an edition come back as they were printed, and the same persons get the same name."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.editions.download import visible_text
from assets.protection.named_groups import sums
from assets.protection.published import _unmasked, complete_breakdowns, network_rows, published_rows
from assets.protection.statements import statements
from assets.reference.seeds import Reference
from reports.feedback.text import unarmed
from tests.generators.printed import derived, edition, share

# What a spreadsheet computes, what hides it, and everything else.
texts = st.text(st.sampled_from("'\"=+-@＝－\t\r\n\0 \u00a05,.") | st.characters(), max_size=8)


@given(texts, st.floats(0, 1))
@settings(deadline=None, max_examples=40)
def test_texts_and_shares_come_back_as_they_were(text: str, value: float):
    seen = visible_text(text)
    rows = published_rows(edition(share("insgesamt", 3, 30) | {"quelle": unarmed(seen), "wert": repr(value)}))
    assert rows["quelle"].tolist() == [seen]
    assert rows["wert"].tolist() == [value]


@given(texts)
@settings(max_examples=1000)
def test_exactly_what_was_masked_is_taken_away(text: str):
    assert _unmasked(unarmed(text)) == text


def test_an_empty_field_is_no_zero():
    rows = published_rows(edition(share("insgesamt", None, 30)))
    assert rows["zaehler"].isna().all()
    assert rows["n"].tolist() == [30]


def test_a_number_that_is_none_is_named():
    with pytest.raises(ValueError, match=r"kennzahlen\.csv, Spalte n"):
        published_rows(edition(share("insgesamt", 3, 30) | {"n": "30 Personen"}))


def test_without_a_file_no_breakdown_is_complete_and_there_is_no_network():
    files = edition(share("insgesamt", 3, 30))
    assert complete_breakdowns(files).empty
    assert network_rows(files) is None
    assert complete_breakdowns(edition(share("insgesamt", 3, 30), complete=("sex",)))["gliederung"].tolist() == ["sex"]


def said(reference: Reference, *rows: dict) -> pd.DataFrame:
    return statements(published_rows(edition(*rows)), reference)


@pytest.mark.parametrize(
    ("row", "group", "words"),
    [
        (share("insgesamt", 3, 30), "personal", "Beschäftigte insgesamt"),
        (share("weiblich", 3, 30), "personal/sex=W", "Beschäftigte: weiblich"),
        (share("feuerwehr", 3, 30), "personal/feuerwehr=feuerwehr", "Beschäftigte: Feuerwehr"),
        (share("kita", 3, 30), "personal:kita", "Beschäftigte insgesamt, davon Kita"),
        (share("sex/W", 3, 30), "personal/sex=W", "Geschlecht: weiblich"),
        (
            share("bestand", 3, 30, kennzahl="share_trainees"),
            "personal/employment=AUSBILDUNG",
            "Auszubildende insgesamt",
        ),
        (share("einstellungsjahrgang", 3, 30, kennzahl="share_trainees"), "ausbildung_begonnen", "Ausbildung begonnen"),
        (share("leadership/AMT", 3, 30, kennzahl="share_leaders"), "personal/leadership=AMT", "Führung: Amts- oder"),
        (
            share("employment/TARIF", 3, 30, kennzahl="share_hires"),
            "einstellungen/employment=TARIF",
            "Einstellungen, D",
        ),
        (
            share("insgesamt", 3, 30, kennzahl="share_population", sicht="A15_74", sozialraum="Nord"),
            "bevoelkerung/A15_74/Nord",
            "Bevölkerung 15 bis 74, Nord",
        ),
    ],
)
def test_the_same_persons_have_one_name(reference: Reference, row: dict, group: str, words: str):
    found = said(reference, row, derived(row, "gap", 1.5))
    assert set(found["group"]) == {group}
    assert found["words"].str.startswith(words).all()


def test_a_headcount_says_how_many_there_are_and_a_percentage_or_thousands_nothing(reference: Reference):
    heads = share("insgesamt", None, None, "", kennzahl="staff", einheit="PERSONEN", wert=300, status="wert")
    found = said(
        reference,
        heads,
        share("weiblich", None, 1000, veroeffentlicht_in="PROZENT", wert=0.2),
        share("insgesamt", 30, 300, kennzahl="share_population", veroeffentlicht_in="TSD_PERSONEN"),
    )
    assert found[["group", "everybody"]].to_numpy().tolist() == [["personal", 300]]
    assert found[["yes", "known"]].isna().all(axis=None)


def test_a_count_that_the_share_gives_is_as_good_as_printed(reference: Reference):
    found = said(reference, share("insgesamt", None, 300, wert=0.2, status="wert"))
    assert found["yes"].tolist() == [60]
    found = said(reference, share("insgesamt", 60, None, 300, wert=0.2, status="wert"))
    assert found["known"].tolist() == [300]


def test_residents_repeated_beside_a_gap_are_those_of_their_row(reference: Reference):
    residents = share("insgesamt", None, None, kennzahl="share_population", sicht="INSGESAMT", zeile="9")
    theirs = {"bevoelkerung_empfang": "ahorn-1", "bevoelkerung_zeile": "9", "bevoelkerung_n": 9000}
    found = said(reference, residents, derived(share("insgesamt", 60, 300), "gap", 1.5, **theirs))
    assert found.loc[found["group"].eq("bevoelkerung/INSGESAMT"), "known"].max() == 9000


def test_years_and_flows_beside_a_value_are_no_counts_of_its_group(reference: Reference):
    base = share("insgesamt", 60, 300)
    assert said(reference, derived(base, "trend", 0.5, n=3), derived(base, "likelihood_leaving", 1, zaehler=7)).empty


def test_who_is_part_of_whom():
    levels = [f"personal/leadership={level}" for level in ("ABTEILUNG", "AMT", "VORSTAND")]
    views = ["bevoelkerung/INSGESAMT", "bevoelkerung/A18_65", "bevoelkerung/INSGESAMT/Nord", "bevoelkerung/A18_65/Nord"]
    assert sums(["personal", *levels]) == {("personal", "leadership"): levels}
    assert sums(["personal", "personal/leadership=alle", *levels, "personal:kita"]) == {
        ("personal/leadership=alle", "leadership"): levels,
        ("personal", "leadership"): ["personal/leadership=alle"],
    }
    assert sums(views) == {
        ("bevoelkerung/INSGESAMT", "sicht"): ["bevoelkerung/A18_65"],
        ("bevoelkerung/INSGESAMT/Nord", "sicht"): ["bevoelkerung/A18_65/Nord"],
        ("bevoelkerung/A18_65", "sozialraum"): ["bevoelkerung/A18_65/Nord"],
        ("bevoelkerung/INSGESAMT", "sozialraum"): ["bevoelkerung/INSGESAMT/Nord"],
    }
