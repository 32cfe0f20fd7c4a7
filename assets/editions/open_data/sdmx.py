"""The figures as SDMX-CSV 2.1, with the structure that says what their columns are.

Belongs here: tidy rows → observations. Not here: which column is which component (sdmx_components.py).
The file is written here: pysdmx does it only with pyarrow, which changes the texts of all frames of the program.
"""

import pandas as pd

from assets.editions.download import harmless_texts
from assets.editions.open_data.sdmx_components import AGENCY, ATTRIBUTES, DIMENSIONS, VARIANT, code_id, flow_id, version
from assets.editions.open_data.sdmx_structure import structure_files
from assets.editions.open_data.source import FOLDER, OpenData

OBSERVATIONS_NAME = f"{FOLDER}sdmx/kennzahlen.csv"


def sdmx_files(data: OpenData) -> dict[str, bytes]:
    """daten/sdmx/kennzahlen.csv and daten/sdmx/struktur.json.

    A missing number is NaN, as SDMX-CSV wants it; OBS_STATUS, CONF_STATUS and STATUS say why.
    """
    rows = observations(data)
    flow = f"{AGENCY}:{flow_id(data)}({version(data)})"
    about = pd.DataFrame({"STRUCTURE": "dataflow", "STRUCTURE_ID": flow, "ACTION": "R"}, index=rows.index)
    written = pd.concat([about, rows], axis=1).assign(OBS_VALUE=rows["OBS_VALUE"].astype(object).fillna("NaN"))
    text = written.to_csv(index=False, lineterminator="\n")
    return {OBSERVATIONS_NAME: text.encode("utf-8"), **structure_files(data, sorted(rows[VARIANT].unique()))}


def observations(data: OpenData) -> pd.DataFrame:
    """One row a value, a column a component, in the order of the tidy rows.

    TIME_PERIOD is the year of the figure, of one without a year the reporting year (REF_YEAR stays empty). The same
    thing from two sources, or of two days of a year, stays two figures: VARIANT counts them, so that every key is
    unique.
    """
    values = harmless_texts(data.values)
    rows = pd.DataFrame({"FREQ": "A"}, index=values.index)
    for component, column in DIMENSIONS.items():
        codes = data.values[column]
        rows[component] = codes.map({code: code_id(code, column) for code in codes.unique()})
    time = values["jahr"].fillna(values["berichtsjahr"]).astype(int).astype(str)
    rows[VARIANT] = "V" + (rows.groupby([*rows.columns, time]).cumcount() + 1).astype(str)
    rows["TIME_PERIOD"] = time
    rows["OBS_VALUE"] = values["wert"]
    for component, column in ATTRIBUTES.items():
        rows[component] = values[column]
    return rows
