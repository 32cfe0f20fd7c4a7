"""Decisions of people: a reason lets a delivery in, a withdrawal brings the version before back; both are recorded."""

from pathlib import Path

import pytest

from assets.deliveries.answering.answer import answer_waiting
from assets.deliveries.answering.decisions import NotPossible, check_again, justify, withdraw
from assets.deliveries.archive_care import facts_hash, inspect, play_back
from assets.deliveries.arrival.take_in import take_in
from assets.deliveries.checking.check import check_delivery
from assets.deliveries.reading.child import ChildDied
from assets.reference.seeds import Reference
from pipelines.settings import Settings
from schemas.store import Store
from tests.conftest import file_of

ODD = {"quelle": "Personal\u200bbericht"}  # a character nobody sees: the city is asked


@pytest.fixture
def settings(installation: Settings) -> Settings:
    return installation


def deliver(settings: Settings, reference: Reference, change: dict[str, str]) -> str:
    place = settings.folders.ingest / "herne" / "eckwerte_2022.csv"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file_of(change))
    store = Store(settings.database_url)
    (receipt,) = take_in(settings.folders, store, reference)
    answer_waiting(settings.folders, store, reference, check=check_delivery)
    return receipt


def state(settings: Settings, receipt: str) -> str:
    return Store(settings.database_url).read("deliveries", receipt=receipt)["state"].iloc[0]


def answer(settings: Settings, reference: Reference) -> None:
    answer_waiting(settings.folders, Store(settings.database_url), reference, check=check_delivery)


def test_a_reason_lets_the_delivery_in_and_is_quoted(settings: Settings, reference: Reference):
    receipt = deliver(settings, reference, ODD)
    assert state(settings, receipt) == "RÜCKFRAGE"
    store = Store(settings.database_url)
    (code,) = store.read("findings", receipt=receipt, severity="RÜCKFRAGE")["code"].unique()
    assert justify(settings.folders, store, receipt, code, "So steht es im Original.", "Personalamt") == 1
    answer(settings, reference)
    assert state(settings, receipt) == "ANGENOMMEN_MIT_HINWEISEN"
    assert "So steht es im Original" in store.read("findings", receipt=receipt)["message"].iloc[0]
    assert len(store.read("figures")) == 1


def test_what_cannot_be_justified_is_said(settings: Settings, reference: Reference):
    receipt, store = deliver(settings, reference, {}), Store(settings.database_url)
    cases = [(receipt, "X", "nichts ist offen"), ("herne-eckwerte-2022-1-Z", "X", "eine Ziffer falsch")]
    for number, code, reason in cases:
        with pytest.raises(NotPossible):
            justify(settings.folders, store, number, code, reason, "Personalamt")
    asked = deliver(settings, reference, ODD)
    for code, reason in [("ZAHL_TEXT", "ein anderer Code"), ("ZEICHEN_UNSICHTBAR", "kurz")]:
        with pytest.raises(NotPossible):
            justify(settings.folders, store, asked, code, reason, "Personalamt")


def test_a_withdrawal_brings_the_version_before_back(settings: Settings, reference: Reference):
    first = deliver(settings, reference, {})
    second = deliver(settings, reference, {"wert": "95"})
    store = Store(settings.database_url)
    assert withdraw(settings.folders, store, second, "falsche Datei", "Personalamt") == first
    assert store.read("figures").empty
    answer(settings, reference)
    assert (state(settings, first), state(settings, second)) == ("ANGENOMMEN", "ZURÜCKGEZOGEN")
    assert store.read("figures")["value"].tolist() == [94]


def test_only_quarantine_is_checked_again_by_hand(settings: Settings, reference: Reference):
    receipt, store = deliver(settings, reference, {}), Store(settings.database_url)
    with pytest.raises(NotPossible):
        check_again(settings.folders, store, receipt, "zur Sicherheit", "Netzwerkbüro")


def test_out_of_quarantine(settings: Settings, reference: Reference):
    place = settings.folders.ingest / "herne" / "eckwerte_2022.csv"
    place.parent.mkdir(parents=True)
    place.write_bytes(file_of({}))
    store = Store(settings.database_url)
    (receipt,) = take_in(settings.folders, store, reference)

    def dies(*_):
        raise ChildDied("Speicher")

    answer_waiting(settings.folders, store, reference, check=dies)
    assert state(settings, receipt) == "QUARANTÄNE"
    check_again(settings.folders, store, receipt, "Rechner getauscht", "Netzwerkbüro")
    answer(settings, reference)
    assert state(settings, receipt) == "ANGENOMMEN"


def test_the_archive_gives_the_same_store_again_decisions_included(
    settings: Settings, reference: Reference, tmp_path: Path
):
    deliver(settings, reference, {})
    asked = deliver(settings, reference, ODD | {"wert": "95"})
    store = Store(settings.database_url)
    justify(settings.folders, store, asked, "ZEICHEN_UNSICHTBAR", "So steht es im Original.", "Personalamt")
    answer(settings, reference)
    gone = deliver(settings, reference, {"wert": "96"})
    withdraw(settings.folders, store, gone, "falsche Datei", "Personalamt")
    answer(settings, reference)
    deliver(settings, reference, {"wert": "viele"})
    assert inspect(settings.folders, store).problems == []

    rebuilt = Store(f"sqlite:///{tmp_path / 'neu.sqlite'}")
    assert play_back(settings.folders, rebuilt, reference, check_delivery) == 6
    assert facts_hash(rebuilt) == facts_hash(store)
    assert rebuilt.read("figures")["value"].tolist() == [95]
    with pytest.raises(ValueError, match="nicht leer"):
        play_back(settings.folders, rebuilt, reference, check_delivery)
