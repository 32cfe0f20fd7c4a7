"""Pictures: one scale, no bridge over what is not known, readable by everybody, harmless whatever a city is called."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assets.reference.seeds import Reference
from reports.course import HORIZON, Path, Series
from reports.feedback.text import visible
from reports.interval_chart import Labels, Row, interval_chart
from reports.languages import Language
from reports.line_labels import Frame, placed_labels
from reports.path_chart import path_chart
from reports.scales import MOST_TICKS, tick_texts, ticks, year_ticks
from reports.slim import slim
from reports.sparkline import Axis, common_axis, sparkline, spoken, stretches
from reports.svg import ACCENT, BAND, DARK, SOFT, fitting
from reports.tile_map import _LETTERS, RAMP, Tile, places, tile_map
from schemas.reference import LONGEST_STATUS
from tests.generators.hostile import HOSTILE

ENGLISH = Language(
    "en",
    "en_GB",
    texts={
        "{name}: von {first} auf {last}": "{name}: from {first} to {last}",
        "Prozent": "percent",
        "{year} fehlt": "{year} is missing",
        "Parität {year}": "parity {year}",
        "Bruch": "break",
        "ohne Zahl": "no figure",
    },
)
BOCHUM = [(2014, 11.0), (2015, 12.1), (2016, 12.4), (2017, None), (2018, 13.5), (2023, None), (2024, 17.8)]
LABELS = Labels("Anteil in Prozent", "Beschäftigte", "Bevölkerung", "95-Prozent-Bereich")
TEN = ["Bochum", "Bottrop", "Dortmund", "Duisburg", "Essen", "Gelsenkirchen", "Hagen", "Herne", "Mülheim an der Ruhr"]
ROWS = [Row(name, 15 + at, 14.1 + at, 16.2 + at, 33.3 + at) for at, name in enumerate([*TEN, "Oberhausen"])]
STAFF = Series(
    "Beschäftigte", [(year, None if year == 2017 else 12 + 0.8 * (year - 2015)) for year in range(2015, 2024)]
)
RESIDENTS = Series("Bevölkerung", [(year, 25.0 + year - 2015) for year in range(2015, 2024)], [2021])
WAY = Path(2023, 18.4, 2047.1, 33)
TILES = [Tile(name, at % 4 + 1, at // 4 + 1, 4.0 * at) for at, name in enumerate(TEN)] + [
    Tile("Oberhausen", 4, 3, why="nicht vergleichbar")
]


KINDS = ["sparkline", "interval_chart", "path_chart", "tile_map"]


def all_pictures(name: str = "Herne", language: Language = ENGLISH) -> dict[str, str]:
    rows = [Row(name, 12.3, 11, 14, 30.1), Row(name, why=name)]
    points = [(2021, 11.1), (2022, 12.2)]
    return {
        "sparkline": sparkline(points, Axis(2021, 2022, 20), [2022], title=name),
        "interval_chart": interval_chart(
            rows, Labels(name, name, name, name), title=name, desc=name, language=language
        ),
        "path_chart": path_chart(
            Series(name, points),
            Series(name, [(2021, 30.5)], [2022]),
            title=name,
            unit=name,
            path=WAY,
            language=language,
        ),
        "tile_map": tile_map(
            [Tile(name, 1, 1, 12.3), Tile(name, 2, 2, why=name)], title=name, unit=name, language=language
        ),
    }


def texts(picture: str) -> list[str]:
    return [element.text for element in etree.fromstring(picture).iter("text") if element.text]


def circles(picture: str) -> list[tuple[float, float]]:
    return [(float(one.get("cx")), float(one.get("cy"))) for one in etree.fromstring(picture).iter("circle")]


def dashed(picture: str) -> Iterator[list[tuple[float, float]]]:
    for element in etree.fromstring(picture).iter("path"):
        if element.get("stroke-dasharray") == "5,4":
            yield [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", element.get("d"))]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
        parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# --- all pictures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_one_image_with_one_title_and_nothing_from_elsewhere(kind: str):
    picture = all_pictures()[kind]
    root = etree.fromstring(picture)
    assert root.get("role") == "img"
    assert [one.text for one in root.iter("title")] == ["Herne"]
    assert root[0].tag == "title"
    assert not re.search(r"\b(id|style|href|src|on\w+|font-family)=|url\(|<(style|script|use|image|a)\b", picture)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_nothing_in_english_of_its_own(kind: str):
    german = all_pictures(language=Language())[kind]
    assert "aria" not in german
    known = {"Herne", "Herne 12,2", "Herne 30,5", "Parität 2047", "12,3", "30,1", "Bruch", "ohne Zahl"}
    said = set(texts(german)) - known
    assert all(re.fullmatch(r"\d+", text) for text in said), said


def test_a_picture_speaks_the_language_of_its_page():
    said = {text for picture in all_pictures().values() for text in texts(picture)}
    assert {"parity 2047", "break", "no figure", "12.3"} <= said


def test_no_city_is_called_something_that_does_harm():
    tags = {"svg", "title", "desc", "g", "path", "circle", "rect", "text"}
    rows = [Row(name, 10.0, 9, 11, 20) for name in HOSTILE] + [Row(name, why=name) for name in HOSTILE]
    pictures = [interval_chart(rows, LABELS, title="x")]
    pictures += [tile_map([Tile(name, 1, 1, why=name)], title=name, unit=name) for name in HOSTILE]
    pictures += [sparkline([(2020, 1.0)], Axis(2020, 2021, 2), title=name) for name in HOSTILE]
    pictures += [
        path_chart(Series(name, [(2020, 1.0)]), Series(name, []), title=name, desc=name, unit=name)
        for name in HOSTILE[::40]
    ]
    for picture in pictures:
        elements = list(etree.fromstring(picture).iter())
        assert {one.tag for one in elements} <= tags
        assert not any(key.startswith("on") or "href" in key for one in elements for key in one.attrib)
    for name in HOSTILE:
        assert etree.fromstring(sparkline([], Axis(2020, 2021, 2), title=name))[0].text == visible(name)
    seen = {fitting(name, 22).strip() for name in HOSTILE} - {""}
    assert seen <= {text.strip() for text in texts(pictures[0])}


def test_the_same_figures_make_the_same_bytes():
    assert all_pictures() == all_pictures()


def test_pictures_are_light():
    points = [(year, float(year - 2000)) for year in range(2015, 2025)]
    axis = Axis(2015, 2024, 30)
    sizes = {
        "sparkline": len(sparkline(points, axis, title=spoken("Bochum", points)).encode()),
        "interval_chart": len(interval_chart(ROWS, LABELS, title="Anteile").encode()),
        "path_chart": len(path_chart(STAFF, RESIDENTS, title="Bochum", unit="Anteil", path=WAY).encode()),
        "tile_map": len(tile_map(TILES, title="Lücken", unit="Lücke").encode()),
    }
    most = {"sparkline": 500, "interval_chart": 6_000, "path_chart": 5_000, "tile_map": 6_000}
    assert {kind: size for kind, size in sizes.items() if size > most[kind]} == {}


def test_signs_and_letters_are_told_from_their_ground():
    assert all(contrast(colour, "#fff") >= 3 for colour in (ACCENT, BAND, DARK, SOFT))
    assert contrast(DARK, BAND) >= 3
    assert all(contrast(letter, ground) >= 4.5 for letter, ground in zip(_LETTERS, RAMP, strict=True))


# --- sparkline ---------------------------------------------------------------------------------------------------


def test_all_rows_have_one_scale():
    low, high = [(2020, 5.0), (2021, 6.0)], [(2020, 6.0), (2022, 40.0)]
    axis = common_axis([low, high])
    assert axis == Axis(2020, 2022, 40)
    (_, six), (_, forty) = (circles(sparkline(points, axis, title="x"))[0] for points in (low, high))
    assert axis.place(2021, 6)[1] == axis.place(2020, 6)[1] == six
    assert six > 3 * forty


def test_the_axis_begins_at_zero_or_below():
    assert common_axis([[(2020, 30.0), (2021, 31.0)]]).lowest == 0
    assert common_axis([[(2020, -3.0)]]).lowest == -3
    assert common_axis([[(2020, None)], []]) is None


def test_a_missing_year_and_a_break_are_not_bridged():
    assert [[year for year, _ in part] for part in stretches(BOCHUM, [2016])] == [[2014, 2015], [2016], [2018], [2024]]
    drawn = sparkline(BOCHUM, common_axis([BOCHUM]), [2016], title="x")
    (line,) = [one.get("d") for one in etree.fromstring(drawn).iter("path") if one.get("stroke-linecap")]
    assert line.count("M") == 4
    assert line.count("L") == 1


def test_missing_is_not_zero():
    axis = Axis(2014, 2024, 20)
    empty = sparkline([(2014, None), (2015, None)], axis, title="x")
    assert circles(empty) == []
    assert empty.count("<path") == 1  # the line of zero
    zero = sparkline([(2014, 0.0), (2015, None)], axis, title="x")
    assert circles(zero) == [axis.place(2014, 0)]


def test_the_last_known_point_is_marked_and_what_lies_outside_is_refused():
    axis = Axis(2014, 2024, 20)
    ((x, _),) = circles(sparkline(BOCHUM, axis, title="x"))
    assert x == axis.place(2024, 0)[0]
    with pytest.raises(ValueError, match="liegt nicht auf der Achse"):
        sparkline([(2020, 21.0)], axis, title="x")
    with pytest.raises(ValueError, match="keine Länge"):
        Axis(2020, 2019, 10)


@pytest.mark.parametrize(
    ("points", "breaks", "said"),
    [
        ([(2014, 11.0), (2015, 12), (2016, 17.75)], [], "Bochum: von 11,0 Prozent (2014) auf 17,8 Prozent (2016)."),
        ([(2014, 11.0), (2016, 17.8)], [], "Bochum: von 11,0 Prozent (2014) auf 17,8 Prozent (2016); 2015 fehlt."),
        ([(2014, None), (2015, 17.8)], [], "Bochum: 17,8 Prozent (2015)."),
        ([(2015, 17.8), (2016, None)], [], "Bochum: 17,8 Prozent (2015); 2016 fehlt."),
        ([(2014, None)], [], "Bochum: keine Zahl."),
        ([], [], "Bochum: keine Zahl."),
        (
            BOCHUM,
            [2016],
            "Bochum: von 11,0 Prozent (2014) auf 17,8 Prozent (2024); ab 2016 anders gezählt; "
            "2017, 2019, 2020, 2021, 2022 und 2023 fehlen.",
        ),
    ],
)
def test_a_series_in_words(points: list[tuple[int, float | None]], breaks: list[int], said: str):
    assert spoken("Bochum", points, breaks=breaks) == said


def test_a_series_in_the_words_of_another_language():
    points = [(2014, 11.0), (2016, 1234.5)]
    assert spoken("Bochum", points, ENGLISH) == (
        "Bochum: from 11.0 percent (2014) to 1,234.5 percent (2016); 2015 is missing."
    )
    assert spoken("Bochum", points, unit="", decimals=0) == "Bochum: von 11 (2014) auf 1.235 (2016); 2015 fehlt."


# --- interval chart ----------------------------------------------------------------------------------------------


def test_each_city_has_its_row_with_name_and_number_in_the_given_order():
    rows = etree.fromstring(interval_chart(ROWS, LABELS, title="x")).findall("g")
    said = [[text.text for text in row.iter("text")] for row in rows if row.get("class") is None]
    assert said[:3] == [["Beschäftigte"], ["95-Prozent-Bereich"], ["Bevölkerung"]]
    assert said[3:] == [[row.name, f"{row.value},0"] for row in ROWS]


def test_a_city_without_a_value_has_words_and_no_mark():
    marked = interval_chart([Row("Essen", 12.0)], LABELS, title="x")
    with_gap = interval_chart([Row("Essen", 12.0), Row("Herne", why="nicht geliefert")], LABELS, title="x")
    assert len(circles(with_gap)) == len(circles(marked))
    assert texts(with_gap)[-2:] == ["Herne", "nicht geliefert"]
    assert "0,0" not in texts(with_gap)


def test_a_reason_in_place_of_a_number_is_told_whole_beside_the_longest_name():
    long = Row("Beispielstadt mit langem Namen", 12.0)
    for why in ("auf diesem langen Weg ganz und gar nicht", "w" * LONGEST_STATUS):
        assert texts(interval_chart([long, Row("Herne", why=why)], LABELS, title="x"))[-1] == why


def test_without_any_value_there_is_no_chart():
    assert interval_chart([Row("Herne", why="nicht geliefert")], LABELS, title="x") == ""
    assert path_chart(Series("a", [(2020, None)]), Series("b", []), title="x", unit="y") == ""
    assert tile_map([], title="x", unit="y") == ""


def test_only_what_is_drawn_is_explained():
    assert texts(interval_chart([Row("Essen", 12.0)], LABELS, title="x"))[:2] == ["Beschäftigte", "Anteil in Prozent"]


def test_how_far_a_ratio_is_from_parity_is_seen():
    rows = [Row("Essen", 0.34), Row("Herne", 0.16)]
    axes = [
        etree.fromstring(interval_chart(rows, LABELS, title="x", parity=one)).find("g[@class='achse']")
        for one in (0, 1)
    ]
    assert [axis[-1].text for axis in axes] == ["0,4", "1,0"]


def test_gaps_stand_on_both_sides_of_zero_and_carry_their_sign():
    chart = interval_chart([Row("Essen", -3.25), Row("Herne", 12.5)], LABELS, title="x", signed=True)
    ticks_of = etree.fromstring(chart).find("g[@class='achse']")
    assert [one.text for one in ticks_of] == ["−5", "0", "5", "10", "15"]
    assert {"−3,3", "+12,5"} <= set(texts(chart))
    (_, essen, herne) = circles(chart)
    zero = float(ticks_of[1].get("x"))
    assert essen[0] < zero < herne[0]


def test_an_estimate_is_said_to_be_one():
    assert "etwa 12,0" in texts(interval_chart([Row("Essen", 12.0, before="etwa")], LABELS, title="x"))


# --- the way to parity -------------------------------------------------------------------------------------------


def test_lines_are_named_at_their_ends_with_the_newest_figure():
    said = texts(path_chart(STAFF, RESIDENTS, title="x", unit="Anteil in Prozent", path=WAY))
    assert {"Beschäftigte 18,4", "Bevölkerung 33,0", "Parität 2047", "Bruch", "Anteil in Prozent"} <= set(said)


def test_gaps_and_breaks_of_the_lines_are_not_bridged():
    chart = etree.fromstring(path_chart(STAFF, RESIDENTS, title="x", unit="y"))
    lines = {one.get("stroke"): one.get("d") for one in chart.iter("path") if one.get("stroke-width") in ("2.5", "1.5")}
    assert lines[ACCENT].count("M") == 2
    assert lines[SOFT].count("M") == 2


def test_both_ways_meet_at_parity_which_is_no_further_than_the_picture():
    here, there = dashed(path_chart(STAFF, RESIDENTS, title="x", unit="y", path=WAY))
    assert here[-1] == there[-1]
    far = Path(2023, 18.4, 2149.2, 33)
    chart = path_chart(STAFF, RESIDENTS, title="x", unit="y", path=far)
    here, there = dashed(chart)
    assert here[-1][0] == there[-1][0]
    assert here[-1][1] != there[-1][1]
    assert "Parität 2149 →" in texts(chart)
    assert far.shown().to_year == 2023 + HORIZON


def test_a_way_back_in_time_is_refused():
    with pytest.raises(ValueError, match="nicht in die Zukunft"):
        Path(2023, 18.4, 2020, 33)


def test_years_of_the_axis_carry_no_thousands_point():
    axis = etree.fromstring(path_chart(STAFF, RESIDENTS, title="x", unit="y")).find("g[@class='achse']")
    assert {"2015", "2023", "0", "40"} <= {one.text for one in axis}


shares = st.floats(0, 60).map(lambda share: round(share, 1))


@given(st.lists(shares, min_size=1, max_size=9), st.lists(shares, min_size=1, max_size=9), st.booleans())
def test_no_name_stands_on_its_own_line(staff: list[float], residents: list[float], on: bool):
    frame = Frame(2014, 2024, 66, 386, 210)
    lines = [
        ("Beschäftigte 12,3", [[(2015 + at, one) for at, one in enumerate(staff)]]),
        ("Bevölkerung 34,5", [[(2015 + at, one) for at, one in enumerate(residents)]]),
    ]
    if on:
        lines[0][1].append([(2014 + len(staff), staff[-1]), (2024, 60)])
    for right, baseline, text in placed_labels(frame, lines, "Parität 2024" if on else ""):
        assert right <= frame.width + 12
        for _, (points, *_) in (line for line in lines if line[0] == text):
            at = [y for x, y in (frame.place(*one) for one in points) if right - 7.6 * len(text) <= x <= right]
            assert not any(baseline - 7 < y < baseline + 2 for y in at)


# --- scales and slimming -----------------------------------------------------------------------------------------


@given(st.floats(-1e6, 1e6, allow_subnormal=False), st.floats(-1e6, 1e6, allow_subnormal=False))
def test_an_axis_has_few_round_ticks_that_hold_zero_and_everything(one: float, other: float):
    low, high = sorted((one, other))
    marks = ticks(low, high)
    assert 3 <= len(marks) <= MOST_TICKS
    assert marks[0] <= low or low >= 0
    assert marks[-1] >= high or high <= 0
    assert 0 in marks
    assert len(set(tick_texts(marks, Language()))) == len(marks)


def test_years_of_an_axis():
    assert year_ticks(2015, 2047.1, 2023) == [2018, 2023, 2028, 2033, 2038, 2043]
    assert year_ticks(2015, 2023, 2023) == [2015, 2017, 2019, 2021, 2023]
    assert year_ticks(2022, 2024, 2023) == [2022, 2023, 2024]


def test_a_mark_that_is_not_known_is_no_silent_hole():
    with pytest.raises(ValueError, match="image"):
        slim("<svg><g><image/></g></svg>")
    with pytest.raises(ValueError, match="rotate"):
        slim('<svg><g transform="rotate(90)"><line x2="3"/></g></svg>')
    with pytest.raises(ValueError, match="Diese Linie"):
        slim('<svg><g><path d="M0,0C1,1,2,2,3,3"/></g></svg>')


# --- map of tiles ------------------------------------------------------------------------------------------------


def test_every_city_has_a_place_of_its_own(reference: Reference):
    known = {ags: (column, row) for ags, column, row in reference.tiles.itertuples(index=False)}
    found = places([*sorted(reference.cities["ags"]), "05562032", "06532023"], known)
    assert len(set(found.values())) == 12
    assert found["05562032"] == (1, 4)  # below the known ones
    assert found["06532023"] == (2, 4)
    assert places(["99001000", "99002000"], {}) == {"99001000": (1, 1), "99002000": (2, 1)}


def test_cities_lie_as_they_lie(reference: Reference):
    ags = {name: key for key, name in reference.names.items()}
    rows = {one: (column - (row % 2) / 2, row) for one, column, row in reference.tiles.itertuples(index=False)}
    at = {name: rows[key] for name, key in ags.items()}
    assert min(at, key=lambda name: at[name][0]) == "Duisburg"
    assert max(at, key=lambda name: at[name][0]) == "Dortmund"
    assert at["Bottrop"][1] < at["Essen"][1]
    assert at["Oberhausen"][0] < at["Essen"][0] < at["Bochum"][0] < at["Dortmund"][0]
    assert at["Gelsenkirchen"][0] < at["Herne"][0]
    assert at["Hagen"][1] == max(row for _, row in at.values())


def test_a_tile_has_the_step_of_its_printed_number():
    shades = [
        etree.fromstring(tile_map([Tile("Herne", 1, 1, value)], title="x", unit="y")).find("g/rect").get("fill")
        for value in (-3.0, 4.94, 4.95, 10.0, 19.9, 20.0, 99.0)
    ]
    assert shades == [RAMP[step] for step in (0, 0, 1, 2, 3, 4, 4)]


def test_a_tile_without_a_figure_is_not_the_lowest_step():
    without, lowest = etree.fromstring(
        tile_map([Tile("Herne", 1, 1, why="nicht geliefert"), Tile("Hagen", 2, 1, 0.0)], title="x", unit="y")
    ).findall("g")[:2]
    assert without.find("rect").get("fill") == "#fff"
    assert without.find("rect").get("stroke-dasharray")
    assert [one.text for one in without.iter("text")] == ["Herne", "nicht", "geliefert"]
    assert [one.text for one in lowest.iter("text")] == ["Hagen", "0,0"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Mülheim an der Ruhr", ["Mülheim", "an der Ruhr"]),
        ("Beispielstadt Ahorn", ["Beispielstadt", "Ahorn"]),
        ("Gelsenkirchen", ["Gelsenkirchen"]),
        ("Bad Homburg vor der Höhe", ["Bad Homburg", "vor der Höhe"]),
        ("Donaudampfschifffahrtsgesellschaft", ["Donaudampfschifff…"]),
    ],
)
def test_names_are_broken_where_both_lines_fit(name: str, lines: list[str]):
    assert texts(tile_map([Tile(name, 1, 1, 5.0)], title="x", unit="y"))[: len(lines)] == lines
