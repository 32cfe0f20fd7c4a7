"""The whole way on really published figures: what is accepted, what is found, what the editions say."""

import csv
import json
from pathlib import Path

import pytest
from lxml import html

from pipelines.settings import Settings
from schemas.store import Store


@pytest.fixture(scope="module")
def stored(demo: Settings) -> Store:
    return Store(demo.database_url)


def edition(demo: Settings, year: int) -> Path:
    return demo.folders.editions / str(year) / "v1"


def table(demo: Settings, year: int, name: str, page: str = "index.html") -> list[list[str]]:
    document = html.parse(str(edition(demo, year) / page)).getroot()
    rows = document.xpath(f"//table[@id='{name}']//tbody/tr")
    return [[cell.text_content() for cell in row] for row in rows]


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
    text = (edition(demo, 2023) / "datenqualitaet.html").read_text(encoding="utf-8")
    assert "3 weitere Befunde" in text
    assert "Herne" not in {row[0] for row in shown}


def test_two_cities_have_a_gap_and_eight_a_reason(demo: Settings):
    rows = {row[0]: row[1:] for row in table(demo, 2023, "vergleich")}
    assert len(rows) == 10
    assert rows["Herne"][:6] == ["+16,3", "3,1", "2021", "19,5", "31.12.2020 (Melderegister der Stadt)", "0,16"]
    assert rows["Hagen"][:6] == ["+15,2", "7,8", "2023", "23,0", "2023 (Melderegister der Stadt)", "0,34"]
    assert rows["Essen"][:2] == ["nicht vergleichbar", "etwa 5 (Schätzung)"]
    assert rows["Oberhausen"][:2] == ["nicht vergleichbar", "unter 10 (Obergrenze)"]
    without = [city for city, row in rows.items() if not row[0].startswith("+")]
    assert len(without) == 8
    assert all(rows[city][-1].endswith(".") and len(rows[city][-1]) > 20 for city in without)


def test_the_first_sentence_says_it(demo: Settings):
    text = html.parse(str(edition(demo, 2023) / "index.html")).getroot().find_class("kern")[0].text_content()
    assert text.startswith("Nur für 2 von 10 Städten lässt sich die Lücke messen")
    assert "Hagen 15,2 Prozentpunkte und Herne 16,3 Prozentpunkte" in text


def test_hagen_is_not_in_the_edition_before_it_joined(demo: Settings):
    cities = [row[0] for row in table(demo, 2022, "vergleich")]
    assert len(cities) == 9
    assert "Hagen" not in cities
    assert not (edition(demo, 2022) / "stadt-hagen.html").exists()


def test_the_trainees_have_their_interval(demo: Settings):
    rows = {row[0]: row[2:] for row in table(demo, 2023, "auszubildende")}
    assert rows["Mülheim an der Ruhr 2017"] == ["7", "42", "16,7", "8,3 bis 30,6", "D"]
    assert rows["Mülheim an der Ruhr 2019"] == ["10", "34", "29,4", "16,8 bis 46,2", "D"]
    assert rows["Mülheim an der Ruhr 2021"] == ["20", "59", "33,9", "23,1 bis 46,6", "D"]
    assert rows["Gelsenkirchen 2014"] == ["8", "53", "15,1", "7,9 bis 27,1", "D"]
    assert rows["Dortmund 2015"][:3] == ["nicht genannt", "nicht genannt", "20,0"]


def test_the_census_covers_all_ten(demo: Settings):
    rows = table(demo, 2023, "zensus")
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert ["Hagen", "189.614", "20,8", "32,8"] in rows
    assert ["Bottrop", "117.921", "11,2", "19,7"] in rows
    assert len(rows) == 10


def test_what_is_no_member_stands_apart(demo: Settings):
    rows = table(demo, 2023, "vergleichswerte", "vergleichswerte.html")
    assert any(row[0] == "Hamburg, Landesdienst" and row[4] == "12,3" for row in rows)
    overview = (edition(demo, 2023) / "index.html").read_text(encoding="utf-8")
    assert "Hamburg" not in overview


def test_a_group_of_nobody_is_not_shown(demo: Settings):
    rows = table(demo, 2023, "werte", "stadt-oberhausen.html")
    fire_brigade = [
        row for row in rows if row[1] == "Feuerwehr" and row[0] == "Beschäftigte mit Zuwanderungsgeschichte"
    ]
    assert [row[3] for row in fire_brigade] == ["geheim gehalten"]
    with (edition(demo, 2023) / "kennzahlen.csv").open(encoding="utf-8", newline="") as file:
        hidden = [row for row in csv.DictReader(file) if row["status"] == "geheim"]
    assert hidden
    assert all(row["wert"] == row["unten"] == row["oben"] == "" for row in hidden)


def test_the_csv_says_what_the_table_says(demo: Settings):
    with (edition(demo, 2023) / "kennzahlen.csv").open(encoding="utf-8", newline="") as file:
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
    assert set(manifest["dateien"]) == {path.name for path in edition(demo, 2023).iterdir()} - {"manifest.json"}


def test_every_city_got_its_answers(demo: Settings):
    folder = demo.folders.feedback
    answers = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert len([name for name in answers if name.endswith("-eingang.html")]) == 18
    place = "herne/herne-eckwerte-2022-1-Y"
    endings = [".html", ".json", ".csv", "-markiert.xlsx", "-eingang.html", "-eingang.json"]
    assert {place + ending for ending in endings} <= answers
    assert "befunde.html" in answers


def test_pages_need_no_other_host_and_no_script(demo: Settings):
    for page in edition(demo, 2023).glob("*.html"):
        document = html.parse(str(page)).getroot()
        assert not document.xpath("//script | //link | //img | //iframe")
        assert document.get("lang") == "de"
        assert len(document.findall(".//h1")) == 1
        assert page.stat().st_size < 60_000


def test_internal_links_lead_somewhere(demo: Settings):
    for page in edition(demo, 2023).glob("*.html"):
        for target in html.parse(str(page)).getroot().xpath("//a/@href[not(contains(., '://'))]"):
            assert target.startswith("#") or (page.parent / target).is_file(), (page.name, target)
