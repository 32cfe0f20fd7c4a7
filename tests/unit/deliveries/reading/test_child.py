"""A reading process cannot take the others with it: whatever it does, the caller gets a sentence and goes on."""

import logging
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from assets.deliveries.reading import fork_server
from assets.deliveries.reading.child import LIMITS, ChildDied, in_child
from assets.deliveries.reading.kinds import kind_of
from assets.deliveries.reading.preflight import preflight
from schemas.findings import Finding
from tests.conftest import ROOT
from tests.generators.containers import CASES, xlsx

MEBIBYTE = 1 << 20
BOTH = pytest.mark.parametrize("one_shot", [False, True], ids=["long-running", "one-shot"])


def add(left: int, right: int) -> int:
    return left + right


def fill(megabytes: int) -> int:
    return len(bytearray(megabytes * MEBIBYTE))


def fill_a_frame(rows: int) -> int:
    return len(pd.DataFrame({"a": range(rows)}).astype(float))


def turn_for_ever() -> int:
    while True:
        pass


def wait_for_ever() -> int:
    signal.pause()
    return 1


def die_of(number: int) -> int:
    os.kill(os.getpid(), number)
    return 1


def leave_quietly() -> int:
    os._exit(0)


def leave_by_exception() -> int:
    raise SystemExit(3)


def stumble(text: str) -> int:
    raise KeyError(text)


def answer_much(size: int) -> bytes:
    return bytes(size)


def answer_wrongly() -> int:
    return "not a number"  # type: ignore[return-value]


def lie_outright() -> int:
    os.write(3, b"\x00cbuiltins\nexec\n(S'open(\"/tmp/x\")'\ntR.")
    os._exit(0)


def surroundings() -> dict[str, str]:
    return dict(os.environ)


def reach_the_network() -> str:
    with socket.socket() as caller:
        try:
            caller.connect(("127.0.0.1", 9))
        except OSError as error:
            return type(error).__name__ + str(error.errno)
    return "connected"


def open_descriptors() -> list[str]:
    # The last one is the folder that is being listed.
    return [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.exists()]


def write_a_file(path: str) -> str:
    try:
        Path(path).write_text("x", encoding="utf-8")
    except OSError as error:
        return type(error).__name__
    return "written"


def limits_here() -> list[int]:
    return [resource.getrlimit(one)[0] for one in (resource.RLIMIT_CORE, resource.RLIMIT_CPU)]


def frame_of(rows: int) -> pd.DataFrame:
    return pd.DataFrame({"ags": ["05916000"] * rows, "wert": range(rows)})


def own_id() -> int:
    return os.getpid()


@BOTH
def test_the_result_comes_back(one_shot: bool):
    assert in_child(add, 1, 2, one_shot=one_shot) == 3
    assert in_child(kind_of, xlsx(), one_shot=one_shot) == "xlsx"
    found = in_child(preflight, CASES["A4 last cell of all"].content(), "xlsx", one_shot=one_shot)
    assert [(type(one), one.cell) for one in found] == [(Finding, "XFD1048576")]
    frame = in_child(frame_of, 3, one_shot=one_shot)
    assert frame.equals(frame_of(3))


