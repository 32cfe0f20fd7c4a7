"""The feedback report: what a city gets back for a delivery, one page complete in itself.

Belongs here: the page. Not here: the findings, the folder it is put into.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from reports.page import render


def feedback_page(
    delivery: Mapping[str, Any],
    *,
    city: str,
    state: str,
    findings: Sequence[Mapping[Hashable, Any]],
    severities: Mapping[str, str],
) -> str:
    """The page for a delivery (a row of the register) and its findings; every delivered word is escaped."""
    return render(
        "feedback.html",
        title=f"Rückmeldung zu {delivery['receipt']}",
        delivery=delivery,
        city=city,
        state=state,
        errors=sum(one["severity"] == "FEHLER" for one in findings),
        hints=sum(one["severity"] == "HINWEIS" for one in findings),
        findings=findings,
        severities=severities,
    )
