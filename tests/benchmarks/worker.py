"""One process of the product, measured from within. Says ``ready``, waits for a line, works, answers in JSON.

``python -m tests.benchmarks.worker start``: a matcher's start. ``fetch HOST COUNT``: a worker that polls so many
places. ``match COUNT``: a matcher, until so many items are matched.
"""

import json
import sys
import time

import django

from tests.benchmarks.measuring import megabytes
from tests.benchmarks.stages import Stages

PATIENCE = 30


def start() -> dict:
    from apps.ingestion.tasks import matcher

    empty = megabytes()
    began, busy = time.perf_counter(), time.process_time()
    matcher.catch_up()
    return {
        "searches": len(matcher.index),
        "seconds": time.perf_counter() - began,
        "busy": time.process_time() - busy,
        "empty": empty,
        "megabytes": megabytes(),
    }


def fetch(host: str, count: str) -> dict:
    from django.conf import settings

    from apps.common.clock import now
    from apps.connectors.feeds import polling
    from apps.discoveries.actions import items
    from apps.ingestion.actions import polls
    from apps.work import actions, tasks
    from apps.work.lanes import Lane

    settings.NET_ALLOWED_LOOPBACK = frozenset({host})
    settings.GC_MIN_POLL_SECONDS = 900
    stages = Stages()
    stages.watch(polling, "get", "fetch")
    stages.watch(polling, "read", "parse")
    stages.watch(polling, "passings", "parse")
    stages.watch(polling, "worn_ids", "parse")
    stages.watch(items, "tokenise", "tokenise to store")
    stages.watch(polls, "take_in_look", "store")
    _ready()
    with stages.of("claim and finish"):
        for _ in range(int(count)):
            claim = actions.claim(lane=Lane.FETCH, at=now())
            assert claim is not None
            tasks.do(claim)
    return {"stages": stages.seconds, "busy": time.process_time()}


def match(count: str) -> dict:
    from apps.common.clock import now
    from apps.ingestion import matcher as matching
    from apps.ingestion.actions import matches

    matcher = matching.Matcher()
    matcher.catch_up()
    stages = Stages()
    stages.watch(matching, "tokenise", "tokenise to match")
    stages.watch(matcher.index, "match", "match")
    stages.watch(matcher, "catch_up", "catch up")
    stages.watch(matches, "make_finds", "write finds")
    _ready()
    left, news = int(count), time.monotonic()
    while left > 0:
        with stages.of("hold and mark"):
            took = matches.match_batch(matcher=matcher, at=now())
        left -= took
        if took:
            news = time.monotonic()
        assert time.monotonic() - news < PATIENCE, f"{left} items never came"
        time.sleep(0 if took else 0.02)
    return {"stages": stages.seconds, "busy": time.process_time(), "megabytes": megabytes()}


def _ready() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    django.setup()
    what, *words = sys.argv[1:]
    print(json.dumps({"start": start, "fetch": fetch, "match": match}[what](*words)), flush=True)
