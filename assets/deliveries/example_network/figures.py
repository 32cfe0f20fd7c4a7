"""The invented figures of a city and year as rows of the forms, in our names and codes.

Belongs here: counts that hang together and change slowly; the same city and year give the same figures. Not here: the
words and files in which a city delivers them (files.py).
"""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from assets.deliveries.example_network.cities import FIRST_YEAR, ExampleCity, Way

NOTE = "Beispieldaten, erfunden"
TOTAL = "INSGESAMT"
Row = dict[str, str | int | float]
Counts = dict[str, int]

# Column → part → its weight, and how much more often (or seldom) its members have a migration history.
_STAFF_PARTS: dict[str, dict[str, tuple[float, float]]] = {
    "employment": {"BEAMTE": (0.24, 0.5), "TARIF": (0.70, 1.1), "AUSBILDUNG": (0.06, 1.9)},
    "career": {
        "LG11": (0.05, 1.6),
        "LG12": (0.38, 1.2),
        "LG21": (0.40, 0.85),
        "LG22": (0.09, 0.7),
        "OHNE_LG": (0.08, 1.5),
    },
    "leadership": {
        "VORSTAND": (0.001, 0.5),
        "AMT": (0.009, 0.5),
        "ABTEILUNG": (0.07, 0.6),
        "KEINE": (0.92, 1.05),
    },
    "task_area": {
        "PB01": (0.17, 0.9),
        "PB02": (0.19, 0.6),
        "PB03": (0.05, 1.2),
        "PB04": (0.05, 1.0),
        "PB05": (0.09, 1.3),
        "PB06": (0.22, 1.3),
        "PB07": (0.03, 1.1),
        "PB08": (0.015, 1.1),
        "PB09": (0.03, 0.8),
        "PB10": (0.035, 0.8),
        "PB11": (0.04, 1.4),
        "PB12": (0.035, 0.9),
        "PB13": (0.03, 1.2),
        "PB14": (0.01, 0.8),
        "PB15": (0.005, 0.8),
        "PB16": (0.0, 1.0),
        "PB17": (0.0, 1.0),
    },
    "sex": {"W": (0.58, 1.05), "M": (0.415, 0.93), "D": (0.005, 1.0)},
    "age": {
        "A0_24": (0.08, 1.7),
        "A25_34": (0.20, 1.4),
        "A35_44": (0.23, 1.1),
        "A45_54": (0.24, 0.8),
        "A55": (0.25, 0.6),
    },
    "working_time": {"VOLLZEIT": (0.62, 1.0), "TEILZEIT": (0.36, 1.02), "ALTERSTEILZEIT": (0.02, 0.5)},
}
# The city that also delivers employment type by sex by age; those in training are young.
_CROSSING = "99001000"
_TRAINEE_AGES = ("A0_24", "A25_34")
_RESIDENT_AGES: dict[str, tuple[float, float]] = {
    "A0_14": (0.14, 1.5),
    "A15_17": (0.03, 1.4),
    "A18_24": (0.08, 1.2),
    "A25_34": (0.13, 1.3),
    "A35_44": (0.12, 1.3),
    "A45_54": (0.14, 1.0),
    "A55_64": (0.15, 0.8),
    "A65_74": (0.11, 0.6),
    "A75": (0.10, 0.4),
}
_WORKING_AGES = ["A18_24", "A25_34", "A35_44", "A45_54", "A55_64"]
_LABOUR_AGES = ["A15_17", *_WORKING_AGES, "A65_74"]
# Flow → how many of the one it is taken from, and how it changes the chance of those with a migration history.
_FLOWS: dict[str, tuple[str, float, float]] = {
    "BEWORBEN": ("", 1.3, 1.5),
    "EINGELADEN": ("BEWORBEN", 0.24, 0.85),
    "EINGESTELLT": ("EINGELADEN", 0.32, 0.95),
    "AUSBILDUNG_BEGONNEN": ("", 0.022, 1.8),
    "AUSGESCHIEDEN": ("", 0.06, 0.9),
    "BEFOERDERT": ("", 0.05, 0.8),
}
_MEASURES = [
    ("M1", "Werbung für Ausbildungsberufe in allen Stadtteilen", "GEWINNUNG", "Personalamt", 2015, 2026, 11),
    ("M2", "Fortbildung interkulturelle Kompetenz für Führungskräfte", "ENTWICKLUNG", "Fortbildung", 2016, 2027, 8),
    ("M3", "Mehrsprachige Auskunft in den Bürgerdiensten", "DIENSTLEISTUNG", "Bürgerdienste", 2018, 2025, 6),
]


