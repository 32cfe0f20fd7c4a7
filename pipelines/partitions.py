"""The partitions of the data's way, from the seeds: a city joins the grid by one line in seeds/cities.csv.

Belongs here: city|year for what a city delivers, year for what the network gets. Not here: assets and jobs. The one
module of pipelines that stages import.
"""

import csv
import warnings

import dagster as dg

from pipelines.settings import current_settings

# Partitioned checks and single-run backfills are marked as young in the pinned version; the pin is how we live with it.
warnings.filterwarnings("ignore", message=".*currently in (preview|beta)", module="dagster")

_SEEDS = current_settings().folders.seeds


def _column(seed: str, column: str) -> list[str]:
    with (_SEEDS / seed).open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


years = dg.StaticPartitionsDefinition(sorted(_column("reporting_years.csv", "year")))
cities = dg.StaticPartitionsDefinition(sorted(_column("cities.csv", "slug")))
cities_and_years = dg.MultiPartitionsDefinition({"city": cities, "year": years})
