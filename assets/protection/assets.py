"""Assets of stage 4: the indicator values that may be shown, and which breakdowns of them add up."""

import dagster as dg

from assets.folders import Folders
from assets.indicators.values import TABLES, Accepted, blocks
from assets.preview import preview
from assets.protection.ledger import published_editions, told_counts
from assets.protection.procedure import publishable
from assets.reference.seeds import load_reference
from pipelines.partitions import years
from schemas.store import Store


@dg.asset(
    group_name="protection",
    deps=["indicator_values"],
    partitions_def=years,
    description="Kennzahlen nach der Geheimhaltung: niemand ist daran zu erkennen, auch nicht durch Rechnen",
)
def published_values(
    context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.MaterializeResult:
    year, reference = int(context.partition_key), load_reference(folders.seeds)
    told = told_counts(published_editions(folders.editions), reference)
    count, hidden, left_out, first = 0, 0, 0, ""
    with store.transaction() as now:
        now.delete("published_values", reporting_year=year)
        now.delete("breakdowns", reporting_year=year)
        for cities in blocks(reference.members(year)["ags"]):
            accepted = Accepted(**{part: now.read(table, ags=cities) for part, table in TABLES.items()})
            values = now.read("indicator_values", reporting_year=year, ags=cities)
            shown, breakdowns = publishable(values, accepted, reference, year, cities, told)
            now.add("published_values", shown)
            now.add("breakdowns", breakdowns.assign(reporting_year=year))
            count, left_out = count + len(shown), left_out + len(values) - len(shown)
            hidden, first = hidden + int(shown["status"].eq("geheim").sum()), first or preview(shown)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": count,
            "geheim gehalten": hidden,
            "nie veröffentlicht": left_out,
            "Vorschau": dg.MetadataValue.md(first),
        }
    )
