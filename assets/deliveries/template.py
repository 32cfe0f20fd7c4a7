"""The form workbook of a city for a year: what `lieferung_JAHR.xlsx` holds before it is filled in.

Belongs here: sheets, columns and words from forms and seeds. Not here: the file (reports/workbook.py), which rows are
asked (template_rows.py), the sentences (template_words.py), reading a filled one back (reading/).
"""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from assets.deliveries import template_words as say
from assets.deliveries.checking.numbers import SIGNS as SIGN_CODES
from assets.deliveries.template_rows import TOTAL, asked_rows, from_cover, not_asked
from assets.reference.seeds import Reference
from reports.numbers import german, german_date
from reports.workbook import SIGNS, Column, CoverLine, FormSheet, FormWorkbook, GuideSection, WordList, workbook_bytes
from schemas.cover import ANSWERS, COVER, GUIDE_SHEET, LISTS_SHEET, REFERENCE_HEADER, SHEET, CoverField
from schemas.fields import Field
from schemas.forms import FORMS, WORKBOOK, Form

# Where a list says what its words mean; codes.csv and categories.csv say it in `note`.
_MEANINGS = {
    "definition": ("definitions", "code", "description"),
    "method": ("methods", "code", "note"),
    "group": ("groups", "code", "note"),
    "indicator": ("indicators", "id", "note"),
}
# Widths in characters: by kind, and where the words of a column are longer.
_WIDTHS = {"ags": 10, "year": 6, "date": 11, "count": 9, "number": 9, "smallest": 9, "code": 13, "text": 20}
_WIDER = {
    "stadt": 12,
    "dienstverhaeltnis": 21,
    "vorgang": 20,
    "definition": 24,
    "fuehrung": 22,
    "staatsangehoerigkeit": 24,
    "merkmal": 52,
    "art": 24,
    "handlungsfeld": 24,
    "titel": 30,
    "kennzahl": 34,
    "gruppe": 18,
    "einheit": 14,
}


def template_name(year: int) -> str:
    """The name under which the filled workbook is delivered."""
    return f"{WORKBOOK}_{year}.xlsx"


def template(reference: Reference, ags: str, year: int, previous: Mapping[str, pd.DataFrame] | None = None) -> bytes:
    """The form workbook (XLSX) of a city of the network for a reporting year; the same input gives the same bytes.

    Without `ags` it is for a city that thinks of joining: key and name are left for it to fill in. `previous`: form →
    accepted typed rows of the city's delivery of the year before (columns of the form's model); they are asked again
    and shown in grey. Raises ValueError (in German) for a city or year that the network does not know.
    """
    if ags and ags not in reference.names:
        raise ValueError(f"Der Gemeindeschlüssel „{ags}“ gehört zu keiner Stadt des Netzwerks.")
    if year not in reference.reporting_years["year"].tolist():
        raise ValueError(f"{year} ist kein Berichtsjahr des Netzwerks.")
    previous = {form: rows for form, rows in (previous or {}).items() if len(rows)}
    return workbook_bytes(
        FormWorkbook(
            title=f"Lieferung {year}: {reference.names.get(ags, 'eine neue Stadt')}",
            created=datetime(year, 1, 1),
            names={"guide": GUIDE_SHEET, "cover": SHEET, "lists": LISTS_SHEET},
            guide=_guide(reference, ags, year),
            cover_says=say.COVER_SAYS,
            cover=[_cover_line(line, reference, ags, year, previous) for line in COVER],
            forms=[_sheet(form, reference, year, previous.get(form.name)) for form in FORMS.values()],
            lists=_word_lists(reference),
        )
    )


def _cover_line(
    line: CoverField, reference: Reference, ags: str, year: int, previous: Mapping[str, pd.DataFrame]
) -> CoverLine:
    days = reference.reporting_years.set_index("year").loc[year]
    entries = {
        "ags": ags,
        "city": reference.names.get(ags, ""),
        "year": str(year),
        "staff_date": german_date(days["staff_date"]),
        "population_date": german_date(days["population_date"]),
    }
    hint = say.HINTS[line.name]
    again = line.codes or line.column == "smallest"
    said = {word for form in line.forms if again and form in previous for word in previous[form][line.column].dropna()}
    if len(said) == 1:  # where last year's rows differ, the cover sheet did not say it for all
        labels = reference.labels(line.codes) if line.codes else {}
        hint += " " + say.LAST_YEARS_ENTRY.format(entry=labels.get(*said, *said))
    return CoverLine(line.label, entries.get(line.name, ""), hint, line.codes)


