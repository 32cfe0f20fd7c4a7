"""The public log: honest where nothing is published yet, readable where something has changed, with its reason."""

import pandas as pd

from assets.editions.changes import changes
from assets.editions.content import Content
from assets.editions.pages.changes import LOG_NAME, changes_page, log_rows
from assets.reference.seeds import Reference
from tests.generators.pages import content_of, read, rows_of, words_of
from tests.generators.printed import derived, share
from tests.unit.editions.test_changes import current, edition
from tests.unit.editions.test_feed import DELIVERY

WHOLE = share("insgesamt", 94, 3001, ags="05916000", empfang="herne-1")


def delivered(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([DELIVERY | row for row in rows])


def page_words(content: Content, changed: pd.DataFrame) -> str:
    return words_of(changes_page(content, changed), content)


def test_today_the_page_says_that_nothing_is_published(reference: Reference):
    content = content_of(reference)
    nothing = changes([], current(2023, WHOLE))
    assert "Bisher ist keine Ausgabe veröffentlicht." in page_words(content, nothing)
    links = read(changes_page(content, nothing), content).iter("a")
    assert "../aenderungen.atom" in [link.get("href") for link in links]


def test_no_change_is_said_too(reference: Reference):
    earlier = [edition(2022, 1, WHOLE)]
    words = page_words(content_of(reference, earlier=earlier), changes(earlier, current(2023, WHOLE)))
    assert "hat sich keine Zahl geändert" in words


def test_a_correction_is_told_in_percent_with_the_delivery_that_brought_it(reference: Reference):
    earlier = [edition(2023, 1, WHOLE, derived(WHOLE, "gap", 16.35))]
    new = share("insgesamt", 96, 3001, ags="05916000", empfang="herne-2")
    found = changes(earlier, current(2023, new, derived(new, "gap", 16.28)))
    deliveries = delivered({}, {"receipt": "herne-2", "number": 2, "replaces": "herne-1"})
    content = content_of(reference, earlier=earlier, deliveries=deliveries)
    table = rows_of(read(changes_page(content, found), content).get_element_by_id("aenderungen"))
    share_row = next(row for row in table if row["Kennzahl"] == "Beschäftigte mit Zuwanderungsgeschichte")
    assert share_row == {
        "Ausgabe": "2023, Fassung 2",
        "Stadt": "Herne",
        "Kennzahl": "Beschäftigte mit Zuwanderungsgeschichte",
        "Jahr": "2023",
        "Bisher": "3,1 Prozent",
        "Jetzt": "3,2 Prozent",
        "Art": "Korrektur",
        "Grund": "Berichtigte Lieferung herne-2.",
    }
    gap = next(row for row in table if row["Kennzahl"].startswith("Repräsentationslücke"))
    assert (gap["Bisher"], gap["Jetzt"]) == ("+16,4 Prozentpunkte", "+16,3 Prozentpunkte")


def test_a_withdrawn_delivery_and_a_new_computation_are_reasons_too(reference: Reference):
    earlier = [edition(2023, 1, WHOLE)]
    withdrawn = content_of(reference, earlier=earlier, deliveries=delivered({"state": "ZURÜCKGEZOGEN"}))
    gone = changes(earlier, current(2023, share("sex/W", 40, 1500)))
    rows = log_rows(gone, withdrawn)
    assert rows.loc[rows["gruppe"].eq("insgesamt"), "grund"].tolist() == ["Zurückgezogene Lieferung herne-1."]
    again = changes(earlier, current(2023, WHOLE | {"wert": "0.5"}))
    assert log_rows(again, withdrawn)["grund"].tolist() == ["Neu gerechnet aus denselben Lieferungen."]


def test_a_hidden_figure_is_told_by_its_status_and_a_group_by_its_name(reference: Reference):
    earlier = [edition(2023, 1, share("sex/W", 40, 1500, ags="05916000"))]
    content = content_of(reference, earlier=earlier)
    found = changes(earlier, current(2023, share("sex/W", None, None, ags="05916000")))
    (row,) = rows_of(read(changes_page(content, found), content).get_element_by_id("aenderungen"))
    assert row["Jetzt"] == "geheim gehalten"
    assert row["Kennzahl"] == "Beschäftigte mit Zuwanderungsgeschichte: Geschlecht: weiblich"


def test_of_very_many_changes_the_page_shows_some_and_leads_to_all(reference: Reference):
    old = [share(f"task_area/{number}", 10, 100, ags="05916000", sozialraum=str(number)) for number in range(150)]
    new = [share(f"task_area/{number}", 11, 100, ags="05916000", sozialraum=str(number)) for number in range(150)]
    earlier = [edition(2023, 1, *old)]
    content = content_of(reference, earlier=earlier)
    found = changes(earlier, current(2023, *new))
    main = read(changes_page(content, found), content)
    assert len(rows_of(main.get_element_by_id("aenderungen"))) == 100
    assert f"../{LOG_NAME}" in [link.get("href") for link in main.iter("a")]
    assert len(log_rows(found, content)) == 150
