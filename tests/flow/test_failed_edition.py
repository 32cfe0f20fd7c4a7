"""A part of an edition that cannot be made: the steward reads what failed, and readers keep the edition they had."""

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

from assets.editions import edition
from assets.editions.shelf import NEWEST, read_edition
from pipelines.cli import app
from pipelines.failures import NOTHING_LOST
from pipelines.settings import Settings
from pipelines.year_run import run_year
from reports.pdf import PdfMissing
from schemas.published import MANIFEST_NAME, PUBLISHED
from tests.conftest import file_of, settings_in

YEAR = 2022
LOG = "daten/aenderungen.csv"


def deliver(settings: Settings, count: str) -> None:
    place = settings.folders.ingest / "herne" / f"eckwerte_{YEAR}.csv"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file_of({"wert": count}))


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Herne has delivered, and there is a draft; the tests go on from each other's end."""
    settings = settings_in(tmp_path_factory.mktemp("network"))
    deliver(settings, "94")
    run_year(settings, YEAR, to_print=False)
    return settings


def led_to(settings: Settings) -> Path:
    """The page of the newest edition, as a reader finds it."""
    page = settings.folders.editions / NEWEST / "de" / "index.html"
    (link,) = html.parse(page).xpath("//a/@href")
    return (page.parent / link).resolve()


FAILURES = [
    ("edition_workbook", RuntimeError("kaputt"), "Nicht gelungen ist: Tabellen als Arbeitsmappe."),
    ("render", KeyError("kaputt"), "Nicht gelungen ist: Seiten: Deutsch."),
    ("open_data_files", PdfMissing("Für PDF-Dateien fehlt die Schrift."), "Für PDF-Dateien fehlt die Schrift."),
]


@pytest.mark.parametrize(("part", "error", "words"), FAILURES, ids=[one[0] for one in FAILURES])
def test_a_part_that_fails_is_named_and_the_old_edition_stays(
    network: Settings, monkeypatch: pytest.MonkeyPatch, part: str, error: Exception, words: str
):
    before = read_edition(network.folders.editions)

    def fails(*_args: object, **_how: object) -> None:
        raise error

    monkeypatch.setattr(edition, part, fails)
    monkeypatch.setenv("KONTRAKT_HOME", str(network.home))
    result = CliRunner().invoke(app, ["lauf", str(YEAR), "--ohne-druck"])
    assert result.exit_code == 3
    assert words in result.stderr
    assert NOTHING_LOST in result.stderr
    assert "Traceback" not in result.output
    assert read_edition(network.folders.editions) == before
    assert led_to(network).is_file()


def test_what_was_published_stays_and_its_correction_is_told(network: Settings):
    first = network.folders.editions / str(YEAR) / "v1"
    manifest = json.loads((first / MANIFEST_NAME).read_text(encoding="utf-8"))
    (first / MANIFEST_NAME).write_text(json.dumps(manifest | {"stand": PUBLISHED}), encoding="utf-8")
    before = read_edition(first)
    deliver(network, "105")
    run_year(network, YEAR, to_print=False)
    assert read_edition(first) == before
    second = read_edition(first.with_name("v2"))
    assert json.loads(second[MANIFEST_NAME])["ausgabe"] == 2
    assert led_to(network) == (first / "de" / "index.html").resolve()
    told = list(csv.DictReader(io.StringIO(second[LOG].decode("utf-8"))))
    changed = [row for row in told if row["kennzahl"] == "share_nationality" and row["stadt"] == "Herne"]
    assert [(row["fassung"], row["art"]) for row in changed] == [("2", "Korrektur")]
    assert float(changed[0]["alt"]) == pytest.approx(94 / 3001)
    assert float(changed[0]["neu"]) == pytest.approx(105 / 3001)
    page = html.document_fromstring(second["de/aenderungen.html"].decode("utf-8"))
    assert "Korrektur" in page.get_element_by_id("inhalt").text_content()
