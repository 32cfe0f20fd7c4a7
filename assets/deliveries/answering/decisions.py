"""What people decide about a delivery: give a reason, withdraw it, have it checked again, by its receipt number.

Belongs here: whether a decision is possible, and storing it with its record in the archive. Not here: what follows from
it (answer.py checks the delivery anew), the words of the command (pipelines/cli.py).
"""

from typing import Any

import pandas as pd

from assets.deliveries.arrival.archive import keep_record
from assets.deliveries.arrival.receipts import is_receipt
from assets.deliveries.arrival.take_in import Clock, append_event, now, record_event
from assets.deliveries.checking.reasons import UNANSWERABLE
from assets.folders import Folders
from schemas.deliveries import ACCEPTED_STATES, Reason, Severity, State
from schemas.forms import FORMS
from schemas.store import Store, Transaction

JUSTIFIED, WITHDRAWN, RETRIED = "BEGRÜNDET", "ZURÜCKGEZOGEN", "ERNEUT_PRÜFEN"


class NotPossible(ValueError):
    """The decision does not fit the delivery; the message says why, in German."""


def justify(
    folders: Folders, store: Store, receipt: str, code: str, reason: str, given_by: str, clock: Clock = now
) -> int:
    """Gives one reason for all questions of a code about a delivery; returns how many it answers.

    The delivery waits for its check again; with every question answered it is accepted. Raises NotPossible.
    """
    if len(reason.strip()) < 10:
        raise NotPossible("Bitte die Begründung in einem Satz ausschreiben (mindestens 10 Zeichen).")
    with store.transaction() as transaction:
        delivery = _known(transaction, receipt)
        if delivery["state"] != State.QUERY:
            raise NotPossible(f"Zu {delivery['receipt']} ist nichts offen: der Zustand ist {delivery['state']}.")
        findings = transaction.read("findings", receipt=delivery["receipt"], severity=str(Severity.RUECKFRAGE))
        asked = findings[findings["code"] == code]
        if asked.empty:
            codes = ", ".join(sorted(set(findings["code"])))
            raise NotPossible(f"Zu {delivery['receipt']} gibt es keine Rückfrage {code}. Offen sind: {codes}.")
        if code in UNANSWERABLE:
            raise NotPossible(f"Auf {code} hilft keine Begründung: Bitte die Zelle berichtigen und neu liefern.")
        at = clock().isoformat()
        rows = [
            {
                "ags": delivery["ags"],
                "form": one.sheet or delivery["form"],
                "year": int(delivery["year"]),
                "code": code,
                "place": one.place,
                "reason": reason.strip(),
                "given_by": given_by,
                "at": at,
                "receipt": delivery["receipt"],
            }
            for one in asked.itertuples(index=False)
        ]
        record = _apply(transaction, delivery, JUSTIFIED, at, {"reasons": rows})
    keep_record(record, folders.archive)
    return len(rows)


def withdraw(folders: Folders, store: Store, receipt: str, reason: str, given_by: str, clock: Clock = now) -> str:
    """Withdraws a delivery; returns the receipt of the version that is checked again in its place, or "".

    Raises NotPossible.
    """
    with store.transaction() as transaction:
        delivery = _known(transaction, receipt)
        possible = [*ACCEPTED_STATES, State.QUERY, State.REPLACED, State.REFUSED]
        if delivery["state"] not in possible:
            raise NotPossible(f"{delivery['receipt']} lässt sich nicht zurückziehen: {delivery['state']}.")
        at = clock().isoformat()
        record = _apply(transaction, delivery, WITHDRAWN, at, {"reason": reason, "given_by": given_by})
        again = transaction.read("deliveries", ags=delivery["ags"], year=int(delivery["year"]))
    keep_record(record, folders.archive)
    waiting = again[again["state"] == State.ARCHIVED]
    return str(waiting["receipt"].iloc[-1]) if len(waiting) else ""


