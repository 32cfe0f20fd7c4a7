"""One table specification becomes one accessible table."""

from dataclasses import replace

import pytest
from lxml import html

from reports.languages import Language
from reports.spec import Cell, Column, Footnote, RowGroup, Sign, TableSpec
from reports.table import table_html

SECRET = Sign("geheim", ".", "geheim gehalten")
GUESS = Sign("schaetzung", "s", "geschätzt")
ABSENT = Sign("nicht_geliefert", "nicht geliefert", "nicht geliefert")
ROWS = [
    [Cell("Bochum", href="stadt-bochum.html"), Cell(sign=ABSENT), Cell("<b>keine Zahl</b>")],
    [Cell("Herne"), Cell(value=3.05, notes=("tag",)), Cell("**gut** & wahr", notes=("tag", "art"))],
    [Cell("Essen"), Cell(value=12, sign=GUESS, before="etwa", decimals=0), Cell("")],
    [Cell("Hagen"), Cell(sign=SECRET), Cell("")],
]
SPEC = TableSpec(
    id="probe",
    caption="Anteile",
    note="Nur eine Probe.",
    columns=[
        Column("stadt", "Stadt"),
        Column("anteil", "Anteil in Prozent", "number", decimals=1),
        Column("grund", "Grund", "wide"),
    ],
    groups=[RowGroup(ROWS[:2], "Kontraktstädte"), RowGroup(ROWS[2:], "nachrichtlich")],
    footnotes=[Footnote("art", "Andere Art."), Footnote("tag", "Anderer Tag."), Footnote("nie", "Nie gebraucht.")],
    source="Quelle: <script>",
)


def built(spec: TableSpec = SPEC) -> html.HtmlElement:
    return html.fragment_fromstring(table_html(spec), create_parent="div")


def seen(cell: html.HtmlElement) -> str:
    return cell.text_content().replace("\N{NO-BREAK SPACE}", " ")


def test_the_table_is_small_and_clean():
    table = built()
    assert [cell.text_content() for cell in table.iterfind(".//thead//th")] == ["Stadt", "Anteil in Prozent", "Grund"]
    assert [cell.get("scope") for cell in table.iterfind(".//thead//th")] == ["col"] * 3
    assert [cell.get("scope") for cell in table.iterfind(".//tbody//th")] == ["rowgroup", "row", "row"] * 2
    assert table.find(".//caption/span").text == "Anteile"
    assert len(table.findall(".//thead/tr")) == 1
    assert table.find(".//style") is None
    assert not table.xpath("//@style")
    region = table.find("div")
    assert region.get("tabindex") == "0"
    assert table.get_element_by_id(region.get("aria-labelledby")).text == "Anteile"


def test_cells_keep_their_words_and_nothing_becomes_markup():
    table = built()
    cells = [[seen(cell) for cell in row] for row in table.xpath(".//tbody/tr[not(@class)]")]
    assert cells == [
        ["Bochum", "nicht geliefert", "<b>keine Zahl</b>"],
        ["Herne", "3,11", "**gut** & wahr12"],
        ["Essen", "etwa 12 s geschätzt", ""],
        ["Hagen", ". geheim gehalten", ""],
    ]
    assert table.find(".//b") is None
    assert table.find(".//script") is None
    assert table.find(".//tbody//a").get("href") == "stadt-bochum.html"


def test_a_sign_is_seen_and_its_words_are_read_aloud():
    cell = built().xpath(".//tr[th='Hagen']/td")[0]
    assert (cell[0].get("aria-hidden"), cell[0].get("title"), cell[0].text) == ("true", "geheim gehalten", ".")
    assert (cell[1].get("class"), cell[1].text.strip()) == ("leise", "geheim gehalten")
    assert built().find_class("zeichen")[0].text == "Zeichen: . geheim gehalten; s geschätzt"


def test_footnotes_are_numbered_as_they_are_met_and_lead_there_and_back():
    table = built()
    assert [line.text for line in table.iterfind(".//ol/li")] == ["Anderer Tag. ", "Andere Art. "]
    ids = {one.get("id") for one in table.iter() if one.get("id")}
    links = [link.get("href") for link in table.iter("a") if link.get("href").startswith("#")]
    assert len(links) == 5
    assert {link.removeprefix("#") for link in links} <= ids
    assert len(ids) == len([one for one in table.iter() if one.get("id")])


def test_a_number_keeps_its_minus_on_the_left_where_one_reads_from_right_to_left():
    arabic = Language("ar", "ar", "rtl")
    spec = replace(SPEC, groups=[RowGroup([[Cell("أ"), Cell(value=-16.5), Cell("")]])], language=arabic, footnotes=())
    number = built(spec).find(".//bdi")
    assert (number.get("dir"), number.text) == ("ltr", "\N{MINUS SIGN}16.5")


def test_a_picture_keeps_its_names():
    picture = '<svg viewBox="0 0 1 1" role="img"><path d="M0 0"/></svg>'
    spec = replace(SPEC, groups=[RowGroup([[Cell("Herne"), Cell(picture=picture), Cell("")]])], footnotes=())
    assert 'viewBox="0 0 1 1"' in table_html(spec)


def test_the_same_specification_gives_the_same_bytes():
    assert table_html(SPEC) == table_html(SPEC)


def test_a_table_without_rows_keeps_its_header():
    empty = TableSpec(id="leer", caption="Leer", columns=SPEC.columns, groups=[])
    assert built(empty).findall(".//tbody/tr") == []
    assert len(built(empty).findall(".//thead//th")) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": [Column(str(number), "x") for number in range(9)], "groups": []},
        {"groups": [RowGroup([[Cell("zu kurz")]])]},
        {"caption": "x" * 101},
        {"footnotes": []},
    ],
)
def test_a_table_that_cannot_be_read_is_refused(wrong: dict):
    with pytest.raises(ValueError, match="probe"):
        replace(SPEC, **wrong)
