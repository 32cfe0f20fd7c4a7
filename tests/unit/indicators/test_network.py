"""What the cities have together: one share of all persons, median, range; only what fits, and who stands behind it."""

from typing import Any

import pandas as pd
import pytest

from assets.indicators.network import ONE_CITY, network_values, standing_values
from assets.reference.seeds import Reference
from schemas.indicators import IndicatorValue
from tests.generators.accepted import BOCHUM, HAGEN, HERNE, receipt


def values(*cells: dict[str, Any]) -> pd.DataFrame:
    """Indicator values; what a cell does not say is that of a share of staff, counted from HR data in 2023."""
    columns = IndicatorValue.to_schema().columns
    empty = {name: "" if "str" in str(column.dtype) else None for name, column in columns.items()}
    said = {"reporting_year": 2023, "indicator": "share_staff", "group": "insgesamt", "year": 2023, "unit": "ANTEIL"}
    said |= {"value_kind": "WERT", "definition": "MZ_EG", "method": "PERSONALDATEN", "grade": "A", "line": 2}
    said |= {"published_unit": "PERSONEN"}
    whole = [empty | said | cell for cell in cells]
    for row in whole:
        row["value"] = row["value"] if row["value"] is not None else row["numerator"] / row["n"]
        row["status"] = row["status"] or ("null" if row["value"] == 0 else "wert")
        row["receipt"] = row["receipt"] or receipt(row["ags"], row["year"])
        row["receipts"] = row["receipts"] or row["receipt"]
    return IndicatorValue.validate(pd.DataFrame(whole, columns=list(columns)))


def share(ags: str, counted: float, known: float, **more: Any) -> dict[str, Any]:
    return {"ags": ags, "numerator": counted, "n": known, **more}


def together(reference: Reference, *cells: dict[str, Any]) -> pd.DataFrame:
    return network_values(standing_values(values(*cells), reference, 2023), reference, 2023)


def one(reference: Reference, *cells: dict[str, Any]) -> dict[str, Any]:
    (row,) = together(reference, *cells).to_dict(orient="records")
    return row


SMALL, LARGE, MIDDLE = share(HERNE, 1, 10), share(HAGEN, 450, 900), share(BOCHUM, 18, 90)


def test_the_pooled_share_is_of_all_persons_and_no_mean_of_shares(reference: Reference):
    """10 %, 50 % and 20 %: 469 of 1,000 together, not 26.7 %."""
    row = one(reference, SMALL, LARGE, MIDDLE)
    assert (row["pooled"], row["numerator"], row["n"]) == (pytest.approx(0.469), 469, 1000)
    assert (row["median"], row["lowest"], row["highest"]) == (0.2, 0.1, 0.5)
    assert (row["city_count"], row["status"], row["family"]) == (3, "wert", "mikrozensus_eg")


def test_the_cities_and_all_their_deliveries_are_listed(reference: Reference):
    late = share(HAGEN, 450, 900, year=2022, receipts="b|a")
    row = one(reference, SMALL, late)
    assert (row["cities"], row["years"]) == (f"{HAGEN}|{HERNE}", "2022|2023")
    assert row["receipts"].split("|") == [receipt(HERNE, 2023), "a", "b"]


def test_one_city_is_no_network(reference: Reference):
    row = one(reference, SMALL)
    assert (row["status"], row["reason"]) == ("nicht_sinnvoll", ONE_CITY)
    assert all(pd.isna(row[name]) for name in ("pooled", "median", "lowest", "highest", "numerator", "n"))
    assert (row["city_count"], row["cities"]) == (1, HERNE)


def test_only_one_family_of_definitions_stands_together(reference: Reference):
    found = together(reference, SMALL, LARGE, share(BOCHUM, 18, 90, definition="MZ_MH"))
    by_family = found.set_index("family")
    assert by_family.loc["mikrozensus_eg", "cities"] == f"{HAGEN}|{HERNE}"
    assert by_family.loc["mikrozensus_mh", "status"] == "nicht_sinnvoll"


