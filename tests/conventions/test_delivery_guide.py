"""The guide for cities names the forms as they are: their columns, what is required, the words of their lists."""

import re

import pytest

from assets.deliveries.arrival.filenames import parse
from assets.deliveries.checking.check import check_delivery
from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.numbers import SIGNS
from assets.reference.seeds import load_reference
from reports.feedback.report import VERDICTS
from schemas.deliveries import State
from schemas.forms import FORMS
from tests.conftest import ROOT, SEEDS

GUIDE = (ROOT / "docs" / "lieferung.md").read_text(encoding="utf-8")
REFERENCE = load_reference(SEEDS)
# Heading → the text below it.
SECTIONS = dict(re.findall(r"^#{2,3} (.+)\n((?:(?!#{2,3} ).*\n)*)", GUIDE, flags=re.MULTILINE))


def table(section: str) -> dict[str, tuple[str, bool]]:
    """Column → its words and whether it is required."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (ja )?\|$", SECTIONS[section], flags=re.MULTILINE)
    return {name: (words, bool(required)) for name, words, required in rows}


def columns(form: str) -> dict[str, tuple[str, bool]]:
    """What the guide says of the columns of a form; its own table goes before the common one."""
    common, own = table("Spalten mehrerer Formulare"), table(f"`{form}`")
    return {name: words for name, words in {**common, **own}.items() if name in own or name in FORMS[form].headers}


def test_the_guide_names_the_seven_forms():
    listed = re.findall(r"^\| `(\w+)` \|", GUIDE.split("\n## ")[0], flags=re.MULTILINE)
    assert listed == list(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_header_copied_from_the_guide_is_the_forms(form: str):
    (header,) = re.findall(r"^Spalten: `(\S+)`$", SECTIONS[f"`{form}`"], flags=re.MULTILINE)
    assert header.split(";") == list(FORMS[form].headers)


@pytest.mark.parametrize("form", FORMS)
def test_every_column_is_explained_with_its_duty(form: str):
    required = {name: required for name, (_, required) in columns(form).items()}
    assert required == {field.german: field.required for field in FORMS[form].fields}


@pytest.mark.parametrize("form", FORMS)
def test_the_words_the_guide_offers_are_accepted(form: str):
    for field in FORMS[form].fields:
        labels = REFERENCE.labels(field.codes) if field.kind == "code" else {}
        offered = re.findall(r"„([^“]+)“", columns(form)[field.german][0])
        assert [word for word in offered if labels and word not in {*labels, *labels.values()}] == []


def test_the_signs_of_the_guide_are_the_programs():
    said = "".join(re.findall(r"^\| (.+?) \| ", SECTIONS["Zahlen, Tage und Zeichen"], flags=re.MULTILINE))
    assert [sign for sign in SIGNS if len(sign) == 1 and sign not in "·•" and sign not in said] == []


def test_the_example_of_the_guide_is_accepted():
    (example,) = re.findall(r"```csv\n(.*?)```", GUIDE, flags=re.DOTALL)
    expected = Expected({"05916000": "Herne"}, 2023, "Herne", "gewinnung")
    checked = check_delivery(example.encode(), expected, REFERENCE)
    assert (checked.state, checked.findings) == (State.ACCEPTED, [])


def test_the_nil_return_of_the_guide_is_one():
    (said,) = re.findall(r"nur steht: `(.+?)`", GUIDE)
    expected = Expected({"05916000": "Herne"}, 2023, "Herne", "massnahmen")
    assert check_delivery(said.encode(), expected, REFERENCE).nil == ["massnahmen"]


def test_file_names_and_states_of_the_guide_exist():
    names = set(re.findall(r"`(\w+_\d{4}\.\w+)`", GUIDE))
    assert names and [name for name in names if parse(name) is None] == []
    labels = REFERENCE.labels("delivery_state")
    told = set(re.findall(r"^\* \*\*([^*:]+)\*\*:", SECTIONS["Was Sie zurückbekommen"], flags=re.MULTILINE))
    assert told == {labels[state] for state in VERDICTS} - {labels[State.ARCHIVED], labels[State.IN_CHECK]}
