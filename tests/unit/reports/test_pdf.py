"""PDF files: nothing is loaded, nothing is cut, the same document gives the same bytes."""

import io
import os
import subprocess
import sys
from dataclasses import replace

import pikepdf
import pytest

from reports import pdf as module
from reports.page import TEMPLATES
from reports.pdf import PdfMissing, pdf
from reports.printed import printed
from reports.spec import Cell, RowGroup
from reports.table import table_html
from tests.generators.hostile import HOSTILE
from tests.generators.specs import FULL, hostile_table
from tests.readers.tag_tree import TagTree

STYLE = (TEMPLATES / "print.css").read_text(encoding="utf-8")


def page(body: str, style: str = STYLE) -> str:
    head = f'<html lang="de"><head><title>x</title><style>{style}</style></head>'
    return f'{head}<body><p class="fuss">Fassung 1</p><main><h1 data-stand="Entwurf">x</h1>{body}</main></body></html>'


def made(body: str, style: str = STYLE) -> bytes:
    return pdf(page(body, style), title="Probe", language="de")


@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://boese.example/a.png" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<p style="background: url(file:///etc/passwd)">x</p>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_a_document_that_wants_to_load_something_is_refused(body: str):
    with pytest.raises(ValueError, match="etwas laden"):
        made(body)


@pytest.mark.parametrize(
    "body",
    [
        f"<p style='white-space: nowrap'>{'lang ' * 80}</p>",
        f"<table style='table-layout: auto'><tr>{'<td style=white-space:nowrap>mehrere Worte</td>' * 20}</tr></table>",
        "<svg width='2000' height='10' viewBox='0 0 2000 10'><title>breit</title></svg>",
        "<p style='margin-left: -40mm'>links hinaus</p>",
    ],
)
def test_what_reaches_over_the_edge_of_the_page_is_told(body: str):
    """The printer itself cuts it without a word."""
    with pytest.raises(ValueError, match="außerhalb der Seite"):
        made(body)


def test_every_annotation_is_printed_and_says_where_it_leads():
    body = '<p id="ziel"><a href="#ziel">hin</a> <a href="https://stadt.example/">Netz</a></p>'
    with pikepdf.open(io.BytesIO(made(body))) as document:
        links = list(document.pages[0].Annots)
        assert [int(link.F) for link in links] == [4, 4]
        assert [str(link.Contents) for link in links] == ["Verweis im Dokument", "https://stadt.example/"]


def test_the_file_carries_no_date_and_names_nobody():
    with pikepdf.open(io.BytesIO(made("<p>x</p>"))) as document:
        assert set(document.docinfo.keys()) == {"/Title", "/Producer"}
        metadata = document.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "Probe")


def test_the_same_document_gives_the_same_bytes_in_every_process():
    body = "".join(table_html(one) for one in printed(FULL, {}))
    code = (
        "import sys, hashlib; from reports.pdf import pdf; "
        "print(hashlib.sha256(pdf(sys.stdin.read(), title='x', language='de')).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=page(body),
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_signs_are_read_aloud_though_only_their_mark_is_seen():
    tables = TagTree(made("".join(table_html(one) for one in printed(FULL, {})))).tables()
    told = [" ".join(cell.text.split()) for table in tables for row in table.rows for cell in row]
    assert ". geheim gehalten" in told
    assert "etwa 12 s geschätzt" in told


def test_hostile_texts_are_printed_and_do_nothing(caplog: pytest.LogCaptureFixture):
    for texts in (HOSTILE[place::30] for place in (0, 7)):
        body = "".join(table_html(one) for one in printed(hostile_table(texts), {}))
        with pikepdf.open(io.BytesIO(made(body))) as document:
            raw = [bytes(one.read_bytes()) for one in document.objects if isinstance(one, pikepdf.Stream)]
            assert "/OpenAction" not in document.Root
            assert "/AA" not in document.Root
            assert not any(b"/JavaScript" in one for one in raw)
            addresses = [str(link.A.URI) for one in document.pages for link in one.get("/Annots", []) if "/A" in link]
            assert addresses == []
    # A sign that no font has is a matter of the text; anything else would be one of the style.
    assert [one.message for one in caplog.records if one.levelno > 20 and "glyph" not in one.message] == []


def test_a_machine_without_the_font_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "FAMILY", "Schrift Die Es Nicht Gibt")
    with pytest.raises(PdfMissing, match=r"fehlt die Schrift .* sudo apt-get install .*fonts-open-sans"):
        made("<p>x</p>", style="p { font-family: Schrift Die Es Nicht Gibt }")


def test_a_machine_without_pango_gets_a_sentence(monkeypatch: pytest.MonkeyPatch):
    class Missing:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [one for one in sys.modules if one.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(PdfMissing, match="fehlt die Bibliothek Pango"):
        made("<p>x</p>")


def test_a_word_that_never_ends_is_shortened_before_it_costs_minutes():
    endless = replace(
        FULL, note="x" * 5000, groups=[RowGroup([[Cell("x" * 5000), *[Cell(value=1)] * 4, Cell("y " * 5000)]])]
    )
    text = table_html(printed(endless, {})[0])
    assert "x" * 60 not in text
    assert "x" * 59 + "…" in text
    assert len(text) < 5000
    assert made(text)
