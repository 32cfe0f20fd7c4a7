"""Workers that are killed: forked processes that take in and answer a folder, and die at a chosen or a random step."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from assets.deliveries.answering.answer import answer_waiting
from assets.deliveries.answering.feedback import write_missing
from assets.deliveries.arrival.take_in import take_in
from assets.deliveries.checking.check import check_delivery
from assets.reference.seeds import load_reference
from pipelines.settings import Settings
from schemas.store import Store


def work(settings: Settings) -> None:
    """What a run does with the folder; the check runs in this process, which is killed as a whole."""
    store, reference = Store(settings.database_url), load_reference(settings.folders.seeds)
    take_in(settings.folders, store, reference)
    answer_waiting(settings.folders, store, reference, check=check_delivery)
    write_missing(settings.folders, store, reference)


def forked(task: Callable[[], Any]) -> int:
    """Starts a task in a forked process; returns its process id."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, 1)
        task()
        status = 0
    except BaseException as error:  # noqa: BLE001 - a forked test process must never return into pytest
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(status)


def ended(process: int) -> int:
    """Waits for a forked process; 0 where it finished, -9 where it was killed, 1 where it broke."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def dying_at(step: int, task: Callable[[], Any]) -> Callable[[], Any]:
    """The task with its process killed around its n-th durable act: odd numbers before it, even numbers after it.

    Durable acts are what outlives the process: a sync, a link, a rename, a commit of the database.
    """
    return lambda: (_count_acts(step), task())


def _count_acts(step: int) -> None:
    seen = 0

    def passed() -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(act: Callable[..., Any]) -> Callable[..., Any]:
        def act_and_count(*arguments: Any, **named: Any) -> Any:
            passed()
            result = act(*arguments, **named)
            passed()
            return result

        return act_and_count

    os.fsync = watched(os.fsync)
    Path.hardlink_to = watched(Path.hardlink_to)  # type: ignore[method-assign]
    Path.replace = watched(Path.replace)  # type: ignore[method-assign]
    SQLiteDialect_pysqlite.do_commit = watched(SQLiteDialect_pysqlite.do_commit)  # type: ignore[method-assign]
