"""Where run-time files lie, and how a file gets there whole. Not here: what stands in them."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Folders:
    """The seeds of this checkout and the run-time folders under var/."""

    seeds: Path
    ingest: Path
    archive: Path
    feedback: Path
    editions: Path


def folders_under(seeds: Path, home: Path) -> Folders:
    """The run-time folders below `home`."""
    return Folders(seeds, home / "ingest", home / "archive", home / "feedback", home / "editions")


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.neu")
    temporary.write_bytes(content)
    temporary.replace(path)
