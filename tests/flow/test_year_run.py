"""A yearly run with bad input, again, and by another door: nothing accepted is lost, the result is the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assets.deliveries.answering import answer
from assets.deliveries.checking.expected import Earlier, Expected
from assets.deliveries.reading.child import ChildDied
from assets.editions.shelf import read_edition
from assets.reference.seeds import Reference
from pipelines.settings import Settings
from pipelines.year_run import dagster_instance, run_year
from schemas.store import Store
from tests.conftest import ROOT, drop_published_files, file_of, settings_in


def edition_bytes(settings: Settings, year: int) -> dict[str, bytes]:
    place = settings.folders.editions / str(year) / "v1"
    return read_edition(place)


def environment(settings: Settings) -> dict[str, str]:
    return {**os.environ, "KONTRAKT_HOME": str(settings.home), "DAGSTER_HOME": str(settings.dagster_home)}


def test_same_input_same_bytes_in_another_place(demo: Settings, tmp_path: Path, reference: Reference):
    other = settings_in(tmp_path, every_language=True)
    drop_published_files(other, reference)
    run_year(other, 2023)
    assert edition_bytes(other, 2023) == edition_bytes(demo, 2023)


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """Herne and Bochum have delivered and are accepted."""
    settings = settings_in(tmp_path)
    drop(settings, "herne", file_of({}))
    drop(settings, "bochum", file_of({"ags": "05911000", "stadt": "Bochum"}))
    assert run_year(settings, 2022).states == {"ANGENOMMEN": 2}
    return settings


def drop(settings: Settings, folder: str, content: bytes, name: str = "eckwerte_2022.csv") -> None:
    place = settings.folders.ingest / folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


BAD = {
    "unknown city": (file_of({"ags": "05999000"}), "STADT_UNBEKANNT", 2, "ags"),
    "unknown definition": (file_of({"definition": "ST_PASS"}), "DEFINITION_UNBEKANNT", 2, "definition"),
    "text in a number": (file_of({}, {"gruppe": "weiblich", "wert": "ca. 68", "n": ""}), "ZAHL_TEXT", 3, "wert"),
    "duplicate key": (file_of({}, {}), "ZEILE_DOPPELT", 3, "kennzahl"),
    "wrong unit": (file_of({"einheit": "Jahre"}), "EINHEIT_FALSCH", 2, "einheit"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_whole_and_the_others_go_on(small: Settings, case: str):
    content, code, row, column = BAD[case]
    drop(small, "herne", content)
    drop(small, "bochum", file_of({"ags": "05911000", "stadt": "Bochum", "wert": "200"}))
    outcome = run_year(small, 2022)

    assert [(one.file, one.receipt) for one in outcome.refused] == [
        ("herne/eckwerte_2022.csv", "herne-eckwerte-2022-2-W")
    ]
    assert f"Zeile {row}, Spalte {column}" in " ".join(outcome.refused[0].messages)
    store = Store(small.database_url)
    findings = store.read("findings", receipt="herne-eckwerte-2022-2-W", severity="FEHLER")
    assert (code, row, column) in list(zip(findings["code"], findings["row"], findings["column"], strict=True))
    figures = store.read("figures").set_index("ags")["value"]
    assert figures.to_dict() == {"05916000": 94, "05911000": 200}
    feedback = (small.folders.feedback / "herne" / "herne-eckwerte-2022-2-W.html").read_text(encoding="utf-8")
    assert code in feedback
    assert (small.folders.editions / "2022" / "v1" / "de" / "index.html").is_file()


def test_the_command_names_refused_files_and_ends_with_one(small: Settings):
    drop(small, "herne", file_of({"wert": "viele"}))
    command = [sys.executable, "-c", "from pipelines.cli import main; main()", "lauf", "2022"]
    result = subprocess.run(command, capture_output=True, text=True, env=environment(small), cwd=ROOT)
    assert result.returncode == 1
    assert "Abgewiesen: herne/eckwerte_2022.csv" in result.stdout
    assert "Zeile 2, Spalte wert (Zelle G2): „viele“ ist keine Zahl." in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert "DEBUG" not in result.stderr

    drop(small, "herne", file_of({"wert": "95"}))
    result = subprocess.run([*command, "--json"], capture_output=True, text=True, env=environment(small), cwd=ROOT)
    assert result.returncode == 0
    report = json.loads(result.stdout)
    assert report["abgewiesen"] == []
    assert report["lieferungen"] == {"ANGENOMMEN": 2}


def test_a_poisonous_file_is_put_aside_and_the_others_go_on(
    small: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    check = answer.check_in_child

    def dies_on_herne(content: bytes, expected: Expected, reference: Reference, earlier: Earlier):
        if expected.place == "Herne":
            raise ChildDied("Gift")
        return check(content, expected, reference, earlier)

    monkeypatch.setattr(answer, "check_in_child", dies_on_herne)
    drop(small, "herne", file_of({"wert": "96"}))
    drop(small, "bochum", file_of({"ags": "05911000", "stadt": "Bochum", "wert": "200"}))
    outcome = run_year(small, 2022)
    assert outcome.states == {"ANGENOMMEN": 1, "QUARANTÄNE": 1}
    assert "ließ sich nicht prüfen (Gift)" in outcome.refused[0].messages[0]
    figures = Store(small.database_url).read("figures").set_index("ags")["value"]
    assert figures.to_dict() == {"05916000": 94, "05911000": 200}
    assert "Traceback" not in capfd.readouterr().err
    with dagster_instance(small) as instance:
        run = next(run for run in instance.get_runs() if run.job_name == "pruefung")
        assert any("Gift" in entry.user_message for entry in instance.all_logs(run.run_id))


def test_nothing_new_in_the_folder_changes_nothing(small: Settings):
    before = edition_bytes(small, 2022), Store(small.database_url).read("deliveries")
    run_year(small, 2022)
    after = edition_bytes(small, 2022), Store(small.database_url).read("deliveries")
    assert after[0] == before[0]
    assert after[1].equals(before[1])


def test_the_edition_tells_what_counts_now(small: Settings):
    """A refused correction shows its findings, the accepted delivery stays in force; what is overtaken is silent."""
    drop(small, "herne", file_of({"wert": "viele"}))
    drop(small, "leipzig", file_of({}))
    run_year(small, 2022)
    page = edition_bytes(small, 2022)["de/datenqualitaet.html"].decode()
    assert "„viele“ ist keine Zahl" in page
    assert "leipzig" not in page
    assert "<td>abgewiesen</td>" not in page
    drop(small, "herne", file_of({"wert": "95"}))
    outcome = run_year(small, 2022)
    assert "viele" not in edition_bytes(small, 2022)["de/datenqualitaet.html"].decode()
    assert outcome.states == {"ABGEWIESEN": 1, "ANGENOMMEN": 2}
    (small.folders.ingest / "leipzig" / "eckwerte_2022.csv").unlink()
    assert run_year(small, 2022).states == {"ANGENOMMEN": 2}


def test_an_answer_that_a_stop_left_out_is_written_later(small: Settings):
    page = small.folders.feedback / "herne" / "herne-eckwerte-2022-1-Y.html"
    before = page.read_bytes()
    page.unlink()
    run_year(small, 2022)
    assert page.read_bytes() == before


def test_a_file_refused_at_the_door_is_answered_too(small: Settings):
    drop(small, "herne", b"x", name="zahlen.csv")
    drop(small, "leipzig", file_of({}))
    outcome = run_year(small, 2022)
    assert [one.file for one in outcome.refused] == ["herne/zahlen.csv", "leipzig/eckwerte_2022.csv"]
    pages = (small.folders.feedback / "netzwerkbuero").glob("*.html")
    assert len([page for page in pages if not page.stem.endswith("-eingang")]) == 1
    (small.folders.ingest / "herne" / "zahlen.csv").unlink()
    assert [one.file for one in run_year(small, 2022).refused] == ["leipzig/eckwerte_2022.csv"]


def test_a_file_with_a_strange_name_is_named_too(small: Settings):
    names = ["=\u202egnp.csv", "x" * 120 + ".csv", os.fsdecode(b"M\xfclheim.csv")]
    for name in names:
        drop(small, "herne", b"x", name=name)
    files = [one.file for one in run_year(small, 2022).refused]
    assert len(files) == 3
    assert all(file.isprintable() for file in files)


def test_an_empty_folder_is_an_edition_of_reasons(tmp_path: Path):
    settings = settings_in(tmp_path)
    outcome = run_year(settings, 2023)
    assert (outcome.states, len(outcome.missing), outcome.refused) == ({}, 10, [])
    assert "Für keine der 10 Städte" in edition_bytes(settings, 2023)["de/index.html"].decode()


def test_the_engines_own_command_gives_the_same_edition(demo: Settings, tmp_path: Path, reference: Reference):
    """What the user interface launches are the same assets; here by the engine's command line, in its own process."""
    other = settings_in(tmp_path, every_language=True)
    drop_published_files(other, reference)
    other.dagster_home.mkdir(parents=True)
    steps = [
        ["reference_data,deliveries,reference_figures"],
        ["accepted_rows", "--partition-range", "bochum|2022...oberhausen|2025"],
        ["indicator_values,published_values,edition", "--partition", "2023"],
    ]
    for selection, *partition in steps:
        command = [sys.executable, "-m", "dagster", "asset", "materialize", "-m", "pipelines.definitions"]
        if "edition" in selection:
            command += ["--config-json", json.dumps({"ops": {"edition": {"config": {"druck": False}}}})]
        subprocess.run(
            [*command, "--select", selection, *partition],
            check=True,
            capture_output=True,
            env=environment(other),
            cwd=ROOT,
        )
    assert edition_bytes(other, 2023) == edition_bytes(demo, 2023)
