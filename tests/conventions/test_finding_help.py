"""Every finding can be corrected without asking: each code has its help, in a clerk's words, on the help page."""

import csv
import re

import pytest
from lxml import html

from assets.deliveries.answering.answers import help_file
from assets.reference.seeds import load_reference
from tests.conftest import SEEDS

with (SEEDS / "finding_codes.csv").open(encoding="utf-8", newline="") as file:
    CODES = list(csv.DictReader(file))
with (SEEDS / "finding_examples.csv").open(encoding="utf-8", newline="") as file:
    EXAMPLES = list(csv.DictReader(file))

# Words of the machine room. Names of menus stand in quotation marks and are what the clerk sees: „CSV UTF-8“.
JARGON = re.compile(
    r"\b(parser?\w*|exception\w*|encoding\w*|utf\w*|ascii|unicode|bytes?|none|string|array|token|regex\w*|syntax"
    r"|dtype|header|schema|stack|traceback|bug|debug|json|xml|zip|exit|thread|hash|index)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: entry["code"])
def test_a_finding_says_what_to_do_in_a_clerks_words(entry: dict[str, str]):
    help_text = entry["help"]
    assert len(help_text) >= 12 and help_text[0].isupper(), "Hilfe fehlt"
    assert help_text.rstrip("“)")[-1] in ".?!", "Der letzte Satz hat kein Ende"
    assert help_text == " ".join(help_text.split()) and "{" not in help_text
    assert len(re.findall(r"[.?!](?=\s|$)", help_text)) <= 5, "zu lang"
    assert JARGON.findall(re.sub(r"„[^“]*“", "", help_text)) == []
    assert JARGON.findall(re.sub(r"„[^“]*“|\{\w+\}|UTF-16", "", entry["message"])) == []


def test_the_help_page_has_an_anchor_for_every_code():
    document = html.document_fromstring(help_file(load_reference(SEEDS), SEEDS))
    sections = {one.get("id"): " ".join(one.text_content().split()) for one in document.iter("section")}
    assert sorted(sections) == sorted(entry["code"] for entry in CODES)
    assert [entry["code"] for entry in CODES if entry["help"] not in sections[entry["code"]]] == []
    assert "{" not in document.find(".//main").text_content()


def test_an_example_belongs_to_a_code_and_shows_a_difference():
    codes = [entry["code"] for entry in CODES]
    names = [example["code"] for example in EXAMPLES]
    assert set(names) <= set(codes) and len(set(names)) == len(names)
    assert [
        example["code"] for example in EXAMPLES if not example["wrong"] or example["wrong"] == example["right"]
    ] == []
