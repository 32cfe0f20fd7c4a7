"""What the cities have together: pooled share, median and range, and which cities stand behind them.

Belongs here: network values from indicator values. Not here: values of a city. There is no rank, no composite and no
mean of shares.
"""

import pandas as pd

from assets.indicators.comparability import never_between_cities
from assets.reference.seeds import Reference
from schemas.indicators import NetworkValue

ONE_CITY = "Vergleichbare Zahlen liegen nur für 1 Stadt vor."
TOO_FEW = "Vergleichbare Zahlen liegen nur für {cities} Städte vor."
NO_CITY = "Für keine Stadt liegt eine vergleichbare Zahl vor."

_ABOUT = ["indicator", "base", "dimension", "group", "view"]
_KEY = [*_ABOUT, "family"]
_STANDING = ["ags", "year", "value", "unit", "published_unit", "numerator", "n", "receipts"]
_WEIGHED = ["definition", "grade", "receipt", "line"]
# Of these a median over cities says nothing: years, parts of a change, probabilities.
_NO_MEDIAN = ("parity_year", "change", "tail")


def network_values(newest: pd.DataFrame, reference: Reference, year: int) -> pd.DataFrame:
    """Network values of an edition (columns of schemas.indicators.NetworkValue) from `standing_values` of all cities.

    Only values whose definitions are of one family stand together (the staff's definition, of a gap); below
    `network_cities` cities the status says so.
    """
    if newest.empty:
        return NetworkValue.empty()
    newest = newest.assign(cell=newest.groupby(_KEY).ngroup())
    by = newest.groupby("cell")
    about = newest.drop_duplicates("cell").set_index("cell")[[*_KEY, "unit"]].sort_index()
    found = about.join(by["value"].agg(median="median", lowest="min", highest="max", city_count="size"))
    found = found.join(_pooled(newest, reference)).join(_named(newest))
    enough = found["city_count"].ge(int(reference.rule("network_cities")))
    numbers = ["median", "lowest", "highest", "pooled", "numerator", "n"]
    found[numbers] = found[numbers].where(enough)
    reason = found["city_count"].map(lambda count: ONE_CITY if count == 1 else TOO_FEW.format(cities=count))
    status = pd.Series("wert", found.index).mask(found["median"].eq(0), "null").mask(~enough, "nicht_sinnvoll")
    found = found.assign(reporting_year=year, status=status, reason=reason.where(~enough, ""))
    return NetworkValue.validate(found[list(NetworkValue.to_schema().columns)])


def standing_values(values: pd.DataFrame, reference: Reference, year: int) -> pd.DataFrame:
    """The one value of each city that stands in a network value, with the family of its definition.

    `values` are indicator values. Of each city its newest counts, at most `network_years` old; of several of that year
    the best graded. Values of grade D, estimates, bounds and figures of a part of the city do not count, nor do those
    of a definition that seeds/comparability.csv sets apart from another of its own family.
    """
    recent = values["year"].gt(year - int(reference.rule("network_years"))).fillna(False).astype(bool)
    sure = values["status"].isin(["wert", "null"]) & values["grade"].ne("D") & values["value_kind"].isin(["WERT", ""])
    one_city = values["district"].eq("") & ~values["indicator"].isin(_paths(reference))
    compared = values["unit"].isin(["ANTEIL", "PROZENTPUNKTE", "QUOTE"]) | values["published_unit"].eq("ANZAHL")
    chosen = values.loc[recent & sure & one_city & compared, [*_ABOUT, *_STANDING, *_WEIGHED]]
    families = reference.definitions.set_index("code")["family"]
    family = chosen["definition"].map(families).fillna("")
    chosen = chosen.assign(family=family)[family.ne("") | chosen["definition"].eq("")]
    told = reference.comparability
    own_family = told["definition"].map(families).eq(told["other_definition"].map(families))
    apart = told.loc[own_family & told["comparable"].ne("ja"), "definition"]
    chosen = chosen[~chosen["definition"].isin(apart) & ~chosen["definition"].isin(never_between_cities(reference))]
    ordered = chosen.sort_values(["year", "grade", "receipt", "line"], ascending=[False, True, True, True])
    return ordered.drop_duplicates([*_KEY, "ags"])[[*_KEY, *_STANDING]]


def _paths(reference: Reference) -> list[str]:
    return [name for name in reference.indicators["id"] if name.startswith(_NO_MEDIAN)]


def _named(newest: pd.DataFrame) -> pd.DataFrame:
    """The cities, years and receipts behind each cell, every one once and in order."""

    def joined(names: pd.DataFrame, column: str) -> pd.Series:
        once = names[["cell", column]].drop_duplicates().sort_values(column)
        return once.groupby("cell")[column].agg(lambda texts: "|".join(texts.to_numpy()))

    # A city has few receipts and many values: each text of receipts is taken apart once.
    single = newest["receipts"].drop_duplicates()
    parts = pd.DataFrame({"receipts": single, "receipt": single.str.split("|")}).explode("receipt")
    behind = newest[["cell", "receipts"]].drop_duplicates().merge(parts, on="receipts")
    years = newest[["cell"]].assign(year=newest["year"].astype("str"))
    return pd.DataFrame(
        {"cities": joined(newest, "ags"), "years": joined(years, "year"), "receipts": joined(behind, "receipt")}
    )


def _pooled(newest: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """One share of all persons of the cities, where every city gave counts of the same unit."""
    catalogue = reference.indicators
    # Of what is computed from shares no numerators can be added.
    counted = catalogue.loc[catalogue["kind"].eq("anteil") & catalogue["subject"].ne("abgeleitet"), "id"]
    shares = newest[newest["indicator"].isin(counted) & newest["numerator"].notna() & newest["n"].gt(0)]
    alike = shares.groupby("cell")["published_unit"].nunique().eq(1)
    every = shares.groupby("cell").size().eq(newest.groupby("cell").size().reindex(alike.index))
    sums = shares.groupby("cell")[["numerator", "n"]].sum()[alike & every]
    return sums.assign(pooled=sums["numerator"] / sums["n"])
