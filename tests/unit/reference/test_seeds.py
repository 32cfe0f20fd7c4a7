"""The seeds: checked against their models and each other, and the facts of the membership."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from assets.reference.seeds import Reference, SeedError, load_reference
from schemas.publication import PUBLISHER_FIELDS
from tests.conftest import SEEDS


def changed(tmp_path: Path, seed: str, old: str, new: str) -> Path:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    text = (folder / seed).read_text(encoding="utf-8")
    assert old in text
    (folder / seed).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("seed", "old", "new", "words"),
    [
        ("cities.csv", "05112000", "5112000", ["cities.csv", "Zeile 2", "ags", "5112000"]),
        ("cities.csv", "05113000,Essen", "05112000,Essen", ["cities.csv", "ags"]),
        ("memberships.csv", "05112000", "05999000", ["memberships.csv", "Zeile 2", "05999000"]),
        ("sums.csv", "*,*,insgesamt", "*,*,alle", ["sums.csv", "group", "alle"]),
        ("comparability.csv", "Z11_MH,Z22_EG", "Z11_MH,Z99", ["comparability.csv", "other_definition", "Z99"]),
        ("indicators.csv", "PERSONEN|STELLEN|VZAE", "PERSONEN|KOEPFE", ["indicators.csv", "KOEPFE"]),
        ("header_map.csv", "method,ZENSUS", "method,VOLKSZAEHLUNG", ["header_map.csv", "Zeile 3", "VOLKSZAEHLUNG"]),
        ("label_map.csv", "sex,M,", "sex,MANN,", ["label_map.csv", "MANN"]),
        ("label_map.csv", "AUSL_ZENSUS", "AUSL_ZAHL", ["label_map.csv", "AUSL_ZAHL"]),
        ("label_map.csv", "gelsenkirchen,nichtdeutsch", "gelsenkirchen,fremd", ["header_map.csv", "nichtdeutsch"]),
        ("tiles.csv", "05112000,1,3", "05999000,1,3", ["tiles.csv", "Zeile 2", "05999000"]),
        ("tiles.csv", "05112000,1,3", "05112000,2,2", ["tiles.csv"]),
        ("reporting_years.csv", "2010,", "zwanzig,", ["reporting_years.csv", "year"]),
        ("indicator_texts.csv", "\nstaff,", "\nstuff,", ["indicator_texts.csv", "Zeile 2", "id", "stuff"]),
        (
            "indicator_texts.csv",
            "Bevölkerung − Anteil",
            "100 − Anteil",
            ["formula", "100", "keine Ziffern"],
        ),
        ("publisher.csv", "email,,", "email,Rathaus,", ["Spalte value", "keine Adresse"]),
        (
            "publisher.csv",
            "base_url,,",
            "base_url,javascript:alert(1),",
            ["Spalte value", "keine Adresse"],
        ),
        (
            "publisher.csv",
            "base_url,,",
            "base_url,https://{amt}.example,",
            ["Spalte value", "keine Adresse"],
        ),
        ("publisher.csv", "name,,", "name,Amt \u202efür Zahlen,", ["publisher.csv", "value", "niemand sehen"]),
        ("cities.csv", "05113000,Essen", f"05113000,{'Essen' * 9}", ["cities.csv", "Zeile 3", "name", "45", "40"]),
        ("cities.csv", "ags,name", "ags,stadt", ["cities.csv", "„stadt“ ist keine Spalte"]),
        (
            "indicators.csv",
            ",Repräsentationslücke,",
            f",{'Lücke' * 20},",
            ["Spalte name", "100 Zeichen", "kürzen"],
        ),
        ("statuses.csv", ",nicht geliefert,", f",{'nein ' * 19},", ["statuses.csv", "label", "Bitte kürzen"]),
        ("codes.csv", ",Personen,", f",{'Person ' * 14},", ["codes.csv", "Zeile", "label", "Bitte kürzen"]),
        ("publisher.csv", "doi,,", "isbn,,", ["publisher.csv", "Zeile 18", "field", "isbn"]),
        ("languages.csv", ",rtl,", ",links,", ["languages.csv", "Zeile 5", "direction", "links"]),
    ],
)
def test_a_wrong_seed_names_file_and_place(tmp_path: Path, seed: str, old: str, new: str, words: list[str]):
    with pytest.raises(SeedError) as error:
        load_reference(changed(tmp_path, seed, old, new))
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_missing_seed_is_named(tmp_path: Path):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "seeds" / "rules.csv").unlink()
    with pytest.raises(SeedError, match=r"rules\.csv"):
        load_reference(tmp_path / "seeds")


@pytest.mark.parametrize(
    ("year", "cities"), [(2010, 7), (2011, 7), (2012, 8), (2013, 9), (2015, 9), (2022, 9), (2023, 10)]
)
def test_the_network_grew(reference: Reference, year: int, cities: int):
    assert len(reference.members(year)) == cities


@pytest.mark.parametrize(("year", "kind"), [(2013, "Gast"), (2014, "Gast"), (2015, "Mitglied")])
def test_bottrop_was_a_guest_first(reference: Reference, year: int, kind: str):
    assert reference.members(year).set_index("name").loc["Bottrop", "kind"] == kind


def test_hagen_is_not_missing_before_it_joined(reference: Reference):
    assert "Hagen" not in set(reference.members(2022)["name"])
    assert "Hagen" in set(reference.members(2023)["name"])


def test_an_indicator_without_a_text_is_named(tmp_path: Path):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    rows = (SEEDS / "indicator_texts.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("gap,")]
    (tmp_path / "seeds" / "indicator_texts.csv").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(SeedError, match=r"indicator_texts\.csv: es fehlt der Text zu 'gap'"):
        load_reference(tmp_path / "seeds")


def test_a_field_of_the_publisher_that_nobody_filled_in_still_has_its_row(tmp_path: Path):
    shutil.copytree(SEEDS, tmp_path / "seeds")
    rows = (SEEDS / "publisher.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("doi,")]
    (tmp_path / "seeds" / "publisher.csv").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(SeedError, match=r"publisher\.csv: die Zeile 'doi' fehlt"):
        load_reference(tmp_path / "seeds")


def test_nobody_has_told_yet_who_publishes(reference: Reference):
    told = {field for field, value in reference.publisher_facts.items() if value}
    assert told == {"licence", "licence_name", "licence_url"}


def test_the_invented_publisher_can_be_reached_by_nobody():
    with (SEEDS / "beispiel" / "publisher.csv").open(encoding="utf-8", newline="") as file:
        told = {row["field"]: row["value"] for row in csv.DictReader(file)}
    assert list(told) == PUBLISHER_FIELDS
    addresses = [value for value in told.values() if "@" in value or "://" in value]
    assert all(".invalid" in one or one == told["licence_url"] for one in addresses)
    assert (told["contributor"], told["doi"]) == ("", "")


def test_german_is_the_one_language_a_person_has_read(reference: Reference):
    read = reference.languages[reference.languages["read"].eq("ja")]
    assert list(read["code"]) == ["de"]


def test_what_readers_are_told_of_an_indicator_is_short_and_plain(reference: Reference):
    texts = reference.indicator_texts.drop(columns="id").stack()
    assert texts.str.len().max() <= 300
    sentences = texts.map(lambda text: re.split(r"(?<=[.!?:;])\s", text)).explode()
    words = sentences.map(lambda sentence: len(re.findall(r"[^\W\d_]+", sentence)))
    assert list(sentences[words > 25]) == []
