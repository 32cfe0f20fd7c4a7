"""Assets of stage 4: the indicator values that may be shown."""

import dagster as dg

from assets.folders import Folders
from assets.preview import preview
from assets.protection.primary import protect
from assets.reference.seeds import load_reference
from pipelines.partitions import years
from schemas.store import Store


@dg.asset(
    group_name="protection",
    deps=["indicator_values"],
    partitions_def=years,
    description="Kennzahlen nach der Geheimhaltung: kleine Gruppen werden nicht gezeigt",
)
def published_values(
    context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.MaterializeResult:
    year = int(context.partition_key)
    values = store.read("indicator_values", reporting_year=year)
    shown = protect(values, load_reference(folders.seeds))
    store.replace("published_values", shown, reporting_year=year)
    hidden = int(shown["status"].eq("geheim").sum())
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(shown),
            "geheim gehalten": hidden,
            "zurückgehalten": len(values) - len(shown),
            "Vorschau": dg.MetadataValue.md(preview(shown)),
        }
    )
