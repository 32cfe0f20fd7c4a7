"""The seeds as one reviewed whole.

Belongs here: reading seeds/*.csv, checking each against its model and all against each other. Not here: storing them
(assets.py), and the published figures in seeds/eckwerte.csv, which are read like any delivery (assets/deliveries/).
"""

import hashlib
import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from assets.reference.seed_errors import seed_error, too_long
from schemas.forms import FORMS
from schemas.publication import PUBLISHER_FIELDS
from schemas.reference import LONGEST_UNIT, SEEDS


class SeedError(ValueError):
    """A seed is not what it must be; the message names file, line and column."""


@dataclass(frozen=True, eq=False)
class Reference:
    """All seeds, one frame a file (columns: schemas/reference.py); what follows from one may be kept with it."""

    cities: pd.DataFrame
    memberships: pd.DataFrame
    reference_areas: pd.DataFrame
    reporting_years: pd.DataFrame
    definitions: pd.DataFrame
    methods: pd.DataFrame
    codes: pd.DataFrame
    categories: pd.DataFrame
    finding_codes: pd.DataFrame
    groups: pd.DataFrame
    statuses: pd.DataFrame
    indicators: pd.DataFrame
    indicator_texts: pd.DataFrame
    rules: pd.DataFrame
    protection: pd.DataFrame
    breaks: pd.DataFrame
    comparability: pd.DataFrame
    sums: pd.DataFrame
    official_population: pd.DataFrame
    size_classes: pd.DataFrame
    header_map: pd.DataFrame
    label_map: pd.DataFrame
    milestones: pd.DataFrame
    publisher: pd.DataFrame
    languages: pd.DataFrame
    tiles: pd.DataFrame

    @cached_property
    def names(self) -> dict[str, str]:
        """AGS → name of every city of the network."""
        return dict(zip(self.cities["ags"], self.cities["name"], strict=True))

    @property
    def invented(self) -> bool:
        """Whether the cities are those of the example network: no Land has the number 99."""
        return bool(self.cities["ags"].str.startswith("99").any())

    @cached_property
    def slugs(self) -> dict[str, str]:
        """AGS → folder name of every city of the network."""
        return dict(zip(self.cities["ags"], self.cities["slug"], strict=True))

    @cached_property
    def publisher_facts(self) -> dict[str, str]:
        """What the network office says about itself, field → value; empty where nobody has said it yet."""
        return dict(zip(self.publisher["field"], self.publisher["value"], strict=True))

    @cached_property
    def _rules(self) -> dict[str, str]:
        return dict(zip(self.rules["rule"], self.rules["value"], strict=True))

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        own = {"definition": self.definitions, "method": self.methods, "group": self.groups, "status": self.statuses}
        lists = own | dict(iter(self.codes.groupby("list"))) | dict(iter(self.categories.groupby("list")))
        labels = {name: dict(zip(entries["code"], entries["label"], strict=True)) for name, entries in lists.items()}
        catalogue = dict(zip(self.indicators["id"], self.indicators["name"], strict=True))
        deliverable = self.indicators.loc[self.indicators["units_allowed"].ne(""), "id"]
        return labels | {"catalogue": catalogue, "indicator": {one: catalogue[one] for one in deliverable}}

    @cached_property
    def sum_rules(self) -> dict[str, list[dict[str, str]]]:
        """Sum → its total and parts (columns of seeds/sums.csv)."""
        return {str(name): rows.to_dict(orient="records") for name, rows in self.sums.groupby("sum", sort=False)}

    def rule(self, name: str) -> str:
        """The value of a rule in seeds/rules.csv."""
        return self._rules[name]

    def procedure(self, year: int) -> str:
        """How the edition of a reporting year protects persons (list `procedure` of codes.csv)."""
        return str(self.reporting_years.set_index("year").at[year, "procedure"])

    def procedure_words(self, year: int) -> dict[str, str]:
        """Name and sentence (label, note) of that procedure."""
        codes = self.codes[self.codes["list"].eq("procedure")].set_index("code")
        return codes.loc[self.procedure(year), ["label", "note"]].to_dict()

    def labels(self, name: str) -> dict[str, str]:
        """Code → German label of a list: a list of codes.csv or categories.csv, or definition, method, group, status,
        catalogue (all indicators), indicator (those a city may deliver as a figure).
        """
        return self._labels[name]

    def members(self, year: int) -> pd.DataFrame:
        """The cities expected to deliver for a reporting year (columns ags, name, slug, kind), by name.

        A city belongs to a year when it is member or guest on its last day; so no city misses a year before it joined.
        """
        last_day = f"{year}-12-31"
        valid = self.memberships[
            (self.memberships["valid_from"] <= last_day)
            & ((self.memberships["valid_to"] == "") | (self.memberships["valid_to"] >= last_day))
        ]
        return self.cities.merge(valid[["ags", "kind"]], on="ags").sort_values("name", ignore_index=True)


def load_reference(folder: Path) -> Reference:
    """Reads and checks every seed of a folder. Raises SeedError naming file, line and column.

    The check takes a tenth of a second and every asset asks: the same contents are checked once in a process.
    """
    return _checked(tuple(_content(folder / f"{name}.csv") for name in SEEDS))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SeedError(f"{path.name} fehlt im Ordner seeds/.") from None


