"""Text files as offices send them, honest and broken, each made by a line or two, with the findings it must get.

Belongs here: `CASES`, one entry a file of the form `personal`. Not here: workbooks, hostile containers, what the
figures mean. All figures in these files are invented examples.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schemas.forms import FORMS

# Without the one column beside the city's name that a table may lack: as all files were at first.
HEADER = [name for name in FORMS["personal"].headers if name != "mindestzahl"]
PERSON = {
    "ags": "05916000",
    "stadt": "Herne",
    "jahr": "2024",
    "stichtag": "30.06.2024",
    "dienstverhaeltnis": "Tarifbeschäftigte",
    "laufbahngruppe": "LG 2.1",
    "fuehrung": "keine Führung",
    "aufgabenbereich": "05 Soziale Leistungen",
    "geschlecht": "weiblich",
    "altersgruppe": "25 bis 34",
    "umfang": "Vollzeit",
    "zuwanderungsgeschichte": "ja",
    "anzahl": "12",
    "vzae": "11,5",
    "wertart": "Wert",
    "definition": "ST_BEFR",
    "erhebungsart": "freiwillige Befragung",
    "berichtskreis": "Kernverwaltung",
    "bemerkung": "",
}
AGE = ["25 bis 34", "35 bis 44", "45 bis 54"]


@dataclass(frozen=True)
class Case:
    """A file: its bytes, its name, the codes of all its findings, and where one of them points.

    `row`, `column` and `cell` must be those of one and the same finding.
    """

    content: Callable[[], bytes]
    file_name: str
    codes: set[str]
    row: int | None = None
    column: str = ""
    cell: str = ""


def person(number: int = 0, **cells: str) -> list[str]:
    """One row of the form; `number` makes it another one than the rows before."""
    row = PERSON | {"altersgruppe": AGE[number % 3], "anzahl": str(12 + number)} | cells
    return [row[name] for name in HEADER]


def lines_of(rows: Sequence[Sequence[str]], separator: str = ";", end: str = "\r\n") -> str:
    """Rows as text without a single quote."""
    return "".join(separator.join(row) + end for row in rows)


def written(rows: Sequence[Sequence[str]], separator: str = ";", quoting: int = csv.QUOTE_ALL) -> str:
    """Rows as a CSV writer would write them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def columns(*names: str) -> list[list[str]]:
    """Three rows with only some of the columns, the header first."""
    places = [HEADER.index(name) for name in names]
    return [[row[place] for place in places] for row in [HEADER, person(0), person(1), person(2)]]


ROWS = [HEADER, person(0), person(1), person(2)]
PLAIN = lines_of(ROWS)
BLANK = ";" * (len(HEADER) - 1) + "\r\n"
SUM_HEAD = dict.fromkeys(HEADER, "") | {"anzahl": "39", "vzae": "34,5"}


def total(**cells: str) -> list[str]:
    """A row with nothing but the sums and the given cells."""
    return [(SUM_HEAD | cells)[name] for name in HEADER]


def with_rows(*more: Sequence[str]) -> str:
    """The plain file with further rows at the end."""
    return lines_of([*ROWS, *more])


def changed(row: int, column: str, text: str) -> str:
    """The plain file with one other cell; `row` as in the file."""
    rows = [list(one) for one in ROWS]
    rows[row - 1][HEADER.index(column)] = text
    return lines_of(rows)


def _case(
    text: str | bytes, *codes: str, row: int | None = None, column: str = "", cell: str = "", encoding: str = "utf-8"
) -> Case:
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return Case(lambda: content, "personal_2024.csv", set(codes), row, column, cell)


def _line(number: int, change: Callable[[str], str], text: str = PLAIN) -> str:
    lines = text.split("\r\n")
    lines[number - 1] = change(lines[number - 1])
    return "\r\n".join(lines)


def _many(count: int) -> str:
    """A file that ends in line `count`."""
    small = columns("ags", "jahr", "anzahl")
    return lines_of([small[0], *[small[1]] * (count - 1)])


def _header(changes: dict[str, str]) -> str:
    return lines_of([[changes.get(name, name) for name in HEADER], *ROWS[1:]])


