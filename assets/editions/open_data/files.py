"""All files for re-users of one edition, in the order in which they need each other.

Belongs here: which formats there are, which files no catalogue names. Not here: how a format is written (the other
modules of this folder).
"""

from collections.abc import Mapping

from assets.editions.open_data.by_page import by_page_files
from assets.editions.open_data.code_lists import code_list_files
from assets.editions.open_data.columns import TABLES
from assets.editions.open_data.csvw import csvw_files
from assets.editions.open_data.datapackage import datapackage_files
from assets.editions.open_data.dcat import DCAT_NAME, dcat_files
from assets.editions.open_data.sdmx import sdmx_files
from assets.editions.open_data.source import FOLDER, OpenData
from assets.editions.pages.handout import TEMPLATE_NAME

# Files of the folder of data that stand in no catalogue, and why.
IN_NO_CATALOGUE = {
    DCAT_NAME: "is the catalogue itself",
    TEMPLATE_NAME: "an empty form for cities, no data",
    **{f"{FOLDER}{table.name}.csv-metadata.json": "describes the table beside it" for table in TABLES},
}


def open_data_files(data: OpenData) -> dict[str, bytes]:
    """Every file for re-users that is made of the tables, beside their CSV files (download.py): name → bytes."""
    return code_list_files(data) | csvw_files(data) | sdmx_files(data) | by_page_files(data)


def catalogue_files(data: OpenData, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The data package and the entry for data portals, about all other files of the edition: name → bytes.

    Raises KeyError where a table is missing.
    """
    described = {name: file for name, file in files.items() if name not in IN_NO_CATALOGUE}
    made = datapackage_files(data, described)
    return made | dcat_files(data, described | made)
