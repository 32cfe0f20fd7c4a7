"""The whole way on really published figures: what is accepted, what is found, what the editions say."""

import csv
import json
from pathlib import Path

import pytest
from lxml import html

from assets.editions.shelf import read_edition
from pipelines.settings import Settings
from schemas.published import CSV_NAME
from schemas.store import Store


@pytest.fixture(scope="module")
def stored(demo: Settings) -> Store:
    return Store(demo.database_url)


def edition(demo: Settings, year: int) -> Path:
    return demo.folders.editions / str(year) / "v1"


def table(demo: Settings, year: int, name: str, page: str = "index.html") -> list[list[str]]:
    """The rows of a table as they are seen: without what is only read aloud, without marks of footnotes."""
    document = html.parse(str(edition(demo, year) / "de" / page)).getroot()
    for only_heard in document.xpath("//*[@class='leise'] | //sup | //table//svg"):
        only_heard.drop_tree()
    rows = document.xpath(f"//table[@id='{name}']//tbody/tr[not(@class='gruppe')]")
    return [[cell.text_content().replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows]


def test_every_file_is_accepted_whole(stored: Store):
    register = stored.read("deliveries")
    assert register["state"].value_counts().to_dict() == {"ANGENOMMEN_MIT_HINWEISEN": 11, "ANGENOMMEN": 7}
    assert register["rows_read"].sum() == register["rows_accepted"].sum() == len(stored.read("figures")) == 257


def test_the_known_faults_of_the_sources_are_found(stored: Store):
    findings = stored.read("findings")
    assert findings["code"].value_counts().to_dict() == {
        "REIHENBRUCH": 12,
        "STELLEN_STATT_PERSONEN": 3,
        "SUMME_ZU_KLEIN": 2,
        "ANTEIL_ABWEICHUNG": 1,
    }
    by_city = findings.assign(city=findings["receipt"].str.split("-eckwerte").str[0])
    breaks = by_city[(by_city["code"] == "REIHENBRUCH") & by_city["message"].str.contains("zwischen 2010 und 2011")]
    assert breaks["city"].nunique() == 10
    herne = by_city[(by_city["city"] == "herne") & (by_city["code"] == "SUMME_ZU_KLEIN")]
    assert "ergeben 92, die Gesamtzahl ist 94" in herne["message"].item()
    essen = by_city[by_city["code"] == "ANTEIL_ABWEICHUNG"]
    assert "36,9 Prozent; aus 103510 von 288346 errechnen sich 35,9" in essen["message"].item()
    assert set(by_city.loc[by_city["code"] == "STELLEN_STATT_PERSONEN", "city"]) == {"gelsenkirchen"}


def test_the_findings_stand_on_the_quality_page(demo: Settings):
    shown = table(demo, 2023, "befunde", "datenqualitaet.html")
    assert len(shown) == 15
    assert any("591000" in row[-1] and row[0] == "Essen" for row in shown)
    # Of a delivery with a hidden figure no finding is quoted: that women and men make 92 would tell the men.
    text = (edition(demo, 2023) / "de" / "datenqualitaet.html").read_text(encoding="utf-8")
    assert "Weitere Befunde nennen Zahlen, die hier nicht gezeigt werden" in text
    assert "Ihre Zahl: 3." in text
    assert "Herne" not in {row[0] for row in shown}


def test_two_cities_have_a_gap_and_eight_a_reason(demo: Settings):
    rows = {row[0]: row[1:] for row in table(demo, 2023, "vergleich")}
    assert len(rows) == 10
    assert rows["Herne"][:4] == ["+16,3", "3,1", "19,5", "0,16"]
    assert "2021; Bevölkerung: Nichtdeutsche (Melderegister der Stadt)" in rows["Herne"][4]
    assert "Melderegister der Stadt, 31.12.2020. Güte A." in rows["Herne"][4]
    assert rows["Hagen"][:4] == ["+15,2", "7,8", "23,0", "0,34"]
    assert rows["Essen"][:2] == ["nicht vergleichbar", "etwa 5 s"]
    assert rows["Oberhausen"][:2] == ["nicht vergleichbar", "unter 10"]
    without = [city for city, row in rows.items() if not row[0].startswith("+")]
    assert len(without) == 8
    assert all(rows[city][-1].endswith(".") and len(rows[city][-1]) > 20 for city in without)


def test_the_first_sentence_says_it(demo: Settings):
    text = html.parse(str(edition(demo, 2023) / "de" / "index.html")).getroot().find_class("kern")[0].text_content()
    assert text.startswith("Für 2 von 10 Städten lässt sich die Lücke messen. Hagen 15,2 Prozentpunkte.")
    assert text.endswith("Gezählt ist dabei nur die Staatsangehörigkeit.")


def test_hagen_is_not_in_the_edition_before_it_joined(demo: Settings):
    cities = [row[0] for row in table(demo, 2022, "vergleich")]
    assert len(cities) == 9
    assert "Hagen" not in cities
    assert not (edition(demo, 2022) / "de" / "stadt-hagen.html").exists()


def test_the_trainees_have_their_interval(demo: Settings):
    rows = {row[0]: row[1:] for row in table(demo, 2023, "share-trainees", "kennzahl-share-trainees.html")}
    newest = next(row for name, row in rows.items() if name.startswith("Mülheim an der Ruhr"))
    assert newest[:4] == ["2021", "33,9", "23,1", "46,6"]
    assert "Güte D" in newest[-2]
    assert next(row for name, row in rows.items() if name.startswith("Gelsenkirchen"))[:4] == [
        "2014",
        "15,1",
        "7,9",
        "27,1",
    ]


def test_the_census_covers_all_ten(demo: Settings):
    rows = table(demo, 2023, "share-population", "kennzahl-share-population.html")
    census = {row[0]: row[2] for row in rows if "Zensus 2022)" in row[-2] and not row[0].startswith("Median")}
    assert len(census) == 10
    assert (census["Hagen"], census["Bottrop"]) == ("32,8", "19,7")
    assert list(census) == sorted(census)


def test_the_median_names_how_many_cities_stand_behind_it(demo: Settings):
    medians = [
        row for row in table(demo, 2023, "share-population", "kennzahl-share-population.html") if "Median" in row[0]
    ]
    assert {row[0] for row in medians} == {"Median, 10 Städte"}
    assert any("19,7 bis 32,8" in row[-2] for row in medians)


def test_every_figure_leads_to_its_receipt(demo: Settings):
    page = html.parse(str(edition(demo, 2023) / "de" / "kennzahl-gap.html")).getroot()
    link = page.xpath("//tr[@id or th[@id]]//a[starts-with(@href, 'lieferungen.html#herne')]/@href")[0]
    receipts = html.parse(str(edition(demo, 2023) / "de" / "lieferungen.html")).getroot()
    row = receipts.get_element_by_id(link.partition("#")[2]).getparent()
    words = [cell.text_content() for cell in row]
    assert words[1] == "Herne"
    # Something of this delivery is hidden: its hash would let a guess be confirmed.
    assert words[-1] == "bei Stadt und Netzwerkbüro"
    hashes = [cell.text_content() for cell in receipts.xpath("//table[@id='empfaenge']//td[last()]")]
    assert any(len(one) == 64 for one in hashes)


def test_what_is_no_member_stands_apart(demo: Settings):
    rows = table(demo, 2023, "vergleichswerte", "vergleichswerte.html")
    assert any(row[0] == "Hamburg, Landesdienst" and row[4] == "12,3" for row in rows)
    overview = (edition(demo, 2023) / "de" / "index.html").read_text(encoding="utf-8")
    assert "Hamburg" not in overview


def test_a_group_of_nobody_is_not_shown(demo: Settings):
    rows = table(demo, 2023, "anteile", "stadt-oberhausen.html")
    fire_brigade = [row for row in rows if row[0] == "Beschäftigte mit Zuwanderungsgeschichte: Feuerwehr"]
    assert [row[2] for row in fire_brigade] == ["."]
    with (edition(demo, 2023) / CSV_NAME).open(encoding="utf-8", newline="") as file:
        hidden = [row for row in csv.DictReader(file) if row["status"] == "geheim"]
    assert hidden
    assert all(row["wert"] == row["unten"] == row["oben"] == "" for row in hidden)


def test_the_csv_says_what_the_table_says(demo: Settings):
    with (edition(demo, 2023) / CSV_NAME).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    gaps = {row["stadt"]: row for row in rows if row["kennzahl"] == "luecke" or row["kennzahl"] == "gap"}
    measured = {row["stadt"]: float(row["wert"]) for row in rows if row["kennzahl"] == "gap" and row["wert"]}
    assert {city: round(value, 1) for city, value in measured.items()} == {"Herne": 16.3, "Hagen": 15.2}
    assert set(gaps) == {row[0] for row in table(demo, 2023, "vergleich")}
    herne = next(row for row in rows if row["stadt"] == "Herne" and row["kennzahl"] == "gap" and row["wert"])
    assert (herne["zaehler"], herne["n"]) == ("94.0", "3001.0")
    assert (herne["bevoelkerung_zaehler"], herne["bevoelkerung_n"]) == ("31383.0", "161089.0")
    assert herne["empfang"] == "herne-eckwerte-2022-1-Y"


def test_the_manifest_names_what_went_in(demo: Settings):
    manifest = json.loads((edition(demo, 2023) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["stand"] == "Entwurf"
    assert len(manifest["lieferungen"]) == 15
    assert "eckwerte.csv" in manifest["stammdaten"]
    assert set(manifest["dateien"]) == set(read_edition(edition(demo, 2023))) - {"manifest.json"}


def test_every_city_got_its_answers(demo: Settings):
    folder = demo.folders.feedback
    answers = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert len([name for name in answers if name.endswith("-eingang.html")]) == 18
    place = "herne/herne-eckwerte-2022-1-Y"
    endings = [".html", ".json", ".csv", "-markiert.xlsx", "-eingang.html", "-eingang.json"]
    assert {place + ending for ending in endings} <= answers
    assert "befunde.html" in answers
