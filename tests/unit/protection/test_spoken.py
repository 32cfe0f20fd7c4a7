"""A page may say what the tables print, rounded, about what the tables say it of; every other number is found."""

import pytest

from assets.protection.page_texts import texts
from assets.protection.published import network_rows, published_rows
from assets.protection.spoken import unexplained
from assets.reference.seeds import Reference
from tests.generators.printed import city, derived, edition, share

HERNE, HAGEN = ("Herne", "05916000"), ("Hagen", "05914000")
WHOLE = share("insgesamt", 1234, 4567, 5000)
FIGURES = [
    *city(*HERNE, WHOLE, share("leadership/AMT", None, 40), derived(WHOLE, "gap", -3.44, zaehler="", n="", gesamt="")),
    *city(*HAGEN, share("insgesamt", 777, 2000)),
]


@pytest.fixture
def found(reference: Reference):
    def run(page: str = "index", static: tuple[str, ...] = (), network: tuple[dict, ...] = (), **pages: str):
        files = edition(*FIGURES, network=network, **{page: pages.get("text", ""), **pages})
        files = {name.replace("_", "-"): content for name, content in files.items() if name != "text.html"}
        return unexplained(files, published_rows(files), network_rows(files), reference, static)

    return run


def spoken(markup: str) -> dict[str, str]:
    return {"text": f"<html><body>{markup}</body></html>"}


@pytest.mark.parametrize(
    "markup",
    [
        "<p>In Herne haben 1.234 von 4.567 eine Zuwanderungsgeschichte: 27 Prozent sind es nicht.</p>",
        "<p>Stand 30.06.2023, Zeile 2 der Lieferung herne-1: 27,0 oder 27,02 Prozent, Lücke −3,4.</p>",
        "<p>Für 2 von 2 Städten im Jahr 2023 gilt eine Quote (1 = Parität).</p>",
        "<p>Bevölkerung von 15 bis 74, Produktbereich 01 Innere Verwaltung, LG 2.1</p>",
        "<style>p { width: 3px }</style><svg width='3'><rect height='3'/></svg><a id='3' href='3.html'>weiter</a>",
    ],
    ids=["counts", "roundings, days, lines", "cities and years", "labels", "no text"],
)
def test_what_the_tables_print_may_be_said(found, markup: str):
    assert [one for one in found(**spoken(markup)) if "nennt 27," not in one] == []


@pytest.mark.parametrize(
    "markup",
    [
        "<svg><title>Amtsleitung: 3 Personen</title></svg>",
        "<svg><desc>Der kleinste Balken steht für 3.</desc></svg>",
        "<svg><g><text>Amtsleitung</text><text>3</text></g></svg>",
        "<img alt='Amtsleitung: 3 Personen'>",
        "<table><caption>Amtsleitung mit Zuwanderungsgeschichte: 3</caption></table>",
        "<td aria-label='drei, also 3'>geheim gehalten</td>",
        "<td data-wert='3'>geheim gehalten</td>",
        "<td title='3'>.</td>",
        "<!-- geheim: 3 -->",
        "<p>Es sind 3x so viele.</p>",
    ],
)
def test_a_hidden_number_is_found_wherever_it_is_said(found, markup: str):
    told = found(**spoken(markup))
    assert len(told) == 1
    assert "nennt 3, und keine Tabelle erklärt es" in told[0]


def test_a_hidden_number_in_the_description_of_a_page_is_found(found):
    head = "<html><head><meta name='description' content='Führung: 3'><meta name='viewport' content='scale=3'></head>"
    assert len(found(text=f"{head}<body></body></html>")) == 1


def test_a_decimal_too_many_and_a_wrong_rounding_are_found(found):
    assert found(**spoken("<p>27,1 Prozent</p>"))
    assert found(**spoken("<p>27,021 Prozent</p>"))
    assert not found(**spoken("<p>27,020 Prozent</p>"))


def test_a_number_of_another_city_explains_nothing(found):
    page = spoken("<p>2.000 Personen</p>")
    assert not found(**page)
    assert not found("stadt_hagen", **page)
    assert found("stadt_herne", **page)
    assert found(**spoken("<p>Herne: 2.000 Personen</p>"))


