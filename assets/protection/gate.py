"""The audit of an edition before it is published: its files, read and attacked as a stranger would.

Belongs here: the outcome, in German. Not here: how the attacks work (attack.py, traces.py), who keeps an edition back
(checks.py).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assets.protection.attack import Said, attack
from assets.protection.corrected import without_corrected
from assets.protection.insider import Own
from assets.protection.known import Known
from assets.protection.printed_rounded import OFF, not_from_rounded
from assets.protection.published import Files, complete_breakdowns, network_rows, procedure, published_rows
from assets.protection.retold import retold
from assets.protection.spoken import unexplained
from assets.protection.statements import statements
from assets.protection.told_changes import wrong_changes
from assets.protection.told_pages import rows_of_changes
from assets.protection.told_texts import told_in_texts
from assets.protection.traces import traces
from assets.protection.witness import Audit
from assets.reference.seeds import Reference


@dataclass(frozen=True)
class EditionAudit:
    """What an edition gives away.

    `published` and `hidden` count cells; `narrowest` is the smallest interval (persons, at most the threshold) that a
    hidden one is known to lie in, None where none was attacked. `recoverable`, `traces` and `foreign` (numbers that
    only a page says) are German sentences, one a leak; `unproved` says where the proof fails. `proofs`: what is known
    of each block, and an audit of it. `insiders` counts the attacks by cities that know their own counts, `solved` all
    optimisation problems.
    """

    published: int
    hidden: int
    narrowest: int | None
    recoverable: tuple[str, ...]
    traces: tuple[str, ...]
    foreign: tuple[str, ...]
    unproved: tuple[str, ...]
    insiders: int
    solved: int
    proofs: tuple[tuple[Known, Audit], ...]

    @property
    def leaks(self) -> tuple[str, ...]:
        """Every reason, in German, why the edition may not be published."""
        return (*self.recoverable, *self.traces, *self.foreign, *self.unproved)

    @property
    def passed(self) -> bool:
        """Whether the edition may be published."""
        return not self.leaks

    def summary(self) -> dict[str, Any]:
        """The outcome without the tables, for a JSON file."""
        return {
            "bestanden": self.passed,
            "zellen_veroeffentlicht": self.published,
            "zellen_geheim": self.hidden,
            "engstes_intervall": self.narrowest,
            "zeugentabellen": sum(len(found.tables) for _, found in self.proofs),
            "geloeste_probleme": self.solved,
            "angriffe_von_innen": self.insiders,
            "aufgedeckt": list(self.recoverable),
            "spuren": list(self.traces),
            "fremde_zahlen": list(self.foreign),
            "nicht_belegt": list(self.unproved),
        }


def audit_edition(
    files: Files,
    earlier: Sequence[Files],
    threshold: int,
    share_base: int,
    reference: Reference,
    own: Mapping[str, Own] | None = None,
    static: Collection[str] | None = None,
    rounding: str = "",
    surveyed: Mapping[str, int] | None = None,
) -> EditionAudit:
    """What the files of an edition, with those of all editions before it (oldest first), tell of hidden persons.

    Hidden yes and no may not be known exactly; of no other count may it be known that it is one of 1 to `threshold` − 1
    persons. No share may stand on fewer than `share_base`. `own`: AGS → the counts that a city knows of itself, to
    attack values of several cities from within, and to see what earlier editions said wrongly. `static`: texts of pages
    that are the same whatever the figures are; where nobody says which, only the tables are read. `rounding`: how this
    edition protects persons, where no manifest says it yet; of rounded counts none may be known exactly that is few.
    `surveyed`: Erhebungsart → its own threshold. Raises ValueError (in German) where a file cannot be read.
    """
    versions = [*earlier, files]
    rows = [published_rows(version) for version in versions]
    off = [OFF[procedure(version)] for version in earlier] + [OFF[rounding or procedure(files)]]
    told = pd.concat(
        [statements(one, reference).assign(version=at, off=off[at]) for at, one in enumerate(rows)], ignore_index=True
    )
    told = without_corrected(told, own or {}, len(earlier))
    told["few"] = told["erhebungsart"].map(surveyed or {}).fillna(threshold).astype(int)
    # What an earlier edition printed cannot be taken back, though the rule may be stricter by now.
    told["before"] = told["version"].lt(len(earlier)) & told["yes"].notna() & told["known"].notna()
    # Where counts are rounded, a share is hidden because it says little, not because its counts are secret.
    told["secret"] &= told["off"].eq(0)
    said = Said(
        # What an earlier edition hid and this one shows is no leak by itself; and beside a hidden share the yes may be
        # told, where it is the known answers that are hidden.
        told=told.assign(
            still=told["secret"] & told["version"].eq(len(earlier)) & ~(told["yes"].notna() & told["known"].isna())
        ),
        complete=frozenset(
            (at, *row)
            for at, version in enumerate(versions)
            for row in complete_breakdowns(version).itertuples(index=False, name=None)
        ),
        # Sums of rounded counts say no more than these.
        networks=tuple(None if off[at] else network_rows(version) for at, version in enumerate(versions)),
        reference=reference,
    )
    plain, blocks = attack(said, threshold, own or {})
    widths = [block.narrowest for block in blocks if block.narrowest is not None]
    network, changes = network_rows(files), rows_of_changes(files, reference)
    return EditionAudit(
        published=plain.published,
        hidden=plain.hidden,
        narrowest=min(widths, default=None),
        recoverable=_once(plain.leaks, *(block.leaks for block in blocks)),
        traces=_once(
            traces(rows[-1], network, share_base, reference),
            not_from_rounded(rows[-1], network, reference) if off[-1] else (),
        ),
        foreign=_once(
            [] if static is None else unexplained(files, rows[-1], network, reference, static, changes),
            retold(files, rows[-1], network),
            wrong_changes(files, earlier, rows),
            told_in_texts(rows[-1], told[told["version"].eq(len(earlier))], own or {}),
        ),
        unproved=_once(*(block.unproved for block in blocks)),
        insiders=sum(block.insiders for block in blocks),
        solved=sum(block.solved for block in blocks),
        proofs=tuple(proof for block in blocks for proof in block.proofs),
    )


def _once(*sentences: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentence for some in sentences for sentence in some))
