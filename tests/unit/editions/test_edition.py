"""An edition reaches its folder whole, and its one sentence says what the table says."""

from pathlib import Path

from assets.editions.comparison import message
from assets.editions.shelf import write_edition


def gap(name: str, value: float, base: str = "share_nationality") -> dict:
    return {"name": name, "value": value, "base": base, "status": "wert"}


def test_the_sentence_for_councils():
    rows = [gap("Herne", 16.3495), gap("Hagen", 15.19), {"name": "Essen", "status": "nicht_vergleichbar"}]
    assert message(rows, 3) == (
        "Nur für 2 von 3 Städten lässt sich die Lücke messen, und nur nach der Staatsangehörigkeit: "
        "Hagen 15,2 Prozentpunkte und Herne 16,3 Prozentpunkte."
    )
    assert "Staatsangehörigkeit" not in message([gap("Herne", 3, "share_staff")], 3)
    assert message([], 9) == "Für keine der 9 Städte lässt sich die Lücke messen."


def test_a_new_draft_takes_the_place_of_the_old_one_whole(tmp_path: Path):
    place = tmp_path / "2023" / "v1"
    write_edition({"index.html": b"alt", "gone.html": b"x"}, place)
    write_edition({"index.html": b"neu"}, place)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == {"index.html": b"neu"}
    assert [path.name for path in place.parent.iterdir()] == ["v1"]
