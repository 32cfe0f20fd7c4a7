"""Checks of stage 2: the stored tables, and what the findings say about the deliveries."""

import dagster as dg

from assets.deliveries.arrival.register import newest_attempts
from assets.reference.checks import stored_table_check
from pipelines.partitions import cities_and_years
from schemas.deliveries import REFUSED_STATES
from schemas.store import Store

register_matches = stored_table_check("deliveries", "deliveries")
figures_match = stored_table_check("figures", "figures", cities_and_years)
reference_figures_match = stored_table_check("reference_figures", "reference_figures")


@dg.asset_check(
    asset="figures",
    name="keine_abgewiesene_lieferung",
    description="Keine Datei ist abgewiesen; sonst stehen hier ihre Empfangsnummern",
    partitions_def=cities_and_years,
)
def no_refused_delivery(store: dg.ResourceParam[Store]) -> dg.AssetCheckResult:
    newest = newest_attempts(store.read("deliveries"))
    refused = newest.loc[newest["state"].isin(REFUSED_STATES), "receipt"].tolist()
    return dg.AssetCheckResult(passed=not refused, metadata={"abgewiesen": refused})


@dg.asset_check(
    asset="figures",
    name="keine_hinweise",
    description="Die angenommenen Lieferungen haben keine Hinweise; sonst stehen hier die Befunde",
    partitions_def=cities_and_years,
)
def no_hints(store: dg.ResourceParam[Store]) -> dg.AssetCheckResult:
    findings = store.read("findings", severity="HINWEIS")
    return dg.AssetCheckResult(
        passed=findings.empty,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"Befunde": len(findings), "nach Code": findings["code"].value_counts().sort_index().to_dict()},
    )
