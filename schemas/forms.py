"""The seven forms a city delivers, each with its model, its German headers and its key.

Belongs here: which forms there are and what is derived from their models. Not here: their columns (one module a form).
"""

from dataclasses import dataclass
from functools import cache, cached_property

import pandera.pandas as pa
from pandera.typing import Series

from schemas.competence import Competence
from schemas.cooperation import Cooperation
from schemas.fields import Field, fields_of
from schemas.headline import KEY as HEADLINE_KEY
from schemas.headline import Figure
from schemas.measures import Measure
from schemas.population import Population
from schemas.recruitment import Recruitment
from schemas.reference import AGS
from schemas.staff import Staff

# A workbook with one sheet a form is one delivery of this kind.
WORKBOOK = "lieferung"
# Beside the forms' own columns every CSV may name the city, to compare it with the AGS.
CITY_NAME = Field("area_name", "stadt", "text", required=False, may_lack=True)


@dataclass(frozen=True)
class Form:
    """A form: `name` is its German word in file names and sheets, `table` the store's table of its accepted rows.

    `key`: two rows with the same key would be two answers to one question. `dimensions`: the coded columns in which
    `INSGESAMT` is the total and its parts must add up.
    """

    name: str
    title: str
    table: str
    model: type[pa.DataFrameModel]
    key: tuple[str, ...]
    dimensions: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> list[Field]:
        """The columns a city fills, in the order of the form."""
        fields = fields_of(self.model)
        return [fields[0], CITY_NAME, *fields[1:]]

    @cached_property
    def headers(self) -> dict[str, Field]:
        """German header → column, in the order of the form."""
        return {field.german: field for field in self.fields}

    @cached_property
    def german(self) -> dict[str, str]:
        """Our name → German header."""
        return {field.name: field.german for field in self.fields}

    @cached_property
    def columns(self) -> list[str]:
        """The columns of the typed rows (the model's)."""
        return list(self.model.__annotations__)


_ORIGIN = ("definition", "method", "scope")
_STAFF = ("employment", "career", "leadership", "task_area", "sex", "age", "working_time", "history")
_RESIDENTS = ("sex", "age", "history", "nationality")

FORMS: dict[str, Form] = {
    form.name: form
    for form in [
        Form("personal", "Personal", "staff_counts", Staff, ("ags", "year", "date", *_STAFF, *_ORIGIN), _STAFF),
        Form(
            "bevoelkerung",
            "Bevölkerung",
            "population_counts",
            Population,
            ("ags", "year", "date", "district", *_RESIDENTS, *_ORIGIN),
            _RESIDENTS,
        ),
        Form(
            "gewinnung",
            "Personalgewinnung",
            "recruitment_flows",
            Recruitment,
            ("ags", "year", "flow", "employment", "history", *_ORIGIN),
            ("employment", "history"),
        ),
        Form("kompetenz", "Interkulturelle Kompetenz", "competence_items", Competence, ("ags", "year", "item")),
        Form("massnahmen", "Maßnahmen", "measures", Measure, ("ags", "year", "id")),
        Form("zusammenarbeit", "Zusammenarbeit", "cooperation", Cooperation, ("ags", "year", "kind", "title")),
        Form("eckwerte", "Eckwerte", "figures", Figure, tuple(HEADLINE_KEY)),
    ]
}


@cache
def accepted_model(form: Form) -> type[pa.DataFrameModel]:
    """The model of a form's accepted rows: of a city, with the delivery they came in and the year it was for."""

    class Accepted(form.model):  # type: ignore[name-defined]
        receipt: Series[str]
        delivery_year: Series[int]
        ags: Series[str] = pa.Field(str_matches=AGS)
        year: Series[int]

        class Config:
            strict = True
            coerce = True

    Accepted.__name__ = f"Accepted{form.model.__name__}"
    return Accepted