def _sheet(form: Form, reference: Reference, year: int, last: pd.DataFrame | None) -> FormSheet:
    asked = asked_rows(form, reference, last)
    columns = [_column(form, field) for field in form.fields]
    if last is not None:
        note = say.LAST_YEAR.format(year=year - 1)
        shown = int(asked["last_year"].ne("").sum())
        if shown < len(last):
            note += " " + say.FEWER.format(shown=german(shown), count=german(len(last)))
        columns.append(Column(REFERENCE_HEADER, note, 20, kind="reference", demand="reference"))
    rows = [_row(form, reference, row) for row in asked.to_dict(orient="records")]
    return FormSheet(form.name, form.title, columns, rows, quiet=reference.labels("history")[TOTAL])


def _column(form: Form, field: Field) -> Column:
    covered = field.name in from_cover(form)
    demand = "cover" if covered else "required" if field.required else "optional"
    note = [
        say.NOTES.get(f"{form.name}.{field.german}") or say.NOTES[field.german],
        {"cover": say.COVERED, "required": say.REQUIRED, "optional": say.OPTIONAL}[demand],
        *([say.OFFERED] if field.codes else []),
    ]
    return Column(
        header=field.german,
        note=" ".join(note),
        width=max(_WIDER.get(field.german, _WIDTHS[field.kind]), len(field.german) + 2),
        kind=field.kind if field.kind in ("count", "number") else "text",
        words=field.codes,
        demand=demand,
        answer=field.name in ANSWERS[form.name] and not covered,
    )


def _row(form: Form, reference: Reference, row: dict[str, str]) -> dict[str, str | None]:
    cells: dict[str, str | None] = {form.german[name]: None for name in not_asked(form, reference, row)}
    for field in form.fields:
        word = row.get(field.name, "")
        if word and field.codes:
            cells[field.german] = reference.labels(field.codes)[word]
        elif word:
            cells[field.german] = german_date(word) if field.kind == "date" else word
    return cells | {REFERENCE_HEADER: row["last_year"]}


def _word_lists(reference: Reference) -> list[WordList]:
    """Every list that a column offers, once, in the order of the forms; then the signs."""
    coded = [(form, field) for form in FORMS.values() for field in form.fields if field.codes]
    lists_of = {field.german: {other.codes for _, other in coded if other.german == field.german} for _, field in coded}
    lists = []
    for name in dict.fromkeys(field.codes for _, field in coded):
        # Two forms may call two lists by one header (altersgruppe).
        titles = [
            field.german if len(lists_of[field.german]) == 1 else f"{field.german} ({form.name})"
            for form, field in coded
            if field.codes == name
        ]
        meanings = _meanings(reference, name)
        words = [(label, meanings[code]) for code, label in reference.labels(name).items()]
        lists.append(WordList(name, ", ".join(dict.fromkeys(titles)), words))
    marks = reference.labels("mark")
    return [*lists, WordList(SIGNS, say.SIGNS_TITLE, [(sign, marks[code]) for sign, code in SIGN_CODES.items()])]


def _meanings(reference: Reference, name: str) -> dict[str, str]:
    if name in _MEANINGS:
        seed, code, meaning = _MEANINGS[name]
        entries = getattr(reference, seed)
        return dict(zip(entries[code], entries[meaning], strict=True))
    words = pd.concat([reference.codes, reference.categories])
    words = words[words["list"] == name]
    return dict(zip(words["code"], words["note"], strict=True))


def _guide(reference: Reference, ags: str, year: int) -> list[GuideSection]:
    folder = reference.slugs.get(ags, "ihre-stadt")
    places = {"xlsx": template_name(year), "ods": f"{WORKBOOK}_{year}.ods", "folder": folder}
    signs: dict[str, list[str]] = {}
    for sign, code in (SIGN_CODES | say.MARKED_NUMBERS).items():
        signs.setdefault(reference.labels("mark")[code], []).append(sign)
    severities = reference.codes[(reference.codes["list"] == "severity") & (reference.codes["note"] != "")]
    verdicts = [
        (say.SEVERITY.format(label=label), f"{note[0].upper()}{note[1:]}.")
        for label, note in zip(severities["label"], severities["note"], strict=True)
    ]
    return [
        GuideSection("So geht es", [(term, words.format(**places)) for term, words in say.STEPS]),
        GuideSection("Die Blätter", [(form.name, say.SHEETS[form.name]) for form in FORMS.values()]),
        GuideSection("Farben", say.COLOURS),
        GuideSection("Was die Wörter bedeuten", say.WORDS),
        GuideSection(
            "Zeichen in Zahlenspalten",
            [("", say.SIGNS_SAY), *(("  ".join(signs_of), label) for label, signs_of in signs.items())],
        ),
        GuideSection("Was nach der Abgabe geschieht", [*say.RECEIPT, *verdicts, *say.CORRECTION]),
        GuideSection("Wer hilft", say.ASK),
    ]
