"""Every kind of page in every language, looked at by axe at three widths; contrast where axe cannot see it."""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext

from pipelines.settings import Settings
from reports import svg
from reports.page import stylesheet
from tests.browser.page_kinds import kinds

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = [320, 390, 1250]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPERIMENTAL = ["td-has-header", "table-fake-caption", "p-as-heading", "focus-order-semantics"]
EXPERIMENTAL += ["label-content-name-mismatch"]
# What axe cannot decide, and what was found by looking: rule → (which elements, why they are right).
JUDGED = {
    "color-contrast": (
        r"<(text|tspan|th|td|a|span|abbr|bdi|sup|li|strong|p)\b",
        "Texts in pictures: computed below. Cells beneath the first column, which stays in place while the table is "
        "scrolled: same colours as beside it. A sign of one letter: the colour of its cell.",
    ),
    "label-content-name-mismatch": (r"aria-label", "The arrow back from a footnote has words that say where it leads."),
    "th-has-data-cells": (
        r"<table",
        "The heading of a group of rows stands alone; it names the rows below.",
    ),
}
_RUN = """async ([tags, rules, contrast]) => {
  const found = await axe.run(document, {
    runOnly: {type: 'tag', values: tags},
    rules: {...Object.fromEntries(rules.map(name => [name, {enabled: true}])), 'color-contrast': {enabled: contrast}},
    resultTypes: ['violations', 'incomplete'], preload: false,
  });
  const told = list => list.flatMap(rule => rule.nodes.map(node =>
    [rule.id, node.html.slice(0, 200), [...node.any, ...node.all, ...node.none].map(one => one.message).join(' ')]));
  return {violations: told(found.violations), incomplete: told(found.incomplete)};
}"""
# WCAG 2, 1.4.3 and 1.4.11.
TEXT, SIGN = 4.5, 3.0


@pytest.fixture(scope="module")
def context(published: Path, invented: Path, browser: Browser) -> Any:
    # The editions first: the engine that makes them has a loop of its own, which Playwright's would disturb.
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(path=AXE)
    yield context
    context.close()


def looked_at(context: BrowserContext, path: Path) -> dict[str, list[list[str]]]:
    """What axe finds on a page at all widths: violations and incomplete, each as rule, markup, message."""
    page = context.new_page()
    page.goto(path.as_uri())
    found: dict[str, list[list[str]]] = defaultdict(list)
    for width in WIDTHS:
        # No colour depends on the width, and looking at them takes half of the time.
        page.set_viewport_size({"width": width, "height": 900})
        for kind, told in page.evaluate(_RUN, [TAGS, EXPERIMENTAL, width == WIDTHS[-1]]).items():
            found[kind] += [[*one, f"{path.parent.name}/{path.name} {width}"] for one in told]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found["violations"].append(["zu breit", "", "", f"{path.parent.name}/{path.name} {width}"])
    page.close()
    return found


def judge(found: dict[str, list[list[str]]]) -> None:
    assert found["violations"] == []
    new = [one for one in found["incomplete"] if one[0] not in JUDGED or not re.search(JUDGED[one[0]][0], one[1])]
    assert new == []


def test_no_kind_of_page_has_a_barrier_that_axe_knows(context: BrowserContext, published: Path):
    for path in kinds(published):
        judge(looked_at(context, path))


def test_nor_has_a_page_full_of_figures(context: BrowserContext, invented: Path):
    for path in kinds(invented):
        if path.parent.name in ("de", "ar") and path.stem.split("-")[0] in (
            "index",
            "stadt",
            "kennzahl",
            "lieferungen",
        ):
            judge(looked_at(context, path))


def test_nor_have_the_list_of_editions_and_what_a_city_gets(context: BrowserContext, demo: Settings):
    office = demo.folders.feedback / "netzwerkbuero"
    answers = sorted((demo.folders.feedback / "herne").glob("*.html"))
    for path in [demo.folders.editions / "index.html", *sorted(office.glob("*.html"))[:2], *answers[:2]]:
        judge(looked_at(context, path))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, of #rrggbb or #rgb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_of_two_colours_is_that_of_the_standard():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


INK = dict(re.findall(r"--(\w+): (#\w+);", stylesheet()))


def painted(element: Any, name: str) -> str:
    """The colour that an element of a picture has or inherits; of the page where it says currentColor."""
    while element is not None and element.tag != "svg":
        if element.get(name):
            break
        element = element.getparent()
    colour = (element.get(name) if element is not None else None) or ("currentColor" if name == "fill" else "none")
    return INK["ink"] if colour.lower() == "currentcolor" else colour


def behind(text: Any) -> str:
    """What a text of a picture stands on: the last filled rectangle before it around its place, else the page."""
    ground = "#ffffff"
    x, y = float(text.get("x", 0)), float(text.get("y", 0))
    for shape in text.getroottree().getroot().iter("rect"):
        left, top, width, height = (float(shape.get(name) or 0) for name in ("x", "y", "width", "height"))
        if left <= x <= left + width and top <= y <= top + height and painted(shape, "fill").startswith("#"):
            ground = painted(shape, "fill")
    return ground


def test_texts_and_signs_of_pictures_stand_out(published: Path, invented: Path):
    weak = set()
    for place in (published, invented):
        for path in kinds(place):
            for picture in html.parse(str(path)).getroot().iterfind(".//svg"):
                picture = html.fromstring(html.tostring(picture))
                for text in picture.iter("text"):
                    if contrast(painted(text, "fill"), behind(text)) < TEXT:
                        weak.add((path.name, text.text_content(), painted(text, "fill"), behind(text)))
                for sign in picture.iter("circle"):
                    seen = [painted(sign, name) for name in ("fill", "stroke")]
                    if max(contrast(one, "#fff") for one in seen if one.startswith("#")) < SIGN:
                        weak.add((path.name, "circle", *seen))
    assert weak == set()


def test_the_colours_of_lines_and_bands_stand_out():
    for colour in (svg.ACCENT, svg.DARK, svg.BAND, svg.SOFT):
        assert contrast(colour, "#ffffff") >= SIGN
    for colour in (INK["ink"], INK["soft"], INK["accent"], svg.SOFT):
        assert min(contrast(colour, "#ffffff"), contrast(colour, INK["tint"])) >= TEXT
