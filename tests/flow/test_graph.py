"""The asset graph as the steward sees it, and the tools that load it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from pipelines.definitions import build_definitions, defs
from tests.conftest import ROOT, settings_in

GROUPS = {
    "reference_data": "reference",
    "deliveries": "deliveries",
    "accepted_rows": "deliveries",
    "reference_figures": "deliveries",
    "indicator_values": "indicators",
    "network_values": "indicators",
    "published_values": "protection",
    "edition": "editions",
}
CHECKS = {
    "cities_entspricht_schema",
    "deliveries_entspricht_schema",
    "figures_entspricht_schema",
    "staff_counts_entspricht_schema",
    "population_counts_entspricht_schema",
    "recruitment_flows_entspricht_schema",
    "competence_items_entspricht_schema",
    "measures_entspricht_schema",
    "cooperation_entspricht_schema",
    "ereignisbuch_ist_lueckenlos",
    "reference_figures_entspricht_schema",
    "keine_abgewiesene_lieferung",
    "keine_hinweise",
    "indicator_values_entspricht_schema",
    "network_values_entspricht_schema",
    "alle_staedte_haben_geliefert",
    "published_values_entspricht_schema",
    "geheime_werte_ohne_zahl",
    "niemand_ist_zu_erkennen",
    "dateien_entsprechen_verzeichnis",
}


def graph():
    return defs.resolve_asset_graph()


def test_assets_stand_in_their_stage():
    assert {node.key.to_user_string(): node.group_name for node in graph().asset_nodes} == GROUPS


def test_assets_and_checks_speak_german():
    words = [node.description for node in graph().asset_nodes]
    checks = [spec for check in defs.asset_checks for spec in check.check_specs]
    words += [check.description for check in checks]
    german = re.compile(r"\b(der|die|das|und|je|des|jede|kein|keine|außerhalb|nach)\b", re.IGNORECASE)
    assert [text for text in words if not text or not german.search(text)] == []
    assert {check.name for check in checks} == CHECKS


def test_partitions_come_from_the_seeds():
    keys = graph().get(dg.AssetKey("accepted_rows")).partitions_def.get_partition_keys()
    assert "herne|2023" in keys
    assert len(keys) == 10 * 17
    assert "2023" in graph().get(dg.AssetKey("edition")).partitions_def.get_partition_keys()


def test_one_process_executes_everything(tmp_path: Path):
    built = build_definitions(settings_in(tmp_path))
    assert built.executor is dg.in_process_executor
    assert {job.name for job in built.jobs} == {"eingang", "pruefung", "ausgabe"}


@pytest.mark.parametrize("command", [["dagster", "definitions", "validate"], ["dg", "check", "defs"]])
def test_the_engines_tools_accept_the_code_location(command: list[str], tmp_path: Path):
    program = [str(Path(sys.executable).parent / command[0]), *command[1:]]
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path), "KONTRAKT_HOME": str(tmp_path / "var")}
    result = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
