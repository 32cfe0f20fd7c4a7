"""What lies in the ingest folder: a look at names and kinds, and one careful read of a file's bytes.

Belongs here: listing the city folders, opening a file without following links, the limit on its size. Not here: keeping
the bytes (archive.py), deciding what is new (register.py).
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assets.deliveries.arrival.filenames import in_order

MAX_BYTES = 50 * 1024 * 1024
# What lies in this folder of a city is checked and answered, and kept nowhere.
TEST_FOLDER = "test"
_UNFINISHED = (".part", ".filepart", ".tmp", ".crdownload")


class IngestUnreachable(RuntimeError):
    """The ingest folder cannot be read: a share that is not there is no withdrawal of what lay on it."""


@dataclass(frozen=True)
class Entry:
    """A finished entry of the ingest folder; `folder` is "" for what lies beside the city folders."""

    folder: str
    file_name: str
    path: Path
    is_test: bool = False


@dataclass(frozen=True)
class Dropped:
    """The bytes of an entry; where it is no plain file or too large, `content` is None and `problem` says so.

    A file that changed while it was read has the problem "UNRUHIG": it is left for the next look.
    """

    folder: str
    file_name: str
    content: bytes | None
    size: int
    problem: str = ""


def entries(ingest: Path) -> Iterator[Entry]:
    """Every finished entry below the city folders, by folder and name. Files still being written are left for later.

    Raises IngestUnreachable where the folder exists and cannot be read.
    """
    if not ingest.is_dir():
        return
    for folder in _listed(ingest):
        if folder.name.startswith("."):
            continue
        if not folder.is_dir(follow_symlinks=False):
            yield Entry("", folder.name, Path(folder.path))
            continue
        for entry in _listed(folder.path):
            if entry.name == TEST_FOLDER and entry.is_dir(follow_symlinks=False):
                yield from (
                    Entry(folder.name, trial.name, Path(trial.path), is_test=True) for trial in _listed(entry.path)
                )
            else:
                yield Entry(folder.name, entry.name, Path(entry.path))


def glance(ingest: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """The same entries without opening them: folder and name → size and time of the last change."""
    seen = {}
    for entry in entries(ingest):
        try:
            facts = entry.path.lstat()
        except FileNotFoundError:
            continue  # gone between the two looks: the next one will not list it
        seen[place_of(entry)] = (facts.st_size, facts.st_mtime_ns)
    return seen


def place_of(entry: Entry) -> tuple[str, str]:
    """Folder and name of an entry; a trial's name keeps its folder."""
    return entry.folder, f"{TEST_FOLDER}/{entry.file_name}" if entry.is_test else entry.file_name


def sha256_of(ingest: Path, place: tuple[str, str]) -> str:
    """The sha256 of one entry's bytes, "-" where it is no plain file or too large."""
    folder, name = place
    content = read_entry(folder, name, ingest / folder / name).content if folder else None
    return "-" if content is None else hashlib.sha256(content).hexdigest()


def trial_key(file_name: str, sha256: str) -> str:
    """What an answer to a trial is known by: renamed or changed, it is another trial."""
    return hashlib.sha256(os.fsencode(file_name) + b"\0" + sha256.encode()).hexdigest()[:16]


def read_entry(folder: str, name: str, path: Path) -> Dropped:
    """Reads an entry's bytes over one descriptor; links, pipes and devices are not opened as files."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return Dropped(folder, name, None, 0, "DATEI_ART")
    try:
        before = os.fstat(descriptor)
        # A second name for a file may belong to somebody else's file.
        if not stat.S_ISREG(before.st_mode) or before.st_nlink > 1:
            return Dropped(folder, name, None, 0, "DATEI_ART")
        if before.st_size > MAX_BYTES:
            return Dropped(folder, name, None, before.st_size, "DATEI_GROSS")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(MAX_BYTES + 1)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        return Dropped(folder, name, None, after.st_size, "UNRUHIG")
    return Dropped(folder, name, content, len(content))


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        found = [entry for entry in os.scandir(folder) if not _unfinished(entry.name)]
    except PermissionError:
        raise
    except OSError as error:
        raise IngestUnreachable(f"{Path(folder).name}: {error.strerror}") from error
    return sorted(found, key=lambda entry: in_order(entry.name))


def _unfinished(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)
