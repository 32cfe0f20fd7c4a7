"""Random valid deliveries of all seven forms: small, with totals that add up, and with the year before.

Belongs here: invented figures as a city would write them. Not here: files (formats.py), mistakes (corruptions.py). The
same form and seed give the same delivery; counts of the year before differ by a few per cent.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assets.deliveries.checking.expected import Expected
from assets.reference.seeds import Reference
from schemas.cover import COVER
from schemas.forms import FORMS, WORKBOOK, Form

NOTE = "Beispieldaten, erfunden"
TOTAL = "INSGESAMT"
# For each form the column whose numbers are the answer, and the others with numbers.
NUMBERS = {
    "personal": ("anzahl", "vzae"),
    "bevoelkerung": ("anzahl",),
    "gewinnung": ("anzahl",),
    "kompetenz": ("anzahl", "gesamt"),
    "massnahmen": ("meilensteine", "meilensteine_erreicht"),
    "zusammenarbeit": ("anzahl", "staedte"),
    "eckwerte": ("wert", "n", "gesamt"),
}
Row = dict[str, str]
Cells = Mapping[str, object]


@dataclass(frozen=True)
class Delivery:
    """A valid table: `header` and `rows` as a city writes them, numbers without thousands (`1234`, `12,5`)."""

    form: Form
    seed: str
    expected: Expected
    header: list[str]
    rows: list[list[str]]

    @property
    def numbers(self) -> list[int]:
        """The places of the columns with numbers."""
        return [self.header.index(name) for name in NUMBERS[self.form.name]]

    def column(self, name: str) -> int:
        """The place of a column."""
        return self.header.index(name)


def on_cover(one: Delivery) -> tuple[Delivery, dict[str, str]]:
    """The delivery as the network's own workbook holds it: what all rows say alike stands on the cover sheet.

    The lines of the cover sheet are label → answer.
    """
    rows = [list(row) for row in one.rows]
    cover = {}
    for line in COVER:
        if one.form.name not in line.forms or line.column not in one.form.german:
            continue
        column = one.column(one.form.german[line.column])
        words = {row[column] for row in rows}
        if len(words) == 1:
            cover[line.label] = words.pop()
            for row in rows:
                row[column] = ""
    for row in rows:
        row[one.column("bemerkung")] = ""
    return replace(one, rows=rows, expected=replace(one.expected, form=WORKBOOK)), cover


def delivery(form: str, seed: str, reference: Reference, *, before: bool = False) -> Delivery:
    """A valid delivery of a form; `before` gives the same city's delivery of the year before."""
    chance = random.Random(f"{form} {seed}")  # noqa: S311 - a reproducible test
    ags = chance.choice(list(reference.names))
    year = chance.choice([2022, 2023])
    drift = _Drift(f"{form} {seed} {before}", before)
    figures = _FIGURES[form](chance, drift, ags, year - before, reference)
    given = {"ags": ags, "stadt": reference.names[ags], "jahr": str(year - before), "bemerkung": NOTE}
    # Asked for by some cities, in every row and every year alike.
    given["mindestzahl"] = random.Random(f"{seed} mindestzahl").choice(["", "", "10", "25"])  # noqa: S311 - as above
    rows = [_written(FORMS[form], {**given, **row}, reference) for row in figures]
    header = list(FORMS[form].headers)
    if chance.random() < 0.3:
        chance.shuffle(rows)
    if chance.random() < 0.2:
        order = list(header)
        chance.shuffle(order)
        rows = [[row[header.index(name)] for name in order] for row in rows]
        header = order
    expected = Expected({ags: reference.names[ags]}, year - before, reference.names[ags], form)
    return Delivery(FORMS[form], seed, expected, header, rows)


@dataclass(frozen=True)
class _Drift:
    """What a year changes: counts grow by some per cent, each by another share, from the year before to the year."""

    seed: str
    before: bool

    def __call__(self, count: int, what: str) -> int:
        if self.before:
            return count
        share = random.Random(f"{self.seed} {what}").uniform(0.01, 0.04)  # noqa: S311 - a reproducible test
        return count + max(1, round(count * share)) if count else 0


