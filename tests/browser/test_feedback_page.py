"""The check report in real Chromium: it fits a phone and a desk, asks nobody, and hostile words stay words."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from reports.feedback.page import check_page
from tests.generators.hostile import HOSTILE
from tests.unit.reports.test_feedback import report


@pytest.mark.parametrize("width", [320, 390, 1250])
def test_a_report_full_of_hostile_words_fits_its_window_and_does_nothing(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
):
    monkeypatch.setattr("reports.feedback.page.SHOWN", len(HOSTILE))
    words = [text for text in HOSTILE if text.isprintable()]
    findings = [{"value": text, "message": text, "sheet": text, "column": text, "cell": ""} for text in words]
    place = tmp_path / "bericht.html"
    place.write_text(check_page(report(*findings, delivery={"file_name": "x" * 255, "folder": words[-1]})), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(place.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [place.as_uri()]
    assert said == []
    page.close()
