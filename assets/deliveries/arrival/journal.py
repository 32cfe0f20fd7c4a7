"""The journal: what happened to deliveries, in one chain of hashes.

Belongs here: the entry after another, and whether a chain is whole. Not here: when something happens (intake.py).
"""

import hashlib
import json
from typing import Any

import pandas as pd

from schemas.deliveries import Event

FIRST = "0" * 64


def entry(
    previous: dict[str, Any] | None, receipt: str, event: str, at: str, detail: str = "", record: int | None = None
) -> dict[str, Any]:
    """The entry after `previous` (None: the first one), as a row of schemas.deliveries.Event."""
    body = {
        "number": 1 if previous is None else int(previous["number"]) + 1,
        "receipt": receipt,
        "event": event,
        "at": at,
        "detail": detail,
        "record": record,
        "previous": FIRST if previous is None else previous["hash"],
    }
    return {**body, "hash": _hash(body)}


def first_broken(events: pd.DataFrame) -> int | None:
    """The number of the first entry that does not follow from the one before it; None where the chain is whole."""
    expected, previous = 1, FIRST
    for row in events.sort_values("number").to_dict(orient="records"):
        body = {name: row[name] for name in Event.to_schema().columns if name != "hash"}
        if row["number"] != expected or row["previous"] != previous or row["hash"] != _hash(body):
            return expected
        expected, previous = expected + 1, row["hash"]
    return None


def _hash(body: dict[str, Any]) -> str:
    record = None if pd.isna(body["record"]) else int(body["record"])
    text = json.dumps({**body, "number": int(body["number"]), "record": record}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
