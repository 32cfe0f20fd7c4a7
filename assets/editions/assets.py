"""Assets of stage 5: the edition of a reporting year."""

import logging

import dagster as dg

from assets.editions.content import EditionInput
from assets.editions.edition import build_edition
from assets.editions.shelf import draft_place, lead_to_newest, write_edition
from assets.folders import Folders
from assets.protection.decisions import own_counts
from assets.protection.ledger import published_editions
from assets.reference.seeds import load_reference, seed_hashes
from pipelines.partitions import years
from schemas.published import MANIFEST_NAME
from schemas.store import Store

# What the stages tell while they work; the command line listens.
_LOG = logging.getLogger("kontrakt")


class EditionConfig(dg.Config):
    """How the edition is built: `druck` says whether PDF files are made, which takes most of the time."""

    druck: bool = True


@dg.asset(
    group_name="editions",
    deps=["published_values", "reference_figures"],
    partitions_def=years,
    description="Ausgabe des Berichtsjahres: Seiten, Tabellen, CSV-Datei und Verzeichnis aller Prüfsummen",
)
def edition(
    context: dg.AssetExecutionContext,
    config: EditionConfig,
    folders: dg.ResourceParam[Folders],
    store: dg.ResourceParam[Store],
) -> dg.MaterializeResult:
    year, reference = int(context.partition_key), load_reference(folders.seeds)
    made_from = EditionInput(
        year=year,
        values=store.read("published_values", reporting_year=year),
        breakdowns=store.read("breakdowns", reporting_year=year),
        deliveries=store.read("deliveries"),
        findings=store.read("findings"),
        reference_figures=store.read("reference_figures"),
        reference=reference,
        seeds=seed_hashes(folders.seeds),
        earlier=list(published_editions(folders.editions)),
        own=own_counts(store.read("indicator_values", reporting_year=year), reference),
    )
    place = draft_place(folders.editions, year)
    files = build_edition(made_from, place.number, to_print=config.druck, progress=_LOG.info)
    write_edition(files, place.folder)
    lead_to_newest(folders.editions, reference)
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(made_from.values),
            "Seite": dg.MetadataValue.path(str(place.folder / "index.html")),
            "Dateien": len(files),
            "Verzeichnis": dg.MetadataValue.md(f"```json\n{files[MANIFEST_NAME].decode()[:600]} …\n```"),
        }
    )
