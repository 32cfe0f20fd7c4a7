"""Taking in: every finished file of the folder is archived, registered and acknowledged, one after another.

Belongs here: the durable steps from a dropped file to its receipt, in the order that loses nothing when a stop falls
between two of them. Not here: what is new (register.py), checking and answering (answering/). Two processes may do this
on one folder at once.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from assets.deliveries.arrival.archive import (
    StoreBehind,
    has_record,
    highest_record,
    keep,
    keep_record,
    remove_leftovers,
)
from assets.deliveries.arrival.folder import Dropped, Entry, IngestUnreachable, entries, read_entry
from assets.deliveries.arrival.journal import entry as journal_entry
from assets.deliveries.arrival.register import Arrival, numbered, register
from assets.deliveries.findings import shown
from assets.folders import Folders
from assets.reference.seeds import Reference
from schemas.store import Store, Transaction

Clock = Callable[[], datetime]
ARRIVAL = "EINGEGANGEN"
_LEFTOVER_SECONDS = 3600


def now() -> datetime:
    """The time of this machine in UTC, to the second: for the reader of a receipt, never for a decision."""
    return datetime.now(UTC).replace(microsecond=0)


def take_in(folders: Folders, store: Store, reference: Reference, clock: Clock = now) -> list[str]:
    """Takes in what lies finished in the ingest folder; returns the new receipts.

    A file that changes while it is read is left for the next time. Trials (folder test/) are not taken in. Raises
    IngestUnreachable where the folder cannot be read; what was taken in before stays. Raises StoreBehind where the
    archive has records that the store does not know: new ones would take their numbers.
    """
    # In this order: a record that another process adds between the two looks is then in the store already.
    archived, stored = highest_record(folders.archive), _highest_record(store)
    if archived > stored:
        raise StoreBehind(f"{archived} Einträge im Archiv, {stored} in der Datenbank")
    if not folders.ingest.is_dir() and (stored or folders.ingest.exists()):
        raise IngestUnreachable(folders.ingest.name)
    remove_leftovers(folders.archive, clock().timestamp() - _LEFTOVER_SECONDS)
    keep_missing_records(folders, store)
    receipts = []
    for entry in entries(folders.ingest):
        if not entry.is_test:
            receipt = _take(entry, folders, store, reference, clock)
            receipts += [receipt] if receipt else []
    return receipts


def append_event(
    transaction: Transaction, receipt: str, event: str, at: str, detail: str = "", record: int | None = None
) -> None:
    """Adds an entry at the end of the journal, inside a transaction that does what the entry says."""
    last = transaction.records("events", number=transaction.highest("events", "number"))
    row = journal_entry(last[0] if last else None, receipt, event, at, detail, record)
    transaction.add_records("events", [row])


def record_event(
    transaction: Transaction, receipt: str, event: str, at: str, facts: dict[str, Any], number: int | None = None
) -> dict[str, Any]:
    """Journals something that comes from people and gives the record that the archive keeps of it.

    `number`: the record's, where it is played back.
    """
    number = number or next_record(transaction)
    record = {"number": number, "event": event, "at": at, "receipt": receipt, **facts}
    append_event(transaction, receipt, event, at, json.dumps(record, ensure_ascii=False, sort_keys=True), number)
    return record


def _highest_record(store: Store) -> int:
    with store.transaction() as transaction:
        return transaction.highest("events", "record")


def next_record(transaction: Transaction) -> int:
    """The number after the last record."""
    return transaction.highest("events", "record") + 1


def keep_missing_records(folders: Folders, store: Store) -> None:
    """Archives the records that a stop between the transaction and the archive left out."""
    with store.transaction() as transaction:
        events = transaction.records("events")
    for event in events:
        if event["record"] and not has_record(event["record"], folders.archive):
            keep_record(json.loads(event["detail"]), folders.archive)


def _take(entry: Entry, folders: Folders, store: Store, reference: Reference, clock: Clock) -> str | None:
    dropped = (
        read_entry(entry.folder, entry.file_name, entry.path)
        if entry.folder
        else Dropped("", entry.file_name, None, 0, "ORDNER_FEHLT")
    )
    if dropped.problem == "UNRUHIG":
        return None
    sha256 = keep(dropped.content, folders.archive) if dropped.content is not None else ""
    arrived = clock().isoformat()
    with store.transaction() as transaction:
        known = transaction.read("deliveries", folder=shown(dropped.folder))
        if sha256:
            same_bytes = transaction.read("deliveries", sha256=sha256)
            known = pd.concat([known, same_bytes], ignore_index=True).drop_duplicates("receipt")
        registered = register(Arrival(dropped, sha256), known, reference, next_record(transaction), arrived)
        if registered is None:
            return None
        row, findings = registered
        found = numbered(row["receipt"], findings)
        transaction.add_records("deliveries", [row])
        transaction.add_records("findings", found)
        facts = {"delivery": row, "findings": found}
        record = record_event(transaction, row["receipt"], ARRIVAL, arrived, facts)
    keep_record(record, folders.archive)
    return str(row["receipt"])
