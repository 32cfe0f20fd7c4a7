"""Checks of stage 4: the values that may be shown, and that no hidden one carries a number."""

import dagster as dg

from assets.reference.checks import stored_table_check
from pipelines.partitions import years
from schemas.store import Store

values_match = stored_table_check("published_values", "published_values", years)


@dg.asset_check(
    asset="published_values",
    name="geheime_werte_ohne_zahl",
    description="Kein geheim gehaltener Wert trägt noch eine Zahl",
    blocking=True,
    partitions_def=years,
)
def hidden_values_have_no_number(store: dg.ResourceParam[Store]) -> dg.AssetCheckResult:
    hidden = store.read("published_values", status="geheim")
    leaking = hidden[hidden[["value", "low", "high", "bound_low", "bound_high"]].notna().any(axis=1)]
    return dg.AssetCheckResult(passed=leaking.empty, metadata={"geheim": len(hidden), "undicht": len(leaking)})
