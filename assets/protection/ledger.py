"""What was ever published: the editions that have left the house, and every count of persons they printed.

Belongs here: reading published editions back, with their hashes. Not here: drafts, which nobody outside has seen; what
follows from it (decisions.py: what was told stays told; audit.py: what a reader of all editions can work out).
"""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from assets.protection.decisions import GROUP, said_counts
from assets.protection.group_cells import PRINTED
from assets.protection.withheld import Withheld
from assets.reference.seeds import Reference
from schemas.published import COLUMNS, CSV_NAME, MANIFEST_NAME, PUBLISHED
from schemas.reference import HIDING

_NUMBERS = ["value", "numerator", "n", "total"]


def published_editions(folder: Path) -> Iterator[dict[str, bytes]]:
    """The files (name → content) of each published edition under `folder`/year/version, oldest year first.

    Raises Withheld (naming the file) where a file is not the one that was published: nobody could say any
    more what the public knows.
    """
    for manifest in sorted(folder.glob(f"*/v*/{MANIFEST_NAME}")):
        said = json.loads(manifest.read_text(encoding="utf-8"))
        if said["stand"] != PUBLISHED:
            continue
        files = {MANIFEST_NAME: manifest.read_bytes()}
        for name, facts in said["dateien"].items():
            path = manifest.parent / name
            content = path.read_bytes() if path.is_file() else b""
            if hashlib.sha256(content).hexdigest() != facts["sha256"]:
                where = path.relative_to(folder).as_posix()
                raise Withheld(f"Die veröffentlichte Datei {where} wurde verändert oder fehlt. Bitte zurückholen.")
            files[name] = content
        yield files


def told_counts(editions: Iterable[Mapping[str, bytes]], reference: Reference) -> pd.DataFrame:
    """Every count of persons that these editions print: columns GROUP, what (yes, known, everybody), count.

    Editions with rounded counts have told none.
    """
    found = [pd.DataFrame(columns=[*GROUP, "what", "count"])]
    for files in editions:
        if json.loads(files[MANIFEST_NAME]).get("verfahren", HIDING) != HIDING:
            continue
        rows = pd.read_csv(io.BytesIO(files[CSV_NAME]), dtype=str, keep_default_na=False)
        rows = rows.rename(columns={ours: name for name, ours in COLUMNS.items()})
        rows[_NUMBERS] = rows[_NUMBERS].apply(pd.to_numeric, errors="coerce")
        rows["year"] = pd.to_numeric(rows["year"], errors="coerce").astype("Int64")
        rows = said_counts(rows, reference)
        for what in PRINTED:
            told = rows[GROUP].assign(what=what, count=rows[what].round().astype("Int64"))
            found.append(told[told["count"].notna()])
    return pd.concat(found, ignore_index=True).drop_duplicates(ignore_index=True)
