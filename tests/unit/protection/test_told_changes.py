"""What was told before may be told again as a change: that number, of that figure, and only while it is not secret."""

import csv
import io
import json
from collections.abc import Callable

import pandas as pd
import pytest

from assets.editions.changes import changes
from assets.editions.content import Content
from assets.editions.download import csv_bytes
from assets.editions.pages.changes import changes_page, log_rows
from assets.protection.gate import EditionAudit, audit_edition
from assets.protection.told_changes import LOG
from assets.reference.seeds import Reference
from assets.reference.translated import translated
from reports.languages import GERMAN, Language, catalogue
from schemas.published import CSV_NAME, MANIFEST_NAME
from tests.generators.pages import content_of, markup_of
from tests.generators.printed import city, derived, edition, share

HERNE, HAGEN = ("Herne", "05916000"), ("Hagen", "05914000")
WOMEN = "sex/W"
ENGLISH = Language("en", "en", "ltr", "English", texts=catalogue("en"))
Files = dict[str, bytes]
Row = dict[str, str]


def of_herne(yes: int, women: int | None = 600, year: str = "2023") -> list[dict]:
    day = {"jahr": year, "stichtag": f"{year}-06-30"}
    whole = share("insgesamt", yes, 4567, **day)
    return city(*HERNE, whole, derived(whole, "gap", 3.44 + yes / 1000), share(WOMEN, women, 2100, **day))


HAGENS = city(*HAGEN, share("insgesamt", 777, 2000), share("insgesamt", 801, 2000, kennzahl="share_leaders"))
BEFORE = [*of_herne(1234), *of_herne(1100, 580, "2022"), *HAGENS]


def published(*rows: dict, number: int = 1) -> Files:
    manifest = {"berichtsjahr": 2023, "ausgabe": number, "stand": "veröffentlicht"}
    return edition(*rows) | {MANIFEST_NAME: json.dumps(manifest).encode()}


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return content_of(reference)


@pytest.fixture(scope="module")
def corrected(content: Content) -> Callable[..., tuple[Files, list[Files]]]:
    """An edition with the file and the pages of changes, after the earlier ones."""

    def made(*rows: dict, earlier: tuple[Files, ...] = ()) -> tuple[Files, list[Files]]:
        before = [*(earlier or (published(*BEFORE),))]
        now = edition(*rows)
        found = changes(before, published_text(now))
        files = now | {LOG: csv_bytes(log_rows(found, content))}
        for language in ENGLISH, GERMAN:
            told = content_of(translated(content.reference, language), language=language, earlier=before)
            files[f"{language.code}/aenderungen.html"] = markup_of(changes_page(told, found), told).encode()
        return files, before

    return made


def published_text(files: Files) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(files[CSV_NAME]), dtype=str, keep_default_na=False)


def audited(files: Files, earlier: list[Files], reference: Reference) -> EditionAudit:
    return audit_edition(files, earlier, 5, 10, reference, static=())


NOW = [*of_herne(1199), *of_herne(1100, 580, "2022"), *HAGENS]


def foreign(reference: Reference, case: tuple[Files, list[Files]], **changed: Callable[[str], str]) -> tuple[str, ...]:
    """What the audit says where files are changed (`log`, `de`, `en`: text → text)."""
    files, earlier = case
    names = {"log": LOG, "de": "de/aenderungen.html", "en": "en/aenderungen.html"}
    for short, change in changed.items():
        text = files[names[short]].decode()
        assert change(text) != text
        files = files | {names[short]: change(text).encode()}
    return audited(files, earlier, reference).foreign


def test_a_correction_may_say_what_was_said_before(reference: Reference, corrected):
    case = corrected(*NOW)
    assert "27,0 Prozent" in case[0]["de/aenderungen.html"].decode()
    assert "27.0 per cent" in case[0]["en/aenderungen.html"].decode()
    assert foreign(reference, case) == ()


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("of nobody", "27,0 Prozent", "31,5 Prozent"),
        ("of another city", "27,0 Prozent", "38,9 Prozent"),
        ("of another indicator of another city", "27,0 Prozent", "40,1 Prozent"),
        ("of another group", "27,0 Prozent", "28,6 Prozent"),
        ("of another year", "27,0 Prozent", "24,1 Prozent"),
        ("a count beside it", "27,0 Prozent", "1.234 Personen"),
        ("the old number as the new one", "26,3 Prozent", "27,0 Prozent"),
        ("under the name of another city", ">Herne<", ">Hagen<"),
        ("of a day that is over", "27,0 Prozent", "27,0 Prozent am 30.06.2022"),
        ("in a second number", "27,0 Prozent", "27,0 oder 27,02 Prozent"),
        ("outside the table", "Haben Sie einen Fehler gefunden?", "Vorher 27,0 Prozent?"),
        ("where only some readers hear it", "<h1>", "<h1 title='27,0'>"),
    ],
)
def test_whatever_else_the_page_says_is_found(reference: Reference, corrected, what: str, old: str, new: str):
    told = foreign(reference, corrected(*NOW), de=lambda text: text.replace(old, new, 1))
    assert told, what
    assert all(one.startswith(("de/aenderungen.html", "en/aenderungen.html")) for one in told)


