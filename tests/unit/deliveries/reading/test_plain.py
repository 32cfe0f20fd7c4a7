"""What a child hands over arrives as it was; what a broken child invents does not."""

import json
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from assets.deliveries.findings import finding
from assets.deliveries.reading.plain import NotPlain, packed, unpacked
from assets.deliveries.reading.table import Column, ReadFile, TextTable, TotalRow
from schemas.findings import Finding


class Colour(StrEnum):
    RED = "rot"


@dataclass(frozen=True)
class Pair:
    left: int | None
    right: dict[str, tuple[str, str]]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, None),
        (True, bool),
        (1, int),
        (1, float),
        (0.1, float),
        ("Mülheim\u2028\ud800", str),
        (b"\x00\xff", bytes),
        ([1, None], list[int | None]),
        ((1, "a"), tuple[int, str]),
        ((1, 2, 3), tuple[int, ...]),
        ({"a": [1]}, dict[str, list[int]]),
        ({"a"}, set[str]),
        (Colour.RED, Colour),
        (Pair(None, {"a": ("b", "C7")}), Pair),
        ([Pair(1, {}), "csv"], list[str | Pair]),
        ("xlsx", str | Finding),
        (finding("MAPPE_MAKRO", sheet="a", row=3), str | Finding),
    ],
)
def test_a_value_arrives_as_it_was(value: Any, kind: Any):
    again = unpacked(packed(value), kind)
    assert again == value
    assert type(again) is (float if kind is float else type(value))


def test_a_read_file_arrives_with_its_tables():
    column = Column("Anzahl", "C", ["1", ""], np.array([0, 1, 0], dtype=np.int32))
    table = TextTable("eckwerte", 1, [column], np.array([2, 3, 4]), [TotalRow(5, "Summe", {"Anzahl": "2"})])
    again = unpacked(packed(ReadFile("xlsx", [table], {"Stadt": ("Herne", "B2")}, [finding("MAPPE_MAKRO")])), ReadFile)
    assert again.tables[0].columns[0].texts() == ["1", "", "1"]
    assert again.tables[0].columns[0].codes.dtype == np.int32
    assert (again.tables[0].totals, again.cover) == (table.totals, {"Stadt": ("Herne", "B2")})
    assert again.tables[0].lines.tolist() == [2, 3, 4]


def test_a_frame_arrives_with_its_types_and_its_gaps():
    frame = pd.DataFrame(
        {
            "ags": ["05916000", None, ""],
            "jahr": pd.array([2021, None, 2023], dtype="Int64"),
            "wert": [0.1, float("nan"), 2.0],
            "anzahl": [1, 2, 3],
            "da": [True, False, True],
            "alles": np.array([True, 1, None], dtype=object),
            "text": pd.array(["a", None, "b"], dtype="string"),
        },
        index=[4, 7, 9],
    )
    again = unpacked(packed(frame), pd.DataFrame)
    assert_frame_equal(again, frame)
    assert [type(one) for one in again["alles"]] == [bool, int, type(None)]
    assert_frame_equal(unpacked(packed(frame.iloc[:0]), pd.DataFrame), frame.iloc[:0])
    numbered = frame.reset_index(drop=True)
    assert_frame_equal(unpacked(packed(numbered), pd.DataFrame), numbered)


def test_what_is_not_plain_is_refused_by_the_sender():
    for value in (object(), print, np.array(["a"], dtype=object), np.zeros((2, 2))):
        with pytest.raises(TypeError):
            packed(value)
    with pytest.raises(TypeError, match="column tag"):
        packed(pd.DataFrame({"tag": pd.to_datetime(["2024-01-01"])}))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("1", int),
        (True, int),
        (1, bool),
        (1.5, int),
        ([1, "a"], list[int]),
        ([1, 2, 3], tuple[int, int]),
        ("blau", Colour),
        (Pair(1, {}), Finding),
        (1, str | Finding),
        ("text", pd.DataFrame),
        (7, bytes),
        ([[1]], np.ndarray),
        ("x", object),
    ],
)
def test_another_kind_than_promised_is_refused(value: Any, kind: Any):
    with pytest.raises(NotPlain):
        unpacked(packed(value), kind)


def _answer(data: Any, *buffers: bytes) -> bytes:
    head = json.dumps(data).encode()
    return struct.pack(f"<{len(buffers) + 2}Q", len(buffers), len(head), *map(len, buffers)) + head + b"".join(buffers)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"", int),
        (b"\xff" * 100, int),
        (struct.pack("<2Q", 2**60, 10), int),
        (struct.pack("<2Q", 0, 2**63), int),
        (_answer(1) + b"more", int),
        (struct.pack("<2Q", 0, 100_000) + b"[" * 100_000, int),
        (struct.pack("<2Q", 0, 20_000) + b"9" * 20_000, int),
        (_answer({"dtype": "object", "buffer": 0}, bytes(8)), np.ndarray),
        (_answer({"dtype": "int64", "buffer": 0}, bytes(7)), np.ndarray),
        (_answer({"dtype": "int64", "buffer": -1}, bytes(8)), np.ndarray),
        (_answer({"left": 1, "right": [], "__class__": "x"}), Pair),
        (
            _answer({"index": {"dtype": "int64", "buffer": 0}, "columns": [["a", {"dtype": "O"}]]}, bytes(8)),
            pd.DataFrame,
        ),
    ],
)
def test_what_a_broken_child_may_write_builds_nothing(answer: bytes, kind: Any):
    with pytest.raises(NotPlain):
        unpacked(answer, kind)


def test_words_outside_the_list_are_refused():
    codes = np.array([0, 5], dtype=np.int64).tobytes()
    column = {"dtype": "str", "words": ["a"], "codes": {"dtype": "int64", "buffer": 1}}
    with pytest.raises(NotPlain):
        unpacked(
            _answer({"index": {"dtype": "int64", "buffer": 0}, "columns": [["a", column]]}, bytes(16), codes),
            pd.DataFrame,
        )
