"""The archive keeps bytes once, gives them back unchanged and notices when they are not."""

from pathlib import Path

import pytest

from assets.deliveries.arrival.archive import ArchiveDamaged, keep, recall


def test_bytes_come_back_and_are_kept_once(tmp_path: Path):
    sha = keep(b"Herne", tmp_path)
    assert keep(b"Herne", tmp_path) == sha
    assert recall(sha, tmp_path) == b"Herne"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_archived_bytes_are_write_protected(tmp_path: Path):
    sha = keep(b"Herne", tmp_path)
    assert (tmp_path / sha[:2] / sha).stat().st_mode & 0o777 == 0o444


def test_one_flipped_bit_is_noticed(tmp_path: Path):
    sha = keep(b"Herne", tmp_path)
    place = tmp_path / sha[:2] / sha
    place.chmod(0o644)
    place.write_bytes(b"Hernd")
    with pytest.raises(ArchiveDamaged):
        recall(sha, tmp_path)
