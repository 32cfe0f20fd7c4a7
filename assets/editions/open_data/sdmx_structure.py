"""The structure of the SDMX data with its lists of codes, as SDMX-JSON 2.0.

Belongs here: concepts, lists of codes, the file. Not here: which column is which component (sdmx_components.py), what
the codes mean (code_lists.py). JSON carries every text; names are German, the library knows one language only.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assets.editions.open_data.code_lists import code_lists
from assets.editions.open_data.sdmx_components import (
    AGENCY,
    CONCEPTS,
    DIMENSIONS,
    NOT_APPLICABLE,
    VARIANT,
    code_id,
    components,
    flow_id,
    version,
)
from assets.editions.open_data.source import FOLDER, OpenData

if TYPE_CHECKING:
    from pysdmx.model import Codelist

STRUCTURE_NAME = f"{FOLDER}sdmx/struktur.json"


def structure_files(data: OpenData, variants: list[str]) -> dict[str, bytes]:
    """daten/sdmx/struktur.json: dataflow, data structure, concepts and lists of codes.

    `variants` are the codes of the dimension VARIANT. Always the same bytes: the header's date is the end of the
    reporting year, no clock.
    """
    from pysdmx.io.json.sdmxjson2.writer.v2_0.structure import write
    from pysdmx.model import Concept, ConceptScheme, Dataflow, DataStructureDefinition, Organisation
    from pysdmx.model.dataflow import Group
    from pysdmx.model.message import Header

    name = flow_id(data)
    about: dict[str, Any] = {"agency": AGENCY, "version": version(data)}
    words = {one.id: one.name or one.id for one in components(data)}
    concepts = [Concept(id=one, name=said) for one, said in words.items()]
    # pysdmx writes an empty list where there are no groups, which the schema of SDMX-JSON forbids.
    sibling = Group(id="Sibling", dimensions=[*DIMENSIONS, VARIANT])
    structure = DataStructureDefinition(
        id=name,
        name=data.title,
        description=data.description,
        components=components(data),
        groups=[sibling],
        **about,
    )
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={AGENCY}:{name}({version(data)})"
    flow = Dataflow(id=name, name=data.title, description=data.description, structure=urn, **about)
    scheme = ConceptScheme(id=CONCEPTS, name="Merkmale der Kennzahlen", items=concepts, **about)
    day = datetime(data.year, 12, 31, tzinfo=UTC)
    header = Header(id=f"{name}_{data.year}_{data.number}", prepared=day, sender=Organisation(id=AGENCY))
    text = write([flow, structure, scheme, *_code_lists(data, variants)], prettyprint=False, header=header)
    return {STRUCTURE_NAME: f"{text}\n".encode()}


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
