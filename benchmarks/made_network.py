"""An invented network in the size asked for: its seeds, and deliveries whose numbers add up.

Belongs here: cities and files as large as a benchmark needs. Not here: measuring (intake.py); the example that people
look at (assets/deliveries/example_network/). Nothing in it is about a real city.
"""

import csv
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from assets.reference.seeds import Reference, load_reference
from schemas.forms import FORMS

YEAR = 2023
TOTAL = "INSGESAMT"
ROOT = Path(__file__).parent.parent
Parts = dict[str, list[str]]

_SEX, _HISTORY = ["W", "M", "D"], ["JA", "NEIN", "OHNE_ANGABE"]
_AGES = ["A0_14", "A15_17", "A18_24", "A25_34", "A35_44", "A45_54", "A55_64", "A65_74", "A75"]
_NATIONALITY = ["DEUTSCH", "NICHTDEUTSCH"]
# A part of those without a German passport that is never added: code → its share.
_AMONG_FOREIGNERS = {"EU": 0.4, "TUERKISCH": 0.2}
_OFFICES = ["BEAMTE", "TARIF", "AUSBILDUNG"]
_STAFF: Parts = {
    "employment": _OFFICES,
    "leadership": ["VORSTAND", "AMT", "ABTEILUNG", "KEINE"],
    "sex": _SEX,
    "age": ["A0_24", "A25_34", "A35_44", "A45_54", "A55"],
    "history": _HISTORY,
}
# What is left of those who applied; the other flows have numbers of their own size.
_FLOWS = {
    "BEWORBEN": 1.0,
    "EINGELADEN": 0.3,
    "EINGESTELLT": 0.1,
    "AUSBILDUNG_BEGONNEN": 0.05,
    "AUSGESCHIEDEN": 0.1,
    "BEFOERDERT": 0.1,
}


