"""All files for re-users of one edition, in the order in which they need each other.

Belongs here: which formats there are. Not here: how one is written (the other modules of this folder).
"""

from collections.abc import Mapping

from assets.editions.open_data.by_page import by_page_files
from assets.editions.open_data.code_lists import code_list_files
from assets.editions.open_data.csvw import csvw_files
from assets.editions.open_data.datapackage import datapackage_files
from assets.editions.open_data.dcat import dcat_files
from assets.editions.open_data.sdmx import sdmx_files
from assets.editions.open_data.source import OpenData


def open_data_files(data: OpenData, tables: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file for re-users beside the three CSV files (`tables`, as written by download.py), name → bytes.

    Raises KeyError where a table is missing.
    """
    made = code_list_files(data) | csvw_files(data) | sdmx_files(data) | by_page_files(data)
    made |= datapackage_files(data, {**tables, **made})
    return made | dcat_files(data, {**tables, **made})
