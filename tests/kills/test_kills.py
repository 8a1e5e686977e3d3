"""kill -9 of everything, at random moments, while items come in: each once, every find once, none lost.

The seed is printed; GC_KILL_SEED runs the same evening again. GC_KILL_BROKER takes the address of another broker.
"""

import os
import random
import shutil
import time
from collections import defaultdict
from dataclasses import dataclass, replace

import pytest

from config.launch.environment import first_free
from tests.kills import expectation
from tests.kills.evening import OTHER_BROKER, VICTIMS, Strike, an_evening
from tests.kills.expectation import Listening
from tests.kills.officer import Officer
from tests.kills.publisher import Publisher

ALREADY_THERE = 10
PATIENCE = 420
SEARCHES = {
    "north": ["marrow", '"brass library" OR kayak', "(otter OR quilt) -fete", "bakery choir"],
    "south": ["marrow -otter", "steam lantern", "tombola OR harvest"],
}
LATER = {"north": ["orchard pottery", "skate falcon"], "south": ["pottery skate", "falcon litter"]}
FIRST_LOOKS = "SELECT count(*) FROM discoveries_source WHERE first_look_at IS NOT NULL"
ITEMS = """
SELECT source.url, item.identity FROM discoveries_item item JOIN discoveries_source source ON source.id = source_id
ORDER BY source.url, item.identity
"""
FINDS = "SELECT url, id::text FROM discoveries_find WHERE organisation_id = %s"
MATCHES = """
SELECT find.url, search_id::text FROM discoveries_findmatch AS match JOIN discoveries_find AS find ON find.id = find_id
WHERE match.organisation_id = %s
"""
EVENTS = (
    "SELECT position, verb, object_id::text FROM audit_event WHERE organisation_id = %s ORDER BY position"
)
SET_ASIDE = "SELECT kind, last_error FROM work_job WHERE quarantined_at IS NOT NULL"
LEADERS = """
SELECT cluster_id FROM discoveries_find WHERE state <> 'gone' GROUP BY cluster_id HAVING count(*) FILTER (WHERE leads) <> 1
"""


