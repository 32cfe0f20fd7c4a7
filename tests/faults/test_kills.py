"""Kill -9 at every durable step and at random, with two workers: nothing is lost, doubled or half there.

KONTRAKT_KILLS raises the number of random kills (night run).
"""

import hashlib
import os
import random
import signal
import time
from pathlib import Path

import pytest

from assets.deliveries.archive_care import facts_hash, inspect, play_back
from assets.deliveries.checking.check import check_delivery
from assets.reference.seeds import Reference, load_reference
from pipelines.settings import Settings
from schemas.deliveries import ACCEPTED_STATES, REFUSED_STATES, State
from schemas.store import Store
from tests.conftest import copy_of, file_of
from tests.faults.workers import dying_at, ended, forked, work

KILLS = int(os.environ.get("KONTRAKT_KILLS", "40"))


@pytest.fixture(scope="module")
def folder(seeded: Settings, tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Settings:
    """Five good files, a bad one and one that belongs to nobody, before anything is taken in. Tests only copy it."""
    settings = copy_of(seeded, tmp_path_factory.mktemp("folder") / "home")
    # Read once here, and not again in every process that is forked from this one.
    load_reference(settings.folders.seeds)
    for number, (ags, slug) in enumerate(list(reference.slugs.items())[:5]):
        drop(settings, slug, file_of({"ags": ags, "stadt": reference.names[ags], "wert": str(90 + number)}))
    drop(settings, "herne", file_of({"wert": "viele"}), "eckwerte_2021.csv")
    drop(settings, "leipzig", file_of({"wert": "1"}))
    return settings


@pytest.fixture
def network(folder: Settings, tmp_path: Path) -> Settings:
    """The same in a place of its own."""
    return copy_of(folder, tmp_path / "network")


def drop(settings: Settings, folder: str, content: bytes, name: str = "eckwerte_2022.csv") -> None:
    place = settings.folders.ingest / folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_suffix(".part")
    temporary.write_bytes(content)
    temporary.rename(place)


def assert_nothing_is_lost_or_doubled(settings: Settings, reference: Reference, tmp_path: Path) -> None:
    store = Store(settings.database_url)
    deliveries = store.read("deliveries")
    lying = list(settings.folders.ingest.glob("*/*.csv"))
    for path in lying:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        mine = deliveries[(deliveries["sha256"] == sha256) & (deliveries["folder"] == path.parent.name)]
        assert mine["file_name"].tolist() == [path.name], path
        receipt = mine["receipt"].iloc[0]
        assert mine["state"].iloc[0] in [*ACCEPTED_STATES, *REFUSED_STATES, State.REPLACED]
        assert mine["state"].iloc[0] != State.QUARANTINE
        assert len(list(settings.folders.feedback.glob(f"*/{receipt}.html"))) == 1
    accepted = deliveries[deliveries["state"].isin(ACCEPTED_STATES)]
    figures = store.read("figures")
    assert sorted(figures["receipt"]) == sorted(accepted["receipt"])
    care = inspect(settings.folders, store)
    assert care.problems == []
    assert not list(settings.folders.archive.glob("**/.tmp-*")) or care.blobs
    again = Store(f"sqlite:///{tmp_path / 'neu.sqlite'}")
    play_back(settings.folders, again, reference, check_delivery)
    assert facts_hash(again) == facts_hash(store)


def test_a_kill_around_every_durable_step_is_mended(network: Settings, tmp_path: Path, reference: Reference):
    """Each run dies one durable act later than the one before, over a folder that gets a correction on the way."""
    killed, step = 0, 0
    while True:
        step += 1
        status = ended(forked(dying_at(step, lambda: work(network))))
        assert status in (0, -signal.SIGKILL)
        if status == 0:
            break
        killed += 1
        if step % 7 == 0:
            drop(network, "herne", file_of({"wert": str(100 + step)}))
    assert killed >= 20
    assert ended(forked(lambda: work(network))) == 0
    assert_nothing_is_lost_or_doubled(network, reference, tmp_path)


@pytest.mark.parametrize("step", range(1, 25))
def test_a_kill_at_one_step_of_an_empty_start_is_mended(
    step: int, network: Settings, tmp_path: Path, reference: Reference
):
    assert ended(forked(dying_at(step, lambda: work(network)))) == -signal.SIGKILL
    assert ended(forked(lambda: work(network))) == 0
    assert_nothing_is_lost_or_doubled(network, reference, tmp_path)


def test_random_kills_of_two_workers_lose_nothing(network: Settings, tmp_path: Path, reference: Reference):
    chance = random.Random(2010)  # noqa: S311 - a reproducible test
    cities = list(reference.slugs.items())
    kills, dropped = 0, 0
    workers = [forked(lambda: work(network)) for _ in range(2)]
    while kills < KILLS:
        time.sleep(chance.uniform(0, 0.15))
        if dropped < KILLS:
            ags, slug = chance.choice(cities)
            row = {"ags": ags, "stadt": reference.names[ags], "wert": str(10 + dropped)}
            drop(network, slug, file_of(row), f"eckwerte_{chance.choice([2021, 2022, 2023])}.csv")
            dropped += 1
        victim = chance.randrange(2)
        os.kill(workers[victim], signal.SIGKILL)
        kills += ended(workers[victim]) == -signal.SIGKILL
        workers[victim] = forked(lambda: work(network))
    assert all(ended(worker) == 0 for worker in workers)
    assert ended(forked(lambda: work(network))) == 0
    assert_nothing_is_lost_or_doubled(network, reference, tmp_path)
