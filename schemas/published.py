"""The table file of an edition as re-users see it: our columns and theirs.

Belongs here: column names. Not here: writing the file (assets/editions/), reading it back (assets/protection/).
"""

# The folder of the files for re-users.
DATA = "daten"
# The file with every value of an edition.
CSV_NAME = f"{DATA}/kennzahlen.csv"
# The files that say which breakdowns add up, and what the cities have together.
BREAKDOWNS_NAME = f"{DATA}/gliederungen.csv"
NETWORK_NAME = f"{DATA}/netzwerk.csv"
# The file that names all others with their hashes, and what it says of an edition that has left the house or not.
MANIFEST_NAME = "manifest.json"
DRAFT, PUBLISHED = "Entwurf", "veröffentlicht"
# Column of schemas.indicators.IndicatorValue (and name, obs_status, conf_status) → column of the file.
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
# The same of schemas.indicators.NetworkValue.
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
# The same of schemas.breakdowns.Breakdown.
BREAKDOWN_COLUMNS = {
    "ags": "ags",
    "persons": "gesamtheit",
    "year": "jahr",
    "date": "stichtag",
    "definition": "definition",
    "method": "erhebungsart",
    "scope": "berichtskreis",
    "dimension": "gliederung",
    "complete": "vollstaendig",
}
