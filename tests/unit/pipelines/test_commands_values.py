"""The command that shows computed values: what a steward reads, what machines get, what is said where nothing is."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from pipelines.cli import app, main
from pipelines.commands_values import INTERNAL
from pipelines.settings import Settings
from schemas.indicators import IndicatorValue, NetworkValue
from schemas.published import COLUMNS, NETWORK_COLUMNS
from schemas.store import Store
from tests.conftest import copy_of

NONE = float("nan")
HERNE, HAGEN = "05916000", "05914000"
SHARE = {
    "ags": HERNE,
    "indicator": "share_staff",
    "group": "insgesamt",
    "year": 2023,
    "value": 94 / 3001,
    "unit": "ANTEIL",
    "status": "wert",
    "value_kind": "WERT",
    "definition": "MZ_EG",
    "method": "BEFRAGUNG",
    "grade": "B",
    "published_unit": "PERSONEN",
    "numerator": 94.0,
    "n": 3001.0,
    "interval": "finite",
    "low": 0.03,
    "high": 0.04,
    "receipt": "herne-personal-2023-1-K",
    "line": 2,
}
MISSING = {"value": NONE, "numerator": NONE, "n": NONE, "low": NONE, "high": NONE, "interval": "", "grade": ""}
GAP = SHARE | {"indicator": "gap", "base": "share_staff", "value": 16.25, "unit": "PROZENTPUNKTE", "interval": ""}
ROWS = [
    SHARE,
    GAP | {"low": NONE, "high": NONE},
    SHARE | {"year": 2021, "value": 0.02, "line": 3},
    SHARE | {"dimension": "leadership", "group": "AMT", "value": 0.01, "line": 4},
    GAP | {"dimension": "age", "group": "A0_24", "value": 20.5, "low": NONE, "high": NONE, "line": 6},
    GAP | {"view": "A18_65", "value": 18.5, "low": NONE, "high": NONE},
    SHARE
    | {"indicator": "parity_year_static", "base": "share_staff", "value": 2041.2, "unit": "JAHRESZAHL", "high": NONE}
    | {"low": 2035.0, "interval": "regression"},
    SHARE
    | {"ags": HAGEN, "receipt": "", "line": 0, "year": None, "status": "nicht_geliefert", "definition": ""}
    | MISSING,
    GAP
    | {"ags": HAGEN, "receipt": "", "line": 0, "year": None, "status": "nicht_geliefert", "definition": ""}
    | MISSING,
    SHARE
    | {"indicator": "competence_adverts", "value": 0.0, "status": "null", "low": NONE, "high": NONE, "interval": ""},
]
NETWORK = {
    "indicator": "share_staff",
    "group": "insgesamt",
    "family": "mikrozensus_eg",
    "unit": "ANTEIL",
    "status": "wert",
    "pooled": 0.031,
    "median": 0.05,
    "lowest": 0.03,
    "highest": 0.07,
    "city_count": 2,
    "cities": f"{HAGEN}|{HERNE}",
    "years": "2023",
}

runner = CliRunner()


def rows_of(model: type[IndicatorValue] | type[NetworkValue], *rows: dict) -> pd.DataFrame:
    columns = model.to_schema().columns
    empty = {name: "" if "str" in str(spec.dtype) else None for name, spec in columns.items()}
    return model.validate(pd.DataFrame([empty | {"reporting_year": 2023} | row for row in rows]))


@pytest.fixture(scope="module")
def filled(seeded: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation whose store holds a few values of 2023 and nothing of other years. Tests only read it."""
    settings = copy_of(seeded, tmp_path_factory.mktemp("werte") / "home")
    store = Store(settings.database_url)
    store.replace("indicator_values", rows_of(IndicatorValue, *ROWS), reporting_year=2023)
    store.replace("network_values", rows_of(NetworkValue, NETWORK), reporting_year=2023)
    return settings


