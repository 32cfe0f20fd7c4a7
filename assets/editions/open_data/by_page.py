"""The figures as small JSON files, one an indicator and one a city, for pages and programs that want only a part.

Belongs here: tidy rows → JSON. Not here: the whole in one file (kennzahlen.csv), the pages themselves (pages/).
"""

import json
from typing import Any

import pandas as pd

from assets.editions.open_data.code_lists import code_lists
from assets.editions.open_data.columns import VALUES
from assets.editions.open_data.source import FOLDER, OpenData
from schemas.published import PUBLISHED

JSON_FOLDER = f"{FOLDER}json/"
INDEX_NAME = f"{JSON_FOLDER}index.json"
LAYOUT = (
    "„werte“ sind Zeilen in der Reihenfolge von „felder“. Was für alle Zeilen einer Datei gilt, steht in „gemeinsam“. "
    "Ein Feld ohne Angabe fehlt. Gibt es keine Zahl, ist der Wert null, und „status“ sagt warum."
)
# What stands in kennzahlen.csv in more detail, or is said in another way.
_LEFT_OUT = ["stadt", "obs_status", "conf_status", "empfaenge", "quelle", "bevoelkerung_empfang", "bevoelkerung_zeile"]
_ALWAYS = ("wert", "status")


def by_page_files(data: OpenData) -> dict[str, bytes]:
    """daten/json/kennzahl-<id>.json, stadt-<slug>.json and index.json, keys sorted.

    `werte` are rows in the order of `felder`; what all rows of a file share is said once, in `gemeinsam`, and a field
    that says nothing is left out. Numbers are those of kennzahlen.csv, unrounded; null where there is none, and
    `status` says why.
    """
    rows = data.values.drop(columns=_LEFT_OUT)
    slugs = data.reference.slugs
    indicators = {f"kennzahl-{str(name).replace('_', '-')}": part for name, part in rows.groupby("kennzahl")}
    cities = {f"stadt-{slugs[str(ags)]}": part for ags, part in rows.groupby("ags")}
    parts = {**dict.fromkeys(indicators, "kennzahl"), **dict.fromkeys(cities, "ags")}
    files = {
        f"{JSON_FOLDER}{name}.json": _json(_part((indicators | cities)[name], data, about))
        for name, about in parts.items()
    }
    return {**files, INDEX_NAME: _json(_index(data, list(indicators), list(cities)))}


def _part(rows: pd.DataFrame, data: OpenData, about: str) -> dict[str, Any]:
    """The rows of one indicator or city (`about`: the column that is the same in all)."""
    shared = [name for name in rows.columns if name not in _ALWAYS and rows[name].nunique(dropna=False) == 1]
    own = rows.drop(columns=shared).astype(object)
    first = rows[shared].astype(object).iloc[0]
    return {
        **_about(data),
        "name": _name(data, about, str(first[about])),
        "gemeinsam": {name: said for name, said in first.items() if pd.notna(said) and said != ""},
        "felder": list(own.columns),
        "werte": own.where(own.notna(), None).to_numpy().tolist(),
    }


def _name(data: OpenData, column: str, code: str) -> str:
    return data.cities()[code] if column == "ags" else data.reference.labels("catalogue")[code]


def _about(data: OpenData) -> dict[str, Any]:
    licence = "lizenz_vorschlag" if data.proposed_licence else "lizenz"
    said = {licence: data.says("licence_url") or data.says("licence"), "herausgeber": data.says("name")}
    return {
        "titel": data.title,
        "berichtsjahr": data.year,
        "ausgabe": data.number,
        "stand": PUBLISHED if data.published else data.stage,
        **{name: words for name, words in said.items() if words},
    }


def _index(data: OpenData, indicators: list[str], cities: list[str]) -> dict[str, Any]:
    """What there is: files, fields with their meaning, and the lists of codes."""
    names = {f"kennzahl-{name.replace('_', '-')}": name for name in data.reference.labels("catalogue")}
    by_slug = {f"stadt-{slug}": ags for ags, slug in data.reference.slugs.items()}
    fields = [column for column in VALUES.columns if column.name not in _LEFT_OUT]
    return {
        **_about(data),
        "beschreibung": data.description,
        "aufbau": LAYOUT,
        "kennzahlen": [
            {"datei": f"{one}.json", "kennzahl": names[one], "name": _name(data, "kennzahl", names[one])}
            for one in indicators
        ],
        "staedte": [
            {"datei": f"{one}.json", "ags": by_slug[one], "name": _name(data, "ags", by_slug[one])} for one in cities
        ],
        "felder": {
            column.name: {"titel": column.german}
            | ({"einheit": column.unit} if column.unit else {})
            | ({"codes": f"../codes/{column.codes}.csv"} if column.codes else {})
            for column in fields
        },
        "status": dict(code_lists(data)["status"][["code", "bezeichnung"]].itertuples(index=False, name=None)),
    }


def _json(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()
