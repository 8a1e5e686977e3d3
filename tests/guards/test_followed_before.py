"""Whether another council follows a place already is told by nothing that a new follower can see.

The same evening is lived twice: once where nobody had followed the place, once where another council had for ten
days. What we are shown has to be the same, letter by letter.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from difflib import unified_diff

import pytest
import time_machine
from django.db import transaction

from apps.connectors.contract import Look, Manners, Memory, Outcome, Passing, Reason
from apps.discoveries.actions.sources import answer_look
from apps.discoveries.models import Follow, Source
from apps.discoveries.models import Look as Asked
from apps.ingestion.actions.polls import take_in_look
from apps.organisations.scope import council
from apps.searches.actions import write_search
from apps.work.lanes import Lane
from apps.work.tasks import drain
from tests.cast import make_council, make_person
from tests.guards.stage import by_session

TONIGHT = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
LONG_AGO = TONIGHT - timedelta(days=10)
FEED = "https://allotments.example/feed"
PLACE = {
    "title": "Allotment society",
    "home_url": "https://allotments.example/",
    "feed_url": FEED,
    "kind": "feed",
    "platform": "feed",
    "what": "posts",
    "secret": False,
    "items": [],
}
API = "/api/v1/organisations/marlowe"
POSTS = tuple(
    Passing(
        identity=f"id:{number}",
        url=f"https://allotments.example/{number}",
        title=f"Marrows {number}",
        text=f"Come and take one of the {number} marrows",
        author="Mair",
        published_at=TONIGHT - timedelta(days=12 + number),
    )
    for number in range(3)
)


@pytest.fixture
def ann(db):
    person = make_person(make_council("marlowe", "Marlowe"), "Ann", "owner")
    with council(person.organisation.id):
        write_search(actor=person.actor, name="Growing", query="marrows", at=TONIGHT - timedelta(days=20))
    return person


def look_of(at, outcome=Outcome.FRESH):
    is_fresh = outcome is Outcome.FRESH
    sentence = "" if is_fresh else "It does not answer."
    manners = Manners(next_at=at + timedelta(minutes=30), reason=Reason.WELL, sentence=sentence)
    return Look(
        outcome=outcome,
        memory=Memory(url=FEED),
        manners=manners,
        items=POSTS if is_fresh else (),
        listed=frozenset(post.identity for post in POSTS) if is_fresh else None,
        title="Allotment society",
        home_url="https://allotments.example/",
    )


def followed_by_another(latest):
    """For ten days, by a council that we know nothing of; ``latest``: how its last look went."""
    eve = make_person(make_council("harwood", "Harwood"), "Eve", "owner")
    source = Source.objects.create(
        url=FEED,
        host="allotments.example",
        platform="feed",
        title="Allotment society",
        home_url="https://allotments.example/",
        memory={"url": FEED},
        created_at=LONG_AGO,
    )
    with council(eve.organisation.id):
        Follow.objects.create(organisation=eve.organisation, source=source, name="Plots", since=LONG_AGO)
    take_in_look(source=source, look=look_of(LONG_AGO), at=LONG_AGO)
    yesterday = TONIGHT - timedelta(days=1)
    take_in_look(source=source, look=look_of(yesterday, latest), at=yesterday)


def an_evening(ann, before=lambda: None):
    """What Ann is answered when she looks at the place, follows it, and it is looked at. Nothing stays."""
    answers = []
    with time_machine.travel(TONIGHT, tick=False), transaction.atomic():
        before()
        caller = by_session(ann)
        answers += follow(caller, ann)
        answers += look_around(caller)
        with time_machine.travel(TONIGHT + timedelta(minutes=1), tick=False):
            at = TONIGHT + timedelta(minutes=1)
            take_in_look(source=Source.objects.get(url=FEED), look=look_of(at), at=at)
            drain(Lane.HOME)
            answers += look_around(caller)
        transaction.set_rollback(True)
    return answers


def follow(caller, ann):
    asked = send(caller, "/looks", {"address": FEED})
    with council(ann.organisation.id):
        answer_look(look=Asked.objects.get(), places=[PLACE], sentence="", at=TONIGHT)
    seen = caller.client.get(f"{API}/looks/{asked.json()['id']}")
    page = caller.client.get(f"/o/marlowe/looks/{asked.json()['id']}")
    followed = send(caller, "/sources", {"look": asked.json()["id"], "place": 0})
    assert followed.status_code == 201
    return [asked, seen, page, followed]


def send(caller, path, body):
    return caller.client.post(API + path, json.dumps(body), content_type="application/json")


def look_around(caller):
    follow_id = caller.client.get(f"{API}/sources").json()["data"][0]["id"]
    finds = caller.client.get(f"{API}/finds")
    pages = ("", "finds", "sources", f"sources/{follow_id}", "searches", "searches/new?query=marrows")
    return [
        finds,
        *(caller.client.get(f"{API}/finds/{find['id']}") for find in finds.json()["data"]),
        caller.client.get(f"{API}/sources/{follow_id}"),
        send(caller, "/searches/preview", {"query": "marrows"}),
        caller.client.get("/c/marlowe/listening"),
        *(caller.client.get(f"/o/marlowe/{page}") for page in pages),
    ]


ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
THIS_EVENING = re.compile(
    r"2026-11-24T19:0\d:\d\d(?:\.\d+)?(?:Z|\+00:00)|24 November 2026, 19:0\d|[01]\xa0minutes? ago|just now"
)
SECRET = re.compile(r'(csrfmiddlewaretoken" value=|content=)"\w{64}"')


def as_read(answer):
    """Without ids and tokens; a minute sooner or later is the same evening."""
    text = SECRET.sub("", ID.sub("id", answer.content.decode()))
    path = ID.sub("id", answer.request["PATH_INFO"])
    return path, answer.status_code, THIS_EVENING.sub("tonight", text)


def differences(ours, theirs):
    """Of each answer the lines that are not the same."""
    return [
        (one[0], list(unified_diff(one[2].splitlines(), two[2].splitlines(), n=0, lineterm="")))
        for one, two in zip(map(as_read, ours), map(as_read, theirs), strict=True)
        if one != two
    ]


@pytest.mark.parametrize("latest", [Outcome.FRESH, Outcome.ILL, Outcome.STOPPED])
def test_a_place_that_another_follows_looks_like_one_that_nobody_does(ann, latest):
    nobody = an_evening(ann)
    somebody = an_evening(ann, before=lambda: followed_by_another(latest))

    assert len(nobody) == len(somebody)
    assert differences(nobody, somebody) == []


def test_the_evening_had_something_to_show(ann):
    texts = [as_read(answer)[2] for answer in an_evening(ann)]

    assert sum("Marrows 1" in text for text in texts) >= 4
