"""Care for the archive: is every byte still there and answered for, and does it give the same store again?

Belongs here: reconciling archive, journal and store; playing the archive back. Not here: the steps of a delivery
(arrival/, answering/).
"""

import hashlib
import io
import json
from dataclasses import dataclass

import pandas as pd

from assets.deliveries.answering.acceptance import in_force
from assets.deliveries.answering.answer import Check, answer_waiting
from assets.deliveries.answering.decisions import repeat
from assets.deliveries.arrival.archive import ArchiveDamaged, blobs, recall, records
from assets.deliveries.arrival.journal import first_broken
from assets.deliveries.arrival.take_in import ARRIVAL, record_event
from assets.folders import Folders
from assets.reference.seeds import Reference
from schemas.deliveries import ACCEPTED_STATES, State
from schemas.forms import FORMS
from schemas.reference import SEEDS
from schemas.store import Store

# What the archive must give again, to the byte. By which rules it was checked may differ between two programs.
FACTS = ["deliveries", "findings", "reasons", *(form.table for form in FORMS.values())]
_NOT_COMPARED = ["rule_set"]


@dataclass(frozen=True)
class Care:
    """What was looked at, and every deviation as a German sentence.

    `unclaimed`: archived bytes without a receipt. That is no loss: a run was stopped just after archiving, and the city
    replaced the file before the next one; a file that still lies there gets its receipt then.
    """

    blobs: int
    unclaimed: int
    records: int
    events: int
    deliveries: int
    problems: list[str]


def inspect(folders: Folders, store: Store) -> Care:
    """Re-hashes every archived file and reconciles archive, journal and store."""
    deliveries, events = store.read("deliveries"), store.read("events")
    problems = []
    hashes = set()
    for path in blobs(folders.archive):
        hashes.add(path.name)
        try:
            recall(path.name, folders.archive)
        except ArchiveDamaged:
            owners = ", ".join(deliveries.loc[deliveries["sha256"] == path.name, "receipt"]) or "ohne Empfang"
            problems.append(f"Die archivierte Datei {path.name[:12]} ({owners}) ist beschädigt.")
    for row in deliveries[deliveries["sha256"].ne("") & ~deliveries["sha256"].isin(hashes)].itertuples(index=False):
        problems.append(f"Zu {row.receipt} fehlt die archivierte Datei {row.sha256[:12]}.")
    broken = first_broken(events)
    if broken is not None:
        problems.append(f"Das Ereignisbuch ist ab Eintrag {broken} verändert worden.")
    kept = {record["number"]: record for record in records(folders.archive)}
    for event in events.dropna(subset="record").itertuples(index=False):
        if kept.get(int(event.record)) != json.loads(event.detail):
            problems.append(f"Der Eintrag {event.record} ({event.receipt}) fehlt im Archiv oder steht anders darin.")
    for number in sorted(set(kept) - set(events["record"].dropna().astype(int))):
        problems.append(f"Der Eintrag {number} des Archivs ({kept[number]['receipt']}) fehlt im Ereignisbuch.")
    problems += _unbalanced(deliveries, store)
    return Care(len(hashes), len(hashes - set(deliveries["sha256"])), len(kept), len(events), len(deliveries), problems)


def play_back(folders: Folders, target: Store, reference: Reference, check: Check | None = None) -> int:
    """Rebuilds an empty store from the archive, record by record in their order; returns how many there were.

    Raises ValueError where the store is not empty.
    """
    if len(target.read("deliveries")):
        raise ValueError("Die Zieldatenbank ist nicht leer.")
    target.replace_all({name: (getattr(reference, name), [{}]) for name in SEEDS})
    count, waiting = 0, False
    for record in records(folders.archive):
        count += 1
        if record["event"] == ARRIVAL:
            facts = {"delivery": record["delivery"], "findings": record["findings"]}
            with target.transaction() as transaction:
                transaction.add_records("deliveries", [record["delivery"]])
                transaction.add_records("findings", record["findings"])
                record_event(transaction, record["receipt"], ARRIVAL, record["at"], facts, record["number"])
            waiting = True
        else:
            # A decision is about a verdict: everything before it must have one.
            if waiting:
                answer_waiting(folders, target, reference, check=check, silent=True)
            with target.transaction() as transaction:
                repeat(transaction, record)
            waiting = True
    if waiting:
        answer_waiting(folders, target, reference, check=check, silent=True)
    return count


def facts_hash(store: Store) -> str:
    """One sha256 over all facts of a store: two stores with the same one hold the same."""
    digest = hashlib.sha256()
    for name in FACTS:
        digest.update(name.encode() + b"\n" + _as_text(store, name).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def differences(one: Store, other: Store) -> list[str]:
    """The tables in which two stores differ, each with the number of different rows, as German sentences."""
    sentences = []
    for name in FACTS:
        left, right = (set(_as_text(store, name).splitlines()[1:]) for store in (one, other))
        if left != right:
            sentences.append(f"{name}: {len(left - right)} Zeilen nur im Bestand, {len(right - left)} nur im Archiv.")
    return sentences


def _as_text(store: Store, name: str) -> str:
    text = io.StringIO()
    frame = store.read(name)
    frame.drop(columns=[column for column in _NOT_COMPARED if column in frame]).to_csv(text, index=False, na_rep="∅")
    return text.getvalue()


def _unbalanced(deliveries: pd.DataFrame, store: Store) -> list[str]:
    """Deliveries whose stored rows are not those that were accepted."""
    stored = {name: store.read(form.table)["receipt"].value_counts() for name, form in FORMS.items()}
    accepted = deliveries[deliveries["state"].isin(ACCEPTED_STATES)]
    problems = []
    counted: dict[str, int] = {}
    for _, versions in accepted.groupby(["ags", "year"]):
        for form, receipt in in_force(versions.to_dict(orient="records")).items():
            counted[receipt] = counted.get(receipt, 0) + int(stored[form].get(receipt, 0))
    for row in accepted.itertuples(index=False):
        forms = [form for form in row.forms.split("|") if form]
        whole = all(stored[form].get(row.receipt, 0) or not row.rows_accepted for form in forms)
        if whole and counted.get(row.receipt, 0) != row.rows_accepted:
            problems.append(
                f"{row.receipt}: angenommen sind {row.rows_accepted} Zeilen, gespeichert {counted.get(row.receipt, 0)}."
            )
    valid = set(accepted["receipt"])
    for form, counts in stored.items():
        for receipt in counts.index:
            if receipt not in valid:
                problems.append(f"{form}: {receipt} ist nicht mehr gültig und hat noch {counts[receipt]} Zeilen.")
    unfinished = deliveries["state"].isin([State.ARCHIVED, State.IN_CHECK]).sum()
    if unfinished:
        problems.append(f"{unfinished} Lieferungen warten noch auf ihre Prüfung; ein Lauf holt sie nach.")
    return problems
