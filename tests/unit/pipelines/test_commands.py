"""The commands about files and deliveries: their words, what they leave behind, their exit codes."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from assets.deliveries.answering.answer import answer_waiting
from assets.deliveries.arrival.take_in import take_in
from assets.deliveries.checking.check import check_delivery
from assets.reference.seeds import Reference
from pipelines.cli import app
from pipelines.settings import Settings
from schemas.store import Store
from tests.conftest import file_of

runner = CliRunner()


@pytest.fixture
def settings(installation: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation of its own as the one that the commands are about."""
    monkeypatch.setenv("KONTRAKT_HOME", str(installation.home))
    return installation


def deliver(settings: Settings, reference: Reference, change: dict[str, str]) -> str:
    place = settings.folders.ingest / "herne" / "eckwerte_2022.csv"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file_of(change))
    store = Store(settings.database_url)
    (receipt,) = take_in(settings.folders, store, reference)
    answer_waiting(settings.folders, store, reference, check=check_delivery)
    return receipt


def test_the_form_workbook_is_written_and_never_over_a_file(settings: Settings, tmp_path: Path):
    target = tmp_path / "lieferung_2022.xlsx"
    result = runner.invoke(app, ["vorlage", "herne", "2022", "--ziel", str(target)])
    assert (result.exit_code, "Herne 2022" in result.output) == (0, True)
    assert "personal" in openpyxl.load_workbook(target).sheetnames
    before = target.read_bytes()
    again = runner.invoke(app, ["vorlage", "herne", "2022", "--ziel", str(target)])
    assert (again.exit_code, target.read_bytes()) == (2, before)


@pytest.mark.parametrize("arguments", [["leipzig", "2022"], ["herne", "1999"]])
def test_a_form_for_nobody_is_wrong_use(settings: Settings, tmp_path: Path, arguments: list[str]):
    target = tmp_path / "x.xlsx"
    assert runner.invoke(app, ["vorlage", *arguments, "--ziel", str(target)]).exit_code == 2
    assert not target.exists()


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"ags;stadt;jahr\r\n05916000;Herne;2022\r\n", "ok"), (b"ags;stadt;jahr\r\n05916000;Herne\r\n", "abgewiesen")],
)
def test_the_raw_table_ends_with_zero_whatever_it_found(tmp_path: Path, content: bytes, status: str):
    (tmp_path / "x.csv").write_bytes(content)
    result = runner.invoke(app, ["rohtabelle", str(tmp_path / "x.csv"), "--json"])
    table = json.loads(result.output)
    assert (result.exit_code, table["status"]) == (0, status)
    assert table["zeilen"] == ([["05916000", "Herne", "2022"]] if status == "ok" else [])
    assert set(table) == {"status", "kopf", "zeilen", "befunde"}


def test_the_raw_table_of_nothing_is_wrong_use(tmp_path: Path):
    assert runner.invoke(app, ["rohtabelle", str(tmp_path / "nichts.csv")]).exit_code == 2


def test_a_reason_is_taken_and_the_delivery_accepted(settings: Settings, reference: Reference):
    receipt = deliver(settings, reference, {"quelle": "Personal\u200bbericht"})
    command = [
        "begruenden",
        receipt,
        "ZEICHEN_UNSICHTBAR",
        "--grund",
        "So steht es im Original.",
        "--von",
        "Personalamt",
    ]
    result = runner.invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "angenommen mit Hinweisen" in result.output
    assert runner.invoke(app, command).exit_code == 2


def test_a_withdrawal_is_told_with_what_counts_now(settings: Settings, reference: Reference):
    first = deliver(settings, reference, {})
    second = deliver(settings, reference, {"wert": "95"})
    result = runner.invoke(app, ["zurueckziehen", second, "--grund", "falsche Datei", "--von", "Personalamt", "--json"])
    told = json.loads(result.output)
    assert (result.exit_code, told["zustand"], first in told["ergebnis"]) == (0, "ZURÜCKGEZOGEN", True)
    assert Store(settings.database_url).read("figures")["value"].tolist() == [94]


def test_a_misheard_receipt_is_wrong_use(settings: Settings):
    result = runner.invoke(app, ["wiederholen", "herne-eckwerte-2022-1-Z", "--grund", "x", "--von", "y"])
    assert result.exit_code == 2
    assert "Prüfzeichen" in result.stderr


def test_the_archive_is_inspected_and_played_back(settings: Settings, reference: Reference, tmp_path: Path):
    deliver(settings, reference, {})
    sound = runner.invoke(app, ["archiv", "pruefen"])
    assert (sound.exit_code, "alles stimmt" in sound.output) == (0, True)
    played = runner.invoke(app, ["archiv", "einspielen", "--json"])
    told = json.loads(played.output)
    assert (played.exit_code, told["eintraege"], told["abweichungen"]) == (0, 1, [])
    assert runner.invoke(app, ["archiv", "einspielen"]).exit_code == 2

    with Store(settings.database_url).transaction() as transaction:
        transaction.update("figures", {}, value=95.0)
    other = runner.invoke(app, ["archiv", "einspielen", "--nach", str(tmp_path / "noch.sqlite")])
    assert (other.exit_code, "figures: 1 Zeilen" in other.output) == (1, True)


def test_the_invented_network_has_a_home_of_its_own(tmp_path: Path):
    result = runner.invoke(app, ["beispiel", "--netz", str(tmp_path / "netz")])
    assert result.exit_code == 0
    cities = {path.name for path in (tmp_path / "netz" / "ingest").iterdir()}
    assert len(cities) == 10
    assert all(name.startswith("beispielstadt-") for name in cities)
    assert (tmp_path / "netz" / "seeds" / "cities.csv").is_file()