_TITLE = "Personalstand, Beispieldaten\r\nErfundene Zahlen\r\n\r\n"
_NOTES = "__________\r\n1) ohne Beurlaubte\r\nQuelle: Personalamt\r\n© Beispielstadt\r\nStand: 30.06.2024\r\n"
_QUOTED = written(ROWS)

ENCODINGS = {
    "utf8": _case(PLAIN),
    "utf8_bom": _case(PLAIN, encoding="utf-8-sig"),
    "cp1252": _case(PLAIN, encoding="cp1252"),
    "utf16_le_bom": _case("\ufeff" + PLAIN, encoding="utf-16-le"),
    "utf16_be_bom": _case("\ufeff" + PLAIN, encoding="utf-16-be"),
    "utf16_le_without_mark": _case(PLAIN, "DATEI_UTF16", encoding="utf-16-le"),
    "utf16_be_without_mark": _case(PLAIN, "DATEI_UTF16", encoding="utf-16-be"),
    "utf16_cut_in_a_character": _case(("\ufeff" + PLAIN).encode("utf-16-le")[:-1], "DATEI_ABGEBROCHEN"),
    "utf8_cut_in_a_character": _case(
        changed(4, "bemerkung", "für").encode()[: -len(b"\xbcr\r\n")], "DATEI_ABGEBROCHEN", row=4
    ),
    "empty": _case(b"", "DATEI_LEER"),
    "only_blanks": _case(b" \r\n\r\n", "DATEI_LEER"),
    "only_a_mark": _case(b"\xef\xbb\xbf", "DATEI_LEER"),
    "mixed_utf8_and_cp1252": _case(
        lines_of(ROWS[:3]).encode() + lines_of([ROWS[3]]).encode("cp1252"), "DATEI_ZEICHENSATZ", row=2
    ),
    "mixed_dash": _case(
        changed(2, "fuehrung", "keine").encode("cp1252").replace(b"Vollzeit", "5 – 6".encode(), 1),
        "DATEI_ZEICHENSATZ",
        row=2,
    ),
    "dos_umlauts": _case(changed(2, "fuehrung", "keine").encode("cp850"), "DATEI_KEIN_TEXT", row=3),
    # Ä and – in cp1252 are also one letter in UTF-8; ß and – one of a far alphabet.
    "cp1252_that_is_utf8_by_chance": _case(
        lines_of([["ags", "jahr", "bemerkung"], ["05916000", "2024", "Ä–Z"]]).encode("cp1252"),
        "ZEICHENSATZ_UNKLAR",
        row=2,
    ),
    "utf8_with_a_far_letter": _case(lines_of([["ags", "jahr", "bemerkung"], ["05916000", "2024", "für Kaunė"]])),
    "byte_unknown_to_cp1252": _case(
        PLAIN.encode("cp1252").replace(b"Herne", b"Her\x81ne", 1), "DATEI_KEIN_TEXT", row=2
    ),
    "random_bytes": _case(bytes(range(1, 32)) * 40, "DATEI_KEIN_TEXT"),
}

