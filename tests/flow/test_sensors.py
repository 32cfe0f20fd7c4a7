"""The sensors over the real folder and store, without a daemon."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.definitions import build_definitions
from pipelines.sensors import new_files, waiting_deliveries
from pipelines.settings import Settings
from tests.conftest import file_of, settings_in


@pytest.fixture
def network(tmp_path: Path) -> Settings:
    settings = settings_in(tmp_path)
    place = settings.folders.ingest / "herne" / "eckwerte_2022.csv"
    place.parent.mkdir(parents=True)
    place.write_bytes(file_of({}))
    (settings.folders.ingest / "herne" / "link.csv").symlink_to(place)
    return settings


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def tick(sensor: dg.SensorDefinition, network: Settings, instance: dg.DagsterInstance, cursor: str | None = None):
    resources = build_definitions(network).resources
    needed = {name: resources[name] for name in ("folders", "store") if name in sensor.required_resource_keys}
    with dg.build_sensor_context(instance=instance, cursor=cursor, resources=needed) as context:
        return sensor(context)


def test_a_dropped_file_is_taken_in_and_checked_by_itself(network: Settings, instance: dg.DagsterInstance):
    first = tick(new_files, network, instance)
    assert first.run_requests == []
    second = tick(new_files, network, instance, first.cursor)
    assert len(second.run_requests) == 1

    definitions = build_definitions(network)
    definitions.resolve_job_def("eingang").execute_in_process(instance=instance)
    third = tick(new_files, network, instance, second.cursor)
    assert third.run_requests == []

    asked = tick(waiting_deliveries, network, instance).run_requests
    assert [one.partition_key for one in asked] == ["herne|2022"]
    definitions.resolve_job_def("pruefung").execute_in_process(instance=instance, partition_key="herne|2022")
    assert tick(waiting_deliveries, network, instance).run_requests == []
    assert definitions.resources["store"].read("figures")["value"].tolist() == [94]


def test_nothing_is_asked_for_while_a_run_waits(network: Settings, instance: dg.DagsterInstance):
    first = tick(new_files, network, instance)
    job = build_definitions(network).resolve_job_def("eingang")
    instance.create_run_for_job(job, status=dg.DagsterRunStatus.NOT_STARTED)
    assert tick(new_files, network, instance, first.cursor).run_requests == []
