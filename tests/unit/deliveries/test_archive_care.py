"""The care of the archive finds every kind of damage, and says which delivery it is about."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assets.deliveries.answering.answer import answer_waiting
from assets.deliveries.archive_care import differences, facts_hash, inspect
from assets.deliveries.arrival.archive import RECORDS, blobs
from assets.deliveries.arrival.take_in import take_in
from assets.deliveries.checking.check import check_delivery
from assets.reference.seeds import Reference
from pipelines.settings import Settings
from schemas.store import Store
from tests.conftest import copy_of, file_of


@pytest.fixture(scope="module")
def delivered(seeded: Settings, tmp_path_factory: pytest.TempPathFactory, reference: Reference) -> Settings:
    """Herne has delivered and is accepted. Tests only copy it."""
    settings = copy_of(seeded, tmp_path_factory.mktemp("delivered") / "home")
    store = Store(settings.database_url)
    place = settings.folders.ingest / "herne" / "eckwerte_2022.csv"
    place.parent.mkdir(parents=True)
    place.write_bytes(file_of({}))
    take_in(settings.folders, store, reference)
    answer_waiting(settings.folders, store, reference, check=check_delivery)
    return settings


@pytest.fixture
def settings(delivered: Settings, tmp_path: Path) -> Settings:
    """The same in a place of its own."""
    return copy_of(delivered, tmp_path / "home")


def blob(settings: Settings) -> Path:
    (path,) = blobs(settings.folders.archive)
    path.chmod(0o644)
    return path


def record(settings: Settings) -> Path:
    (path,) = (settings.folders.archive / RECORDS).glob("*/*.json")
    path.chmod(0o644)
    return path


def sql(settings: Settings, table: str, **values: object) -> None:
    with Store(settings.database_url).transaction() as transaction:
        transaction.update(table, {}, **values)


DAMAGES: dict[str, tuple[Callable[[Settings], object], str]] = {
    "flipped bit": (lambda home: blob(home).write_bytes(b"Hernd"), "ist beschädigt"),
    "lost file": (lambda home: blob(home).unlink(), "fehlt die archivierte Datei"),
    "lost record": (lambda home: record(home).unlink(), "fehlt im Archiv oder steht anders darin"),
    "changed record": (lambda home: record(home).write_text('{"number": 1}'), "steht anders darin"),
    "changed journal": (lambda home: sql(home, "events", at="gestern"), "Ereignisbuch ist ab Eintrag 1 verändert"),
    "changed state": (lambda home: sql(home, "deliveries", state="ABGEWIESEN"), "nicht mehr gültig"),
    "changed count": (lambda home: sql(home, "deliveries", rows_accepted=2), "angenommen sind 2 Zeilen, gespeichert 1"),
    "unfinished": (lambda home: sql(home, "deliveries", state="IN_PRÜFUNG"), "warten noch auf ihre Prüfung"),
}


def test_a_sound_archive_has_no_problem(settings: Settings):
    care = inspect(settings.folders, Store(settings.database_url))
    assert (care.blobs, care.unclaimed, care.records, care.deliveries, care.problems) == (1, 0, 1, 1, [])


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named(settings: Settings, damage: str):
    harm, words = DAMAGES[damage]
    harm(settings)
    assert words in " ".join(inspect(settings.folders, Store(settings.database_url)).problems)


def test_one_changed_number_changes_the_hash_and_is_counted(settings: Settings, tmp_path: Path):
    store = Store(settings.database_url)
    before = facts_hash(store)
    copy = tmp_path / "copy.sqlite"
    with closing(sqlite3.connect(store.engine.url.database)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
    sql(settings, "figures", value=95.0)
    assert facts_hash(store) != before == facts_hash(Store(f"sqlite:///{copy}"))
    sentences = differences(store, Store(f"sqlite:///{copy}"))
    assert sentences == ["figures: 1 Zeilen nur im Bestand, 1 nur im Archiv."]
