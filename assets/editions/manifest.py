"""The manifest of an edition: from what, by which code, it was made, and what it consists of.

Belongs here: hashes. Not here: dates of a run; the same input gives the same manifest.
"""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from schemas.published import DRAFT

ROOT = Path(__file__).parents[2]
_CODE = ["assets", "schemas", "reports", "pipelines"]


def manifest(
    year: int,
    number: int,
    procedure: str,
    deliveries: pd.DataFrame,
    seeds: Mapping[str, str],
    files: Mapping[str, bytes],
) -> bytes:
    """The manifest as JSON: reporting year, version, how persons are protected (`procedure`), code, seeds and accepted
    deliveries by sha256, files by sha256.
    """
    entries = {
        "berichtsjahr": year,
        "ausgabe": number,
        "stand": DRAFT,
        "verfahren": procedure,
        "programm": {"name": "kontrakt", "version": version("kontrakt"), "sha256": code_hash()},
        "stammdaten": dict(seeds),
        "lieferungen": deliveries[["receipt", "sha256", "rows_accepted"]].to_dict(orient="records"),
        "dateien": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for name, content in sorted(files.items())
        },
    }
    return (json.dumps(entries, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def code_hash() -> str:
    """sha256 over every source file that can change a number or a page, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(path for part in _CODE for path in (ROOT / part).rglob("*") if path.is_file()):
        if "__pycache__" not in path.parts:
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
