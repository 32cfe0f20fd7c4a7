"""What is hidden takes with it all that is computed from it; what is shown stays what it was."""

from typing import Any

import pandas as pd
import pytest

from assets.indicators.values import Accepted, indicator_values
from assets.protection.hiding import REASON, protect
from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model
from tests.unit.indicators.test_counts import rows, survey
from tests.unit.indicators.test_values import NONE, RESIDENTS, STAFF

AcceptedFigure = accepted_model(FORMS["eckwerte"])
HERNE = "05916000"


def figures(*changes: dict) -> Accepted:
    frame = pd.DataFrame([*(STAFF | change for change in changes), RESIDENTS])
    return Accepted(AcceptedFigure.validate(frame.reindex(columns=list(AcceptedFigure.to_schema().columns))))


def shown(reference: Reference, accepted: Accepted) -> pd.DataFrame:
    values, _ = protect(indicator_values(accepted, reference, 2022), accepted, reference)
    return values[values["ags"].eq(HERNE)]


def hr(yes: int, no: int, **more: Any) -> list[dict[str, Any]]:
    return survey(yes, no, yes + no, method="PERSONALDATEN", **more)


@pytest.mark.parametrize(
    ("change", "hidden"),
    [
        ({"value": 0.0}, True),
        ({"value": 4.0}, True),
        ({"value": 5.0}, False),
        ({"value": 2997.0}, True),
        ({"value": 2996.0}, False),
        ({"value": 0.1, "unit": "PROZENT", "decimals": 1}, True),
        ({"value": 0.2, "unit": "PROZENT", "decimals": 1}, False),
        ({"value": 0.1, "unit": "PROZENT", "decimals": 1, "n": NONE}, False),
        ({"value": 6.0, "method": "BEFRAGUNG"}, True),
        ({"value": 6.0, "smallest": 7}, True),
        ({"value": 6.0, "smallest": 4}, False),
        ({"value": 4.0, "smallest": 3}, True),
    ],
)
def test_the_threshold_from_both_sides(reference: Reference, change: dict, hidden: bool):
    own = shown(reference, figures(change))
    own = own[own["indicator"].eq("share_nationality") | own["base"].eq("share_nationality")]
    told = own[own["indicator"].isin(["share_nationality", "gap", "ratio"])]
    assert told["status"].eq("geheim").tolist() == [hidden] * 3
    if hidden:
        gone = own[~own["status"].isin(["nicht_vergleichbar", "nicht_geliefert"])]
        assert gone["status"].eq("geheim").all()
        assert gone["reason"].eq(REASON).all()
        assert own[["value", "low", "high", "bound_low", "bound_high"]].isna().all(axis=None)
        assert own.loc[own["indicator"].ne("response"), "numerator"].isna().all()


def test_a_small_headcount_is_hidden_and_a_number_of_things_is_not(reference: Reference):
    things = {"indicator": "positions_vacant", "unit": "STELLEN", "value": 3.0, "n": NONE, "total": NONE}
    values = shown(reference, figures(things))
    assert values.loc[values["indicator"] == "positions_vacant", "status"].tolist() == ["wert"]
    heads = {"indicator": "staff", "group": "feuerwehr", "value": 3.0, "n": NONE, "total": NONE}
    values = shown(reference, figures(heads))
    assert values.loc[values["indicator"] == "staff", "status"].tolist() == ["geheim"]


def test_what_stems_from_several_years_is_hidden_with_one_of_them(reference: Reference):
    years = [{"year": year, "line": year, "value": value} for year, value in [(2019, 4.0), (2020, 9.0), (2021, 14.0)]]
    own = shown(reference, figures(*years))
    own = own[own["base"].eq("share_nationality")]
    several = own["indicator"].isin(["trend", "change", "parity_year_static", "parity_year_moving"])
    assert several.sum() > 2
    assert own.loc[several, "status"].isin(["geheim", "nicht_vergleichbar"]).all()
    assert own.loc[several, "status"].eq("geheim").any()
    assert own.loc[own["indicator"].eq("gap"), "status"].tolist().count("geheim") == 1


def test_a_breakdown_hides_a_second_group_with_the_small_one(reference: Reference):
    parts = [hr(4, 96, career="LG11"), hr(60, 240, career="LG21"), hr(36, 564, career="LG22")]
    staff = rows("personal", *hr(100, 900), *(row for part in parts for row in part))
    values = shown(reference, Accepted(staff=staff))
    shares = values[values["indicator"].eq("share_staff")].set_index("group")
    assert shares["status"].to_dict() == {"insgesamt": "wert", "LG11": "geheim", "LG21": "wert", "LG22": "geheim"}
    # Their headcounts give nobody away.
    assert shares["n"].notna().all()
    uneven = values[values["indicator"].eq("dissimilarity") & values["dimension"].eq("career")]
    assert uneven["status"].tolist() == ["geheim"]
    assert shares.loc["LG11", "reason"] == shares.loc["LG22", "reason"]


