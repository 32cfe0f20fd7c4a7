"""Long pages in parts: every row stands on one of them, none is too heavy, and links into them lead there."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.editions.content import Content
from assets.editions.pages import parts as module
from assets.editions.pages.page import Page
from assets.editions.pages.parts import led_on, places, weights, whole_name
from assets.reference.seeds import Reference
from reports.spec import Cell, Column, Footnote, RowGroup, TableSpec
from tests.generators.pages import content_of, read, words_of

COLUMNS = [Column("stadt", "Stadt"), Column("wert", "Wert", "number"), Column("grund", "Grund", "wide")]
# So many of these rows fill a page: each weighs 200 of its 43,000 bytes.
FULL = 215


def in_parts(page: Page) -> list[Page]:
    return module.in_parts(page, weights(page))


def table(name: str, rows: int, group: str = "", notes: tuple[str, ...] = ()) -> TableSpec:
    body = []
    for at in range(rows):
        said, anchor = f"{name} {at}", f"{name}-{at}"
        reason = "x" * (200 - 3 * 25 - len(said) - len(anchor))
        body.append([Cell(said, anchor=anchor), Cell(value=at), Cell(reason, notes=notes)])
    groups = [RowGroup(body, group)] if body else []
    return TableSpec(name, f"Tabelle {name}", COLUMNS, groups, footnotes=[Footnote(one, "Bemerkung") for one in notes])


def page(*tables: TableSpec, **named: object) -> Page:
    return Page("kennzahl-gap.html", "indicator.html", "Lücke", {**named, "tables": list(tables)})


def rows(parts: list[Page]) -> list[str]:
    return [row[0].text for part in parts for one in part.tables() for row in one.rows()]


def test_a_page_that_is_light_enough_stays_as_it_is():
    light = page(table("a", FULL // 2), table("b", FULL // 2))
    assert in_parts(light) == [light]
    assert places([light]) == {}


def test_a_part_ends_between_tables_and_is_named_by_what_it_begins_with():
    parts = in_parts(page(table("a", 150), table("b", 150), table("c", 30)))
    assert [part.name for part in parts] == ["kennzahl-gap.html", "kennzahl-gap-teil-2.html"]
    assert [[one.id for one in part.tables()] for part in parts] == [["a"], ["b", "c"]]
    assert [list(part.parts) for part in parts] == 2 * [
        [("kennzahl-gap.html", "Tabelle a"), ("kennzahl-gap-teil-2.html", "Tabelle b")]
    ]
    assert parts[1].title == "Lücke: Tabelle b"


def test_a_table_longer_than_a_page_goes_on_with_its_group_and_its_footnotes():
    parts = in_parts(page(table("a", FULL + 20, "Städte", notes=("n",))))
    assert [len(rows([part])) for part in parts] == [FULL, 20]
    assert [one.groups[0].label for part in parts for one in part.tables()] == ["Städte", "Städte"]
    assert parts[1].tables()[0].used_notes() == [Footnote("n", "Bemerkung")]
    assert parts[1].parts[1][1] == f"Tabelle a, ab a {FULL}"


def test_a_table_that_a_template_asks_for_begins_on_the_first_part():
    long = Page("daten.html", "data.html", "Daten", {"files": table("a", FULL), "codes": table("b", 30), "more": 1})
    first, second = in_parts(long)
    # Ten rows of the second have their place beside as many of the first as there is room for.
    assert [(one.id, len(list(one.rows()))) for one in first.tables()] == [("a", FULL - 10), ("b", 10)]
    assert first.values["more"] == 1
    assert [(one.id, len(list(one.rows()))) for one in second.tables()] == [("a", 10), ("b", 20)]


def test_a_chart_takes_room_from_the_tables():
    assert len(in_parts(page(table("a", FULL)))) == 1
    assert len(in_parts(page(table("a", FULL), chart="<svg></svg>"))) == 2


def test_a_row_heavier_than_a_page_does_not_stop_it():
    heavy = replace(table("a", 2), groups=[RowGroup([[Cell("x", picture="<svg/>")] * 3] * 2)])
    many = Page("p.html", "x", "P", {"tables": [replace(heavy, id=f"t{at}") for at in range(100)]})
    assert len(rows(in_parts(many))) == 200


@given(st.lists(st.integers(0, 400), max_size=4), st.integers(0, 400), st.booleans())
@settings(max_examples=40)
def test_every_row_stands_on_one_part_in_its_order_and_no_part_is_too_long(sizes: list[int], named: int, chart: bool):
    given_ = page(*(table(f"t{at}", size) for at, size in enumerate(sizes)), chart="x" if chart else "")
    values = {"named": table("n", named), **given_.values}
    parts = in_parts(replace(given_, values=values))
    whole = [row[0].text for one in replace(given_, values=values).tables() for row in one.rows()]
    assert sorted(rows(parts)) == sorted(whole)
    for number in range(len(sizes)):
        own = [row for row in rows(parts) if row.startswith(f"t{number} ")]
        assert own == [f"t{number} {at}" for at in range(sizes[number])]
    assert all(len(rows([part])) <= FULL + 10 for part in parts)
    assert all(rows([part]) for part in parts[1:])
    assert len({part.name for part in parts}) == len({part.title for part in parts}) == len(parts)
    assert all(whole_name(part.name) == "kennzahl-gap.html" for part in parts)


def test_other_languages_have_the_parts_of_the_german_page():
    german = page(table("a", FULL + 20))
    longer = page(replace(table("a", FULL + 20), caption="The same table, with more words in every one of its cells"))
    for row in longer.tables()[0].rows():
        row[2] = Cell(row[2].text * 2)  # type: ignore[index]
    parts = module.in_parts(longer, weights(german))
    assert [len(rows([part])) for part in parts] == [FULL, 20]
    with pytest.raises(ValueError, match="verschiedene Zeilen"):
        module.in_parts(page(table("a", 3)), weights(german))


def test_a_link_into_a_long_page_leads_to_the_part_where_the_place_is():
    moved = places(in_parts(page(table("a", 150), table("b", 150))))
    text = (
        '<a href="kennzahl-gap.html#b-7">1</a> <a href="../de/kennzahl-gap.html#b">2</a> <a href="#b-7">3</a> '
        '<a href="kennzahl-gap.html#a-7">4</a> <a href="kennzahl-gap.html">5</a> kennzahl-gap.html#b-7'
    )
    led = led_on(text.encode(), moved).decode()
    assert led == text.replace('"kennzahl-gap.html#b-7"', '"kennzahl-gap-teil-2.html#b-7"').replace(
        "/kennzahl-gap.html#b", "/kennzahl-gap-teil-2.html#b"
    )
    assert led_on(text.encode(), {}) == text.encode()


def test_a_reader_sees_all_parts_and_the_way_to_the_next(reference: Reference):
    content: Content = content_of(reference)
    first, second = in_parts(Page("lieferungen.html", "receipts.html", "Lieferungen", {"receipts": table("a", 230)}))
    assert [(link.get("href"), link.text) for link in read(first, content).xpath(".//nav/a")] == [
        ("lieferungen-teil-2.html", "Tabelle a, ab a 215")
    ]
    assert read(first, content).xpath(".//nav/*[@aria-current]/text()") == ["Tabelle a"]
    assert "Weiter: Tabelle a, ab a 215" in words_of(first, content)
    assert "Weiter" not in words_of(second, content)
    assert [link.get("href") for link in read(second, content).xpath(".//nav/a")] == ["lieferungen.html"]
