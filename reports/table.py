"""A table as HTML: one scrollable, named region, its footnotes, signs and source below.

Belongs here: markup of a table. Not here: what a table is (spec.py), which figures stand in it (assets/editions/).

great-tables builds the structure, with the scopes of its header cells; its styles, classes, ids and title rows are not
ours and are dropped. It sets cell by cell (0.2 ms each), so it builds one model a number of columns; rows are copies.
"""

from collections import Counter
from copy import deepcopy
from functools import cache

from lxml import etree, html

from reports.languages import Language
from reports.spec import Cell, Column, Footnote, RowGroup, Sign, TableSpec, number_text

CLASSES = {"number": "zahl", "wide": "breit", "picture": "bild"}


def table_html(spec: TableSpec) -> str:
    """The table with everything that belongs to it. No inline style, no script; every text escaped."""
    return "\n".join(etree.tostring(part, method="html", encoding="unicode") for part in _Writer(spec).parts())


class _Writer:
    """Writes one table: it counts the places that point to a footnote, and numbers the footnotes as they come."""

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self.language = spec.language
        self.number_of = {note.id: at for at, note in enumerate(spec.used_notes(), start=1)}
        self.met: Counter[str] = Counter()

    def parts(self) -> list[etree._Element]:
        """The region with the table, then what stands below it."""
        title = f"{self.spec.id}-titel"
        region = html.Element("div", {"class": "tabelle", "role": "region", "tabindex": "0", "aria-labelledby": title})
        region.append(self._table(title))
        below = html.Element("div", {"class": "beiwerk"})
        if self.number_of:
            below.append(self._footnotes())
        if signs := self.spec.signs():
            below.append(_legend(signs, self.language))
        if self.spec.source:
            below.append(_element("p", self.spec.source, "quelle"))
        return [region, below] if len(below) else [region]

    def _table(self, title: str) -> etree._Element:
        spec = self.spec
        table = deepcopy(_model(len(spec.columns)))
        table.set("id", spec.id)
        caption = html.Element("caption")
        caption.append(_element("span", spec.caption, "titel"))
        caption[0].set("id", title)
        if spec.note:
            caption.append(_element("span", spec.note, "hinweis"))
        table.insert(0, caption)
        for header, column in zip(table.iterfind("thead/tr/th"), spec.columns, strict=True):
            header.text = column.label
            if column.kind in CLASSES:
                header.set("class", CLASSES[column.kind])
        body = table[-1]
        model = body[0]
        body.clear()
        table.remove(body)
        for group in spec.groups:
            table.append(self._group(group, model))
        if not spec.groups:
            table.append(body)
        return table

    def _group(self, group: RowGroup, model: etree._Element) -> etree._Element:
        body = html.Element("tbody")
        if group.label:
            row = html.Element("tr", {"class": "gruppe"})
            header = _element("th", group.label)
            header.set("colspan", str(len(self.spec.columns)))
            header.set("scope", "rowgroup")
            row.append(header)
            body.append(row)
        for cells in group.rows:
            row = deepcopy(model)
            for element, cell, column in zip(row, cells, self.spec.columns, strict=True):
                self._fill(element, cell, column)
            body.append(row)
        return body

    def _fill(self, element: etree._Element, cell: Cell, column: Column) -> None:
        classes = [CLASSES[column.kind]] if column.kind in CLASSES else []
        if cell.value is None and (cell.sign or column.kind == "number"):
            classes.append("fehlt")
        if classes:
            element.set("class", " ".join(classes))
        if cell.anchor:
            element.set("id", cell.anchor)
        place = element
        if cell.href:
            place = html.Element("a", {"href": cell.href})
            element.append(place)
        if cell.picture:
            # Made by this program and well-formed: read as XML its names keep their case.
            place.append(etree.fromstring(cell.picture))
        elif cell.value is not None:
            self._number(place, number_text(cell, column, self.language))
        elif cell.sign is None:
            # No number is left out without a word.
            place.text = cell.text or (self.language.text("entfällt") if column.kind == "number" else "")
        if cell.sign is not None:
            _sign(place, cell.sign, after=cell.value is not None)
        for note in cell.notes:
            element.append(self._mark(note))

    def _number(self, place: etree._Element, text: str) -> None:
        if self.language.direction == "rtl":
            # Without it the minus moves to the other side of its number.
            place.append(_element("bdi", text))
            place[-1].set("dir", "ltr")
        else:
            place.text = text

    def _mark(self, note: str) -> etree._Element:
        self.met[note] += 1
        number = str(self.number_of[note])
        link = _element("a", number)
        link.set("href", f"#{self.spec.id}-fn-{note}")
        link.set("id", f"{self.spec.id}-ref-{note}-{self.met[note]}")
        link.set("aria-label", self.language.text("Fußnote {number}", number=number))
        mark = html.Element("sup")
        mark.append(link)
        return mark

    def _footnotes(self) -> etree._Element:
        notes = html.Element("ol", {"class": "fussnoten"})
        for note in self.spec.used_notes():
            notes.append(self._footnote(note))
        return notes

    def _footnote(self, note: Footnote) -> etree._Element:
        line = _element("li", f"{note.text} ")
        line.set("id", f"{self.spec.id}-fn-{note.id}")
        back = _element("a", "↑")
        back.set("href", f"#{self.spec.id}-ref-{note.id}-1")
        back.set(
            "aria-label", self.language.text("zurück zur Tabelle, Fußnote {number}", number=self.number_of[note.id])
        )
        line.append(back)
        return line


def _sign(place: etree._Element, sign: Sign, *, after: bool) -> None:
    """A sign as seen, and its words as read aloud; a sign that is a word is both."""
    if len(sign.mark) > 2:
        place.append(_element("span", f"{' ' if after else ''}{sign.mark}"))
        return
    if not sign.mark:
        # The word before the number says it to those who see it.
        place.append(_element("span", f" {sign.words}", "leise"))
        return
    seen = _element("abbr", f"{chr(0xA0) if after else ''}{sign.mark}")
    seen.set("title", sign.words)
    seen.set("aria-hidden", "true")
    place.append(seen)
    place.append(_element("span", f" {sign.words}", "leise"))


def _legend(signs: list[Sign], language: Language) -> etree._Element:
    words = language.text("; ").join(f"{sign.mark} {sign.words}" for sign in signs if len(sign.mark) <= 2)
    return _element("p", f"{language.text('Zeichen')}: {words}" if words else "", "zeichen")


def _element(tag: str, text: str, name: str = "") -> etree._Element:
    element = html.Element(tag, {"class": name} if name else {})
    element.text = text
    return element


@cache
def _model(columns: int) -> etree._Element:
    """The builder's table with one empty row, a header cell in front, bare of everything but scopes."""
    # Imported here: they are only needed where a page is built.
    import pandas as pd
    from great_tables import GT

    keys = [str(number) for number in range(columns)]
    built = GT(pd.DataFrame([dict.fromkeys(keys, "")]), rowname_col=keys[0], id="model").tab_stubhead(" ")
    table = html.fragment_fromstring(built.as_raw_html(), create_parent="div").find(".//table")
    for element in table.iter():
        scope = element.get("scope")
        element.attrib.clear()
        if scope:
            element.set("scope", scope)
        element.tail = None
        element.text = None
    return table
