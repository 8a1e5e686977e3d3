"""One launcher at a time in a checkout. The kernel lets go when the holder ends, however it ends."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from config.launch.checkout import NeedsAttention


@dataclass(frozen=True)
class Holder:
    pid: int
    doing: str
    address: str


class Held(NeedsAttention):
    """Somebody holds the lock; ``holder`` says who."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder
        super().__init__(
            f"./dev {holder.doing} is already running here as process {holder.pid}: {holder.address or 'no address yet'}\n"
            "Stop it with ./dev stop."
        )


class Lock:
    """What ``hold`` gives: lets the holder say where it can be reached."""

    def __init__(self, file: IO[str], doing: str) -> None:
        self._file = file
        self._doing = doing

    def say(self, address: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        json.dump(asdict(Holder(os.getpid(), self._doing, address)), self._file)
        self._file.flush()


@contextmanager
def hold(var: Path, doing: str) -> Iterator[Lock]:
    """Raises Held at once when another process has it."""
    var.mkdir(exist_ok=True)
    with (var / "up.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Held(_read(file)) from None
        lock = Lock(file, doing)
        lock.say("")
        yield lock


def holder(var: Path) -> Holder | None:
    """Who has the lock now."""
    try:
        with hold(var, "look"):
            return None
    except Held as held:
        return held.holder


def _read(file: IO[str]) -> Holder:
    file.seek(0)
    try:
        return Holder(**json.load(file))
    except (ValueError, TypeError):
        return Holder(0, "up", "")
