"""Mistakes in valid deliveries: none may be accepted with a changed value and without a word.

The silently wrong ones are counted, and their number is 0. KONTRAKT_MUTANTS says how many mistakes are made (night run:
20,000); the same number always makes the same ones. `pytest -rP` shows what became of each kind of mistake.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

import tests.intake.mistakes_in_cells
import tests.intake.mistakes_in_files
import tests.intake.mistakes_in_tables  # noqa: F401 - the mistakes enter themselves into the list
from assets.deliveries.checking.check import Checked, check_delivery
from assets.deliveries.checking.expected import Earlier
from assets.reference.seeds import Reference
from schemas.deliveries import ACCEPTED_STATES, Finding, Severity, State
from schemas.forms import FORMS
from tests.intake.corruptions import CORRUPTIONS, Work
from tests.intake.deliveries import delivery, on_cover
from tests.intake.formats import Way, sheet_of, written

MUTANTS = int(os.environ.get("KONTRAKT_MUTANTS", "1000"))
# Mistakes in one and the same delivery before there is another one.
_PER_DELIVERY = 12
# The cells of cheap files are judged as those of costly ones, so there are more of them.
_CSV = [
    *(Way(separator=separator, encoding=encoding) for separator in ";\t|" for encoding in ("utf-8", "cp1252")),
    Way(separator=",", quoted=True, encoding="utf-8-sig"),
    Way(separator=",", ends="\n"),
    Way(thousands=".", ends="\n"),
    Way(thousands=" ", encoding="utf-16"),
    Way(quoted=True, thousands="."),
]
_WORKBOOKS = [Way("xlsx"), Way("xlsx", program="openpyxl", dates=True), Way("ods"), Way("ods", dates=True)]


@dataclass(frozen=True)
class Mutant:
    """A mistake in a delivery and what the check said, to it and to its unchanged twin."""

    name: str
    seed: str
    way: str
    twin: Checked
    checked: Checked

    @property
    def verdict(self) -> str:
        """What became of it; "silent" is what must not be."""
        if self.checked.state == State.REFUSED:
            return "refused"
        if self.checked.state == State.QUERY:
            return "asked"
        if not self.changed():
            return "unchanged"
        return "flagged" if said_more(self.checked.findings, self.twin.findings) else "silent"

    def changed(self) -> list[str]:
        """The rows that only one of the two has, without their line numbers."""
        mine, others = (Counter(_rows(checked)) for checked in (self.checked, self.twin))
        return [f"  + {row}" for row in mine - others] + [f"  - {row}" for row in others - mine]

    def __str__(self) -> str:
        """For the message of a failing test: which mistake, how to make it again, what was loaded instead of what."""
        return "\n".join([f"{self.name}, seed {self.seed}, {self.way}:", *self.changed()[:6]])


def _rows(checked: Checked) -> list[tuple[Any, ...]]:
    return [
        (form, *(str(value) for value in row))
        for form, rows in checked.rows.items()
        for row in rows.drop(columns="line").itertuples(index=False, name=None)
    ]


def said_more(findings: list[Finding], of_twin: list[Finding]) -> bool:
    """Whether something is said that is not said of the twin: HINWEIS, or INFO that names the place.

    Only the codes count: a finding that merely moved to another row says nothing new.
    """
    told = [one for one in findings if one.severity != Severity.INFO or one.row or one.cell]
    return bool(Counter(one.code for one in told) - Counter(one.code for one in of_twin))


def mutants(reference: Reference, count: int) -> Iterator[Mutant]:
    """So many mistakes, each kind about equally often; twins come first, as mutants of the kind "unchanged twin"."""
    used = Counter(dict.fromkeys(CORRUPTIONS, 0))
    forms = [*FORMS, "personal", "bevoelkerung", "gewinnung"]
    made = number = 0
    while made < count:
        work, earlier = _prepared(forms[number % len(forms)], str(number), reference)
        kind = f"{work.form} {work.way.name}" + (" with a cover sheet" if work.sheet.cover else "")
        twin = check_delivery(work.file(), work.delivery.expected, reference, earlier)
        yield Mutant("unchanged twin", str(number), kind, twin, twin)
        fitting = [one for one in CORRUPTIONS.values() if work.way.kind in one.kinds]
        here = 0
        for one in sorted(fitting, key=lambda one: used[one.name]):
            chance = random.Random(f"{one.name} {number}")  # noqa: S311 - a reproducible test
            content = one.made(replace(work, chance=chance))
            if content is not None:
                checked = check_delivery(content, work.delivery.expected, reference, earlier)
                yield Mutant(one.name, str(number), kind, twin, checked)
                used[one.name] += 1
                here += 1
            if here == _PER_DELIVERY or made + here == count:
                break
        made, number = made + here, number + 1


def _prepared(form: str, seed: str, reference: Reference) -> tuple[Work, Earlier]:
    """A delivery to make mistakes in, and what its city delivered the year before."""
    chance = random.Random(f"mutant {seed}")  # noqa: S311 - a reproducible test
    before, now = (delivery(form, seed, reference, before=old) for old in (True, False))
    content = written(sheet_of(before.header, before.rows, before.numbers), Way())
    first = check_delivery(content, before.expected, reference)
    rows = {name: frame.assign(delivery_year=before.expected.year) for name, frame in first.rows.items()}
    way = chance.choice(_WORKBOOKS if int(seed) % 5 == 4 else _CSV)
    cover: dict[str, str] = {}
    if way.kind != "csv" and chance.random() < 0.5:
        now, cover = on_cover(now)
    sheet = replace(sheet_of(now.header, now.rows, now.numbers), name=form, cover=cover)
    return Work(now, sheet, way, chance, reference), Earlier(rows)


@dataclass(frozen=True)
class Outcome:
    """All mistakes that were made: how often each kind became what, what was silent, which twins were not clean."""

    kinds: Counter[tuple[str, str]]
    silent: list[str]
    twins: list[str]


@pytest.fixture(scope="module")
def outcome(reference: Reference) -> Outcome:
    kinds: Counter[tuple[str, str]] = Counter()
    silent, twins = [], []
    for mutant in mutants(reference, MUTANTS):
        if mutant.name == "unchanged twin":
            if mutant.twin.state not in ACCEPTED_STATES:
                codes = [(one.code, one.row, one.value) for one in mutant.twin.findings]
                twins.append(f"seed {mutant.seed}, {mutant.way}: {codes}")
            continue
        kinds[mutant.name, mutant.verdict] += 1
        if mutant.verdict == "silent":
            silent.append(str(mutant))
    return Outcome(kinds, silent, twins)


def test_no_mistake_is_accepted_with_a_changed_value_and_without_a_word(outcome: Outcome):
    print(_table(outcome.kinds))
    assert outcome.silent == [], "\n".join(outcome.silent)


def test_valid_deliveries_are_neither_refused_nor_asked_about(outcome: Outcome):
    assert outcome.twins == []


def test_every_kind_of_mistake_was_made(outcome: Outcome):
    made = {name for name, _ in outcome.kinds}
    assert [name for name in CORRUPTIONS if name not in made] == []


def test_a_mistake_that_nothing_reveals_would_be_counted(reference: Reference):
    """The test of the test: one free text for another is silent by its nature."""
    now = delivery("massnahmen", "x", reference)
    sheet, way = sheet_of(now.header, now.rows, now.numbers), Way()
    content = written(sheet, way)
    twin = check_delivery(content, now.expected, reference)
    checked = check_delivery(content.replace(b"erfundenes Ziel", b"anderes Ziel"), now.expected, reference)
    assert Mutant("another text", "x", way.name, twin, checked).verdict == "silent"


def _table(kinds: Counter[tuple[str, str]]) -> str:
    verdicts = ["refused", "asked", "flagged", "unchanged", "silent"]
    lines = [f"{'':50}" + "".join(f"{verdict:>10}" for verdict in verdicts)]
    for name in [*sorted(CORRUPTIONS), "all"]:
        counts = [
            sum(number for (kind, said), number in kinds.items() if said == verdict and name in (kind, "all"))
            for verdict in verdicts
        ]
        lines.append(f"{name:50}" + "".join(f"{count:>10}" for count in counts))
    return "\n".join(lines)
