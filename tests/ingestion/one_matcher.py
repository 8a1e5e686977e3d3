"""A matcher as a process of its own: says that it is ready, waits for a line, matches, says how many items it took."""

import sys

import django

if __name__ == "__main__":
    django.setup()
    from apps.common.clock import now
    from apps.ingestion.actions import matches
    from apps.ingestion.matcher import Matcher

    matches.BATCH = 4
    matcher = Matcher()
    matcher.catch_up()
    print("ready", flush=True)
    sys.stdin.readline()
    taken = 0
    while took := matches.match_batch(matcher=matcher, at=now()):
        taken += took
    print(taken, flush=True)