CHARACTERS = {
    "nul": _case(changed(3, "stadt", "Her\0ne"), "ZEICHEN_STEUER", row=3, column="stadt", cell="B3"),
    "escape": _case(changed(3, "bemerkung", "\x1b[31mrot"), "ZEICHEN_STEUER", row=3, column="bemerkung", cell="S3"),
    "vertical_tab": _case(changed(2, "bemerkung", "a\x0bb"), "ZEICHEN_STEUER", row=2, column="bemerkung", cell="S2"),
    "next_line": _case(changed(2, "bemerkung", "a\x85b"), "ZEICHEN_STEUER", row=2, column="bemerkung", cell="S2"),
    "line_separator": _case(
        changed(2, "bemerkung", "a\u2028b"), "ZEICHEN_STEUER", row=2, column="bemerkung", cell="S2"
    ),
    "unit_separator_at_the_end": _case(
        changed(2, "stadt", "Herne\x1f"), "ZEICHEN_STEUER", row=2, cell="B2", column="stadt"
    ),
    "replacement": _case(
        changed(4, "dienstverhaeltnis", "Tarifbesch\ufffdftigte"),
        "ZEICHEN_VERLOREN",
        row=4,
        column="dienstverhaeltnis",
        cell="E4",
    ),
    "replacement_converted_again": _case(
        changed(4, "stadt", "MÃ¼lheim ï¿½"), "ZEICHEN_VERLOREN", row=4, column="stadt", cell="B4"
    ),
    "private_use": _case(changed(4, "stadt", "Herne\ue000"), "ZEICHEN_VERLOREN", row=4, column="stadt", cell="B4"),
    "mojibake_umlaut": _case(
        changed(3, "fuehrung", "keine FÃ¼hrung"), "ZEICHEN_VERFAELSCHT", row=3, column="fuehrung", cell="G3"
    ),
    "mojibake_dash": _case(
        changed(3, "bemerkung", "5 â€“ 6"), "ZEICHEN_VERFAELSCHT", row=3, column="bemerkung", cell="S3"
    ),
    "mojibake_degree": _case(
        changed(3, "bemerkung", "5Â°"), "ZEICHEN_VERFAELSCHT", row=3, column="bemerkung", cell="S3"
    ),
    "mojibake_turkish": _case(
        changed(3, "bemerkung", "IÅŸÄ±k"), "ZEICHEN_VERFAELSCHT", row=3, cell="S3", column="bemerkung"
    ),
    "mojibake_cp1250": _case(
        changed(3, "bemerkung", "BeschĂ¤ftigte"), "ZEICHEN_VERFAELSCHT", row=3, column="bemerkung", cell="S3"
    ),
    "mojibake_dos": _case(
        PLAIN.replace("ä", "„").replace("ü", "u").encode("cp1252"),
        "ZEICHEN_VERFAELSCHT",
        row=2,
        column="dienstverhaeltnis",
        cell="E2",
    ),
    "mojibake_in_the_header": _case(
        _header({"bemerkung": "bemerkung fÃ¼r uns"}),
        "ZEICHEN_VERFAELSCHT",
        row=1,
        column="bemerkung fÃ¼r uns",
        cell="S1",
    ),
    "honest_quotes_after_umlauts": _case(changed(3, "bemerkung", "„Maß“ – „Café“"), encoding="cp1252"),
    "bidi": _case(changed(2, "stadt", "Her\u202ene"), "ZEICHEN_RICHTUNG", row=2, column="stadt", cell="B2"),
    "bidi_isolate": _case(
        changed(2, "anzahl", "\u206612\u2069"), "ZEICHEN_RICHTUNG", row=2, column="anzahl", cell="M2"
    ),
    "left_to_right_mark": _case(
        changed(2, "anzahl", "12\u200e"), "ZEICHEN_RICHTUNG", row=2, column="anzahl", cell="M2"
    ),
    "zero_width_space": _case(
        changed(2, "stadt", "Her\u200bne"), "ZEICHEN_UNSICHTBAR", row=2, column="stadt", cell="B2"
    ),
    "zero_width_joiner": _case(
        changed(2, "ags", "0591\u200d6000"), "ZEICHEN_UNSICHTBAR", row=2, column="ags", cell="A2"
    ),
    "mark_inside": _case(changed(2, "ags", "\ufeff05916000"), "ZEICHEN_UNSICHTBAR", row=2, column="ags", cell="A2"),
    "two_marks": _case(
        "\ufeff" + PLAIN, "ZEICHEN_UNSICHTBAR", row=1, column="\ufeffags", cell="A1", encoding="utf-8-sig"
    ),
    "soft_hyphen": _case(
        changed(2, "berichtskreis", "Kern\u00adverwaltung"),
        "ZEICHEN_TRENNSTRICH",
        row=2,
        column="berichtskreis",
        cell="R2",
    ),
    "cyrillic_letter": _case(changed(2, "stadt", "Неrne"), "ZEICHEN_FREMD", row=2, column="stadt", cell="B2"),
    "greek_letter": _case(changed(2, "stadt", "Hεrne"), "ZEICHEN_FREMD", row=2, column="stadt", cell="B2"),
    "cyrillic_word_is_honest": _case(changed(2, "bemerkung", "Проект Brücke")),
    "decomposed_umlauts": _case(changed(2, "fuehrung", "keine Fu\u0308hrung")),
    "hard_space": _case(changed(2, "fuehrung", "keine\u00a0Führung")),
    "control_in_a_title": _case(
        "Personal\x07\r\n" + PLAIN, "ZEICHEN_STEUER", "KOPF_ZEILE", row=1, column="ags", cell="A1"
    ),
}

