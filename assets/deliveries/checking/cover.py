"""What a delivery says once for all: the cover sheet's answers as defaults of the rows, and what is not delivered.

Belongs here: the cover sheet and the nil return ("Fehlanzeige") against the place of the delivery. Not here: reading
the sheet (reading/), the rows (harmonise.py).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assets.deliveries.checking.expected import Expected
from assets.deliveries.checking.keys import read_ags, read_date, read_smallest, read_year
from assets.deliveries.findings import finding
from assets.deliveries.reading.words import fold
from assets.reference.seeds import Reference
from schemas.cover import COVER, SHEET, CoverField
from schemas.deliveries import Finding
from schemas.fields import SMALLEST_ALLOWED
from schemas.forms import FORMS

NIL = "fehlanzeige"
_LONGEST_NIL = 1000
_NIL_RETURN = re.compile(r'\s*"?fehlanzeige"?[.!]?\s*(?:[;,:\t]\s*"?([^"\n]*?)"?[;,\s]*)?\s*', re.IGNORECASE)
# Column of ours → what a line of the cover sheet that offers no list may say.
_ALLOWED = {
    "date": "31.12.2023",
    "year": "2023",
    "smallest": f"ganze Zahlen von {SMALLEST_ALLOWED[0]} bis {SMALLEST_ALLOWED[-1]}",
}
_NO_FORMS = {"", "-", "–", "keine", "keines", "nein", "entfällt"}


@dataclass(frozen=True)
class Cover:
    """The answers of the cover sheet: form → our column → typed value; `nil`: form → cell that declares it nil."""

    defaults: dict[str, dict[str, object]] = field(default_factory=dict)
    nil: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_cover(lines: Mapping[str, tuple[str, str]], expected: Expected, reference: Reference) -> Cover:
    """Reads the lines of a cover sheet (label → text and cell); a line that is empty or missing says nothing.

    What contradicts the folder or the file's name is a finding.
    """
    said = {fold(label): line for label, line in lines.items()}
    cover = Cover({name: {} for name in FORMS})
    for line in COVER:
        text, cell = said.get(fold(line.label), ("", ""))
        if not text.strip():
            continue
        if line.name == "nil":
            for name, problem in _nil_forms(text, cell):
                cover.findings.extend(problem)
                if name:
                    cover.nil[name] = cell
            continue
        value, problems = _answer(line, text.strip(), cell, expected, reference, said)
        cover.findings.extend(problems)
        if line.column and value is not None:
            for form in line.forms:
                cover.defaults[form][line.column] = value
    return cover


def _answer(
    line: CoverField,
    text: str,
    cell: str,
    expected: Expected,
    reference: Reference,
    said: Mapping[str, tuple[str, str]],
) -> tuple[object, list[Finding]]:
    """The typed value of a line (None: cannot be used) and what is wrong with it."""
    try:
        if line.column == "ags":
            official = {ags: fold(name) for ags, name in (reference.names | expected.areas).items()}
            home = {ags: official[ags] for ags in expected.areas}
            city = fold(
                next((said[fold(one.label)][0] for one in COVER if one.name == "city" and fold(one.label) in said), "")
            )
            ags = read_ags(text, city, official, home).ags
            if ags not in expected.areas:
                return None, [_cover("DECKBLATT_STADT", line, text, cell, expected.place)]
            return ags, []
        if line.column == "year":
            year = read_year(text)
            if year != expected.year:
                return None, [_cover("DECKBLATT_JAHR", line, text, cell, expected.year)]
            return year, []
        if line.column == "date":
            return read_date(text), []
        if line.column == "smallest":
            return read_smallest(text), []
    except ValueError:
        return None, [_cover("DECKBLATT_ANGABE", line, text, cell, _ALLOWED[line.column])]
    if line.column == "area_name" and fold(text) not in map(fold, expected.areas.values()):
        return text, [_cover("STADT_NAME", line, text, cell, expected.place)]
    if not line.codes:
        return text, []
    labels = reference.labels(line.codes)
    known = {fold(label): code for code, label in labels.items()} | {fold(code): code for code in labels}
    if fold(text) not in known:
        offered = ", ".join(labels if line.codes == "definition" else labels.values())
        return None, [_cover("DECKBLATT_ANGABE", line, text, cell, offered)]
    return known[fold(text)], []


def _nil_forms(text: str, cell: str) -> Iterator[tuple[str, list[Finding]]]:
    names = {fold(word): form.name for form in FORMS.values() for word in (form.name, form.title)}
    (line,) = (one for one in COVER if one.name == "nil")
    for word in re.split(r"[,;/\n]|\sund\s", text):
        if fold(word) in names:
            yield names[fold(word)], []
        elif fold(word) not in _NO_FORMS:
            yield "", [_cover("DECKBLATT_ANGABE", line, word.strip(), cell, ", ".join(FORMS))]


def _cover(code: str, line: CoverField, value: str, cell: str, expected: object) -> Finding:
    row = int(re.sub(r"[^0-9]", "", cell) or 0) or None
    return finding(code, row, line.label, value, expected, sheet=SHEET, cell=cell)


def nil_return(content: bytes) -> str | None:
    """The reason of a file that says nothing but "Fehlanzeige" ("" if it gives none); None for every other file."""
    if len(content) > _LONGEST_NIL or NIL.encode() not in content.lower():
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    match = _NIL_RETURN.fullmatch(text)
    return None if match is None else (match[1] or "").strip()
