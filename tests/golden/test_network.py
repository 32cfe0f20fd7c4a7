"""The golden network: whole results against values that a person checked (README.md beside this file)."""

from pathlib import Path

import pandas as pd

from assets.deliveries.checking.check import accepted_rows, check_headline
from assets.deliveries.checking.expected import Expected
from assets.indicators.values import Accepted, indicator_values
from assets.protection.hiding import protect
from assets.reference.seeds import Reference

HERE = Path(__file__).parent
NUMBERS = ["value", "low", "high", "population_value"]


def test_every_value_is_the_hand_checked_one(reference: Reference):
    cities = reference.cities.set_index("slug")
    accepted = []
    for path in sorted(HERE.glob("network/*/eckwerte_2022.csv")):
        city = cities.loc[path.parent.name]
        checked = check_headline(
            path.read_bytes(), Expected({city["ags"]: city["name"]}, 2022, city["name"]), reference
        )
        assert checked.findings == []
        accepted.append(accepted_rows(checked, f"{path.parent.name}-eckwerte-2022-1", 2022)["figures"])
    rows = Accepted(pd.concat(accepted, ignore_index=True))
    values, _ = protect(indicator_values(rows, reference, 2022), rows, reference)
    delivered = values[values["receipt"] != ""].assign(city=values["ags"].map(cities.set_index("ags")["name"]))

    expected = pd.read_csv(HERE / "expected.csv", keep_default_na=False, dtype=str)
    computed = delivered[list(expected.columns)].copy()
    for column in NUMBERS:
        expected[column] = pd.to_numeric(expected[column].replace("", None)).astype(float).round(6)
        computed[column] = computed[column].round(6)
    order = ["city", "indicator", "base", "group", "value"]
    pd.testing.assert_frame_equal(
        computed.sort_values(order, ignore_index=True),
        expected.sort_values(order, ignore_index=True),
        check_dtype=False,
    )
