"""Accepted rows of an invented network in any size, as the store would give them, and the reference that knows it.

Belongs here: cities, counts that add up, and ways of counting that fit and do not fit together. Not here: measuring
(indicators.py); delivered files (made_network.py). Nothing in it is about a real city.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from assets.reference.seeds import Reference
from schemas.deliveries import Delivery, State
from schemas.forms import FORMS, accepted_model

TOTAL = "INSGESAMT"
_HISTORY = ["JA", "NEIN", "OHNE_ANGABE"]
_CROSSED = ["employment", "sex", "age"]
_VIEWS = {TOTAL: 1.0, "A18_65": 0.62, "A15_74": 0.75}
# Flow of the year → how many of the staff, or of the residents who apply.
_FLOWS = {
    "BEWORBEN": 0.4,
    "EINGELADEN": 0.15,
    "EINGESTELLT": 0.06,
    "AUSBILDUNG_BEGONNEN": 0.02,
    "AUSGESCHIEDEN": 0.05,
    "BEFOERDERT": 0.04,
}
_LETTERS = "abcdefghij"


@dataclass(frozen=True)
class Way:
    """How a city counts its staff (until `changed`, then as the next says) and its residents; how many answer.

    `crossed`: beside the totals of each dimension it delivers employment type by sex by age.
    """

    staff: tuple[str, str]
    residents: tuple[str, str]
    answered: float
    before: str = ""
    crossed: bool = False


# In turn over the cities: a good survey, only passports, two definitions that do not fit, a survey with few answers,
# another question in the first years and a register beside it.
WAYS = [
    Way(("MZ_EG", "BEFRAGUNG"), ("MZ_EG", "MIKROZENSUS"), 0.7, crossed=True),
    Way(("ST_STA", "STAATSANGEHOERIGKEIT"), ("AUSL_REG", "MELDEREGISTER"), 1.0),
    Way(("ST_BEFR", "BEFRAGUNG"), ("REG_STA", "MELDEREGISTER"), 0.5),
    Way(("REG_MIGRAPRO", "BEFRAGUNG"), ("REG_MIGRAPRO", "MELDEREGISTER"), 0.3, before="ST_BEFR"),
]
CHANGED = 2016


def made_reference(reference: Reference, cities: int) -> Reference:
    """The seeds with invented cities in place of the network's: Land 99, members since 2010."""
    ags = [f"99{number:06d}" for number in range(cities)]
    names = ["".join(_LETTERS[int(digit)] for digit in f"{number:06d}") for number in range(cities)]
    towns = {"ags": ags, "name": [f"Beispielstadt {name.title()}" for name in names]}
    member = {"kind": "Mitglied", "valid_from": "2010-01-01", "valid_to": "", "note": "", "source": "Beispiel"}
    return replace(
        reference,
        cities=pd.DataFrame({**towns, "slug": [f"beispielstadt-{name}" for name in names]}),
        memberships=pd.DataFrame({"ags": ags, **member}),
        official_population=reference.official_population.iloc[:0],
    )


def made_rows(reference: Reference, cities: Sequence[int], years: Sequence[int]) -> dict[str, pd.DataFrame]:
    """Accepted rows of the numbered cities: staff, population, recruitment, competence, measures, cooperation and the
    register of their deliveries, one delivery with all forms for a city and year (about 330 rows).

    The same call gives the same rows.
    """
    rng = np.random.default_rng([cities[0], years[0], len(years)])
    places = _places(rng, cities, years)
    codes = {name: _parts(reference, name) for name in FORMS["personal"].dimensions if name != "history"}
    return {
        "staff": _staff(rng, places, codes),
        "population": _population(rng, places),
        "recruitment": _recruitment(rng, places, codes["employment"]),
        "competence": _competence(rng, places, reference),
        "measures": _measures(rng, places, reference),
        "cooperation": _cooperation(rng, places),
        "deliveries": _deliveries(places),
    }


def _places(rng: np.random.Generator, cities: Sequence[int], years: Sequence[int]) -> pd.DataFrame:
    """One row a city and year: how it counts, how many there are; staff become more alike the residents every year."""
    numbers = np.repeat(np.array(cities), len(years))
    year = np.tile(np.array(years), len(cities))
    ways = numbers % len(WAYS)
    size = np.repeat(np.exp(rng.normal(7.8, 0.7, len(cities))), len(years))
    share = np.repeat(rng.uniform(0.2, 0.45, len(cities)), len(years)) + 0.004 * (year - 2015)
    ags = [f"99{number:06d}" for number in numbers]
    known = {name: np.array([getattr(way, name) for way in WAYS])[ways] for name in ("before", "answered")}
    definition, method = (np.array([way.staff[at] for way in WAYS])[ways] for at in (0, 1))
    staff_share = share * np.repeat(rng.uniform(0.4, 0.8, len(cities)), len(years)) + 0.002 * (year - 2015)
    return pd.DataFrame(
        {
            "ags": ags,
            "year": year,
            "delivery_year": year,
            "receipt": [f"{city}-lieferung-{one}-1-X" for city, one in zip(ags, year, strict=True)],
            "way": ways,
            "definition": np.where((year < CHANGED) & (known["before"] != ""), known["before"], definition),
            "method": method,
            "staff": np.maximum(40, rng.poisson(size)),
            "residents": rng.poisson(60 * size),
            "share": share.clip(0.05, 0.6),
            "staff_share": staff_share.clip(0.01, 0.6),
            "answered": known["answered"],
        }
    )


