"""What an edition is made from, and the same as the pages of one language see it.

Belongs here: choosing what may stand on a page, translating it. Not here: the pages (pages/), the files (edition.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from assets.deliveries.arrival.register import newest_attempts
from assets.editions.download import visible_texts
from assets.protection.insider import Own
from assets.reference.seeds import Reference
from assets.reference.translated import translated
from reports.languages import Language
from schemas.deliveries import ACCEPTED_STATES, Severity
from schemas.headline import FORM as HEADLINE
from schemas.published import DRAFT
from schemas.reference import HIDING

# What of a value a city has written itself; all else are codes.
_WRITTEN = ["district", "reason", "source"]


@dataclass(frozen=True)
class EditionInput:
    """Everything an edition is made from; figures are already protected. `earlier`: files of all published editions."""

    year: int
    values: pd.DataFrame
    breakdowns: pd.DataFrame
    deliveries: pd.DataFrame
    findings: pd.DataFrame
    reference_figures: pd.DataFrame
    reference: Reference
    seeds: Mapping[str, str]
    earlier: Sequence[Mapping[str, bytes]] = ()
    # What each city knows of itself, before protection: for the attack from within, never for a page.
    own: Mapping[str, Own] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Content:
    """What the pages of an edition in one language are made from.

    `reference` and the reasons of `values` are in that language. `values` (schemas.indicators.IndicatorValue) and
    `network` (NetworkValue) may be shown. `deliveries` are those up to the year (schemas.deliveries.Delivery);
    `findings` of them that may be quoted, in German as the cities got them, with ags, form, file_name; `kept_back`
    others may not. `stage`: Entwurf, or empty once published. `to_print`: whether there are PDF files to lead to.
    """

    year: int
    number: int
    stage: str
    language: Language
    reference: Reference
    cities: pd.DataFrame
    values: pd.DataFrame
    breakdowns: pd.DataFrame
    network: pd.DataFrame
    deliveries: pd.DataFrame
    findings: pd.DataFrame
    kept_back: int
    refused: int
    reference_figures: pd.DataFrame
    earlier: Sequence[Mapping[str, bytes]]
    to_print: bool = True


def seen(made_from: EditionInput) -> EditionInput:
    """The same with everything nobody can see written out in what cities wrote.

    A control character tears a page apart, and one that turns the reading direction falsifies what stands around it.
    """
    values = made_from.values
    return replace(
        made_from,
        values=values.assign(**visible_texts(values[_WRITTEN])),
        deliveries=visible_texts(made_from.deliveries),
        findings=visible_texts(made_from.findings),
        reference_figures=visible_texts(made_from.reference_figures),
    )


def content(
    made_from: EditionInput, network: pd.DataFrame, number: int, language: Language, *, to_print: bool = True
) -> Content:
    """The same edition in a language; `network` (schemas.indicators.NetworkValue) is the same for all."""
    year = made_from.year
    # Files of nobody and answers that a newer delivery has overtaken are no matter of a publication.
    known = made_from.deliveries[made_from.deliveries["year"].notna() & (made_from.deliveries["year"] <= year)]
    newest = newest_attempts(known)
    findings, kept_back = _printable(made_from, newest)
    reference = translated(made_from.reference, language)
    return Content(
        year=year,
        number=number,
        stage=language.text(DRAFT),
        language=language,
        reference=reference,
        cities=reference.members(year),
        values=_said(made_from.values, language),
        breakdowns=made_from.breakdowns,
        network=_said(network, language),
        deliveries=known,
        findings=findings,
        kept_back=kept_back,
        refused=int((~newest["state"].isin(ACCEPTED_STATES)).sum()),
        reference_figures=made_from.reference_figures,
        earlier=made_from.earlier,
        to_print=to_print,
    )


def _printable(made_from: EditionInput, newest: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The findings of the newest deliveries that may be quoted, and how many others there are.

    Headline figures are published already; a finding about any other form may quote a group too small to be shown, and
    so may one about a delivery of which a figure is hidden. Where counts are rounded, none may quote a true one.
    """
    found = made_from.findings.merge(newest[["receipt", "ags", "form", "file_name"]], on="receipt")
    found = found[found["severity"] != Severity.INFO].sort_values(["ags", "receipt", "number"])
    secret = made_from.values.loc[made_from.values["status"].eq("geheim"), "receipts"].str.split("|").explode()
    printable = (found["form"].eq(HEADLINE) | found["sheet"].eq(HEADLINE)) & ~found["receipt"].isin(secret)
    printable &= made_from.reference.procedure(made_from.year) == HIDING
    return found[printable], int((~printable).sum())


def _said(values: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Values with their reasons in a language; there are few different ones."""
    said = {reason: language.sentence(reason) for reason in values["reason"].unique()}
    return values.assign(reason=values["reason"].map(said))
