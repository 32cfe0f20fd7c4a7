"""The page of a city: no empty columns, no blank where a number could be."""

from lxml import html

from assets.editions.cells import sentences
from assets.editions.comparison import city_message
from assets.editions.figures import unit_words
from assets.editions.pages.city import cities
from assets.reference.seeds import Reference
from reports.languages import GERMAN
from reports.spec import Cell, TableSpec
from reports.table import table_html
from tests.generators.small_content import small_content


def tables(reference: Reference) -> list[TableSpec]:
    return [table for page in cities(small_content(reference)) for table in page.values["tables"]]


def test_a_column_without_anything_is_left_out(reference: Reference):
    shown = tables(reference)
    columns = [[row[place] for row in table.rows()] for table in shown for place in range(len(table.columns))]
    assert len(shown) > 1
    assert [cells for cells in columns if all(cell == Cell() for cell in cells)] == []


def test_what_one_means_is_said_of_each_quotient(reference: Reference):
    """Parity is about staff and residents; of two chances one says that they are alike."""
    content = small_content(reference)
    assert unit_words("QUOTE", "ratio", content) == "1 = Parität"
    others = reference.indicators.loc[reference.indicators["unit"].eq("QUOTE"), "id"]
    assert {unit_words("QUOTE", one, content) for one in others if one != "ratio"} == {"1 = gleich"}


def test_sentences_of_cities_stand_after_each_other_with_one_sign_at_their_ends():
    assert sentences("Güte A", "unter Parität", "nur  17\nAntworten. ") == "Güte A. Unter Parität. Nur 17 Antworten."
    assert sentences("", "Warum?", "Darum!") == "Warum? Darum!"
    assert sentences("", " ") == ""


def test_the_sentence_of_a_city_says_how_old_its_figure_is():
    gap = {"name": "Herne", "value": 16.3495, "base": "share_nationality", "status": "wert", "date": "", "year": 2021}
    gap |= {"population_value": 0.195, "share": 0.0314}
    assert city_message(gap, GERMAN).endswith("unter den Beschäftigten 3,1 Prozent. Stand: 2021.")
    assert city_message(gap | {"date": "2021-06-30"}, GERMAN).endswith("Stand: 30.06.2021.")


def test_a_number_that_a_row_does_not_have_is_no_blank(reference: Reference):
    for table in tables(reference):
        shown = html.fragment_fromstring(table_html(table), create_parent="div")
        assert [cell for cell in shown.find_class("zahl") if not cell.text_content().strip()] == []
