"""A yearly run with bad input, again, and by another door: nothing accepted is lost, the result is the same."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from assets.deliveries.answering import answer
from assets.deliveries.checking.expected import Earlier, Expected
from assets.deliveries.reading.child import ChildDied
from assets.editions.shelf import read_edition
from assets.reference.seeds import Reference
from pipelines.settings import Settings
from pipelines.year_run import Outcome, dagster_instance, run_year
from schemas.store import Store
from tests.conftest import ROOT, copy_of, drop_published_files, file_of, settings_in


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


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Herne and Bochum have delivered and are accepted. Tests only read it."""
    settings = settings_in(tmp_path_factory.mktemp("accepted"))
    drop(settings, "herne", file_of({}))
    drop(settings, "bochum", file_of({"ags": "05911000", "stadt": "Bochum"}))
    assert run_year(settings, 2022).states == {"ANGENOMMEN": 2}
    return settings


@pytest.fixture
def small(accepted: Settings, tmp_path: Path) -> Settings:
    """The same two cities in a place of its own, to go on from there."""
    return copy_of(accepted, tmp_path / "home")


def drop(settings: Settings, folder: str, content: bytes, name: str = "eckwerte_2022.csv") -> None:
    place = settings.folders.ingest / folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


BAD = {
    "unknown city": ("duisburg", {"ags": "05999000"}, "STADT_UNBEKANNT", 2, "ags"),
    "unknown definition": ("essen", {"definition": "ST_PASS"}, "DEFINITION_UNBEKANNT", 2, "definition"),
    "text in a number": ("gelsenkirchen", {"wert": "ca. 68", "n": ""}, "ZAHL_TEXT", 3, "wert"),
    "duplicate key": ("hagen", {}, "ZEILE_DOPPELT", 3, "kennzahl"),
    "wrong unit": ("herne", {"einheit": "Jahre"}, "EINHEIT_FALSCH", 2, "einheit"),
}


@dataclass(frozen=True)
class Corrected:
    """A network in which five cities have sent a bad correction and one a good one, and what its run brought."""

    settings: Settings
    outcome: Outcome
    ags: dict[str, str]


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Corrected:
    settings, ags = (
        settings_in(tmp_path_factory.mktemp("corrected")),
        {slug: one for one, slug in reference.slugs.items()},
    )
    own = {slug: {"ags": ags[slug], "stadt": reference.names[ags[slug]]} for slug in ags}
    slugs = [slug for slug, *_ in BAD.values()]
    for slug in [*slugs, "bochum"]:
        drop(settings, slug, file_of(own[slug]))
    assert run_year(settings, 2022).states == {"ANGENOMMEN": 6}
    for slug, cells, _code, row, _column in BAD.values():
        good = [own[slug]] if row == 3 else []
        second = {"gruppe": "weiblich"} if "wert" in cells else {}
        drop(settings, slug, file_of(*good, own[slug] | second | cells))
    drop(settings, "bochum", file_of(own["bochum"] | {"wert": "200"}))
    return Corrected(settings, run_year(settings, 2022), ags)


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_whole_and_the_others_go_on(corrected: Corrected, case: str):
    slug, _cells, code, row, column = BAD[case]
    (refused,) = [one for one in corrected.outcome.refused if one.file == f"{slug}/eckwerte_2022.csv"]
    assert refused.receipt.startswith(f"{slug}-eckwerte-2022-2-")
    assert f"Zeile {row}, Spalte {column}" in " ".join(refused.messages)
    store = Store(corrected.settings.database_url)
    findings = store.read("findings", receipt=refused.receipt, severity="FEHLER")
    assert (code, row, column) in list(zip(findings["code"], findings["row"], findings["column"], strict=True))
    assert store.read("figures").set_index("ags")["value"][corrected.ags[slug]] == 94
    feedback = (corrected.settings.folders.feedback / slug / f"{refused.receipt}.html").read_text(encoding="utf-8")
    assert code in feedback


def test_among_bad_files_the_good_one_counts(corrected: Corrected):
    assert len(corrected.outcome.refused) == len(BAD)
    assert corrected.outcome.states == {"ABGEWIESEN": 5, "ANGENOMMEN": 1}
    assert "herne-eckwerte-2022-2-W" in {one.receipt for one in corrected.outcome.refused}
    figures = Store(corrected.settings.database_url).read("figures").set_index("ags")["value"]
    assert figures.to_dict() == {corrected.ags[slug]: 94 for slug, *_ in BAD.values()} | {"05911000": 200}
    assert "de/index.html" in edition_bytes(corrected.settings, 2022)


def test_the_command_names_refused_files_and_ends_with_one(small: Settings):
    drop(small, "herne", file_of({"wert": "viele"}))
    command = [sys.executable, "-c", "from pipelines.cli import main; main()", "lauf", "2022", "--ohne-druck"]
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


def test_the_engines_own_command_gives_the_same_edition(accepted: Settings, tmp_path: Path):
    """What the user interface launches are the same assets; here by the engine's command line, in its own process."""
    other = settings_in(tmp_path / "home")
    shutil.copytree(accepted.folders.ingest, other.folders.ingest)
    other.dagster_home.mkdir(parents=True)
    steps = [
        ["reference_data,deliveries,reference_figures"],
        ["accepted_rows", "--partition-range", "bochum|2022...oberhausen|2025"],
        ["indicator_values,published_values,edition", "--partition", "2022"],
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
    assert edition_bytes(other, 2022) == edition_bytes(accepted, 2022)
