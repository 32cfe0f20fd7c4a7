"""A finished HTML document as an accessible PDF (PDF/UA-1 tags), the same bytes for the same document.

Belongs here: printing, what the printer leaves out of the tags, refusing what does not fit on the page. Not here: what
a document says (assets/editions/documents.py), its look (templates/print.css). No claim of conformance: nobody has
checked these files with veraPDF.
"""

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf
    from weasyprint.document import Document

# The family that print.css names first; .ci/need pdf installs it.
FAMILY = "Open Sans"
INSTALL = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-open-sans fonts-dejavu-core"
_PRINTED = 4  # annotation flag: is printed with the page
_TOLERANCE = 0.5  # CSS pixels: rounding of the layout
_POINTS = 0.75  # of a CSS pixel
_WITHIN = "Verweis im Dokument"


class PdfMissing(RuntimeError):
    """This machine cannot make PDF files: a library or the font is missing. The German message says what to install."""


def pdf(html: str, *, title: str, language: str) -> bytes:
    """The document as PDF/UA-1; `title` and `language` (a code as in `lang`) go into the file's properties.

    Nothing is loaded while it is made, neither from the net nor from files, and no date is written. Raises PdfMissing,
    and ValueError where the document wants to load something or something lies outside its page.
    """
    document, printed = _printed(html, title)
    if FAMILY in html and not any(font.family.startswith(FAMILY) for font in document.fonts.values()):
        raise PdfMissing(_missing(f"die Schrift {FAMILY}"))
    return _completed(printed, title, language)


def outside(document: "Document") -> Iterator[str]:
    """Each text and picture that reaches over the edge of its page: the printer would cut it without a word."""
    from weasyprint.formatting_structure.boxes import ReplacedBox, TextBox

    for number, page in enumerate(document.pages, start=1):
        box = page._page_box
        for one in box.descendants(placeholders=True):
            if not isinstance(one, TextBox | ReplacedBox) or not one.width:
                continue
            right, bottom = one.position_x + one.width, one.position_y + (one.height or 0)
            over = max(-one.position_x, -one.position_y, right - box.margin_width(), bottom - box.margin_height())
            if over > _TOLERANCE:
                yield f"auf Seite {number}: „{str(getattr(one, 'text', 'Bild'))[:40]}“"


def _printed(html: str, title: str) -> tuple["Document", bytes]:
    try:
        from weasyprint import HTML
        from weasyprint.text.ffi import harfbuzz_subset
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except OSError as error:
        raise PdfMissing(_missing(f"die Bibliothek Pango ({error})")) from error
    if harfbuzz_subset is None:
        # Without it fonts are cut down in another way, with the time of day inside.
        raise PdfMissing(_missing("die Bibliothek HarfBuzz-Subset"))

    class Nothing(URLFetcher):
        def fetch(self, url: str, headers: dict | None = None) -> Any:
            raise ValueError(url)

    # Each step of the layout is told at level INFO, each unknown rule of a style at WARNING: the latter stays.
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    try:
        document = HTML(string=html, url_fetcher=Nothing(fail_on_errors=True)).render(pdf_variant="pdf/ua-1")
        if cut := list(outside(document)):
            raise ValueError(f"{title}: außerhalb der Seite liegt {'; '.join(cut[:5])}")
        return document, document.write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:
        raise ValueError(f"{title}: das Dokument will etwas laden: {error.__cause__}") from error


def _missing(what: str) -> str:
    return f"Für PDF-Dateien fehlt {what}. Bitte installieren, zum Beispiel: sudo apt-get install {INSTALL}"


def _completed(content: bytes, title: str, language: str) -> bytes:
    """The same file with what PDF/UA asks for and WeasyPrint leaves out (its issues 2482 and 2508)."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = {language}
        document.docinfo["/Title"] = title
        document.Root.Lang = pikepdf.String(language)
        _complete_tags(document)
        for page in document.pages:
            # Screen readers go through links and fields in the order of the tags.
            page.Tabs = pikepdf.Name.S
            for annotation in page.get("/Annots", []):
                annotation.F = _PRINTED
                if "/Dest" in annotation:
                    annotation.Contents = pikepdf.String(_WITHIN)
        document.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _complete_tags(document: "Pdf") -> None:
    """Says of each header whether it heads a row or a column, lists all header ids, and puts pictures in their place.

    Source: ISO 32000-1, 14.7.2 (IDTree), table 349 (Scope), table 344 (BBox).
    """
    import pikepdf

    ids = {}
    for element, part in _elements(document.Root.StructTreeRoot, ""):
        if element.get("/S") == "/TH":
            element.A.Scope = pikepdf.Name.Column if part == "/THead" else pikepdf.Name.Row
        if element.get("/S") == "/Figure":
            # Given in pixels from the top of the page, wanted in points from its bottom.
            left, top, right, bottom = (float(one) * _POINTS for one in element.A.BBox)
            height = float(element.Pg.MediaBox[3])
            element.A.BBox = pikepdf.Array([left, height - bottom, right, height - top])
        if "/ID" in element:
            ids[bytes(element.ID)] = element
    if ids:
        names = [part for key in sorted(ids) for part in (pikepdf.String(key), ids[key])]
        document.Root.StructTreeRoot.IDTree = document.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(names)))


def _elements(element: Any, part: str) -> Iterator[tuple[Any, str]]:
    """All structure elements below one, each with the part of the table it is in."""
    import pikepdf

    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            own = str(kid.S) if str(kid.S) in ("/THead", "/TBody", "/TFoot") else part
            yield kid, own
            yield from _elements(kid, own)
