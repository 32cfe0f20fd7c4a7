"""What stands beside a figure: who is counted, and of a survey how many answered."""

import pytest

from assets.editions.content import Content
from assets.editions.figures import explained
from assets.reference.seeds import Reference
from tests.generators.pages import content_of

SURVEY = {
    "definition": "MZ_EG",
    "method": "BEFRAGUNG",
    "grade": "B",
    "verdict": "",
    "reason": "",
    "interval": "finite",
    "published_unit": "PERSONEN",
    "n": 4429.0,
    "total": 6630.0,
}
ANSWERED = "Bekannt ist es von 4.429 der 6.630 Personen."


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return content_of(reference)


def test_a_share_from_a_survey_says_how_many_answered(content: Content):
    assert explained(SURVEY, content) == (
        f"Einwanderungsgeschichte (Mikrozensus); freiwillige Befragung. Güte B. {ANSWERED}"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"interval": "none"},  # counted, nobody was asked
        {"n": float("nan")},  # hidden, or not delivered
        {"total": float("nan")},
        {"published_unit": "TSD_PERSONEN"},  # four thousand are no four persons
    ],
)
def test_it_says_nothing_of_answers_where_it_does_not_know_them(content: Content, change: dict):
    assert "Bekannt" not in explained(SURVEY | change, content)