def check_again(folders: Folders, store: Store, receipt: str, reason: str, given_by: str, clock: Clock = now) -> None:
    """Lets an operator send a delivery out of quarantine into its check once more. Raises NotPossible."""
    with store.transaction() as transaction:
        delivery = _known(transaction, receipt)
        if delivery["state"] != State.QUARANTINE:
            raise NotPossible(f"{delivery['receipt']} ist nicht in Quarantäne: {delivery['state']}.")
        at = clock().isoformat()
        record = _apply(transaction, delivery, RETRIED, at, {"reason": reason, "given_by": given_by})
    keep_record(record, folders.archive)


def repeat(transaction: Transaction, record: dict[str, Any]) -> None:
    """Does a recorded decision again, when the archive is played back into an empty store."""
    delivery = _known(transaction, record["receipt"])
    known = {"number", "event", "at", "receipt"}
    facts = {name: value for name, value in record.items() if name not in known}
    _apply(transaction, delivery, record["event"], record["at"], facts, record["number"])


def _apply(
    transaction: Transaction,
    delivery: dict[str, Any],
    event: str,
    at: str,
    facts: dict[str, Any],
    number: int | None = None,
) -> dict[str, Any]:
    receipt, ags, year = str(delivery["receipt"]), str(delivery["ags"]), int(delivery["year"])
    record = record_event(transaction, receipt, event, at, facts, number)
    if event == JUSTIFIED:
        frame = pd.DataFrame(facts["reasons"], columns=list(Reason.to_schema().columns))
        frame = frame.drop_duplicates(["ags", "form", "year", "code", "place"])
        keys = frame[["ags", "form", "year", "code", "place"]].to_dict(orient="records")
        transaction.replace_all({"reasons": (frame, keys)})
    state = State.WITHDRAWN if event == WITHDRAWN else State.ARCHIVED
    _set_state(transaction, receipt, state, at)
    if event == WITHDRAWN:
        for form in str(delivery["forms"]).split("|"):
            if form:
                rows = transaction.read(FORMS[form].table, receipt=receipt)
                transaction.replace_all({FORMS[form].table: (rows.head(0), [{"receipt": receipt}])})
        _take_up_the_one_before(transaction, delivery, ags, year, at)
    claim = transaction.read("claims", receipt=receipt)
    transaction.replace_all({"claims": (claim.head(0), [{"receipt": receipt}])})
    return record


def _take_up_the_one_before(transaction: Transaction, delivery: dict[str, Any], ags: str, year: int, at: str) -> None:
    """What the withdrawn delivery had replaced is checked again, by the rules of today."""
    forms = {form for form in str(delivery["forms"]).split("|") if form}
    others = transaction.read("deliveries", ags=ags, year=year).sort_values("number", ascending=False)
    for other in others[others["state"] == State.REPLACED].itertuples(index=False):
        if forms & set(str(other.forms).split("|")):
            _set_state(transaction, str(other.receipt), State.ARCHIVED, at)
            return


def _set_state(transaction: Transaction, receipt: str, state: State, at: str) -> None:
    row = transaction.read("deliveries", receipt=receipt).assign(state=str(state))
    transaction.replace_all({"deliveries": (row, [{"receipt": receipt}])})
    append_event(transaction, receipt, str(state), at)


def _known(transaction: Transaction, receipt: str) -> dict[str, Any]:
    if not is_receipt(receipt):
        raise NotPossible(f"„{receipt}“ ist keine Empfangsnummer: das Prüfzeichen am Ende passt nicht.")
    found = transaction.read("deliveries", receipt=receipt.strip())
    if found.empty:
        raise NotPossible(f"Die Empfangsnummer {receipt} gibt es nicht.")
    delivery = found.iloc[0].to_dict()
    if pd.isna(delivery["year"]):
        raise NotPossible(f"{receipt} ist keine Lieferung: die Datei wurde schon an ihrem Ort abgewiesen.")
    return delivery
