"""The feedback report names place and sentence, and no delivered word becomes markup."""

from lxml import html

from reports.feedback import feedback_page

DELIVERY = {
    "receipt": "herne-eckwerte-2022-1",
    "file_name": "<img src=x onerror=alert(1)>.csv",
    "folder": "herne",
    "size": 10,
    "rows_read": 1,
    "rows_accepted": 0,
    "sha256": "ab",
}
FINDING = {
    "row": 16,
    "column": "wert",
    "severity": "FEHLER",
    "message": "„<script>alert(1)</script>{{7*7}}“ ist keine Zahl.",
    "code": "ZAHL_TEXT",
}


def page(findings: list[dict]) -> html.HtmlElement:
    labels = {"FEHLER": "Fehler", "HINWEIS": "Hinweis"}
    return html.document_fromstring(
        feedback_page(DELIVERY, city="Herne", state="abgewiesen", findings=findings, severities=labels)
    )


def test_the_clerk_finds_place_and_sentence():
    cells = [cell.text_content() for cell in page([FINDING]).find(".//tbody/tr")]
    assert cells == ["16", "wert", "Fehler", FINDING["message"], "ZAHL_TEXT"]


def test_hostile_words_stay_words():
    document = page([FINDING])
    assert document.find(".//script") is None
    assert document.find(".//img") is None
    assert not document.xpath("//@*[starts-with(name(), 'on')]")
    assert "49" not in document.text_content()


def test_a_finding_about_the_whole_file_says_so():
    cells = [cell.text_content() for cell in page([FINDING | {"row": None}]).find(".//tbody/tr")]
    assert cells[0] == "Datei"


def test_without_findings_the_page_says_so():
    assert "Keine Befunde" in page([]).text_content()
