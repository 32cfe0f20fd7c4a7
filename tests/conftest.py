"""What tests share: the reviewed seeds, one city's place, and one whole demo network built once."""

import gc
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from assets.deliveries.checking.rules import Expected
from assets.deliveries.reference_figures import city_files
from assets.folders import write_whole
from assets.reference.seeds import Reference, load_reference
from pipelines.settings import Settings
from schemas.forms import FORMS
from schemas.reference import SEEDS as SEED_TABLES
from schemas.store import Store

# No test says how fast a machine must be.
settings.register_profile("kontrakt", deadline=None)
settings.load_profile("kontrakt")


def pytest_collection_finish() -> None:
    """What was collected stays: looking through it for garbage again and again took an eighth of the time."""
    gc.collect()
    gc.freeze()


ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
HEADERS = list(FORMS["eckwerte"].headers)

# One valid row of the form, in the words of a city.
ROW = {
    "ags": "05916000",
    "stadt": "Herne",
    "jahr": "2021",
    "stichtag": "30.06.2021",
    "kennzahl": "Beschäftigte ohne deutsche Staatsangehörigkeit",
    "gruppe": "insgesamt",
    "wert": "94",
    "einheit": "Personen",
    "wertart": "Wert",
    "definition": "ST_STA",
    "erhebungsart": "nur Staatsangehörigkeit aus Personaldaten",
    "berichtskreis": "Kernverwaltung",
    "n": "3001",
    "gesamt": "3001",
    "quelle": "Personalbericht",
    "mindestzahl": "",
    "bemerkung": "",
}


def file_of(*rows: dict[str, str], header: list[str] | None = None) -> bytes:
    """A delivered file: each row is ROW with the given cells changed."""
    lines = [";".join(header or HEADERS)]
    lines += [";".join((ROW | row)[name] for name in HEADERS) for row in rows]
    return ("\r\n".join(lines) + "\r\n").encode()


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(SEEDS)


@pytest.fixture(scope="session")
def herne() -> Expected:
    return Expected({"05916000": "Herne"}, 2022, "Herne")


def settings_in(home: Path, *, every_language: bool = False) -> Settings:
    """A place of its own. Unless a test is about languages its editions are German: that is five times quicker."""
    if not every_language and not (home / "seeds").exists():
        shutil.copytree(SEEDS, home / "seeds", ignore=shutil.ignore_patterns("beispiel"))
        words = (SEEDS / "languages.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (home / "seeds" / "languages.csv").write_text("".join(words[:2]), encoding="utf-8")
    return Settings(home, f"sqlite:///{home / 'kontrakt.sqlite'}")


def copy_of(settings: Settings, place: Path) -> Settings:
    """The same installation in a place that is not there yet, to go on from there."""
    Store(settings.database_url).engine.dispose()
    shutil.copytree(settings.home, place)
    return settings_in(place)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Settings:
    """An installation with its seeds stored and nothing else. Tests only copy it."""
    settings = settings_in(tmp_path_factory.mktemp("seeded"))
    store = Store(settings.database_url)
    store.replace_all({name: (getattr(reference, name), [{}]) for name in SEED_TABLES})
    return settings


@pytest.fixture
def installation(seeded: Settings, tmp_path: Path) -> Settings:
    """An installation of its own with its seeds stored."""
    return copy_of(seeded, tmp_path / "installation")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'kontrakt.sqlite'}")


def drop_published_files(settings: Settings, reference: Reference) -> None:
    for name, content in city_files(SEEDS / "eckwerte.csv", reference).items():
        write_whole(settings.folders.ingest / name, content)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Settings:
    """The demo network after `kontrakt beispiel`, `kontrakt lauf 2022` and `kontrakt lauf 2023`. Tests only read it."""
    from pipelines.year_run import run_year

    settings = settings_in(tmp_path_factory.mktemp("demo"), every_language=True)
    drop_published_files(settings, reference)
    for year in (2022, 2023):
        outcome = run_year(settings, year)
        assert outcome.refused == []
    return settings
