"""What a child process hands over: plain data that cannot do anything, made into what the parent expects.

Belongs here: values → bytes → values again. Not here: the process itself (child.py).

Why not pickle: whoever has broken into a child by a crafted file writes the answer, and unpickling builds whatever the
writer names; even with an allowed list it may change our own classes. Here the answer is JSON and raw numbers, and only
the return annotation of the function that was called decides what is built of it.
"""

import dataclasses
import json
import struct
import types
import typing
from enum import Enum
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

_NUMBERS = {f"{kind}{bits}" for kind in ("int", "uint") for bits in (8, 16, 32, 64)} | {"float32", "float64", "bool"}
_NULLABLE = {"Int64": "int64", "Float64": "float64", "boolean": "bool"}
_TEXTS = {"str", "string"}


class NotPlain(ValueError):
    """A value is not of the kind that its annotation promises."""


def packed(value: Any) -> bytes:
    """A value as bytes: None, numbers, text, bytes, enums, lists, tuples, dicts, dataclasses, arrays and frames.

    Raises TypeError for anything else.
    """
    buffers: list[bytes] = []
    head = json.dumps(_plain(value, buffers)).encode()
    sizes = struct.pack(f"<{len(buffers) + 2}Q", len(buffers), len(head), *map(len, buffers))
    return b"".join([sizes, head, *buffers])


def unpacked(content: bytes | bytearray | memoryview, kind: Any) -> Any:
    """The value again, as `kind` (a type annotation) says. Raises NotPlain where the bytes are anything else."""
    view = memoryview(content)
    try:
        count, head_size = struct.unpack_from("<2Q", view)
        sizes = struct.unpack_from(f"<{count}Q", view, 16) if count <= len(view) // 8 else ()
        at = 16 + 8 * count + head_size
        if at + sum(sizes) != len(view):
            raise NotPlain("Länge")
        data = json.loads(bytes(view[at - head_size : at]))
        buffers = []
        for size in sizes:
            buffers.append(view[at : at + size])
            at += size
        return _built(kind, data, buffers)
    except (struct.error, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise NotPlain(f"{type(error).__name__}: {error}") from error
    except RecursionError as error:
        raise NotPlain("zu tief verschachtelt") from error


def _plain(value: Any, buffers: list[bytes]) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        # A number of numpy is written as the number it is.
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, bytes):
        return _buffer(value, buffers)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one, buffers) for one in value]
    if isinstance(value, dict):
        return [[_plain(key, buffers), _plain(one, buffers)] for key, one in value.items()]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name), buffers) for one in dataclasses.fields(value)}
    if isinstance(value, np.ndarray):
        return _plain_array(value, buffers)
    if isinstance(value, pd.DataFrame):
        columns = [[name, _plain_series(value[name], buffers)] for name in value.columns]
        return {"index": _plain_array(value.index.to_numpy(), buffers), "columns": columns}
    raise TypeError(f"{type(value).__name__} cannot be handed over")


def _buffer(content: bytes, buffers: list[bytes]) -> int:
    buffers.append(content)
    return len(buffers) - 1


def _plain_array(values: np.ndarray, buffers: list[bytes]) -> dict[str, Any]:
    if str(values.dtype) not in _NUMBERS or values.ndim != 1:
        raise TypeError(f"an array of {values.dtype} with {values.ndim} dimensions cannot be handed over")
    return {"dtype": str(values.dtype), "buffer": _buffer(values.tobytes(), buffers)}


def _plain_series(values: pd.Series, buffers: list[bytes]) -> dict[str, Any]:
    dtype = str(values.dtype)
    if dtype in _NUMBERS:
        return _plain_array(values.to_numpy(), buffers)
    if dtype in _NULLABLE:
        numbers = values.to_numpy(dtype=_NULLABLE[dtype], na_value=0)
        missing = _plain_array(values.isna().to_numpy(), buffers)
        return {"dtype": dtype, "numbers": _plain_array(numbers, buffers), "missing": missing}
    if dtype in _TEXTS:
        # Each distinct word once: a column of a million rows has a handful.
        codes, words = pd.factorize(values)
        return {"dtype": dtype, "words": [str(word) for word in words], "codes": _plain_array(codes, buffers)}
    # Type by type: True, 1 and 1.0 are equal and yet three different things.
    if dtype == "object" and all(type(one) in (str, int, float, bool, type(None)) for one in values):
        return {"dtype": dtype, "values": list(values)}
    raise TypeError(f"column {values.name} of {dtype} cannot be handed over")


