"""The edition in real Chromium as people use it: at every width, by keyboard, from the overview to the open file."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.page_kinds import kinds


@pytest.mark.parametrize("width", [320, 390, 1250])
def test_every_kind_of_page_fits_its_window_and_asks_nobody(browser: Browser, published: Path, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    for path in kinds(published):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
    assert [url for url in asked if not url.startswith("file:")] == []
    assert messages == []
    page.close()


def test_the_office_walks_from_the_overview_to_the_open_file(browser: Browser, published: Path):
    page = browser.new_page()
    page.goto((published / "index.html").as_uri())
    page.wait_for_url("**/de/index.html")
    assert "Hagen 15,2" in page.locator(".kern").inner_text()
    assert "+16,3" in page.get_by_role("row", name="Herne").first.inner_text()
    page.get_by_role("rowheader", name="Herne").get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Herne"
    page.locator("#anteile").get_by_role("link", name="3,1").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Beschäftigte ohne deutsche Staatsangehörigkeit"
    place = page.locator(":target")
    expect(place).to_be_in_viewport()
    assert "3,1" in place.locator("xpath=..").inner_text()
    page.get_by_role("link", name="Daten", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="kennzahlen.csv", exact=True).first.click()
    rows = list(csv.DictReader(StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    herne = [row for row in rows if row["stadt"] == "Herne" and row["kennzahl"] == "share_nationality"]
    assert any(row["wert"].startswith("0.031") for row in herne)
    page.close()


def test_every_language_leads_to_every_other(browser: Browser, published: Path):
    page = browser.new_page()
    page.goto((published / "de" / "index.html").as_uri())
    for code, name in [("en", "English"), ("tr", "Türkçe"), ("ar", "العربية"), ("bs", "Bosanski"), ("de", "Deutsch")]:
        page.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{code}/index.html")
        assert page.locator("html").get_attribute("lang") == code
    page.close()


def focused(page: Page, what: str) -> object:
    return page.evaluate(f"(() => {{ const on = document.activeElement; return {what}; }})()")


def test_the_first_tab_leads_past_the_navigation(browser: Browser, published: Path):
    page = browser.new_page()
    page.goto((published / "de" / "stadt-herne.html").as_uri())
    page.keyboard.press("Tab")
    assert focused(page, "on.getAttribute('href')") == "#inhalt"
    assert focused(page, "on.getBoundingClientRect().width > 50 && on.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page, "on.closest('main') !== null && on.closest('nav') === null")
    page.close()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_table_that_scrolls_is_reached_by_tab_named_and_moved_by_arrows(
    browser: Browser, published: Path, language: str
):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((published / language / "index.html").as_uri())
    wide = page.locator(".tabelle").evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length")
    assert wide > 0
    met = set()
    for _step in range(200):
        page.keyboard.press("Tab")
        if focused(page, "on === document.body"):
            break
        outline = focused(page, "getComputedStyle(on).outlineStyle + getComputedStyle(on).outlineWidth")
        assert outline == "solid3px", focused(page, "on.outerHTML")
        if focused(page, "on.classList.contains('tabelle') && on.scrollWidth > on.clientWidth"):
            name = focused(page, "document.getElementById(on.getAttribute('aria-labelledby')).textContent")
            assert name
            met.add(name)
            before = focused(page, "on.scrollLeft")
            page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
            page.wait_for_function("before => document.activeElement.scrollLeft !== before", arg=before)
    assert len(met) == wide
    page.close()


@pytest.mark.parametrize("width", [390, 320])
def test_the_name_of_a_row_stays_in_place_and_leaves_room_for_numbers(browser: Browser, published: Path, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((published / "de" / "index.html").as_uri())
    place = "one => { const cell = one.querySelector('tbody th').getBoundingClientRect(); "
    place += "return [cell.left - one.getBoundingClientRect().left, cell.width / one.clientWidth]; }"
    table = page.locator(".tabelle").first
    table.evaluate("one => { one.scrollLeft = 200; }")
    left, share = table.evaluate(place)
    assert (left, share < 0.5) == (0, True)
    page.close()
