"""A PDF tells a screen reader the truth: each cell under its own headers, as the table says it."""

from reports.pdf import pdf
from reports.printed import printed
from reports.spec import Cell, Column, RowGroup, TableSpec
from reports.table import table_html
from tests.generators.specs import FULL
from tests.readers.tag_tree import TagTree
from tests.readers.tag_truth import untruths

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 80 20" width="80" height="20">'
    "<title>Ahorn: von 11 auf 18</title><path d='M0 9L80 2' stroke='#000'/></svg>"
)


def tagged(body: str) -> TagTree:
    page = f'<html lang="de"><title>Probe</title><body><main><h1>Probe</h1>{body}</main></body></html>'
    return TagTree(pdf(page, title="Probe", language="de"))


def test_each_cell_names_its_row_and_its_column():
    parts = printed(FULL, {})
    tables = tagged("".join(table_html(one) for one in parts)).tables()
    assert len(tables) == len(parts) == 2
    for table, spec in zip(tables, parts, strict=True):
        assert list(untruths(table, spec)) == []
        assert [cell.column for cell in table.rows[0]] == [[column.label] for column in spec.columns[1:]]


def test_a_table_over_several_pages_repeats_its_headers():
    rows = "".join(f"<tr><th scope=row>Stadt {n}</th><td>{n}</td></tr>" for n in range(150))
    table = "<table><caption>Lang</caption><thead><tr><th scope=col>Stadt<th scope=col>Wert</thead>"
    found = tagged(f"{table}<tbody>{rows}</tbody></table>").tables()
    assert [one.caption for one in found] == ["Lang"]
    assert [(cell.text, cell.row, cell.column) for row in found[0].rows for cell in row] == [
        (str(n), [f"Stadt {n}"], ["Wert"]) for n in range(150)
    ]


def test_a_header_of_two_rows_is_caught():
    """The fault that made flat headers a rule: the right number under the wrong name, or under none."""
    labels = ["Stadt", "Beschäftigte", "Bevölkerung", "Lücke"]
    columns = [Column(label, label, "text" if label == "Stadt" else "number", 1) for label in labels]
    row = [Cell("Herne"), Cell(value=3.1), Cell(value=19.4), Cell(value=16.3)]
    flat = TableSpec(id="zwei", caption="Zwei Zeilen", columns=columns, groups=[RowGroup([row])])
    planted = """<table><caption>Zwei Zeilen</caption><thead>
        <tr><th rowspan=2 scope=col>Stadt<th colspan=2 scope=colgroup>Anteil<th rowspan=2 scope=col>Lücke
        <tr><th scope=col>Beschäftigte<th scope=col>Bevölkerung</thead>
        <tbody><tr><th scope=row>Herne<td>3,1<td>19,4<td>16,3</tbody></table>"""
    assert list(untruths(tagged(table_html(flat)).tables()[0], flat)) == []
    found = list(untruths(tagged(planted).tables()[0], flat))
    assert any(line.startswith("Herne / Beschäftigte: column") for line in found)
    assert any(line.startswith("Herne / Bevölkerung: column") for line in found)


def test_title_language_and_pictures_are_told():
    tree = tagged(PICTURE)
    assert (tree.title, tree.language) == ("Probe", "de")
    assert tree.alternatives() == ["Ahorn: von 11 auf 18"]
    assert "/H1" in tree.kinds()
