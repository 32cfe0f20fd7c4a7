"""The process that forks children for deliveries, and what is taken away from a child before it works.

Belongs here: starting that process, forking, limiting and ending children. Not here: what a child's end means to the
caller (child.py), what is handed over (plain.py).

It starts with the first call, loads the modules once and forks one child a call: a few ms instead of a second. It never
opens a delivery itself, and no child serves twice. multiprocessing's forkserver is not used: it keeps the environment
with the database's password, and runs the parent's start script again in every child, which for the engine's own
commands takes longer than the check.
"""

import atexit
import contextlib
import ctypes
import gc
import importlib
import json
import os
import pickle
import resource
import selectors
import signal
import socket
import struct
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from assets.deliveries.reading.plain import packed

DONE, FAILED = b"\x00", b"\x01"
_LINK = 3
# Loaded late by those who read and draw, as a command that checks one CSV file does not need them: here it would be
# every child.
_LATE = ("assets.deliveries.reading.workbook", "xlsxwriter")
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000


@dataclass
class _Server:
    """The forking process as its parent sees it."""

    link: socket.socket
    pid: int

    def stop(self) -> None:
        self.link.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


_servers: dict[bool, _Server] = {}
_one_at_a_time = threading.Lock()


def ask_for_child(module: str, descriptors: list[int], one_shot: bool) -> None:
    """Has a child forked that reads its task from the first descriptor and answers there; the second is its leash.

    The forking process loads `module` first. When the far end of the leash is closed, the child is killed; when the
    child ends, its exit code is written there (4 bytes, negative for a signal).
    """
    with _one_at_a_time:
        for last in (False, True):
            server = _servers.get(one_shot) or _start(one_shot)
            _servers[one_shot] = server
            try:
                socket.send_fds(server.link, [module.encode()], descriptors)
                return
            except OSError:
                # It was killed, or ran out of memory: once it is started anew.
                _servers.pop(one_shot).stop()
                if last:
                    raise


def _start(one_shot: bool) -> _Server:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        if one_shot:
            pid = os.fork()
            if pid == 0:
                _serve(theirs.fileno())
            return _Server(ours, pid)
        theirs.set_inheritable(True)
        code = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); import {__name__} as here; "
        code += f"here._serve({_LINK}, *{_LATE!r})"
        # The path to a Python that was built with shared libraries is no secret; everything else stays here.
        environment = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
        pid = os.posix_spawn(
            sys.executable,
            [sys.executable, "-I", "-c", code, json.dumps(sys.path)],
            environment | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            file_actions=[(os.POSIX_SPAWN_DUP2, theirs.fileno(), _LINK)],
        )
    return _Server(ours, pid)


@atexit.register
def _stop_all() -> None:
    while _servers:
        _servers.popitem()[1].stop()


def _forget() -> None:
    """In a fork of the parent (a pool's worker): the servers are the parent's, and its lock may have been held."""
    global _one_at_a_time
    _servers.clear()
    _one_at_a_time = threading.Lock()


os.register_at_fork(after_in_child=_forget)


# --- From here on: inside the forking process.


@dataclass
class _Child:
    """One that works; `ending` is the descriptor that tells of its end, the far end of `leash` is the parent's."""

    pid: int
    ending: int
    leash: int
    waiting: selectors.BaseSelector
    ended: bool = False

    def watch(self) -> None:
        self.waiting.register(self.ending, selectors.EVENT_READ, self.end)
        self.waiting.register(self.leash, selectors.EVENT_READ, self.let_go)

    def let_go(self) -> None:
        # Its end may have come with the same look at the descriptors: then the number may be another's already.
        if not self.ended:
            os.kill(self.pid, signal.SIGKILL)
            self.waiting.unregister(self.leash)

    def end(self) -> None:
        self.ended = True
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        with contextlib.suppress(OSError):
            os.write(self.leash, struct.pack("<i", code))
        for descriptor in (self.ending, self.leash):
            with contextlib.suppress(KeyError):
                self.waiting.unregister(descriptor)
            os.close(descriptor)


