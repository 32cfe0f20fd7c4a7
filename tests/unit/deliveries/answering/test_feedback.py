"""The feedback folder: every answer at its place, whole, and written again where a stop left it out."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.deliveries.answering import feedback as answering
from assets.deliveries.answering.feedback import (
    answered_trials,
    write_answer,
    write_missing,
    write_trial,
)
from assets.deliveries.arrival.archive import keep
from assets.deliveries.arrival.folder import trial_key
from assets.deliveries.arrival.register import numbered
from assets.deliveries.checking.check import Checked
from assets.deliveries.findings import finding
from assets.folders import Folders, folders_under
from assets.reference.seeds import Reference
from schemas.deliveries import Delivery, RegisteredFinding, State
from schemas.store import Store
from tests.conftest import SEEDS, file_of

NAME = "herne-eckwerte-2022-1-K"
CONTENT = file_of({"wert": "viele"})
FILES = [f"{NAME}{ending}" for ending in ("-eingang.html", "-eingang.json", "-markiert.xlsx", ".csv", ".html", ".json")]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return folders_under(SEEDS, tmp_path)


def registered(folders: Folders, store: Store, reference: Reference, **changes: Any) -> Path:
    """A refused delivery in the register and the archive; returns Herne's feedback folder."""
    row = {
        "receipt": NAME,
        "number": 1,
        "ags": "05916000",
        "form": "eckwerte",
        "year": 2022,
        "version": 1,
        "folder": "herne",
        "file_name": "eckwerte_2022.csv",
        "sha256": keep(CONTENT, folders.archive),
        "size": len(CONTENT),
        "arrived": "2024-02-01T09:05:09+00:00",
        "replaces": "",
        "state": str(State.REFUSED),
        "forms": "",
        "rows_read": 1,
        "rows_accepted": 0,
        "rule_set": "0.1.0+abc",
    }
    columns = list(Delivery.to_schema().columns)
    row = dict.fromkeys(columns, "") | row | changes
    found = numbered(NAME, [finding("ZAHL_TEXT", 2, "wert", "viele", cell="G2")])
    store.replace("cities", reference.cities)
    with store.transaction() as transaction:
        transaction.add("deliveries", pd.DataFrame([row], columns=columns))
        transaction.add("findings", pd.DataFrame(found, columns=list(RegisteredFinding.to_schema().columns)))
    return folders.feedback / "herne"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_whole_answer_lies_in_the_citys_folder(folders: Folders, store: Store, reference: Reference):
    folder = registered(folders, store, reference)
    assert write_answer(folders, store, NAME, reference) == folder / f"{NAME}.html"
    assert names(folder) == FILES


def test_what_a_stop_left_out_is_written_again_to_the_byte(folders: Folders, store: Store, reference: Reference):
    folder = registered(folders, store, reference)
    write_missing(folders, store, reference)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(before) == FILES
    for name in (f"{NAME}.html", f"{NAME}-eingang.html"):
        (folder / name).unlink()
    write_missing(folders, store, reference)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert (folders.feedback / "befunde.html").is_file()


def test_what_waits_for_its_check_is_only_acknowledged(folders: Folders, store: Store, reference: Reference):
    folder = registered(folders, store, reference, state=str(State.ARCHIVED))
    write_missing(folders, store, reference)
    assert names(folder) == FILES[:2]


def test_a_file_of_nobody_is_answered_in_the_offices_folder(folders: Folders, store: Store, reference: Reference):
    registered(folders, store, reference, ags="", folder="leipzig", form="", year=None, sha256="")
    write_missing(folders, store, reference)
    assert f"{NAME}.html" in names(folders.feedback / "netzwerkbuero")


def test_when_the_page_can_be_made_again_the_emergency_text_goes(
    folders: Folders, store: Store, reference: Reference, monkeypatch: pytest.MonkeyPatch
):
    folder = registered(folders, store, reference)
    with monkeypatch.context() as broken:
        broken.setattr("assets.deliveries.answering.answers.check_page", lambda _: 1 / 0)
        write_missing(folders, store, reference)
        assert f"{NAME}.txt" in names(folder) and f"{NAME}.html" not in names(folder)
    write_missing(folders, store, reference)
    assert names(folder) == FILES


def test_a_file_that_kills_its_reader_is_answered_without_a_copy(
    folders: Folders, store: Store, reference: Reference, monkeypatch: pytest.MonkeyPatch
):
    def dies(*_: object) -> None:
        raise answering.ChildDied("Speicher")

    monkeypatch.setattr(answering, "in_child", dies)
    folder = registered(folders, store, reference)
    write_answer(folders, store, NAME, reference)
    assert names(folder) == [name for name in FILES if "markiert" not in name]


def test_a_trial_is_answered_once_and_registered_nowhere(folders: Folders, store: Store, reference: Reference):
    key = trial_key("eckwerte_2022.csv", "cd" * 32)
    assert answered_trials(folders) == set()
    checked = Checked({}, 1, [finding("ZAHL_TEXT", 2, "wert", "viele", cell="G2")])
    page = write_trial(folders, "herne", "eckwerte_2022.csv", CONTENT, key, checked, reference)
    assert answered_trials(folders) == {key}
    assert page.name == f"probe-eckwerte-2022-{key}.html"
    assert "Probe der Datei „eckwerte_2022.csv“" in page.read_text(encoding="utf-8")
    assert not [name for name in names(page.parent) if "eingang" in name]