@lru_cache(maxsize=4)
def _checked(contents: tuple[bytes, ...]) -> Reference:
    seeds = zip(SEEDS.items(), contents, strict=True)
    reference = Reference(**{name: _read_seed(f"{name}.csv", content, model) for (name, model), content in seeds})
    _check_references(reference)
    return reference


def seed_hashes(folder: Path) -> dict[str, str]:
    """File name → sha256 of every seed, the published figures included."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.csv"))}


def _read_seed(name: str, content: bytes, model: type[pa.DataFrameModel]) -> pd.DataFrame:
    try:
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
    except ValueError as error:
        raise SeedError(f"{name} lässt sich nicht lesen: {error}") from error
    for column, about in model.to_schema().columns.items():
        if "Int64" in str(about.dtype) and column in frame:
            frame[column] = frame[column].replace("", None)
    try:
        return model.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        raise SeedError(seed_error(name, errors)) from errors


def _check_references(reference: Reference) -> None:
    known = {
        "ags": set(reference.cities["ags"]),
        "definition": set(reference.definitions["code"]),
        "indicator": set(reference.indicators["id"]),
        "group": set(reference.groups["code"]),
        "scope": set(reference.labels("scope")),
        "unit": {*reference.labels("unit"), *reference.labels("computed_unit")},
    }
    uses = [
        ("memberships", "ags", "ags"),
        ("tiles", "ags", "ags"),
        ("breaks", "definition", "definition"),
        ("comparability", "definition", "definition"),
        ("comparability", "other_definition", "definition"),
        ("sums", "indicator", "indicator"),
        ("sums", "definition", "definition"),
        ("sums", "group", "group"),
        ("sums", "scope", "scope"),
        ("indicators", "unit", "unit"),
        ("indicator_texts", "id", "indicator"),
    ]
    for seed, column, kind in uses:
        values = getattr(reference, seed)[column]
        unknown = values[~values.isin(known[kind] | {"*"})]
        if len(unknown):
            raise SeedError(
                f"{seed}.csv, Zeile {unknown.index[0] + 2}, Spalte {column}: {unknown.iloc[0]!r} ist nicht bekannt."
            )
    units = reference.indicators["units_allowed"].str.split("|").explode()
    if not units.isin(known["unit"] | {""}).all():
        raise SeedError(f"indicators.csv, Spalte units_allowed: {units[~units.isin(known['unit'])].iloc[0]!r} fehlt.")
    untold = known["indicator"] - set(reference.indicator_texts["id"])
    if untold:
        raise SeedError(f"indicator_texts.csv: es fehlt der Text zu {min(untold)!r}.")
    unsaid = [field for field in PUBLISHER_FIELDS if field not in reference.publisher_facts]
    if unsaid:
        raise SeedError(f"publisher.csv: die Zeile {unsaid[0]!r} fehlt; was nicht bekannt ist, bleibt leer.")
    _check_units(reference)
    _check_exports(reference)


def _check_units(reference: Reference) -> None:
    """A unit stands behind the name of an indicator, above a table."""
    labels = reference.codes.loc[reference.codes["list"].isin(["unit", "computed_unit"]), "label"]
    long = labels[labels.str.len() > LONGEST_UNIT]
    for line, label in long.items():
        raise SeedError(f"codes.csv, Zeile {line + 2}, Spalte label: {too_long(label, LONGEST_UNIT)}.")


def _check_exports(reference: Reference) -> None:
    """What the maps of exports lead to must be a column of the form and a code of its list."""
    coded = {field.name: set(reference.labels(field.codes)) for field in FORMS["bevoelkerung"].fields if field.codes}
    free = {"", "count", "ags", "date", "district", "titel"}
    targets = [
        ("header_map", reference.header_map[reference.header_map["role"].eq("fest")], "value"),
        ("label_map", reference.label_map, "code"),
    ]
    for seed, rows, column in targets:
        for line, target, code in zip(rows.index + 2, rows["column"], rows[column], strict=True):
            if target not in free and code not in coded.get(target, set()):
                raise SeedError(f"{seed}.csv, Zeile {line}: {code!r} gibt es in {target!r} nicht.")
    # Of several columns of numbers each must say what it counts; one alone counts everybody.
    numbers = reference.header_map[reference.header_map["role"].eq("wert")]
    several = numbers[numbers.duplicated("source", keep=False)]
    said = set(zip(reference.label_map["source"], reference.label_map["variable"], strict=True))
    for line, source, header in zip(several.index + 2, several["source"], several["header"], strict=True):
        if (source, header) not in said:
            raise SeedError(f"header_map.csv, Zeile {line}: was {header!r} zählt, fehlt in label_map.csv.")
    definitions = reference.label_map["definition"]
    unknown = definitions[~definitions.isin({"", *reference.definitions["code"]})]
    if len(unknown):
        raise SeedError(f"label_map.csv, Zeile {unknown.index[0] + 2}: {unknown.iloc[0]!r} ist nicht bekannt.")
