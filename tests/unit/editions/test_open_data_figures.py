"""SDMX and JSON say the same of every figure as the CSV file, and nothing else."""

import csv
import io
import json
from collections.abc import Callable

import pandas as pd
import pytest

from assets.editions.open_data.by_page import by_page_files
from assets.editions.open_data.columns import VALUES
from assets.editions.open_data.files import catalogue_files, open_data_files
from assets.editions.open_data.sdmx import OBSERVATIONS_NAME, sdmx_files
from assets.editions.open_data.sdmx_components import ATTRIBUTES, DIMENSIONS, code_id
from assets.editions.open_data.sdmx_structure import STRUCTURE_NAME
from assets.reference.seeds import Reference
from schemas.published import CSV_NAME
from tests.generators.hostile import HOSTILE
from tests.generators.open_data import hostile_values, small_edition, small_values

NUMBERS = [column.name for column in VALUES.columns if column.kind in ("number", "integer", "year")]
Values = Callable[[Reference], pd.DataFrame]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def number(text: str) -> float | None:
    return None if text in ("", "NaN") else float(text)


@pytest.mark.parametrize("made", [small_values, hostile_values])
def test_sdmx_says_everything_that_the_csv_file_says(reference: Reference, made: Values):
    data, tables = small_edition(reference, made(reference))
    files = sdmx_files(data)
    printed, observed = rows_of(tables[CSV_NAME]), rows_of(files[OBSERVATIONS_NAME])
    assert len(printed) == len(observed) == len(data.values)
    for row, observation in zip(printed, observed, strict=True):
        assert number(observation["OBS_VALUE"]) == number(row["wert"])
        for component, column in ATTRIBUTES.items():
            told, wanted = observation[component], row[column]
            assert (number(told) == number(wanted)) if column in NUMBERS else (told == wanted)
    lists = {
        one["id"]: {code["id"]: code["name"] for code in one["codes"]}
        for one in json.loads(files[STRUCTURE_NAME])["data"]["codelists"]
    }
    for observation, district in zip(observed, data.values["sozialraum"], strict=True):
        assert lists["CL_DISTRICT"][observation["DISTRICT"]] == (district or "entfällt")
    for component, column in DIMENSIONS.items():
        wanted = [code_id(code, column) for code in data.values[column]]
        assert [observation[component] for observation in observed] == wanted


@pytest.mark.parametrize("made", [small_values, hostile_values])
def test_json_by_indicator_and_by_city_says_value_status_and_interval_of_every_row(reference: Reference, made: Values):
    data, _ = small_edition(reference, made(reference))
    files = {name: json.loads(content) for name, content in by_page_files(data).items()}
    index = files["daten/json/index.json"]
    for part in ("kennzahlen", "staedte"):
        told = []
        for entry in index[part]:
            one = files[f"daten/json/{entry['datei']}"]
            told += [one["gemeinsam"] | dict(zip(one["felder"], row, strict=True)) for row in one["werte"]]
        columns = list(index["felder"])
        assert sorted(map(json.dumps, (said(row, columns) for row in told))) == sorted(
            json.dumps(said(row, columns)) for row in data.values.to_dict(orient="records")
        )


def said(row: dict, columns: list[str]) -> dict:
    """What a row says, the same whether nothing is empty, missing or left out."""
    values = {name: row.get(name) for name in columns}
    return {name: None if value == "" or pd.isna(value) else value for name, value in values.items()}


def test_no_file_has_a_number_that_the_csv_file_has_not(reference: Reference):
    """Numbers give persons away; what is audited is the CSV file."""
    data, tables = small_edition(reference)
    printed = {float(row[name]) for row in rows_of(tables[CSV_NAME]) for name in NUMBERS if row[name]}
    for name, content in by_page_files(data).items():
        one = json.loads(content)
        values = [*one.get("gemeinsam", {}).values(), *(value for row in one.get("werte", []) for value in row)]
        assert {value for value in values if isinstance(value, int | float)} <= printed, name
    for row in rows_of(sdmx_files(data)[OBSERVATIONS_NAME]):
        numbers = {row["OBS_VALUE"], *(row[one] for one, column in ATTRIBUTES.items() if column in NUMBERS)}
        assert {float(one) for one in numbers if one not in ("", "NaN")} <= printed


def test_a_missing_number_is_null_and_its_status_says_why(reference: Reference):
    data, _ = small_edition(reference)
    one = json.loads(by_page_files(data)["daten/json/kennzahl-share-nationality.json"])
    missing = [dict(zip(one["felder"], row, strict=True)) for row in one["werte"]]
    missing = [row for row in missing if row["wert"] is None]
    assert {"geheim", "nicht_geliefert"} <= {row["status"] for row in missing}
    observations = rows_of(sdmx_files(data)[OBSERVATIONS_NAME])
    secret = [row for row in observations if row["STATUS"] == "geheim"]
    assert {(row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"]) for row in secret} == {("NaN", "Q", "C")}


def test_the_same_figures_give_the_same_bytes(reference: Reference):
    data, tables = small_edition(reference)
    files = open_data_files(data)
    assert files == open_data_files(data)
    assert catalogue_files(data, tables | files) == catalogue_files(data, tables | files)


def test_hostile_texts_break_no_file_and_no_control_character_gets_through(reference: Reference):
    data, tables = small_edition(reference, hostile_values(reference))
    files = open_data_files(data) | tables
    for name, content in (files | catalogue_files(data, files)).items():
        text = content.decode("utf-8")
        assert not [char for char in text if not (char.isprintable() or char in "\n\t\u00a0")], name
        if name.endswith(".json"):
            json.loads(text)
    assert len(rows_of(tables[CSV_NAME])) == len(HOSTILE)
