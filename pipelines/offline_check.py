"""The check of a file anywhere: no database, no engine, nothing stored.

Belongs here: one file and its city → the same verdict as in the intake, as plain values. Not here: the rules.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from assets.deliveries.arrival.filenames import parse
from assets.deliveries.arrival.folder import read_entry
from assets.deliveries.arrival.register import place_findings
from assets.deliveries.checking.check import Expected, check_delivery
from assets.deliveries.findings import finding
from assets.deliveries.reading.child import ChildDied, in_child
from assets.reference.seeds import load_reference
from pipelines.settings import current_settings
from schemas.deliveries import REFUSED_STATES, State


def check_file(path: Path, slug: str) -> dict[str, Any]:
    """Checks one file as if it lay in the folder `slug`: first its place, then its bytes, as the intake does.

    The result names file, city, year, form, state, counts and every finding, with German words for state and severity.
    """
    reference = load_reference(current_settings().folders.seeds)
    dropped = read_entry(slug, path.name, path)
    name = parse(path.name)
    city = {folder: (ags, reference.names[ags]) for ags, folder in reference.slugs.items()}.get(slug)
    state, rows_read, rows_accepted = State.REFUSED, 0, 0
    findings = place_findings(dropped, reference)
    if not findings and name and city and dropped.content is not None:
        expected = Expected({city[0]: city[1]}, name.year, city[1], name.form)
        try:
            checked = in_child(check_delivery, dropped.content, expected, reference, one_shot=True)
            state, rows_read, findings = checked.state, checked.rows_read, checked.findings
            accepted = {} if state in REFUSED_STATES else checked.rows
            rows_accepted = sum(len(rows) for rows in accepted.values())
        except ChildDied as error:
            state, findings = State.QUARANTINE, [finding("DATEI_UNLESBAR", value=error)]
    severities = reference.labels("severity")
    return {
        "file": path.name,
        "city": city[1] if city else "",
        "year": name.year if name else None,
        "form": name.form if name else "",
        "state": str(state),
        "state_label": reference.labels("delivery_state")[state],
        "refused": state in REFUSED_STATES,
        "rows_read": rows_read,
        "rows_accepted": rows_accepted,
        "findings": [{**asdict(one), "severity_label": severities[one.severity]} for one in findings],
    }
