"""Counts of the forms become figures: yes of yes and no; who gave no answer is no no; districts are not the city."""

from itertools import count as numbers
from typing import Any

import pandas as pd
import pytest

from assets.indicators.counts import counted_figures
from assets.indicators.values import indicator_values
from assets.reference.seeds import Reference
from schemas.forms import FORMS, accepted_model

PLACE = {
    "ags": "05916000",
    "year": 2022,
    "date": "2022-06-30",
    "mark": "",
    "value_kind": "WERT",
    "definition": "MZ_EG",
    "method": "BEFRAGUNG",
    "scope": "KERN",
    "note": "",
    "receipt": "herne-personal-2022-1",
    "delivery_year": 2022,
}


def rows(form: str, *cells: dict[str, Any]) -> pd.DataFrame:
    model, line = accepted_model(FORMS[form]), numbers(2)
    whole = dict.fromkeys(FORMS[form].dimensions, "INSGESAMT")
    frame = pd.DataFrame([PLACE | whole | {"fte": None, "district": "", "line": next(line)} | cell for cell in cells])
    return model.validate(frame.reindex(columns=list(model.to_schema().columns)))


def survey(yes: int | None, no: int | None, total: int | None, **more: Any) -> list[dict[str, Any]]:
    counts = {"JA": yes, "NEIN": no, "INSGESAMT": total}
    return [{"history": history, "count": number, **more} for history, number in counts.items()]


NOBODY = rows("bevoelkerung").head(0)


def test_the_share_is_among_known_answers(reference: Reference):
    (figure,) = counted_figures(rows("personal", *survey(40, 160, 1000)), NOBODY, reference).to_dict(orient="records")
    assert (figure["indicator"], figure["value"], figure["n"], figure["total"]) == ("share_staff", 40, 200, 1000)


def test_without_the_noes_there_is_no_base_and_no_share(reference: Reference):
    figures = counted_figures(rows("personal", *survey(40, None, 1000)), NOBODY, reference)
    assert figures["n"].isna().all()
    values = indicator_values(figures, reference, 2022)
    mine = values[values["indicator"].eq("share_staff") & values["ags"].eq("05916000")]
    assert mine["status"].tolist() == ["nicht_sinnvoll"]


def test_a_definition_by_nationality_is_another_indicator(reference: Reference):
    staff = rows("personal", *survey(94, 2907, 3001, definition="ST_STA", method="STAATSANGEHOERIGKEIT"))
    assert counted_figures(staff, NOBODY, reference)["indicator"].tolist() == ["share_nationality"]


def test_those_in_training_are_counted_apart_and_parts_not_at_all(reference: Reference):
    staff = rows(
        "personal",
        *survey(40, 160, 1000),
        *survey(5, 15, 20, employment="AUSBILDUNG"),
        *survey(9, 1, 10, sex="W"),
    )
    figures = counted_figures(staff, NOBODY, reference).set_index("indicator")
    assert figures["value"].to_dict() == {"share_staff": 40, "share_trainees": 5}
    assert figures.loc["share_trainees", "group"] == "bestand"


def test_residents_by_passport_and_never_by_district(reference: Reference):
    population = rows(
        "bevoelkerung",
        {"nationality": "NICHTDEUTSCH", "count": 30, "definition": "AUSL_REG", "method": "MELDEREGISTER"},
        {"count": 100, "definition": "AUSL_REG", "method": "MELDEREGISTER"},
        {"count": 7, "definition": "AUSL_REG", "method": "MELDEREGISTER", "district": "Mitte"},
    )
    (figure,) = counted_figures(rows("personal").head(0), population, reference).to_dict(orient="records")
    assert (figure["indicator"], figure["value"], figure["n"]) == ("share_population", 30, 100)


@pytest.mark.parametrize(("mark", "status"), [("GEHEIM", "geheim"), ("SPAETER", "nicht_geliefert")])
def test_a_sign_in_place_of_the_number_is_its_reason(mark: str, status: str, reference: Reference):
    staff = rows("personal", *survey(None, 160, 1000, mark=mark))
    values = indicator_values(counted_figures(staff, NOBODY, reference), reference, 2022)
    mine = values[values["indicator"].eq("share_staff") & values["ags"].eq("05916000") & values["base"].eq("")]
    assert mine["status"].tolist() == [status]
