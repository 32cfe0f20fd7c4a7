"""One yearly run by the engine: take in, check, compute, build.

Belongs here: the order of the three jobs and what their outcome means. Not here: the command line, what an asset does.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from assets.deliveries.answering.answer import rule_set
from assets.deliveries.arrival.folder import glance
from assets.deliveries.arrival.register import newest_attempts
from assets.deliveries.findings import shown
from assets.editions.shelf import draft_place
from assets.folders import write_whole
from assets.reference.seeds import load_reference
from pipelines.definitions import build_definitions, checking, publishing, taking_in
from pipelines.settings import Settings
from schemas.deliveries import REFUSED_STATES, State
from schemas.store import Store

# Nothing here prints, so capturing the output of every step would only cost time (a sixth of a run). What the stages
# log goes into the engine's event log, where the user interface shows it.
_DAGSTER_YAML = """\
telemetry: {enabled: false}
nux: {enabled: false}
python_logs: {python_log_level: INFO, managed_python_loggers: [kontrakt]}
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""

# The engine's own log is for the user interface; on the command line only its end counts.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Refused:
    """A refused file with the sentences a clerk needs."""

    receipt: str
    file: str
    state: str
    messages: list[str]


@dataclass(frozen=True)
class Outcome:
    """What a yearly run brought; `labels` are the German words of the states."""

    year: int
    labels: dict[str, str]
    states: dict[str, int]
    missing: list[str]
    refused: list[Refused]
    page: Path


def dagster_instance(settings: Settings) -> dg.DagsterInstance:
    """The engine's own memory under var/dagster, the same for the command line and the user interface."""
    home = settings.dagster_home
    write_whole(home / "dagster.yaml", _DAGSTER_YAML.encode())
    return dg.DagsterInstance.from_config(str(home))


class _Listener(logging.Handler):
    """Passes on what the stages tell while they work."""

    def __init__(self, progress: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self.progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """One step, in German."""
        if record.levelno == logging.INFO:
            self.progress(record.getMessage())


def run_year(
    settings: Settings, year: int, progress: Callable[[str], None] = lambda _: None, *, to_print: bool = False
) -> Outcome:
    """Takes in what lies in the folder, checks it, computes the year and builds its edition by the engine's jobs.

    With `to_print` the edition has PDF files, which take most of the time.
    """
    log, listener = logging.getLogger("kontrakt"), _Listener(progress)
    log.addHandler(listener)
    try:
        return _run_year(settings, year, progress, to_print)
    finally:
        log.removeHandler(listener)


def _run_year(settings: Settings, year: int, progress: Callable[[str], None], to_print: bool) -> Outcome:
    definitions = build_definitions(settings)
    store = Store(settings.database_url)
    with dagster_instance(settings) as instance:

        def run(job: str, words: str, ops: dict[str, Any] | None = None, **how: Any) -> None:
            progress(words)
            definitions.resolve_job_def(job).execute_in_process(
                instance=instance, raise_on_error=True, run_config=_QUIET | {"ops": ops or {}}, **how
            )

        run(taking_in.name, "Ordner durchsehen und archivieren")
        corners = _unanswered(settings, store)
        if corners:
            tags = {"dagster/asset_partition_range_start": corners[0], "dagster/asset_partition_range_end": corners[1]}
            run(checking.name, "Lieferungen prüfen", tags=tags)
        how = {"edition": {"config": {"druck": to_print}}}
        run(publishing.name, f"Kennzahlen rechnen und Ausgabe {year} bauen", how, partition_key=str(year))
    return _outcome(settings, store, year)


def _unanswered(settings: Settings, store: Store) -> list[str]:
    """First and last corner of the cities and years with a delivery to check, as partition keys.

    Besides those that wait, refused ones are checked again when the rules have changed since.
    """
    newest = newest_attempts(store.read("deliveries"))
    refused = newest["state"].isin(REFUSED_STATES) & newest["year"].notna()
    stale = refused & newest["rule_set"].ne(rule_set(settings.folders))
    pending = newest[newest["state"].isin([State.ARCHIVED, State.IN_CHECK]) | stale]
    if pending.empty:
        return []
    slugs, years = pending["folder"], pending["year"].astype(str)
    return [f"{slugs.min()}|{years.min()}", f"{slugs.max()}|{years.max()}"]


def _outcome(settings: Settings, store: Store, year: int) -> Outcome:
    newest = newest_attempts(store.read("deliveries"))
    # A file that was never a delivery is nobody's business any more once it is gone.
    lying = {(shown(folder), shown(name, 255)) for folder, name in glance(settings.folders.ingest)}
    there = [place in lying for place in zip(newest["folder"], newest["file_name"], strict=True)]
    newest = newest[newest["year"].notna() | pd.Series(there, newest.index, dtype=bool)]
    refused = newest[newest["state"].isin(REFUSED_STATES)]
    findings = store.read("findings", receipt=refused["receipt"].tolist(), severity=["FEHLER", "RÜCKFRAGE"])
    reference = load_reference(settings.folders.seeds)
    members = reference.members(year)
    delivered = newest.loc[newest["year"].eq(year) & newest["state"].ne(State.WITHDRAWN), "ags"]
    return Outcome(
        year=year,
        labels=reference.labels("delivery_state"),
        states={str(state): int(count) for state, count in newest["state"].value_counts().sort_index().items()},
        missing=members.loc[~members["ags"].isin(delivered), "name"].tolist(),
        refused=[
            Refused(row.receipt, _file(row), row.state, _sentences(findings, row.receipt))
            for row in refused.itertuples(index=False)
        ],
        page=draft_place(settings.folders.editions, year).folder / "de" / "index.html",
    )


def _file(row: Any) -> str:
    return f"{row.folder}/{row.file_name}" if row.folder else row.file_name


def _sentences(findings: pd.DataFrame, receipt: str) -> list[str]:
    return [_place(row) + row.message for row in findings[findings["receipt"] == receipt].itertuples(index=False)]


def _place(row: Any) -> str:
    words = [f"Blatt {row.sheet}"] if row.sheet else []
    if pd.notna(row.row):
        words.append(f"Zeile {row.row}, Spalte {row.column or 'alle'}")
    cell = f" (Zelle {row.cell})" if row.cell else ""
    return f"{', '.join(words)}{cell}: " if words else ""
