"""The grade of a figure by the one rule for all cities."""

import pandas as pd
import pytest

from assets.indicators.quality import grade, interval_kind
from assets.reference.seeds import Reference


@pytest.mark.parametrize(
    ("method", "kind", "n", "total", "expected"),
    [
        ("PERSONALDATEN", "WERT", None, None, "A"),
        ("STAATSANGEHOERIGKEIT", "WERT", 3001, 3001, "A"),
        ("BEFRAGUNG", "WERT", 500, 1000, "B"),
        ("BEFRAGUNG", "WERT", 499, 1000, "C"),
        ("BEFRAGUNG", "WERT", 200, 1000, "C"),
        ("BEFRAGUNG", "WERT", 199, 1000, "D"),
        ("BEFRAGUNG", "WERT", 199, None, "D"),
        ("PROXY", "WERT", 10, 10, "D"),
        ("PERSONALDATEN", "SCHAETZUNG", 10, 10, "D"),
        ("PERSONALDATEN", "OBERGRENZE", 10, 10, "D"),
        ("NICHT_GENANNT", "WERT", 42, 42, "D"),
    ],
)
def test_grade(reference: Reference, method: str, kind: str, n: float, total: float, expected: str):
    figure = pd.DataFrame({"method": [method], "value_kind": [kind], "n": [n], "total": [total]}, dtype=object)
    figure = figure.astype({"n": float, "total": float})
    assert grade(figure, reference).tolist() == [expected]


@pytest.mark.parametrize(
    ("method", "kind", "n", "expected"),
    [
        ("PERSONALDATEN", "WERT", 10, "none"),
        ("BEFRAGUNG", "WERT", 10, "finite"),
        ("BEFRAGUNG", "WERT", None, ""),
        ("NICHT_GENANNT", "WERT", 42, "binomial"),
        ("BEFRAGUNG", "SCHAETZUNG", 10, ""),
        ("MIKROZENSUS", "WERT", None, "unknown"),
    ],
)
def test_interval(reference: Reference, method: str, kind: str, n: float, expected: str):
    figure = pd.DataFrame({"method": [method], "value_kind": [kind], "n": [n]}, dtype=object).astype({"n": float})
    assert interval_kind(figure, reference).tolist() == [expected]
