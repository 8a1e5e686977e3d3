"""``python -m apps.demonstration.neighbourhood --port 8750 --every 15``: serve until told to stop."""

import argparse
import contextlib
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from apps.demonstration.neighbourhood.neighbourhood import Neighbourhood
from apps.demonstration.neighbourhood.server import Server


def main() -> None:
    asked = _arguments().parse_args()
    opened = _opened(asked.state, seed=asked.seed, every=asked.every)
    neighbourhood = Neighbourhood(_now, asked.seed, every=asked.every, opened=opened)
    server = Server(neighbourhood, asked.port, every=asked.every, real_feeds=asked.feeds)
    signal.signal(signal.SIGTERM, _leave)
    with server, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"The neighbourhood is at {server.base}/, something new every {asked.every:g} s\n")
        sys.stdout.flush()
        server.serve_forever()


def _leave(*_: object) -> NoReturn:
    sys.exit(0)


def _now() -> datetime:
    return datetime.now(UTC)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="neighbourhood", description=main.__doc__)
    parser.add_argument("--port", type=int, required=True, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--every", type=float, default=15.0, help="seconds between two items (15)")
    parser.add_argument("--seed", type=int, default=1, help="which of the many possible weeks (1)")
    parser.add_argument(
        "--state", type=Path, help="remembers when it opened, so that a restart says the same"
    )
    parser.add_argument("--feeds", type=Path, help="a folder of real feeds, served under /feeds/")
    return parser


def _opened(state: Path | None, *, seed: int, every: float) -> datetime:
    """When this neighbourhood opened: as remembered for this seed and beat, or now."""
    if state is None:
        return _now()
    try:
        remembered = json.loads(state.read_text(encoding="utf-8"))
        if (remembered["seed"], remembered["every"]) == (seed, every):
            return datetime.fromisoformat(remembered["opened"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    opened = _now().replace(microsecond=0)
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text(
        json.dumps({"seed": seed, "every": every, "opened": opened.isoformat()}), encoding="utf-8"
    )
    return opened


if __name__ == "__main__":
    main()
