"""The audit of an edition, in the making and as it lies in its folder, under the network's own rules.

Belongs here: which rules and which texts the audit is given, and what a leak means. Not here: the attacks
(assets/protection/).
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from assets.editions.content import EditionInput
from assets.protection.gate import EditionAudit, audit_edition
from assets.protection.insider import Own
from assets.protection.retold import only_in_documents
from assets.protection.withheld import Withheld
from assets.reference.seeds import Reference

# So many leaks are told one by one.
_TOLD = 10


def audit_of(
    files: Mapping[str, bytes],
    earlier: Sequence[Mapping[str, bytes]],
    reference: Reference,
    findings: pd.DataFrame,
    own: Mapping[str, Own],
    procedure: str = "",
) -> EditionAudit:
    """The audit of an edition's files together with all that was published before, under the network's own rules.

    `findings` of deliveries are quoted on pages, with numbers that stand in no table. `own` (decisions.own_counts) is
    what each city knows of itself: each of them attacks what is said of several. `procedure`: how the edition
    protects persons, where its manifest is still to be written.
    """
    least = reference.protection[["threshold", "survey_threshold", "share_base"]].min().astype(int)
    return audit_edition(
        files,
        earlier,
        least["threshold"],
        least["share_base"],
        reference,
        own,
        static=set(findings["message"]),
        rounding=procedure,
        surveyed={"BEFRAGUNG": least["survey_threshold"]},
    )


def audited(files: Mapping[str, bytes], made_from: EditionInput) -> EditionAudit:
    """The same of an edition in the making; raises Withheld where there is a leak."""
    reference = made_from.reference
    found = audit_of(
        files, made_from.earlier, reference, made_from.findings, made_from.own, reference.procedure(made_from.year)
    )
    _withhold(found.leaks)
    return found


def repeated(documents: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Raises Withheld where a document (name → HTML) says a number that no German page of the edition says."""
    _withhold(only_in_documents(documents, files))


def _withhold(leaks: Sequence[str]) -> None:
    if leaks:
        more = f" und {len(leaks) - _TOLD} weitere" if len(leaks) > _TOLD else ""
        raise Withheld(f"Daraus ließen sich Personen erkennen. {'; '.join(leaks[:_TOLD])}{more}.")
