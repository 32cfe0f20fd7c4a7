"""Speed and quality of disclosure control: elimination, a network's worth of cities, the proven optimum.

What is measured are processor seconds on invented cities (made_tables.py), those of all threads together, which depend
less on what else the machine is doing; reading and writing the store is not in it. The audit sees only what is printed,
and its proofs are checked. Nothing here fails a build: the numbers are for people. `make bench` prints them; `python
benchmarks/protection.py 40` protects 40 cities instead of 400 and seeks the optimum of two instead of nine.
"""

import sys
import time
from dataclasses import dataclass

import numpy as np
from made_tables import SET_A, SET_B, made_city
from rich.console import Console
from rich.table import Table

from assets.protection.audit import audit
from assets.protection.cells import Cells
from assets.protection.gauss import eliminate
from assets.protection.known import known_of_tables
from assets.protection.optimum import optimum
from assets.protection.repair import repair_sparingly
from assets.protection.witness import proves
from reports.numbers import german

CITIES, GAUSS_CITIES, OPTIMA = 400, 50, 9
City = tuple[Cells, np.ndarray]


@dataclass
class Protected:
    """Processor seconds of each step over all cities, and how many cities the audit finds open."""

    cities: int
    cells: int = 0
    hidden: int = 0
    eliminate: float = 0.0
    repair: float = 0.0
    audit: float = 0.0
    failed: int = 0


def quick(city: City) -> tuple[np.ndarray, float, float]:
    """The hidden cells of the quick way, and the seconds of elimination and of repair with clean-up."""
    cells, upper = city
    lower = np.ones(len(cells.names))
    began = time.process_time()
    hidden = eliminate(cells)
    between = time.process_time()
    hidden = repair_sparingly(cells, hidden, upper, lower)
    return hidden, between - began, time.process_time() - between


def protected(number: int) -> Protected:
    """Protects cities with set A one after the other, and audits each by what it prints."""
    total = Protected(number)
    for seed in range(number):
        city = made_city(seed, SET_A)
        cells = city[0]
        hidden, eliminated, repaired = quick(city)
        began = time.process_time()
        known = known_of_tables(cells.names, cells.sums, np.where(hidden, np.nan, cells.values))
        total.failed += bool(proves(known, audit(known)))
        total.audit += time.process_time() - began
        total.eliminate += eliminated
        total.repair += repaired
        total.cells += len(cells.names)
        total.hidden += int(hidden.sum())
    return total


def elimination() -> Table:
    """Elimination alone, block by block."""
    cities = [made_city(seed, SET_A)[0] for seed in range(GAUSS_CITIES)]
    began = time.process_time()
    hidden = [eliminate(cells) for cells in cities]
    seconds = time.process_time() - began
    secondary = sum(int((found & ~cells.primary).sum()) for found, cells in zip(hidden, cities, strict=True))
    table = Table(
        "Zellen",
        "primär",
        "sekundär",
        "Sekunden",
        "Ziel",
        title=f"Gauß, {GAUSS_CITIES} Städte, Satz A, Stadt für Stadt",
    )
    printed = sum(int((cells.values > 0).sum()) for cells in cities)
    primary = sum(int(cells.primary.sum()) for cells in cities)
    table.add_row(german(printed), german(primary), german(secondary), german(seconds, 2), "≤ 1,5")
    return table


def network(number: int) -> Table:
    """Everything a network needs: protection and its proof."""
    total = protected(number)
    table = Table(
        "Zellen",
        "verdeckt",
        "Gauß",
        "Schutz",
        "Angriff",
        "Summe",
        "Ziel",
        "offen",
        title=f"{number} Städte, Satz A: geschützt und unabhängig angegriffen (Sekunden)",
        caption=f"offen: Städte mit einer Zelle ohne Beweis, Ziel 0 von {number}",
    )
    steps = [total.eliminate, total.repair, total.audit]
    seconds = [german(one, 1) for one in (*steps, sum(steps))]
    goal = f"≤ {german(60 * number / CITIES, 1)}"
    table.add_row(german(total.cells), german(total.hidden), *seconds, goal, german(total.failed))
    return table


def optima(number: int) -> Table:
    """The quick pattern against the proven optimum."""
    table = Table(
        "Satz",
        "schnell",
        "Optimum",
        "Verhältnis",
        "s im Mittel",
        "s höchstens",
        "bewiesen",
        title=f"{number} Städte: Kosten des schnellen Wegs und des Optimums",
        caption="Ziele: Verhältnis ≤ 1,06; ≤ 10 s je Stadt, alle bewiesen",
    )
    for name, tables in (("A", SET_A), ("B", SET_B)):
        fast = least = proofs = 0
        seconds = []
        for seed in range(number):
            cells, upper = made_city(seed, tables)
            start, _, _ = quick((cells, upper))
            began = time.process_time()
            best, proven = optimum(cells, upper, np.ones(len(cells.names)), start)
            seconds.append(time.process_time() - began)
            fast += proven * (cells.weight @ (start & ~cells.primary))
            least += proven * (cells.weight @ (best & ~cells.primary))
            proofs += proven
        table.add_row(
            name,
            german(fast),
            german(least),
            german(fast / least, 3) if proofs else "–",
            german(sum(seconds) / number, 1),
            german(max(seconds), 1),
            f"{proofs} von {number}",
        )
    return table


def main() -> None:
    """Prints the three tables; the argument is the number of cities to protect."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else CITIES
    console = Console()
    console.print(elimination())
    console.print(network(number))
    console.print(optima(OPTIMA if number >= CITIES else 2))


if __name__ == "__main__":
    main()
