"""Assets of stage 3: the indicator values of a reporting year, and what the cities have together."""

import dagster as dg
import pandas as pd

from assets.folders import Folders
from assets.indicators.network import network_values as compute_network
from assets.indicators.network import standing_values
from assets.indicators.values import TABLES, Accepted, blocks
from assets.indicators.values import indicator_values as compute_values
from assets.preview import preview
from assets.reference.seeds import load_reference
from pipelines.partitions import years
from schemas.store import Store


@dg.asset(
    group_name="indicators",
    deps=["accepted_rows"],
    partitions_def=years,
    description="Kennzahlen des Berichtsjahres: alle Werte des Katalogs mit Status, Güte, Bereich und Herkunft",
)
def indicator_values(
    context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.MaterializeResult:
    year, reference = int(context.partition_key), load_reference(folders.seeds)
    count, first = 0, ""
    with store.transaction() as now:
        now.delete("indicator_values", reporting_year=year)
        for cities in blocks(reference.members(year)["ags"]):
            accepted = Accepted(**{part: now.read(table, ags=cities) for part, table in TABLES.items()})
            values = compute_values(accepted, reference, year, cities)
            now.add("indicator_values", values)
            count, first = count + len(values), first or preview(values)
    return dg.MaterializeResult(metadata={"dagster/row_count": count, "Vorschau": dg.MetadataValue.md(first)})


@dg.asset(
    group_name="indicators",
    deps=["indicator_values"],
    partitions_def=years,
    description="Werte des Netzwerks: gemeinsamer Anteil, Median und Spanne der Städte, ohne Rangfolge",
)
def network_values(
    context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.MaterializeResult:
    year, reference = int(context.partition_key), load_reference(folders.seeds)
    standing = [
        standing_values(store.read("indicator_values", reporting_year=year, ags=cities), reference, year)
        for cities in blocks(reference.members(year)["ags"])
    ]
    values = compute_network(pd.concat(standing, ignore_index=True), reference, year)
    store.replace("network_values", values, reporting_year=year)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": len(values), "Vorschau": dg.MetadataValue.md(preview(values))}
    )
