"""Checks of stage 5: the edition in its folder is what its manifest says."""

import hashlib
import json

import dagster as dg

from assets.editions.edition import MANIFEST_NAME
from assets.folders import Folders
from pipelines.partitions import years


@dg.asset_check(
    asset="edition",
    name="dateien_entsprechen_verzeichnis",
    description="Jede Datei der Ausgabe liegt da und hat die Prüfsumme des Verzeichnisses",
    blocking=True,
    partitions_def=years,
)
def files_match_manifest(
    context: dg.AssetCheckExecutionContext, folders: dg.ResourceParam[Folders]
) -> dg.AssetCheckResult:
    place = folders.editions / context.partition_key / "v1"
    promised = json.loads((place / MANIFEST_NAME).read_text(encoding="utf-8"))["dateien"]
    wrong = [
        name
        for name, facts in promised.items()
        if not (place / name).is_file() or hashlib.sha256((place / name).read_bytes()).hexdigest() != facts["sha256"]
    ]
    return dg.AssetCheckResult(passed=not wrong, metadata={"Dateien": len(promised), "abweichend": wrong})
