"""Assets of stage 2: the register of deliveries, the accepted figures, the reference values."""

import dagster as dg

from assets.deliveries.answering.acceptance import answer, together
from assets.deliveries.answering.feedback import write_feedback, write_missing
from assets.deliveries.arrival.archive import keep
from assets.deliveries.arrival.folder import look
from assets.deliveries.arrival.register import Archived, register
from assets.deliveries.reference_figures import reference_figures as read_reference_figures
from assets.folders import Folders
from assets.preview import preview
from assets.reference.seeds import load_reference
from pipelines.partitions import cities_and_years
from schemas.headline import FORM
from schemas.store import Store


@dg.asset(
    group_name="deliveries",
    deps=["reference_data"],
    description="Eingangsbuch: jede abgelegte Datei, unverändert archiviert und mit Empfangsnummer",
)
def deliveries(folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]) -> dg.MaterializeResult:
    reference = load_reference(folders.seeds)
    arrivals = [
        Archived(one, keep(one.content, folders.archive) if one.content is not None else "")
        for one in look(folders.ingest)
    ]
    new, findings = register(arrivals, store.read("deliveries"), reference)
    store.add_all({"deliveries": new, "findings": findings})
    register_now = store.read("deliveries")
    write_missing(folders.feedback, register_now, store.read("findings"), reference)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(register_now),
            "neu": len(new),
            "Vorschau": dg.MetadataValue.md(preview(new)),
        }
    )


@dg.asset(
    group_name="deliveries",
    deps=[deliveries],
    partitions_def=cities_and_years,
    backfill_policy=dg.BackfillPolicy.single_run(),
    description="Geprüfte Eckwerte je Stadt und Berichtsjahr; eine Lieferung gilt ganz oder gar nicht",
)
def figures(
    context: dg.AssetExecutionContext, folders: dg.ResourceParam[Folders], store: dg.ResourceParam[Store]
) -> dg.MaterializeResult:
    reference = load_reference(folders.seeds)
    registered = store.read("deliveries", form=FORM)
    keys = registered["ags"].map(reference.slugs) + "|" + registered["year"].astype(str)
    chosen = registered[keys.isin(context.partition_keys)]
    answers = [answer(versions, folders.archive, reference) for _, versions in chosen.groupby(["ags", "year"])]
    new = [one for one in answers if one]
    store.replace_all(together(new))
    for one in new:
        write_feedback(folders.feedback, one.delivery, one.findings, reference)
    rows = store.read("figures")
    stored = (rows["ags"].map(reference.slugs) + "|" + rows["delivery_year"].astype(str)).value_counts()
    # One run may cover many cities and years: each partition gets its own numbers, not those of the run.
    for key in context.partition_keys:
        context.add_asset_metadata({"dagster/row_count": int(stored.get(key, 0))}, partition_key=key)
    register_now = store.read("deliveries", form=FORM)
    return dg.MaterializeResult(metadata={"Vorschau": dg.MetadataValue.md(preview(register_now, rows=50))})


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
