"""The gate before publication as the steward meets it: the blocking check fires, and a run says what it keeps back."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from assets.editions.checks import nobody_can_be_traced
from pipelines.partitions import years
from pipelines.settings import Settings
from schemas.published import CSV_NAME
from schemas.store import Store
from tests.conftest import settings_in

Row = dict[str, str]


@dg.asset(name="edition", partitions_def=years)
def lying_there() -> None:
    """The edition is in its folder already: only its check is run."""


def check(settings: Settings) -> dg.AssetCheckEvaluation:
    """What the check says of the edition of 2023 as it lies in its folder."""
    alone = dg.define_asset_job("pruefen", dg.AssetSelection.assets("edition"), partitions_def=years)
    resources = {"folders": settings.folders, "store": Store(settings.database_url)}
    definitions = dg.Definitions(
        assets=[lying_there], asset_checks=[nobody_can_be_traced], jobs=[alone], resources=resources
    )
    result = definitions.resolve_job_def("pruefen").execute_in_process(partition_key="2023", raise_on_error=False)
    (found,) = result.get_asset_check_evaluations()
    return found


@pytest.fixture
def copied(demo: Settings, tmp_path: Path) -> Settings:
    """The demo network in a place of its own."""
    shutil.copytree(demo.home, tmp_path / "home")
    return settings_in(tmp_path / "home", every_language=True)


def changed(settings: Settings, change: Callable[[Row], Row]) -> None:
    path = settings.folders.editions / "2023" / "v1" / CSV_NAME
    rows = [change(row) for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_the_edition_as_built_passes(copied: Settings):
    found = check(copied)
    assert found.passed
    assert found.metadata["zellen_geheim"].value > 0
    assert found.metadata["aufgedeckt"].value == []


def test_a_small_number_in_the_file_stops_the_edition_and_is_named(copied: Settings):
    def betray(row: Row) -> Row:
        fire_brigade = row["kennzahl"] == "share_staff" and row["gruppe"] == "feuerwehr" and row["status"] == "geheim"
        return row | {"zaehler": "3.0"} if fire_brigade else row

    changed(copied, betray)
    found = check(copied)
    assert not found.passed
    assert any("Oberhausen" in leak and "genau 3" in leak for leak in found.metadata["aufgedeckt"].value)


def test_a_number_on_a_page_that_no_table_explains_stops_the_edition(copied: Settings):
    page = copied.folders.editions / "2023" / "v1" / "de" / "stadt-herne.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("<h1>Herne</h1>", "<h1>Herne: 77,7 Prozent</h1>"), encoding="utf-8")
    found = check(copied)
    assert not found.passed
    assert any("77,7" in leak for leak in found.metadata["fremde_zahlen"].value)
