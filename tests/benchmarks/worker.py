"""The matcher as a process of its own: what ``./dev bench matching`` asks about its start, its size and its hearing.

Run as ``python -m tests.benchmarks.worker``; answers in one line of JSON.
"""

import json
import time

import django

from tests.benchmarks.measuring import megabytes


def main() -> None:
    django.setup()
    from apps.ingestion.tasks import matcher

    empty = megabytes()
    began, spent = time.perf_counter(), time.process_time()
    matcher.catch_up()
    print(
        json.dumps(
            {
                "searches": len(matcher.index),
                "seconds": time.perf_counter() - began,
                "busy": time.process_time() - spent,
                "empty": empty,
                "megabytes": megabytes(),
            }
        )
    )


if __name__ == "__main__":
    main()
