"""SDMX for other statistical offices: the structure keeps the standard, and every code is in its list."""

import csv
import io

import pytest

from assets.editions.open_data.code_lists import CONF_STATUS, OBS_STATUS
from assets.editions.open_data.sdmx import OBSERVATIONS_NAME, sdmx_files
from assets.editions.open_data.sdmx_components import DIMENSIONS
from assets.editions.open_data.sdmx_structure import STRUCTURE_NAME
from assets.reference.seeds import Reference
from schemas.indicators import WITH_NUMBER
from tests.generators.open_data import hostile_values, small_edition, small_values

# Codes that the official lists have in every version since SDMX:CL_OBS_STATUS(2.0) and SDMX:CL_CONF_STATUS(1.0).
OFFICIAL_OBS_STATUS = {*"ABDEFGHIJLMNOPQSUVW"}
OFFICIAL_CONF_STATUS = {*"FNCDS"}


def observations(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[OBSERVATIONS_NAME].decode(), newline="")))


@pytest.mark.parametrize("made", [small_values, hostile_values])
def test_the_structure_keeps_the_schema_of_the_standard_and_every_code_is_in_its_list(reference: Reference, made):
    from pysdmx.io import read_sdmx
    from pysdmx.model import Codelist, DataStructureDefinition

    data, _ = small_edition(reference, made(reference))
    files = sdmx_files(data)
    message = read_sdmx(files[STRUCTURE_NAME].decode(), validate=True)
    structure = next(one for one in message.structures if isinstance(one, DataStructureDefinition))
    lists = {one.id: {code.id for code in one.items} for one in message.structures if isinstance(one, Codelist)}
    rows = observations(files)
    assert list(rows[0]) == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *(one.id for one in structure.components)]
    assert {row["STRUCTURE_ID"] for row in rows} == {"KONTRAKT:KENNZAHLEN(2022.1.0)"}
    coded = {one.id: one for one in structure.components if one.local_codes}
    assert {*DIMENSIONS, "FREQ", "VARIANT", "OBS_STATUS", "CONF_STATUS", "STATUS"} <= {*coded}
    assert {one.attachment_level for one in structure.components if one.role.name == "ATTRIBUTE"} == {"O"}
    assert all(row[name] for row in rows for name in ["FREQ", *DIMENSIONS, "VARIANT", "TIME_PERIOD"])
    for name, component in coded.items():
        assert {row[name] for row in rows} - {""} <= lists[component.local_codes.id], name
        assert not component.required or all(row[name] for row in rows), name


def test_the_same_from_two_sources_stays_two_figures_with_keys_of_their_own(reference: Reference):
    rows = observations(sdmx_files(small_edition(reference)[0]))
    key = ["FREQ", *DIMENSIONS, "VARIANT", "TIME_PERIOD"]
    assert len({tuple(row[name] for name in key) for row in rows}) == len(rows)
    twice = [row for row in rows if row["VARIANT"] == "V2"]
    assert {row["INDICATOR"] for row in twice} == {"share_nationality"}


def test_an_official_key_cannot_lose_its_leading_zero(reference: Reference):
    rows = observations(sdmx_files(small_edition(reference)[0]))
    assert {"DE05911000", "DE05916000"} <= {row["REF_AREA"] for row in rows}


def test_the_statuses_use_the_codes_of_sdmx_for_what_they_mean(reference: Reference):
    """CL_OBS_STATUS: A, E with a number; B, L, M, O, Q without. CL_CONF_STATUS: C for what is secret alone."""
    statuses = reference.statuses.set_index("code")
    assert {*statuses["obs_status"]} == {*OBS_STATUS} <= OFFICIAL_OBS_STATUS
    assert {*statuses["conf_status"]} == {*CONF_STATUS} <= OFFICIAL_CONF_STATUS
    assert {*statuses.loc[WITH_NUMBER, "obs_status"]} == {"A", "E"}
    assert {*statuses.drop(WITH_NUMBER)["obs_status"]} <= {"B", "L", "M", "O", "Q"}
    secret = statuses[statuses["conf_status"].eq("C")]
    assert secret.index.tolist() == ["geheim"]
    assert secret["obs_status"].tolist() == ["Q"]