def _built(kind: Any, data: Any, buffers: list[memoryview]) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _one_of(inner, data, buffers)
    if origin in (list, set, frozenset) or (origin is tuple and inner[-1:] == (Ellipsis,)):
        return origin(_built(inner[0], one, buffers) for one in _of(list, data))
    if origin is tuple:
        return tuple(_built(one, part, buffers) for one, part in zip(inner, _of(list, data), strict=True))
    if origin is dict:
        return {_built(inner[0], key, buffers): _built(inner[1], one, buffers) for key, one in _of(list, data)}
    if kind is pd.DataFrame:
        return _built_frame(data, buffers)
    if kind is np.ndarray or origin is np.ndarray:
        return _built_array(data, buffers)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        parts = _fields(kind)
        if set(_of(dict, data)) != set(parts):
            raise NotPlain(f"{kind.__name__} hat andere Felder")
        return kind(**{name: _built(part, data[name], buffers) for name, part in parts.items()})
    if kind is bytes:
        return bytes(buffers[_number(data)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is None or kind is type(None):
        kind = type(None)
    elif kind is float and type(data) is int:
        return float(data)
    elif kind not in (bool, int, float, str):
        raise NotPlain(f"{kind} kann nicht übergeben werden")
    return _of(kind, data)


def _one_of(kinds: tuple[Any, ...], data: Any, buffers: list[memoryview]) -> Any:
    """The first kind that the data is; exact ones first, so that a number does not become another kind of number."""
    for kind in kinds:
        try:
            return _built(kind, data, buffers)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            continue
    raise NotPlain("keine der möglichen Arten")


@cache
def _fields(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {one.name: hints[one.name] for one in dataclasses.fields(kind)}


def _of(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise NotPlain(f"{type(data).__name__} statt {kind.__name__}")
    return data


def _number(data: Any) -> int:
    number = _of(int, data)
    if number < 0:
        raise NotPlain("negative Nummer")
    return number


def _built_array(data: Any, buffers: list[memoryview]) -> np.ndarray:
    if set(_of(dict, data)) != {"dtype", "buffer"} or data["dtype"] not in _NUMBERS:
        raise NotPlain("Zahlenreihe")
    # Copied: an array of its own may be changed, and the answer's bytes are freed.
    return np.frombuffer(buffers[_number(data["buffer"])], dtype=data["dtype"]).copy()


def _built_frame(data: Any, buffers: list[memoryview]) -> pd.DataFrame:
    numbers = _built_array(data["index"], buffers)
    counted = np.array_equal(numbers, np.arange(len(numbers)))
    index = pd.RangeIndex(len(numbers)) if counted else pd.Index(numbers)
    columns = {_of(str, name): _built_series(column, buffers) for name, column in _of(list, data["columns"])}
    if any(len(column) != len(index) for column in columns.values()):
        raise NotPlain("Spalten verschieden lang")
    frame = pd.DataFrame({name: column.array for name, column in columns.items()}, index=index)
    return frame[list(columns)]


def _built_series(data: Any, buffers: list[memoryview]) -> pd.Series:
    dtype = _of(dict, data)["dtype"]
    if dtype in _NUMBERS:
        return pd.Series(_built_array(data, buffers))
    if dtype in _NULLABLE:
        numbers = pd.Series(_built_array(data["numbers"], buffers)).astype(dtype)
        return numbers.mask(_built_array(data["missing"], buffers).astype(bool))
    if dtype in _TEXTS:
        words = [_of(str, word) for word in _of(list, data["words"])]
        codes = _built_array(data["codes"], buffers)
        if len(codes) and not -1 <= codes.min() <= codes.max() < len(words):
            raise NotPlain("Wörter")
        return pd.Series(np.array([*words, None], dtype=object)[codes], dtype=dtype)
    if dtype == "object":
        return pd.Series(_of(list, data["values"]), dtype=object)
    raise NotPlain("Spalte")
