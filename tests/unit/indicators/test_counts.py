"""Counts of the forms become figures: yes of yes and no; who gave no answer is no no; districts are not the city."""

from itertools import count as numbers
from typing import Any

import pandas as pd
import pytest

from assets.indicators.counts import counted_figures
from assets.indicators.values import Accepted, indicator_values
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


MITTE, YOUNG = {"district": "Mitte"}, {"age": "A18_65"}
NOBODY, NO_FLOWS = rows("bevoelkerung").head(0), rows("gewinnung").head(0)


def test_the_share_is_among_known_answers(reference: Reference):
    staff = rows("personal", *survey(40, 160, 1000))
    (figure,) = counted_figures(staff, NO_FLOWS, NOBODY, reference).to_dict(orient="records")
    assert (figure["indicator"], figure["value"], figure["n"], figure["total"]) == ("share_staff", 40, 200, 1000)


def test_without_the_noes_there_is_no_base_and_no_share(reference: Reference):
    staff = rows("personal", *survey(40, None, 1000))
    assert counted_figures(staff, NO_FLOWS, NOBODY, reference)["n"].isna().all()
    values = indicator_values(Accepted(staff=staff), reference, 2022)
    mine = values[values["indicator"].eq("share_staff") & values["ags"].eq("05916000")]
    assert mine["status"].tolist() == ["nicht_sinnvoll"]


def test_a_definition_by_nationality_is_another_indicator(reference: Reference):
    staff = rows("personal", *survey(94, 2907, 3001, definition="ST_STA", method="STAATSANGEHOERIGKEIT"))
    assert counted_figures(staff, NO_FLOWS, NOBODY, reference)["indicator"].tolist() == ["share_nationality"]


def test_those_in_training_are_counted_apart_and_parts_not_at_all(reference: Reference):
    staff = rows(
        "personal",
        *survey(40, 160, 1000),
        *survey(5, 15, 20, employment="AUSBILDUNG"),
        *survey(9, 1, 10, sex="W"),
    )
    figures = counted_figures(staff, NO_FLOWS, NOBODY, reference)
    told = figures.set_index(["indicator", "dimension", "group"])["value"].to_dict()
    assert told == {
        ("share_staff", "", "insgesamt"): 40,
        ("share_staff", "employment", "AUSBILDUNG"): 5,
        ("share_staff", "sex", "W"): 9,
        ("share_trainees", "", "bestand"): 5,
    }


def test_a_cell_of_two_breakdowns_is_no_figure(reference: Reference):
    staff = rows("personal", *survey(9, 1, 10, sex="W", employment="BEAMTE"))
    assert counted_figures(staff, NO_FLOWS, NOBODY, reference).empty


def test_leaders_are_the_sum_of_all_three_levels_or_nobody(reference: Reference):
    levels = [
        row
        for level, yes in [("VORSTAND", 1), ("AMT", 4), ("ABTEILUNG", 20)]
        for row in survey(yes, 100, 130, leadership=level)
    ]

    def leaders(*given: dict[str, Any]) -> list[tuple[float, float]]:
        figures = counted_figures(rows("personal", *given), NO_FLOWS, NOBODY, reference)
        whole = figures[figures["indicator"].eq("share_leaders") & figures["dimension"].eq("")]
        return list(zip(whole["value"], whole["n"], strict=True))

    assert leaders(*levels) == [(25, 325)]
    assert leaders(*levels[:6]) == []


def test_hires_and_begun_training_are_of_the_year(reference: Reference):
    flows = rows(
        "gewinnung",
        *survey(30, 170, 210, flow="EINGESTELLT"),
        *survey(12, 18, 30, flow="EINGESTELLT", employment="TARIF"),
        *survey(9, 11, 20, flow="AUSBILDUNG_BEGONNEN"),
        *survey(500, 700, 1300, flow="BEWORBEN"),
    )
    figures = counted_figures(rows("personal").head(0), flows, NOBODY, reference)
    told = figures.set_index(["indicator", "dimension", "group"])[["value", "n"]].to_dict(orient="index")
    assert told == {
        ("share_hires", "", "insgesamt"): {"value": 30, "n": 200},
        ("share_hires", "employment", "TARIF"): {"value": 12, "n": 30},
        ("share_trainees", "", "einstellungsjahrgang"): {"value": 9, "n": 20},
    }


def test_residents_by_passport_and_a_district_is_not_the_city(reference: Reference):
    population = rows(
        "bevoelkerung",
        {"nationality": "NICHTDEUTSCH", "count": 30, "definition": "AUSL_REG", "method": "MELDEREGISTER"},
        {"count": 100, "definition": "AUSL_REG", "method": "MELDEREGISTER"},
        {"nationality": "NICHTDEUTSCH", "count": 9, "definition": "AUSL_REG", "method": "MELDEREGISTER", **MITTE},
        {"count": 20, "definition": "AUSL_REG", "method": "MELDEREGISTER", **MITTE},
        {"nationality": "NICHTDEUTSCH", "count": 21, "definition": "AUSL_REG", "method": "MELDEREGISTER", **YOUNG},
        {"count": 60, "definition": "AUSL_REG", "method": "MELDEREGISTER", **YOUNG},
    )
    figures = counted_figures(rows("personal").head(0), NO_FLOWS, population, reference)
    assert figures["indicator"].eq("share_population").all()
    told = figures.set_index(["view", "district"])[["value", "n"]].to_dict(orient="index")
    assert told == {
        ("INSGESAMT", ""): {"value": 30, "n": 100},
        ("INSGESAMT", "Mitte"): {"value": 9, "n": 20},
        ("A18_65", ""): {"value": 21, "n": 60},
    }


@pytest.mark.parametrize(("mark", "status"), [("GEHEIM", "geheim"), ("SPAETER", "nicht_geliefert")])
@pytest.mark.parametrize("hidden", [0, 1])
def test_a_sign_in_place_of_a_number_is_its_reason(mark: str, status: str, hidden: int, reference: Reference):
    told = survey(40, 160, 1000)
    told[hidden] |= {"count": None, "mark": mark}
    staff = rows("personal", *told)
    values = indicator_values(Accepted(staff=staff), reference, 2022)
    mine = values[values["indicator"].eq("share_staff") & values["ags"].eq("05916000") & values["base"].eq("")]
    assert mine["status"].tolist() == [status]
