"""The register: what is new, which receipt it gets, what its place already refuses. Pure, over several looks."""

import dataclasses
from typing import Any

import pandas as pd
import pytest

from assets.deliveries.arrival.folder import Dropped
from assets.deliveries.arrival.register import Arrival, newest_attempts, register
from assets.reference.seeds import Reference
from schemas.deliveries import Delivery, Finding, State

LARGE = b"x" * 300


class Book:
    """A register in memory."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.rows = pd.DataFrame(columns=list(Delivery.to_schema().columns))

    def drop(
        self, folder: str, name: str, content: bytes = LARGE, problem: str = ""
    ) -> tuple[dict[str, Any], list[Finding]] | None:
        dropped = Dropped(folder, name, None if problem else content, len(content), problem)
        sha256 = "" if problem else content[:8].hex()
        new = register(Arrival(dropped, sha256), self.rows, self.reference, len(self.rows) + 1, "2026-01-01T00:00:00")
        if new:
            self.rows = Delivery.validate(pd.concat([self.rows, pd.DataFrame([new[0]])], ignore_index=True))
        return new


@pytest.fixture
def book(reference: Reference) -> Book:
    return Book(reference)


def test_a_new_file_gets_a_receipt_once(book: Book):
    row, findings = book.drop("herne", "eckwerte_2022.csv")
    assert row["receipt"].startswith("herne-eckwerte-2022-1-")
    assert (row["state"], row["version"], findings) == (State.ARCHIVED, 1, [])
    assert book.drop("herne", "eckwerte_2022.csv") is None


def test_a_correction_and_its_reversal_are_new_versions(book: Book):
    versions = [book.drop("herne", "eckwerte_2022.csv", content)[0] for content in (b"a" * 9, b"b" * 9, b"a" * 9)]
    assert [row["version"] for row in versions] == [1, 2, 3]
    assert [row["replaces"] for row in versions] == ["", versions[0]["receipt"], versions[1]["receipt"]]


def test_a_copy_with_another_name_is_the_next_version(book: Book):
    first, _ = book.drop("herne", "eckwerte_2022.csv", b"a" * 9)
    second, _ = book.drop("herne", "Eckwerte_2022 (1).CSV", b"b" * 9)
    assert (second["version"], second["replaces"], second["state"]) == (2, first["receipt"], State.ARCHIVED)
    assert book.drop("herne", "eckwerte_2022.csv", b"a" * 9) is None


def test_the_same_bytes_under_another_name_are_a_duplicate(book: Book):
    first, _ = book.drop("herne", "eckwerte_2022.csv")
    twin, findings = book.drop("herne", "eckwerte_2022 (1).csv")
    assert twin["state"] == State.DUPLICATE
    assert [(one.code, one.expected) for one in findings] == [("DATEI_DUBLETTE", first["receipt"])]
    assert newest_attempts(book.rows)["receipt"].tolist() == [first["receipt"]]


def test_the_file_of_another_city_is_refused(book: Book):
    book.drop("herne", "personal_2022.csv")
    row, findings = book.drop("bochum", "personal_2022.csv")
    assert row["state"] == State.REFUSED
    assert [one.code for one in findings] == ["DATEI_ANDERER_STADT"]


def test_a_file_from_the_wrong_folder_is_taken_once_the_wrong_one_counts_no_more(book: Book):
    wrong, _ = book.drop("bochum", "personal_2022.csv")
    refused, _ = book.drop("herne", "personal_2022.csv")
    assert refused["state"] == State.REFUSED
    assert book.drop("herne", "personal_2022.csv") is None
    book.rows.loc[book.rows["receipt"] == wrong["receipt"], "state"] = State.WITHDRAWN
    assert book.drop("herne", "personal_2022.csv")[0]["state"] == State.ARCHIVED


@pytest.mark.parametrize("state", [State.REFUSED, State.WITHDRAWN, State.QUARANTINE])
def test_the_same_bytes_as_something_without_effect_are_no_duplicate(book: Book, state: State):
    first, _ = book.drop("herne", "personal_2022.csv")
    book.rows.loc[book.rows["receipt"] == first["receipt"], "state"] = state
    assert book.drop("herne", "personal_2022 (1).csv")[0]["state"] == State.ARCHIVED


def test_two_short_nil_returns_may_be_the_same(book: Book):
    book.drop("herne", "personal_2022.csv", b"Fehlanzeige")
    assert book.drop("bochum", "personal_2022.csv", b"Fehlanzeige")[0]["state"] == State.ARCHIVED


@pytest.mark.parametrize(
    ("folder", "name", "problem", "code"),
    [
        ("leipzig", "eckwerte_2022.csv", "", "ORDNER_UNBEKANNT"),
        ("", "eckwerte_2022.csv", "ORDNER_FEHLT", "ORDNER_FEHLT"),
        ("..", "eckwerte_2022.csv", "", "ORDNER_UNBEKANNT"),
        ("herne", "zahlen.csv", "", "DATEI_NAME"),
        ("herne", "eckwerte_1999.csv", "", "DATEI_JAHR"),
        ("bochum", "eckwerte_2022.csv", "DATEI_ART", "DATEI_ART"),
        ("essen", "eckwerte_2022.csv", "DATEI_GROSS", "DATEI_GROSS"),
    ],
)
def test_what_a_place_refuses(book: Book, folder: str, name: str, problem: str, code: str):
    row, findings = book.drop(folder, name, problem=problem)
    assert (row["state"], [one.code for one in findings]) == (State.REFUSED, [code])
    assert row["receipt"].startswith("datei-")
    assert book.drop(folder, name, problem=problem) is None


def test_a_file_is_taken_once_its_year_is_added(book: Book, reference: Reference):
    book.drop("herne", "eckwerte_1999.csv")
    more = reference.reporting_years.iloc[:1].assign(year=1999)
    years = pd.concat([reference.reporting_years, more], ignore_index=True)
    book.reference = dataclasses.replace(reference, reporting_years=years)
    row, _ = book.drop("herne", "eckwerte_1999.csv")
    assert row["state"] == State.ARCHIVED
    assert newest_attempts(book.rows)["receipt"].tolist() == [row["receipt"]]


def test_a_hostile_name_stays_out_of_the_receipt(book: Book):
    row, _ = book.drop("herne", "../../<script>\u202e.csv")
    assert row["receipt"].replace("-", "").isalnum()
    assert "\u202e" not in row["file_name"]
