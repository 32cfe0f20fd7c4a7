"""Pictures of several cities: on one axis stands only what is counted alike, and a mark says what counts less."""

import pandas as pd
import pytest
from lxml import etree

from assets.editions.content import Content
from assets.editions.pictures.courses import lines_of
from assets.editions.pictures.gap_pictures import MOST_DRAWN, gap_chart, gap_map, mark_of
from assets.editions.pictures.side_by_side import indicator_chart
from assets.reference.seeds import Reference
from schemas.indicators import IndicatorValue
from tests.generators.pages import content_of

CENSUS, REGISTER, LOCAL = ("Z22_EG", "ZENSUS"), ("REG_STA", "MELDEREGISTER"), ("REG_LOKAL", "MELDEREGISTER")
LABEL = "Einwanderungsgeschichte (Zensus 2022)"


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return content_of(reference)


def figure(city: str, value: float | None, way: tuple[str, str], year: int = 2022, **more: object) -> dict:
    whole = dict.fromkeys(IndicatorValue.to_schema().columns, "")
    whole |= {"ags": city, "name": city, "slug": city, "indicator": "share_population", "group": "insgesamt"}
    whole |= {"definition": way[0], "method": way[1], "scope": "STADT", "unit": "ANTEIL", "grade": "A"}
    whole |= {"value": value, "low": None, "high": None, "n": 1000, "year": year, "line": 1, "value_kind": "WERT"}
    return whole | {"status": "wert" if value is not None else "nicht_geliefert", "date": ""} | more


def rows_of(picture: str) -> list[str]:
    """What a picture says, row by row, and nothing of its axis."""
    texts = (text.text for text in etree.fromstring(picture).iter("{*}text", "text"))
    return [text for text in texts if text]


def drawn(content: Content, *figures: dict) -> tuple[list[str], str]:
    picture, counted = indicator_chart("Anteil", pd.DataFrame(figures), content)
    return rows_of(picture) if picture else [], counted


def test_a_figure_that_is_counted_otherwise_gets_no_dot_beside_the_others(content: Content):
    told, counted = drawn(
        content, figure("Bochum", 0.249, CENSUS), figure("Essen", 0.3, CENSUS), figure("Hagen", 0.459, REGISTER, 2023)
    )
    assert {"24,9", "30,0", "anders gezählt, siehe Tabelle"} <= set(told)
    assert "45,9" not in told
    assert counted == LABEL


def test_a_city_with_both_shows_the_figure_that_is_counted_as_elsewhere(content: Content):
    told, counted = drawn(
        content,
        *(figure("Bochum", 0.249, CENSUS), figure("Essen", 0.3, CENSUS), figure("Hagen", 0.328, CENSUS)),
        figure("Hagen", 0.459, REGISTER, 2023),
    )
    assert {"24,9", "30,0", "32,8"} <= set(told)
    assert not {"45,9", "anders gezählt, siehe Tabelle"} & set(told)
    assert counted == LABEL


def test_where_all_count_alike_nothing_more_is_said(content: Content):
    told, counted = drawn(
        content, figure("Bochum", 0.249, CENSUS), figure("Essen", None, CENSUS), figure("Hagen", 0.3, CENSUS)
    )
    assert "nicht geliefert" in told
    assert counted == ""


def test_there_is_no_picture_of_what_no_two_cities_count_alike(content: Content):
    one = figure("Bochum", 0.249, CENSUS)
    assert drawn(content, one, figure("Hagen", 0.459, REGISTER)) == ([], "")
    assert drawn(content, one, figure("Hagen", 0.459, CENSUS, grade="D")) == ([], "")
    assert drawn(content, figure("Bochum", 0.2, LOCAL), figure("Hagen", 0.4, LOCAL)) == ([], "")


def test_of_two_ways_that_as_many_cities_have_migration_history_goes_first(content: Content):
    nationality = ("AUSL_REG", "MELDEREGISTER")
    figures = [
        figure(city, 0.1 * at, way) for way in (nationality, CENSUS) for at, city in enumerate(("Bochum", "Essen"), 1)
    ]
    assert drawn(content, *figures)[1] == LABEL


def test_so_many_cities_are_drawn_and_not_one_more(content: Content):
    cities = [figure(f"Stadt {at}", 0.01 * at, CENSUS) for at in range(MOST_DRAWN + 1)]
    assert drawn(content, *cities[:-1])[0]
    assert drawn(content, *cities) == ([], "")


def compared(name: str, base: str, status: str = "wert") -> dict:
    shares = {"share": 0.2, "share_low": None, "share_high": None, "population_value": 0.3}
    return {"ags": name, "name": name, "base": base, "status": status, "value": 10.0, **shares}


def test_chart_and_map_mark_a_gap_of_nationality_only(content: Content):
    rows = [compared("Herne", "share_nationality"), compared("Essen", "share_staff")]
    assert {"Herne *", "Essen"} <= set(rows_of(gap_chart(rows, content)))
    assert {"+10,0 *", "+10,0"} <= set(rows_of(gap_map(rows, content)))
    assert mark_of(rows) == "*"
    assert mark_of(rows[1:]) == mark_of([compared("Herne", "share_nationality", "nicht_vergleichbar")]) == ""


def test_a_break_in_a_definition_stands_in_the_sparkline(content: Content):
    ages = [figure("05911000", 0.2, ("AUSL_FORT", "FORTSCHREIBUNG"), year) for year in (2009, 2010, 2011, 2012)]
    history = pd.DataFrame(ages)
    (cell,) = lines_of(history.tail(1), history, content).values()
    assert "ab 2011 anders gezählt" in cell.text
    assert "stroke-dasharray" in cell.picture