def _written(form: Form, row: Cells, reference: Reference) -> list[str]:
    """A row in the words of a city: labels for codes."""
    cells = []
    for field in form.fields:
        value = row.get(field.german, row.get(field.name, ""))
        if field.codes and value and field.codes != "definition":
            value = reference.labels(field.codes)[str(value)]
        cells.append(str(value))
    return cells


def _shared(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """A number over parts in proportion to their weights, whole and without remainder; a part without weight gets 0."""
    whole = sum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    parts = {name: int(value) for name, value in exact.items()}
    for name in sorted(exact, key=lambda one: parts[one] - exact[one])[: total - sum(parts.values())]:
        parts[name] += 1
    return parts


def _loose(chance: random.Random, weights: Mapping[str, float]) -> dict[str, float]:
    return {name: weight * chance.uniform(0.8, 1.2) for name, weight in weights.items()}


def _summed(counts: Mapping[str, int]) -> dict[str, int]:
    return {TOTAL: sum(counts.values()), **counts}


def _residents_of(ags: str, reference: Reference) -> int:
    official = reference.official_population
    return int(official.loc[official["ags"].eq(ags), "residents"].iloc[0])


def _staff_by_history(chance: random.Random, drift: _Drift, ags: str, reference: Reference) -> dict[str, int]:
    staff = round(_residents_of(ags, reference) * chance.uniform(0.013, 0.016))
    weights = _loose(chance, {"JA": 0.2, "NEIN": 0.6, "OHNE_ANGABE": 0.2})
    return {name: drift(count, name) for name, count in _shared(staff, weights).items()}


_STAFF_WAYS = [
    ("ST_BEFR", "BEFRAGUNG", "KERN"),
    ("ST_PROXY", "PERSONALDATEN", "KERN_ZENTRALE_DIENSTE"),
    ("ST_PROXY", "PROXY", "STADT"),
]
_STAFF_PARTS = {
    "sex": {"W": 0.58, "M": 0.41, "D": 0.01},
    "employment": {"BEAMTE": 0.25, "TARIF": 0.69, "AUSBILDUNG": 0.06},
    "leadership": {"VORSTAND": 0.005, "AMT": 0.02, "ABTEILUNG": 0.08, "KEINE": 0.895},
    "working_time": {"VOLLZEIT": 0.6, "TEILZEIT": 0.37, "ALTERSTEILZEIT": 0.03},
}


def _staff(chance: random.Random, drift: _Drift, ags: str, year: int, reference: Reference) -> list[Cells]:
    staff = _staff_by_history(chance, drift, ags, reference)
    definition, method, scope = chance.choice(_STAFF_WAYS)
    said = {"definition": definition, "method": method, "scope": scope, "value_kind": "WERT"}
    said |= {"stichtag": f"30.06.{year}"}
    tenths = {history: int(count * 8.7) for history, count in staff.items()}
    nothing = dict.fromkeys(("employment", "career", "leadership", "task_area", "sex", "age", "working_time"), TOTAL)
    rows: list[Cells] = []
    blocks: dict[tuple[str, str], tuple[dict[str, int], dict[str, int]]] = {("sex", TOTAL): (staff, tenths)}
    for column in ["sex", chance.choice(["employment", "leadership", "working_time"])]:
        for history, count in staff.items():
            parts = _shared(count, _loose(chance, _STAFF_PARTS[column]))
            for part, fte in _shared(tenths[history], parts).items():
                heads, times = blocks.setdefault((column, part), ({}, {}))
                heads[history], times[history] = parts[part], fte
    for (column, part), (heads, times) in blocks.items():
        for history, count in _summed(heads).items():
            fte = f"{_summed(times)[history] / 10:.1f}".replace(".", ",")
            rows.append({**nothing, column: part, "history": history, "count": count, "fte": fte, **said})
    return rows


_AGES = dict.fromkeys(["A15_17", "A18_24"], 0.05) | dict.fromkeys(
    ["A0_14", "A25_34", "A35_44", "A45_54", "A55_64", "A65_74", "A75"], 0.13
)


def _population(chance: random.Random, drift: _Drift, ags: str, year: int, reference: Reference) -> list[Cells]:
    residents = round(_residents_of(ags, reference) * chance.uniform(0.985, 0.99))
    parts = _shared(residents, _loose(chance, {"JA": 0.3, "NEIN": 0.7}))
    history = {name: drift(count, name) for name, count in parts.items()}
    everybody = sum(history.values())
    said = {"value_kind": "WERT", "definition": "REG_MIGRAPRO", "method": "MELDEREGISTER", "scope": "WOHNBEVOELKERUNG"}
    said |= {"stichtag": f"31.12.{year}"}
    whole = dict.fromkeys(("sex", "age", "history", "nationality"), TOTAL)
    cells: list[tuple[Cells, int]] = [({"history": name}, count) for name, count in _summed(history).items()]
    sexes: dict[str, dict[str, int]] = {"W": {}, "M": {}, "D": {}}
    for name, count in history.items():
        for sex, part in _shared(count, _loose(chance, {"W": 0.51, "M": 0.485, "D": 0.005})).items():
            sexes[sex][name] = part
    for sex, counts in sexes.items():
        cells += [({"sex": sex, "history": name}, count) for name, count in _summed(counts).items()]
    cells += [({"age": age}, count) for age, count in _shared(everybody, _loose(chance, _AGES)).items()]
    foreign = round(history["JA"] * 0.55)
    cells += [({"nationality": "DEUTSCH"}, everybody - foreign), ({"nationality": "NICHTDEUTSCH"}, foreign)]
    cells += [({"nationality": "DEUTSCH_WEITERE"}, round(history["JA"] * 0.3))]
    return [{**whole, **cell, "count": count, **said} for cell, count in cells]


_FLOWS = {
    "BEWORBEN": 1.3,
    "EINGELADEN": 0.24,
    "EINGESTELLT": 0.32,
    "AUSBILDUNG_BEGONNEN": 0.022,
    "AUSGESCHIEDEN": 0.06,
    "BEFOERDERT": 0.05,
}


def _recruitment(chance: random.Random, drift: _Drift, ags: str, year: int, reference: Reference) -> list[Cells]:
    staff = _staff_by_history(chance, drift, ags, reference)
    definition, method, scope = chance.choice(_STAFF_WAYS)
    said = {"value_kind": "WERT", "definition": definition, "method": method, "scope": scope}
    rows: list[Cells] = []
    base = staff
    for flow, share in _FLOWS.items():
        source = base if flow in ("EINGELADEN", "EINGESTELLT") else staff
        counts = {name: round(count * share) for name, count in source.items()}
        base = counts
        for history, count in _summed(counts).items():
            rows.append({"flow": flow, "employment": TOTAL, "history": history, "count": count, **said})
        if flow == "AUSGESCHIEDEN":
            parts = _shared(sum(counts.values()), _loose(chance, _STAFF_PARTS["employment"]))
            for part, count in parts.items():
                rows.append({"flow": flow, "employment": part, "history": TOTAL, "count": count, **said})
    return rows


def _competence(chance: random.Random, drift: _Drift, ags: str, year: int, reference: Reference) -> list[Cells]:
    everybody = sum(_staff_by_history(chance, drift, ags, reference).values())
    adverts, leaders = round(everybody * 0.045), round(everybody * 0.1)
    totals = {
        "AUSSCHREIBUNGEN": adverts,
        "AUSWAHLVERFAHREN": round(adverts * 0.9),
        "GESCHULT_BESCHAEFTIGTE": everybody,
        "GESCHULT_FUEHRUNG": leaders,
    }
    rows: list[Cells] = [
        {"item": item, "count": round(total * chance.uniform(0.3, 0.35)), "total": total}
        for item, total in totals.items()
    ]
    for item in ("FRAGE_LEITBILD", "FRAGE_ANFORDERUNG", "FRAGE_BEURTEILUNG", "FRAGE_KONZEPT", "FRAGE_BERICHT"):
        answer = chance.choice(["JA", "TEILWEISE", "NEIN"])
        evidence = f"Vorlage {year}/{len(rows)} (erfunden)" if answer == "JA" else ""
        rows.append({"item": item, "answer": answer, "evidence": evidence})
    return rows


def _measures(chance: random.Random, drift: _Drift, ags: str, year: int, reference: Reference) -> list[Cells]:
    fields = list(reference.labels("field_of_action"))
    rows: list[Cells] = []
    for number in range(chance.randint(4, 8)):
        milestones = chance.randint(3, 8)
        start = year - chance.randint(0, 3)
        rows.append(
            {
                "id": f"M{number + 1}",
                "title": f"Maßnahme Nummer {number + 1} für Bürgerinnen und Bürger",
                "field_of_action": chance.choice(fields),
                "goal": "erfundenes Ziel",
                "responsible": "Personalamt",
                "partners": "Beispielverein; erfunden",
                "start": f"01.03.{start}",
                "due": f"31.12.{start + 4}",
                "status": "LAUFEND",
                "milestones": milestones,
                "milestones_kept": chance.randint(1, milestones - 1),
            }
        )
    return rows


def _cooperation(chance: random.Random, drift: _Drift, ags: str, year: int, reference: Reference) -> list[Cells]:
    return [
        {
            "kind": kind,
            "title": f"{title} (erfunden)",
            "count": chance.randint(2, 5),
            "cities": chance.randint(3, 9),
            "evidence": "Protokoll, Anlage 2",
        }
        for kind, title in [
            ("SITZUNG", "Netzwerktreffen"),
            ("SITZUNG", "Arbeitskreis Öffnung"),
            ("PROJEKT", "Gemeinsame Ausbildungsmesse"),
            ("PROJEKT", "Fortbildung über Stadtgrenzen"),
        ]
    ]


def _headline(chance: random.Random, drift: _Drift, ags: str, year: int, reference: Reference) -> list[Cells]:
    said = {"value_kind": "WERT", "scope": "KERN", "source": "Beispieldaten, erfunden"}
    rows: list[Cells] = []
    everybody = sum(_staff_by_history(chance, drift, ags, reference).values())
    for back in (1, 0):
        day = {"jahr": str(year - back), "stichtag": f"30.06.{year - back}", **said}
        staff = round(everybody * (1 - 0.02 * back))
        women = round(staff * chance.uniform(0.55, 0.6))
        officials = round(staff * chance.uniform(0.2, 0.3))
        registered = {**day, "definition": "ALLE", "method": "PERSONALDATEN", "unit": "PERSONEN"}
        for group, value in [
            ("insgesamt", staff),
            ("weiblich", women),
            ("maennlich", staff - women),
            ("beamte", officials),
            ("tarif", staff - officials),
        ]:
            rows.append({**registered, "indicator": "staff", "group": group, "value": value})
        answers = {"insgesamt": round(staff * 0.8), "weiblich": round(women * 0.8)}
        answers["maennlich"] = answers["insgesamt"] - answers["weiblich"]
        heads = {"insgesamt": staff, "weiblich": women, "maennlich": staff - women}
        with_history = {group: round(answers[group] * chance.uniform(0.2, 0.25)) for group in ("weiblich", "maennlich")}
        with_history["insgesamt"] = sum(with_history.values())
        survey = {**day, "definition": "ST_BEFR", "method": "BEFRAGUNG", "indicator": "share_staff"}
        for group, count in with_history.items():
            known: Cells = {"n": answers[group], "total": heads[group], "group": group}
            share = f"{100 * count / answers[group]:.1f}".replace(".", ",")
            rows.append({**survey, **known, "value": count, "unit": "PERSONEN"})
            rows.append({**survey, **known, "value": share, "unit": "PROZENT"})
    return rows


_Figures = Callable[[random.Random, _Drift, str, int, Reference], list[Cells]]
_FIGURES: dict[str, _Figures] = {
    "personal": _staff,
    "bevoelkerung": _population,
    "gewinnung": _recruitment,
    "kompetenz": _competence,
    "massnahmen": _measures,
    "zusammenarbeit": _cooperation,
    "eckwerte": _headline,
}
