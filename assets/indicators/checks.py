"""Checks of stage 3: the stored values, and which cities delivered nothing for the year."""

import dagster as dg

from assets.folders import Folders
from assets.reference.checks import stored_table_check
from assets.reference.seeds import load_reference
from pipelines.partitions import years
from schemas.deliveries import ACCEPTED_STATES
from schemas.store import Store

values_match = stored_table_check("indicator_values", "indicator_values", years)
network_matches = stored_table_check("network_values", "network_values", years)


@dg.asset_check(
    asset="indicator_values",
    name="alle_staedte_haben_geliefert",
    description="Jede Stadt des Netzwerks hat für das Berichtsjahr geliefert; sonst steht hier, wer fehlt",
    partitions_def=years,
)
def every_city_delivered(
    context: dg.AssetCheckExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.AssetCheckResult:
    year = int(context.partition_key)
    accepted = store.read("deliveries", year=year, state=ACCEPTED_STATES)
    members = load_reference(folders.seeds).members(year)
    missing = members.loc[~members["ags"].isin(accepted["ags"]), "name"].tolist()
    return dg.AssetCheckResult(passed=not missing, severity=dg.AssetCheckSeverity.WARN, metadata={"fehlt": missing})
