"""The archive: every delivered byte sequence once, by its sha256, never changed.

Belongs here: keeping and giving back bytes. Not here: which delivery they belong to (register.py).
"""

import hashlib
import os
import tempfile
from pathlib import Path


class ArchiveDamaged(RuntimeError):
    """The archived bytes are not what their name says."""


def keep(content: bytes, archive: Path) -> str:
    """Keeps bytes durably and returns their sha256; bytes already kept stay untouched."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = _place(sha256, archive)
    if place.exists():
        return sha256
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
        Path(temporary).unlink()
    return sha256


def recall(sha256: str, archive: Path) -> bytes:
    """The archived bytes. Raises ArchiveDamaged where they no longer match their sha256."""
    content = _place(sha256, archive).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ArchiveDamaged(f"Archivdatei {sha256[:12]} ist beschädigt")
    return content


def _place(sha256: str, archive: Path) -> Path:
    return archive / sha256[:2] / sha256


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
