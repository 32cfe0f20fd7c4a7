"""CSV on the Web: what the columns of the CSV files mean, one file beside each.

Belongs here: the words of that W3C format. Not here: the columns themselves (columns.py), codes (code_lists.py).
Source: Model for Tabular Data and Metadata on the Web, W3C Recommendation.
"""

import json
from typing import Any

from assets.editions.open_data.code_lists import LIST_COLUMNS
from assets.editions.open_data.columns import TABLES, DataColumn, DataTable
from assets.editions.open_data.source import FOLDER, OpenData

_TYPES: dict[str, Any] = {
    "text": "string",
    "list": "string",
    "code": "string",
    "integer": "integer",
    "number": "double",
    "year": "gYear",
    "day": {"base": "date", "format": "yyyy-MM-dd"},
}


def csvw_files(data: OpenData) -> dict[str, bytes]:
    """daten/<table>.csv-metadata.json for each table, with the lists of codes it needs."""
    return {f"{FOLDER}{table.name}.csv-metadata.json": _json(_described(table, data)) for table in TABLES}


def _described(table: DataTable, data: OpenData) -> dict[str, Any]:
    about: dict[str, Any] = {
        "dc:title": [{"@value": data.title, "@language": "de"}],
        "dc:description": [{"@value": data.description, "@language": "de"}],
    }
    about |= {"dc:publisher": data.says("name")} if data.says("name") else {}
    if data.proposed_licence:
        about["dc:rights"] = [{"@value": data.proposed_licence, "@language": "de"}]
    elif data.licence_iri:
        about["dc:license"] = {"@id": data.licence_iri}
    lists = sorted({column.codes for column in table.columns if column.codes})
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        **about,
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "quoteChar": '"', "doubleQuote": True},
        "tables": [_table(table), *(_code_list(name) for name in lists)],
    }


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": [
            {"@value": table.german, "@language": "de"},
            {"@value": table.english, "@language": "en"},
        ],
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            "foreignKeys": [
                {
                    "columnReference": column.name,
                    "reference": {"resource": f"codes/{column.codes}.csv", "columnReference": "code"},
                }
                for column in table.columns
                if column.codes
            ],
        },
    }


def _column(column: DataColumn) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "titles": {"und": [column.name], "de": [column.german], "en": [column.english]},
        "datatype": _TYPES[column.kind],
        "null": [""],
    }
    described |= {"required": True} if column.needed else {}
    described |= {"separator": "|"} if column.kind == "list" else {}
    described |= {"schema:unitText": column.unit} if column.unit else {}
    described |= {"dc:description": [{"@value": column.note, "@language": "de"}]} if column.note else {}
    return described


def _code_list(name: str) -> dict[str, Any]:
    code, *texts = LIST_COLUMNS
    return {
        "url": f"codes/{name}.csv",
        "tableSchema": {
            "columns": [
                {"name": code, "titles": {"und": [code]}, "datatype": "string", "required": True},
                *({"name": text, "titles": {"de": [text]}, "datatype": "string"} for text in texts),
            ],
            "primaryKey": code,
        },
    }


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
