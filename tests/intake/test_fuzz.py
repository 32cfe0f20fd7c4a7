"""Damaged bytes of every format: each file ends in a state with a report, none breaks the check or keeps it for long.

KONTRAKT_FUZZ says how many files are damaged (night run: 10,000); the same number makes the same ones.
"""

import json
import multiprocessing
import os
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.deliveries.answering.answers import answers
from assets.deliveries.arrival.register import numbered
from assets.deliveries.checking.check import Checked, check_delivery, check_read
from assets.deliveries.checking.exports import known_headers
from assets.deliveries.reading.child import in_child
from assets.deliveries.reading.read_file import read_file
from assets.reference.seeds import Reference
from schemas.deliveries import ACCEPTED_STATES, REFUSED_STATES, RegisteredFinding
from schemas.findings import Severity
from tests.intake.fuzzer import Damaged, Seed, damaged, seeds
from tests.intake.test_cases import assert_german

FILES = int(os.environ.get("KONTRAKT_FUZZ", "500"))
SECONDS = 30
MEMORY = 1 << 30
# The marked copy of the city's workbook costs as much as the check; so many of the files get one.
_COPIES = 10


@dataclass(frozen=True)
class Ending:
    """How a damaged file ended; `fault` is "" where all is as it must be."""

    number: int
    state: str
    seconds: float
    fault: str = ""


def end_of(one: Damaged, reference: Reference) -> Ending:
    """Checks a damaged file and writes its answer; whatever goes wrong is told, not raised."""
    start = time.monotonic()
    signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    state = ""
    try:
        read = read_file(one.content, known_headers(reference))
        checked = check_read(read, one.seed.expected, reference)
        state = str(checked.state)
        fault = _fault(checked)
        files = answers(
            _register_row(one, checked),
            pd.DataFrame(numbered("fuzz", checked.findings), columns=list(RegisteredFinding.to_schema().columns)),
            reference,
            read=read if one.number % _COPIES == 0 else None,
            trial=True,
        )
        fault = fault or _fault_of_answer(files)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        fault = f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return Ending(one.number, state, time.monotonic() - start, fault)


def _too_long(*_: object) -> None:
    raise TimeoutError(f"longer than {SECONDS} seconds")


def _fault(checked: Checked) -> str:
    if checked.state not in [*ACCEPTED_STATES, *REFUSED_STATES]:
        return f"state {checked.state}"
    worst = {one.severity for one in checked.findings}
    if checked.state in REFUSED_STATES and not worst & {Severity.FEHLER, Severity.RUECKFRAGE}:
        return "refused without a reason"
    assert_german(checked.findings)
    return ""


def _register_row(one: Damaged, checked: Checked) -> dict[str, Any]:
    place = one.seed.expected
    return {
        "receipt": "fuzz",
        "ags": next(iter(place.areas)),
        "form": place.form,
        "year": place.year,
        "version": 1,
        "folder": "herne",
        "file_name": f"{place.form}_{place.year}.csv",
        "sha256": "",
        "size": len(one.content),
        "state": checked.state,
        "rows_read": checked.rows_read,
        "rows_accepted": 0,
        "not_evaluated": "|".join(checked.not_evaluated),
    }


def _fault_of_answer(files: dict[str, bytes]) -> str:
    missing = {"fuzz.html", "fuzz.json", "fuzz.csv"} - set(files)
    if missing:
        return f"answer without {sorted(missing)}"
    json.loads(files["fuzz.json"])
    page = _Page()
    page.feed(files["fuzz.html"].decode())
    return f"page with {page.active}" if page.active else ""


class _Page(HTMLParser):
    """Collects what would do something when the page is opened."""

    active = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "img", "object", "embed", "form", "base"):
            self.active += f"<{tag}>"
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.active += f" {name}={value}"


def _confined(found: tuple[Seed, ...], reference: Reference, at: Any) -> None:
    global _FOUND, _REFERENCE, _AT
    _FOUND, _REFERENCE, _AT = found, reference, at
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def _batch(numbers: range) -> list[Ending]:
    endings = []
    for number in numbers:
        _AT.value = number
        endings.append(end_of(damaged(number, _FOUND), _REFERENCE))
    return endings


def all_endings(reference: Reference, count: int) -> Iterator[Ending]:
    """Every file in one process with little memory; a death of it is the ending of the file at which it died."""
    context = multiprocessing.get_context("fork")
    at, found, number = context.Value("q", 0), tuple(seeds(reference)), 0
    while number < count:
        with ProcessPoolExecutor(1, context, _confined, (found, reference, at)) as worker:
            try:
                yield from worker.submit(_batch, range(number, count)).result()
                return
            except BrokenProcessPool:
                yield Ending(at.value, "", 0.0, "the process died")
                number = at.value + 1


@pytest.fixture(scope="module")
def endings(reference: Reference) -> list[Ending]:
    return list(all_endings(reference, FILES))


def test_every_damaged_file_ends_in_a_state_with_a_report(endings: list[Ending], reference: Reference):
    found = tuple(seeds(reference))
    print(Counter(one.state for one in endings), "slowest:", max(one.seconds for one in endings))
    faults = [f"{damaged(one.number, found)}: {one.fault}" for one in endings if one.fault]
    assert not faults, f"{len(faults)} of {len(endings)}:\n" + "\n".join(faults[:20])


def test_no_damaged_file_takes_long(endings: list[Ending]):
    assert max(one.seconds for one in endings) < SECONDS


def test_the_damages_reach_all_readers(endings: list[Ending], reference: Reference):
    found = seeds(reference)
    assert len(found) >= 20
    assert {one.content[:2] for one in found} >= {b"PK", b"\xd0\xcf", b"\xff\xfe"}
    # Not every damage is so plain that nothing behind the first look would ever run.
    accepted = sum(one.state in ACCEPTED_STATES for one in endings)
    assert len(endings) // 50 < accepted < len(endings)


@pytest.mark.parametrize("number", range(0, 400, 25))
def test_in_a_process_of_its_own_it_ends_the_same_way(number: int, reference: Reference):
    one = damaged(number, tuple(seeds(reference)))
    there = in_child(check_delivery, one.content, one.seed.expected, reference)
    here = check_delivery(one.content, one.seed.expected, reference)
    assert (there.state, there.findings) == (here.state, here.findings)