SEPARATORS = {
    "comma": _case(written([*ROWS], ",", csv.QUOTE_MINIMAL)),
    "tab": _case(lines_of(ROWS, "\t")),
    "bar": _case(lines_of(ROWS, "|")),
    "comma_with_decimal_commas": _case(lines_of(ROWS, ","), "ZEILE_BREITE", row=2),
    "header_with_semicolons_rows_with_commas": _case(
        lines_of(ROWS[:1]) + written(ROWS[1:], ",", csv.QUOTE_MINIMAL), "ZEILE_BREITE", "ZEILE_ANFUEHRUNG", row=2
    ),
    "two_separators_in_the_header": _case(
        "ags;stadt;jahr,anzahl,vzae\r\n05916000;Herne;2024,12,5\r\n", "TRENNZEICHEN_UNKLAR", row=1
    ),
    "no_separator": _case("ags stadt jahr\r\n05916000 Herne 2024\r\n", "DATEI_TRENNZEICHEN"),
    "colons": _case(lines_of(ROWS, ":"), "DATEI_TRENNZEICHEN"),
    "no_header": _case(lines_of(ROWS[1:]), "DATEI_TRENNZEICHEN"),
    "declared": _case("sep=;\r\n" + PLAIN, "KOPF_ZEILE", row=2),
    "declared_wrongly": _case("sep=,\r\n" + PLAIN, "TRENNZEICHEN_UNKLAR", row=1),
    "title_with_commas": _case("Stadt, Jahr\r\n" + PLAIN, "KOPF_ZEILE", row=2),
    "trailing_separators": _case(lines_of([[*row, ""] for row in ROWS])),
    "trailing_separator_in_one_row": _case(_line(3, lambda line: line + ";"), "ZEILE_BREITE", row=3),
}

QUOTES = {
    "all_quoted": _case(_QUOTED),
    "separator_in_quotes": _case(written(ROWS[:3]) + written([person(2, bemerkung="Bericht; Teil 2")])),
    "doubled_quotes": _case(written([*ROWS[:3], person(2, bemerkung='das "Amt" hier')])),
    "bare_quote": _case(changed(3, "bemerkung", 'das "Amt"'), "ZEILE_ANFUEHRUNG", row=3),
    "inches": _case(changed(3, "bemerkung", '24"'), "ZEILE_ANFUEHRUNG", row=3),
    "quote_goes_on": _case(changed(3, "bemerkung", '"Amt" neu'), "ZEILE_ANFUEHRUNG", row=3),
    "blank_before_the_quote": _case(changed(3, "bemerkung", ' "Amt"'), "ZEILE_ANFUEHRUNG", row=3),
    "lost_separator_hidden_by_a_quote": _case(
        _line(3, lambda line: line.replace("Herne;2024", 'Herne"2024;')), "ZEILE_ANFUEHRUNG", row=3
    ),
    "unclosed_quote": _case(changed(3, "stadt", '"Herne'), "ZEILE_ANFUEHRUNG", row=3),
    "unclosed_quote_in_the_last_row": _case(changed(4, "bemerkung", '"offen'), "ZEILE_ANFUEHRUNG", row=4),
    "unclosed_quote_in_the_header": _case(_header({"stadt": '"stadt'}), "ZEILE_ANFUEHRUNG", row=1),
    "quote_swallows_a_row": _case(
        lines_of([HEADER, person(0), [*person(1)[:-1], '"neu'], ['x"', *person(2)[1:]]]),
        *("FELD_UMBRUCH", "ZEILE_BREITE"),
        row=3,
    ),
    "two_rows_in_one": _case(
        lines_of([HEADER, person(0)])
        + "05916000;"
        + '"Herne;2024\r\n30.06.2024;x"'
        + ";"
        + ";".join(person(1)[2:])
        + "\r\n",
        "ZEILE_UMBRUCH",
        row=3,
    ),
    "break_in_a_field": _case(changed(3, "bemerkung", '"erste\r\nzweite"'), "FELD_UMBRUCH", row=3),
    "rows_after_a_break_keep_their_line": _case(
        lines_of([HEADER, person(0, bemerkung='"a\nb"'), person(1, stadt="Her\x07ne")]),
        *("FELD_UMBRUCH", "ZEICHEN_STEUER"),
        row=4,
        column="stadt",
        cell="B4",
    ),
    "whole_lines_quoted": _case(
        "".join(f'"{line}"\r\n' for line in PLAIN.split("\r\n")[:-1]), "ZEILE_ANFUEHRUNG", row=1
    ),
    "quotes_in_a_note": _case(PLAIN + 'Quelle: das "Amt"\r\n', "FUSSNOTEN", row=5),
    "field_too_long": _case(changed(3, "bemerkung", "x" * 131_073), "FELD_LANG", row=3),
    "quoted_field_too_long": _case(changed(3, "bemerkung", '"' + "x" * 1_000_000 + '"'), "FELD_LANG", row=3),
    "header_too_long": _case(_header({"bemerkung": "x" * 200_000}), "FELD_LANG", row=1),
}

