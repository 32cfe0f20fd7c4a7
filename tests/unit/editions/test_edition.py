"""An edition reaches its folder whole, and its one sentence says what the table says."""

from pathlib import Path

from assets.editions.comparison import message
from assets.editions.shelf import write_edition
from reports.languages import GERMAN


def gap(name: str, value: float, base: str = "share_staff") -> dict:
    return {"name": name, "value": value, "base": base, "status": "wert"}


NOT_COMPARABLE = {"name": "Essen", "status": "nicht_vergleichbar"}


def test_a_council_reads_it_where_no_gap_is_measured():
    assert message([NOT_COMPARABLE], 9, GERMAN) == "Für keine der 9 Städte lässt sich die Lücke messen."
    assert message([], 9, GERMAN) == message([NOT_COMPARABLE], 9, GERMAN)


def test_up_to_three_cities_are_named_by_the_alphabet():
    assert message([gap("Herne", 16.3495), NOT_COMPARABLE], 9, GERMAN) == (
        "Für 1 von 9 Städten lässt sich die Lücke messen. Herne 16,3 Prozentpunkte."
    )
    named = message([gap("Herne", 16.3495), gap("Hagen", 15.19), gap("Bochum", -0.4)], 9, GERMAN)
    assert named == (
        "Für 3 von 9 Städten lässt sich die Lücke messen. "
        "Bochum −0,4 Prozentpunkte. Hagen 15,2 Prozentpunkte. Herne 16,3 Prozentpunkte."
    )


def test_more_cities_are_told_as_a_range():
    rows = [gap("Herne", 16.3495), gap("Hagen", 15.19), gap("Bochum", 3), gap("Essen", 21.04)]
    assert message(rows, 4, GERMAN) == (
        "Für 4 von 4 Städten lässt sich die Lücke messen. Sie reicht von 3,0 bis 21,0 Prozentpunkten."
    )


def test_it_is_told_where_only_nationality_is_counted():
    only = "Gezählt ist dabei nur die Staatsangehörigkeit."
    passport, history = gap("Herne", 16.3, "share_nationality"), gap("Hagen", 15.2)
    assert message([passport], 9, GERMAN).endswith(only)
    in_part = "Ein Teil der Städte zählt dabei nur die Staatsangehörigkeit."
    assert message([passport, history], 9, GERMAN).endswith(in_part)
    assert message([history], 9, GERMAN).endswith("Prozentpunkte.")
    assert only not in message([], 9, GERMAN)


def test_a_new_draft_takes_the_place_of_the_old_one_whole(tmp_path: Path):
    place = tmp_path / "2023" / "v1"
    write_edition({"index.html": b"alt", "gone.html": b"x"}, place)
    write_edition({"index.html": b"neu"}, place)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == {"index.html": b"neu"}
    assert [path.name for path in place.parent.iterdir()] == ["v1"]
