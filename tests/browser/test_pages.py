"""The edition in real Chromium: readable at every width, reachable by keyboard, no other host."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pipelines.settings import Settings

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = ["index.html", "stadt-herne.html", "datenqualitaet.html", "vergleichswerte.html"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "Chromium fehlt: make test richtet es ein"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def place(demo: Settings) -> Path:
    return demo.folders.editions / "2023" / "v1"


@pytest.mark.parametrize("width", [320, 390, 1250])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_asks_nobody(browser: Browser, place: Path, name: str, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto((place / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith("file:")] == []
    assert messages == []
    page.close()


def test_the_office_walks_from_the_overview_to_the_city_and_its_data(browser: Browser, place: Path):
    page = browser.new_page()
    page.goto((place / "index.html").as_uri())
    assert "Hagen 15,2" in page.locator(".kern").inner_text()
    row = page.get_by_role("row", name="Herne").first
    assert "+16,3" in row.inner_text()
    page.get_by_role("link", name="Herne").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Herne"
    page.get_by_role("link", name="Datenqualität").click()
    assert "Befunde" in page.locator("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Daten (CSV)").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("berichtsjahr,ags,stadt")
    page.close()


def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard(browser: Browser, place: Path):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((place / "index.html").as_uri())
    region = page.get_by_role("region").first
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert region.get_attribute("aria-label")
    page.close()
