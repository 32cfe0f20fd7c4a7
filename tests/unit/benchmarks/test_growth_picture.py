"""The picture of growing time: what was measured stands in it, in words and at its place."""

import pytest
from lxml import etree

from benchmarks.growth_picture import growth_picture

SVG = "{http://www.w3.org/2000/svg}"


def test_every_measured_size_is_a_point_with_its_seconds_between_the_axes():
    picture = etree.fromstring(growth_picture([(100, 2.0), (1000, 18.5), (10000, 190.0)], 0.99, 0.02))
    points = [(float(one.get("cx")), float(one.get("cy"))) for one in picture.iter(f"{SVG}circle")]
    words = [one.text for one in picture.iter(f"{SVG}text")]
    assert points == sorted(points, key=lambda point: (point[0], -point[1]))
    assert [across for across, _ in points] == [90, 325, 560]
    assert all(60 <= up <= 360 for _, up in points)
    assert {"2,0 s", "18,5 s", "190,0 s", "Städte", "Prozessorsekunden", "100", "1.000", "10.000"} <= set(words)


def test_a_picture_of_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing was measured"):
        growth_picture([], 1.0, 1.0)
