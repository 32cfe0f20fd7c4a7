"""How a column of a form is declared: its German header and how its cells are read, kept with the column itself.

Belongs here: the kinds of columns that forms are made of. Not here: the forms (staff.py, population.py …), reading
cells (assets/deliveries/checking/).
"""

from dataclasses import dataclass
from typing import Any

import pandera.pandas as pa
from pandera.api.dataframe.model_components import FieldInfo

# What a city may ask for as the smallest number of persons shown: 3 is the floor of the network.
SMALLEST_ALLOWED = range(3, 1001)


@dataclass(frozen=True)
class Field:
    """A column of a form as a city sees it.

    `kind`: code (a word of the list `codes`), count (whole number), number (decimal comma), year, smallest (one of
    SMALLEST_ALLOWED), date, ags or text. `required`: a row without it is refused. `default`: what the cover sheet of a
    workbook may say for all rows. `may_lack`: a table without the column is whole all the same.
    """

    name: str
    german: str
    kind: str
    codes: str = ""
    required: bool = True
    default: bool = False
    may_lack: bool = False


def coded(german: str, codes: str, *, required: bool = True, default: bool = False) -> Any:
    """A word of a code list (reference.labels(codes)), stored as its code."""
    return pa.Field(metadata=_said(german, "code", codes, required, default))


def counted(german: str, *, required: bool = True) -> Any:
    """A whole number of persons or things; empty where a sign says why (schemas: column `mark`)."""
    return pa.Field(nullable=True, ge=0, metadata=_said(german, "count", "", required, False))


def measured(german: str) -> Any:
    """A number with decimals, never required."""
    return pa.Field(nullable=True, ge=0, metadata=_said(german, "number", "", False, False))


def written(german: str, *, required: bool = False, kind: str = "text", default: bool = False, **checks: Any) -> Any:
    """Free text, an AGS (kind ags) or an ISO date delivered as TT.MM.JJJJ (kind date)."""
    return pa.Field(metadata=_said(german, kind, "", required, default), **checks)


def in_year(german: str = "jahr") -> Any:
    """The year the row is about."""
    return pa.Field(nullable=True, metadata=_said(german, "year", "", True, True))


def smallest_shown() -> Any:
    """The smallest number of persons that may be shown of the city's figures; empty: the network's rule alone.

    Forms had no such column at first, so a table may lack it.
    """
    said = _said("mindestzahl", "smallest", "", False, True) | {"may_lack": True}
    return pa.Field(nullable=True, ge=SMALLEST_ALLOWED[0], le=SMALLEST_ALLOWED[-1], metadata=said)


def _said(german: str, kind: str, codes: str, required: bool, default: bool) -> dict[str, Any]:
    return {"german": german, "kind": kind, "codes": codes, "required": required, "default": default}


def fields_of(model: type[pa.DataFrameModel]) -> list[Field]:
    """The columns of a model that a city delivers, in the order of the form."""
    # From the class itself: building the schema takes longer than reading a small file, and every check asks.
    declared = [(name, field) for name, field in vars(model).items() if isinstance(field, FieldInfo)]
    return [Field(name, **field.metadata) for name, field in declared if field.metadata]
