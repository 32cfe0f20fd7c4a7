"""The pages that tell how it is done: nothing is promised that is not there, and what is open is seen to be open."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from assets.editions.content import Content
from assets.editions.pages import accessibility, citation, goals, handout, imprint, methodology
from assets.editions.pages.page import Page
from assets.indicators.parity import HORIZONS
from assets.reference.seeds import Reference
from assets.reference.translated import translated
from reports.languages import Language, catalogue
from schemas.indicators import IndicatorValue
from schemas.publication import PUBLISHER_FIELDS
from tests.generators.pages import content_of, markup_of, read, rows_of, said_by, words_of

PAGES: list[Callable[[Content], Page]] = [
    goals.goals,
    methodology.methodology,
    handout.handout,
    accessibility.accessibility,
    imprint.imprint,
]
FILLED = {
    **{name: f"Angabe {name}" for name in PUBLISHER_FIELDS},
    "email": "buero@stadt.invalid",
    "report_email": "fehler@stadt.invalid",
    "base_url": "https://stadt.invalid/ausgaben/",
    "licence_url": "https://lizenz.invalid/",
}


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return content_of(reference)


@pytest.mark.parametrize("made", PAGES, ids=lambda made: made.__name__)
def test_a_page_that_tells_how_it_is_done_looks_at_no_figure(made: Callable[[Content], Page], content: Content):
    other = content_of(content.reference, values=IndicatorValue.empty().drop(columns="value"), kept_back=7)
    assert markup_of(made(content), content) == markup_of(made(other), other)


@pytest.mark.parametrize("made", PAGES, ids=lambda made: made.__name__)
def test_no_sentence_is_too_long_and_no_page_too_heavy(made: Callable[[Content], Page], content: Content):
    assert len(markup_of(made(content), content).encode()) <= 60_000
    for element in read(made(content), content).iter("p", "li", "dd", "h1", "h2"):
        for sentence in re.split(r"(?<=[.!?:;])\s", " ".join(element.text_content().split())):
            assert len(re.findall(r"[^\W\d_]+", sentence)) <= 25, sentence


@pytest.mark.parametrize("made", PAGES, ids=lambda made: made.__name__)
def test_every_link_inside_the_page_leads_somewhere(made: Callable[[Content], Page], content: Content):
    main = read(made(content), content)
    there = {element.get("id") for element in main.iter() if element.get("id")}
    inside = {link.get("href")[1:] for link in main.iter("a") if link.get("href", "").startswith("#")}
    assert inside <= there


def test_each_aim_leads_to_its_indicators_and_none_is_left_out(content: Content):
    main = read(goals.goals(content), content)
    linked = [link.get("href") for link in main.iter("a") if link.get("href").startswith("kennzahl-")]
    names = content.reference.indicators["id"].str.replace("_", "-")
    assert sorted(linked) == sorted(f"kennzahl-{name}.html" for name in names)


def test_the_history_names_every_joining_with_its_source(content: Content):
    told = rows_of(read(goals.goals(content), content).get_element_by_id("geschichte"))
    words = " ".join(row["Was geschah"] for row in told)
    assert all(name in words for name in content.reference.names.values())
    assert all(row["Quelle"] for row in told)
    assert next(row for row in told if "Hagen" in row["Was geschah"])["Tag oder Jahr"] == "27.11.2023"
    years = [re.search(r"\d{4}$", row["Tag oder Jahr"]).group() for row in told]
    assert years == sorted(years)


def test_numbers_in_words_are_those_of_the_rules(content: Content):
    """The aims say three and five years, and five, ten and fifteen; the methodology a half and a fifth."""
    reference = content.reference
    assert (reference.rule("trend_years"), reference.rule("trend_marker_years")) == ("3", "5")
    assert HORIZONS == [5, 10, 15]
    assert (reference.rule("grade_b_response"), reference.rule("grade_c_response")) == ("0.5", "0.2")


def test_every_definition_stands_on_the_page_with_what_it_may_be_compared_with(content: Content):
    table = read(methodology.methodology(content), content).get_element_by_id("definitionen")
    told = {row["Definition"]: row for row in rows_of(table)}
    assert list(told) == content.reference.definitions["label"].tolist()
    with_label = content.reference.labels("definition")
    assert told[with_label["ST_BEFR"]]["Vergleichbar mit"] == "mit keiner anderen Zahl"
    assert told[with_label["REG_LOKAL"]]["Vergleichbar mit"] == "nur innerhalb derselben Stadt"
    assert told[with_label["MZ_EG"]]["Vergleichbar mit"] == "nur mit derselben Definition"
    nationality = told[with_label["ST_STA"]]["Vergleichbar mit"]
    assert with_label["AUSL_REG"] in nationality
    assert with_label["REG_STA"] not in nationality
    assert with_label["AUSL_AZR"] not in told[with_label["AUSL_REG"]]["Vergleichbar mit"]


def test_every_break_method_and_status_stands_on_the_page(content: Content):
    main, reference = read(methodology.methodology(content), content), content.reference
    for table, seed in [("brueche", reference.breaks), ("erhebungsarten", reference.methods)]:
        assert len(rows_of(main.get_element_by_id(table))) == len(seed)
    statuses = rows_of(main.get_element_by_id("zeichen"))
    assert [row["Status in den Dateien"] for row in statuses] == reference.statuses["code"].tolist()


def test_the_thresholds_are_those_of_the_seed(content: Content):
    told = rows_of(read(methodology.methodology(content), content).get_element_by_id("regeln"))
    first = ["24 Monate", "50 Prozent der Befragten", "20 Prozent der Befragten", "1 Prozentpunkt", "5 Personen"]
    assert [row["Wert"] for row in told][:5] == first
    assert all(re.fullmatch(r"\d+ .+", row["Wert"]) for row in told)
    english = Language(code="en", locale="en", texts=catalogue("en"))
    there = replace(content, language=english, reference=translated(content.reference, english))
    table = read(methodology.methodology(there), there).get_element_by_id("regeln")
    assert "1 percentage point" in [row["Value"] for row in rows_of(table)]
    assert "50 percent of those asked" in [row["Value"] for row in rows_of(table)]
    assert set(methodology.RULES) <= set(content.reference.rules["rule"])


def test_a_licence_is_a_proposal_until_the_edition_is_published(content: Content):
    proposal = "Das ist ein Vorschlag"
    assert proposal in words_of(imprint.imprint(content), content)
    published = content_of(content.reference, stage="")
    assert proposal not in words_of(imprint.imprint(published), published)


def test_a_guess_is_no_count_of_everybody(content: Content):
    told = rows_of(read(methodology.methodology(content), content).get_element_by_id("erhebungsarten"))
    counted = {row["Erhebungsart"]: row["95-Prozent-Bereich"] for row in told}
    assert counted["Zensus"] == "keiner, es ist eine Vollerhebung"
    assert counted["Schätzung"] == "keiner, es ist keine Stichprobe"
    assert {row["Güte"] for row in told if "Vollerhebung" in row["95-Prozent-Bereich"]} == {"A"}


def test_the_hours_add_up_and_say_that_nobody_has_measured_them(content: Content):
    main = read(handout.handout(content), content)
    told = rows_of(main.get_element_by_id("aufwand"))
    whole = next(row for row in told if row["Schritt"] == "Zusammen, ohne Befragung")
    parts = [row["Stunden im ersten Jahr"].split(" bis ") for row in told[: told.index(whole)]]
    sums = [str(sum(int(part[side]) for part in parts)) for side in (0, 1)]
    assert whole["Stunden im ersten Jahr"].split(" bis ") == sums
    assert "niemand hat es gemessen" in main.text_content()
    assert "../daten/vorlage.xlsx" in [link.get("href") for link in main.iter("a")]


def test_what_is_checked_is_never_called_conform(content: Content):
    words = words_of(accessibility.accessibility(content), content)
    assert "konform" not in words.lower()
    assert "Geprüft mit" in words
    assert accessibility.TRANSLATED not in words


def test_what_nobody_filled_in_is_seen_and_gone_once_it_is_there(content: Content):
    filled = content_of(said_by(content.reference, **FILLED))
    for made, least in [(imprint.imprint, 8), (accessibility.accessibility, 3)]:
        assert words_of(made(content), content).count(citation.OPEN) >= least
        assert citation.OPEN not in words_of(made(filled), filled)
    shown = words_of(imprint.imprint(filled), filled)
    assert all(FILLED[name] in shown for name in ("name", "street", "town", "responsible", "supervision"))


def test_an_error_is_reported_by_mail_with_the_edition_in_the_subject(content: Content):
    filled = content_of(said_by(content.reference, **FILLED))
    main = read(imprint.imprint(filled), filled)
    section = main.get_element_by_id("fehler-melden")
    (link,) = [one for one in section.getparent().iter("a") if one.get("href").startswith("mailto:fehler@")]
    assert link.get("href") == "mailto:fehler@stadt.invalid?subject=Fehler%20in%20Ausgabe%202023%2C%20Fassung%201"


def test_hostile_facts_of_the_publisher_stay_text(content: Content):
    hostile = content_of(said_by(content.reference, name="<script>alert(1)</script>", phone='"><img onerror=x>'))
    main = read(imprint.imprint(hostile), hostile)
    assert not list(main.iter("script", "img"))
    assert "<script>alert(1)</script>" in main.text_content()
