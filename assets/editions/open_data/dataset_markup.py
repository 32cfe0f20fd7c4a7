"""What search engines for data read on the page of the data: schema.org/Dataset.

Belongs here: that markup. Not here: the page around it, the entry for data portals (dcat.py).
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from assets.editions.open_data.columns import TABLES
from assets.editions.open_data.dcat import media_type
from assets.editions.open_data.source import FOLDER, KEYWORDS, OpenData

_FILES = {f"{FOLDER}{table.name}.csv": table.german for table in TABLES}
_FILES |= {f"{FOLDER}tabellen.xlsx": "Die Tabellen der Seiten als Arbeitsmappe"}
# So many places are named one by one: a page has room for no more.
_NAMED = 50


def dataset_markup(data: OpenData, files: Mapping[str, bytes]) -> str:
    """JSON-LD for <script type="application/ld+json">; no text in it can end the element.

    Addresses are seen from the page de/daten.html where the publisher gives no base. What is not filled in is left out.
    """
    first, last = data.period()
    address = ", ".join(filter(None, [data.says("street"), data.says("town")]))
    publisher = {"@type": "Organization", "name": data.says("name"), "email": data.says("email"), "address": address}
    who = {name: said for name, said in publisher.items() if said} if data.says("name") else {}
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": data.title,
        "description": data.description,
        "url": data.address("de/daten.html") if data.says("base_url") else "",
        "identifier": [one for one in (f"{data.name}-v{data.number}", data.says("doi")) if one],
        "version": str(data.number),
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "keywords": list(KEYWORDS),
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _places(data)],
        "variableMeasured": sorted(data.reference.labels("catalogue")[one] for one in data.values["kennzahl"].unique()),
        # What is only proposed allows nobody anything; the description says so.
        "license": "" if data.proposed_licence else data.says("licence_url") or data.licence_iri,
        "creativeWorkStatus": "" if data.published else data.stage,
        "creditText": data.says("citation") or data.says("name"),
        "publisher": who,
        "creator": who,
        "distribution": [_download(data, name, title, files[name]) for name, title in _FILES.items() if name in files],
    }
    told = {name: said for name, said in about.items() if said}
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _places(data: OpenData) -> list[str]:
    """The cities by name; of many the network alone, for all of them stand in the files."""
    names = list(data.cities().values())
    return names if len(names) <= _NAMED else ["Städte des Kontrakts „Interkulturelle Städteregion“"]


def _download(data: OpenData, name: str, title: str, content: bytes) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": title,
        "encodingFormat": media_type(name),
        "contentUrl": _seen_from_page(data, name),
        "contentSize": f"{len(content)} B",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _seen_from_page(data: OpenData, name: str) -> str:
    return data.address(name) if data.says("base_url") else f"../{name}"
