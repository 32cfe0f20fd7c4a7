"""The command line in the words of its users, with its exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app, main
from pipelines.offline_check import check_file
from tests.conftest import file_of

runner = CliRunner()


@pytest.mark.parametrize("command", ["lauf", "pruefen", "beispiel", "oberflaeche"])
def test_every_command_explains_itself_in_german(command: str):
    result = runner.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert any(word in result.output for word in ["Nimmt Dateien an", "Prüft", "Legt", "Öffnet"])


def test_checking_a_file_needs_no_engine_and_no_database(tmp_path: Path):
    city = tmp_path / "herne"
    city.mkdir()
    (city / "eckwerte_2022.csv").write_bytes(file_of({}))
    code = (
        "import sys; from pipelines.cli import app\n"
        f"try: app(['pruefen', {str(city / 'eckwerte_2022.csv')!r}])\n"
        "finally: print(sorted({'dagster', 'sqlalchemy', 'great_tables'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_showing_a_raw_table_waits_for_no_library_of_tables(tmp_path: Path):
    (tmp_path / "eckwerte_2022.csv").write_bytes(file_of({}))
    code = (
        "import sys; from pipelines.cli import app\n"
        f"try: app(['rohtabelle', {str(tmp_path / 'eckwerte_2022.csv')!r}])\n"
        "finally: print(sorted({'pandas', 'pandera', 'openpyxl'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_checked_file_as_json(tmp_path: Path):
    (tmp_path / "eckwerte_2022.csv").write_bytes(file_of({"wert": "viele"}))
    result = runner.invoke(app, ["pruefen", str(tmp_path / "eckwerte_2022.csv"), "--stadt", "herne", "--json"])
    assert result.exit_code == 1
    (report,) = json.loads(result.output)
    assert (report["state"], report["rows_read"], report["rows_accepted"]) == ("ABGEWIESEN", 1, 0)
    (finding,) = report["findings"]
    assert (finding["code"], finding["row"], finding["column"], finding["value"]) == ("ZAHL_TEXT", 2, "wert", "viele")


def test_a_good_file_is_exit_code_zero(tmp_path: Path):
    (tmp_path / "eckwerte_2022.csv").write_bytes(file_of({}))
    result = runner.invoke(app, ["pruefen", str(tmp_path / "eckwerte_2022.csv"), "--stadt", "herne"])
    assert result.exit_code == 0
    assert "angenommen, 1 von 1 Zeilen" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Befehle:"),
        (["lauf"], "Es fehlt die Angabe „jahr“."),
        (["lauf", "bald"], "Die Angabe „jahr“ passt nicht."),
        (["lauf", "1999"], "1999 ist kein Berichtsjahr."),
        (["lauf", "2023", "--quer"], "Die Option --quer gibt es nicht."),
        (["laufen"], "Diesen Befehl oder diese Angabe gibt es nicht."),
    ],
)
def test_wrong_use_is_told_in_german(
    arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["kontrakt", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    told = capsys.readouterr().err
    assert stop.value.code == 2
    assert words in told
    assert not any(english in told for english in ["Usage", "Error", "Try", "Missing"])


@pytest.mark.parametrize("command", [[], ["lauf"], ["pruefen"], ["beispiel"], ["oberflaeche"]])
def test_no_english_word_of_the_library_is_left_in_the_help(command: list[str]):
    text = runner.invoke(app, [*command, "--help"]).output
    assert not any(english in text for english in ["Usage", "Options", "Arguments", "Commands", "Show", "required"])


@pytest.mark.parametrize(
    "arguments", [["lauf", "1999"], ["lauf", "bald"], ["pruefen"], ["pruefen", "nichts.csv"], ["gibtsnicht"]]
)
def test_wrong_use_is_exit_code_two(arguments: list[str]):
    assert runner.invoke(app, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("eckwerte_2022.csv", "leipzig"),
        ("zahlen.csv", "herne"),
        ("eckwerte_1999.csv", "herne"),
    ],
)
def test_a_file_that_cannot_be_checked_is_refused_in_words(tmp_path: Path, name: str, city: str):
    (tmp_path / name).write_bytes(file_of({}))
    result = runner.invoke(app, ["pruefen", str(tmp_path / name), "--stadt", city])
    assert result.exit_code == 1
    assert "abgewiesen" in result.output


def test_the_example_lies_where_it_is_asked_for(tmp_path: Path):
    result = runner.invoke(app, ["beispiel", "--ordner", str(tmp_path)])
    assert result.exit_code == 0
    assert "18 Dateien von 10 Städten" in result.output
    assert (tmp_path / "hagen" / "eckwerte_2023.csv").is_file()


def test_checking_refuses_at_the_door_what_the_intake_refuses(tmp_path: Path):
    (tmp_path / "eckwerte_1999.csv").write_bytes(file_of({}))
    (tmp_path / "eckwerte_2022.csv").symlink_to(tmp_path / "eckwerte_1999.csv")
    codes = [
        [one["code"] for one in check_file(tmp_path / name, "herne")["findings"]]
        for name in ("eckwerte_1999.csv", "eckwerte_2022.csv")
    ]
    assert codes == [["DATEI_JAHR"], ["DATEI_ART"]]
