"""Attacks on everything that was ever said, block by block.

Belongs here: which cells of a block are asked, by whom, and which answers are leaks. Not here: the model
(knowledge.py), the solving (audit.py), files (gate.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import pandas as pd

from assets.protection.audit import CONTRADICTION, audit
from assets.protection.insider import Own, insider
from assets.protection.knowledge import Knowledge, Part, knowledge, parts, with_ids
from assets.protection.known import Known
from assets.protection.printed_rounded import near_counts
from assets.protection.statements import COUNTS
from assets.protection.sums_told import network_sums
from assets.protection.witness import Audit, proves
from assets.reference.seeds import Reference

# Versions apart, ways of counting as equal: the strictest reading first, then those with fewer assumptions.
_READINGS = [(False, True), (False, False), (True, True), (True, False)]


@dataclass(frozen=True)
class Said:
    """What was ever said: statements with `version` and `still` (hidden in the newest one), breakdowns said to be whole
    (sums_told.py), network values of each version.
    """

    told: pd.DataFrame
    complete: frozenset[tuple]
    networks: tuple[pd.DataFrame | None, ...]
    reference: Reference


@dataclass(frozen=True)
class Plain:
    """What plain arithmetic finds: leaks as German sentences, and how many cells are printed and hidden."""

    leaks: list[str]
    published: int
    hidden: int


@dataclass(frozen=True)
class Block:
    """What the attacks on one block found: as in gate.EditionAudit."""

    leaks: list[str]
    unproved: list[str]
    narrowest: int | None
    insiders: int
    solved: int
    proofs: list[tuple[Known, Audit]]


def attack(said: Said, threshold: int, own: Mapping[str, Own]) -> tuple[Plain, list[Block]]:
    """What plain arithmetic finds, and the attacks on every block in which something is hidden.

    Blocks are independent of each other.
    """
    told, everything = _read(said, 0)
    return _plain(told, everything), list(_blocks(said, told, everything, threshold, own))


def _plain(told: pd.DataFrame, everything: Knowledge) -> Plain:
    cells = everything.cells[everything.cells["worked_out"].notna()]
    few = cells["worked_out"].gt(0) & cells["worked_out"].lt(cells["few"])
    leaks = cells[cells["secret"] | few]
    rounded = near_counts(told).groupby("id")[COUNTS].first().count().sum()
    return Plain(
        [_exactly(words, count) for words, count in leaks[["words", "worked_out"]].to_numpy()],
        int(np.isfinite(everything.known.shown).sum() + rounded),
        int(everything.cells["secret"].sum()),
    )


def _blocks(
    said: Said, told: pd.DataFrame, everything: Knowledge, threshold: int, own: Mapping[str, Own], reading: int = 0
) -> Iterator[Block]:
    """A block that contradicts itself is read again with fewer assumptions."""
    cells = everything.cells.set_index("name")
    hidden = cells.index[cells["hidden"] & cells["worked_out"].isna()]
    for part in parts(everything.known, hidden):
        asked = cells.loc[list(part.known.about)]
        try:
            yield _block(part, asked, told, threshold, own)
        except ValueError as error:
            if str(error) != CONTRADICTION:
                raise
            if reading + 1 < len(_READINGS):
                inside = told[told["id"].isin(part.unknowns // 3)].drop(columns=["id", "name"])
                again = replace(said, told=inside)
                yield from _blocks(again, *_read(again, reading + 1), threshold, own, reading + 1)
            else:
                yield Block([], [f"{asked['words'].iloc[0]}: {CONTRADICTION}"], None, 0, 0, [])


def _read(said: Said, reading: int) -> tuple[pd.DataFrame, Knowledge]:
    apart, across = _READINGS[reading]
    told = with_ids(said.told, apart)
    network = chain.from_iterable(
        network_sums(values, told[told["version"] == version], said.reference)
        for version, values in enumerate(said.networks)
        if values is not None
    )
    return told, knowledge(told, said.complete, list(network), said.reference, across)


def _block(part: Part, asked: pd.DataFrame, told: pd.DataFrame, threshold: int, own: Mapping[str, Own]) -> Block:
    """Hidden answers are pushed apart by the threshold; what that does not prove, and all others, by one person."""
    secret = tuple(asked.index[asked["secret"]])
    wide = audit(replace(part.known, about=secret), width=threshold)
    proved = set(secret) - set(wide.open_cells)
    narrow = audit(replace(part.known, about=tuple(name for name in part.known.about if name not in proved)))
    leaks = _leaks(asked, narrow)
    audits = [(replace(part.known, about=one.about), one) for one in (wide, narrow)]
    # In a block of one city there is nobody else to find out about.
    others = own.items() if asked["ags"].nunique() > 1 else []
    inside = [(city, audit(insider(part, asked, told, city, counts))) for city, counts in others]
    for city, found in inside:
        knows = f"wenn {told.loc[told['ags'].eq(city), 'stadt'].iloc[0]} die eigenen Zahlen kennt"
        leaks += [f"{sentence}, {knows}" for sentence in _leaks(asked, found)]
    return Block(
        leaks=leaks,
        unproved=[
            f"{asked.at[name, 'words']}: die Zeugentabellen belegen es nicht"
            for known, one in audits
            for name in set(proves(known, one)) - set(one.open_cells)
        ],
        narrowest=int(min(threshold, (wide.high - wide.low).min())) if secret else None,
        insiders=len(inside),
        solved=wide.solved + narrow.solved + sum(found.solved for _, found in inside),
        proofs=audits,
    )


def _leaks(asked: pd.DataFrame, found: Audit) -> list[str]:
    """The sentences for cells without two tables, but for those that may be known."""
    told = []
    for name, low, high in zip(found.about, found.low, found.high, strict=True):
        if name not in found.open_cells:
            continue
        secret, few, words = asked.loc[name, ["secret", "few", "words"]]
        if low == high and (secret or 0 < low < few):
            told.append(_exactly(words, low))
        elif low != high and secret:
            told.append(f"{words}: nicht als geheim erwiesen")
    return told


def _exactly(words: str, count: float) -> str:
    return f"{words}: genau {count:.0f}"
