"""A look into the ingest folder never follows links, never hangs and leaves unfinished files alone."""

import errno
import os
from pathlib import Path

import pytest

from assets.deliveries.arrival import folder
from assets.deliveries.arrival.folder import Dropped, entries, glance, read_entry


def look(ingest: Path) -> list[Dropped]:
    return [read_entry(one.folder, one.file_name, one.path) for one in entries(ingest)]


def names_and_problems(ingest: Path) -> dict[str, str]:
    return {one.file_name: one.problem for one in look(ingest)}


def test_links_pipes_and_folders_are_named_not_opened(tmp_path: Path):
    city = tmp_path / "herne"
    city.mkdir()
    (city / "eckwerte_2022.csv").write_bytes(b"x")
    (city / "link.csv").symlink_to("/etc/hostname")
    (city / "nowhere.csv").symlink_to(city / "nothing")
    os.mkfifo(city / "pipe.csv")
    (city / "folder.csv").mkdir()
    (city / "twin.csv").hardlink_to(_foreign(tmp_path))
    assert names_and_problems(tmp_path) == {
        "eckwerte_2022.csv": "",
        "folder.csv": "DATEI_ART",
        "link.csv": "DATEI_ART",
        "nowhere.csv": "DATEI_ART",
        "pipe.csv": "DATEI_ART",
        "twin.csv": "DATEI_ART",
    }


def _foreign(folder: Path) -> Path:
    """A file of somebody else, outside the ingest folder's cities."""
    place = folder / ".fremd"
    place.write_bytes(b"x")
    return place


def test_a_file_that_changes_while_it_is_read_is_left_for_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = tmp_path / "eckwerte_2022.csv"
    place.write_bytes(b"x")
    real, looks = os.fstat, []

    def growing(descriptor: int):
        looks.append(real(descriptor))
        if len(looks) == 1:
            place.write_bytes(b"xy")
        return looks[-1]

    monkeypatch.setattr(folder.os, "fstat", growing)
    assert read_entry("herne", place.name, place).problem == "UNRUHIG"


def test_trials_are_told_from_deliveries(tmp_path: Path):
    trial = tmp_path / "herne" / "test" / "personal_2022.csv"
    trial.parent.mkdir(parents=True)
    trial.write_bytes(b"x")
    (entry,) = entries(tmp_path)
    assert (entry.folder, entry.file_name, entry.is_test) == ("herne", "personal_2022.csv", True)
    assert list(glance(tmp_path)) == [("herne", "test/personal_2022.csv")]


def test_a_share_that_is_not_there_is_no_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stale(_folder):
        raise OSError(errno.ESTALE, "Stale file handle")

    monkeypatch.setattr(folder.os, "scandir", stale)
    with pytest.raises(folder.IngestUnreachable):
        list(entries(tmp_path))


def test_a_copy_comes_after_what_it_is_a_copy_of(tmp_path: Path):
    (tmp_path / "herne").mkdir()
    for name in ["personal_2022 (2).csv", "personal_2022.csv", "Personal_2022 (1).csv"]:
        (tmp_path / "herne" / name).write_bytes(b"x")
    names = [entry.file_name for entry in entries(tmp_path)]
    assert names == ["personal_2022.csv", "Personal_2022 (1).csv", "personal_2022 (2).csv"]


def test_files_being_written_are_left_for_later(tmp_path: Path):
    (tmp_path / "herne").mkdir()
    for name in ["a.part", "b.tmp", "~$c.csv", ".d.csv", "e.csv.crdownload"]:
        (tmp_path / "herne" / name).write_bytes(b"x")
    assert look(tmp_path) == []


def test_too_large_a_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(folder, "MAX_BYTES", 3)
    (tmp_path / "herne").mkdir()
    (tmp_path / "herne" / "eckwerte_2022.csv").write_bytes(b"1234")
    (entry,) = look(tmp_path)
    assert (entry.content, entry.problem, entry.size) == (None, "DATEI_GROSS", 4)


def test_a_file_beside_the_city_folders_is_named(tmp_path: Path):
    (tmp_path / "eckwerte_2022.csv").write_bytes(b"x")
    (entry,) = entries(tmp_path)
    assert (entry.folder, entry.file_name) == ("", "eckwerte_2022.csv")


def test_names_in_other_bytes_do_not_stop_the_look(tmp_path: Path):
    city = os.fsencode(tmp_path / "herne")
    (tmp_path / "herne").mkdir()
    with open(city + b"/M\xfclheim.csv", "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(b"x")
    assert len(look(tmp_path)) == 1


def test_no_folder_is_an_empty_look(tmp_path: Path):
    assert look(tmp_path / "nothing") == []
