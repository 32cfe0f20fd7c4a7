"""Which column of the tidy rows is which component of the SDMX data: dimension, measure or attribute.

Belongs here: components and identifiers. Not here: the figures (sdmx.py), lists of codes (sdmx_structure.py).
"""

import hashlib
import re
from typing import TYPE_CHECKING, Any

from assets.editions.open_data.columns import VALUES
from assets.editions.open_data.source import OpenData

if TYPE_CHECKING:
    from pysdmx.model import Component, Components

AGENCY, CONCEPTS = "KONTRAKT", "MERKMALE"
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
# SDMX would allow - and @ at the start too, but a spreadsheet takes that for a formula.
_IDENTIFIER = re.compile(r"[A-Za-z0-9_$][A-Za-z0-9_@$-]*")


def version(data: OpenData) -> str:
    """Version of the structure: an edition has its own cities, districts and codes."""
    return f"{data.year}.{data.number}.0"


def flow_id(data: OpenData) -> str:
    """Name of the dataflow and its structure; the figures of an invented network are not those of the real one."""
    return "BEISPIELDATEN" if data.reference.invented else "KENNZAHLEN"


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
