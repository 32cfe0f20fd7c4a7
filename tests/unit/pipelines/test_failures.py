"""A run that breaks is told in one German sentence, with its details in a log and its own exit code."""

import errno
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from assets.reference.seeds import SeedError
from pipelines import year_run
from pipelines.cli import app
from pipelines.failures import explained
from reports.pdf import PdfMissing

CASES = [
    (SeedError("cities.csv, Zeile 3"), "Stammdaten im Ordner seeds/ sind nicht in Ordnung. cities.csv, Zeile 3"),
    (sa.exc.DatabaseError("select", {}, Exception("file is not a database")), "Datenbank"),
    (sa.exc.IntegrityError("insert", {}, Exception("FOREIGN KEY constraint failed")), "Zeile wieder einsetzen"),
    (OSError(errno.ENOSPC, "voll"), "kein Platz"),
    (PermissionError(errno.EACCES, "verboten", "var/editions"), "var/editions"),
    (ZeroDivisionError("x"), "ZeroDivisionError"),
    (PdfMissing("Für PDF-Dateien fehlt die Schrift."), "ohne PDF-Dateien. Für PDF-Dateien fehlt die Schrift."),
]


@pytest.mark.parametrize(("error", "words"), CASES, ids=lambda case: type(case).__name__)
def test_every_failure_has_its_sentence(error: Exception, words: str):
    assert words in explained(error)


@pytest.mark.parametrize("arguments", [["lauf", "2023"], ["lauf", "2023", "--json"]])
def test_a_broken_run_ends_in_words(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_args: object, **_how: object) -> None:
        raise SeedError("cities.csv, Zeile 3, Spalte ags: '5113000' passt nicht")

    monkeypatch.setenv("KONTRAKT_HOME", str(tmp_path))
    monkeypatch.setattr(year_run, "run_year", broken)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 3
    assert "cities.csv, Zeile 3" in result.stderr
    assert "gilt weiter" in result.stderr
    assert "Traceback" not in result.output
    assert "SeedError" in (tmp_path / "protokoll.log").read_text(encoding="utf-8")


def test_a_damaged_database_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KONTRAKT_HOME", str(tmp_path))
    (tmp_path / "kontrakt.sqlite").write_bytes(b"kein SQLite")
    result = CliRunner().invoke(app, ["lauf", "2023"])
    assert result.exit_code == 3
    assert "Datenbank" in result.stderr
    shutil.rmtree(tmp_path)
