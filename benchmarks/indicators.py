"""Speed of the indicators: the example's size, and how time and memory grow with the cities of a network.

What is measured is what the assets compute, in their blocks of cities; reading and writing the store is not in it.
Nothing here fails a build: the numbers are for people. `make bench` prints them and draws the growth; `python
benchmarks/indicators.py 1000` stops at 1,000 cities.
"""

import multiprocessing
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from growth_picture import growth_picture
from made_rows import made_reference, made_rows
from rich.console import Console
from rich.table import Table

from assets.indicators.network import network_values, standing_values
from assets.indicators.values import BLOCK, Accepted, indicator_values
from assets.reference.seeds import load_reference
from reports.numbers import german

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "var" / "benchmarks" / "indicators.svg"
YEAR = 2023
SIZES = [100, 300, 1_000, 3_000, 10_000]
RUNS = 3
# Larger networks take long enough to be measured once.
REPEATED = 1_000


@dataclass(frozen=True)
class Measured:
    """Wall and processor seconds, of the latter those for the values of the network, how many rows, the peak in bytes.

    Growth is told in processor seconds: they depend less on what else the machine is doing.
    """

    cities: int
    wall: float
    processor: float
    network: float
    delivered: int
    rows: int
    peak: int


class Watch:
    """Adds up the wall and processor seconds of what is done in it."""

    def __init__(self) -> None:
        self.wall = self.processor = 0.0

    def __enter__(self) -> None:
        self.wall -= time.perf_counter()
        self.processor -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.processor += time.process_time()


def measured(cities: int, years: Sequence[int]) -> Measured:
    """Computes the edition of the last of the years for a made network, block by block, as the assets do."""
    reference = made_reference(load_reference(ROOT / "seeds"), cities)
    own, shared = Watch(), Watch()
    delivered, rows, standing = 0, 0, []
    for start in range(0, cities, BLOCK):
        made = made_rows(reference, range(start, min(start + BLOCK, cities)), years)
        accepted, block = Accepted(**made), made["deliveries"]["ags"].unique().tolist()
        with own:
            values = indicator_values(accepted, reference, years[-1], block)
        with shared:
            standing.append(standing_values(values, reference, years[-1]))
        delivered += sum(map(len, made.values()))
        rows += len(values)
    with shared:
        together = network_values(pd.concat(standing, ignore_index=True), reference, years[-1])
    wall, processor = own.wall + shared.wall, own.processor + shared.processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Measured(cities, wall, processor, shared.processor, delivered, rows + len(together), peak)


def best(cities: int, years: Sequence[int], runs: int) -> Measured:
    """The fastest of several runs in one new process, after a small one that loads what is loaded once."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as other:
        other.submit(measured, 4, years).result()
        return min((other.submit(measured, cities, years).result() for _ in range(runs)), key=lambda one: one.processor)


def exponent(sizes: Sequence[Measured]) -> tuple[float, float]:
    """Least squares of log processor seconds on log cities: the exponent, and the seconds of one city on that line."""
    slope, level = np.polyfit(np.log([one.cities for one in sizes]), np.log([one.processor for one in sizes]), 1)
    return float(slope), float(np.exp(level))


def example() -> Table:
    """Ten cities with eleven years each: what the example network needs."""
    cities, years = 10, range(YEAR - 10, YEAR + 1)
    one = best(cities, years, RUNS)
    table = Table(
        "Zeilen",
        "Werte",
        "Sekunden",
        "am Prozessor",
        "Ziel",
        "Speicher (MB)",
        title=f"{cities} Städte, {len(years)} Jahre, alle Gliederungen, bester von {RUNS} Läufen",
    )
    numbers = [german(one.delivered), german(one.rows), german(one.wall, 2), german(one.processor, 2)]
    table.add_row(*numbers, "≤ 2", german(one.peak >> 20))
    return table


def growth(sizes: Sequence[Measured]) -> Table:
    """One year of larger and larger networks."""
    slope, _ = exponent(sizes)
    table = Table(
        "Städte",
        "Werte",
        "Sekunden",
        "am Prozessor",
        "davon Netz",
        "ms je Stadt",
        "Speicher (MB)",
        title=f"Ein Berichtsjahr, in Blöcken von {BLOCK} Städten",
        caption=f"Prozessorsekunden wachsen wie Städte hoch {german(slope, 2)} (Ziel ≤ 1,05)",
    )
    for one in sizes:
        seconds = [german(number, 1) for number in (one.wall, one.processor, one.network)]
        each = german(1000 * one.processor / one.cities, 1)
        table.add_row(german(one.cities), german(one.rows), *seconds, each, german(one.peak >> 20))
    return table


def main() -> None:
    """Prints both tables and draws the growth; the argument is the largest network."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    console = Console()
    console.print(example())
    sizes = [best(cities, [YEAR], RUNS if cities <= REPEATED else 1) for cities in SIZES if cities <= largest]
    console.print(growth(sizes))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    points = [(one.cities, one.processor) for one in sizes]
    PICTURE.write_text(growth_picture(points, *exponent(sizes)), encoding="utf-8")
    console.print(f"Bild: {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