@BOTH
@pytest.mark.parametrize(
    ("function", "arguments", "tighter", "words"),
    [
        (fill, (900,), {}, "mehr als 800 MB Speicher"),
        (fill_a_frame, (50_000_000,), {"memory": 100 * MEBIBYTE}, "mehr als 100 MB Speicher"),
        (turn_for_ever, (), {"cpu": 1}, "mehr als 1 Sekunden Rechenzeit"),
        (wait_for_ever, (), {"wall": 0.3}, "länger als 0.3 Sekunden"),
        (die_of, (signal.SIGSEGV,), {}, "abgestürzt (SIGSEGV)"),
        (die_of, (signal.SIGKILL,), {}, "abgestürzt (SIGKILL)"),
        (die_of, (signal.SIGABRT,), {}, "Mangel an Speicher"),
        (leave_quietly, (), {}, "ohne Ergebnis"),
        (leave_by_exception, (), {}, "SystemExit"),
        (stumble, ("x",), {}, "Fehler im Prüfprogramm: KeyError"),
        (answer_much, (9 * MEBIBYTE,), {"answer": MEBIBYTE}, "zu groß"),
        (answer_wrongly, (), {}, "unverständlich"),
        (lie_outright, (), {}, "unverständlich"),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_every_end_of_a_child_has_its_sentence(function, arguments, tighter, words, one_shot: bool):
    with pytest.raises(ChildDied) as caught:
        in_child(function, *arguments, limits=replace(LIMITS, **tighter), one_shot=one_shot)
    assert words in caught.value.reason
    assert in_child(add, 1, 1, one_shot=one_shot) == 2


def test_a_child_has_room_for_a_large_table():
    assert in_child(fill, 700) == 700 * MEBIBYTE


@BOTH
def test_a_child_sees_nothing_of_the_surroundings(one_shot: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("KONTRAKT_DATABASE_URL", "postgresql://geheim")
    secret = tmp_path / "geheim"
    secret.write_text("x", encoding="utf-8")
    with secret.open(encoding="utf-8") as file:
        os.set_inheritable(file.fileno(), True)
        assert in_child(surroundings, one_shot=one_shot) == {}
        names = in_child(open_descriptors, one_shot=one_shot)
    assert [one for one in names if not one.startswith(("/dev/null", "socket:", "/proc"))] == []
    assert in_child(limits_here, one_shot=one_shot) == [0, 60]


@BOTH
def test_a_child_writes_no_file(one_shot: bool, tmp_path: Path):
    assert in_child(write_a_file, str(tmp_path / "x"), one_shot=one_shot) == "OSError"
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_bytes() == b""


@pytest.mark.skipif(
    subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode != 0,
    reason="this kernel allows no network namespace",
)
@BOTH
def test_a_child_has_no_network(one_shot: bool):
    # 101: network is unreachable; 111, refused, would mean that it got as far as this machine's network.
    assert in_child(reach_the_network, one_shot=one_shot) == "OSError101"


def test_the_reason_of_a_fault_is_logged_with_its_place_and_without_control_characters(
    caplog: pytest.LogCaptureFixture,
):
    with caplog.at_level(logging.ERROR, logger="kontrakt"), pytest.raises(ChildDied):
        in_child(stumble, "Zeile\n2026-01-01 gefälscht \x1b[31m")
    assert "in stumble" in caplog.text
    assert "\x1b" not in caplog.text
    assert not any(line.startswith("2026-01-01") for line in caplog.text.splitlines())


def test_no_child_is_used_twice_and_none_is_left():
    ids = [in_child(own_id) for _ in range(5)]
    assert len(set(ids)) == 5
    with pytest.raises(ChildDied):
        in_child(wait_for_ever, limits=replace(LIMITS, wall=0.2))
    for pid in ids:
        assert not Path(f"/proc/{pid}").exists()
    server = fork_server._servers[False].pid
    below = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
    assert below == []


def test_threads_do_not_wait_for_each_other():
    with ThreadPoolExecutor(8) as pool:
        slow = pool.submit(in_child, wait_for_ever, limits=replace(LIMITS, wall=3))
        assert list(pool.map(lambda number: in_child(add, number, 1), range(20))) == list(range(1, 21))
        assert not slow.done()
        with pytest.raises(ChildDied):
            slow.result()


def test_a_killed_forking_process_is_started_anew():
    assert in_child(add, 1, 2) == 3
    os.kill(fork_server._servers[False].pid, signal.SIGKILL)
    os.waitid(os.P_PID, fork_server._servers[False].pid, os.WEXITED | os.WNOWAIT)
    assert in_child(add, 1, 2) == 3


@pytest.mark.parametrize("one_shot", ["False", "True"])
def test_a_console_script_is_neither_run_again_nor_kept_alive(one_shot: str, tmp_path: Path):
    """The engine's start script costs seconds: it must not run in every child; and nothing stays when it ends."""
    script = tmp_path / "start"
    script.write_text(
        "import os, sys\n"
        "print('started')\n"
        "from assets.deliveries.reading import fork_server\n"
        "from assets.deliveries.reading.child import in_child\n"
        "from assets.deliveries.reading.kinds import kind_of\n"
        f"print(in_child(kind_of, b'a;b', one_shot={one_shot}), in_child(kind_of, b'', one_shot={one_shot}).code)\n"
        f"print(fork_server._servers[{one_shot}].pid)\n",
        encoding="utf-8",
    )
    ended = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    )
    first, second, pid = ended.stdout.split("\n")[:3]
    assert (first, second) == ("started", "csv DATEI_LEER")
    assert not Path(f"/proc/{pid}").exists()
    assert ended.stderr == ""


def test_children_end_with_a_parent_that_is_killed(tmp_path: Path):
    script = tmp_path / "start.py"
    script.write_text(
        "import threading\n"
        "from assets.deliveries.reading import fork_server\n"
        "from assets.deliveries.reading.child import in_child\n"
        "from tests.unit.deliveries.reading.test_child import own_id, wait_for_ever\n"
        "in_child(own_id)\n"
        "threading.Thread(target=in_child, args=(wait_for_ever,), daemon=True).start()\n"
        "pid = fork_server._servers[False].pid\n"
        "children = ''\n"
        "while not children:\n"
        "    children = open(f'/proc/{pid}/task/{pid}/children').read().strip()\n"
        "print(pid, children, flush=True)\n"
        "threading.Event().wait()\n",
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    ) as parent:
        assert parent.stdout is not None
        pids = parent.stdout.readline().split()
        parent.kill()
    assert len(pids) == 2
    until = time.monotonic() + 10
    while time.monotonic() < until and any(Path(f"/proc/{pid}/cmdline").exists() and _lives(pid) for pid in pids):
        os.sched_yield()
    assert not any(_lives(pid) for pid in pids)


def _lives(pid: str) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"


def test_an_end_does_not_wait_for_children_that_still_work(tmp_path: Path):
    script = tmp_path / "start.py"
    script.write_text(
        "import threading\n"
        "from assets.deliveries.reading.child import in_child\n"
        "from tests.unit.deliveries.reading.test_child import own_id, wait_for_ever\n"
        "threading.Thread(target=in_child, args=(wait_for_ever,), daemon=True).start()\n"
        "in_child(own_id)\n",
        encoding="utf-8",
    )
    subprocess.run(
        [sys.executable, str(script)],
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        timeout=60,
        capture_output=True,
    )


def test_a_process_that_cannot_be_started_is_a_reason_like_any_other(monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("assets.deliveries.reading.child.ask_for_child", full)
    with pytest.raises(ChildDied, match="ließ sich nicht starten"):
        in_child(add, 1, 2)


def test_a_function_that_does_not_say_what_it_returns_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        in_child(len, b"")