def test_divers_is_never_a_row_of_its_own(reference: Reference):
    parts = [hr(60, 540, sex="W"), hr(39, 358, sex="M"), hr(1, 2, sex="D")]
    staff = rows("personal", *hr(100, 900), *(row for part in parts for row in part))
    values = shown(reference, Accepted(staff=staff))
    by_sex = values[values["indicator"].eq("share_staff") & values["dimension"].eq("sex")].set_index("group")
    assert "D" not in by_sex.index
    assert sorted(by_sex["status"]) == ["geheim", "wert"]


def flow(name: str, yes: int, no: int) -> list[dict[str, Any]]:
    return hr(yes, no, flow=name, date="")


@pytest.mark.parametrize(("hired", "hidden"), [((9, 40), False), ((4, 40), True), ((40, 4), True)])
def test_a_likelihood_goes_with_its_smallest_flow(reference: Reference, hired: tuple[int, int], hidden: bool):
    recruitment = rows(
        "gewinnung", *flow("BEWORBEN", 100, 300), *flow("EINGELADEN", 50, 90), *flow("EINGESTELLT", *hired)
    )
    values = shown(reference, Accepted(recruitment=recruitment)).set_index("indicator")
    chances = values.loc[["relative_likelihood", "relative_likelihood_hired"]]
    assert chances["status"].eq("geheim").tolist() == [hidden] * 2
    assert chances["numerator"].isna().tolist() == [hidden] * 2
    assert values.loc["relative_likelihood_invited", "status"] == "wert"


def test_what_is_computed_from_counts_that_nobody_prints_is_left_out(reference: Reference):
    staff = rows("personal", *survey(400, 600, 2000))
    accepted = Accepted(staff=staff)
    assert "raked" in set(indicator_values(accepted, reference, 2022)["indicator"])
    assert "raked" not in set(shown(reference, accepted)["indicator"])


def test_residents_of_a_district_are_hidden_where_they_are_few_and_gaps_with_them(reference: Reference):
    north, south = {"district": "Nord"}, {"district": "Süd"}
    register = {"method": "MELDEREGISTER", "definition": "MZ_EG", "date": "2022-12-31"}
    residents = [
        survey(*counts, **place, **register)
        for counts, place in [((300, 700, 1000), {}), ((3, 97, 100), north), ((297, 603, 900), south)]
    ]
    accepted = Accepted(
        staff=rows("personal", *hr(100, 900)),
        population=rows("bevoelkerung", *(row for part in residents for row in part)),
    )
    values = shown(reference, accepted)
    shares = values[values["indicator"].eq("share_population")].set_index("district")["status"]
    assert shares.to_dict() == {"": "wert", "Nord": "geheim", "Süd": "geheim"}
    gaps = values[values["indicator"].eq("gap") & values["base"].eq("share_staff")].set_index("district")
    assert gaps["status"].to_dict() == {"": "wert", "Nord": "geheim", "Süd": "geheim"}
    assert gaps.loc[["Nord", "Süd"], ["population_value", "population_numerator", "population_n"]].isna().all(axis=None)


def test_a_response_tells_no_headcount_that_is_hidden(reference: Reference):
    values = shown(reference, Accepted(staff=rows("personal", *survey(2, 3, 8))))
    whole = values[values["indicator"].eq("share_staff") & values["group"].eq("insgesamt")].iloc[0]
    response = values[values["indicator"].eq("response") & values["base"].eq("share_staff")].iloc[0]
    assert whole[["numerator", "n", "total"]].isna().all()
    assert response[["numerator", "n"]].isna().all()
    assert response["status"] == "geheim"


def test_a_rate_among_leaders_goes_with_their_hidden_headcount(reference: Reference):
    few = [hr(1, 1, leadership="VORSTAND"), hr(0, 1, leadership="AMT"), hr(1, 0, leadership="ABTEILUNG")]
    accepted = Accepted(staff=rows("personal", *hr(100, 900), *(row for level in few for row in level)))
    values = indicator_values(accepted, reference, 2022)
    trained = values["indicator"].eq("competence_trained_leaders") & values["ags"].eq(HERNE)
    said = {"value": 0.5, "numerator": 2.0, "n": 4.0, "status": "wert", "year": 2022}
    values.loc[trained, list(said)] = list(said.values())
    told, _ = protect(values, accepted, reference)
    rate = told[told["indicator"].eq("competence_trained_leaders") & told["ags"].eq(HERNE)].iloc[0]
    assert rate["status"] == "geheim"
    assert rate[["value", "numerator", "n"]].isna().all()
