"""The tables describe themselves: other people's checkers read the very files and agree, and see what is wrong."""

import json
from pathlib import Path

import pandas as pd
import pytest
from csvw import CSVW
from frictionless import system, validate

from assets.editions.open_data.code_lists import code_lists
from assets.editions.open_data.columns import TABLES
from assets.editions.open_data.files import catalogue_files, open_data_files
from assets.reference.seeds import Reference
from schemas.published import CSV_NAME
from tests.generators.open_data import hostile_values, small_edition, small_values


@pytest.fixture(params=[small_values, hostile_values])
def folder(request: pytest.FixtureRequest, reference: Reference, tmp_path: Path) -> Path:
    return written(request.param(reference), reference, tmp_path)


@pytest.fixture
def few(reference: Reference, tmp_path: Path) -> Path:
    return written(small_values(reference).tail(60), reference, tmp_path)


def written(values: pd.DataFrame, reference: Reference, place: Path) -> Path:
    """The folder of the data of an edition."""
    data, tables = small_edition(reference, values)
    files = tables | open_data_files(data)
    for name, content in (files | catalogue_files(data, files)).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place / "daten"


def csvw_finds(folder: Path, table: str) -> list[str]:
    described = CSVW(str(folder / f"{table}.csv-metadata.json"), validate=True, strict=False)
    try:
        return [] if described.is_valid else [str(one.message) for one in described.warnings]
    except ValueError as error:
        return [str(error)]


def package_finds(folder: Path) -> list[list[str]]:
    with system.use_context(trusted=True):
        return validate(str(folder / "datapackage.json")).flatten(["type", "fieldName", "note"])


def test_csv_on_the_web_agrees_with_the_files(folder: Path):
    assert [finding for table in TABLES for finding in csvw_finds(folder, table.name)] == []


def test_the_data_package_agrees_with_its_files(folder: Path):
    assert package_finds(folder) == []
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in package["resources"]} >= {
        *("kennzahlen", "netzwerk", "gliederungen", "aenderungen", "codes-stadt")
    }


@pytest.mark.parametrize(
    ("column", "wrong", "kind"),
    [
        ("kennzahl", "share_unknown", "foreign-key"),
        ("status", "nichts", "foreign-key"),
        ("einheit", "", "constraint-error"),
        ("ags", "5916000", "constraint-error"),
        ("wert", "0,5", "type-error"),
        ("jahr", "zwanzig", "type-error"),
        ("stichtag", "30.06.2021", "type-error"),
    ],
)
def test_a_row_that_breaks_its_description_is_found(few: Path, column: str, wrong: str, kind: str):
    path = few.parent / CSV_NAME
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows.loc[rows[column].ne("").idxmax(), column] = wrong
    rows.to_csv(path, index=False)
    assert {kind, "hash-count"} <= {found for found, *_ in package_finds(few)}
    # The library takes any text for a year.
    assert csvw_finds(few, "kennzahlen") or column == "jahr"


def test_a_file_with_another_byte_is_found(few: Path):
    path = few / "codes" / "status.csv"
    path.write_bytes(path.read_bytes().replace(b"genau null", b"genau Null"))
    assert "hash-count" in {kind for kind, *_ in package_finds(few)}


def test_a_column_has_a_german_and_an_english_title(few: Path):
    for table in TABLES:
        metadata = json.loads((few / f"{table.name}.csv-metadata.json").read_text(encoding="utf-8"))
        for column in metadata["tables"][0]["tableSchema"]["columns"]:
            assert column["titles"]["de"] != [""]
            assert column["titles"]["en"] != [""]


def test_every_list_of_codes_that_a_column_names_is_there_without_doubles(reference: Reference):
    data, _ = small_edition(reference)
    lists = code_lists(data)
    assert {column.codes for table in TABLES for column in table.columns} - {""} <= {*lists}
    assert not [name for name, codes in lists.items() if codes["code"].duplicated().any() or codes["code"].eq("").any()]