@dataclass(frozen=True)
class Programme:
    """``items`` over ``seconds`` from so many ``places``, and so many ``kills`` meanwhile."""

    items: int
    places: int
    seconds: float
    kills: int
    pace: dict

    def strikes(self, chance, also=()):
        """Every kind in turn, in random order, at random moments; ``also`` comes first."""
        kinds = [*also] + chance.sample(list(VICTIMS), len(VICTIMS)) * (1 + self.kills // len(VICTIMS))
        moments = sorted(chance.uniform(0.05, 0.95) * self.seconds for _ in range(self.kills))
        return [Strike(kind, at) for kind, at in zip(kinds, moments, strict=False)]


SHORT = Programme(
    items=400,
    places=8,
    seconds=10,
    kills=4,
    pace={"GC_MIN_POLL_SECONDS": "1", "GC_LEASE_SECONDS": "6"},
)
FULL = Programme(
    items=5000,
    places=25,
    seconds=210,
    kills=27,
    pace={"GC_MIN_POLL_SECONDS": "4", "GC_LEASE_SECONDS": "15"},
)


def seed():
    return int(os.environ.get("GC_KILL_SEED") or random.randrange(10**6))


def listening(founded, publisher):
    """Both councils, a third of the places in common."""
    third = len(publisher.places) // 3
    followed = {"north": publisher.places[: 2 * third], "south": publisher.places[third:]}
    return [Listening(slug, places, founded[slug]["searches"]) for slug, places in followed.items()]


def found_councils(evening, publisher):
    third = len(publisher.places) // 3
    followed = {"north": publisher.places[: 2 * third], "south": publisher.places[third:]}
    return evening.found(
        [
            {"slug": slug, "places": [place.url for place in places], "searches": SEARCHES[slug]}
            for slug, places in followed.items()
        ]
    )


def open_the_evening(evening, publisher):
    """Every place lists a few things and has been looked at once; of more than 20 the rest would be history."""
    while min(len(place.posts) for place in publisher.places) < 1:
        publisher.publish()
    evening.begin_serving()
    end = time.monotonic() + PATIENCE
    while evening.ask(FIRST_LOOKS) != [(len(publisher.places),)]:
        evening.turn(0.2)
        assert time.monotonic() < end, "the first looks never ended"


def live_through(evening, programme, publisher, plan):
    """Publish and kill until all is published, killed, recovered and done; the seconds that it took."""
    began, before = time.monotonic(), publisher.published
    while (elapsed := time.monotonic() - began) < PATIENCE:
        evening.turn(0.1)
        share = min(1.0, elapsed / programme.seconds)
        publisher.publish_until(before + int(share * (programme.items - before)))
        evening.keep(plan, elapsed)
        over = share == 1.0 and all(strike.recovered_after is not None for strike in plan)
        if over and evening.is_drained(publisher.published):
            break
    return time.monotonic() - began


def look_once_more(evening, programme):
    """Every place is polled again, so that what comes twice would come twice now."""
    end = time.monotonic() + 2 * float(programme.pace["GC_MIN_POLL_SECONDS"]) + 1
    while time.monotonic() < end:
        evening.turn(0.2)


def run_evening(programme, capsys, broker=None, redis=None):
    broker = broker or os.environ.get("GC_KILL_BROKER", "")
    chance = random.Random(number := seed())
    publisher = Publisher(programme.places, number)
    pace = programme.pace | {"NET_ALLOWED_LOOPBACK": ",".join(place.host for place in publisher.places)}
    try:
        with an_evening(pace, number, broker, redis) as evening:
            founded = found_councils(evening, publisher)
            open_the_evening(evening, publisher)
            plan = programme.strikes(chance, also=OTHER_BROKER if redis else ())
            officers = begin_work(evening, founded, programme)
            took = live_through(evening, programme, publisher, plan)
            look_once_more(evening, programme)
            end_work(officers, evening)
            with capsys.disabled():
                print(told(number, publisher, plan, took, evening, officers))
            councils = listening(founded, publisher)
            for council, officer in zip(councils, officers, strict=True):
                council.searches.update(officer.searches)
            compare_items(evening, publisher)
            for council, officer in zip(councils, officers, strict=True):
                compare_council(evening, founded[council.slug]["id"], council, officer)
            assert [strike.kind for strike in plan if strike.recovered_after is None] == []
    finally:
        publisher.close()


def begin_work(evening, founded, programme):
    officers = []
    for slug, queries in LATER.items():
        wishes = [
            (programme.seconds * (n + 1) / (len(queries) + 1), query) for n, query in enumerate(queries)
        ]
        officers.append(Officer(evening.ports.web, slug, founded[slug]["token"], wishes))
    for officer in officers:
        officer.start()
    return officers


def end_work(officers, evening):
    end = time.monotonic() + PATIENCE
    while any(officer.wishes for officer in officers) and time.monotonic() < end:
        evening.turn(0.2)
    for officer in officers:
        officer.is_over.set()
    while any(officer.is_alive() for officer in officers):
        evening.turn(0.2)
    for officer in officers:
        officer.catch_up()


def compare_items(evening, publisher):
    assert evening.ask(ITEMS) == expectation.items(publisher.places)
    assert evening.ask(SET_ASIDE) == []
    assert evening.is_drained(publisher.published)
    assert evening.ask(LEADERS) == []


def compare_council(evening, council_id, council, officer):
    expected = expectation.finds(council)
    finds = evening.ask(FINDS, [council_id])
    met = defaultdict(set)
    for url, search_id in evening.ask(MATCHES, [council_id]):
        assert search_id not in met[url]
        met[url].add(search_id)
    assert set(officer.searches) == set(LATER[council.slug])
    assert sorted(url for url, _id in finds) == sorted(expected)
    assert met == expected
    compare_events(evening.ask(EVENTS, [council_id]), [find_id for _url, find_id in finds], officer)


def compare_events(events, finds, officer):
    """Every find told of once, at a place of its own; who read along missed nothing and read nothing twice."""
    made = [object_id for _position, verb, object_id in events if verb == "find.made"]
    positions = [position for position, _verb, _id in events]
    read = [change["position"] for change in officer.copies]
    assert sorted(made) == sorted(finds)
    assert None not in positions
    assert len(set(positions)) == len(positions)
    assert read == sorted(set(read))
    assert [change["id"] for change in officer.copies if change["verb"] == "find.made"] == made


def told(number, publisher, plan, took, evening, officers):
    lines = [f"\nseed {number}: {publisher.published} items, {publisher.edited} edits, {took:.0f} s"]
    by_kind = defaultdict(list)
    for strike in plan:
        by_kind[strike.kind].append(strike)
    for kind, strikes in sorted(by_kind.items()):
        moments = ", ".join(f"{strike.at:.0f}" for strike in strikes)
        back = [strike.recovered_after for strike in strikes if strike.recovered_after is not None]
        slowest = f"{max(back):.1f} s" if back else "never"
        lines.append(f"  {kind:<20} {len(strikes)} killed at {moments:<22} back after {slowest} at most")
    failures = sum(officer.failures for officer in officers)
    lines.append(f"  {len(plan)} kills; people's calls without an answer: {failures}")
    return "\n".join(lines)


def test_nothing_is_lost_or_doubled_by_a_few_kills(capsys):
    run_evening(SHORT, capsys)


REDIS = shutil.which("valkey-server") or shutil.which("redis-server")


@pytest.mark.long
@pytest.mark.skipif(REDIS is None, reason="no redis-server or valkey-server on this machine")
def test_nothing_is_lost_or_doubled_with_a_redis_that_is_killed_too(capsys):
    port = first_free(16379)
    redis = [REDIS, "--port", str(port), "--save", "", "--appendonly", "no"]

    run_evening(replace(SHORT, kills=6, seconds=20), capsys, f"redis://127.0.0.1:{port}/0", redis)


@pytest.mark.long
def test_nothing_is_lost_or_doubled_while_five_thousand_items_come_in(capsys):
    run_evening(FULL, capsys)