def test_the_page_in_another_language_says_cell_for_cell_the_same(reference: Reference, corrected):
    now = [*of_herne(1199), *of_herne(1111, 580, "2022"), *HAGENS]
    case = corrected(*now)
    assert foreign(reference, case) == ()
    # Both numbers stand on the German page, but not in this cell.
    told = foreign(reference, case, en=lambda text: text.replace("27.0 per cent", "24.1 per cent", 1))
    assert told == ("en/aenderungen.html nennt 24.1, und keine deutsche Seite und keine Tabelle sagt es.",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"alt": "0.31"},
        {"neu": "0.31"},
        {"alt": repr(777 / 2000)},
        {"jahr": "2022"},
        {"ags": "05914000"},
        {"kennzahl": "share_leaders"},
        {"gruppe": "W", "gliederung": "sex"},
        {"definition": "ST_STA"},
        {"fassung": "1"},
        {"ausgabe": "2022"},
    ],
    ids=str,
)
def test_a_line_of_the_file_that_no_edition_bears_out_is_found(reference: Reference, corrected, wrong: Row):
    def change(text: str) -> str:
        rows = list(csv.DictReader(io.StringIO(text)))
        row = next(row for row in rows if row["kennzahl"] == "share_staff")
        row |= wrong
        written = io.StringIO()
        writer = csv.DictWriter(written, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return written.getvalue()

    assert any(one.startswith(f"{LOG} nennt zu") for one in foreign(reference, corrected(*NOW), log=change))


def test_what_is_secret_by_now_is_not_repeated(reference: Reference, corrected):
    """Women were told and are hidden now: the change is told, the old number is not, neither as a share nor derived."""
    women = {"sozialraum": "", "stichtag": "2023-06-30"}
    gap = derived(share(WOMEN, 600, 2100, **women), "gap", 8.62)
    before = published(*BEFORE, *city(*HERNE, gap))
    case = corrected(*of_herne(1234, None), *of_herne(1100, 580, "2022"), *HAGENS, earlier=(before,))
    files = case[0]
    rows = list(csv.DictReader(io.StringIO(files[LOG].decode())))
    assert [(row["kennzahl"], row["alt"], row["alt_status"], row["neu"], row["neu_status"]) for row in rows] == [
        ("gap", "", "wert", "", ""),
        ("share_staff", "", "wert", "", "geheim"),
    ]
    page = files["de/aenderungen.html"].decode()
    assert "hier nicht wiederholt" in page
    assert "geheim gehalten" in page
    assert "28,6" not in page
    assert foreign(reference, case) == ()
    said = foreign(reference, case, de=lambda text: text.replace("hier nicht wiederholt", "28,6 Prozent"))
    assert all("28,6" in one for one in said)
    assert said
    told = foreign(reference, case, log=lambda text: text.replace(",,wert,,geheim", f",{600 / 2100!r},wert,,geheim"))
    assert any("und die Zahl ist geheim" in one for one in told)


def test_a_change_told_before_is_told_without_its_numbers_once_the_figure_is_secret(reference: Reference, corrected):
    first, second = published(*of_herne(1234, 600)), published(*of_herne(1234, 590), number=2)
    files, earlier = corrected(*of_herne(1234, None), earlier=(first, second))
    rows = list(csv.DictReader(io.StringIO(files[LOG].decode())))
    assert [(row["fassung"], row["alt"], row["neu"]) for row in rows] == [("3", "", ""), ("2", "", "")]
    assert audited(files, earlier, reference).foreign == ()


def test_a_unit_may_have_a_number_itself(reference: Reference, corrected):
    def rows(count: float) -> list[dict]:
        row = derived(share("insgesamt", 60, 300, bezug=""), "staff", count, einheit="TSD_PERSONEN", kennzahl="staff")
        return city(*HERNE, row | {"bezug": "", "zaehler": "", "n": "", "gesamt": ""})

    case = corrected(*rows(239.8), earlier=(published(*rows(241.5)),))
    assert "241,5 1000 Personen" in case[0]["de/aenderungen.html"].decode()
    assert foreign(reference, case) == ()
    assert foreign(reference, case, de=lambda text: text.replace("241,5 1000", "1000 1000"))


def test_a_figure_that_is_no_longer_secret_is_told(reference: Reference, corrected):
    first = published(*of_herne(1234, None))
    files, earlier = corrected(*of_herne(1234, 600), earlier=(first,))
    (row,) = csv.DictReader(io.StringIO(files[LOG].decode()))
    assert (row["alt"], row["alt_status"], float(row["neu"])) == ("", "geheim", 600 / 2100)
    assert audited(files, earlier, reference).foreign == ()
