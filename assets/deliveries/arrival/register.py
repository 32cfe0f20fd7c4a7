"""The register: which dropped files are new, which receipt they get, what their place in the folder already refuses.

Belongs here: the decision, made from what lies there and what is registered. Not here: reading the folder, judging
content.
"""

import hashlib
import os
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from assets.deliveries.arrival.filenames import DeliveryName, name_of, parse
from assets.deliveries.arrival.folder import MAX_BYTES, Dropped
from assets.deliveries.findings import finding, shown
from assets.reference.seeds import Reference
from schemas.deliveries import Delivery, Finding, RegisteredFinding, State
from schemas.headline import FORM


@dataclass(frozen=True)
class Archived:
    """A dropped entry with the sha256 its bytes are archived under ("" where there are none)."""

    dropped: Dropped
    sha256: str


def register(
    arrivals: list[Archived], registered: pd.DataFrame, reference: Reference
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """New rows of the register and their findings (schemas.deliveries.Delivery and RegisteredFinding).

    A file is new when its bytes differ from the newest registered ones of the same city, form and year (or, where the
    name does not say that, of the same folder and file name). A known file is no work.
    """
    slugs = {slug: ags for ags, slug in reference.slugs.items()}
    names = [parse(arrival.dropped.file_name) for arrival in arrivals]
    crowd: Counter[tuple[str, DeliveryName | None]] = Counter(
        (arrival.dropped.folder, name) for arrival, name in zip(arrivals, names, strict=True) if name
    )
    # A file refused for its place is not yet a version of the delivery it may become.
    known = {
        (row.folder, row.file_name, pd.notna(row.year)): (row.sha256, row.size, row.version)
        for row in registered.sort_values("version").itertuples(index=False)
    }
    deliveries, findings = [], []
    for arrival, name in zip(arrivals, names, strict=True):
        dropped = arrival.dropped
        problems = place_findings(dropped, reference)
        if crowd[(dropped.folder, name)] > 1:
            twins = [one.dropped.file_name for one in arrivals if one.dropped.folder == dropped.folder]
            twins = [twin for twin in twins if parse(twin) == name]
            problems.append(finding("DATEI_MEHRFACH", value=", ".join(twins)))
        # The name as the form writes it: Eckwerte_2023.CSV and eckwerte_2023.csv are versions of one delivery.
        file_name = name_of(name) if name and not problems else shown(dropped.file_name)
        folder = shown(dropped.folder)
        clean = name if not problems else None
        sha256, size, version = known.get((folder, file_name, clean is not None), ("", -1, 0))
        if (arrival.sha256, dropped.size) == (sha256, size):
            continue
        receipt = f"{folder}-{clean.form}-{clean.year}-{version + 1}" if clean else _foreign_receipt(arrival, version)
        deliveries.append(
            {
                "receipt": receipt,
                "ags": slugs.get(dropped.folder, ""),
                "form": clean.form if clean else "",
                "year": clean.year if clean else None,
                "version": version + 1,
                "folder": folder,
                "file_name": file_name,
                "sha256": arrival.sha256,
                "size": dropped.size,
                "state": State.REFUSED if problems else State.ARCHIVED,
                "rows_read": 0,
                "rows_accepted": 0,
            }
        )
        findings += numbered(receipt, problems)
    return (
        pd.DataFrame(deliveries, columns=list(Delivery.to_schema().columns)),
        pd.DataFrame(findings, columns=list(RegisteredFinding.to_schema().columns)),
    )


def place_findings(dropped: Dropped, reference: Reference) -> list[Finding]:
    """What a file's place refuses before anybody reads it: a foreign folder, no plain file, a name that is wrong."""
    name = parse(dropped.file_name)
    if dropped.folder not in reference.slugs.values():
        return [finding("ORDNER_UNBEKANNT", value=dropped.folder or dropped.file_name)]
    if dropped.problem:
        return [finding(dropped.problem, value=dropped.file_name, expected=f"{MAX_BYTES // 2**20} MB")]
    years = reference.reporting_years["year"]
    if name is None:
        return [finding("DATEI_NAME", value=dropped.file_name, expected=name_of(DeliveryName(FORM, int(years.max()))))]
    if name.year not in set(years):
        return [finding("DATEI_JAHR", value=name.year, expected=f"{years.min()} bis {years.max()}")]
    return []


def newest_attempts(registered: pd.DataFrame) -> pd.DataFrame:
    """The newest attempt of every file, by folder and name: a delivery goes before a refusal for its place."""
    ordered = registered.assign(clean=registered["year"].notna()).sort_values(["clean", "version"])
    newest = ordered.drop_duplicates(["folder", "file_name"], keep="last").drop(columns="clean")
    return newest.sort_values(["folder", "file_name"], ignore_index=True)


def numbered(receipt: str, findings: list[Finding]) -> list[dict]:
    """Findings as rows of the findings table, numbered within their receipt."""
    return [
        {
            "receipt": receipt,
            "number": number,
            "code": one.code,
            "severity": one.severity,
            "row": one.row,
            "column": one.column,
            "value": one.value,
            "expected": one.expected,
            "message": one.message,
        }
        for number, one in enumerate(findings, start=1)
    ]


def _foreign_receipt(arrival: Archived, version: int) -> str:
    """A receipt that repeats nothing of a name nobody checked."""
    place = os.fsencode(f"{arrival.dropped.folder}/{arrival.dropped.file_name}")
    return f"datei-{hashlib.sha256(place).hexdigest()[:12]}-{version + 1}"
