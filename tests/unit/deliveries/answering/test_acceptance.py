"""What an answer changes: a correction replaces, a refusal does not, a poisonous file is kept and named."""

from pathlib import Path

import pandas as pd
import pytest

from assets.deliveries.answering import acceptance
from assets.deliveries.answering.acceptance import answer
from assets.deliveries.arrival.archive import keep
from assets.reference.seeds import Reference
from schemas.deliveries import State
from tests.conftest import file_of


def versions(archive: Path, *contents_and_states: tuple[bytes, State]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "receipt": f"herne-eckwerte-2022-{number}",
                "ags": "05916000",
                "form": "eckwerte",
                "year": 2022,
                "version": number,
                "folder": "herne",
                "file_name": "eckwerte_2022.csv",
                "sha256": keep(content, archive),
                "size": len(content),
                "state": state,
                "rows_read": 0,
                "rows_accepted": 0,
            }
            for number, (content, state) in enumerate(contents_and_states, start=1)
        ]
    )


GOOD, BETTER, BAD = file_of({}), file_of({"wert": "95"}), file_of({"wert": "viele"})


def test_a_correction_replaces_what_was_accepted(tmp_path: Path, reference: Reference):
    answered = answer(versions(tmp_path, (GOOD, State.ACCEPTED), (BETTER, State.ARCHIVED)), tmp_path, reference)
    register, _ = answered.changes["deliveries"]
    assert register["state"].tolist() == [State.REPLACED, State.ACCEPTED]
    assert answered.changes["figures"][0]["value"].tolist() == [95]


def test_a_refused_correction_leaves_what_was_accepted(tmp_path: Path, reference: Reference):
    answered = answer(versions(tmp_path, (GOOD, State.ACCEPTED), (BAD, State.ARCHIVED)), tmp_path, reference)
    register, _ = answered.changes["deliveries"]
    assert register["state"].tolist() == [State.ACCEPTED, State.REFUSED]
    assert "figures" not in answered.changes


def test_an_accepted_delivery_is_no_work(tmp_path: Path, reference: Reference):
    assert answer(versions(tmp_path, (GOOD, State.ACCEPTED)), tmp_path, reference) is None


def test_a_refused_delivery_is_checked_again(tmp_path: Path, reference: Reference):
    answered = answer(versions(tmp_path, (GOOD, State.REFUSED)), tmp_path, reference)
    assert answered.delivery["state"] == State.ACCEPTED


def test_damaged_archive_bytes_are_never_loaded(tmp_path: Path, reference: Reference):
    register = versions(tmp_path, (GOOD, State.ARCHIVED))
    place = tmp_path / register["sha256"][0][:2] / register["sha256"][0]
    place.chmod(0o644)
    place.write_bytes(BETTER)
    answered = answer(register, tmp_path, reference)
    assert answered.delivery["state"] == State.QUARANTINE
    assert answered.findings["code"].tolist() == ["DATEI_UNLESBAR"]


def test_a_check_that_breaks_stops_nothing(tmp_path: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch):
    def broken(*_):
        raise RuntimeError("defekt")

    monkeypatch.setattr(acceptance, "check_headline", broken)
    answered = answer(versions(tmp_path, (GOOD, State.ARCHIVED)), tmp_path, reference)
    assert (answered.delivery["state"], answered.delivery["rows_accepted"]) == (State.QUARANTINE, 0)
    assert "RuntimeError" in answered.findings["message"][0]
