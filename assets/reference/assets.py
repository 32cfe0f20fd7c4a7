"""Assets of stage 1: the seeds in the store."""

import dagster as dg

from assets.folders import Folders
from assets.preview import preview
from assets.reference.seeds import load_reference
from schemas.reference import SEEDS
from schemas.store import Store


@dg.asset(
    group_name="reference", description="Stammdaten: Städte und Mitgliedschaften, Definitionen, Kennzahlen, Regeln"
)
def reference_data(folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]) -> dg.MaterializeResult:
    reference = load_reference(folders.seeds)
    frames = {name: getattr(reference, name) for name in SEEDS}
    store.replace_all({name: (frame, [{}]) for name, frame in frames.items()})
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(map(len, frames.values())),
            "Tabellen": {name: len(frame) for name, frame in frames.items()},
            "Vorschau": dg.MetadataValue.md(preview(reference.cities, rows=20)),
        }
    )