def test_a_row_of_a_table_is_explained_by_its_own_indicator_group_and_day(found):
    row = "<table><tr><th>Beschäftigte mit Zuwanderungsgeschichte</th><td>{}</td><td>{}</td><td>{}</td></tr></table>"
    level = "Führung: Amts- oder Fachbereichsleitung"
    assert not found("stadt_herne", **spoken(row.format("insgesamt", "30.06.2023", "1.234")))
    assert not found("stadt_herne", **spoken(row.format(level, "30.06.2023", "40")))
    assert found("stadt_herne", **spoken(row.format(level, "30.06.2023", "1.234")))
    assert found("stadt_herne", **spoken(row.format("insgesamt", "30.06.2022", "1.234")))
    assert found("stadt_herne", **spoken(row.replace("Beschäftigte", "Auszubildende").format("", "", "1.234")))


def test_a_day_or_year_that_no_figure_has_is_found(found):
    assert "nennt 31.12.2021" in found(**spoken("<p>Stand 31.12.2021</p>"))[0]
    assert "nennt 1987" in found(**spoken("<p>im Jahr 1987</p>"))[0]
    assert "nennt 3" in found(**spoken("<p>Zeile 3</p>"))[0]


def test_a_network_value_may_be_said_on_every_page(found):
    network = {"indicator": "share_staff", "base": "", "dimension": "", "group": "insgesamt", "view": ""}
    network |= {"unit": "ANTEIL", "status": "wert", "median": 0.3125, "city_count": 2}
    page = spoken("<p>Mitte aller Städte: 31,3 Prozent</p>")
    assert not found("stadt_herne", network=(network,), **page)
    assert found("stadt_herne", **page)


def test_texts_that_stand_there_whatever_the_figures_are_may_have_numbers(found):
    page = spoken("<p>Veröffentlicht waren 92 Personen.</p>")
    assert found(**page)
    assert not found(static=("Veröffentlicht waren 92 Personen.",), **page)
    # A browser shows one blank where a city wrote two.
    assert not found(static=("Veröffentlicht waren  92\nPersonen.",), **page)


def test_areas_outside_the_network_and_the_audit_itself_are_left_out(found):
    assert not found("vergleichswerte", **spoken("<p>Land: 7,7 Prozent</p>"))
    assert not found("datenqualitaet", **spoken("<p>47 Zahlen sind geheim.</p>"))


def test_pictures_are_read_like_pages_and_broken_ones_refused():
    picture = b"<svg xmlns='http://www.w3.org/2000/svg'><g><title>Kita</title><text>1,5</text></g></svg>"
    assert [one[:2] for one in texts("bild.svg", picture)] == [("Kita", "Kita | 1,5"), ("1,5", "Kita | 1,5")]
    with pytest.raises(ValueError, match=r"bild\.svg lässt sich nicht lesen"):
        texts("bild.svg", b"<svg>")


def test_the_version_of_an_edition_is_no_figure(found):
    assert found(**spoken("<footer><p>Ausgabe 2023, Fassung 17, Entwurf</p></footer>")) == []


def test_ticks_of_an_axis_are_no_figures_but_a_lone_label_is(found):
    axis = "<svg><g class='achse'>{}</g></svg>"
    ticks = "".join(f"<text>{number}</text>" for number in (0, 5, 10, 15))
    assert found(**spoken(axis.format(ticks))) == []
    assert found(**spoken(axis.format(ticks + "<text>3</text>")))
    assert found(**spoken(f"<svg><g class='marken'>{ticks}</g></svg>"))


def test_the_number_of_a_footnote_is_no_figure(found):
    mark = "<sup><a href='#fn-1' aria-label='Fußnote 3'>3</a></sup>"
    assert found(**spoken(f"<p>Herne{mark}</p>")) == []
    assert found(**spoken("<p>Herne<sup>3</sup></p>"))


def test_the_page_of_an_indicator_says_its_figures_without_naming_it(found):
    assert found(page="de/kennzahl-share_staff", text="<table><tr><th>Herne</th><td>27,0</td></tr></table>") == []
    assert found(page="de/kennzahl-share_leaders", text="<table><tr><th>Herne</th><td>27,0</td></tr></table>")


def test_a_part_of_a_long_page_is_judged_like_its_first(found):
    row = "<table><tr><th>Herne</th><td>27,0</td></tr></table>"
    assert found(page="de/kennzahl-share_staff-teil-2", text=row) == []
    assert found(page="de/kennzahl-share_leaders-teil-2", text=row)
    assert found(page="de/index-teil-2", text="<p>4711</p>")
    assert found(page="de/lieferungen-teil-2", text="<p>4711</p>") == []


def test_a_year_beside_a_day_is_another_one(found):
    words = "<table><tr><th>Herne</th><td>30.06.2023</td><td>von 27,0 (2023)</td></tr></table>"
    assert found(**spoken(words)) == []
