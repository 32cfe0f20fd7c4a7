"""Trials: files in a city's folder test/ get the same check and an answer, and are kept nowhere.

Belongs here: which trials have no answer yet, and answering them. Not here: the check.
"""

import hashlib

from assets.deliveries.answering.answer import Check, check_in_child, earlier_of
from assets.deliveries.answering.feedback import answered_trials, write_trial
from assets.deliveries.arrival.filenames import parse
from assets.deliveries.arrival.folder import entries, read_entry, trial_key
from assets.deliveries.arrival.register import place_findings
from assets.deliveries.checking.check import Checked, Expected
from assets.deliveries.findings import finding
from assets.deliveries.reading.child import ChildDied
from assets.folders import Folders
from assets.reference.seeds import Reference
from schemas.store import Store


def answer_trials(
    folders: Folders, store: Store, reference: Reference, check: Check | None = None
) -> list[tuple[str, str]]:
    """Answers every trial that has no answer; returns folder and file name of each."""
    cities = {slug: ags for ags, slug in reference.slugs.items()}
    answered, new = answered_trials(folders), []
    for entry in entries(folders.ingest):
        if not entry.is_test or entry.folder not in cities:
            continue
        dropped = read_entry(entry.folder, entry.file_name, entry.path)
        sha256 = hashlib.sha256(dropped.content or b"").hexdigest()
        key = trial_key(entry.file_name, "-" if dropped.content is None else sha256)
        if dropped.problem == "UNRUHIG" or key in answered:
            continue
        name, problems = parse(entry.file_name), place_findings(dropped, reference)
        if problems or name is None or dropped.content is None:
            checked = Checked({}, 0, problems, [], [])
        else:
            ags = cities[entry.folder]
            expected = Expected({ags: reference.names[ags]}, name.year, reference.names[ags], name.form)
            try:
                earlier = earlier_of(store, ags, name.year)
                checked = (check or check_in_child)(dropped.content, expected, reference, earlier)
            except ChildDied as error:
                checked = Checked({}, 0, [finding("DATEI_UNLESBAR", value=error)], [], [])
        write_trial(folders, entry.folder, entry.file_name, dropped.content or b"", key, checked, reference)
        new.append((entry.folder, entry.file_name))
    return new
