"""How long an edition takes: pages in one language and in all, documents, and a table against the builder's own.

Belongs here: wall time on this machine, as ratios where two ways are compared in one run. Not here: asserting a time.
Input: the invented network of ten cities and three years, all forms.
"""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from assets.deliveries.example_network import write_example
from assets.editions.cells import plain_cell
from assets.editions.content import EditionInput
from assets.editions.council_paper import council_papers
from assets.editions.documents import guide, rendered, report
from assets.editions.edition import build_edition
from assets.editions.figures import wholes
from assets.reference.seeds import load_reference, seed_hashes
from pipelines.settings import ROOT, Settings
from reports.numbers import german
from reports.spec import Cell, Column, RowGroup, TableSpec
from reports.table import table_html
from schemas.store import Store

YEAR, SINCE, CORES, REPEATS = 2023, 2021, 2, 5


def main() -> None:
    """Prints every figure with its goal."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_example(ROOT / "seeds", home, SINCE)
        # The grid of cities and years is read where a process starts, so the example runs in one of its own.
        command = [sys.executable, "-c", "from pipelines.cli import main; main()", "lauf", str(YEAR), "--ohne-druck"]
        subprocess.run(command, env={**os.environ, "KONTRAKT_HOME": folder}, cwd=ROOT, stdout=subprocess.DEVNULL)
        made_from = _input(Settings(home, f"sqlite:///{home / 'kontrakt.sqlite'}"))
    languages = made_from.reference.languages
    alone = replace(made_from, reference=replace(made_from.reference, languages=languages[languages["code"].eq("de")]))
    build_edition(alone, to_print=False)  # the first build of a process pays for the imports
    _tell("alle Seiten und Daten auf Deutsch", _seconds(lambda: build_edition(alone, to_print=False)), "30 s")
    _tell("in allen Sprachen", _seconds(lambda: build_edition(made_from, to_print=False)), "90 s")
    documents = _documents(alone)
    with ProcessPoolExecutor(CORES) as executor:
        _tell(
            f"dazu {len(documents)} PDF-Dateien auf {CORES} Kernen",
            _seconds(lambda: rendered(documents, executor)),
            "60 s",
        )
    _one_table(made_from)


def _input(settings: Settings) -> EditionInput:
    store, reference = Store(settings.database_url), load_reference(settings.folders.seeds)
    return EditionInput(
        year=YEAR,
        values=store.read("published_values", reporting_year=YEAR),
        breakdowns=store.read("breakdowns", reporting_year=YEAR),
        deliveries=store.read("deliveries"),
        findings=store.read("findings"),
        reference_figures=store.read("reference_figures"),
        reference=reference,
        seeds=seed_hashes(settings.folders.seeds),
    )


def _documents(made_from: EditionInput) -> dict[str, str]:
    from assets.editions.content import content
    from assets.indicators.network import network_values, standing_values
    from reports.languages import GERMAN

    network = network_values(standing_values(made_from.values, made_from.reference, YEAR), made_from.reference, YEAR)
    german_content = content(made_from, network, 1, GERMAN)
    return council_papers(german_content) | report(german_content) | guide(german_content)


def _one_table(made_from: EditionInput) -> None:
    """The cities' newest shares by our renderer, and the same rows by the builder's own page with its own numbers."""
    from great_tables import GT

    shares = wholes(made_from.values[made_from.values["indicator"].eq("share_staff")])
    rows = shares[shares["value"].notna() & shares["year"].eq(YEAR)]
    names = rows["ags"].map(made_from.reference.names)
    plain = pd.DataFrame({"Stadt": names, "Anteil": rows["value"], "von": rows["low"], "bis": rows["high"]})
    numbers = ["Anteil", "von", "bis"]
    spec = TableSpec(
        "anteile",
        f"Anteile der Beschäftigten mit Zuwanderungsgeschichte {YEAR}",
        [Column("stadt", "Stadt"), *(Column(one, one, "number", 1) for one in numbers)],
        [
            RowGroup(
                [
                    [Cell(row["Stadt"]), *(plain_cell(row[one], "ANTEIL") for one in numbers)]
                    for row in plain.to_dict(orient="records")
                ]
            )
        ],
    )

    def default() -> str:
        table = (
            GT(plain, rowname_col="Stadt")
            .tab_header(spec.caption)
            .fmt_percent(columns=numbers, decimals=1, locale="de")
            .sub_missing(missing_text="")
        )
        return table.as_raw_html(make_page=True)

    ours, theirs = table_html(spec), default()
    quick = min(_seconds(lambda: table_html(spec)) for _ in range(REPEATS))
    slow = min(_seconds(default) for _ in range(REPEATS))
    sizes = len(ours.encode()), len(theirs.encode())
    print(f"Eine Tabelle mit {len(plain)} Zeilen gegen die übliche Seite von great-tables:")
    print(f"  Zeit {german(1000 * quick, 1)} gegen {german(1000 * slow, 1)} ms: {german(quick / slow, 3)} (Ziel 0,3)")
    print(f"  Bytes {german(sizes[0])} gegen {german(sizes[1])}: {german(sizes[0] / sizes[1], 3)} (Ziel 0,15)")
    packed = len(gzip.compress(ours.encode(), mtime=0)), len(gzip.compress(theirs.encode(), mtime=0))
    print(f"  gepackt {german(packed[0])} gegen {german(packed[1])}")


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _tell(what: str, seconds: float, goal: str) -> None:
    print(f"{what}: {german(seconds, 1)} s (Ziel {goal})", flush=True)


if __name__ == "__main__":
    sys.exit(main())
