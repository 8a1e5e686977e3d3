"""Runs the parts of a check or of the tests, one after another, and keeps each one's time."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PASSED, FAILED, SKIPPED = "ok", "FAILED", "skipped"


@dataclass(frozen=True)
class Outcome:
    name: str
    verdict: str
    seconds: float
    remark: str = ""


def run_part(name: str, arguments: Sequence[str], root: Path, environment: Mapping[str, str]) -> Outcome:
    """Shows what a program says only when it fails."""
    began = time.monotonic()
    ran = subprocess.run(
        arguments,
        cwd=root,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode:
        print(f"\n{name}\n{ran.stdout}", flush=True)
    return Outcome(name, FAILED if ran.returncode else PASSED, time.monotonic() - began)


def show_part(name: str, arguments: Sequence[str], root: Path, environment: Mapping[str, str]) -> Outcome:
    """Shows everything that a program says, as it says it; the last line that says something is the remark."""
    began = time.monotonic()
    process = subprocess.Popen(
        arguments,
        cwd=root,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    tail = b""
    while said := os.read(process.stdout.fileno() if process.stdout else -1, 65536):
        os.write(sys.stdout.fileno(), said)
        tail = (tail + said)[-4000:]
    verdict = FAILED if process.wait() else PASSED
    return Outcome(name, verdict, time.monotonic() - began, _last_line(tail.decode(errors="replace")))


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def table(outcomes: Sequence[Outcome]) -> str:
    width = max(len(outcome.name) for outcome in outcomes)
    lines = [
        f"{outcome.name:<{width}}  {outcome.verdict:<7}  {outcome.seconds:6.1f} s  {outcome.remark}".rstrip()
        for outcome in outcomes
    ]
    total = sum(outcome.seconds for outcome in outcomes)
    return "\n".join([*lines, f"{'together':<{width}}  {'':<7}  {total:6.1f} s"])


def all_well(outcomes: Sequence[Outcome]) -> bool:
    return all(outcome.verdict != FAILED for outcome in outcomes)
