"""Speed as ratios within one run: each command and its yardstick in turn, the median of the pairs' ratios.

Single seconds depend on the machine and the hour; a ratio of two commands that ran side by side does not. Nothing here
fails a build: the numbers are for people. `make bench` prints them.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
PYTHON = sys.executable
KONTRAKT = str(Path(PYTHON).parent / "kontrakt")
IMPORTS = (
    "import sys; sys.modules['hypothesis'] = None; import gc; gc.disable()\n"
    "import dagster, pandas, pandera.pandas, sqlalchemy, great_tables, jinja2, lxml.html\n"
    "dagster.DagsterInstance.ephemeral()"
)


def seconds(command: list[str], home: Path) -> float:
    """Wall seconds of one command; its output is thrown away."""
    environment = {**os.environ, "KONTRAKT_HOME": str(home)}
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compared(ours: Callable[[], float], yardstick: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Median seconds of both and the median of their ratios, after one warm-up of each."""
    ours(), yardstick()
    pairs = [(ours(), yardstick()) for _ in range(runs)]
    ratio = statistics.median(mine / theirs for mine, theirs in pairs)
    return statistics.median(mine for mine, _ in pairs), statistics.median(theirs for _, theirs in pairs), ratio


def main() -> None:
    """Runs every comparison and prints one table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    table = Table("Vergleich", "Sekunden", "Maßstab", "Verhältnis", "Ziel", title=f"Median aus {runs} Paaren")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run(
            [KONTRAKT, "beispiel"], check=True, env={**os.environ, "KONTRAKT_HOME": folder}, stdout=subprocess.DEVNULL
        )

        def fresh_run() -> float:
            for path in home.iterdir():
                if path.name != "ingest":
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            return seconds([KONTRAKT, "lauf", "2023"], home)

        def bare() -> float:
            script = [PYTHON, "benchmarks/bare_script.py", str(home / "ingest"), str(home / "bare.csv")]
            return seconds(script, home)

        comparisons = [
            (
                "kontrakt --help / import pandas",
                lambda: seconds([KONTRAKT, "--help"], home),
                lambda: seconds([PYTHON, "-c", "import pandas"], home),
                "≤ 0,4",
            ),
            ("kontrakt lauf 2023, erster Lauf / bloßes Skript", fresh_run, bare, "≤ 3"),
            (
                "kontrakt lauf 2023, nichts Neues / bloßes Skript",
                lambda: seconds([KONTRAKT, "lauf", "2023"], home),
                bare,
                "–",
            ),
            (
                "nur Importe und leere Dagster-Instanz / bloßes Skript",
                lambda: seconds([PYTHON, "-c", IMPORTS], home),
                bare,
                "–",
            ),
        ]
        for name, ours, yardstick, target in comparisons:
            mine, theirs, ratio = compared(ours, yardstick, runs)
            table.add_row(name, f"{mine:.2f}", f"{theirs:.2f}", f"{ratio:.2f}", target)
    Console().print(table)


if __name__ == "__main__":
    main()