def _serve(link: int, *modules: str) -> NoReturn:
    """Loads the modules, then forks children until the parent is gone; their ends come through the same selector."""
    try:
        _leave(link)
        for module in modules:
            importlib.import_module(module)
        waiting = selectors.DefaultSelector()
        asked = socket.socket(fileno=_LINK)
        waiting.register(asked, selectors.EVENT_READ, lambda: _fork(asked, waiting))
        while True:
            for key, _ in waiting.select():
                key.data()
    finally:
        traceback.print_exc()
        os._exit(1)


def _leave(link: int) -> None:
    """Takes from this process what it does not need: descriptors, terminal, network."""
    os.dup2(link, _LINK)
    os.closerange(_LINK + 1, 1 << 20)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    with contextlib.suppress(PermissionError):
        # Already the first of a session where it was started as one.
        os.setsid()
    # These two come back as exceptions instead.
    ignored = {signal.SIGPIPE, signal.SIGXFSZ}
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.chdir("/")
    libc = ctypes.CDLL(None, use_errno=True)
    # A network of its own is one without any. Some kernels and containers forbid it; nothing of ours connects anyway.
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)


def _fork(asked: socket.socket, waiting: selectors.BaseSelector) -> None:
    module, descriptors, _, _ = socket.recv_fds(asked, 1000, 2)
    if not module:
        # The parent is gone or stops: this process and its children, a group of their own, end at once.
        os.killpg(0, signal.SIGKILL)
    task, leash = descriptors
    with contextlib.suppress(Exception):
        # What does not load here does not load in the child either, which can say so.
        importlib.import_module(module.decode())
    # Objects that the child never collects are pages that it need not copy, and descriptors that it does not close.
    gc.freeze()
    pid = os.fork()
    if pid == 0:
        _work(task)
    os.close(task)
    _Child(pid, os.pidfd_open(pid), leash, waiting).watch()


def _work(task: int) -> NoReturn:
    """Inside the child: one function, one answer, the end."""
    os.dup2(task, _LINK)
    os.closerange(_LINK + 1, 1 << 20)
    os.dup2(0, 2)
    # Libraries leave words there, and in a one-shot process all of it was the parent's.
    os.environ.clear()
    try:
        function, arguments, limits = pickle.loads(_task())  # noqa: S301 - written by our parent, not by the child
        _confine(limits.memory, limits.cpu, limits.wall)
        answer = _answer(function, arguments)
    except BaseException as error:  # noqa: BLE001 - whatever it is (panics of other languages too), the parent is told
        answer = FAILED + packed(_description(error))
    with contextlib.suppress(OSError):
        _write(answer)
    os._exit(0)


def _task() -> bytes:
    (size,) = struct.unpack("<Q", _read(8))
    return _read(size)


def _read(size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = os.read(_LINK, min(size - len(parts), 1 << 20))
        if not part:
            os._exit(1)
        parts += part
    return bytes(parts)


def _write(answer: bytes) -> None:
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(_LINK, rest) :]


def _confine(memory: int, cpu: int, wall: float) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - the quick way, once a child
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_AS, mapped + memory),
        (resource.RLIMIT_CORE, 0),
        # A check writes no file.
        (resource.RLIMIT_FSIZE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    # The first limit sends SIGXCPU, which says what it was; the second kills.
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    most = cpu + 2 if hard == resource.RLIM_INFINITY else min(cpu + 2, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (min(cpu, most), most))
    # Should parent and forking process both be gone, it still ends.
    signal.setitimer(signal.ITIMER_REAL, wall + 1)


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    return DONE + packed(function(*arguments))


def _description(error: BaseException) -> tuple[str, list[str]]:
    if isinstance(error, MemoryError):
        return "MemoryError", []
    return type(error).__name__, "".join(traceback.format_exception(error)).splitlines()
