"""A year whose steward asks for rounded counts: the edition is built, says so, and prints no true count."""

import csv
import json
from pathlib import Path

import pytest
from lxml import html

from pipelines.settings import Settings
from pipelines.year_run import run_year
from schemas.published import CSV_NAME
from tests.conftest import file_of, settings_in

COUNTS = ["zaehler", "n", "gesamt", "bevoelkerung_zaehler", "bevoelkerung_n"]
RESIDENTS = {
    "kennzahl": "Bevölkerung nach Herkunft",
    "stichtag": "31.12.2021",
    "definition": "AUSL_REG",
    "erhebungsart": "Melderegister der Stadt",
    "berichtskreis": "Bevölkerung am Hauptwohnsitz",
    "wert": "31383",
    "n": "161089",
    "gesamt": "",
}


@pytest.fixture
def rounded(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Two cities of a network that asks for a procedure, after a run."""
    settings = settings_in(tmp_path)
    years = tmp_path / "seeds" / "reporting_years.csv"
    years.write_text(years.read_text(encoding="utf-8").replace("SPERRUNG", request.param), encoding="utf-8")
    for slug, cells in (("herne", {}), ("bochum", {"ags": "05911000", "stadt": "Bochum", "wert": "201"})):
        place = settings.folders.ingest / slug / "eckwerte_2022.csv"
        place.parent.mkdir(parents=True)
        women = cells | {"gruppe": "weiblich", "wert": "63", "n": "1502", "gesamt": ""}
        place.write_bytes(file_of(cells, women, cells | RESIDENTS))
    outcome = run_year(settings, 2022)
    assert outcome.refused == []
    return settings


@pytest.mark.parametrize(
    ("rounded", "name"),
    [("RUNDUNG", "Gemeinsame Rundung"), ("RUNDUNG_EINZELN", "5er-Rundung")],
    indirect=["rounded"],
)
def test_every_count_is_rounded_and_the_pages_say_so(rounded: Settings, name: str):
    place = rounded.folders.editions / "2022" / "v1"
    with (place / CSV_NAME).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # Beside a trend stands the number of its years.
    persons = [row for row in rows if not row["kennzahl"].startswith(("trend", "parity_year"))]
    printed = [float(row[column]) for row in persons for column in COUNTS if row[column]]
    assert len(printed) > 20
    assert {count % 5 for count in printed} == {0}
    for row in rows:
        if row["kennzahl"] == "share_nationality" and row["wert"]:
            assert float(row["wert"]) == float(row["zaehler"]) / float(row["n"])
    assert sum(row["kennzahl"] == "gap" and row["wert"] != "" for row in rows) == 4

    words = html.parse(str(place / "de" / "datenqualitaet.html")).getroot().text_content()
    assert f"Verfahren dieser Ausgabe: {name}." in words
    assert "Vielfache von 5" in words or "nächste Vielfache von 5" in words
    pages = "".join(page.read_text(encoding="utf-8") for page in place.glob("de/*.html"))
    assert "3.001" not in pages
    assert json.loads((place / "manifest.json").read_text(encoding="utf-8"))["verfahren"] == (
        "RUNDUNG" if name == "Gemeinsame Rundung" else "RUNDUNG_EINZELN"
    )