WIDTHS = {
    "separator_lost": _case(_line(3, lambda line: line.replace(";Herne;", ";Herne ")), "ZEILE_BREITE", row=3),
    "separator_too_much": _case(_line(3, lambda line: line.replace("Herne", "Her;ne")), "ZEILE_BREITE", row=3),
    "separator_lost_in_the_header": _case(
        _line(1, lambda line: line.replace(";stadt", " stadt")), "ZEILE_BREITE", row=2
    ),
    "two_bad_rows": _case(
        _line(2, lambda line: line + ";x", _line(4, lambda line: line.replace(";ja;", ";"))), "ZEILE_BREITE", row=4
    ),
    "cut_in_the_last_row": _case(PLAIN[:-30], "ZEILE_BREITE", row=4),
    "cut_in_the_first_field": _case(PLAIN + "05916", "ZEILE_BREITE", row=5),
    "no_line_end_at_the_end": _case(PLAIN[:-2], "ENDE_OFFEN", row=4),
    "line_feeds_only": _case(PLAIN.replace("\r\n", "\n")),
    "carriage_returns_only": _case(PLAIN.replace("\r\n", "\r")),
    "mixed_line_ends": _case(PLAIN.replace("\r\n", "\n", 2)),
    "doubled_line_ends": _case(PLAIN.replace("\r\n", "\r\r\n"), "LEERZEILEN", row=4),
    "header_only": _case(lines_of(ROWS[:1]), "TABELLE_LEER", row=1),
    "header_and_sum_only": _case(lines_of([HEADER, total(ags="Summe")]), "SUMMENZEILE", "TABELLE_LEER", row=2),
    "too_many_columns": _case(lines_of([[*row, *["x"] * 1_000] for row in ROWS]), "TABELLE_BREIT", row=1),
    "too_many_fields": _case(
        lines_of([[*columns("ags", "jahr")[0], *map(str, range(998))], *[["x"]] * 25_000]), "TABELLE_ZELLEN"
    ),
    "more_bad_rows_than_are_listed": _case(
        lines_of([HEADER, person(0), *[person(1)[:-1]] * 1_005]), "ZEILE_BREITE", "BEFUNDE_WEITERE", row=1_002
    ),
    "new_excel_row_limit": Case(
        lambda: _many(1_048_576).encode(), "personal_2024.csv", {"TABELLE_ABGESCHNITTEN"}, 1_048_576
    ),
    "old_excel_row_limit": _case(_many(65_536), "TABELLE_ABGESCHNITTEN", row=65_536),
    "one_row_less_than_the_limit": _case(_many(65_535)),
    "cell_at_excels_limit": _case(
        changed(3, "bemerkung", "x" * 32_767), "ZELLE_ABGESCHNITTEN", row=3, column="bemerkung", cell="S3"
    ),
    "cell_below_excels_limit": _case(changed(3, "bemerkung", "x" * 32_766)),
}

