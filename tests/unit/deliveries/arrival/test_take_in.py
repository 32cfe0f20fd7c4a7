"""Taking in refuses to go on where it would lose something: a lost database, a share that is not there."""

from pathlib import Path

import pytest

from assets.deliveries.arrival.archive import StoreBehind, keep_record, records
from assets.deliveries.arrival.folder import IngestUnreachable
from assets.deliveries.arrival.take_in import take_in
from assets.reference.seeds import Reference
from pipelines.settings import Settings
from schemas.store import Store
from tests.conftest import file_of, settings_in


@pytest.fixture
def settings(tmp_path: Path, reference: Reference) -> Settings:
    """Herne's file is taken in."""
    settings = settings_in(tmp_path)
    place = settings.folders.ingest / "herne" / "eckwerte_2022.csv"
    place.parent.mkdir(parents=True)
    place.write_bytes(file_of({}))
    take_in(settings.folders, Store(settings.database_url), reference)
    return settings


def test_a_lost_database_is_said_before_new_numbers_are_given(settings: Settings, reference: Reference, tmp_path: Path):
    fresh = Store(f"sqlite:///{tmp_path / 'neu.sqlite'}")
    kept = list(records(settings.folders.archive))
    with pytest.raises(StoreBehind):
        take_in(settings.folders, fresh, reference)
    assert fresh.read("deliveries").empty
    assert list(records(settings.folders.archive)) == kept


def test_another_record_never_takes_a_kept_number(settings: Settings):
    (kept,) = records(settings.folders.archive)
    keep_record(kept, settings.folders.archive)
    with pytest.raises(StoreBehind):
        keep_record({**kept, "receipt": "anders"}, settings.folders.archive)


def test_a_record_that_a_stop_left_out_is_kept_later(settings: Settings, reference: Reference):
    (path,) = settings.folders.archive.glob("journal/*/*.json")
    before = path.read_bytes()
    path.unlink()
    take_in(settings.folders, Store(settings.database_url), reference)
    assert path.read_bytes() == before


def test_a_share_that_is_gone_is_no_empty_folder(settings: Settings, reference: Reference):
    settings.folders.ingest.rename(settings.home / "weg")
    with pytest.raises(IngestUnreachable):
        take_in(settings.folders, Store(settings.database_url), reference)


def test_a_file_in_the_folders_place_is_said(tmp_path: Path, reference: Reference):
    settings = settings_in(tmp_path)
    settings.folders.ingest.write_bytes(b"")
    with pytest.raises(IngestUnreachable):
        take_in(settings.folders, Store(settings.database_url), reference)
