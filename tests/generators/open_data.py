"""A small edition for re-users: two cities, a survey, what is missing and why, one value of the network.

Belongs here: the input of the open data. Not here: what the formats make of it. Everything is invented.
"""

import json
from dataclasses import replace
from functools import cache

import pandas as pd

from assets.editions.changes import changes
from assets.editions.download import (
    breakdown_rows,
    breakdowns_csv,
    csv_bytes,
    network_csv,
    network_rows,
    tidy_csv,
    tidy_rows,
)
from assets.editions.open_data.source import OpenData
from assets.editions.pages.changes import LOG_NAME
from assets.indicators.values import Accepted
from assets.protection.hiding import protect
from assets.reference.seeds import Reference
from schemas.indicators import IndicatorValue, NetworkValue
from schemas.published import BREAKDOWNS_NAME, CSV_NAME, MANIFEST_NAME, NETWORK_NAME
from tests.generators.hostile import HOSTILE
from tests.unit.indicators.test_values import RESIDENTS, STAFF, values_of

PUBLISHER = {
    "name": "Amt für Beispiele",
    "street": "Musterweg 1",
    "town": "00000 Musterstadt",
    "email": "post@amt.example",
    "licence": "dl-de/by-2-0",
    "licence_name": "Datenlizenz Deutschland – Namensnennung – Version 2.0",
    "licence_url": "https://www.govdata.de/dl-de/by-2-0",
    "contributor": "http://dcat-ap.de/def/contributors/openNRW",
    "base_url": "https://amt.example/kontrakt",
    "citation": "Amt für Beispiele",
    "doi": "",
}
_SURVEY = STAFF | {
    "ags": "05911000",
    "receipt": "bochum-eckwerte-2022-1",
    "indicator": "share_staff",
    "definition": "ST_BEFR",
}
_SURVEY |= {"method": "BEFRAGUNG", "value": 200.0, "n": 800.0, "total": 1500.0, "date": "2021-06-30"}
# Fields of a value whose texts somebody else wrote.
_TEXTS = ["district", "reason", "receipt", "receipts", "population_receipt", "source"]
_NETWORK = {
    "reporting_year": 2022,
    "indicator": "share_staff",
    "base": "",
    "dimension": "",
    "group": "insgesamt",
    "view": "",
    "family": "befragung",
    "unit": "ANTEIL",
    "status": "wert",
    "reason": "",
    "pooled": 0.25,
    "numerator": 200.0,
    "n": 800.0,
    "median": 0.25,
    "lowest": 0.25,
    "highest": 0.25,
    "city_count": 2,
    "cities": "05911000|05916000",
    "years": "2021",
    "receipts": "bochum-eckwerte-2022-1|herne-eckwerte-2022-1",
}
_BREAKDOWN = {"reporting_year": 2022, "ags": "05911000", "persons": "personal", "year": 2021, "date": "2021-06-30"}
_BREAKDOWN |= {"definition": "ST_BEFR", "method": "BEFRAGUNG", "scope": "STADT", "dimension": "sex", "complete": "ja"}


@cache
def small_values(reference: Reference) -> pd.DataFrame:
    """Counted, surveyed, estimated and missing figures; one two sources give, one of a district. Not to be changed."""
    twice = STAFF | {"receipt": "herne-eckwerte-2022-2", "line": 7, "value": 95.0}
    estimate = STAFF | {"line": 3, "indicator": "share_leaders", "unit": "PROZENT", "value": 2.5, "n": float("nan")}
    estimate |= {"value_kind": "SCHAETZUNG", "definition": "ST_SCHAETZ", "method": "SCHAETZUNG"}
    values = values_of(reference, STAFF, RESIDENTS, _SURVEY | {"line": 4}, estimate, year=2022)
    values, _ = protect(values, Accepted(), reference)
    again = values[values["indicator"].eq("share_nationality") & values["status"].eq("wert")]
    again = again.assign(receipt=twice["receipt"], line=twice["line"], value=twice["value"] / 3001)
    district = again.assign(district="Mitte, „Süd“", line=8)
    secret = again.assign(group="weiblich", line=9, value=float("nan"), status="geheim", reason="Geheim gehalten.")
    return IndicatorValue.validate(pd.concat([values, again, district, secret], ignore_index=True))


def hostile_values(reference: Reference) -> pd.DataFrame:
    """One value a hostile text, which stands in every field that somebody else wrote."""
    values = small_values(reference)
    rows = values.iloc[[number % len(values) for number in range(len(HOSTILE))]].reset_index(drop=True)
    return rows.assign(line=range(1, len(rows) + 1), **dict.fromkeys(_TEXTS, HOSTILE))


def small_edition(
    reference: Reference, values: pd.DataFrame | None = None, **publisher: str
) -> tuple[OpenData, dict[str, bytes]]:
    """The edition and the CSV files of its tables; fields of the publisher can be changed."""
    values = small_values(reference) if values is None else values
    network = NetworkValue.validate(pd.DataFrame([_NETWORK | {"reason": values["reason"].iloc[-1]}]))
    breakdowns = pd.DataFrame([_BREAKDOWN])
    changed = small_changes(values, reference)
    tables = {
        CSV_NAME: tidy_csv(values, reference),
        NETWORK_NAME: network_csv(network),
        BREAKDOWNS_NAME: breakdowns_csv(breakdowns),
        LOG_NAME: csv_bytes(changed),
    }
    rows = (tidy_rows(values, reference), network_rows(network), breakdown_rows(breakdowns))
    return OpenData(2022, 1, "", *rows, reference, PUBLISHER | publisher, changed), tables


def small_changes(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """The log of an edition whose forerunner told other numbers, one in a group and of a city that are no more."""
    before = tidy_rows(values[values["value"].notna()].assign(value=values["value"] / 2), reference)
    gone = before.tail(1).assign(gruppe="aufgelöst", ags="05999000")
    manifest = {"berichtsjahr": 2022, "ausgabe": 1}
    files = {MANIFEST_NAME: json.dumps(manifest).encode(), CSV_NAME: csv_bytes(pd.concat([before, gone]))}
    found = changes([files], tidy_rows(values, reference))
    return found.assign(stadt=found["ags"].map(reference.names).fillna("Altstadt"), grund="Keine Angabe.")


def with_names(reference: Reference, *names: str) -> Reference:
    """The same network, its first cities called otherwise."""
    cities = reference.cities.copy()
    cities.loc[cities.index[: len(names)], "name"] = list(names)
    return replace(reference, cities=cities)
