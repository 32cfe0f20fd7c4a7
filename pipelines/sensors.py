"""What starts by itself: new files are taken in, deliveries that wait are checked.

Belongs here: asking the engine for runs. Not here: the decision (assets/deliveries/due.py), the work. The edition is
never started by itself: a steward asks for it.
"""

import json
from dataclasses import astuple

import dagster as dg

from assets.deliveries.answering.feedback import answered_trials
from assets.deliveries.arrival.due import Place, Sight, due, look_again
from assets.deliveries.arrival.folder import glance, sha256_of
from assets.folders import Folders
from schemas.deliveries import State
from schemas.store import Store

SECONDS_BETWEEN_LOOKS = 30
_BUSY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


@dg.sensor(
    name="neue_dateien",
    job_name="eingang",
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Nimmt Dateien an, sobald sie fertig im Eingangsordner liegen und sich nicht mehr ändern",
)
def new_files(
    context: dg.SensorEvaluationContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.SensorResult:
    sights = look_again(
        _remembered(context.cursor), glance(folders.ingest), lambda place: sha256_of(folders.ingest, place)
    )
    waiting = due(sights, store.read("deliveries"), answered_trials(folders))
    # No run key: the engine would remember it for ever, and a run that failed could never be asked for again.
    requests = [dg.RunRequest()] if waiting and not _busy(context, "eingang") else []
    return dg.SensorResult(run_requests=requests, cursor=_memory(sights))


@dg.sensor(
    name="wartende_lieferungen",
    job_name="pruefung",
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Prüft jede archivierte Lieferung, die noch keine Antwort hat",
)
def waiting_deliveries(context: dg.SensorEvaluationContext, store: dg.ResourceParam[Store]) -> dg.SensorResult:
    waiting = store.read("deliveries", state=[State.ARCHIVED, State.IN_CHECK])
    keys = sorted({f"{row.folder}|{row.year}" for row in waiting.itertuples(index=False)})
    if _busy(context, "pruefung"):
        keys = []
    return dg.SensorResult(run_requests=[dg.RunRequest(partition_key=key) for key in keys])


def _busy(context: dg.SensorEvaluationContext, job: str) -> bool:
    return context.instance.get_runs_count(dg.RunsFilter(job_name=job, statuses=_BUSY)) > 0


def _memory(sights: dict[Place, Sight]) -> str:
    return json.dumps([[*place, *astuple(sight)] for place, sight in sorted(sights.items())])


def _remembered(cursor: str | None) -> dict[Place, Sight]:
    return {(folder, name): Sight(*sight) for folder, name, *sight in json.loads(cursor or "[]")}
