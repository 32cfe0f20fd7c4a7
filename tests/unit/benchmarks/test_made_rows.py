"""The made rows that benchmarks compute with: as good as accepted ones, and about cities that do not exist."""

import pandas as pd
import pytest

from assets.reference.seeds import Reference
from benchmarks.made_rows import TOTAL, WAYS, made_reference, made_rows
from schemas.deliveries import Delivery
from schemas.forms import FORMS, accepted_model
from schemas.reference import SEEDS

FORM_OF = {
    "staff": "personal",
    "population": "bevoelkerung",
    "recruitment": "gewinnung",
    "competence": "kompetenz",
    "measures": "massnahmen",
    "cooperation": "zusammenarbeit",
}
CITIES, YEARS = range(len(WAYS) + 1), range(2015, 2017)


@pytest.fixture(scope="module")
def made(reference: Reference) -> dict[str, pd.DataFrame]:
    return made_rows(reference, CITIES, YEARS)


@pytest.mark.parametrize(("name", "form"), FORM_OF.items())
def test_made_rows_are_what_the_store_would_give(
    made: dict[str, pd.DataFrame], reference: Reference, name: str, form: str
):
    rows, model = made[name], accepted_model(FORMS[form])
    pd.testing.assert_frame_equal(model.validate(rows, lazy=True), rows)
    assert not rows.duplicated(list(FORMS[form].key)).any()
    assert not rows.duplicated(["receipt", "line"]).any()
    assert set(zip(rows["ags"], rows["year"], strict=True)) == set(
        zip(made["deliveries"]["ags"], made["deliveries"]["year"], strict=True)
    )
    for field in FORMS[form].fields:
        if field.codes:
            assert set(rows[field.name]) - {""} <= set(reference.labels(field.codes))


def test_the_made_register_is_one(made: dict[str, pd.DataFrame]):
    Delivery.validate(made["deliveries"], lazy=True)
    assert len(made["deliveries"]) == len(CITIES) * len(YEARS)


@pytest.mark.parametrize("name", ["staff", "recruitment"])
def test_the_parts_of_every_dimension_add_up_to_its_total(made: dict[str, pd.DataFrame], name: str):
    rows = made[name]
    dimensions = FORMS[FORM_OF[name]].dimensions
    place = ["receipt", *(["flow"] if name == "recruitment" else [])]
    for dimension in dimensions:
        others = [other for other in dimensions if other not in (dimension, "history")]
        whole = rows[rows[others].eq(TOTAL).all(axis=1)]
        keys = [*place, *([] if dimension == "history" else ["history"])]
        parts = whole[whole[dimension].ne(TOTAL)]
        if dimension == "history":
            whole, parts = (
                frame[frame[[one for one in dimensions if one != "history"]].eq(TOTAL).all(axis=1)]
                for frame in (whole, parts)
            )
        totals = whole[whole[dimension].eq(TOTAL)].groupby(keys)["count"].sum()
        pd.testing.assert_series_equal(parts.groupby(keys)["count"].sum(), totals)


def test_made_cities_are_members_whom_the_seeds_models_accept(reference: Reference):
    invented = made_reference(reference, 1200)
    for name in ("cities", "memberships"):
        SEEDS[name].validate(getattr(invented, name), lazy=True)
    assert invented.invented
    assert len(invented.members(2010)) == 1200
    assert invented.rule("network_years") == reference.rule("network_years")


def test_the_same_call_makes_the_same_rows(made: dict[str, pd.DataFrame], reference: Reference):
    again = made_rows(reference, CITIES, YEARS)
    assert all(again[name].equals(made[name]) for name in made)
