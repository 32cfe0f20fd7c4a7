"""The lists of codes behind the columns: code, label, explanation; as files and for the formats that name them.

Belongs here: which seed a list comes from. Not here: the columns that use it (columns.py).
"""

import pandas as pd

from assets.editions.download import csv_bytes, visible_text
from assets.editions.open_data.columns import CHANGES
from assets.editions.open_data.source import FOLDER, OpenData
from assets.reference.seeds import Reference
from schemas.forms import FORMS

CODES_FOLDER = f"{FOLDER}codes/"
LIST_COLUMNS = ["code", "bezeichnung", "erlaeuterung"]

# The codes of SDMX that seeds/statuses.csv uses (CL_OBS_STATUS, CL_CONF_STATUS), in German.
OBS_STATUS = {
    "A": "gewöhnlicher Wert",
    "B": "Bruch in der Reihe",
    "E": "geschätzter Wert",
    "L": "fehlt: vorhanden, aber nicht erhoben",
    "M": "fehlt: kann es nicht geben",
    "O": "fehlt",
    "Q": "fehlt: unterdrückt",
}
CONF_STATUS = {"C": "vertrauliche statistische Angabe", "F": "frei"}
_GRADES = {
    "A": "Register oder vollständige Zählung",
    "B": "Befragung mit gutem Rücklauf",
    "C": "Befragung mit mäßigem Rücklauf, oder Stichprobe",
    "D": "Schätzung, Näherung oder schlecht belegt",
}
_INTERVALS = {
    "none": "Vollerhebung, kein Zufallsbereich",
    "finite": "nach Wilson, mit Korrektur für die endliche Zahl der Personen",
    "binomial": "nach Wilson",
    "koopman": "nach Koopman, für das Verhältnis zweier Anteile",
    "regression": "aus der Streuung um die Gerade",
    "unknown": "Stichprobenfehler nicht veröffentlicht",
}


def code_lists(data: OpenData) -> dict[str, pd.DataFrame]:
    """Every list by name: columns LIST_COLUMNS, one row a code, in the order of the seeds."""
    reference = data.reference
    own = {"obs_status": OBS_STATUS, "conf_status": CONF_STATUS, "guete": _GRADES, "intervall": _INTERVALS}
    lists = {name: _frame(labels) for name, labels in own.items()}
    indicators, statuses = reference.indicators, reference.statuses
    lists |= {
        "stadt": _frame(data.cities()),
        "kennzahl": _named(indicators.rename(columns={"id": "code", "name": "label"})),
        "gliederung": _of(reference.codes, "breakdown"),
        "sicht": _of(reference.categories, "population_age"),
        "einheit": _of(reference.codes, "unit", "computed_unit"),
        "urteil": _of(reference.codes, "verdict"),
        "wertart": _of(reference.codes, "value_kind"),
        "berichtskreis": _of(reference.codes, "scope"),
        "status": _named(statuses.assign(note="")),
        "definition": _named(reference.definitions.rename(columns={"description": "note"})),
        "erhebungsart": _named(reference.methods),
        "gruppe": _groups(data, reference),
    }
    return {name: _with_earlier(rows, name, data) for name, rows in sorted(lists.items())}


def code_list_files(data: OpenData) -> dict[str, bytes]:
    """One CSV a list, daten/codes/<list>.csv."""
    return {f"{CODES_FOLDER}{name}.csv": csv_bytes(rows) for name, rows in code_lists(data).items()}


def _with_earlier(rows: pd.DataFrame, name: str, data: OpenData) -> pd.DataFrame:
    """The list with codes that only earlier editions have used, and the changes since name."""
    columns = [column.name for column in CHANGES.columns if column.codes == name]
    used = {code for column in columns for code in data.changes[column]} - {"", *rows["code"]}
    names = data.reference.names
    return pd.concat([rows, _frame({code: names.get(code, code) for code in sorted(used)})], ignore_index=True)


def _groups(data: OpenData, reference: Reference) -> pd.DataFrame:
    """Groups of persons and the categories of all breakdowns; what no list has is its own label."""
    fields = {field.name: field.codes for form in FORMS.values() for field in form.fields if field.codes}
    fields |= {field.name: field.codes for field in FORMS["personal"].fields if field.codes}
    used = [fields[name] for name in reference.labels("breakdown") if name in fields]
    known = pd.concat([_named(reference.groups), _of(reference.categories, *used)]).drop_duplicates("code")
    others = sorted({*data.values["gruppe"], *data.network["gruppe"]} - {*known["code"]})
    return pd.concat([known, _frame({code: code for code in others})], ignore_index=True)


def _of(codes: pd.DataFrame, *names: str) -> pd.DataFrame:
    return _named(pd.concat([codes[codes["list"].eq(name)] for name in names]))


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    named = rows[["code", "label", "note"]].set_axis(LIST_COLUMNS, axis=1)
    return named.drop_duplicates("code").reset_index(drop=True)


def _frame(labels: dict[str, str]) -> pd.DataFrame:
    rows = [(code, visible_text(label), "") for code, label in labels.items()]
    return pd.DataFrame(rows, columns=LIST_COLUMNS, dtype="str")
