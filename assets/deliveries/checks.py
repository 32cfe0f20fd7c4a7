"""Checks of stage 2: the stored tables, and what the findings say about the deliveries."""

import dagster as dg

from assets.deliveries.arrival.journal import first_broken
from assets.deliveries.arrival.register import newest_attempts
from assets.reference.checks import stored_table_check
from pipelines.partitions import cities_and_years
from schemas.deliveries import REFUSED_STATES
from schemas.store import Store

register_matches = stored_table_check("deliveries", "deliveries")
figures_match = stored_table_check("accepted_rows", "figures", cities_and_years)
staff_match = stored_table_check("accepted_rows", "staff_counts", cities_and_years)
population_match = stored_table_check("accepted_rows", "population_counts", cities_and_years)
recruitment_match = stored_table_check("accepted_rows", "recruitment_flows", cities_and_years)
competence_match = stored_table_check("accepted_rows", "competence_items", cities_and_years)
measures_match = stored_table_check("accepted_rows", "measures", cities_and_years)
cooperation_match = stored_table_check("accepted_rows", "cooperation", cities_and_years)
reference_figures_match = stored_table_check("reference_figures", "reference_figures")


@dg.asset_check(
    asset="accepted_rows",
    name="keine_abgewiesene_lieferung",
    description="Keine Datei ist abgewiesen; sonst stehen hier ihre Empfangsnummern",
    partitions_def=cities_and_years,
)
def no_refused_delivery(store: dg.ResourceParam[Store]) -> dg.AssetCheckResult:
    newest = newest_attempts(store.read("deliveries"))
    refused = newest.loc[newest["state"].isin(REFUSED_STATES), "receipt"].tolist()
    return dg.AssetCheckResult(passed=not refused, metadata={"abgewiesen": refused})


@dg.asset_check(
    asset="accepted_rows",
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


@dg.asset_check(
    asset="deliveries",
    name="ereignisbuch_ist_lueckenlos",
    description="Kein Eintrag des Ereignisbuchs ist verändert, ausgelassen oder dazwischengeschoben",
)
def journal_is_whole(store: dg.ResourceParam[Store]) -> dg.AssetCheckResult:
    events = store.read("events")
    broken = first_broken(events)
    return dg.AssetCheckResult(passed=broken is None, metadata={"Einträge": len(events), "gebrochen ab": broken or 0})
