"""Small groups of staff are hidden with everything computed from them; residents are not."""

import pandas as pd
import pytest

from assets.indicators.values import Accepted, indicator_values
from assets.protection.primary import protect
from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model
from tests.unit.indicators.test_counts import rows, survey
from tests.unit.indicators.test_values import NONE, RESIDENTS, STAFF

AcceptedFigure = accepted_model(FORMS["eckwerte"])


def shown(reference: Reference, change: dict) -> pd.DataFrame:
    frame = pd.DataFrame([STAFF | change, RESIDENTS], columns=list(AcceptedFigure.to_schema().columns))
    return protect(indicator_values(Accepted(AcceptedFigure.validate(frame)), reference, 2022), reference)


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
    told = own[own["indicator"].isin(["share_nationality", "gap", "ratio"])]
    assert told["status"].eq("geheim").tolist() == [hidden] * 3
    if hidden:
        assert own["status"].eq("geheim").all()
        assert own[["value", "numerator", "low", "high"]].isna().all(axis=None)


def test_residents_are_never_hidden(reference: Reference):
    values = shown(reference, {"value": 0.0})
    assert "geheim" not in set(values.loc[values["indicator"] == "share_population", "status"])


def test_a_small_count_of_staff_is_hidden(reference: Reference):
    values = shown(reference, {"indicator": "nationalities", "unit": "ANZAHL", "value": 3.0, "n": NONE, "total": NONE})
    assert values.loc[values["indicator"] == "nationalities", "status"].tolist() == ["wert"]
    values = shown(reference, {"indicator": "staff", "group": "feuerwehr", "value": 3.0, "n": NONE, "total": NONE})
    assert values.loc[values["indicator"] == "staff", "status"].tolist() == ["geheim"]


def test_what_stems_from_several_years_is_hidden_with_one_of_them(reference: Reference):
    years = [
        STAFF | {"year": year, "line": year, "value": value} for year, value in [(2019, 4.0), (2020, 9.0), (2021, 14.0)]
    ]
    frame = pd.DataFrame([*years, RESIDENTS], columns=list(AcceptedFigure.to_schema().columns))
    values = protect(indicator_values(Accepted(AcceptedFigure.validate(frame)), reference, 2022), reference)
    own = values[values["base"].eq("share_nationality") & values["ags"].eq("05916000")]
    assert own.loc[own["indicator"].isin(["trend", "change", "parity_year_static"]), "status"].eq("geheim").all()
    assert own.loc[own["indicator"].eq("gap"), "status"].tolist().count("geheim") == 1


def test_what_adds_up_with_others_is_kept_back(reference: Reference):
    staff = rows("personal", *survey(400, 600, 1000), *survey(200, 300, 500, sex="W"))
    values = protect(indicator_values(Accepted(staff=staff), reference, 2022), reference)
    assert values["dimension"].isin(["", "field_of_action"]).all()
    assert 400 in set(values["numerator"])