def figures(city: ExampleCity, year: int) -> dict[str, list[Row]]:
    """Form → rows of a city for a reporting year (our names, codes), without ags, year and day."""
    staff = staff_counts(city, year)
    parts = {name: _spread(staff, weights) for name, weights in _STAFF_PARTS.items()}
    return {
        "personal": _staff_rows(city, staff, parts),
        "bevoelkerung": _population_rows(city, year),
        "gewinnung": _recruitment_rows(city, year, staff),
        "kompetenz": _competence_rows(city, year, staff, parts),
        "massnahmen": _measure_rows(year),
        "zusammenarbeit": _cooperation_rows(city, year),
        "eckwerte": _headline_rows(city, year, staff, parts),
    }


def staff_counts(city: ExampleCity, year: int) -> Counts:
    """Staff by migration history (codes of the list `history`)."""
    everybody = round(city.staff * 1.009 ** (year - FIRST_YEAR) * _wobble(city, year, 1))
    known = round(everybody * min(1.0, city.answered + 0.006 * (year - FIRST_YEAR)))
    yes = round(known * _share(city.staff_share, year) * _wobble(city, year, 2))
    if city.staff_way.value_kind == "SCHAETZUNG":
        yes = round(yes, -1)
    counts = {"JA": yes, "NEIN": known - yes}
    return counts if city.answered == 1.0 else counts | {"OHNE_ANGABE": everybody - known}


def _wobble(city: ExampleCity, year: int, what: int) -> float:
    """A small change that nobody could foresee and that is always the same for city, year and what it is about."""
    return 1.0 + float(np.random.default_rng([int(city.ags), year, what]).normal(0.0, 0.004))


def _share(of_2015: tuple[float, float], year: int) -> float:
    return of_2015[0] + of_2015[1] * (year - FIRST_YEAR)


def _shared(total: int, weights: Mapping[str, float]) -> Counts:
    """A number of persons over parts in proportion to their weights, whole and without remainder."""
    whole = sum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    counts = {name: int(value) for name, value in exact.items()}
    rest = total - sum(counts.values())
    for name in sorted(exact, key=lambda one: counts[one] - exact[one])[:rest]:
        counts[name] += 1
    return counts


def _spread(by_history: Counts, weights: Mapping[str, tuple[float, float]]) -> dict[str, Counts]:
    """Part → history → persons, so that the parts add up to each count by history."""
    spread: dict[str, Counts] = {name: {} for name in weights}
    for history, persons in by_history.items():
        tilted = {name: weight * (tilt if history == "JA" else 1.0) for name, (weight, tilt) in weights.items()}
        for name, count in _shared(persons, tilted).items():
            spread[name][history] = count
    return spread


def _crossed(parts: dict[str, dict[str, Counts]]) -> list[tuple[Row, Counts]]:
    """Employment type by sex by age, each cell by history; the cells add up to the parts of each of the three."""
    histories = list(next(iter(parts["employment"].values())))
    dimensions = ("employment", "sex", "age")
    cells = {cell: dict.fromkeys(histories, 0) for cell in product(*(parts[name] for name in dimensions))}
    for history in histories:
        sexes, ages = ({part: counts[history] for part, counts in parts[name].items()} for name in ("sex", "age"))
        # Those in training first, while all the young are still there.
        for employment in sorted(parts["employment"], key="AUSBILDUNG".__ne__):
            among = _TRAINEE_AGES if employment == "AUSBILDUNG" else tuple(ages)
            for sex, persons in _taken(parts["employment"][employment][history], sexes, tuple(sexes)).items():
                for age, count in _taken(persons, ages, among).items():
                    cells[employment, sex, age][history] = count
    return [(dict(zip(dimensions, cell, strict=True)), counts) for cell, counts in cells.items()]


