"""What has changed between editions: found in the public files, told with its kind; where nothing changed, nothing."""

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.editions.changes import COLUMNS, CORRECTION, NEW, REVISION, changes
from schemas.published import COLUMNS as FILE_COLUMNS
from schemas.published import CSV_NAME, MANIFEST_NAME
from tests.generators.printed import derived, share

WHOLE = share("insgesamt", 94, 3001)


def edition(year: int, number: int, *rows: dict[str, Any]) -> dict[str, bytes]:
    manifest = {"berichtsjahr": year, "ausgabe": number, "stand": "veröffentlicht"}
    table = current(year, *rows).to_csv(index=False, lineterminator="\n")
    return {MANIFEST_NAME: json.dumps(manifest).encode(), CSV_NAME: table.encode()}


def current(year: int, *rows: dict[str, Any]) -> pd.DataFrame:
    named = [{**row, "berichtsjahr": str(year), "empfaenge": row.get("empfaenge") or row["empfang"]} for row in rows]
    return pd.DataFrame(named, columns=list(FILE_COLUMNS.values())).fillna("").astype(str)


def of(year: int, row: dict[str, Any], **more: Any) -> dict[str, Any]:
    return row | {"jahr": str(year), "stichtag": f"{year}-06-30"} | more


def test_before_the_first_publication_there_is_nothing_to_compare():
    found = changes([], current(2023, WHOLE))
    assert list(found.columns) == COLUMNS
    assert found.empty


def test_the_same_figures_are_no_change():
    assert changes([edition(2023, 1, WHOLE)], current(2023, WHOLE)).empty


def test_a_wrong_figure_of_the_same_edition_is_a_correction():
    (found,) = changes([edition(2023, 1, WHOLE)], current(2023, share("insgesamt", 96, 3001))).to_dict("records")
    assert (found["art"], found["ausgabe"], found["fassung"]) == (CORRECTION, 2023, 2)
    assert (found["alt"], found["neu"]) == pytest.approx((94 / 3001, 96 / 3001))


def test_another_value_for_an_earlier_year_is_a_revision_and_the_new_year_is_none():
    old = edition(2022, 1, of(2022, share("insgesamt", 90, 3000)))
    now = current(2023, of(2022, share("insgesamt", 91, 3000)), of(2023, WHOLE))
    (found,) = changes([old], now).to_dict("records")
    assert (found["art"], found["jahr"], found["ausgabe"], found["fassung"]) == (REVISION, "2022", 2023, 1)


def test_a_figure_of_a_told_year_that_was_not_there_is_new():
    old = edition(2022, 1, of(2022, WHOLE))
    added = of(2022, share("sex/W", 40, 1500))
    (found,) = changes([old], current(2023, of(2022, WHOLE), added)).to_dict("records")
    assert (found["art"], found["gruppe"], found["alt_status"]) == (NEW, "W", "")
    assert pd.isna(found["alt"])


def test_a_figure_that_is_hidden_or_gone_now_is_told():
    old = edition(2023, 1, WHOLE, share("sex/W", 40, 1500))
    hidden = share("sex/W", None, None)
    (found,) = changes([old], current(2023, WHOLE, hidden)).to_dict("records")
    assert (found["art"], found["neu_status"]) == (CORRECTION, "geheim")
    assert pd.isna(found["neu"])
    (gone,) = changes([old], current(2023, WHOLE)).to_dict("records")
    assert (gone["art"], gone["neu_status"]) == (CORRECTION, "")


def test_what_is_computed_of_the_newest_year_only_is_not_missed_in_the_next():
    trend = of(2022, derived(WHOLE, "trend", 0.4))
    old = edition(2022, 1, of(2022, WHOLE), trend)
    assert changes([old], current(2023, of(2022, WHOLE), of(2023, derived(WHOLE, "trend", 0.5)))).empty


def test_each_edition_is_compared_with_the_one_before_it_the_newest_first():
    editions = [edition(2022, 2, of(2022, share("insgesamt", 91, 3000))), edition(2022, 1, of(2022, WHOLE))]
    found = changes(editions, current(2023, of(2022, share("insgesamt", 92, 3000))))
    assert found[["ausgabe", "fassung", "art"]].to_numpy().tolist() == [[2023, 1, REVISION], [2022, 2, CORRECTION]]


def test_the_tenth_version_comes_after_the_second():
    editions = [
        edition(2022, 10, of(2022, share("insgesamt", 91, 3000))),
        edition(2022, 2, of(2022, share("insgesamt", 90, 3000))),
    ]
    found = changes(editions, current(2023, of(2022, share("insgesamt", 91, 3000))))
    assert found["fassung"].tolist() == [10]


def test_two_sources_of_one_figure_stay_two():
    first, second = of(2022, WHOLE), of(2022, share("insgesamt", 100, 3001), quelle="andere")
    assert changes([edition(2022, 1, first, second)], current(2023, second, first)).empty
    assert len(changes([edition(2022, 1, first)], current(2023, first, second))) == 1


def test_a_hostile_name_is_no_change():
    """In the file a text that looks like a formula has an apostrophe; in the rows it has none yet."""
    old = edition(2022, 1, of(2022, WHOLE, sozialraum="'=1+1"))
    assert changes([old], current(2023, of(2022, WHOLE, sozialraum="=1+1"))).empty


@settings(max_examples=25)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_every_different_number_is_told_once(old: list[int], new: list[int]):
    def rows(counts: list[int]) -> list[dict[str, Any]]:
        return [share(f"task_area/{place:02}", count, 100) for place, count in enumerate(counts)]

    found = changes([edition(2023, 1, *rows(old))], current(2023, *rows(new)))
    different = sum(one != other for one, other in zip(old, new, strict=False)) + abs(len(old) - len(new))
    assert len(found) == different
