"""Answering over a real store: claims, attempts, order, rules that change, trials; without the child process."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from assets.deliveries.answering import answer
from assets.deliveries.answering.answer import ATTEMPTS, answer_waiting
from assets.deliveries.answering.trials import answer_trials
from assets.deliveries.arrival.archive import place_in
from assets.deliveries.arrival.take_in import take_in
from assets.deliveries.checking.check import Checked, check_delivery
from assets.deliveries.reading.child import ChildDied
from assets.reference.seeds import Reference
from pipelines.settings import Settings
from schemas.deliveries import State
from schemas.store import Store
from tests.conftest import file_of

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclasses.dataclass
class Office:
    """A folder, a store and the two steps."""

    settings: Settings
    store: Store
    reference: Reference

    def drop(self, content: bytes, name: str = "eckwerte_2022.csv", city: str = "herne") -> None:
        place = self.settings.folders.ingest / city / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    def take_in(self) -> list[str]:
        return take_in(self.settings.folders, self.store, self.reference, lambda: NOON)

    def answer(self, check: Callable[..., Checked] = check_delivery, at: datetime = NOON) -> list[str]:
        return answer_waiting(self.settings.folders, self.store, self.reference, check=check, clock=lambda: at)

    def states(self) -> list[str]:
        return self.store.read("deliveries").sort_values("number")["state"].tolist()


@pytest.fixture
def office(installation: Settings, reference: Reference) -> Office:
    return Office(installation, Store(installation.database_url), reference)


def dies(*_):
    raise ChildDied("Zeit überschritten")


def test_a_good_and_a_bad_file_get_their_answers(office: Office):
    office.drop(file_of({}))
    office.drop(file_of({"ags": "05911000", "stadt": "Bochum", "wert": "viele"}), city="bochum")
    receipts = office.take_in()
    assert office.answer() == sorted(receipts)
    assert sorted(office.states()) == ["ABGEWIESEN", "ANGENOMMEN"]
    assert office.store.read("figures")["value"].tolist() == [94]
    assert all(list(office.settings.folders.feedback.glob(f"*/{receipt}.html")) for receipt in receipts)
    assert office.answer() == []


def test_a_check_that_dies_is_tried_three_times_and_put_aside(office: Office):
    office.drop(file_of({}))
    office.drop(file_of({"ags": "05911000", "stadt": "Bochum"}), city="bochum")
    office.take_in()
    tries = []

    def dies_on_herne(content, expected, *more):
        if expected.place == "Herne":
            tries.append(expected)
            dies()
        return check_delivery(content, expected, *more)

    office.answer(dies_on_herne)
    assert len(tries) == ATTEMPTS
    assert sorted(office.states()) == ["ANGENOMMEN", "QUARANTÄNE"]


def test_damaged_archive_bytes_are_never_loaded(office: Office):
    office.drop(file_of({}))
    office.take_in()
    sha256 = office.store.read("deliveries")["sha256"].iloc[0]
    place = place_in(office.settings.folders.archive, sha256)
    place.chmod(0o644)
    place.write_bytes(file_of({"wert": "95"}))
    office.answer()
    assert office.states() == [State.QUARANTINE]
    assert office.store.read("figures").empty


def test_what_a_dead_worker_claimed_is_taken_over(office: Office):
    office.drop(file_of({}))
    office.take_in()
    receipt = office.store.read("deliveries")["receipt"].iloc[0]
    with office.store.transaction() as transaction:
        claim = {"receipt": receipt, "owner": "anderswo:1:1", "until": NOON.timestamp() + 60, "attempts": 1}
        transaction.add_records("claims", [claim])
        transaction.update("deliveries", {"receipt": receipt}, state=str(State.IN_CHECK))
    assert office.answer() == []
    assert office.answer(at=NOON + timedelta(minutes=2)) == [receipt]


def test_a_worker_that_lost_its_claim_loads_nothing(office: Office):
    office.drop(file_of({}))
    office.take_in()

    def overtaken(*arguments):
        with office.store.transaction() as transaction:
            transaction.update("claims", {}, owner="anderswo:1:1", until=NOON.timestamp() + 60)
        return check_delivery(*arguments)

    assert office.answer(overtaken) == []
    assert office.store.read("figures").empty


def test_deliveries_of_a_city_are_checked_in_the_order_they_came(office: Office):
    order = []

    def noting(content, expected, *more):
        order.append(expected.year)
        return check_delivery(content, expected, *more)

    for year in (2023, 2021, 2022):
        office.drop(file_of({"jahr": "2020", "stichtag": "", "wert": str(year)}), f"eckwerte_{year}.csv")
        office.take_in()
    office.answer(noting)
    assert order == [2023, 2021, 2022]


def test_a_refused_delivery_is_checked_again_when_the_rules_have_changed(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    office.drop(file_of({"wert": "viele"}))
    office.take_in()
    assert len(office.answer()) == 1
    assert office.answer() == []
    monkeypatch.setattr(answer, "rule_set", lambda _: "andere Regeln")
    assert len(office.answer()) == 1


def test_a_corrected_file_replaces_and_a_refused_one_does_not(office: Office):
    for value in ("94", "95", "viele"):
        office.drop(file_of({"wert": value}))
        office.take_in()
        office.answer()
    assert office.states() == ["ERSETZT", "ANGENOMMEN", "ABGEWIESEN"]
    first = office.store.read("deliveries").sort_values("number")["receipt"].iloc[0]
    page = office.settings.folders.feedback / "herne" / f"{first}.html"
    assert "ersetzt" in page.read_text(encoding="utf-8")
    assert office.store.read("figures")["value"].tolist() == [95]


def test_a_trial_is_answered_once_and_stored_nowhere(office: Office):
    office.drop(file_of({}), "test/eckwerte_2022.csv")
    office.drop(b"?", "test/zahlen.csv")
    assert office.take_in() == []
    folders, trial = office.settings.folders, (office.store, office.reference, check_delivery)
    assert answer_trials(folders, *trial) == [("herne", "eckwerte_2022.csv"), ("herne", "zahlen.csv")]
    assert answer_trials(folders, *trial) == []
    assert office.store.read("deliveries").empty
    assert not folders.archive.exists() or not list(folders.archive.glob("??/*"))
    assert len(list((folders.feedback / "herne").glob("probe-*.html"))) == 2
    trial = folders.ingest / "herne" / "test" / "zahlen.csv"
    trial.rename(trial.with_name("personal_2022.csv"))
    assert answer_trials(folders, office.store, office.reference, check_delivery) == [("herne", "personal_2022.csv")]


def test_every_step_stands_in_the_journal(office: Office):
    office.drop(file_of({}))
    office.take_in()
    office.answer()
    events = office.store.read("events")["event"].tolist()
    assert events == ["EINGEGANGEN", "IN_PRÜFUNG", "ANGENOMMEN"]
