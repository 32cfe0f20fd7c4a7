"""The structure of the SDMX data: dimensions, measure, attributes, and their lists of codes, as SDMX-JSON 2.0.

Belongs here: which column is which component. Not here: the figures (sdmx.py), what the codes mean (code_lists.py).
SDMX-JSON carries every text; names are German, the library knows one language only.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assets.editions.open_data.code_lists import code_lists
from assets.editions.open_data.columns import VALUES
from assets.editions.open_data.source import FOLDER, OpenData

if TYPE_CHECKING:
    from pysdmx.model import Codelist, Component, Components

STRUCTURE_NAME = f"{FOLDER}sdmx/struktur.json"
AGENCY, FLOW, CONCEPTS = "KONTRAKT", "KENNZAHLEN", "MERKMALE"
NOT_APPLICABLE = "_Z"
VARIANT = "VARIANT"

# Component → column of kennzahlen.csv.
DIMENSIONS = {
    "REF_AREA": "ags",
    "INDICATOR": "kennzahl",
    "BASE": "bezug",
    "BREAKDOWN": "gliederung",
    "GROUP": "gruppe",
    "VIEW": "sicht",
    "DISTRICT": "sozialraum",
    "DEFINITION": "definition",
    "METHOD": "erhebungsart",
    "SCOPE": "berichtskreis",
    "UNIT_MEASURE": "einheit",
}
ATTRIBUTES = {
    "OBS_STATUS": "obs_status",
    "CONF_STATUS": "conf_status",
    "STATUS": "status",
    "REASON": "grund",
    "VERDICT": "urteil",
    "VALUE_KIND": "wertart",
    "QUALITY": "guete",
    "INTERVAL": "intervall",
    "LOWER": "unten",
    "UPPER": "oben",
    "BOUND_LOWER": "grenze_unten",
    "BOUND_UPPER": "grenze_oben",
    "NUMERATOR": "zaehler",
    "DENOMINATOR": "n",
    "TOTAL": "gesamt",
    "UNIT_DELIVERED": "veroeffentlicht_in",
    "POP_VALUE": "bevoelkerung_wert",
    "POP_NUMERATOR": "bevoelkerung_zaehler",
    "POP_DENOMINATOR": "bevoelkerung_n",
    "POP_YEAR": "bevoelkerung_jahr",
    "POP_DATE": "bevoelkerung_stichtag",
    "POP_DEFINITION": "bevoelkerung_definition",
    "POP_METHOD": "bevoelkerung_erhebungsart",
    "POP_RECEIPT": "bevoelkerung_empfang",
    "POP_LINE": "bevoelkerung_zeile",
    "EDITION_YEAR": "berichtsjahr",
    "REF_YEAR": "jahr",
    "REF_DATE": "stichtag",
    "RECEIPT": "empfang",
    "LINE": "zeile",
    "RECEIPTS": "empfaenge",
    "SOURCE": "quelle",
}
_OWN = {"FREQ": "Häufigkeit", VARIANT: "zählt Angaben zum selben", "TIME_PERIOD": "Jahr, sonst Berichtsjahr"}
_TYPES = {"integer": "Integer", "number": "Double", "year": "Integer"}
_IDENTIFIER = re.compile(r"[A-Za-z0-9_@$-]+")


def version(data: OpenData) -> str:
    """Version of the structure: an edition has its own cities, districts and codes."""
    return f"{data.year}.{data.number}.0"


def code_id(code: str, column: str = "") -> str:
    """A code as SDMX allows it: nothing becomes _Z, free text the start of its hash.

    An AGS gets DE in front: readers that take it for a number would drop its first digit, pysdmx among them.
    """
    if column == "ags":
        return f"DE{code}"
    if not code or _IDENTIFIER.fullmatch(code):
        return code or NOT_APPLICABLE
    return f"H{hashlib.sha256(code.encode()).hexdigest()[:15]}"


def components(data: OpenData) -> "Components":
    """Dimensions, the measure and attributes in the order of the file, with references to concepts and codes."""
    from pysdmx.model import Components, Role

    dimensions = [_component(data, name, Role.DIMENSION) for name in ["FREQ", *DIMENSIONS, VARIANT, "TIME_PERIOD"]]
    attributes = [_component(data, name, Role.ATTRIBUTE) for name in ATTRIBUTES]
    return Components([*dimensions, _component(data, "OBS_VALUE", Role.MEASURE), *attributes])


def structure_files(data: OpenData, variants: list[str]) -> dict[str, bytes]:
    """daten/sdmx/struktur.json: dataflow, data structure, concepts and lists of codes.

    `variants` are the codes of the dimension VARIANT. Always the same bytes: the header's date is the end of the
    reporting year, no clock.
    """
    from pysdmx.io.json.sdmxjson2.writer.v2_0.structure import write
    from pysdmx.model import Concept, ConceptScheme, Dataflow, DataStructureDefinition, Organisation
    from pysdmx.model.dataflow import Group
    from pysdmx.model.message import Header

    about: dict[str, Any] = {"agency": AGENCY, "version": version(data)}
    named = {one.id: one.name or one.id for one in components(data)}
    concepts = [Concept(id=name, name=words) for name, words in named.items()]
    # pysdmx writes an empty list where there are no groups, which the schema of SDMX-JSON forbids.
    sibling = Group(id="Sibling", dimensions=[*DIMENSIONS, VARIANT])
    structure = DataStructureDefinition(
        id=FLOW, name=data.title, components=components(data), groups=[sibling], **about
    )
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{FLOW}({version(data)})"
    flow = Dataflow(id=FLOW, name=data.title, description=data.description, structure=urn, **about)
    scheme = ConceptScheme(id=CONCEPTS, name="Merkmale der Kennzahlen", items=concepts, **about)
    day = datetime(data.year, 12, 31, tzinfo=UTC)
    header = Header(id=f"{FLOW}_{data.year}_{data.number}", prepared=day, sender=Organisation(id=AGENCY))
    text = write([flow, structure, scheme, *_code_lists(data, variants)], prettyprint=False, header=header)
    return {STRUCTURE_NAME: f"{text}\n".encode()}


def _component(data: OpenData, name: str, role: Any) -> "Component":
    from pysdmx.model import Component, DataType, ItemReference

    told = (DIMENSIONS | ATTRIBUTES | {"OBS_VALUE": "wert"}).get(name, "")
    column = next((one for one in VALUES.columns if one.name == told), None)
    attribute = role.name == "ATTRIBUTE"
    codes = _list_of(name, column.codes if column else "")
    kind = _TYPES.get(column.kind, "String") if column else "String"
    return Component(
        id=name,
        required=not attribute or bool(column and column.needed),
        role=role,
        concept=ItemReference("Concept", AGENCY, CONCEPTS, version(data), name),
        name=column.german if column else _OWN[name],
        local_dtype=DataType("ObservationalTimePeriod" if name == "TIME_PERIOD" else kind),
        local_enum_ref=_urn(data, codes) if codes else None,
        attachment_level="O" if attribute else None,
    )


def _list_of(component: str, codes: str) -> str:
    own = {"FREQ": "FREQ", VARIANT: VARIANT, "DISTRICT": "DISTRICT"}
    return f"CL_{own.get(component, codes.upper())}" if component in own or codes else ""


def _urn(data: OpenData, codes: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={AGENCY}:{codes}({version(data)})"


def _code_lists(data: OpenData, variants: list[str]) -> list["Codelist"]:
    lists: dict[str, Mapping[str, str]] = {
        "FREQ": {"A": "jährlich"},
        VARIANT: {code: code for code in variants},
        "DISTRICT": {name: name for name in sorted(data.values["sozialraum"].unique()) if name},
    }
    for name, rows in code_lists(data).items():
        lists[name.upper()] = dict(zip(rows["code"], rows["bezeichnung"], strict=True))
    return [_code_list(data, name, labels) for name, labels in lists.items()]


def _code_list(data: OpenData, name: str, labels: Mapping[str, str]) -> "Codelist":
    from pysdmx.model import Code, Codelist

    column = "ags" if name == "STADT" else ""
    codes = [Code(id=code_id(code, column), name=label) for code, label in labels.items()]
    if name not in ("FREQ", VARIANT, "OBS_STATUS", "CONF_STATUS"):
        codes.append(Code(id=NOT_APPLICABLE, name="entfällt"))
    return Codelist(id=f"CL_{name}", name=name.capitalize(), agency=AGENCY, version=version(data), items=codes)
