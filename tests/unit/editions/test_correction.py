"""A published edition is corrected: what a reader of the page, the file, the feed and the catalogues learns of it."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from frictionless import system, validate
from lxml import html
from rdflib import RDF, Graph, Namespace

from assets.editions.open_data.dcat import DCAT_NAME
from assets.editions.open_data.files import IN_NO_CATALOGUE
from assets.reference.seeds import Reference
from schemas.published import MANIFEST_NAME
from tests.generators.corrections import SECOND, two_versions
from tests.generators.pages import rows_of

Files = Mapping[str, bytes]
LOG = "daten/aenderungen.csv"
DCAT, SPDX = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://spdx.org/rdf/terms#")
ATOM = "{http://www.w3.org/2005/Atom}"
# What the first version told of persons who are few by now: 40 of 3,001, rounded.
SECRET = re.compile(r"(?<![\d,.])(1[,.]3|40)(?![\d,.])")
PAGES = [f"{language}/{page}.html" for language in ("de", "en") for page in ("aenderungen", "stadt-herne")]


@pytest.fixture(scope="module")
def versions(reference: Reference) -> tuple[Files, Files]:
    return two_versions(reference)


@pytest.fixture(scope="module")
def second(versions: tuple[Files, Files]) -> Files:
    return versions[1]


def told(second: Files, language: str) -> dict[str, dict[str, str]]:
    page = html.document_fromstring(second[f"{language}/aenderungen.html"].decode())
    rows = rows_of(page.get_element_by_id("aenderungen"))
    figure = "Kennzahl" if language == "de" else "Indicator"
    return {row[figure]: row for row in rows}


def test_a_reader_learns_what_was_said_what_is_said_and_why(second: Files):
    rows = told(second, "de")
    number = rows["Beschäftigte ohne deutsche Staatsangehörigkeit"]
    assert (number["Bisher"], number["Jetzt"]) == ("3,1 Prozent", "3,5 Prozent")
    assert (number["Ausgabe"], number["Stadt"], number["Jahr"]) == ("2022, Fassung 2", "Herne", "2021")
    assert (number["Art"], number["Grund"]) == ("Korrektur", f"Berichtigte Lieferung {SECOND}.")
    gone = rows["Führungskräfte mit Zuwanderungsgeschichte"]
    assert (gone["Bisher"], gone["Jetzt"]) == ("10,0 Prozent", "nicht enthalten")


def test_an_english_reader_learns_the_same(second: Files):
    rows = told(second, "en")
    number = rows["Staff without German nationality"]
    assert (number["Before"], number["Now"]) == ("3.1 per cent", "3.5 per cent")
    assert (number["Edition"], number["Kind"]) == ("2022, version 2", "Correction")
    assert rows["Leaders with an immigration history"]["Now"] == "not included"
    assert len(rows) == len(told(second, "de"))


def test_what_is_secret_now_is_told_without_the_number_that_was_told(second: Files):
    for language, words in (("de", ("hier nicht wiederholt", "geheim gehalten")), ("en", ("not repeated here",))):
        rows = [row for name, row in told(second, language).items() if "türk" in name or "Turk" in name]
        rows += [row for name, row in told(second, language).items() if "Feuerwehr" in name or "Fire" in name]
        assert len(rows) == 2
        assert all(set(words) <= set(row.values()) for row in rows)
    log = list(csv.DictReader(io.StringIO(second[LOG].decode())))
    hidden = [row for row in log if row["neu_status"] == "geheim"]
    assert {(row["gruppe"], row["alt"], row["alt_status"], row["neu"]) for row in hidden} == {
        ("tuerkisch", "", "wert", ""),
        ("feuerwehr", "", "wert", ""),
    }


def words(page: bytes) -> str:
    return " ".join(html.document_fromstring(page.decode()).get_element_by_id("inhalt").itertext())


def test_no_page_of_the_second_version_repeats_it(versions: tuple[Files, Files]):
    """The first version, which stays where it is, still says it."""
    first, second = ({name: words(files[name]) for name in PAGES} for files in versions)
    assert any(SECRET.search(text) for text in first.values())
    assert len(second) == len(PAGES)
    assert not [name for name, text in second.items() if SECRET.search(text)]


def test_another_status_of_a_figure_is_a_change(second: Files):
    log = list(csv.DictReader(io.StringIO(second[LOG].decode())))
    kinds = {(row["kennzahl"], row["alt_status"], row["neu_status"]) for row in log if not row["bezug"]}
    assert ("share_trainees", "wert", "") in kinds
    assert ("share_trainees", "", "schaetzung") in kinds
    assert {row["fassung"] for row in log} == {"2"}


def test_a_subscriber_knows_the_old_entry_again_and_gets_a_new_one(versions: tuple[Files, Files]):
    feeds = [ElementTree.fromstring(files["aenderungen.atom"]) for files in versions]  # noqa: S314 - our own files
    ids = [[entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")] for feed in feeds]
    assert feeds[0].findtext(f"{ATOM}id") == feeds[1].findtext(f"{ATOM}id")
    assert ids[1][1:] == ids[0]
    newest = next(feeds[1].iter(f"{ATOM}entry"))
    count = len(list(csv.DictReader(io.StringIO(versions[1][LOG].decode()))))
    kinds = re.findall(r"\((\d+)\)", newest.findtext(f"{ATOM}summary"))
    assert sum(map(int, kinds)) == count


def named_in_catalogues(second: Files) -> dict[str, set[tuple[str, int]]]:
    """File → what the catalogues say of it: sha256 and size; of files that are only named nothing."""
    said: dict[str, set[tuple[str, int]]] = {}
    for resource in json.loads(second["daten/datapackage.json"])["resources"]:
        proof = (resource["hash"].removeprefix("sha256:"), resource["bytes"])
        said.setdefault(f"daten/{resource['path']}", set()).add(proof)
    graph = Graph().parse(data=second[DCAT_NAME], format="json-ld")
    for file in graph.subjects(RDF.type, DCAT.Distribution):
        name = str(graph.value(file, DCAT.downloadURL)).partition("/v2/")[2]
        digest = str(graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)).lower()
        said.setdefault(name, set()).add((digest, int(graph.value(file, DCAT.byteSize))))
    page = html.document_fromstring(second["de/daten.html"].decode())
    for row in rows_of(page.get_element_by_id("dateien")):
        if row["Datei"] in said:
            size = int(row["Größe in Byte"].replace(".", ""))
            said[row["Datei"]].add((row["Prüfsumme (SHA-256)"], size))
    (markup,) = page.xpath("//script/text()")
    for file in json.loads(markup)["distribution"]:
        size = int(file["contentSize"].removesuffix(" B"))
        said[file["contentUrl"].partition("/v2/")[2]].add((file["sha256"], size))
    index = json.loads(second["daten/json/index.json"])
    for file in [*index["kennzahlen"], *index["staedte"]]:
        said.setdefault(f"daten/json/{file['datei']}", set())
    return said


def test_every_file_with_data_is_in_a_catalogue_or_there_is_a_reason(second: Files):
    files = {name for name in second if name.startswith("daten/")}
    named = named_in_catalogues(second)
    assert files - {*named} == {*IN_NO_CATALOGUE}
    assert {*named} <= files


def test_sizes_and_hashes_are_the_same_wherever_they_stand(second: Files):
    manifest = json.loads(second[MANIFEST_NAME])["dateien"]
    for name, said in named_in_catalogues(second).items():
        proof = (hashlib.sha256(second[name]).hexdigest(), len(second[name]))
        assert said <= {proof}, name
        assert (manifest[name]["sha256"], manifest[name]["bytes"]) == proof


def test_the_data_package_of_a_correction_agrees_with_its_files(second: Files, tmp_path: Path):
    for name, content in second.items():
        if name.startswith("daten/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
    with system.use_context(trusted=True):
        assert validate(str(tmp_path / "daten" / "datapackage.json")).flatten(["type", "note"]) == []
