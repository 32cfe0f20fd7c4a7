"""What the tests in Chromium share: a browser, an edition of real figures, one of an invented network."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assets.deliveries.example_network import OVERLAY, example_network
from assets.folders import write_whole
from assets.reference.seeds import load_reference
from pipelines.settings import Settings
from tests.conftest import ROOT, SEEDS

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A city that surveys and answers every form; three years make a trend.
DELIVERS, SINCE, YEAR = "beispielstadt-linde", 2021, 2023


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "Chromium fehlt: make test richtet es ein"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def published(demo: Settings) -> Path:
    """The edition of the really published figures."""
    return demo.folders.editions / "2023" / "v1"


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of an invented network in which one city delivers all forms, by the command line."""
    home = tmp_path_factory.mktemp("netz")
    (home / "seeds").mkdir()
    for path in [*sorted(SEEDS.glob("*.csv")), *sorted((SEEDS / OVERLAY).glob("*.csv"))]:
        shutil.copyfile(path, home / "seeds" / path.name)
    years = {str(year) for year in range(SINCE, YEAR + 1)}
    for name, content in example_network(load_reference(home / "seeds"), SINCE).items():
        if name.startswith(DELIVERS) and Path(name).stem.split(" ")[0].split("_")[-1] in years:
            write_whole(home / "ingest" / name, content)
    done = subprocess.run(
        [Path(sys.executable).with_name("kontrakt"), "lauf", str(YEAR)],
        cwd=ROOT,
        env={**os.environ, "KONTRAKT_HOME": str(home), "DAGSTER_HOME": str(home / "dagster")},
        capture_output=True,
        text=True,
        check=False,
    )
    place = home / "editions" / str(YEAR) / "v1"
    assert place.is_dir(), done.stdout + done.stderr
    return place
