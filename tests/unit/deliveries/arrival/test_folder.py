"""A look into the ingest folder never follows links, never hangs and leaves unfinished files alone."""

import os
from pathlib import Path

import pytest

from assets.deliveries.arrival import folder
from assets.deliveries.arrival.folder import look


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
    assert names_and_problems(tmp_path) == {
        "eckwerte_2022.csv": "",
        "folder.csv": "DATEI_ART",
        "link.csv": "DATEI_ART",
        "nowhere.csv": "DATEI_ART",
        "pipe.csv": "DATEI_ART",
    }


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
    assert names_and_problems(tmp_path) == {"eckwerte_2022.csv": "ORDNER_UNBEKANNT"}


def test_names_in_other_bytes_do_not_stop_the_look(tmp_path: Path):
    city = os.fsencode(tmp_path / "herne")
    (tmp_path / "herne").mkdir()
    with open(city + b"/M\xfclheim.csv", "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(b"x")
    assert len(look(tmp_path)) == 1


def test_no_folder_is_an_empty_look(tmp_path: Path):
    assert look(tmp_path / "nothing") == []
