"""Assets of stage 2: the register of deliveries, the accepted rows, the reference values."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import dagster as dg

from assets.deliveries.answering.answer import answer_waiting
from assets.deliveries.answering.feedback import write_missing
from assets.deliveries.answering.trials import answer_trials
from assets.deliveries.arrival.take_in import take_in
from assets.deliveries.reference_figures import reference_figures as read_reference_figures
from assets.folders import Folders
from assets.preview import preview
from assets.reference.seeds import load_reference
from pipelines.partitions import cities_and_years
from schemas.forms import FORMS
from schemas.store import Store

# Each works with a process of its own that reads and checks: threads only wait for it.
WORKERS = min(os.cpu_count() or 1, 8)


@dg.asset(
    group_name="deliveries",
    deps=["reference_data"],
    description="Eingangsbuch: jede abgelegte Datei, unverändert archiviert und mit Empfangsnummer",
)
def deliveries(folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]) -> dg.MaterializeResult:
    reference = load_reference(folders.seeds)
    new = take_in(folders, store, reference)
    trials = answer_trials(folders, store, reference)
    write_missing(folders, store, reference)
    register = store.read("deliveries")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(register),
            "neu": len(new),
            "Probelieferungen": len(trials),
            "Vorschau": dg.MetadataValue.md(preview(register[register["receipt"].isin(new)])),
        }
    )


@dg.asset(
    group_name="deliveries",
    deps=[deliveries],
    partitions_def=cities_and_years,
    backfill_policy=dg.BackfillPolicy.single_run(),
    description="Geprüfte Zeilen aller Formulare je Stadt und Berichtsjahr; eine Lieferung gilt ganz oder gar nicht",
)
def accepted_rows(
    context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.MaterializeResult:
    reference = load_reference(folders.seeds)
    cities = {slug: ags for ags, slug in reference.slugs.items()}
    chosen = {cities[key.split("|")[0]] for key in context.partition_keys}
    with ThreadPoolExecutor(WORKERS) as executor:
        answer_waiting(folders, store, reference, chosen, executor, WORKERS)
    counted: Counter[str] = Counter()
    for form in FORMS.values():
        rows = store.read(form.table)
        counted.update(rows["ags"].map(reference.slugs) + "|" + rows["delivery_year"].astype(str))
    # One run may cover many cities and years: each partition gets its own numbers, not those of the run.
    for key in context.partition_keys:
        context.add_asset_metadata({"dagster/row_count": counted[key]}, partition_key=key)
    return dg.MaterializeResult(metadata={"Vorschau": dg.MetadataValue.md(preview(store.read("deliveries"), rows=50))})


@dg.asset(
    group_name="deliveries",
    deps=["reference_data"],
    description="Vergleichswerte außerhalb des Netzwerks: Bund, Länder, andere Städte",
)
def reference_figures(folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]) -> dg.MaterializeResult:
    rows = read_reference_figures(folders.seeds / "eckwerte.csv", load_reference(folders.seeds))
    store.replace("reference_figures", rows)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": len(rows), "Vorschau": dg.MetadataValue.md(preview(rows))}
    )
