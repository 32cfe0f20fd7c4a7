"""Published figures of areas outside the network, read from seeds/eckwerte.csv by the rules that cities meet.

Belongs here: the split of the published figures into reference values and the files cities would deliver. Not here:
the form.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from assets.deliveries.arrival.filenames import DeliveryName, name_of
from assets.deliveries.checking.check import check_headline
from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.harmonise import REQUIRED
from assets.reference.seeds import Reference, SeedError
from schemas.deliveries import Severity
from schemas.forms import FORMS
from schemas.headline import FORM

# The first year for which the network asked for figures: earlier ones come as history with it.
FIRST_DELIVERY_YEAR = 2022


def reference_figures(path: Path, reference: Reference) -> pd.DataFrame:
    """The published figures of areas outside the network (schemas.headline.ReferenceFigure).

    Raises SeedError with the line where a figure breaks a rule of the form.
    """
    areas = dict(zip(reference.reference_areas["ags"], reference.reference_areas["name"], strict=True))
    content = _csv_file(row for row in _published(path) if row["ags"] in areas)
    latest = int(reference.reporting_years["year"].max())
    checked = check_headline(
        content, Expected(areas, latest, "Vergleichswerte"), reference, [name for name in REQUIRED if name != "year"]
    )
    for one in checked.findings:
        if one.severity == Severity.FEHLER:
            raise SeedError(f"{path.name}, Vergleichswerte, Zeile {one.row}, Spalte {one.column}: {one.message}")
    return checked.rows[FORM]


def city_files(path: Path, reference: Reference) -> dict[str, bytes]:
    """The files that cities would drop: relative path in the ingest folder → content.

    A city delivers its history with its first reporting year in the network (at the earliest FIRST_DELIVERY_YEAR), then
    each year its new figures.
    """
    joined = reference.memberships.groupby("ags")["valid_from"].min().str[:4].astype(int)
    files: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _published(path):
        if row["ags"] in reference.slugs:
            year = max(int(row["jahr"]), FIRST_DELIVERY_YEAR, joined[row["ags"]])
            files[f"{reference.slugs[row['ags']]}/{name_of(DeliveryName(FORM, year))}"].append(row)
    return {name: _csv_file(rows) for name, rows in sorted(files.items())}


def _published(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _csv_file(rows: Iterable[dict[str, str]]) -> bytes:
    text = io.StringIO()
    # What nobody published the sources do not have, so it is no column of theirs: the city's own smallest number.
    header = [name for name, field in FORMS[FORM].headers.items() if field.name != "smallest"]
    writer = csv.DictWriter(text, fieldnames=header, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
