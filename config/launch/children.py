"""The processes of ``up``: each in its own group, tied to ours, started again with growing pauses."""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config.launch.postgres import dies_with_parent

PAUSES = (0.2, 1.0, 2.0, 4.0, 8.0)
SETTLED = 15.0
COLOURS = {"postgres": 90, "web": 36, "worker": 33, "matcher": 35, "beat": 34, "neighbourhood": 32, "up": 1}
MARK = "GC_LAUNCHED_BY"


@dataclass
class Log:
    """Lines with the name of who said them, coloured on a terminal."""

    coloured: bool = field(default_factory=lambda: sys.stdout.isatty() and "NO_COLOR" not in os.environ)

    def write(self, name: str, text: str) -> None:
        for line in text.splitlines():
            sys.stdout.write(f"{self._label(name)} {line}\n")
        sys.stdout.flush()

    def _label(self, name: str) -> str:
        label = f"{name:<13} |"
        return f"\033[{COLOURS.get(name, 0)}m{label}\033[0m" if self.coloured else label


@dataclass
class Child:
    """``launch`` starts the process with its output in a pipe; ``farewell`` is the signal that ends it cleanly.

    Lines with ``chatter`` in them are left out.
    """

    name: str
    launch: Callable[[], subprocess.Popen[bytes]]
    farewell: int = signal.SIGTERM
    chatter: bytes = b""
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    ready: bool = False
    started_at: float = 0.0
    again_at: float = 0.0
    tail: bytes = b""

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def note_end(self, code: int) -> str:
        """Counts a failure unless it had become ready, and says when it starts again."""
        self.failures = 1 if self.ready else self.failures + 1
        self.ready = False
        self.process = None
        pause = PAUSES[min(self.failures, len(PAUSES)) - 1]
        self.again_at = time.monotonic() + pause
        return f"{self.name} ended ({_reason(code)}); starting it again in {pause:g} s"

    @property
    def is_hopeless(self) -> bool:
        return self.failures >= len(PAUSES)

    def settle(self) -> None:
        """Whatever has run this long has become ready, even if it has no way to say so."""
        if self.is_running and time.monotonic() - self.started_at > SETTLED:
            self.become_ready()

    def become_ready(self) -> None:
        self.ready, self.failures = True, 0


def command(
    arguments: list[str], environment: Mapping[str, str], root: Path
) -> Callable[[], subprocess.Popen[bytes]]:
    """How to start a program of ours in the checkout."""

    def launch() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            arguments,
            cwd=root,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            process_group=0,
            preexec_fn=dies_with_parent(signal.SIGTERM),
        )

    return launch


class Family:
    """Starts children, passes on what they say, and ends them last come first."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.children: list[Child] = []
        self._selector = selectors.DefaultSelector()

    def add(self, child: Child) -> Child:
        self.children.append(child)
        self.start(child)
        return child

    def start(self, child: Child) -> None:
        child.process = child.launch()
        child.started_at = time.monotonic()
        if child.process.stdout is not None:
            os.set_blocking(child.process.stdout.fileno(), False)
            self._selector.register(child.process.stdout, selectors.EVENT_READ, child)

    def listen(self, seconds: float) -> None:
        """Passes on what is said within that time."""
        if not self._selector.get_map():
            time.sleep(seconds)
            return
        for key, _ in self._selector.select(seconds):
            self._read(key.fileobj, key.data)  # type: ignore[arg-type] # we only register pipes

    def mend(self) -> Child | None:
        """Starts again what ended. Returns the child that failed too often without becoming ready."""
        for child in self.children:
            child.settle()
            if child.process is not None and (code := child.process.poll()) is not None:
                self.log.write("up", child.note_end(code))
                if child.is_hopeless:
                    return child
            elif child.process is None and time.monotonic() >= child.again_at:
                self.start(child)
        return None

    def stop(self, children: list[Child], *, seconds: float) -> None:
        for child in reversed(children):
            if child.process is not None and child.is_running:
                child.process.send_signal(child.farewell)
        end = time.monotonic() + seconds
        while any(child.is_running for child in children) and time.monotonic() < end:
            self.listen(0.05)
        for child in children:
            end_group(child.process)
        self.listen(0)

    def _read(self, pipe: IO[bytes], child: Child) -> None:
        said = os.read(pipe.fileno(), 65536)
        *lines, child.tail = (child.tail + said).split(b"\n")
        if not said:
            self._selector.unregister(pipe)
            pipe.close()
            lines, child.tail = [child.tail], b""
        for line in lines:
            if child.chatter and child.chatter in line:
                continue
            self.log.write(child.name, line.decode(errors="replace"))


def end_group(process: subprocess.Popen[bytes] | None) -> None:
    """What is left of a child and its own children is ended without asking."""
    if process is None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_orphans(mark: str) -> int:
    """Ends what an earlier ``up`` of this checkout left when it was killed. Returns how many there were."""
    orphans = [int(path.name) for path in Path("/proc").glob("[0-9]*") if _carries(path, mark)]
    for pid in orphans:
        _signal(pid, signal.SIGTERM)
    end = time.monotonic() + 5
    while any(_carries(Path(f"/proc/{pid}"), mark) for pid in orphans) and time.monotonic() < end:
        time.sleep(0.05)
    for pid in orphans:
        if _carries(Path(f"/proc/{pid}"), mark):
            _signal(pid, signal.SIGKILL)
    return len(orphans)


def _carries(process: Path, mark: str) -> bool:
    try:
        return f"{MARK}={mark}".encode() in (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _reason(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
