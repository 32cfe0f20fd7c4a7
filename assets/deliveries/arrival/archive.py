"""The archive: every delivered byte sequence once, by its sha256, and what is needed to play it all back; never
changed.

Belongs here: keeping and giving back bytes and records. Not here: which delivery they belong to (register.py), playing
back (replay.py).
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RECORDS = "journal"


class StoreBehind(RuntimeError):
    """The archive knows more than the database: the database was lost, or an old one was put back."""


class ArchiveDamaged(RuntimeError):
    """The archived bytes are not what their name says."""


def keep(content: bytes, archive: Path) -> str:
    """Keeps bytes durably and returns their sha256; bytes already kept stay untouched."""
    sha256 = hashlib.sha256(content).hexdigest()
    _keep_at(place_in(archive, sha256), content)
    return sha256


def recall(sha256: str, archive: Path) -> bytes:
    """The archived bytes. Raises ArchiveDamaged where they are gone or no longer match their sha256."""
    try:
        content = place_in(archive, sha256).read_bytes()
    except FileNotFoundError:
        raise ArchiveDamaged(f"Archivdatei {sha256[:12]} fehlt") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ArchiveDamaged(f"Archivdatei {sha256[:12]} ist beschädigt")
    return content


def keep_record(record: dict[str, Any], archive: Path) -> None:
    """Keeps what happened beside the bytes: an arrival or a decision, by its place `number` in the journal.

    Raises StoreBehind where another record has this number.
    """
    content = (json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")
    place = _record_place(archive, record["number"])
    _keep_at(place, content)
    if place.read_bytes() != content:
        raise StoreBehind(f"Eintrag {record['number']} steht schon anders im Archiv")


def has_record(number: int, archive: Path) -> bool:
    """Whether the record of this number is kept."""
    return _record_place(archive, number).exists()


def records(archive: Path) -> Iterator[dict[str, Any]]:
    """All kept records in the order of their numbers."""
    for path in sorted((archive / RECORDS).glob("*/*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def highest_record(archive: Path) -> int:
    """The number of the newest record, 0 where there is none."""
    return max((int(path.stem) for path in (archive / RECORDS).glob("*/*.json")), default=0)


def blobs(archive: Path) -> Iterator[Path]:
    """All kept byte sequences, by their sha256."""
    yield from sorted(path for path in archive.glob("??/*") if len(path.name) == 64)


def place_in(archive: Path, sha256: str) -> Path:
    """Where the bytes of this sha256 lie."""
    return archive / sha256[:2] / sha256


def remove_leftovers(archive: Path, older_than: float) -> None:
    """Removes temporary files a stop left behind; younger ones may belong to somebody who is writing just now."""
    for path in archive.glob("**/.tmp-*"):
        if path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)


def _record_place(archive: Path, number: int) -> Path:
    return archive / RECORDS / f"{number // 1000:06d}" / f"{number:09d}.json"


def _keep_at(place: Path, content: bytes) -> None:
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=place.parent, prefix=".tmp-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o444)
        # A link either stands whole or not at all, whatever stops the machine.
        Path(place).hardlink_to(temporary)
        _sync_folder(place.parent)
    except FileExistsError:
        pass  # somebody else kept the same bytes at the same moment
    finally:
        Path(temporary).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
