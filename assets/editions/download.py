"""The tidy rows for re-users: every value with counts, status and origin, as CSV or for machines.

Belongs here: column names for re-users, harmless text. Not here: which values may be shown (assets/protection/).
"""

import pandas as pd

from assets.reference.seeds import Reference

COLUMNS = {
    "reporting_year": "berichtsjahr",
    "ags": "ags",
    "name": "stadt",
    "indicator": "kennzahl",
    "base": "bezug",
    "dimension": "gliederung",
    "group": "gruppe",
    "view": "sicht",
    "district": "sozialraum",
    "year": "jahr",
    "date": "stichtag",
    "value": "wert",
    "unit": "einheit",
    "status": "status",
    "obs_status": "obs_status",
    "conf_status": "conf_status",
    "reason": "grund",
    "verdict": "urteil",
    "value_kind": "wertart",
    "definition": "definition",
    "method": "erhebungsart",
    "scope": "berichtskreis",
    "grade": "guete",
    "published_unit": "veroeffentlicht_in",
    "numerator": "zaehler",
    "n": "n",
    "total": "gesamt",
    "interval": "intervall",
    "low": "unten",
    "high": "oben",
    "bound_low": "grenze_unten",
    "bound_high": "grenze_oben",
    "population_value": "bevoelkerung_wert",
    "population_numerator": "bevoelkerung_zaehler",
    "population_n": "bevoelkerung_n",
    "population_year": "bevoelkerung_jahr",
    "population_date": "bevoelkerung_stichtag",
    "population_definition": "bevoelkerung_definition",
    "population_method": "bevoelkerung_erhebungsart",
    "population_receipt": "bevoelkerung_empfang",
    "population_line": "bevoelkerung_zeile",
    "receipt": "empfang",
    "line": "zeile",
    "receipts": "empfaenge",
    "source": "quelle",
}
NETWORK_COLUMNS = {
    "reporting_year": "berichtsjahr",
    "indicator": "kennzahl",
    "base": "bezug",
    "dimension": "gliederung",
    "group": "gruppe",
    "view": "sicht",
    "family": "definitionsfamilie",
    "unit": "einheit",
    "status": "status",
    "reason": "grund",
    "pooled": "zusammen",
    "numerator": "zaehler",
    "n": "n",
    "median": "median",
    "lowest": "niedrigster",
    "highest": "hoechster",
    "city_count": "anzahl_staedte",
    "cities": "staedte",
    "years": "jahre",
    "receipts": "empfaenge",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


def tidy_rows(values: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Indicator values with the columns of COLUMNS under their German names, texts as they were delivered."""
    names = reference.cities.set_index("ags")["name"]
    statuses = reference.statuses.set_index("code")
    rows = values.assign(
        name=values["ags"].map(names),
        obs_status=values["status"].map(statuses["obs_status"]),
        conf_status=values["status"].map(statuses["conf_status"]),
    )
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


def tidy_csv(values: pd.DataFrame, reference: Reference) -> bytes:
    """One row a value; a missing number is an empty field, its status says why. Comma, point, UTF-8, LF."""
    rows = tidy_rows(values, reference)
    for column in rows.select_dtypes(include=["str", "object"]):
        rows[column] = rows[column].map(harmless)
    return rows.to_csv(index=False, lineterminator="\n").encode("utf-8")


def harmless(text: str) -> str:
    """Delivered text that no spreadsheet takes for a formula (OWASP: a leading apostrophe)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
