"""The check of a file anywhere: no database, no engine, nothing stored.

Belongs here: one file and its city → the same verdict as in the intake, as plain values. Not here: the rules.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from assets.deliveries.check import check_headline
from assets.deliveries.filenames import DeliveryName, name_of, parse
from assets.deliveries.findings import finding
from assets.deliveries.rules import Expected
from assets.reference.seeds import Reference, load_reference
from schemas.deliveries import REFUSED_STATES, Finding, State
from schemas.headline import FORM

SEEDS = Path(__file__).parent.parent / "seeds"


def check_file(path: Path, slug: str) -> dict[str, Any]:
    """Checks one file as if it lay in the folder `slug`. The result names state, counts and every finding."""
    reference = load_reference(SEEDS)
    name = parse(path.name)
    cities = reference.cities.set_index("slug")
    if slug not in cities.index:
        return _result(path, "", name, State.REFUSED, 0, 0, [finding("ORDNER_UNBEKANNT", value=slug)], reference)
    city = cities.loc[slug]
    if name is None:
        example = name_of(DeliveryName(FORM, int(reference.reporting_years["year"].max())))
        problem = finding("DATEI_NAME", value=path.name, expected=example)
        return _result(path, city["name"], name, State.REFUSED, 0, 0, [problem], reference)
    try:
        content = path.read_bytes()
    except OSError:
        problem = finding("DATEI_ART", value=path.name)
        return _result(path, city["name"], name, State.REFUSED, 0, 0, [problem], reference)
    checked = check_headline(content, Expected({city["ags"]: city["name"]}, name.year, city["name"]), reference)
    return _result(
        path, city["name"], name, checked.state, checked.rows_read, len(checked.rows), checked.findings, reference
    )


def _result(
    path: Path,
    city: str,
    name: DeliveryName | None,
    state: State,
    rows_read: int,
    rows_accepted: int,
    findings: list[Finding],
    reference: Reference,
) -> dict[str, Any]:
    severities = reference.labels("severity")
    return {
        "file": path.name,
        "city": city,
        "year": name.year if name else None,
        "form": name.form if name else "",
        "state": str(state),
        "state_label": reference.labels("delivery_state")[state],
        "refused": state in REFUSED_STATES,
        "rows_read": rows_read,
        "rows_accepted": rows_accepted,
        "findings": [{**asdict(one), "severity_label": severities[one.severity]} for one in findings],
    }
