"""The shelf: a draft takes the next free number, what was published stays as it is, and readers are led to it."""

import json
from pathlib import Path

import pytest
from lxml import html

from assets.editions.shelf import NEWEST, draft_place, lead_to_newest, newest, read_edition, write_edition
from assets.reference.seeds import Reference
from schemas.published import DRAFT, MANIFEST_NAME, PUBLISHED


def put(editions: Path, year: int, number: int, stage: str) -> Path:
    place = editions / str(year) / f"v{number}"
    write_edition({MANIFEST_NAME: json.dumps({"stand": stage}).encode(), "de/index.html": b"alt"}, place)
    return place


def led_to(editions: Path, language: str = "de") -> str:
    page = html.parse(editions / NEWEST / language / "index.html")
    (link,) = page.xpath("//a/@href")
    (order,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    assert order == f"0; url={link}"
    return str(link)


def test_the_first_draft_is_number_one_and_is_built_again_in_its_place(tmp_path: Path):
    assert draft_place(tmp_path, 2023) == (tmp_path / "2023" / "v1", 1)
    put(tmp_path, 2023, 1, DRAFT)
    assert draft_place(tmp_path, 2023).number == 1


def test_what_was_published_is_never_overwritten(tmp_path: Path):
    published = put(tmp_path, 2023, 1, PUBLISHED)
    before = read_edition(published)
    place, number = draft_place(tmp_path, 2023)
    assert (place, number) == (tmp_path / "2023" / "v2", 2)
    write_edition({MANIFEST_NAME: json.dumps({"stand": DRAFT}).encode()}, place)
    assert read_edition(published) == before
    assert draft_place(tmp_path, 2023).number == 2
    assert draft_place(tmp_path, 2022).number == 1


def test_the_tenth_version_is_newer_than_the_ninth(tmp_path: Path):
    for number in (9, 10):
        put(tmp_path, 2023, number, PUBLISHED)
    assert newest(tmp_path) == (2023, 10)
    assert draft_place(tmp_path, 2023).number == 11


def test_readers_are_led_to_the_newest_published_edition_and_to_a_draft_only_where_there_is_none(
    tmp_path: Path, reference: Reference
):
    put(tmp_path, 2022, 1, DRAFT)
    lead_to_newest(tmp_path, reference)
    assert led_to(tmp_path) == "../../2022/v1/de/index.html"
    put(tmp_path, 2022, 1, PUBLISHED)
    put(tmp_path, 2022, 2, DRAFT)
    put(tmp_path, 2023, 1, DRAFT)
    lead_to_newest(tmp_path, reference)
    assert {led_to(tmp_path, code) for code in reference.languages["code"]} == {
        f"../../2022/v1/{code}/index.html" for code in reference.languages["code"]
    }
    assert (tmp_path / NEWEST / "de" / led_to(tmp_path)).resolve().is_file()


def test_the_list_names_every_edition_and_what_is_a_draft(tmp_path: Path, reference: Reference):
    put(tmp_path, 2022, 1, PUBLISHED)
    put(tmp_path, 2022, 2, DRAFT)
    lead_to_newest(tmp_path, reference)
    links = html.parse(tmp_path / "index.html").xpath("//main//a/@href")
    assert [link for link in links if "v" in link][:2] == ["2022/v2/de/index.html", "2022/v1/de/index.html"]


def test_an_empty_shelf_leads_nowhere(tmp_path: Path, reference: Reference):
    lead_to_newest(tmp_path, reference)
    assert newest(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_stop_between_the_renames_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place = put(tmp_path, 2023, 1, DRAFT)
    rename = Path.rename

    def stops(path: Path, target: Path) -> Path:
        if path.name == ".v1.neu":
            raise OSError("Strom weg")
        return rename(path, target)

    def full(*_args: object, **_how: object) -> None:
        raise OSError("kein Platz")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stops)
        with pytest.raises(OSError, match="Strom weg"):
            write_edition({MANIFEST_NAME: b"{}"}, place)
    aside = read_edition(place.with_name(".v1.alt"))
    assert aside["de/index.html"] == b"alt"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", full)
        with pytest.raises(OSError, match="kein Platz"):
            write_edition({MANIFEST_NAME: b"{}"}, place)
    assert read_edition(place) == aside


def test_folders_that_are_no_editions_do_not_count(tmp_path: Path):
    put(tmp_path, 2023, 1, DRAFT)
    for name in ("entwurf/v1", "2023/vorlage", "2024/v"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / MANIFEST_NAME).write_text("{}", encoding="utf-8")
    assert newest(tmp_path) == (2023, 1)
