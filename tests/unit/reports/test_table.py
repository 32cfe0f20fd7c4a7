"""One table specification becomes one accessible table."""

import pytest
from lxml import html

from reports.table import Cell, Column, TableSpec, table_html

SPEC = TableSpec(
    id="probe",
    caption="Anteile",
    note="Nur eine Probe.",
    columns=[
        Column("stadt", "Stadt"),
        Column("anteil", "Anteil in Prozent", "number"),
        Column("grund", "Grund", "wide"),
    ],
    rows=[
        [Cell("Bochum", href="stadt-bochum.html"), Cell("nicht geliefert", missing=True), Cell("<b>keine Zahl</b>")],
        [Cell("Herne"), Cell("3,1"), Cell("**gut** & wahr")],
    ],
    source="Quelle: <script>",
)


def test_the_table_is_small_and_clean():
    table = html.fragment_fromstring(table_html(SPEC), create_parent="div")
    assert [cell.text_content() for cell in table.iterfind(".//thead//th")] == ["Stadt", "Anteil in Prozent", "Grund"]
    assert [cell.get("scope") for cell in table.iterfind(".//thead//th")] == ["col"] * 3
    assert [cell.get("scope") for cell in table.iterfind(".//tbody//th")] == ["row"] * 2
    assert table.find(".//caption/span").text == "Anteile"
    assert len(table.findall(".//thead/tr")) == 1
    assert table.find(".//style") is None
    assert not table.xpath("//@style")
    assert table.find("div").get("tabindex") == "0"


def test_cells_keep_their_words_and_nothing_becomes_markup():
    table = html.fragment_fromstring(table_html(SPEC), create_parent="div")
    cells = [[cell.text_content() for cell in row] for row in table.iterfind(".//tbody/tr")]
    assert cells == [["Bochum", "nicht geliefert", "<b>keine Zahl</b>"], ["Herne", "3,1", "**gut** & wahr"]]
    assert table.find(".//b") is None
    assert table.find(".//script") is None
    assert table.find(".//tbody//a").get("href") == "stadt-bochum.html"


def test_the_same_specification_gives_the_same_bytes():
    assert table_html(SPEC) == table_html(SPEC)


def test_a_table_without_rows_keeps_its_header():
    empty = TableSpec(id="leer", caption="Leer", columns=SPEC.columns, rows=[])
    assert html.fragment_fromstring(table_html(empty)).findall(".//tbody/tr") == []


@pytest.mark.parametrize(
    "spec",
    [
        {"columns": [Column(str(number), "x") for number in range(9)], "rows": []},
        {"columns": SPEC.columns, "rows": [[Cell("zu kurz")]]},
    ],
)
def test_a_table_that_cannot_be_read_is_refused(spec: dict):
    with pytest.raises(ValueError, match="probe"):
        TableSpec(id="probe", caption="x", **spec)
