"""Counted groups become cells: what is printed, what follows from it, what is too small to be known."""

import numpy as np
import pandas as pd

from assets.protection.group_cells import Block, block_cells

Answers = tuple[int, int, int]  # yes, no, silent
COUNTS: dict[str, Answers] = {
    "personal": (166, 474, 155),
    "personal/sex=W": (91, 235, 82),
    "personal/sex=M": (75, 239, 73),
    "personal/leadership=VORSTAND": (0, 3, 0),
    "personal/leadership=AMT": (4, 16, 4),
    "personal/leadership=ABTEILUNG": (4, 9, 3),
}


def counted(counts: dict[str, Answers], definition: str = "MZ_EG", **rule: object) -> pd.DataFrame:
    rows = [
        {
            "definition": definition,
            "method": "PERSONALDATEN",
            "persons": name,
            "yes": yes,
            "known": yes + no,
            "everybody": yes + no + silent,
            "threshold": 5,
            "share_base": 10,
            "zeros": "OFFEN",
            "weight": 1,
            **dict.fromkeys(["printed_yes", "printed_known", "printed_everybody"], False),
        }
        | rule
        for name, (yes, no, silent) in counts.items()
    ]
    return pd.DataFrame(rows)


def secret(block: Block) -> set[str]:
    return {name for name, primary in zip(block.cells.names, block.cells.primary, strict=True) if primary}


def test_every_cell_is_its_count_and_ties_hold():
    block = block_cells(counted(COUNTS))
    told = dict(zip(block.cells.names, block.cells.values.tolist(), strict=True))
    assert (told["personal: yes"], told["personal: known"], told["personal: everybody"]) == (166, 640, 795)
    assert told["personal/leadership=AMT: known"] == 20
    assert block.cells.ties.shape[0] == 6
    assert not (block.cells.ties @ block.cells.inner).any()
    # What is printed can be found again; what only follows cannot.
    assert len(block.place) == 3 * len(COUNTS)


def test_small_counts_are_secret_and_shares_of_few_persons():
    names = secret(block_cells(counted(COUNTS)))
    few = {"personal/leadership=VORSTAND: no", "personal/leadership=VORSTAND: known"}
    assert names == few | {
        "personal/leadership=VORSTAND: everybody",
        "personal/leadership=AMT: yes",
        "personal/leadership=ABTEILUNG: yes",
    }
    # Nine known answers are too few for a share, though both counts could be told.
    assert secret(block_cells(counted({"personal": (5, 4, 90)}))) == {"personal: yes", "personal: no"}
    assert secret(block_cells(counted({"personal": (5, 5, 90)}))) == set()


def test_nobody_and_everybody_are_secret_where_zeros_are():
    nobody, everybody = {"personal": (0, 100, 0)}, {"personal": (100, 0, 0)}
    assert secret(block_cells(counted(nobody))) == secret(block_cells(counted(everybody))) == set()
    assert secret(block_cells(counted(nobody, zeros="GEHEIM"))) == {"personal: yes"}
    assert secret(block_cells(counted(everybody, zeros="GEHEIM"))) == {"personal: no"}
    # Of a group in which nobody answered, nothing is known.
    assert secret(block_cells(counted({"personal": (0, 0, 50)}, zeros="GEHEIM"))) == set()


def test_whom_the_groups_leave_over_is_secret_though_nobody_prints_it():
    both = {"personal": (40, 160, 20), "personal/sex=W": (25, 95, 12), "personal/sex=M": (14, 63, 8)}
    block = block_cells(counted(both))
    left = {"personal/sex=übrige: yes", "personal/sex=übrige: no", "personal/sex=übrige: everybody"}
    assert secret(block) == left
    assert {block.cells.names[cell] for cell, *_ in block.place}.isdisjoint(left)
    # Nobody is told whether the two sexes are everybody, even where they are.
    assert [complete for *_, complete in block_cells(counted(COUNTS)).breakdowns] == [False, False]
    whole = {"personal": (40, 160, 20), "personal/career=LG11": (20, 60, 8), "personal/career=LG21": (20, 100, 12)}
    assert [complete for *_, complete in block_cells(counted(whole)).breakdowns] == [True]


def test_groups_of_more_persons_than_there_are_tell_nothing():
    block = block_cells(counted({"personal": (40, 160, 20), "personal/sex=W": (50, 95, 12)}))
    assert block.cells.ties.shape[0] == 0
    assert block.breakdowns == []


def test_two_ways_of_counting_share_the_headcount():
    history = counted({"personal": (166, 474, 155)})
    nationality = counted({"personal": (90, 705, 0)}, definition="ST_STA")
    heads = counted({"personal": (0, 0, 795)}, definition="ALLE").assign(yes=np.nan, known=np.nan)
    cells = block_cells(pd.concat([history, nationality, heads], ignore_index=True)).cells
    assert cells.ties.shape[0] == 3
    other = block_cells(pd.concat([history, nationality.assign(everybody=801)], ignore_index=True)).cells
    assert other.ties.shape[0] == 0


def test_what_was_told_before_stays_told():
    told = counted({"personal": (3, 100, 0)}, printed_yes=True, printed_known=True)
    block = block_cells(told)
    assert secret(block) == set()
    assert dict(zip(block.cells.names, block.cells.fixed, strict=True)) == {
        "personal: yes": True,
        "personal: known": True,
        "personal: everybody": False,
    }
