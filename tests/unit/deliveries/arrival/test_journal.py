"""The journal tells when one of its entries was changed, left out or put in between."""

import pandas as pd
import pytest

from assets.deliveries.arrival.journal import entry, first_broken
from schemas.deliveries import Event


def chain(length: int) -> pd.DataFrame:
    rows: list[dict] = []
    for number in range(length):
        record = number if number % 2 else None
        rows.append(
            entry(rows[-1] if rows else None, f"r{number}", "ARCHIVIERT", "2026-01-01", "Straße \udcfc", record)
        )
    return Event.validate(pd.DataFrame(rows, columns=list(Event.to_schema().columns)))


def test_an_untouched_journal_is_whole():
    assert first_broken(chain(0)) is None
    assert first_broken(chain(6)) is None


@pytest.mark.parametrize("column", ["receipt", "event", "at", "detail", "previous", "hash"])
def test_a_changed_entry_is_found(column: str):
    events = chain(6)
    events.loc[3, column] = "anders"
    assert first_broken(events) == 4


def test_a_missing_and_a_moved_entry_are_found():
    events = chain(6)
    assert first_broken(events.drop(index=2)) == 3
    events.loc[[1, 2], "receipt"] = events.loc[[2, 1], "receipt"].tolist()
    assert first_broken(events) == 2
