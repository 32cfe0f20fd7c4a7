"""What this process and all its descendants use: memory while something runs, processor seconds so far.

Belongs here: reading /proc. Not here: what is measured (intake.py).
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS_BETWEEN_LOOKS = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds() -> float:
    """User and system seconds of this process, its descendants and those of them that have ended."""
    return sum(sum(map(int, fields[11:15])) for fields in _tree().values()) / _TICKS


class Peak:
    """The most memory seen so far, in bytes; shared pages count once."""

    def __init__(self) -> None:
        self.bytes = 0

    def look(self) -> None:
        """Adds up what the processes hold now."""
        self.bytes = max(self.bytes, sum(map(_memory, _tree())))


@contextmanager
def watched() -> Iterator[Peak]:
    """Watches the memory of this process and its descendants; a look takes some ms of their time."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(_SECONDS_BETWEEN_LOOKS):
            peak.look()

    watcher = threading.Thread(target=watch)
    peak.look()
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _tree() -> dict[int, list[str]]:
    """Process → the fields of its stat after the name: first its state, then its parent."""
    fields = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields[int(path.parent.name)] = (
                path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            )
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended meanwhile
    family = {os.getpid()}
    # Parents may have higher numbers than their children: looked through until nobody is added.
    while more := {pid for pid, said in fields.items() if int(said[1]) in family} - family:
        family |= more
    return {pid: fields[pid] for pid in family}


def _memory(pid: int) -> int:
    try:
        with Path(f"/proc/{pid}/smaps_rollup").open(encoding="ascii") as file:
            return next(1024 * int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except (FileNotFoundError, ProcessLookupError, StopIteration):
        return 0  # ended meanwhile