HEADERS = {
    "capitals": _case(_header({name: name.upper() for name in HEADER})),
    "header_in_row_4": _case(_TITLE + PLAIN, "KOPF_ZEILE", row=4),
    "header_in_row_30": _case("Titel\r\n" * 29 + PLAIN, "KOPF_ZEILE", row=30),
    "header_in_row_31": _case("Titel\r\n" * 30 + PLAIN, "DATEI_TRENNZEICHEN"),
    "footnote_marks": _case(
        _header({"anzahl": "anzahl 1)", "vzae": "vzae *", "umfang": "umfang²", "ags": "ags 2) 3)"}),
    ),
    "line_break": _case(_header({"zuwanderungsgeschichte": '"zuwanderungs-\ngeschichte"'}), "FELD_UMBRUCH", row=1),
    "hard_space_at_the_end": _case(_header({"anzahl": "anzahl\u00a0"})),
    "duplicate": _case(_header({"vzae": "anzahl"}), "KOPF_DOPPELT", row=1, column="anzahl", cell="N1"),
    "duplicate_in_capitals": _case(_header({"vzae": "ANZAHL"}), "KOPF_DOPPELT", row=1, column="ANZAHL", cell="N1"),
    "duplicate_but_for_a_mark": _case(
        _header({"vzae": "anzahl 1)"}), "KOPF_DOPPELT", row=1, column="anzahl 1)", cell="N1"
    ),
    "column_without_name": _case(_header({"umfang": ""}), "KOPF_LEER", row=1, cell="K1"),
    "empty_column_between": _case(lines_of([[*row[:3], "", *row[3:]] for row in ROWS]), "SPALTE_LEER", row=1),
    "two_header_rows": _case(
        lines_of(
            [
                [*HEADER[:12], "Beschäftigte", "", *HEADER[14:]],
                [*[""] * 12, "anzahl", "vzae", *[""] * 5],
                *ROWS[1:],
            ]
        ),
        "KOPF_ZWEIZEILIG",
        row=2,
    ),
    "group_names_above": _case(lines_of([["Stadt", "", "", "", "Merkmale", *[""] * 14], *ROWS]), "KOPF_ZEILE", row=2),
    "units_below": _case(lines_of([HEADER, total(anzahl="Personen", vzae="VZÄ"), *ROWS[1:]]), "EINHEITEN_ZEILE", row=2),
    "thousands_below": _case(
        lines_of([HEADER, total(anzahl="in 1 000", vzae="VZÄ"), *ROWS[1:]]), "EINHEITEN_FAKTOR", row=2
    ),
    "repeated": _case(lines_of([*ROWS[:3], HEADER, ROWS[3]]), "KOPF_WIEDERHOLT", row=4),
    "numbers_above": _case(lines_of([*ROWS[2:], *ROWS[:2]]), "ZEILEN_VOR_KOPF", "KOPF_ZEILE", row=1),
    "columns_swapped": _case(lines_of([list(reversed(row)) for row in ROWS])),
}

_INDENTED = columns("ags", "stadt", "jahr", "anzahl")

TOTALS = {
    "insgesamt_is_a_word": _case(lines_of([*ROWS, person(5, geschlecht="insgesamt", umfang="insgesamt")])),
    "all_insgesamt_is_data": _case(
        lines_of([row[4:] for row in [*ROWS, person(6, **dict.fromkeys(HEADER[4:12], "insgesamt"))]])
    ),
    **{
        f"named_{word.lower().replace(' ', '_')}": _case(with_rows(total(ags=word)), "SUMMENZEILE", row=5)
        for word in ["Summe", "Insgesamt", "Gesamt", "Zusammen", "Zwischensumme", "Gesamtergebnis", "Amt 5 Ergebnis"]
    },
    "davon": _case(with_rows(total(ags="Summe"), total(ags="davon weiblich")), "SUMMENZEILE", row=6),
    "at_the_top": _case(lines_of([HEADER, total(ags="Insgesamt"), *ROWS[1:]]), "SUMMENZEILE", row=2),
    "in_the_middle": _case(lines_of([*ROWS[:3], total(ags="Zwischensumme"), ROWS[3]]), "SUMMENZEILE", row=4),
    "in_the_second_column": _case(with_rows(total(stadt="Summe")), "SUMMENZEILE", row=5),
    "with_defaults_filled": _case(
        with_rows(total(ags="Summe", wertart="Wert", definition="ST_BEFR")), "SUMMENZEILE", row=5
    ),
    "without_a_name": _case(with_rows(total()), "SUMMENZEILE", row=5),
    "after_a_blank_row": _case(PLAIN + BLANK + lines_of([total(ags="Summe")]), "SUMMENZEILE", "LEERZEILEN", row=6),
    "short_sum_row": _case(PLAIN + "Summe;39\r\n", "SUMMENZEILE", "ZEILE_BREITE", row=5),
}

