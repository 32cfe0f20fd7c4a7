"""How another city joins: the steps, who sits at the table, and what it is likely to cost.

Belongs here: the estimate of hours, as data. Not here: what is delivered in which form (docs/lieferung.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assets.editions.content import Content
from assets.editions.pages.page import Page
from assets.editions.pages.text_table import text_table
from reports.languages import N_
from reports.spec import Column, TableSpec
from schemas.published import DATA

TEMPLATE_NAME = f"{DATA}/vorlage.xlsx"


@dataclass(frozen=True)
class Effort:
    """Working hours of all who take part in a step, from … to: in the first year and in every later one."""

    step: str
    who: str
    first: tuple[int, int]
    later: tuple[int, int]


# Our estimate. Nobody has measured it; a city that does should tell the office.
EFFORTS = [
    Effort(N_("Entschluss fassen und eine Stelle benennen"), N_("Leitung, Personalamt, Integration"), (4, 8), (0, 0)),
    Effort(
        N_("Personalrat und Datenschutz beteiligen"),
        N_("Personalamt, Personalrat, Datenschutz"),
        (6, 16),
        (1, 2),
    ),
    Effort(N_("Beschäftigte aus den Personaldaten auszählen"), N_("Personalamt"), (4, 12), (2, 4)),
    Effort(N_("Bevölkerung aus dem Melderegister auszählen"), N_("Statistikstelle"), (2, 4), (1, 2)),
    Effort(N_("Angaben zu den Zielen eins und drei sammeln"), N_("Personalentwicklung, Integration"), (4, 8), (2, 4)),
    Effort(N_("Arbeitsmappe ausfüllen, Rückmeldung lesen, berichtigen"), N_("benannte Stelle"), (6, 12), (4, 8)),
    Effort(N_("Entwurf der Ausgabe lesen und freigeben"), N_("Leitung, benannte Stelle"), (2, 4), (2, 4)),
]
# Only where a city asks its staff, and only in the year in which it does.
SURVEY = Effort(
    N_("Zusätzlich im Jahr einer Befragung"), N_("Personalamt, Personalrat, Statistikstelle"), (40, 120), (0, 0)
)


def handout(content: Content) -> Page:
    """The page."""
    return Page(
        "handreichung.html",
        "handout.html",
        content.language.text("Handreichung: So macht eine Stadt mit"),
        {"hours": hours(content), "template_name": TEMPLATE_NAME},
    )


def hours(content: Content) -> TableSpec:
    """The estimate step by step with its sum; a survey stands apart, it is no part of the sum."""
    _, number = content.language.text, content.language.number

    def span(low_high: tuple[int, int]) -> str:
        low, high = low_high
        return _("{low} bis {high}", low=number(low), high=number(high)) if high else _("keine")

    def line(effort: Effort) -> Sequence[str]:
        return (_(effort.step), _(effort.who), span(effort.first), span(effort.later))

    whole = Effort(N_("Zusammen, ohne Befragung"), N_("alle Beteiligten"), total("first"), total("later"))
    return text_table(
        content,
        "aufwand",
        _("Was es kostet: Arbeitsstunden einer Stadt, geschätzt"),
        [
            Column("schritt", _("Schritt"), "wide"),
            Column("wer", _("Wer")),
            Column("erstes", _("Stunden im ersten Jahr")),
            Column("weitere", _("Stunden in jedem weiteren Jahr")),
        ],
        [line(one) for one in [*EFFORTS, whole, SURVEY]],
        note=_("Unsere Schätzung, niemand hat es gemessen. Gezählt sind die Stunden aller Beteiligten, ohne Gremien."),
    )


def total(year: str) -> tuple[int, int]:
    """The hours of all steps together, from … to, without a survey; `year`: first or later."""
    spans = [getattr(effort, year) for effort in EFFORTS]
    return sum(low for low, _high in spans), sum(high for _low, high in spans)
