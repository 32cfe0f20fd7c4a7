"""The database tables, made from the pandera models so that every column is declared once.

Belongs here: which model is kept in which table, keys and references. Not here: reading and writing (store.py), the
steps from one layout to the next (migrations/).
"""

from dataclasses import dataclass

import pandera.pandas as pa
import sqlalchemy as sa

from schemas.breakdowns import Breakdown
from schemas.deliveries import Claim, Delivery, Event, Reason, RegisteredFinding
from schemas.forms import FORMS, accepted_model
from schemas.headline import ReferenceFigure
from schemas.indicators import IndicatorValue, NetworkValue
from schemas.reference import SEEDS

METADATA = sa.MetaData()


@dataclass(frozen=True)
class StoredTable:
    """A table with the model its rows must match and the columns its rows are sorted by (its key)."""

    table: sa.Table
    model: type[pa.DataFrameModel]
    key: list[str]


def _column(name: str, column: pa.Column, key: list[str], references: dict[str, str]) -> sa.Column:
    kind: type[sa.types.TypeEngine] = sa.Text
    if "int" in str(column.dtype).lower():
        kind = sa.Integer
    elif "float" in str(column.dtype).lower():
        kind = sa.Float
    # Deferred: a table is replaced by delete and insert in one transaction, only its end must be whole.
    target = [sa.ForeignKey(references[name], deferrable=True, initially="DEFERRED")] if name in references else []
    return sa.Column(name, kind, *target, primary_key=name in key, nullable=column.nullable and name not in key)


def _stored(
    name: str,
    model: type[pa.DataFrameModel],
    key: list[str],
    references: dict[str, str] | None = None,
    sought_by: tuple[str, ...] = (),
) -> StoredTable:
    columns = model.to_schema().columns
    table = sa.Table(
        name, METADATA, *(_column(column, spec, key, references or {}) for column, spec in columns.items())
    )
    if sought_by:
        sa.Index(f"{name}_by_{'_and_'.join(sought_by)}", *(table.columns[column] for column in sought_by))
    return StoredTable(table, model, key)


_SEED_KEYS = {
    "cities": ["ags"],
    "memberships": ["ags", "valid_from"],
    "reference_areas": ["ags"],
    "reporting_years": ["year"],
    "definitions": ["code"],
    "methods": ["code"],
    "codes": ["list", "code"],
    "categories": ["list", "code"],
    "finding_codes": ["code"],
    "groups": ["code"],
    "statuses": ["code"],
    "indicators": ["id"],
    "indicator_texts": ["id"],
    "rules": ["rule"],
    "protection": ["table"],
    "breaks": ["definition", "first_year_after"],
    "comparability": ["definition", "other_definition"],
    "sums": ["sum", "role", "indicator", "definition", "group", "scope"],
    "official_population": ["ags", "date"],
    "size_classes": ["measure", "residents_from"],
    "header_map": ["source", "role", "header", "column"],
    "label_map": ["source", "variable", "label"],
    "milestones": ["date", "label"],
    "publisher": ["field"],
    "languages": ["code"],
    "tiles": ["ags"],
}
_CODED = {
    "indicator": "indicators.id",
    "group": "groups.code",
    "definition": "definitions.code",
    "method": "methods.code",
}

TABLES: dict[str, StoredTable] = {
    **{
        name: _stored(name, model, _SEED_KEYS[name], {"ags": "cities.ags"} if name == "memberships" else None)
        for name, model in SEEDS.items()
    },
    "reference_figures": _stored(
        "reference_figures", ReferenceFigure, ["line"], {**_CODED, "ags": "reference_areas.ags"}
    ),
    "deliveries": _stored("deliveries", Delivery, ["receipt"]),
    "findings": _stored("findings", RegisteredFinding, ["receipt", "number"], {"receipt": "deliveries.receipt"}),
    "events": _stored("events", Event, ["number"]),
    "claims": _stored("claims", Claim, ["receipt"], {"receipt": "deliveries.receipt"}),
    "reasons": _stored("reasons", Reason, ["ags", "form", "year", "code", "place"]),
    **{
        form.table: _stored(
            form.table,
            accepted_model(form),
            # One line of a wide export holds several cells, so a line alone is no key.
            ["receipt", "line", *form.dimensions],
            {**_CODED, "ags": "cities.ags", "receipt": "deliveries.receipt"},
            # Each delivery reads the years before and takes the place of its own: not by looking through every row.
            sought_by=("ags", "delivery_year"),
        )
        for form in FORMS.values()
    },
    **{
        name: _stored(
            name,
            IndicatorValue,
            ["reporting_year", "ags", "indicator", "base", "dimension", "group", "view", "district", "receipt", "line"],
            {"ags": "cities.ags", "indicator": "indicators.id"},
        )
        for name in ["indicator_values", "published_values"]
    },
    "breakdowns": _stored(
        "breakdowns",
        Breakdown,
        ["reporting_year", "ags", "persons", "year", "date", "definition", "method", "scope", "dimension"],
        {"ags": "cities.ags"},
    ),
    "network_values": _stored(
        "network_values",
        NetworkValue,
        ["reporting_year", "indicator", "base", "dimension", "group", "view", "family"],
        {"indicator": "indicators.id"},
    ),
}
