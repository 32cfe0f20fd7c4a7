"""The one code location: all assets, checks and jobs with their resources.

Belongs here: what belongs together and how it is executed. Not here: what an asset does, settings, the command line.
"""

import dagster as dg

from assets.deliveries import assets as deliveries
from assets.deliveries import checks as delivery_checks
from assets.editions import assets as editions
from assets.editions import checks as edition_checks
from assets.indicators import assets as indicators
from assets.indicators import checks as indicator_checks
from assets.protection import assets as protection
from assets.protection import checks as protection_checks
from assets.reference import assets as reference
from assets.reference import checks as reference_checks
from pipelines.partitions import cities_and_years, years
from pipelines.sensors import new_files, waiting_deliveries
from pipelines.settings import Settings, current_settings
from schemas.store import Store

STAGES = [reference, deliveries, indicators, protection, editions]
CHECKS = [reference_checks, delivery_checks, indicator_checks, protection_checks, edition_checks]

taking_in = dg.define_asset_job(
    "eingang",
    selection=["reference_data", "reference_figures", "deliveries"],
    description="Stammdaten laden und alles annehmen, was im Ordner liegt",
)
checking = dg.define_asset_job(
    "pruefung",
    selection=["accepted_rows"],
    partitions_def=cities_and_years,
    description="Angenommene Dateien je Stadt und Berichtsjahr prüfen und übernehmen",
)
publishing = dg.define_asset_job(
    "ausgabe",
    selection=["indicator_values", "network_values", "published_values", "edition"],
    partitions_def=years,
    description="Kennzahlen rechnen, kleine Gruppen schützen und die Ausgabe bauen",
)


def build_definitions(settings: Settings) -> dg.Definitions:
    """The code location with its resources; tests pass settings of their own."""
    return dg.Definitions(
        assets=dg.load_assets_from_modules(STAGES),
        asset_checks=dg.load_asset_checks_from_modules(CHECKS),
        jobs=[taking_in, checking, publishing],
        sensors=[new_files, waiting_deliveries],
        resources={"folders": settings.folders, "store": Store(settings.database_url)},
        # One process: a step in a process of its own would import everything anew, several seconds each.
        executor=dg.in_process_executor,
    )


defs = build_definitions(current_settings())
