"""Where the time of a process goes: seconds by stage, each counted once."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any


class Stages:
    """A stage inside another takes its time away from the outer one."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inside: list[str] = []
        self._since = 0.0

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        self._turn()
        self._inside.append(name)
        try:
            yield
        finally:
            self._turn()
            self._inside.pop()

    def _turn(self) -> None:
        now = time.perf_counter()
        if self._inside:
            self.seconds[self._inside[-1]] += now - self._since
        self._since = now

    def watch(self, owner: Any, name: str, stage: str) -> None:
        """From now on, whatever ``owner.name`` does is this stage."""
        watched: Callable[..., Any] = getattr(owner, name)

        @wraps(watched)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.of(stage):
                return watched(*arguments, **named)

        setattr(owner, name, timed)
