"""Speed of the intake: one very large file against pandas with pandera, and a whole network on two cores.

Two ways of checking the same rows in one run, in turn: their ratio says more than seconds. Nothing here fails a build:
the numbers are for people. `make bench` prints them; `python benchmarks/intake.py 400` takes in 400 cities.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from bare_check import bare_check
from made_network import YEAR, write_deliveries, write_million, write_seeds
from processes import processor_seconds, watched
from rich.console import Console
from rich.table import Table

from assets.deliveries.answering.answer import answer_waiting
from assets.deliveries.answering.feedback import write_missing
from assets.deliveries.arrival.take_in import take_in
from assets.deliveries.checking.check import Expected, check_delivery
from assets.deliveries.reading.child import ChildDied, Limits, in_child
from assets.folders import folders_under
from assets.reference.seeds import load_reference
from reports.numbers import german
from schemas.deliveries import ACCEPTED_STATES
from schemas.reference import SEEDS
from schemas.store import Store

WORKERS = 2
WHOLE_NETWORK = 400
PAIRS = 3
_UNLIMITED = Limits(memory=16 << 30, cpu=600, wall=600.0)


@dataclass(frozen=True)
class Use:
    """What something took: wall and processor seconds, and the most memory in bytes."""

    wall: float
    processor: float
    memory: int


def used(work: Callable[[], object]) -> Use:
    """Does the work, whatever it returns."""
    with watched() as peak:
        processor, start = processor_seconds(), time.perf_counter()
        work()
        return Use(time.perf_counter() - start, processor_seconds() - processor, peak.bytes)


def million_rows(folder: Path) -> Table:
    """A CSV file of 1,000,000 rows up to its accepted rows, as in the intake, and by the yardstick."""
    seeds, path = folder / "seeds", folder / f"bevoelkerung_{YEAR}.csv"
    write_seeds(seeds, 1)
    with ProcessPoolExecutor(1) as other:
        other.submit(write_million, path, seeds).result()
    reference, content, rows = load_reference(seeds), path.read_bytes(), 1_000_000
    expected = Expected(reference.names, YEAR, "Beispielstadt", "bevoelkerung")

    def ours() -> None:
        accepted = in_child(check_delivery, content, expected, reference)
        if len(accepted.rows.get("bevoelkerung", ())) != rows:
            raise ChildDied(f"{accepted.state} statt {rows} Zeilen")

    def yardstick() -> None:
        in_child(bare_check, str(path), "bevoelkerung", reference, limits=_UNLIMITED)

    # The process that forks the children starts with the first of them.
    in_child(check_delivery, b"", expected, reference)
    pairs = [(used(ours), used(yardstick)) for _ in range(PAIRS)]
    table = Table(
        f"{german(rows)} Zeilen, {len(content) >> 20} MB",
        "Annahme",
        "pandas + pandera",
        "Verhältnis",
        "Ziel",
        title=f"Eine sehr große Datei, Median aus {PAIRS} Paaren",
    )
    for name, take in (
        ("Zeilen je Sekunde", lambda use: rows / use.wall),
        ("Zeilen je Prozessorsekunde", lambda use: rows / use.processor),
    ):
        mine, theirs = (statistics.median(take(pair[which]) for pair in pairs) for which in (0, 1))
        ratio = statistics.median(take(one) / take(other) for one, other in pairs)
        table.add_row(name, german(round(mine)), german(round(theirs)), german(ratio, 2), "≥ 0,4")
    most = [max(pair[which].memory for pair in pairs) for which in (0, 1)]
    table.add_row(
        "Speicher aller Prozesse (MB)", *(german(one >> 20) for one in most), german(most[0] / most[1], 2), "–"
    )
    return table


def network(folder: Path, cities: int) -> Table:
    """Three files of each city, all there at once: taken in, acknowledged, checked, loaded and answered."""
    write_seeds(folder / "seeds", cities)
    with ProcessPoolExecutor(1) as other:
        rows = other.submit(write_deliveries, folder / "ingest", folder / "seeds").result()
    reference, folders = load_reference(folder / "seeds"), folders_under(folder / "seeds", folder)
    store, files = Store(f"sqlite:///{folder / 'kontrakt.sqlite'}"), 3 * cities
    store.replace_all({name: (getattr(reference, name), [{}]) for name in SEEDS})
    start = time.time()

    def arrive() -> None:
        take_in(folders, store, reference)
        write_missing(folders, store, reference)

    def answer() -> None:
        with ThreadPoolExecutor(WORKERS) as executor:
            answer_waiting(folders, store, reference, None, executor, WORKERS)

    arrived = used(arrive)
    register = store.read("deliveries")
    acknowledged = _seconds_until(register, "-eingang.html", folders.feedback, start)
    answered = used(answer)
    reported = _seconds_until(register, ".html", folders.feedback, start)
    register = store.read("deliveries")
    accepted = register["state"].isin(ACCEPTED_STATES).sum()
    table = Table(
        f"{cities} Städte, {german(files)} Dateien, {german(rows)} Zeilen",
        "gemessen",
        f"hochgerechnet auf {WHOLE_NETWORK} Städte",
        "Ziel dafür",
        title=f"Ein ganzes Netz auf einmal, {WORKERS} Prozesse ({accepted} Dateien angenommen)",
    )
    factor = WHOLE_NETWORK / cities

    def add(name: str, value: float, target: str = "–", *, grows: bool = False) -> None:
        table.add_row(name, german(value, 2), german(value * factor, 2) if grows else "–", target)

    add("Minuten", (arrived.wall + answered.wall) / 60, "≤ 10", grows=True)
    add("Dateien je Sekunde", files / (arrived.wall + answered.wall))
    for name, seconds in (("Quittung", acknowledged), ("Prüfbericht", reported)):
        for percent in (50, 99):
            target = "≤ 60" if (name, percent) == ("Quittung", 99) else "–"
            add(f"{name} nach Sekunden (p{percent})", float(np.percentile(seconds, percent)), target, grows=True)
    add("Prozessorsekunden je Datei bis zur Quittung", arrived.processor / files)
    add("Prozessorsekunden je Datei bis zum Prüfbericht", answered.processor / files)
    add("Speicher aller Prozesse (GB)", max(arrived.memory, answered.memory) / 2**30, "≤ 2")
    return table


def _seconds_until(register: pd.DataFrame, ending: str, feedback: Path, start: float) -> list[float]:
    """When each delivery's page was written."""
    pages = register["folder"] + "/" + register["receipt"] + ending
    return [(feedback / page).stat().st_mtime - start for page in pages]


def main() -> None:
    """Prints both tables; the argument is how many cities the network has."""
    cities = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        console.print(million_rows(Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        console.print(network(Path(folder), cities))


if __name__ == "__main__":
    main()