def _taken(persons: int, left: Counts, among: Sequence[str]) -> Counts:
    """Takes a number of persons from what is left in some parts, in proportion to it and never more than is left."""
    taken = _shared(persons, {name: left[name] for name in among})
    for name, count in taken.items():
        left[name] -= count
    return taken


def _with_total(counts: Counts) -> Counts:
    return {TOTAL: sum(counts.values())} | counts


def _said(way: Way) -> Row:
    return {"definition": way.definition, "method": way.method, "scope": way.scope, "note": NOTE}


def _value_kind(way: Way, history: str) -> str:
    """An estimated part of a counted whole: only the whole is a value."""
    return "WERT" if history == TOTAL else way.value_kind


def _staff_rows(city: ExampleCity, staff: Counts, parts: dict[str, dict[str, Counts]]) -> list[Row]:
    way = city.staff_way
    blocks: list[tuple[Row, Counts]] = [({}, staff)]
    blocks += [({column: part}, counts) for column, named in parts.items() for part, counts in named.items()]
    if city.ags == _CROSSING:
        blocks += _crossed(parts)
    rows: list[Row] = []
    for part, counts in blocks:
        for history, count in _with_total(counts).items():
            # An estimate is made for the whole city, not for each office.
            if way.value_kind == "SCHAETZUNG" and part and history != TOTAL:
                continue
            row: Row = dict.fromkeys(_STAFF_PARTS, TOTAL)
            row |= part
            row |= {"history": history, "count": count, "value_kind": _value_kind(way, history), **_said(way)}
            if history == TOTAL and set(part) <= {"employment"}:
                row["fte"] = round(count * 0.87, 1)
            rows.append(row)
    return rows


def _population_rows(city: ExampleCity, year: int) -> list[Row]:
    way = city.population_way_in(year)
    everybody = round(city.residents * 1.002 ** (year - FIRST_YEAR) * _wobble(city, year, 3))
    share = _share(city.population_share, year)
    if city.later_way and year >= city.later_way[0]:
        share += 0.031  # the new way of counting finds more; this is the break
    foreign = round(everybody * share * {"AUSL_REG": 1.0, "REG_STA": 0.64}.get(way.definition, 0.52))
    both = 0 if way.definition == "AUSL_REG" else round(everybody * share) - foreign
    both = both if way.definition == "REG_STA" else round(both * 0.55)
    yes = {"AUSL_REG": foreign, "REG_STA": foreign + both}.get(way.definition, round(everybody * share))
    history = {"JA": yes, "NEIN": everybody - yes}
    ages = _spread(history, _RESIDENT_AGES)
    views = {
        view: {name: sum(ages[age][name] for age in among) for name in history}
        for view, among in {"A18_65": _WORKING_AGES, "A15_74": _LABOUR_AGES}.items()
    }
    cells: list[tuple[Row, int]] = [({"history": name}, count) for name, count in _with_total(history).items()]
    cells += [({"nationality": "DEUTSCH"}, everybody - foreign), ({"nationality": "NICHTDEUTSCH"}, foreign)]
    if way.definition != "AUSL_REG":
        cells.append(({"nationality": "DEUTSCH_WEITERE"}, both))
    for age, counts in {**ages, **views}.items():
        cells += [({"age": age, "history": name}, count) for name, count in _with_total(counts).items()]
    whole: Row = dict.fromkeys(("sex", "age", "history", "nationality"), TOTAL)
    said: Row = {"district": "", "value_kind": "WERT", **_said(way)}
    return [{**whole, **cell, "count": count, **said} for cell, count in cells]


def _recruitment_rows(city: ExampleCity, year: int, staff: Counts) -> list[Row]:
    flows: dict[str, Counts] = {}
    for flow, (source, rate, tilt) in _FLOWS.items():
        base = flows[source] if source else staff
        flows[flow] = {
            name: round(count * rate * (tilt if name == "JA" else 1.0) * _wobble(city, year, 4))
            for name, count in base.items()
        }
    rows: list[Row] = []
    for flow, counts in flows.items():
        for history, count in _with_total(counts).items():
            kind = _value_kind(city.staff_way, history)
            row: Row = {"flow": flow, "employment": TOTAL, "history": history, "count": count, "value_kind": kind}
            rows.append({**row, **_said(city.staff_way)})
    return rows