AROUND = {
    "notes_below": _case(PLAIN + _NOTES, "FUSSNOTEN", row=5),
    "notes_after_a_blank_row": _case(PLAIN + "\r\nAlle Angaben ohne Gewähr\r\n", "FUSSNOTEN", row=6),
    "notes_filled_up": _case(PLAIN + BLANK + "Quelle: Personalamt" + BLANK, "FUSSNOTEN", row=6),
    "title_and_notes": _case(_TITLE + PLAIN + _NOTES, "KOPF_ZEILE", "FUSSNOTEN", row=8),
    "note_in_quotes": _case(PLAIN + '"1) erste;\r\nzweite Zeile; Ende"\r\n', "FUSSNOTEN", row=5),
    "text_without_mark": _case(PLAIN + "Alle Angaben ohne Gewähr\r\n", "ZEILE_BREITE", row=5),
    "blank_row_between": _case(lines_of(ROWS[:2]) + "\r\n" + lines_of(ROWS[2:]), "LEERZEILEN", row=3),
    "blank_rows_at_the_end": _case(PLAIN + BLANK + "\r\n\r\n"),
    "data_below_the_notes": _case(
        PLAIN + "Quelle: Personalamt\r\n" + lines_of([person(4)]), "TABELLE_MEHRERE", "FUSSNOTEN", row=6
    ),
    "title_between_rows": _case(
        PLAIN + "\r\nBeamte\r\n" + lines_of([person(4)]), "FUSSNOTEN", "TABELLE_MEHRERE", row=7
    ),
    "second_table_below": _case(
        PLAIN + "\r\n" + lines_of([["ags", "jahr", "vorgang", "anzahl"], ["05916000", "2024", "beworben", "9"]]),
        "TABELLE_MEHRERE",
        row=6,
    ),
    "same_header_below_a_title": _case(PLAIN + "\r\nTabelle 2\r\n" + PLAIN, "TABELLE_MEHRERE", row=7),
    "unknown_table_below": _case(
        PLAIN + BLANK + lines_of([["Zeichen", "Bedeutung", *["Wort"] * 17], [*"12", *["y"] * 17]]),
        "TABELLE_MEHRERE",
        row=6,
    ),
    "other_separators_below": _case(
        PLAIN + "\r\n" + lines_of([person(4, vzae="11")], ","), "LEERZEILEN", "ZEILE_BREITE", row=6
    ),
    "other_separators_below_the_notes": _case(
        PLAIN + "Stand: Juni\r\n" + lines_of([person(4, vzae="11")], ","), "FUSSNOTEN", "TABELLE_MEHRERE", row=6
    ),
    "table_beside": _case(
        lines_of([[*row, "", *row] for row in ROWS]), "TABELLE_MEHRERE", row=1, column="ags", cell="U1"
    ),
    "legend_beside": _case(
        lines_of([[*HEADER, "", "Legende"], *[[*row, "", "x"] for row in ROWS[1:]]]),
        "TABELLE_MEHRERE",
        row=1,
        column="Legende",
        cell="U1",
    ),
    "levels_mixed": _case(
        lines_of([_INDENTED[0], ["05", "NRW", "2024", "9"], ["05916", "Herne", "2024", "7"], *_INDENTED[1:]]),
        "EBENEN_GEMISCHT",
        row=2,
        column="ags",
        cell="A2",
    ),
}

GROUPS = {
    "zeichensatz": ENCODINGS,
    "zeichen": CHARACTERS,
    "trennzeichen": SEPARATORS,
    "anfuehrung": QUOTES,
    "breite": WIDTHS,
    "kopf": HEADERS,
    "summen": TOTALS,
    "umgebung": AROUND,
}
CASES: dict[str, Case] = {f"{group}_{name}": case for group, cases in GROUPS.items() for name, case in cases.items()}
