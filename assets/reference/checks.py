"""Checks of stage 1, and the one factory of schema checks that every stage uses."""

import dagster as dg
import pandera.errors

from schemas.store import Store
from schemas.tables import TABLES


def stored_table_check(
    asset: str, table: str, partitions: dg.PartitionsDefinition | None = None
) -> dg.AssetChecksDefinition:
    """A blocking check that the stored table still matches its model."""

    @dg.asset_check(
        asset=asset,
        name=f"{table}_entspricht_schema",
        description=f"Die gespeicherte Tabelle {table} entspricht ihrem Schema",
        blocking=True,
        partitions_def=partitions,
    )
    def matches_model(store: dg.ResourceParam[Store]) -> dg.AssetCheckResult:
        try:
            rows = TABLES[table].model.validate(store.read(table), lazy=True)
        except (pandera.errors.SchemaError, pandera.errors.SchemaErrors) as error:
            return dg.AssetCheckResult(passed=False, metadata={"Abweichung": str(error)[:2000]})
        return dg.AssetCheckResult(passed=True, metadata={"Zeilen": len(rows)})

    return matches_model


cities = stored_table_check("reference_data", "cities")
