"""Data portals and search engines: what must be said is said, what nobody has filled in is left out, not invented."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace

from assets.editions.open_data.dataset_markup import dataset_markup
from assets.editions.open_data.dcat import DCAT_NAME, dcat_files
from assets.editions.open_data.files import catalogue_files, open_data_files
from assets.editions.open_data.source import OpenData, missing_statements
from assets.reference.seeds import Reference
from schemas.published import CSV_NAME, DRAFT
from tests.generators.hostile import HOSTILE
from tests.generators.open_data import PUBLISHER, small_edition, small_values, with_names

SHAPES = Path(__file__).parents[3] / "schemas" / "dcat_ap_de.ttl"
ADMS, DCAT = Namespace("http://www.w3.org/ns/adms#"), Namespace("http://www.w3.org/ns/dcat#")
DCTERMS, SKOS = Namespace("http://purl.org/dc/terms/"), Namespace("http://www.w3.org/2004/02/skos/core#")
DCATDE, FOAF = Namespace("http://dcat-ap.de/def/dcatde/"), Namespace("http://xmlns.com/foaf/0.1/")
SPDX, VCARD = Namespace("http://spdx.org/rdf/terms#"), Namespace("http://www.w3.org/2006/vcard/ns#")
PLACE = "https://amt.example/kontrakt/2022/v1/daten/dcat-ap.jsonld"


def entry(data: OpenData, tables: dict[str, bytes]) -> Graph:
    return Graph().parse(data=dcat_files(data, tables)[DCAT_NAME], format="json-ld", publicID=PLACE)


def findings(graph: Graph) -> str:
    """The German sentences of the shapes that the graph breaks; empty is good."""
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    return "" if conforms else text


def test_the_entry_says_all_that_a_german_portal_asks(reference: Reference):
    data, tables = small_edition(reference)
    files = tables | open_data_files(data) | {"daten/tabellen.xlsx": b"PK", "de/methodik.html": b"<p>"}
    graph = Graph().parse(data=catalogue_files(data, files)[DCAT_NAME], format="json-ld", publicID=PLACE)
    assert findings(graph) == ""
    named = {str(one).rpartition("#datei-")[2] for one in graph.subjects(RDF.type, DCAT.Distribution)}
    own = {"kennzahlen.csv", "netzwerk.csv", "gliederungen.csv", "aenderungen.csv", "tabellen.xlsx"}
    assert named == own | {"datapackage.json", "json-index.json", "sdmx-kennzahlen.csv", "sdmx-struktur.json"}
    assert [str(one).rpartition("/")[2] for one in graph.objects(None, FOAF.page)] == ["methodik.html"]


def test_a_file_is_named_with_its_size_and_checksum(reference: Reference):
    data, tables = small_edition(reference)
    graph = entry(data, tables)
    [file] = [one for one in graph.subjects(RDF.type, DCAT.Distribution) if str(one).endswith("#datei-kennzahlen.csv")]
    assert str(graph.value(file, DCAT.accessURL)) == "https://amt.example/kontrakt/2022/v1/daten/kennzahlen.csv"
    assert int(graph.value(file, DCAT.byteSize)) == len(tables[CSV_NAME])
    checksum = graph.value(file, SPDX.checksum)
    assert graph.value(checksum, SPDX.checksumValue).lower() == hashlib.sha256(tables[CSV_NAME]).hexdigest()
    assert str(graph.value(file, DCTERMS.license)) == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (DCTERMS["title"], "fehlt der Titel"),
        (DCTERMS.description, "fehlt die Beschreibung"),
        (DCTERMS.publisher, "genau eine herausgebende Stelle"),
        (DCTERMS.license, "fehlt die Lizenz"),
        (DCAT.accessURL, "fehlt die Adresse"),
        (DCAT.distribution, "hat keine Datei"),
        (SPDX.checksumValue, "Prüfsumme fehlt der Wert"),
        (FOAF.name, "Stelle fehlt der Name"),
        (DCATDE.licenseAttributionByText, "verlangt einen Namen"),
        (VCARD.hasEmail, "weder E-Mail noch Webadresse"),
    ],
)
def test_an_entry_without_it_is_refused_in_german(reference: Reference, path, sentence: str):
    graph = entry(*small_edition(reference))
    graph.remove((None, path, None))
    assert sentence in findings(graph)


def test_a_contact_needs_the_class_that_checkers_know(reference: Reference):
    graph = entry(*small_edition(reference))
    graph.remove((None, RDF.type, VCARD.Kind))
    assert "vcard:Kind" in findings(graph)


def test_without_a_base_address_the_same_identifiers_are_relative(reference: Reference):
    with_base, without = (entry(*small_edition(reference, base_url=base)) for base in (PUBLISHER["base_url"], ""))
    assert {*with_base} == {*without}


def test_what_the_publisher_has_not_said_is_left_out_and_named(reference: Reference):
    data, tables = small_edition(reference, **dict.fromkeys(PUBLISHER, ""))
    text = dcat_files(data, tables)[DCAT_NAME].decode() + dataset_markup(data, tables)
    for word in ("publisher", "contactPoint", "license", "hasEmail", "contributorID", "creditText", "mailto"):
        assert word not in text
    assert missing_statements({}) == missing_statements(dict.fromkeys(PUBLISHER, "")) != []
    assert missing_statements(PUBLISHER | {"doi": "10.0000/beispiel"}) == []


@pytest.mark.parametrize(
    "wrong", [{"base_url": "amt.example"}, {"licence_url": "javascript:alert(1)"}, {"email": "Amt, Zimmer 1"}]
)
def test_an_address_that_is_none_is_named(reference: Reference, wrong: dict[str, str]):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        small_edition(reference, **wrong)


def test_a_draft_is_not_announced_as_published(reference: Reference):
    data, tables = small_edition(reference)
    graph = entry(replace(data, stage=DRAFT), tables)
    assert {str(one).rpartition("/")[2] for one in graph.objects(None, ADMS.status)} == {"UnderDevelopment"}
    assert str(next(graph.objects(None, DCTERMS.accessRights))).endswith("RESTRICTED")
    assert DRAFT in dataset_markup(replace(data, stage=DRAFT), tables)


def test_hostile_names_end_no_element_and_stay_names(reference: Reference):
    named = with_names(reference, *(f"Stadt {text}" for text in HOSTILE[::30]))
    data, tables = small_edition(named, small_values(reference))
    text = "".join(HOSTILE)
    data = replace(data, publisher=PUBLISHER | dict.fromkeys(["name", "street", "town", "citation"], text))
    markup = dataset_markup(data, tables)
    assert not {"<", ">", "&"} & {*markup}
    assert json.loads(markup)["publisher"]["name"] == data.says("name")
    graph = entry(data, tables)
    assert {str(one) for one in graph.objects(None, SKOS.prefLabel)} == {*data.values["stadt"]}
    assert {str(one) for one in graph.objects(None, FOAF.name)} == {data.says("name")}
