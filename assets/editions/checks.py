"""Checks of stage 5: the edition in its folder is what its manifest says, and gives nobody away."""

import hashlib
import json

import dagster as dg

from assets.editions.audited import audit_of
from assets.editions.shelf import draft_place, read_edition
from assets.folders import Folders
from assets.protection.decisions import own_counts
from assets.protection.ledger import published_editions
from assets.reference.seeds import load_reference
from pipelines.partitions import years
from schemas.published import MANIFEST_NAME
from schemas.store import Store


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
    place = draft_place(folders.editions, int(context.partition_key)).folder
    promised = json.loads((place / MANIFEST_NAME).read_text(encoding="utf-8"))["dateien"]
    wrong = [
        name
        for name, facts in promised.items()
        if not (place / name).is_file() or hashlib.sha256((place / name).read_bytes()).hexdigest() != facts["sha256"]
    ]
    return dg.AssetCheckResult(passed=not wrong, metadata={"Dateien": len(promised), "abweichend": wrong})


@dg.asset_check(
    asset="edition",
    name="niemand_ist_zu_erkennen",
    description="Keine geheime Zahl lässt sich aus den Dateien der Ausgaben ausrechnen: zu jeder passen zwei Tabellen",
    blocking=True,
    partitions_def=years,
)
def nobody_can_be_traced(
    context: dg.AssetCheckExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.AssetCheckResult:
    files = read_edition(draft_place(folders.editions, int(context.partition_key)).folder)
    earlier, reference = list(published_editions(folders.editions)), load_reference(folders.seeds)
    own = own_counts(store.read("indicator_values", reporting_year=int(context.partition_key)), reference)
    found = audit_of(files, earlier, reference, store.read("findings"), own)
    return dg.AssetCheckResult(passed=found.passed, metadata=found.summary())
