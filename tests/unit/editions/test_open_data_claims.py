"""What every format says of the whole: that it is a draft, that all is invented, that a licence is only proposed."""

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
from rdflib import RDF, Graph, Namespace

from assets.editions.changes import COLUMNS
from assets.editions.feed import feed
from assets.editions.open_data.dataset_markup import dataset_markup
from assets.editions.open_data.dcat import DCAT_NAME
from assets.editions.open_data.files import catalogue_files, open_data_files
from assets.editions.open_data.source import OpenData
from assets.reference.seeds import Reference
from schemas.published import DRAFT
from tests.generators.hostile import HOSTILE
from tests.generators.open_data import PUBLISHER, small_edition
from tests.generators.pages import content_of

DCAT, DCT = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://purl.org/dc/terms/")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
PLACE = "https://amt.example/kontrakt/2022/v1/daten/dcat-ap.jsonld"
LICENCE, UNDECIDED = PUBLISHER["licence_url"], "entschieden ist sie noch nicht"


def files_of(data: OpenData, tables: dict[str, bytes]) -> dict[str, bytes]:
    made = tables | open_data_files(data)
    return made | catalogue_files(data, made)


@pytest.fixture(scope="module")
def draft(reference: Reference) -> tuple[OpenData, dict[str, bytes]]:
    data, tables = small_edition(reference)
    data = replace(data, stage=DRAFT)
    return data, files_of(data, tables)


@pytest.fixture(scope="module")
def published(reference: Reference) -> tuple[OpenData, dict[str, bytes]]:
    data, tables = small_edition(reference)
    return data, files_of(data, tables)


@pytest.fixture(scope="module")
def invented(reference: Reference) -> tuple[OpenData, dict[str, bytes]]:
    """The same with one more city, which is none."""
    cities = pd.concat([reference.cities, reference.cities.tail(1).assign(ags="99000000", slug="ahorn", name="Ahorn")])
    network = replace(reference, cities=cities.reset_index(drop=True))
    data, tables = small_edition(network)
    return data, files_of(data, tables)