def write_seeds(folder: Path, cities: int) -> None:
    """Seeds of an invented network: those of the example, with as many cities as asked for (at most 900)."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in [*(ROOT / "seeds").glob("*.csv"), *(ROOT / "seeds" / "beispiel").glob("*.csv")]:
        shutil.copyfile(path, folder / path.name)
    letters = "abcdefghij"
    names = ["".join(letters[int(digit)] for digit in f"{number:03d}") for number in range(1, cities + 1)]
    keys = [f"99{number:03d}000" for number in range(1, cities + 1)]
    towns = [
        (ags, f"Beispielstadt {name.title()}", f"beispielstadt-{name}") for ags, name in zip(keys, names, strict=True)
    ]
    _write(folder / "cities.csv", ["ags", "name", "slug"], towns)
    said = ["ags", "kind", "valid_from", "valid_to", "note", "source"]
    _write(
        folder / "memberships.csv", said, [(ags, "Mitglied", "2010-01-01", "", "erfunden", "Beispiel") for ags in keys]
    )
    _write(folder / "official_population.csv", ["ags", "date", "residents", "source"], [])


def population(reference: Reference, ags: str, districts: int) -> pd.DataFrame:
    """Residents of a city in German words: 800 rows for the whole city and for each of its districts."""
    rng = np.random.default_rng([int(ags), 1])
    cells = rng.poisson(3, (districts, len(_SEX), len(_AGES), len(_HISTORY), len(_NATIONALITY)))
    foreign = cells[..., 1:]
    cells = np.concatenate([cells, *(np.floor(share * foreign) for share in _AMONG_FOREIGNERS.values())], axis=-1)
    axes = {"sex": _SEX, "age": _AGES, "history": _HISTORY}
    for axis in range(1, 4):
        cells = _with_total(cells, axis)
    cells = np.concatenate([cells[..., :2].sum(axis=-1, keepdims=True), cells], axis=-1)
    cells = _with_total(cells, 0)
    areas = ["", *(f"Sozialraum {number:04d}" for number in range(1, districts + 1))]
    words = {name: [TOTAL, *parts] for name, parts in axes.items()}
    words["nationality"] = [TOTAL, *_NATIONALITY, *_AMONG_FOREIGNERS]
    rows = _rows("bevoelkerung", {"district": areas, **words}, cells, reference)
    said = {"definition": "REG_STA", "method": "MELDEREGISTER", "scope": "WOHNBEVOELKERUNG"}
    return _table("bevoelkerung", rows, said, f"31.12.{YEAR}", reference, ags)


def staff(reference: Reference, ags: str, offices: int = 3) -> pd.DataFrame:
    """Staff of a city in German words: 640 rows for each employment type and for all (1,280 to 2,560 rows)."""
    rng = np.random.default_rng([int(ags), 2])
    parts = _STAFF | {"employment": _OFFICES[:offices]}
    cells = rng.poisson(4, [len(codes) for codes in parts.values()])
    for axis in range(cells.ndim):
        cells = _with_total(cells, axis)
    rows = _rows("personal", {name: [TOTAL, *codes] for name, codes in parts.items()}, cells, reference)
    rows["vzae"] = [f"{9 * count // 10},{9 * count % 10}" for count in cells.ravel().astype(int)]
    everybody = {"career": TOTAL, "task_area": TOTAL, "working_time": TOTAL}
    said = {**everybody, "definition": "ST_BEFR", "method": "BEFRAGUNG", "scope": "KERN"}
    return _table("personal", rows, said, f"30.06.{YEAR}", reference, ags)


def recruitment(reference: Reference, ags: str) -> pd.DataFrame:
    """Flows of a year in German words: 96 rows."""
    rng = np.random.default_rng([int(ags), 3])
    applied = rng.poisson(60, (len(_OFFICES), len(_HISTORY)))
    cells = np.stack([np.floor(share * applied) for share in _FLOWS.values()])
    for axis in (1, 2):
        cells = _with_total(cells, axis)
    words = {"flow": list(_FLOWS), "employment": [TOTAL, *_OFFICES], "history": [TOTAL, *_HISTORY]}
    rows = _rows("gewinnung", words, cells, reference)
    said = {"definition": "ST_BEFR", "method": "BEFRAGUNG", "scope": "KERN"}
    return _table("gewinnung", rows, said, "", reference, ags)


def write_million(path: Path, seeds: Path) -> None:
    """One CSV file of the form bevoelkerung with 1,000,000 rows, of the first city: 1,249 districts."""
    reference = load_reference(seeds)
    path.write_bytes(_as_csv(population(reference, next(iter(reference.names)), districts=1249)))


def write_deliveries(ingest: Path, seeds: Path) -> int:
    """Three files of each city, 96 to 2,560 rows each; returns how many rows they have together."""
    reference, rows = load_reference(seeds), 0
    for number, (ags, slug) in enumerate(reference.slugs.items()):
        tables = {
            "personal": staff(reference, ags, offices=1 + number % 3),
            "bevoelkerung": population(reference, ags, districts=1),
            "gewinnung": recruitment(reference, ags),
        }
        (ingest / slug).mkdir(parents=True)
        for form, table in tables.items():
            (ingest / slug / f"{form}_{YEAR}.csv").write_bytes(_as_csv(table))
            rows += len(table)
    return rows


def _as_csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(sep=";", index=False).encode()


def _with_total(cells: np.ndarray, axis: int) -> np.ndarray:
    return np.concatenate([cells.sum(axis=axis, keepdims=True), cells], axis=axis)


def _rows(form: str, codes: Mapping[str, Sequence[str]], cells: np.ndarray, reference: Reference) -> pd.DataFrame:
    """One row a cell: German header → word."""
    columns = {}
    for name, axis in zip(codes, np.indices(cells.shape).reshape(cells.ndim, -1), strict=True):
        field = next(field for field in FORMS[form].fields if field.name == name)
        words = [reference.labels(field.codes)[code] for code in codes[name]] if field.codes else codes[name]
        columns[field.german] = pd.Categorical.from_codes(axis, words)
    return pd.DataFrame({**columns, "anzahl": cells.ravel().astype(int)})


def _table(
    form: str, rows: pd.DataFrame, said: Mapping[str, str], day: str, reference: Reference, ags: str
) -> pd.DataFrame:
    """The whole form: what is the same in every row beside the rows, in the order of the form."""
    same = {"ags": ags, "area_name": reference.names[ags], "year": str(YEAR), "date": day, "value_kind": "WERT", **said}
    columns = {}
    for field in FORMS[form].fields:
        word = same.get(field.name, "Beispieldaten, erfunden" if field.name == "note" else "")
        if field.codes and field.codes != "definition" and word:
            word = reference.labels(field.codes)[word]
        columns[field.german] = rows[field.german] if field.german in rows else pd.Categorical([word] * len(rows))
    return pd.DataFrame(columns)


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
