"""Kills, a full disk and a busy database: what was kept before is there afterwards."""

import errno
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from assets.deliveries.arrival import archive
from assets.editions.shelf import write_edition
from assets.reference.seeds import Reference
from schemas.store import Store
from tests.conftest import ROOT

KILLED_WHILE_REPLACING = """
import os, signal, sys
from pathlib import Path
import schemas.store as store_module
from assets.reference.seeds import load_reference

def insert_half(self, frames):
    for name, frame in frames.items():
        self._connection.execute(store_module.TABLES[name].table.insert(), store_module._records(frame.head(3)))
    os.kill(os.getpid(), signal.SIGKILL)

store_module.Transaction._insert = insert_half
store_module.Store(sys.argv[1]).replace("cities", load_reference(Path("seeds")).cities)
"""

KILLED_WHILE_ARCHIVING = """
import os, signal, sys
from pathlib import Path
from assets.deliveries.arrival import archive

os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
archive.keep(b"Herne", Path(sys.argv[1]))
"""

KILLED_BETWEEN_RENAMES = """
import os, signal, sys
from pathlib import Path
from assets.editions import shelf

rename = Path.rename
def rename_once(self, target):
    rename(self, target)
    os.kill(os.getpid(), signal.SIGKILL)

Path.rename = rename_once
shelf.write_edition({"index.html": b"neu"}, Path(sys.argv[1]))
"""


def killed(code: str, argument: str) -> None:
    result = subprocess.run([sys.executable, "-c", code, argument], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == -9, result.stderr


def test_a_kill_while_replacing_leaves_the_old_rows(store: Store, reference: Reference):
    store.replace("cities", reference.cities)
    killed(KILLED_WHILE_REPLACING, store.url)
    assert len(Store(store.url).read("cities")) == 10


def test_a_kill_while_archiving_leaves_no_half_file(tmp_path: Path):
    killed(KILLED_WHILE_ARCHIVING, str(tmp_path))
    sha = archive.keep(b"Herne", tmp_path)
    assert archive.recall(sha, tmp_path) == b"Herne"


def test_a_kill_between_the_renames_is_mended(tmp_path: Path):
    place = tmp_path / "v1"
    write_edition({"index.html": b"alt"}, place)
    killed(KILLED_BETWEEN_RENAMES, str(place))
    write_edition({"index.html": b"neuer"}, place)
    assert (place / "index.html").read_bytes() == b"neuer"
    assert [path.name for path in tmp_path.iterdir()] == ["v1"]


def test_a_full_disk_leaves_nothing_in_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        archive.keep(b"Herne", tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_busy_database_is_waited_for(store: Store, reference: Reference):
    store.replace("cities", reference.cities)
    other = Store(store.url).engine.connect()
    other.begin()

    def let_go() -> None:
        time.sleep(1)
        other.close()

    thread = threading.Thread(target=let_go)
    thread.start()
    store.replace("cities", reference.cities.head(5))
    thread.join()
    assert len(store.read("cities")) == 5


def test_two_writers_do_not_mix(store: Store, reference: Reference):
    """Each replacement is whole: after many at once the table is one writer's, never a mixture."""
    store.replace("cities", reference.cities)
    halves = [reference.cities.head(4), reference.cities.tail(6)]

    def write(half) -> None:
        own = Store(store.url)
        for _ in range(10):
            own.replace("cities", half)

    threads = [threading.Thread(target=write, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.read("cities")) in (4, 6)


def test_a_newer_layout_is_not_overwritten(store: Store):
    """A store already at the newest migration is opened without touching it."""
    with store.engine.connect() as connection:
        version = connection.execute(sa.text("select version_num from alembic_version")).scalar()
    assert version == max(path.name[:4] for path in (ROOT / "schemas" / "migrations" / "versions").glob("0*.py"))
    assert Store(store.url).read("cities").empty