def told(data: OpenData, files: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """Format → title and description of the whole."""
    package = json.loads(files["daten/datapackage.json"])
    graph = Graph().parse(data=files[DCAT_NAME], format="json-ld", publicID=PLACE)
    dataset, series = (graph.value(None, RDF.type, kind) for kind in (DCAT.Dataset, DCAT.DatasetSeries))
    markup = json.loads(dataset_markup(data, files))
    csvw = json.loads(files["daten/kennzahlen.csv-metadata.json"])
    index = json.loads(files["daten/json/index.json"])
    structure = json.loads(files["daten/sdmx/struktur.json"])["data"]
    flow, shape = structure["dataflows"][0], structure["dataStructures"][0]
    return {
        "datapackage": (package["title"], package["description"]),
        "DCAT": (str(graph.value(dataset, DCT.title)), str(graph.value(dataset, DCT.description))),
        "DCAT, series": (str(graph.value(series, DCT.title)), str(graph.value(series, DCT.description))),
        "schema.org": (markup["name"], markup["description"]),
        "CSVW": (csvw["dc:title"][0]["@value"], csvw["dc:description"][0]["@value"]),
        "JSON": (index["titel"], index["beschreibung"]),
        "SDMX, flow": (flow["name"], flow["description"]),
        "SDMX, structure": (shape["name"], shape["description"]),
    }


def test_an_invented_network_is_called_so_in_every_title_and_description(invented, published):
    for where, (title, description) in told(*invented).items():
        assert "erfundene Beispieldaten" in title, where
        assert description.startswith("Beispieldaten: Alle Städte und Zahlen sind erfunden."), where
    assert not [where for where, words in told(*published).items() if "erfunden" in " ".join(words)]


def test_no_name_for_machines_is_shared_by_invented_and_real_figures(invented, published):
    def names(files: dict[str, bytes]) -> list[str]:
        package = json.loads(files["daten/datapackage.json"])["name"]
        dataset = json.loads(files[DCAT_NAME])["dct:identifier"]
        rows = csv.DictReader(io.StringIO(files["daten/sdmx/kennzahlen.csv"].decode(), newline=""))
        return [package, dataset, next(rows)["STRUCTURE_ID"]]

    pairs = zip(names(invented[1]), names(published[1]), strict=True)
    assert all(one != other for one, other in pairs)


def test_a_small_file_of_an_invented_network_and_the_feed_say_so_too(invented):
    data, files = invented
    parts = [name for name in files if name.startswith("daten/json/") and not name.endswith("index.json")]
    assert parts
    assert all("erfundene Beispieldaten" in json.loads(files[name])["titel"] for name in parts)
    atom = "{http://www.w3.org/2005/Atom}"
    content = content_of(data.reference)
    root = ElementTree.fromstring(feed(content, pd.DataFrame(columns=COLUMNS)))  # noqa: S314 - our own file
    assert "erfunden" in root.findtext(f"{atom}subtitle")
    titles = [root.findtext(f"{atom}title"), *(one.findtext(f"{atom}title") for one in root.iter(f"{atom}entry"))]
    assert all("erfundene Beispieldaten" in title for title in titles)


def test_a_draft_says_in_every_format_that_it_is_one_and_its_licence_only_proposed(draft, published):
    for where, (title, description) in told(*draft).items():
        if where != "DCAT, series":
            assert DRAFT in title, where
            assert "Dies ist ein Entwurf" in description, where
            assert UNDECIDED in description, where
    assert not [where for where, words in told(*published).items() if "Entwurf" in " ".join(words)]


def test_no_field_for_a_licence_claims_what_is_only_proposed(draft):
    """Only DCAT-AP.de demands one: there it is named, and beside it stands that nobody has decided."""
    data, files = draft
    assert "licenses" not in json.loads(files["daten/datapackage.json"])
    assert "license" not in json.loads(dataset_markup(data, files))
    csvw = json.loads(files["daten/kennzahlen.csv-metadata.json"])
    assert "dc:license" not in csvw
    assert UNDECIDED in csvw["dc:rights"][0]["@value"]
    index = json.loads(files["daten/json/index.json"])
    assert (index["lizenz_vorschlag"], "lizenz" in index) == (LICENCE, False)
    graph = Graph().parse(data=files[DCAT_NAME], format="json-ld", publicID=PLACE)
    for file in graph.subjects(RDF.type, DCAT.Distribution):
        assert graph.value(file, DCT.license)
        assert UNDECIDED in str(graph.value(graph.value(file, DCT.rights), RDFS.label))


def test_a_published_edition_names_its_licence_everywhere(published):
    data, files = published
    assert json.loads(files["daten/datapackage.json"])["licenses"][0]["path"] == LICENCE
    assert json.loads(dataset_markup(data, files))["license"] == LICENCE
    assert json.loads(files["daten/json/index.json"])["lizenz"] == LICENCE
    assert "dc:license" in json.loads(files["daten/kennzahlen.csv-metadata.json"])
    assert not [name for name, file in files.items() if UNDECIDED in file.decode() or b"dct:rights" in file]


def test_search_engines_find_all_they_ask_for(published):
    """What schema.org/Dataset must and should have, as search engines for data say."""
    data, files = published
    markup = json.loads(dataset_markup(data, files))
    asked = {"name", "description", "license", "creator", "publisher", "temporalCoverage", "spatialCoverage", "url"}
    asked |= {"variableMeasured", "distribution", "keywords", "version", "identifier", "isAccessibleForFree"}
    assert asked <= {name for name, said in markup.items() if said}
    assert (markup["@context"], markup["@type"]) == ("https://schema.org", "Dataset")
    assert 50 <= len(markup["description"]) <= 5000
    assert markup["temporalCoverage"] == "2020/2021"
    assert {"Herne", "Bochum"} <= {place["name"] for place in markup["spatialCoverage"]}
    for file in markup["distribution"]:
        assert file["contentUrl"].startswith("https://amt.example/kontrakt/2022/v1/daten/")
        assert file["encodingFormat"] == "text/csv"
        assert (len(file["sha256"]), file["contentSize"][-2:]) == (64, " B")


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", *HOSTILE[::40]])
def test_no_words_of_the_publisher_end_the_script_element(reference: Reference, text: str):
    fields = ["name", "street", "town", "citation", "doi", "licence", "licence_name"]
    for stage in ("", DRAFT):
        data, tables = small_edition(reference, **dict.fromkeys(fields, text))
        markup = dataset_markup(replace(data, stage=stage), tables)
        assert not set("<>&") & set(markup)
        assert not {"\u2028", "\u2029"} & set(markup)
        said = json.loads(markup)
        assert said.get("creator", {}).get("name", "") == data.says("name")
