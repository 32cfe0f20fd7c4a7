"""Answering: each waiting delivery is claimed, checked in a process of its own, loaded in one transaction and answered.

Belongs here: the durable steps from a registered delivery to its answer; each may be repeated after a stop. Not here:
the check (checking/), what a verdict changes (acceptance.py), the answer's pages (feedback.py). Any number of workers,
in this process and others, may do this at once.
"""

import hashlib
import logging
import os
import socket
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor
from importlib.metadata import version
from typing import Any

from assets.deliveries.answering.acceptance import changes_of
from assets.deliveries.answering.feedback import write_answer
from assets.deliveries.arrival.archive import ArchiveDamaged, recall
from assets.deliveries.arrival.register import newest_attempts
from assets.deliveries.arrival.take_in import Clock, append_event, now
from assets.deliveries.checking.check import Checked, Earlier, Expected, check_delivery
from assets.deliveries.findings import finding
from assets.deliveries.reading.child import ChildDied, in_child
from assets.folders import Folders
from assets.reference.seeds import Reference, seed_hashes
from schemas.deliveries import REFUSED_STATES, State
from schemas.forms import FORMS
from schemas.store import Store, Transaction

ATTEMPTS = 3
# Longer than the longest check (its process is ended before); afterwards another worker may take over.
_LEASE_SECONDS = 300.0
# Enough for a city's own band; older figures say little about this year's.
_YEARS_BACK = 5
Check = Callable[..., Checked]


def rule_set(folders: Folders) -> str:
    """By what a delivery is checked: program and rules. Another one may judge a refused delivery differently."""
    seeds = {name: sha for name, sha in seed_hashes(folders.seeds).items() if name != "eckwerte.csv"}
    return f"{version('kontrakt')}+{hashlib.sha256(repr(sorted(seeds.items())).encode()).hexdigest()[:12]}"


def answer_waiting(
    folders: Folders,
    store: Store,
    reference: Reference,
    cities: Collection[str] | None = None,
    executor: Executor | None = None,
    workers: int = 1,
    clock: Clock = now,
    check: Check | None = None,
    silent: bool = False,
) -> list[str]:
    """Answers every delivery that waits, of these cities (AGS; None: all); returns their receipts.

    Refused ones are checked again when the rules have changed. With an executor, `workers` of them work at once.
    `silent`: no answer is written beside the city's folder (the archive is only played back).
    """
    wait = _Work(folders, store, reference, cities, clock, check or check_in_child, silent)
    if executor is None:
        return sorted(wait.work())
    return sorted(receipt for done in executor.map(lambda _: wait.work(), range(workers)) for receipt in done)


