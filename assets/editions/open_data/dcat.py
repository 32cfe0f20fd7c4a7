"""The entry for data portals: DCAT-AP.de 3.0 as JSON-LD.

Belongs here: series, dataset of the year, its files and documents, who publishes it. Not here: what must be said (the
shapes in schemas/dcat_ap_de.ttl). Source: DCAT-AP.de 3.0, specification and conventions.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from assets.editions.open_data.code_lists import CODES_FOLDER
from assets.editions.open_data.source import FOLDER, KEYWORDS, OpenData

DCAT_NAME = f"{FOLDER}dcat-ap.jsonld"
_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_CITY = "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/"
# Ending → media type, file type of the EU.
_FORMATS = {
    "csv": ("text/csv", "CSV"),
    "json": ("application/json", "JSON"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
}
# What readers of a portal call the files; others are called as they are named.
_TITLES = {
    "kennzahlen.csv": "Kennzahlen der Städte (CSV)",
    "netzwerk.csv": "Kennzahlen aller Städte zusammen (CSV)",
    "aenderungen.csv": "Was sich gegenüber früheren Ausgaben geändert hat (CSV)",
    "tabellen.xlsx": "Die Tabellen der Seiten als Arbeitsmappe (XLSX)",
    "gliederungen.csv": "Welche Gruppen sich zu einem Ganzen ergänzen (CSV)",
    "datapackage.json": "Beschreibung der Tabellen (Data Package)",
    "sdmx/kennzahlen.csv": "Kennzahlen der Städte (SDMX-CSV)",
    "sdmx/struktur.json": "Struktur und Codelisten (SDMX-JSON)",
    "json/index.json": "Kennzahlen in kleinen Dateien, je Kennzahl und je Stadt (JSON)",
}
# What explains the data: how they came about, what was corrected, the report. Other documents are about other things.
_DOCUMENTS = ["de/aenderungen.html", "de/methodik.html", "pdf/bericht.pdf"]
Node = dict[str, Any]


def dcat_files(data: OpenData, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """daten/dcat-ap.jsonld with the data files among `files` as distributions; the same input gives the same bytes.

    What the publisher has not filled in is left out. Without a base address all identifiers are relative to this file.
    Raises KeyError where a file has an unknown ending.
    """
    here = data.address(DCAT_NAME) if data.says("base_url") else ""
    named = [name for name in sorted(files) if _is_distribution(name)]
    distributions = [_distribution(data, name, files[name], here) for name in named]
    common: Node = {"dct:spatial": [_place(data, ags, name, here) for ags, name in sorted(data.cities().items())]}
    common |= {"dct:publisher": _publisher(data, here)} if data.says("name") else {}
    common |= {"dcat:contactPoint": _contact(data, here)} if data.says("email") else {}
    dataset = _dataset(data, here) | common | {"dcat:distribution": distributions, "dcat:inSeries": _series(data)}
    documents = [{"@id": data.address(name), "@type": "foaf:Document"} for name in _DOCUMENTS if name in files]
    dataset |= {"foaf:page": documents} if documents else {}
    dataset["dcat:inSeries"] |= {name: _reference(said) for name, said in common.items()}
    text = json.dumps({"@context": _CONTEXT, **dataset}, ensure_ascii=False, indent=1, sort_keys=True)
    return {DCAT_NAME: f"{text}\n".encode()}


def media_type(name: str) -> str:
    """The media type of a file with data, by its ending. Raises KeyError where the ending is unknown."""
    return _FORMATS[PurePosixPath(name).suffix.removeprefix(".")][0]


def _is_distribution(name: str) -> bool:
    """Files with data; not their descriptions, the lists of codes, and the many small ones that index.json names."""
    part = PurePosixPath(name).name.startswith(("kennzahl-", "stadt-"))
    described = name.endswith("-metadata.json") or name == DCAT_NAME
    return name.startswith(FOLDER) and not (part or described or name.startswith(CODES_FOLDER))


def _series(data: OpenData) -> Node:
    """All years together; it lies at the root of the site, where its years are side by side."""
    root = data.says("base_url").rstrip("/") or "../../.."
    return {
        "@id": f"{root}/#reihe",
        "@type": "dcat:DatasetSeries",
        "dct:title": _german(data.series_title),
        "dct:description": _german(data.about),
        "dct:accrualPeriodicity": {"@id": f"{_EU}frequency/ANNUAL"},
    }


def _dataset(data: OpenData, here: str) -> Node:
    """The edition: title, description, what it is about, when and who may use it."""
    first, last = data.period()
    own: Node = {
        "@id": f"{here}#datensatz",
        "@type": "dcat:Dataset",
        "dct:title": _german(data.title),
        "dct:description": _german(data.description),
        "dct:identifier": f"{data.name}-v{data.number}",
        "dcat:version": str(data.number),
        "dcat:keyword": [_german(word) for word in KEYWORDS],
        "dcat:theme": [{"@id": f"{_EU}data-theme/{theme}"} for theme in ("GOVE", "SOCI")],
        "dct:language": {"@id": f"{_EU}language/DEU"},
        "dct:accessRights": {"@id": f"{_EU}access-right/{'PUBLIC' if data.published else 'RESTRICTED'}"},
        "dcat:landingPage": {"@id": data.address("de/daten.html"), "@type": "foaf:Document"},
        "dct:temporal": {
            "@id": f"{here}#zeitraum",
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{first}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{last}-12-31", "@type": "xsd:date"},
        },
    }
    return own | ({"dcatde:contributorID": {"@id": data.contributor_iri}} if data.contributor_iri else {})


def _distribution(data: OpenData, name: str, content: bytes, here: str) -> Node:
    """A file: where it lies, its type and size, its licence and its checksum."""
    short = name.removeprefix(FOLDER)
    media, kind = _FORMATS[PurePosixPath(name).suffix.removeprefix(".")]
    iri = f"{here}#datei-{short.replace('/', '-')}"
    status = "Completed" if data.published else "UnderDevelopment"
    own: Node = {
        "@id": iri,
        "@type": "dcat:Distribution",
        "dct:title": _german(_TITLES.get(short, short)),
        # A file that is only downloaded has both addresses (convention 39).
        "dcat:accessURL": {"@id": data.address(name)},
        "dcat:downloadURL": {"@id": data.address(name)},
        "dcat:mediaType": {"@id": f"{_MEDIA}{media}"},
        "dct:format": {"@id": f"{_EU}file-type/{kind}"},
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "adms:status": {"@id": f"http://purl.org/adms/status/{status}"},
        "spdx:checksum": {
            "@id": f"{iri}-pruefsumme",
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": hashlib.sha256(content).hexdigest(), "@type": "xsd:hexBinary"},
        },
    }
    own |= {"dct:license": {"@id": data.licence_iri}} if data.licence_iri else {}
    # A licence must be named; that it is only proposed is said beside it.
    rights = {"@id": f"{here}#rechte", "@type": "dct:RightsStatement", "rdfs:label": _german(data.proposed_licence)}
    own |= {"dct:rights": rights} if data.proposed_licence else {}
    name = data.says("citation") or data.says("name")
    return own | ({"dcatde:licenseAttributionByText": name} if name else {})


def _publisher(data: OpenData, here: str) -> Node:
    return {"@id": f"{here}#herausgeber", "@type": "foaf:Agent", "foaf:name": data.says("name")}


def _contact(data: OpenData, here: str) -> Node:
    """Both classes: checkers that know no ontology do not see that an organisation is one of them."""
    own = {"@id": f"{here}#kontakt", "@type": ["vcard:Kind", "vcard:Organization"]}
    named = {"vcard:fn": data.says("name")} if data.says("name") else {}
    return own | named | _address(data, here) | {"vcard:hasEmail": {"@id": f"mailto:{data.says('email')}"}}


def _address(data: OpenData, here: str) -> Node:
    told = {"vcard:street-address": data.says("street"), "vcard:locality": data.says("town")}
    lines = {name: said for name, said in told.items() if said}
    return {"vcard:hasAddress": {"@id": f"{here}#anschrift", "@type": "vcard:Address", **lines}} if lines else {}


def _place(data: OpenData, ags: str, name: str, here: str) -> Node:
    """A city by its official key; an invented one has none."""
    iri = f"{here}#ort-{ags}" if data.reference.invented else f"{_CITY}{ags}"
    return {"@id": iri, "@type": "dct:Location", "skos:prefLabel": _german(name)}


def _reference(said: Any) -> Any:
    return [{"@id": one["@id"]} for one in said] if isinstance(said, list) else {"@id": said["@id"]}


def _german(text: str) -> Node:
    return {"@value": text, "@language": "de"}
