"""Two versions of one small edition: what was published, and what it is corrected to, as the whole way makes them.

Belongs here: figures, deliveries and seeds of both. Not here: what must be told of it. One city, all figures invented.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from assets.editions.content import EditionInput
from assets.editions.edition import build_edition
from assets.indicators.values import Accepted, indicator_values
from assets.protection.decisions import own_counts
from assets.protection.hiding import protect
from assets.protection.ledger import told_counts
from assets.reference.seeds import Reference
from schemas.breakdowns import Breakdown
from schemas.deliveries import Delivery, RegisteredFinding, State
from schemas.forms import FORMS, accepted_model
from schemas.headline import FORM, ReferenceFigure
from schemas.published import MANIFEST_NAME, PUBLISHED
from tests.generators.open_data import PUBLISHER
from tests.generators.pages import said_by
from tests.unit.indicators.test_values import NONE, RESIDENTS, STAFF

HERNE, YEAR = "05916000", 2022
FIRST, SECOND = "herne-eckwerte-2022-1", "herne-eckwerte-2022-2"
Files = Mapping[str, bytes]
_FIGURE = accepted_model(FORMS[FORM])
_TURKISH = STAFF | {"line": 3, "group": "tuerkisch", "value": 40.0}
_LEADERS = STAFF | {"line": 4, "indicator": "share_leaders", "value": 20.0, "n": 200.0, "total": 200.0}
_TRAINEES = STAFF | {"line": 5, "indicator": "share_trainees", "value": 30.0, "n": 120.0, "total": 120.0}
_FIREFIGHTERS = STAFF | {"line": 6, "indicator": "staff", "group": "feuerwehr", "value": 30.0, "n": NONE, "total": NONE}
_ESTIMATED = {"value": 25.0, "unit": "PROZENT", "value_kind": "SCHAETZUNG", "method": "SCHAETZUNG"}
TOLD = [STAFF, RESIDENTS, _TURKISH, _LEADERS, _TRAINEES, _FIREFIGHTERS]
# Another number, another status, one that is no more, two that are few persons now.
CORRECTED = [
    STAFF | {"value": 105.0},
    RESIDENTS,
    _TURKISH | {"value": 2.0},
    _TRAINEES | _ESTIMATED,
    _FIREFIGHTERS | {"value": 3.0},
]


def two_versions(reference: Reference) -> tuple[Files, Files]:
    """The published first version, and the second in the making."""
    network = _network(reference)
    first = dict(build_edition(_input(network, TOLD, [], [_delivery(1, FIRST)]), 1, to_print=False))
    manifest = json.loads(first[MANIFEST_NAME])
    first[MANIFEST_NAME] = json.dumps(manifest | {"stand": PUBLISHED}).encode()
    deliveries = [_delivery(1, FIRST, state=State.REPLACED), _delivery(2, SECOND, version=2, replaces=FIRST)]
    figures = [figure | {"receipt": SECOND} for figure in CORRECTED]
    return first, build_edition(_input(network, figures, [first], deliveries), 2, to_print=False)


def _network(reference: Reference) -> Reference:
    """One city, two languages, a publisher who has filled in everything."""
    languages, members = reference.languages, reference.memberships
    return said_by(
        replace(
            reference,
            languages=languages[languages["code"].isin(["de", "en"])],
            memberships=members[members["ags"].eq(HERNE)],
        ),
        **PUBLISHER,
    )


def _input(reference: Reference, figures: list[dict], earlier: Sequence[Files], deliveries: list[dict]) -> EditionInput:
    frame = pd.DataFrame(figures, columns=list(_FIGURE.to_schema().columns))
    accepted = Accepted(_FIGURE.validate(frame))
    values = indicator_values(accepted, reference, YEAR)
    shown, _ = protect(values, accepted, reference, told_counts(earlier, reference) if earlier else None)
    return EditionInput(
        year=YEAR,
        values=shown,
        breakdowns=Breakdown.empty(),
        deliveries=Delivery.validate(pd.DataFrame(deliveries)),
        findings=RegisteredFinding.empty(),
        reference_figures=ReferenceFigure.empty(),
        reference=reference,
        seeds={},
        earlier=earlier,
        own=own_counts(values, reference),
    )


def _delivery(number: int, receipt: str, **more: object) -> dict:
    texts = dict.fromkeys(Delivery.to_schema().columns, "")
    row = {"receipt": receipt, "number": number, "ags": HERNE, "form": FORM, "year": YEAR, "version": 1, "forms": FORM}
    row |= {"folder": "herne", "file_name": "eckwerte.csv", "sha256": "0" * 64, "size": 1, "rows_read": 6}
    row |= {"rows_accepted": 6, "arrived": f"{YEAR}-09-0{number}T08:00:00+00:00", "state": State.ACCEPTED}
    return texts | row | more