@pytest.fixture
def settings(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The filled installation as the one that the commands are about."""
    monkeypatch.setenv("KONTRAKT_HOME", str(filled.home))
    return filled


def lines_of(*arguments: str) -> list[str]:
    result = runner.invoke(app, ["werte", "2023", *arguments])
    assert result.exit_code == 0, result.output
    assert result.stderr == f"{INTERNAL}\n"
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


def test_each_city_has_its_newest_figures_with_what_was_computed_from_them(settings: Settings):
    lines = lines_of()
    herne = lines[lines.index(next(line for line in lines if line.startswith("Herne"))) :]
    assert herne[1:4] == [
        "Beschäftigte mit Zuwanderungsgeschichte 2023 3,1 Prozent 3,0 bis 4,0 3.001 B MZ_EG",
        "Repräsentationslücke 2023 +16,3 Prozentpunkte 3.001 B MZ_EG",
        "Paritätsjahr gegen den heutigen Bevölkerungsanteil 2023 2041 ab 2035 3.001 B MZ_EG",
    ]
    assert "Stellenausschreibungen" not in "".join(herne)
    assert herne[4] == "Ausschreibungen mit interkultureller Kompetenz 2023 0,0 Prozent 3.001 B MZ_EG"


def test_the_network_is_told_with_its_pooled_share_median_and_range(settings: Settings):
    line = "Beschäftigte mit Zuwanderungsgeschichte 3,1 5,0 Prozent 3,0 bis 7,0 2 mikrozensus_eg"
    assert line in lines_of()
    assert line not in lines_of("--stadt", "herne")


def test_a_city_without_a_share_has_one_line_that_says_so(settings: Settings):
    hagen = lines_of("--stadt", "hagen")
    assert hagen[1] == "Beschäftigte mit Zuwanderungsgeschichte nicht geliefert"
    assert not any("lücke" in line for line in hagen)


def test_what_is_left_out_is_counted_and_found_with_the_indicator(settings: Settings):
    assert lines_of("--stadt", "herne")[-1].startswith("4 weitere Zeilen")
    assert lines_of("--stadt", "hagen")[-1].startswith("1 weitere Zeile ")
    whole = lines_of("--stadt", "herne", "--kennzahl", "share_staff")
    assert "Führung: Amts- oder Fachbereichsleitung" in " ".join(whole)
    assert any(" 2021 2,0 Prozent" in line for line in whole)
    assert "Altersgruppe: unter 25 Repräsentationslücke 2023 +20,5 Prozentpunkte" in " ".join(whole)
    assert any(line.startswith("Repräsentationslücke (Bevölkerung: 18 bis 65) 2023 +18,5") for line in whole)
    assert not any("weitere Zeile" in line for line in whole)


@pytest.mark.parametrize("city", ["herne", "Herne", "HERNE", HERNE])
def test_a_city_is_known_by_folder_name_and_ags(settings: Settings, city: str):
    told = json.loads(runner.invoke(app, ["werte", "2023", "--stadt", city, "--json"]).stdout)
    assert {row["stadt"] for row in told["werte"]} == {"Herne"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("share_staff", {"share_staff", "gap", "parity_year_static"}),
        ("gap", {"gap"}),
        ("competence", {"competence_adverts"}),
    ],
)
def test_an_indicator_is_chosen_with_all_that_hangs_on_it_or_by_its_beginning(
    settings: Settings, said: str, found: set[str]
):
    told = json.loads(runner.invoke(app, ["werte", "2023", "--kennzahl", said, "--json"]).stdout)
    assert {row["kennzahl"] for row in told["werte"]} == found


def test_machines_get_every_column_unrounded_and_nothing_where_there_is_no_number(settings: Settings):
    told = json.loads(runner.invoke(app, ["werte", "2023", "--json"]).stdout)
    assert len(told["werte"]) == len(ROWS)
    assert all(set(row) == set(COLUMNS.values()) for row in told["werte"])
    (own,) = (row for row in told["werte"] if row["zeile"] == 2 and row["kennzahl"] == "share_staff")
    assert (own["wert"], own["jahr"], own["n"]) == (94 / 3001, 2023, 3001.0)
    lacking = next(row for row in told["werte"] if row["ags"] == HAGEN)
    assert (lacking["wert"], lacking["jahr"], lacking["status"]) == (None, None, "nicht_geliefert")
    assert [set(row) for row in told["netzwerk"]] == [set(NETWORK_COLUMNS.values())]


def test_no_column_of_the_values_is_kept_from_machines():
    assert set(IndicatorValue.to_schema().columns) <= set(COLUMNS)
    assert set(NetworkValue.to_schema().columns) == set(NETWORK_COLUMNS)


def test_the_csv_holds_all_values_of_the_cities_unrounded(settings: Settings):
    result = runner.invoke(app, ["werte", "2023", "--csv"])
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert (result.exit_code, result.stderr) == (0, f"{INTERNAL}\n")
    assert len(rows) == len(ROWS)
    assert {row["wert"] for row in rows if row["zeile"] == "2" and row["kennzahl"] == "share_staff"} == {str(94 / 3001)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2022"], "Für 2022 ist noch nichts gerechnet. Zuerst: kontrakt lauf 2022"),
        (["2023", "--stadt", "bochum"], "Dazu gibt es für 2023 keine Werte."),
        (["2023", "--kennzahl", "measures", "--json"], "Dazu gibt es für 2023 keine Werte."),
    ],
)
def test_where_nothing_is_computed_the_command_says_so_and_ends_with_one(
    settings: Settings, arguments: list[str], words: str
):
    result = runner.invoke(app, ["werte", *arguments])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{words}\n")


def test_without_a_database_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KONTRAKT_HOME", str(tmp_path))
    assert runner.invoke(app, ["werte", "2023"]).exit_code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["1999"], "1999 ist kein Berichtsjahr. Möglich: 2010 bis"),
        (["2023", "--json", "--csv"], "Bitte entweder --json oder --csv angeben, nicht beides."),
        (["2023", "--stadt", "leipzig"], "Die Stadt „leipzig“ gibt es nicht. Möglich: bochum, bottrop"),
        (["2023", "--kennzahl", "glück"], "Die Kennzahl „glück“ gibt es nicht. Möglich: staff, leaders"),
    ],
)
def test_wrong_use_is_told_with_what_is_possible(
    settings: Settings,
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr(sys, "argv", ["kontrakt", "werte", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["werte", "--help"], ["werte", "2023"]])
def test_showing_values_needs_no_engine(settings: Settings, arguments: list[str]):
    code = (
        "import sys; from pipelines.cli import app\n"
        f"try: app({arguments!r})\n"
        "finally: print(sorted({'dagster', 'great_tables', 'scipy'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"
