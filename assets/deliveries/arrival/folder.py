"""What lies in the ingest folder: a look at names and kinds, and one careful read of each file's bytes.

Belongs here: listing the city folders, opening a file without following links, the limit on its size. Not here: keeping
the bytes (archive.py), deciding what is new (register.py).
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 50 * 1024 * 1024
_UNFINISHED = (".part", ".filepart", ".tmp", ".crdownload")


@dataclass(frozen=True)
class Dropped:
    """One entry of a city folder; where it is no plain file or too large, `content` is None and `problem` says so."""

    folder: str
    file_name: str
    content: bytes | None
    size: int
    problem: str = ""


def look(ingest: Path) -> list[Dropped]:
    """Every finished entry below the city folders, by folder and name. Files still being written are left for later."""
    return [
        read_entry(folder, entry.name, Path(entry.path))
        if folder
        else Dropped("", entry.name, None, 0, "ORDNER_UNBEKANNT")
        for folder, entry in _entries(ingest)
    ]


def glance(ingest: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """The same entries without opening them: folder and name → size and time of the last change."""
    seen = {}
    for folder, entry in _entries(ingest):
        facts = entry.stat(follow_symlinks=False)
        seen[folder, entry.name] = (facts.st_size, facts.st_mtime_ns)
    return seen


def sha256_of(ingest: Path, place: tuple[str, str]) -> str:
    """The sha256 of one entry's bytes, "-" where it is no plain file or too large."""
    folder, name = place
    content = read_entry(folder, name, ingest / folder / name).content if folder else None
    return "-" if content is None else hashlib.sha256(content).hexdigest()


def read_entry(folder: str, name: str, path: Path) -> Dropped:
    """Reads an entry's bytes over one descriptor; links, pipes and devices are not opened as files."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return Dropped(folder, name, None, 0, "DATEI_ART")
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            return Dropped(folder, name, None, 0, "DATEI_ART")
        if facts.st_size > MAX_BYTES:
            return Dropped(folder, name, None, facts.st_size, "DATEI_GROSS")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read()
    finally:
        os.close(descriptor)
    return Dropped(folder, name, content, len(content))


def _entries(ingest: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Folder name and entry of everything finished, by name; what lies beside the city folders has the folder ""."""
    if not ingest.is_dir():
        return
    for folder in sorted(os.scandir(ingest), key=lambda entry: entry.name):
        if folder.name.startswith("."):
            continue
        if not folder.is_dir(follow_symlinks=False):
            yield "", folder
            continue
        for entry in sorted(os.scandir(folder.path), key=lambda entry: entry.name):
            if not _unfinished(entry.name):
                yield folder.name, entry


def _unfinished(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED)
