"""The register: whether a dropped file is new, which receipt it gets, what its place in the folder already refuses.

Belongs here: the decision about one file, made from what lies there and what is registered. Not here: reading the
folder, judging content, storing (intake.py).
"""

import hashlib
import os
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assets.deliveries.arrival.filenames import DeliveryName, name_of, parse
from assets.deliveries.arrival.folder import MAX_BYTES, Dropped
from assets.deliveries.arrival.receipts import receipt_number
from assets.deliveries.findings import finding, shown
from assets.reference.seeds import Reference
from schemas.deliveries import Finding, State
from schemas.forms import WORKBOOK

# Shorter files (a nil return) may well be the same in two cities.
_SMALLEST_TELLING = 200
# Deliveries that count for nothing: the same bytes elsewhere, or again, are no duplicate of them.
_WITHOUT_EFFECT = [State.REFUSED, State.WITHDRAWN, State.QUARANTINE]


@dataclass(frozen=True)
class Arrival:
    """A dropped entry with the sha256 its bytes are archived under ("" where there are none)."""

    dropped: Dropped
    sha256: str


def register(
    arrival: Arrival, registered: pd.DataFrame, reference: Reference, number: int, arrived: str
) -> tuple[dict[str, Any], list[Finding]] | None:
    """The new row of the register (schemas.deliveries.Delivery) and its findings; None where the file is known.

    `registered`: what the register knows of this folder and of these bytes. A file is known when the newest entry of
    its folder and name has the same bytes: one that was corrected and put back is new again.
    """
    dropped, name = arrival.dropped, parse(arrival.dropped.file_name)
    folder, file_name = shown(dropped.folder), shown(dropped.file_name, 255)
    ags = {slug: ags for ags, slug in reference.slugs.items()}.get(dropped.folder, "")
    problems = place_findings(dropped, reference) or _foreign(arrival, ags, registered)
    registered = registered.sort_values("number")
    here = registered[(registered["folder"] == folder) & (registered["file_name"] == file_name)]
    if len(here):
        newest = here.iloc[-1]
        # What was refused for its place is taken once the place is right: a city or a year has been added.
        taken = pd.notna(newest["year"]) or bool(problems)
        if taken and (newest["sha256"], newest["size"]) == (arrival.sha256, dropped.size):
            return None
    if problems or name is None:
        version = len(here[here["year"].isna()]) + 1
        row = {"receipt": _nameless_receipt(arrival, version), "form": "", "year": None, "version": version}
        return {**row, **_facts(arrival, ags, number, arrived), "state": State.REFUSED, "replaces": ""}, problems

    versions = registered[
        (registered["ags"] == ags) & (registered["form"] == name.form) & registered["year"].eq(name.year)
    ]
    version = int(versions["version"].max()) + 1 if len(versions) else 1
    before = versions[versions["state"] != State.DUPLICATE]
    latest = before.iloc[-1] if len(before) else None
    state, replaces = State.ARCHIVED, "" if latest is None else str(latest["receipt"])
    same = latest is not None and latest["sha256"] == arrival.sha256 and latest["file_name"] != file_name
    if latest is not None and same and latest["state"] not in _WITHOUT_EFFECT:
        state, replaces = State.DUPLICATE, ""
        problems = [finding("DATEI_DUBLETTE", value=dropped.file_name, expected=latest["receipt"])]
    receipt = receipt_number(dropped.folder, name.form, name.year, version)
    row = {"receipt": receipt, "form": name.form, "year": name.year, "version": version}
    return {**row, **_facts(arrival, ags, number, arrived), "state": state, "replaces": replaces}, problems


def place_findings(dropped: Dropped, reference: Reference) -> list[Finding]:
    """What a file's place refuses before anybody reads it: a foreign folder, no plain file, a name that is wrong."""
    name = parse(dropped.file_name)
    if dropped.folder not in reference.slugs.values():
        if not dropped.folder:
            return [finding("ORDNER_FEHLT", value=dropped.file_name)]
        return [finding("ORDNER_UNBEKANNT", value=dropped.folder)]
    if dropped.problem:
        return [finding(dropped.problem, value=dropped.file_name, expected=f"{MAX_BYTES // 2**20} MB")]
    years = reference.reporting_years["year"]
    if name is None:
        examples = [name_of(DeliveryName(form, int(years.max()))) for form in (WORKBOOK, "personal")]
        return [finding("DATEI_NAME", value=dropped.file_name, expected=" oder ".join(examples))]
    if name.year not in set(years):
        return [finding("DATEI_JAHR", value=name.year, expected=f"{years.min()} bis {years.max()}")]
    return []


def newest_attempts(registered: pd.DataFrame) -> pd.DataFrame:
    """The newest attempt of every delivery (city, form and year; for nameless files folder and name), by folder.

    A duplicate is no attempt.
    """
    attempts = registered[registered["state"] != State.DUPLICATE].sort_values("number")
    named = attempts["year"].notna()
    key = attempts["form"] + attempts["year"].astype(str)
    attempts = attempts.assign(key=key.where(named, attempts["file_name"]))
    newest = attempts.drop_duplicates(["folder", "key"], keep="last")
    # A name that was refused and is taken now has an attempt of either kind.
    taken = set(zip(*(attempts.loc[named, column] for column in ("folder", "file_name")), strict=True))
    overtaken = newest["year"].isna() & pd.Series(
        [place in taken for place in zip(newest["folder"], newest["file_name"], strict=True)], newest.index, dtype=bool
    )
    return newest[~overtaken].drop(columns="key").sort_values(["folder", "file_name"], ignore_index=True)


def numbered(receipt: str, findings: list[Finding]) -> list[dict[str, Any]]:
    """Findings as rows of the findings table, numbered within their receipt."""
    return [
        {
            "receipt": receipt,
            "number": number,
            "code": one.code,
            "severity": str(one.severity),
            "sheet": one.sheet,
            "row": one.row,
            "column": one.column,
            "cell": one.cell,
            "place": one.place,
            "value": one.value,
            "expected": one.expected,
            "message": one.message,
        }
        for number, one in enumerate(findings, start=1)
    ]


def _facts(arrival: Arrival, ags: str, number: int, arrived: str) -> dict[str, Any]:
    return {
        "number": number,
        "ags": ags,
        "folder": shown(arrival.dropped.folder),
        "file_name": shown(arrival.dropped.file_name, 255),
        "sha256": arrival.sha256,
        "size": arrival.dropped.size,
        "arrived": arrived,
        "forms": "",
        "rows_read": 0,
        "rows_accepted": 0,
        "not_evaluated": "",
        "rule_set": "",
    }


def _foreign(arrival: Arrival, ags: str, registered: pd.DataFrame) -> list[Finding]:
    others = registered[
        (registered["sha256"] == arrival.sha256)
        & ~registered["ags"].isin(["", ags])
        & registered["year"].notna()
        & ~registered["state"].isin(_WITHOUT_EFFECT)
    ]
    if others.empty or arrival.dropped.size < _SMALLEST_TELLING:
        return []
    return [finding("DATEI_ANDERER_STADT", value=arrival.dropped.file_name, expected=others.iloc[0]["folder"])]


def _nameless_receipt(arrival: Arrival, version: int) -> str:
    """A receipt that repeats nothing of a name nobody checked."""
    place = os.fsencode(f"{arrival.dropped.folder}/{arrival.dropped.file_name}")
    return receipt_number("datei", hashlib.sha256(place).hexdigest()[:12], version)
