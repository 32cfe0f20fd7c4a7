"""What people decide about a delivery: give a reason, withdraw it, have it checked again, by its receipt number.

Belongs here: whether a decision is possible, and storing it with its record in the archive. Not here: what follows from
it (answer.py checks the delivery anew), the words of the command (pipelines/cli.py).
"""

from typing import Any

from assets.deliveries.arrival.archive import keep_record
from assets.deliveries.arrival.receipts import is_receipt
from assets.deliveries.arrival.take_in import Clock, append_event, now, record_event
from assets.deliveries.checking.reasons import UNANSWERABLE
from assets.folders import Folders
from schemas.deliveries import ACCEPTED_STATES, Severity, State
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
            raise NotPossible(f"Zu {delivery['receipt']} ist nichts offen: der Zustand ist „{_told(delivery)}“.")
        findings = transaction.records("findings", receipt=delivery["receipt"], severity=str(Severity.RUECKFRAGE))
        asked = [one for one in findings if one["code"] == code]
        if not asked:
            codes = ", ".join(sorted({one["code"] for one in findings}))
            raise NotPossible(f"Zu {delivery['receipt']} gibt es keine Rückfrage {code}. Offen sind: {codes}.")
        if code in UNANSWERABLE:
            raise NotPossible(f"Auf {code} hilft keine Begründung: Bitte die Zelle berichtigen und neu liefern.")
        at = clock().isoformat()
        rows = [
            {
                "ags": delivery["ags"],
                "form": one["sheet"] or delivery["form"],
                "year": int(delivery["year"]),
                "code": code,
                "place": one["place"],
                "reason": reason.strip(),
                "given_by": given_by,
                "at": at,
                "receipt": delivery["receipt"],
            }
            for one in asked
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
            raise NotPossible(
                f"{delivery['receipt']} lässt sich nicht zurückziehen: der Zustand ist „{_told(delivery)}“."
            )
        at = clock().isoformat()
        record = _apply(transaction, delivery, WITHDRAWN, at, {"reason": reason, "given_by": given_by})
        place = {"ags": delivery["ags"], "year": delivery["year"]}
        waiting = transaction.records("deliveries", **place, state=str(State.ARCHIVED))
    keep_record(record, folders.archive)
    return str(max(waiting, key=lambda one: one["number"])["receipt"]) if waiting else ""


def check_again(folders: Folders, store: Store, receipt: str, reason: str, given_by: str, clock: Clock = now) -> None:
    """Lets an operator send a delivery out of quarantine into its check once more. Raises NotPossible."""
    with store.transaction() as transaction:
        delivery = _known(transaction, receipt)
        if delivery["state"] != State.QUARANTINE:
            raise NotPossible(f"{delivery['receipt']} ist nicht in Quarantäne: der Zustand ist „{_told(delivery)}“.")
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
    receipt = str(delivery["receipt"])
    record = record_event(transaction, receipt, event, at, facts, number)
    for reason in facts.get("reasons", []) if event == JUSTIFIED else []:
        key = {name: reason[name] for name in ("ags", "form", "year", "code", "place")}
        transaction.delete("reasons", **key)
        transaction.add_records("reasons", [reason])
    _set_state(transaction, receipt, State.WITHDRAWN if event == WITHDRAWN else State.ARCHIVED, at)
    if event == WITHDRAWN:
        for form in FORMS.values():
            transaction.delete(form.table, receipt=receipt)
        _take_up_the_one_before(transaction, delivery, at)
    transaction.delete("claims", receipt=receipt)
    return record


def _take_up_the_one_before(transaction: Transaction, delivery: dict[str, Any], at: str) -> None:
    """What the withdrawn delivery had replaced is checked again, by the rules of today."""
    forms = set(str(delivery["forms"]).split("|")) - {""}
    place = {"ags": delivery["ags"], "year": delivery["year"]}
    others = transaction.records("deliveries", **place, state=str(State.REPLACED))
    for other in sorted(others, key=lambda one: one["number"], reverse=True):
        if forms & set(str(other["forms"]).split("|")):
            _set_state(transaction, other["receipt"], State.ARCHIVED, at)
            return


def _set_state(transaction: Transaction, receipt: str, state: State, at: str) -> None:
    transaction.update("deliveries", {"receipt": receipt}, state=str(state))
    append_event(transaction, receipt, str(state), at)


def _known(transaction: Transaction, receipt: str) -> dict[str, Any]:
    if not is_receipt(receipt):
        raise NotPossible(f"„{receipt}“ ist keine Empfangsnummer: das Prüfzeichen am Ende passt nicht.")
    found = transaction.records("deliveries", receipt=receipt.strip())
    if not found:
        raise NotPossible(f"Die Empfangsnummer {receipt} gibt es nicht.")
    if not found[0]["year"]:
        raise NotPossible(f"{receipt} ist keine Lieferung: die Datei wurde schon an ihrem Ort abgewiesen.")
    return found[0]


def _told(delivery: dict[str, Any]) -> str:
    return str(delivery["state"]).replace("_", " ").capitalize()