def _competence_rows(city: ExampleCity, year: int, staff: Counts, parts: dict[str, dict[str, Counts]]) -> list[Row]:
    since = year - FIRST_YEAR
    everybody = sum(staff.values())
    leaders = sum(sum(counts.values()) for part, counts in parts["leadership"].items() if part != "KEINE")
    adverts = round(everybody * 0.045 * _wobble(city, year, 5))
    quotas = [
        ("AUSSCHREIBUNGEN", adverts, 0.30 + 0.05 * since),
        ("AUSWAHLVERFAHREN", round(adverts * 0.9), 0.15 + 0.045 * since),
        ("GESCHULT_BESCHAEFTIGTE", everybody, 0.04 + 0.018 * since),
        ("GESCHULT_FUEHRUNG", leaders, 0.10 + 0.045 * since),
    ]
    rows: list[Row] = [
        {"item": item, "count": round(total * share), "total": total, "note": NOTE} for item, total, share in quotas
    ]
    questions = ["FRAGE_LEITBILD", "FRAGE_ANFORDERUNG", "FRAGE_BEURTEILUNG", "FRAGE_KONZEPT", "FRAGE_BERICHT"]
    for number, item in enumerate(questions):
        answer = ["NEIN", "TEILWEISE", "JA"][min(2, max(0, (since - number) // 3))]
        evidence = f"Vorlage {year}/{number + 1} (erfunden)" if answer == "JA" else ""
        rows.append({"item": item, "answer": answer, "evidence": evidence, "note": NOTE})
    return rows


def _measure_rows(year: int) -> list[Row]:
    rows: list[Row] = []
    for short, title, field, office, start, due, milestones in _MEASURES:
        kept = min(milestones, max(0, year - start + 1))
        status = "GEPLANT" if year < start else "ABGESCHLOSSEN" if kept == milestones else "LAUFEND"
        rows.append(
            {
                "id": short,
                "title": title,
                "field_of_action": field,
                "goal": "erfundenes Ziel",
                "responsible": office,
                "partners": "Beispielverein (erfunden)",
                "start": f"01.03.{start}",
                "due": f"31.12.{due}",
                "status": status,
                "milestones": milestones,
                "milestones_kept": kept,
                "note": NOTE,
            }
        )
    return rows


def _cooperation_rows(city: ExampleCity, year: int) -> list[Row]:
    number = int(city.ags[2:5])
    project = f"Gemeinsames Projekt {year} (erfunden)"
    return [
        {
            "kind": "SITZUNG",
            "title": "Netzwerktreffen (erfunden)",
            "count": 2 + (year + number) % 3,
            "cities": 9,
            "evidence": "",
            "note": NOTE,
        },
        {
            "kind": "PROJEKT",
            "title": project,
            "count": 1 + (year + number) % 2,
            "cities": 2 + (year + number) % 4,
            "evidence": "",
            "note": NOTE,
        },
    ]


def _headline_rows(city: ExampleCity, year: int, staff: Counts, parts: dict[str, dict[str, Counts]]) -> list[Row]:
    everybody, known = sum(staff.values()), staff["JA"] + staff["NEIN"]
    trainees = sum(parts["employment"]["AUSBILDUNG"].values())
    said: Row = {"group": "insgesamt", "value_kind": "WERT", "definition": "ALLE", "scope": city.staff_way.scope}
    said |= {"source": "Beispieldaten", "note": NOTE}
    rows: list[Row] = [
        {
            "indicator": "trainees",
            "value": trainees,
            "unit": "PERSONEN",
            "method": "PERSONALDATEN",
            **said,
            "group": "bestand",
        },
        {
            "indicator": "mean_age",
            "value": round(44.6 + 0.1 * ((year + int(city.ags[2:5])) % 7), 1),
            "unit": "JAHRE",
            "method": "PERSONALDATEN",
            **said,
        },
    ]
    if "OHNE_ANGABE" in staff:
        survey: Row = {**said, "method": "BEFRAGUNG", "total": everybody}
        rows += [
            {"indicator": "survey_participants", "value": known, "unit": "PERSONEN", **survey},
            {"indicator": "response", "value": round(100 * known / everybody, 1), "unit": "PROZENT", **survey},
        ]
    return rows
