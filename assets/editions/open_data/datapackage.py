"""The data package: every table of an edition with hash, size and schema, for tools that read tables by themselves.

Belongs here: the words of that standard. Not here: the columns themselves (columns.py), codes (code_lists.py).
Source: Data Package 2.0, datapackage.org.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from assets.editions.open_data.code_lists import CODES_FOLDER, LIST_COLUMNS
from assets.editions.open_data.columns import TABLES, DataColumn, DataTable
from assets.editions.open_data.source import FOLDER, KEYWORDS, OpenData

DATAPACKAGE_NAME = f"{FOLDER}datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0/"
_TYPES = {
    "text": "string",
    "list": "string",
    "code": "string",
    "integer": "integer",
    "number": "number",
    "year": "year",
    "day": "date",
}
_SHARES = {"zusammen", "bevoelkerung_wert"}


def datapackage_files(data: OpenData, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """daten/datapackage.json about the tables and lists of codes in `files`. Raises KeyError where one is missing."""
    lists = sorted(name for name in files if name.startswith(CODES_FOLDER))
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": data.name,
        # Without an address of its own an edition has no name that holds everywhere.
        "id": data.address(DATAPACKAGE_NAME) if data.says("base_url") else "",
        "title": data.title,
        "description": data.description,
        "version": str(data.number),
        "keywords": list(KEYWORDS),
        # What is only proposed allows nobody anything; the description says so.
        "licenses": [_licence(data)] if data.licence_iri and not data.proposed_licence else [],
        "contributors": [{"title": data.says("name"), "roles": ["publisher"]}] if data.says("name") else [],
        "resources": [
            *(_resource(table.name, table.german, files, _schema(table)) for table in TABLES),
            *(_resource(_list_name(name), "", files, _list_schema(), name) for name in lists),
        ],
    }
    package = {name: said for name, said in package.items() if said}
    return {DATAPACKAGE_NAME: (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode("utf-8")}


def _licence(data: OpenData) -> dict[str, str]:
    told = {
        "path": data.says("licence_url") or data.licence_iri,
        "title": data.says("licence_name") or data.says("licence"),
    }
    return {name: said for name, said in told.items() if said}


def _resource(
    name: str, title: str, files: Mapping[str, bytes], schema: dict[str, Any], path: str = ""
) -> dict[str, Any]:
    path = path or f"{FOLDER}{name}.csv"
    return {
        "$schema": f"{_PROFILES}dataresource.json",
        "name": name,
        "type": "table",
        **({"title": title} if title else {}),
        "path": path.removeprefix(FOLDER),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(files[path]),
        "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
        "schema": schema,
    }


def _schema(table: DataTable) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        "foreignKeys": [
            {"fields": [column.name], "reference": {"resource": _list_name(column.codes), "fields": ["code"]}}
            for column in table.columns
            if column.codes
        ],
    }


def _field(column: DataColumn) -> dict[str, Any]:
    notes = [column.english, column.note, f"Einheit: {column.unit}" if column.unit else ""]
    constraints: dict[str, Any] = {"required": True} if column.needed else {}
    if column.kind == "integer":
        constraints["minimum"] = 0
    if column.name == "ags":
        constraints["pattern"] = r"\d{8}"
    if column.name in _SHARES:
        constraints |= {"minimum": 0, "maximum": 1}
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "title": column.german,
        "description": ". ".join(note.removesuffix(".") for note in notes if note),
        **({"constraints": constraints} if constraints else {}),
    }


def _list_name(name: str) -> str:
    return f"codes-{PurePosixPath(name).stem.replace('_', '-')}"


def _list_schema() -> dict[str, Any]:
    code, *texts = LIST_COLUMNS
    return {
        "fields": [
            {"name": code, "type": "string", "constraints": {"required": True, "unique": True}},
            *({"name": text, "type": "string"} for text in texts),
        ],
        "missingValues": [""],
        "primaryKey": [code],
    }
