"""Small groups of staff are hidden with everything computed from them; residents are not."""

import pandas as pd
import pytest

from assets.indicators.values import indicator_values
from assets.protection.primary import protect
from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model
from tests.unit.indicators.test_values import NONE, RESIDENTS, STAFF

AcceptedFigure = accepted_model(FORMS["eckwerte"])


def shown(reference: Reference, change: dict) -> pd.DataFrame:
    frame = pd.DataFrame([STAFF | change, RESIDENTS], columns=list(AcceptedFigure.to_schema().columns))
    return protect(indicator_values(AcceptedFigure.validate(frame), reference, 2022), reference)


@pytest.mark.parametrize(
    ("change", "hidden"),
    [
        ({"value": 0.0}, True),
        ({"value": 4.0}, True),
        ({"value": 5.0}, False),
        ({"value": 2997.0}, True),
        ({"value": 2996.0}, False),
        ({"value": 3001.0}, True),
        ({"value": 0.1, "unit": "PROZENT", "decimals": 1}, True),
        ({"value": 0.2, "unit": "PROZENT", "decimals": 1}, False),
        ({"value": 0.1, "unit": "PROZENT", "decimals": 1, "n": NONE}, False),
    ],
)
def test_the_threshold_from_both_sides(reference: Reference, change: dict, hidden: bool):
    values = shown(reference, change)
    own = values[(values["indicator"] == "share_nationality") | (values["base"] == "share_nationality")]
    own = own[own["ags"] == "05916000"]
    assert len(own) == 3
    assert own["status"].eq("geheim").tolist() == [hidden] * 3
    if hidden:
        assert own[["value", "numerator", "low", "high"]].isna().all(axis=None)


def test_residents_are_never_hidden(reference: Reference):
    values = shown(reference, {"value": 0.0})
    assert "geheim" not in set(values.loc[values["indicator"] == "share_population", "status"])


def test_a_small_count_of_staff_is_hidden(reference: Reference):
    values = shown(reference, {"indicator": "nationalities", "unit": "ANZAHL", "value": 3.0, "n": NONE, "total": NONE})
    assert values.loc[values["indicator"] == "nationalities", "status"].tolist() == ["wert"]
    values = shown(reference, {"indicator": "staff", "group": "feuerwehr", "value": 3.0, "n": NONE, "total": NONE})
    assert values.loc[values["indicator"] == "staff", "status"].tolist() == ["geheim"]
