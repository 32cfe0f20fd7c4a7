"""The ledger of what was published: drafts are not in it, changed files are named, printed counts are read back."""

import hashlib
import json
from pathlib import Path

import pytest

from assets.editions.download import tidy_csv
from assets.indicators.values import Accepted, indicator_values
from assets.protection.hiding import protect
from assets.protection.ledger import published_editions, told_counts
from assets.reference.seeds import Reference
from schemas.published import CSV_NAME, DRAFT, MANIFEST_NAME, PUBLISHED
from schemas.reference import ROUNDING
from tests.unit.indicators.test_counts import rows
from tests.unit.protection.test_hiding import hr

STAFF = [*hr(100, 900), *hr(4, 96, career="LG11"), *hr(96, 804, career="LG21")]


def edition(folder: Path, reference: Reference, stand: str, year: int = 2022) -> Path:
    accepted = Accepted(staff=rows("personal", *STAFF))
    shown, _ = protect(indicator_values(accepted, reference, 2022), accepted, reference)
    content = tidy_csv(shown, reference)
    place = folder / str(year) / "v1"
    (place / CSV_NAME).parent.mkdir(parents=True)
    (place / CSV_NAME).write_bytes(content)
    files = {CSV_NAME: {"sha256": hashlib.sha256(content).hexdigest()}}
    (place / MANIFEST_NAME).write_text(json.dumps({"stand": stand, "dateien": files}), encoding="utf-8")
    return place


def test_only_what_has_left_the_house_is_known(tmp_path: Path, reference: Reference):
    edition(tmp_path, reference, DRAFT, 2021)
    edition(tmp_path, reference, PUBLISHED, 2022)
    (files,) = published_editions(tmp_path)
    assert sorted(files) == [CSV_NAME, MANIFEST_NAME]
    assert list(published_editions(tmp_path / "nothing")) == []


def test_printed_counts_come_back_and_hidden_ones_do_not(tmp_path: Path, reference: Reference):
    edition(tmp_path, reference, PUBLISHED)
    told = told_counts(published_editions(tmp_path), reference)
    counts = told.set_index(["persons", "what"])["count"].to_dict()
    assert counts == {
        ("personal", "yes"): 100,
        ("personal", "known"): 1000,
        ("personal", "everybody"): 1000,
        ("personal/career=LG11", "known"): 100,
        ("personal/career=LG11", "everybody"): 100,
        ("personal/career=LG21", "known"): 900,
        ("personal/career=LG21", "everybody"): 900,
    }


def test_rounded_counts_have_told_no_true_one(tmp_path: Path, reference: Reference):
    place = edition(tmp_path, reference, PUBLISHED)
    said = json.loads((place / MANIFEST_NAME).read_text(encoding="utf-8"))
    (place / MANIFEST_NAME).write_text(json.dumps(said | {"verfahren": ROUNDING}), encoding="utf-8")
    assert told_counts(published_editions(tmp_path), reference).empty


@pytest.mark.parametrize("content", [b"ags\n", None])
def test_a_changed_or_lost_file_is_named(tmp_path: Path, reference: Reference, content: bytes | None):
    place = edition(tmp_path, reference, PUBLISHED)
    if content is None:
        (place / CSV_NAME).unlink()
    else:
        (place / CSV_NAME).write_bytes(content)
    with pytest.raises(ValueError, match=r"2022/v1/daten/kennzahlen\.csv"):
        list(published_editions(tmp_path))


def test_without_editions_nothing_was_told(reference: Reference):
    assert told_counts([], reference).empty
