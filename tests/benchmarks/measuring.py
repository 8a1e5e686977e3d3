"""Time and memory, taken so that a busy machine spoils as little as possible, and tables of them."""

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

Way: TypeAlias = tuple[Callable[[Any], object], Sequence[Any]]


def quickest(ways: dict[str, Way], repeats: int) -> dict[str, float]:
    """Seconds that each way takes for one thing: the mean of the best times of each.

    The ways take turns, so that a slow minute is slow for all.
    """
    best = {name: [float("inf")] * len(things) for name, (_do, things) in ways.items()}
    for _ in range(repeats):
        for name, (do, things) in ways.items():
            gc.collect()
            best[name] = [
                min(seconds_of(do, thing), so_far) for thing, so_far in zip(things, best[name], strict=True)
            ]
    return {name: sum(times) / len(times) for name, times in best.items()}


def seconds_of(do: Callable[[Any], object], thing: object) -> float:
    began = time.perf_counter()
    do(thing)
    return time.perf_counter() - began


def megabytes() -> float:
    """What this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def say_time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:,.3g} {unit}"
    return f"{seconds / 1e-6:,.0f} µs"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """In Markdown, so that it can be kept; aligned, so that it can be read."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(_cells(line, widths)) + " |" for line in lines)


def _cells(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *rest = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
    return [first, *(cell.strip().rjust(width) for cell, width in zip(rest, widths[1:], strict=True))]


def verdict(goal: str, *, reached: bool) -> str:
    return f"{'reached' if reached else 'MISSED '}  {goal}"
