"""A function on delivered bytes run in a process of its own, with little memory, little time and nothing to reach.

Belongs here: asking for such a process, its limits, and what its end means. Not here: how it is forked and confined
(fork_server.py), what it hands over (plain.py), what runs in it.
"""

import contextlib
import logging
import pickle
import signal
import socket
import struct
import time
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from assets.deliveries.findings import shown
from assets.deliveries.reading.fork_server import DONE, FAILED, ask_for_child
from assets.deliveries.reading.plain import NotPlain, unpacked

Result = TypeVar("Result")

MEBIBYTE = 1 << 20
_LOG = logging.getLogger("kontrakt")


@dataclass(frozen=True)
class Limits:
    """What one child may use: `memory` and `answer` in bytes, `cpu` and `wall` in seconds.

    `memory` is what the work may take beyond what is mapped when it starts. Python, numpy, pandas, pandera and the
    readers map 230 MiB before the first cell is read, and more on machines with many cores: 800 MiB on top is the
    1 GiB that a child shall have, and the same file is read or refused on every machine alike.
    """

    memory: int = 800 * MEBIBYTE
    cpu: int = 60
    wall: float = 90.0
    answer: int = 256 * MEBIBYTE


LIMITS = Limits()


class ChildDied(Exception):
    """The child gave no answer; `reason` says in German why, for the office rather than for a city."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def in_child(
    function: Callable[..., Result], *arguments: Any, limits: Limits = LIMITS, one_shot: bool = False
) -> Result:
    """The function's result, computed in a process of its own. Raises ChildDied; may be called by several threads.

    The function must stand in a module and say what it returns: that annotation alone decides what is made of the
    child's answer (plain.py). `one_shot` is for a command line that ends soon and has one thread: children are then
    forked from this process, which saves a second at the start but lets them see its memory.
    """
    kind = typing.get_type_hints(function)["return"]
    deadline = time.monotonic() + limits.wall
    request = pickle.dumps((function, arguments, limits))
    ours, theirs = socket.socketpair()
    leash, far_leash = socket.socketpair()
    with ours, leash:
        with theirs, far_leash:
            try:
                ask_for_child(function.__module__, [theirs.fileno(), far_leash.fileno()], one_shot)
            except OSError as error:
                raise ChildDied("das Leseprogramm ließ sich nicht starten") from error
        try:
            _send(ours, request, deadline)
            answer = _receive(ours, limits.answer, deadline)
        except (TimeoutError, OSError, OverflowError) as error:
            code = _end(leash, patience=0)
            if isinstance(error, TimeoutError):
                raise ChildDied(_too_long(limits)) from error
            if isinstance(error, OverflowError):
                raise ChildDied("das Ergebnis der Prüfung ist zu groß") from error
            raise ChildDied(_reason(code, limits)) from error
        code = _end(leash, patience=1)
    return _judge(answer, code, kind, limits)


def _judge(answer: bytearray, code: int | None, kind: Any, limits: Limits) -> Any:
    if code != 0 or answer[:1] not in (DONE, FAILED):
        raise ChildDied(_reason(code, limits))
    try:
        if answer[:1] == DONE:
            return unpacked(memoryview(answer)[1:], kind)
        name, lines = unpacked(memoryview(answer)[1:], tuple[str, list[str]])
    except NotPlain as error:
        _LOG.error("Antwort einer Prüfung unverständlich: %s", shown(error, 400))
        raise ChildDied("das Ergebnis der Prüfung ist unverständlich") from error
    _LOG.error("Prüfung abgebrochen:\n%s", "\n".join(f"  | {shown(line, 400)}" for line in lines[:200]))
    if name == "MemoryError":
        raise ChildDied(_too_much_memory(limits))
    raise ChildDied(f"Fehler im Prüfprogramm: {shown(name)}")


def _reason(code: int | None, limits: Limits) -> str:
    if code == -signal.SIGALRM:
        return _too_long(limits)
    if code == -signal.SIGXCPU:
        return f"die Prüfung brauchte mehr als {limits.cpu} Sekunden Rechenzeit"
    if code == -signal.SIGABRT:
        # Libraries that are not written in Python end like this where Python would raise MemoryError.
        return "das Leseprogramm hat sich selbst beendet, vermutlich aus Mangel an Speicher"
    if code is not None and code < 0:
        return f"das Leseprogramm ist abgestürzt ({signal.Signals(-code).name})"
    return "das Leseprogramm endete ohne Ergebnis"


def _too_long(limits: Limits) -> str:
    return f"die Prüfung dauerte länger als {limits.wall:g} Sekunden"


def _too_much_memory(limits: Limits) -> str:
    return f"die Prüfung brauchte mehr als {limits.memory // MEBIBYTE} MB Speicher"


def _send(link: socket.socket, request: bytes, deadline: float) -> None:
    link.settimeout(max(deadline - time.monotonic(), 0.001))
    link.sendall(struct.pack("<Q", len(request)) + request)


def _receive(link: socket.socket, most: int, deadline: float) -> bytearray:
    answer = bytearray()
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        link.settimeout(left)
        part = link.recv(MEBIBYTE)
        if not part:
            return answer
        answer += part
        if len(answer) > most:
            raise OverflowError


def _end(leash: socket.socket, patience: float) -> int | None:
    """The child's exit code, negative for a signal; None where unknown. One that still lives after that is killed."""
    with contextlib.suppress(OSError):
        if patience:
            leash.settimeout(patience)
            with contextlib.suppress(TimeoutError):
                return _code(leash)
        leash.shutdown(socket.SHUT_WR)
        leash.settimeout(10)
        return _code(leash)
    return None


def _code(leash: socket.socket) -> int | None:
    told = leash.recv(4)
    return int.from_bytes(told, "little", signed=True) if len(told) == 4 else None