class _Work:
    """One round of answering: what all its steps need."""

    def __init__(
        self,
        folders: Folders,
        store: Store,
        reference: Reference,
        cities: Collection[str] | None,
        clock: Clock,
        check: Check,
        silent: bool,
    ) -> None:
        self.silent = silent
        self.folders, self.store, self.reference, self.cities = folders, store, reference, cities
        self.clock, self.check, self.rules = clock, check, rule_set(folders)

    def work(self) -> list[str]:
        """Claims, checks and answers until nothing waits."""
        owner = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
        done = []
        while (delivery := self._claim(owner)) is not None:
            changed = self._load(delivery, self._checked(delivery), owner)
            for receipt in changed if not self.silent else []:
                write_answer(self.folders, self.store, receipt, self.reference)
            done += [str(delivery["receipt"])] if changed else []
        return done

    def _claim(self, owner: str) -> dict[str, Any] | None:
        """The first delivery that waits and is nobody's; of each city strictly in the order of arrival."""
        with self.store.transaction() as transaction:
            claims = {claim["receipt"]: claim for claim in transaction.records("claims")}
            at = self.clock()
            busy = {receipt for receipt, claim in claims.items() if _alive(claim, at.timestamp())}
            for delivery in self._waiting(transaction, busy):
                receipt = delivery["receipt"]
                attempts = claims[receipt]["attempts"] + 1 if receipt in claims else 1
                until = at.timestamp() + _LEASE_SECONDS
                transaction.delete("claims", receipt=receipt)
                claim = {"receipt": receipt, "owner": owner, "until": until, "attempts": attempts}
                transaction.add_records("claims", [claim])
                transaction.update("deliveries", {"receipt": receipt}, state=str(State.IN_CHECK))
                append_event(transaction, receipt, State.IN_CHECK, at.isoformat(), f"Versuch {attempts}")
                return {**delivery, "attempts": attempts}
        return None

    def _waiting(self, transaction: Transaction, busy: set[str]) -> Iterator[dict[str, Any]]:
        """What may be claimed, in the order of arrival."""
        waiting = transaction.records("deliveries", state=[State.ARCHIVED, State.IN_CHECK])
        refused = transaction.records("deliveries", state=REFUSED_STATES)
        if any(one["year"] and one["rule_set"] != self.rules for one in refused):
            newest = set(newest_attempts(transaction.read("deliveries"))["receipt"])
            waiting += [one for one in refused if one["rule_set"] != self.rules and one["receipt"] in newest]
        blocked: set[str] = set()
        for delivery in sorted((one for one in waiting if one["year"]), key=lambda one: one["number"]):
            ags = delivery["ags"]
            wanted = self.cities is None or ags in self.cities
            if wanted and ags not in blocked and delivery["receipt"] not in busy:
                yield delivery
            # A later delivery is compared with what the earlier one brought: it waits for it.
            blocked.add(ags)

    def _checked(self, delivery: dict[str, Any]) -> tuple[Checked, State] | None:
        """The verdict and the state it gives; None where the check itself broke and is tried again."""
        ags, year = str(delivery["ags"]), int(delivery["year"])
        log = logging.getLogger("kontrakt")
        try:
            content = recall(str(delivery["sha256"]), self.folders.archive)
            expected = Expected({ags: self.reference.names[ags]}, year, self.reference.names[ags], delivery["form"])
            checked = self.check(content, expected, self.reference, earlier_of(self.store, ags, year))
            return checked, checked.state
        except ArchiveDamaged as error:
            log.error("%s: %s", delivery["receipt"], error)
            return _put_aside("ARCHIV_BESCHAEDIGT", str(delivery["sha256"])[:12])
        except ChildDied as error:
            log.warning("%s ließ sich nicht prüfen: %s", delivery["receipt"], error)
            # One poisonous file must never stop the others: after some tries it is left to the office.
            return _put_aside("DATEI_UNLESBAR", str(error)) if delivery["attempts"] >= ATTEMPTS else None

    def _load(self, delivery: dict[str, Any], verdict: tuple[Checked, State] | None, owner: str) -> list[str]:
        """Loads the verdict in one transaction; returns the receipts whose state it changed, which are answered anew.

        None are where somebody else took over meanwhile, or the check is tried again.
        """
        receipt, at = str(delivery["receipt"]), self.clock().isoformat()
        with self.store.transaction() as transaction:
            claim = transaction.records("claims", receipt=receipt)
            if not claim or claim[0]["owner"] != owner:
                return []
            if verdict is None:
                transaction.update("deliveries", {"receipt": receipt}, state=str(State.ARCHIVED))
                transaction.update("claims", {"receipt": receipt}, until=0.0)
                return []
            ags, year = str(delivery["ags"]), int(delivery["year"])
            registered = transaction.records("deliveries", ags=ags, year=year)
            changes = changes_of(delivery, *verdict, registered, self.rules)
            for changed, columns in changes.deliveries.items():
                transaction.update("deliveries", {"receipt": changed}, **columns)
                append_event(transaction, changed, columns["state"], at)
            transaction.delete("findings", receipt=receipt)
            transaction.add_records("findings", changes.findings)
            place = {"ags": ags, "delivery_year": year}
            transaction.replace_all({table: (rows, [place]) for table, rows in changes.rows.items()})
            transaction.delete("claims", receipt=receipt)
        return list(changes.deliveries)


def earlier_of(store: Store, ags: str, year: int) -> Earlier:
    """What a check may compare with: the accepted rows of the last years, and the reasons given so far."""
    years = list(range(year - _YEARS_BACK, year))
    rows = {form.name: store.read(form.table, ags=ags, delivery_year=years) for form in FORMS.values()}
    given = store.read("reasons", ags=ags)
    return Earlier(
        rows={name: frame for name, frame in rows.items() if len(frame)},
        reasons={(row.form, row.code, row.place, int(row.year)): row.reason for row in given.itertuples(index=False)},
    )


def _put_aside(code: str, reason: str) -> tuple[Checked, State]:
    return Checked({}, 0, [finding(code, value=reason)], [], []), State.QUARANTINE


def check_in_child(content: bytes, expected: Expected, reference: Reference, earlier: Earlier) -> Checked:
    """The check of checking/check.py in a process of its own, which hostile bytes cannot leave."""
    return in_child(check_delivery, content, expected, reference, earlier)


def _alive(claim: dict[str, Any], at: float) -> bool:
    """Whether a claim still holds: its time is not over, and on this machine its process lives."""
    host, process, _ = str(claim["owner"]).rsplit(":", 2)
    if claim["until"] <= at:
        return False
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
