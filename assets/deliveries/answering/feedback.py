"""The feedback folder: where a city finds the answers to its deliveries and trials.

Belongs here: which answer lies where, and writing it. Not here: what an answer consists of (answers.py), the verdict.
The page is written last: where it is, the answer is complete; what a stop left out is written by the next run.
"""

import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from assets.deliveries.answering.answers import acknowledgement, answers, help_file
from assets.deliveries.answering.understood import copy_of
from assets.deliveries.arrival.archive import ArchiveDamaged, recall
from assets.deliveries.arrival.filenames import parse
from assets.deliveries.arrival.register import numbered
from assets.deliveries.checking.check import Checked
from assets.deliveries.checking.exports import known_headers
from assets.deliveries.findings import shown
from assets.deliveries.reading.child import ChildDied, in_child
from assets.deliveries.reading.read_file import read_file
from assets.deliveries.reading.table import ReadFile
from assets.folders import Folders, write_whole
from assets.reference.seeds import Reference
from reports.feedback.page import HELP
from reports.feedback.report import Report
from schemas.deliveries import RegisteredFinding, State
from schemas.store import Store

OFFICE_FOLDER = "netzwerkbuero"
TRIAL = "probe-"
_UNANSWERED = [State.ARCHIVED, State.IN_CHECK]
_UNREAD = [State.DUPLICATE, State.QUARANTINE]


def place_of(folders: Folders, delivery: Mapping[str, Any], reference: Reference) -> Path:
    """The page of the answer to a delivery: in the city's feedback folder, for files of nobody in the office's."""
    return _folder(folders, delivery, reference) / f"{delivery['receipt']}.html"


def write_answer(folders: Folders, store: Store, receipt: str, reference: Reference) -> Path:
    """Writes the whole answer to a delivery of the register; returns the page's place."""
    (delivery,) = store.read("deliveries", receipt=receipt).to_dict(orient="records")
    findings = store.read("findings", receipt=receipt)
    content = b""
    if delivery["sha256"] and delivery["state"] not in _UNREAD:
        try:
            content = recall(str(delivery["sha256"]), folders.archive)
        except ArchiveDamaged as error:
            logging.getLogger("kontrakt").error("%s: %s", receipt, error)
    place = place_of(folders, delivery, reference)
    _write(place, answers_from(content, delivery, findings, reference))
    return place


def write_missing(folders: Folders, store: Store, reference: Reference) -> None:
    """Writes every answer that is due and not there, every acknowledgement, and the help to the codes."""
    for delivery in store.read("deliveries").to_dict(orient="records"):
        folder, receipt = _folder(folders, delivery, reference), delivery["receipt"]
        if not (folder / f"{receipt}-eingang.html").exists():
            _write(folder / f"{receipt}.html", acknowledgement(delivery, reference))
        if delivery["state"] not in _UNANSWERED and not (folder / f"{receipt}.html").exists():
            write_answer(folders, store, receipt, reference)
    page, words = folders.feedback / HELP, help_file(reference, folders.seeds)
    if not page.exists() or page.read_bytes() != words:
        write_whole(page, words)


def write_trial(
    folders: Folders, slug: str, file_name: str, content: bytes, key: str, checked: Checked, reference: Reference
) -> Path:
    """Writes the answer to a trial: the same check report, with nothing registered.

    Its name says form and year where the file's name does, and the trial's key (folder.trial_key).
    """
    name = parse(file_name)
    receipt = f"{TRIAL}{name.form}-{name.year}-{key}" if name else f"{TRIAL}datei-{key}"
    ags = next((one for one, folder in reference.slugs.items() if folder == slug), "")
    delivery = {
        "receipt": receipt,
        "ags": ags,
        "form": "",
        "year": None,
        "version": 1,
        "folder": f"{slug}/test",
        "file_name": shown(file_name, 255),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "state": checked.state,
        "rows_read": checked.rows_read,
        "rows_accepted": 0,
        "not_evaluated": "|".join(checked.not_evaluated),
    }
    columns = list(RegisteredFinding.to_schema().columns)
    findings = pd.DataFrame(numbered(receipt, checked.findings), columns=columns)
    place = place_of(folders, delivery, reference)
    _write(place, answers_from(content, delivery, findings, reference, trial=True))
    return place


def answered_trials(folders: Folders) -> set[str]:
    """The key of every trial that has an answer."""
    return {path.stem.rpartition("-")[2] for path in folders.feedback.glob(f"*/{TRIAL}*.html")}


def answers_from(
    content: bytes, delivery: Mapping[str, Any], findings: pd.DataFrame, reference: Reference, trial: bool = False
) -> dict[str, bytes]:
    """The answer with the marked copy, made from the delivered bytes (none: without the copy).

    The bytes are read in a process of their own, as in the check; where that dies, the answer has no copy.
    """
    read = None
    if content:
        try:
            read = in_child(read_file, content, known_headers(reference))
        except ChildDied as error:
            logging.getLogger("kontrakt").warning("%s: keine markierte Kopie: %s", delivery["receipt"], error)
    return answers(delivery, findings, reference, read=read, draw=_drawn_apart, trial=trial)


def _drawn_apart(report: Report, read: ReadFile) -> bytes:
    """The marked copy from another process: drawing is most of an answer, and here one would wait for the other.

    Not from the process that read the bytes: what that handed over is plain text, whatever it had met.
    """
    return in_child(copy_of, report, read)


def _folder(folders: Folders, delivery: Mapping[str, Any], reference: Reference) -> Path:
    return folders.feedback / reference.slugs.get(delivery["ags"], OFFICE_FOLDER)


def _write(page: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files of an answer beside its page; the emergency text of an earlier try goes when the page is
    there.
    """
    for name, content in files.items():
        write_whole(page.with_name(name), content)
    if page.name in files:
        page.with_suffix(".txt").unlink(missing_ok=True)
