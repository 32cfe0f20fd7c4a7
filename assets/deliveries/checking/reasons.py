"""Reasons that cities gave: they answer a RÜCKFRAGE, and last year's are offered again.

Belongs here: matching a finding with the reasons kept for its place. Not here: storing them (answering/decisions.py).
"""

from collections.abc import Iterable
from dataclasses import replace

from assets.deliveries.checking.expected import Earlier
from schemas.deliveries import Finding, Severity

# No reason can say which number is meant: the cell has no value until it is written so that it has only one.
UNANSWERABLE = {"ZAHL_OHNE_BELEG"}


def settle(findings: Iterable[Finding], earlier: Earlier, year: int) -> list[Finding]:
    """The findings, each RÜCKFRAGE with its place; one with a reason of this year becomes a HINWEIS that quotes it.

    A reason answers for the value it was given for; last year's is quoted whatever the value was.
    """
    given = {(code, place): text for (_, code, place, of), text in earlier.reasons.items() if of == year}
    before = {
        (code, place.rpartition("=")[0]): text
        for (_, code, place, of), text in earlier.reasons.items()
        if of == year - 1
    }
    return [_settled(one, given, before) for one in findings]


def _settled(one: Finding, given: dict[tuple[str, str], str], before: dict[tuple[str, str], str]) -> Finding:
    if one.severity != Severity.RUECKFRAGE:
        return one
    if not one.place:
        one = replace(one, place=f"{one.sheet}/{one.cell or one.row or ''}/{one.column}={one.value}")
    reason = given.get((one.code, one.place))
    if reason and one.code not in UNANSWERABLE:
        return replace(one, severity=Severity.HINWEIS, message=f"{one.message} Begründung der Stadt: {_quoted(reason)}")
    if last := before.get((one.code, one.place.rpartition("=")[0])):
        return replace(one, message=f"{one.message} Begründung vom Vorjahr: {_quoted(last)}")
    return one


def _quoted(reason: str) -> str:
    return f"„{reason.rstrip('.')}“."