def _parts(reference: Reference, dimension: str) -> list[str]:
    field = next(field for field in FORMS["personal"].fields if field.name == dimension)
    entries = reference.categories
    return entries.loc[entries["list"].eq(field.codes) & entries["kind"].eq("teil"), "code"].tolist()


def _by_history(rng: np.random.Generator, persons: np.ndarray, share: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """Persons (…) with, without and with unknown migration history (…, 3)."""
    known = rng.binomial(persons, answered)
    yes = rng.binomial(known, share)
    return np.stack([yes, known - yes, persons - known], axis=-1)


def _split(rng: np.random.Generator, persons: np.ndarray, parts: int) -> np.ndarray:
    """Persons by history (places, 3) over parts (places, parts, 3), those without history more often in the first."""
    weights = 1.0 / np.arange(1, parts + 1) ** np.array([[0.6], [1.0], [0.8]])
    return rng.multinomial(persons, weights / weights.sum(axis=1, keepdims=True)).swapaxes(1, 2)


def _staff(rng: np.random.Generator, places: pd.DataFrame, codes: Mapping[str, list[str]]) -> pd.DataFrame:
    history = _by_history(rng, *(places[name].to_numpy() for name in ("staff", "staff_share", "answered")))
    shape = [len(codes[name]) for name in _CROSSED]
    crossed = _split(rng, history, int(np.prod(shape)))
    groups, counts = [{}], [history[:, None]]
    for name, parts in codes.items():
        groups += [{name: part} for part in parts]
        if name in _CROSSED:
            others = tuple(1 + at for at, other in enumerate(_CROSSED) if other != name)
            counts.append(crossed.reshape(-1, *shape, 3).sum(axis=others))
        else:
            counts.append(_split(rng, history, len(parts)))
    cells = [dict(zip(_CROSSED, parts, strict=True)) for parts in product(*(codes[name] for name in _CROSSED))]
    with_cells = np.array([way.crossed for way in WAYS])[places["way"]]
    said = {"scope": "KERN", "fte": np.nan}
    plain, every = np.concatenate(counts, axis=1), np.concatenate([*counts, crossed], axis=1)
    day = places["year"].astype(str) + "-06-30"
    parts = [
        _counted("personal", places[~with_cells], groups, plain[~with_cells], date=day[~with_cells], **said),
        _counted("personal", places[with_cells], groups + cells, every[with_cells], date=day[with_cells], **said),
    ]
    return pd.concat(parts).sort_values(["receipt", "line"], ignore_index=True)


def _population(rng: np.random.Generator, places: pd.DataFrame) -> pd.DataFrame:
    residents = rng.binomial(places["residents"].to_numpy()[:, None], list(_VIEWS.values()))
    counts = _by_history(rng, residents, places["share"].to_numpy()[:, None], np.ones(len(_VIEWS)))
    groups = [{"age": view} for view in _VIEWS]
    definition, method = (np.array([way.residents[at] for way in WAYS])[places["way"]] for at in (0, 1))
    said = {"definition": definition, "method": method, "scope": "WOHNBEVOELKERUNG", "district": ""}
    day = places["year"].astype(str) + "-12-31"
    rows = _counted("bevoelkerung", places.assign(**said), groups, counts, date=day)
    # A register knows of everybody.
    return rows[rows["history"].ne("OHNE_ANGABE")].reset_index(drop=True)


def _recruitment(rng: np.random.Generator, places: pd.DataFrame, offices: Sequence[str]) -> pd.DataFrame:
    persons = rng.binomial(places["staff"].to_numpy()[:, None], list(_FLOWS.values()))
    share, answered = (places[name].to_numpy()[:, None] for name in ("staff_share", "answered"))
    counts = _by_history(rng, persons, share, answered)
    parts = np.stack([_split(rng, counts[:, at], len(offices)) for at in range(len(_FLOWS))], axis=1)
    every = np.concatenate([counts[:, :, None], parts], axis=2).reshape(len(places), -1, 3)
    groups = [{"flow": flow, "employment": office} for flow in _FLOWS for office in (TOTAL, *offices)]
    return _counted("gewinnung", places, groups, every, scope="KERN")


def _competence(rng: np.random.Generator, places: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    items = reference.categories[reference.categories["list"].eq("competence_item")]
    asked = np.tile(items["kind"].eq("frage").to_numpy(), len(places))
    total = rng.integers(20, 400, len(asked))
    answer = rng.choice(list(reference.labels("answer")), len(asked))
    return _table(
        "kompetenz",
        places,
        len(items),
        item=np.tile(items["code"].to_numpy(), len(places)),
        count=pd.Series(rng.binomial(total, 0.4), dtype="Int64").mask(asked),
        total=pd.Series(total, dtype="Int64").mask(asked),
        answer=np.where(asked, answer, ""),
        evidence=np.where(asked & (answer == "JA"), "Dienstanweisung", ""),
    )


def _measures(rng: np.random.Generator, places: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    each, rows = 6, 6 * len(places)
    year = places["year"].repeat(each).to_numpy()
    milestones = rng.integers(1, 8, rows)
    return _table(
        "massnahmen",
        places,
        each,
        id=np.tile([f"M{number}" for number in range(1, each + 1)], len(places)),
        title="Beispielmaßnahme",
        field_of_action=rng.choice(list(reference.labels("field_of_action")), rows),
        start=[f"{one}-01-01" for one in year],
        due=[f"{one}-12-31" for one in year + rng.integers(-1, 2, rows)],
        status=rng.choice(list(reference.labels("measure_status")), rows),
        milestones=milestones,
        milestones_kept=rng.binomial(milestones, 0.5),
    )


def _cooperation(rng: np.random.Generator, places: pd.DataFrame) -> pd.DataFrame:
    kinds = ["SITZUNG", "PROJEKT", "PROJEKT", "FRISTGERECHT"]
    rows = len(kinds) * len(places)
    projects = np.tile([kind == "PROJEKT" for kind in kinds], len(places))
    return _table(
        "zusammenarbeit",
        places,
        len(kinds),
        kind=np.tile(kinds, len(places)),
        title=np.tile(["Runde", "Projekt A", "Projekt B", "Formulare"], len(places)),
        count=np.where(projects, 1, rng.integers(0, 8, rows)),
        cities=pd.Series(rng.integers(2, 10, rows), dtype="Int64").where(projects),
    )


def _deliveries(places: pd.DataFrame) -> pd.DataFrame:
    said = {
        "form": "lieferung",
        "version": 1,
        "file_name": "lieferung.xlsx",
        "sha256": "0" * 64,
        "size": 1,
        "state": State.ACCEPTED,
        "forms": "|".join(name for name in FORMS if name != "eckwerte"),
    }
    numbered = places[["ags", "year", "receipt"]].assign(number=np.arange(1, len(places) + 1), **said)
    return _typed(Delivery, numbered.assign(folder=places["ags"], rows_read=0, rows_accepted=0))


def _counted(
    form: str, places: pd.DataFrame, groups: Sequence[Mapping[str, str]], counts: np.ndarray, **said: Any
) -> pd.DataFrame:
    """Rows of a form from counts (places, groups, history), with the total of each group; `said` holds for a place."""
    words = {name: [group.get(name, TOTAL) for group in groups] for name in FORMS[form].dimensions}
    words |= {name: [group[name] for group in groups] for name in groups[0] if name not in words}
    every = np.concatenate([counts, counts.sum(axis=-1, keepdims=True)], axis=-1)
    each = len(groups) * every.shape[-1]
    columns = {name: np.tile(np.repeat(codes, every.shape[-1]), len(places)) for name, codes in words.items()}
    columns["history"] = np.tile([*_HISTORY, TOTAL], len(places) * len(groups))
    own = {name: np.repeat(np.broadcast_to(value, len(places)), each) for name, value in said.items()}
    return _table(form, places, each, **columns, **own, count=every.ravel(), value_kind="WERT")


def _table(form: str, places: pd.DataFrame, each: int, **columns: Any) -> pd.DataFrame:
    """The accepted rows of a form, `each` for every place, with what the place says itself."""
    model = accepted_model(FORMS[form])
    own = [name for name in places if name in model.to_schema().columns and name not in columns]
    line = np.tile(np.arange(2, each + 2), len(places))
    repeated = {name: places[name].repeat(each).to_numpy() for name in own}
    return _typed(model, pd.DataFrame({**repeated, **columns, "line": line}))


def _typed(model: Any, rows: pd.DataFrame) -> pd.DataFrame:
    """The columns of the model with the types that the store gives; what was not said is empty."""
    types = {name: column.dtype.type for name, column in model.to_schema().columns.items()}
    texts = {name: "" for name in types if name not in rows and "str" in str(model.to_schema().columns[name].dtype)}
    return rows.assign(**texts).reindex(columns=list(types)).astype(types)
