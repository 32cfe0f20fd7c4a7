"""The CSV for re-users: harmless text, numbers or nothing, a status for every empty cell."""

import csv
import io

import pytest

from assets.editions.download import tidy_csv
from assets.indicators.values import Accepted
from assets.protection.hiding import protect
from assets.reference.seeds import Reference
from tests.unit.indicators.test_values import RESIDENTS, STAFF, values_of


def test_a_formula_in_a_source_stays_text_and_numbers_stay_numbers(reference: Reference):
    values = values_of(reference, STAFF | {"source": '=HYPERLINK("x")'}, RESIDENTS)
    values, _ = protect(values, Accepted(), reference)
    rows = list(csv.DictReader(io.StringIO(tidy_csv(values, reference).decode())))
    own = next(row for row in rows if row["kennzahl"] == "share_nationality" and row["ags"] == "05916000")
    assert own["quelle"].startswith("'=")
    assert float(own["wert"]) == pytest.approx(94 / 3001)
    assert all(row["wert"] or row["status"] not in ("wert", "null") for row in rows)
    assert all(row["obs_status"] and row["conf_status"] for row in rows)