def test_two_definitions_of_one_family_stand_together(reference: Reference):
    by_passport = {"indicator": "share_population", "view": "INSGESAMT"}
    told = [cell | by_passport for cell in (SMALL | {"definition": "AUSL_REG"}, LARGE | {"definition": "AUSL_FORT"})]
    assert one(reference, *told)["cities"] == f"{HAGEN}|{HERNE}"
    apart = share(BOCHUM, 90, 90, definition="AUSL_AZR") | by_passport
    assert one(reference, *told, apart)["cities"] == f"{HAGEN}|{HERNE}"


@pytest.mark.parametrize("definition", ["REG_LOKAL", "ST_BEFR", "OHNE_ANGABE", "ST_SCHAETZ"])
def test_what_every_city_counts_in_its_own_way_is_never_put_together(definition: str, reference: Reference):
    assert together(reference, *(cell | {"definition": definition} for cell in (SMALL, LARGE, MIDDLE))).empty


@pytest.mark.parametrize(
    "left_out",
    [
        {"grade": "D"},
        {"value_kind": "SCHAETZUNG", "status": "schaetzung"},
        {"value_kind": "OBERGRENZE", "status": "schranke"},
        {"year": 2021},
        {"district": "Mitte", "view": "INSGESAMT"},
    ],
)
def test_what_cannot_be_compared_is_left_out(left_out: dict[str, Any], reference: Reference):
    assert one(reference, SMALL, LARGE, share(BOCHUM, 90, 90, **left_out))["cities"] == f"{HAGEN}|{HERNE}"


def test_of_a_city_its_newest_figure_counts_and_of_one_year_the_best_graded(reference: Reference):
    told = [SMALL, share(HAGEN, 1, 2, year=2022), share(HAGEN, 3, 10, grade="B"), share(HAGEN, 4, 10, line=9)]
    row = one(reference, *told)
    assert (row["highest"], row["n"], row["years"]) == (0.4, 20, "2023")
    assert one(reference, *told[::-1]) == row


def test_where_one_city_gives_only_a_percentage_there_is_no_pooled_share(reference: Reference):
    printed = {"ags": BOCHUM, "value": 0.3, "published_unit": "PROZENT"}
    row = one(reference, SMALL, LARGE, printed)
    assert (row["median"], pd.isna(row["pooled"])) == (0.3, True)
    row = one(reference, SMALL, share(HAGEN, 4, 9, published_unit="TSD_PERSONEN"))
    assert pd.isna(row["pooled"])


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [("gap", "PROZENTPUNKTE"), ("ratio", "QUOTE"), ("raked", "ANTEIL"), ("dissimilarity", "ANTEIL")],
)
def test_what_is_computed_from_shares_has_a_median_and_no_pooled_value(indicator: str, unit: str, reference: Reference):
    derived = {"indicator": indicator, "base": "share_staff", "unit": unit}
    row = one(reference, SMALL | derived, LARGE | derived)
    assert (row["median"], row["base"]) == (pytest.approx(0.3), "share_staff")
    assert pd.isna(row["pooled"])
    assert pd.isna(row["numerator"])


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [("parity_year_static", "JAHRESZAHL"), ("change", "PROZENTPUNKTE"), ("shortfall", "PERSONEN"), ("tail", "ANTEIL")],
)
def test_years_changes_missing_persons_and_probabilities_have_no_median(
    indicator: str, unit: str, reference: Reference
):
    derived = {"indicator": indicator, "base": "share_staff", "unit": unit}
    assert together(reference, SMALL | derived, LARGE | derived).empty


def test_counts_of_measures_and_rates_need_no_definition(reference: Reference):
    said = {"definition": "", "method": "", "value_kind": "", "grade": "", "published_unit": "ANZAHL"}
    done = {"indicator": "measures_done", "unit": "ANZAHL", **said}
    row = one(
        reference, *({"ags": ags, "value": value, **done} for ags, value in [(HERNE, 0), (HAGEN, 0), (BOCHUM, 7)])
    )
    assert (row["median"], row["status"], row["highest"]) == (0, "null", 7)
    assert pd.isna(row["pooled"])
    adverts = {"indicator": "competence_adverts", **said}
    assert one(reference, SMALL | adverts, LARGE | adverts)["pooled"] == pytest.approx(451 / 910)


def test_nothing_from_nobody(reference: Reference):
    assert together(reference).empty
