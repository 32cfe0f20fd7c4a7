"""Assets of stage 3: the indicator values of a reporting year."""

import dagster as dg
import pandas as pd

from assets.folders import Folders
from assets.indicators.counts import counted_figures
from assets.indicators.values import indicator_values as compute_values
from assets.preview import preview
from assets.reference.seeds import load_reference
from pipelines.partitions import years
from schemas.store import Store


@dg.asset(
    group_name="indicators",
    deps=["accepted_rows"],
    partitions_def=years,
    description="Kennzahlen des Berichtsjahres: Anteile, Lücken und Quoten mit Status, Güte und Herkunft",
)
def indicator_values(
    context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.MaterializeResult:
    year = int(context.partition_key)
    reference = load_reference(folders.seeds)
    counted = counted_figures(store.read("staff_counts"), store.read("population_counts"), reference)
    # Where a city delivers both, its counts go before its headline figure.
    figures = pd.concat([store.read("figures"), counted], ignore_index=True)
    values = compute_values(figures, reference, year)
    store.replace("indicator_values", values, reporting_year=year)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": len(values), "Vorschau": dg.MetadataValue.md(preview(values))}
    )
