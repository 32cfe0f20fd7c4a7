"""The page of the data: every file with its proof, every column with its meaning, texts ready to copy."""

import hashlib

import pytest

from assets.editions.changes import COLUMNS as CHANGES
from assets.editions.content import Content
from assets.editions.pages.citation import OPEN
from assets.editions.pages.data_page import data_page, what_it_is
from assets.reference.seeds import Reference
from schemas.code_book import MEANINGS
from schemas.published import BREAKDOWN_COLUMNS, COLUMNS, NETWORK_COLUMNS
from tests.generators.pages import content_of, markup_of, read, rows_of, said_by, words_of

FILES = {
    "daten/kennzahlen.csv": b"a,b\n",
    "daten/kennzahlen.csv-metadata.json": b"{}",
    "daten/vorlage.xlsx": b"x" * 12345,
    "daten/json/kennzahl-gap.json": b"[]",
    "daten/codes/status.csv": b"code\n",
    "pdf/rat-herne.pdf": b"%PDF",
    "aenderungen.atom": b"<feed/>",
}


@pytest.fixture(scope="module")
def content(reference: Reference) -> Content:
    return content_of(reference)


def test_every_file_stands_there_with_size_and_hash_and_can_be_fetched(content: Content):
    main = read(data_page(content, FILES), content)
    told = {
        row["Datei"]: row for table in ("dateien", "kleine-dateien") for row in rows_of(main.get_element_by_id(table))
    }
    assert set(told) == set(FILES)
    for name, file in FILES.items():
        # The hashes of the many small files stand in the manifest: a page of digits would be too heavy to send.
        if "Prüfsumme (SHA-256)" in told[name]:
            assert told[name]["Prüfsumme (SHA-256)"] == hashlib.sha256(file).hexdigest()
        assert told[name]["Größe in Byte"].replace(".", "") == str(len(file))
    links = {link.get("href") for link in main.iter("a")}
    assert {f"../{name}" for name in FILES} <= links


def test_a_file_that_nobody_explains_is_named(content: Content):
    with pytest.raises(ValueError, match=r"daten/rätsel\.bin"):
        data_page(content, {"daten/rätsel.bin": b""})
    assert what_it_is("pdf/rat-essen.pdf") != what_it_is("pdf/bericht.pdf")


def test_the_code_book_knows_every_column_of_every_table(content: Content):
    told = rows_of(read(data_page(content, FILES), content).get_element_by_id("spalten"))
    columns = {*COLUMNS.values(), *NETWORK_COLUMNS.values(), *BREAKDOWN_COLUMNS.values(), *CHANGES}
    assert {row["Spalte"] for row in told} == columns
    assert all(MEANINGS[row["Spalte"]] in row["Inhalt"] for row in told)
    assert set(MEANINGS) == columns
    shared = next(row for row in told if row["Spalte"] == "ags")
    assert shared["Datei"] == "kennzahlen.csv, gliederungen.csv, aenderungen.csv"


def test_citation_and_licence_are_ready_to_copy_once_the_office_has_said_who_it_is(content: Content):
    facts = {"name": "Netzwerkbüro Beispiel", "base_url": "https://stadt.invalid/ausgaben", "email": "a@b.invalid"}
    filled = content_of(said_by(content.reference, **facts))
    address = "https://stadt.invalid/ausgaben/2023/v1/de/daten.html"
    words = words_of(data_page(filled, FILES), filled)
    assert (
        "Netzwerkbüro Beispiel: Kontrakt „Interkulturelle Städteregion“: Kennzahlen der Städte, "
        f"Ausgabe 2023, Fassung 1, Entwurf, {address}." in words
    )
    assert (
        "Datenquelle: Netzwerkbüro Beispiel; Datenlizenz Deutschland – Namensnennung – Version 2.0 "
        f"(https://www.govdata.de/dl-de/by-2-0); {address}" in words
    )
    assert f"[Herausgeber: {OPEN}]" in words_of(data_page(content, FILES), content)
    assert "[" not in words


def test_what_is_open_is_said(content: Content):
    words = words_of(data_page(content, FILES), content)
    assert "Das ist ein Vorschlag; entschieden hat das Netzwerk darüber noch nicht." in words
    assert "(DOI): noch keine" in words
    assert "Bitte noch nicht zitieren" in words
    assert "Bitte noch nicht zitieren" not in words_of(
        data_page(published := content_of(content.reference, stage=""), FILES), published
    )


def test_the_markup_for_search_engines_stands_in_the_page_as_it_is(content: Content):
    markup = '{"name":"\\u003c/script\\u003e"}'
    assert f'<script type="application/ld+json">{markup}</script>' in markup_of(
        data_page(content, FILES, markup), content
    )
    assert "<script" not in markup_of(data_page(content, FILES), content)


def test_a_hundred_files_fit_the_page(content: Content):
    many = {f"daten/json/kennzahl-{number}.json": b"{}" * number for number in range(70)}
    many |= {f"daten/codes/liste-{number}.csv": b"code" for number in range(20)}
    many |= {f"pdf/rat-stadt-{number}.pdf": b"%PDF" for number in range(10)}
    assert len(markup_of(data_page(content, many | FILES), content).encode()) <= 60_000
