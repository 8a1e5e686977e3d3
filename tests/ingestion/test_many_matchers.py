"""Two matchers, each with a copy of its own, share the items and answer as the plain evaluator does."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from apps.common.clock import day_of, now
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import FindMatch, Follow, Item
from apps.ingestion.matcher import text_of
from apps.organisations.scope import council
from apps.searches.actions import write_search
from apps.searches.language.evaluate import matches
from apps.searches.language.parser import parse
from apps.searches.language.tokens import tokenise
from tests.factories.finds import make_source

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
WORDS = ["marrow", "leek", "choir", "library", "otter", "quilt", "park"]
QUERIES = [
    "marrow",
    "marrow -leek",
    '"choir library"',
    "(otter OR quilt) park",
    "-marrow library",
    "otter quilt",
]
ITEMS = 60


@pytest.fixture
def place(ann, eve):
    source = make_source(first_look_at=now())
    for person in (ann, eve):
        with council(person.organisation.id):
            since = now() - timedelta(hours=1)
            Follow.objects.create(organisation=person.organisation, source=source, name="Plots", since=since)
            for query in QUERIES:
                write_search(actor=person.actor, name=query, query=query, at=now())
    return source


def publish(place):
    texts = [" ".join(WORDS[(number * step) % 7] for step in range(1, 5)) for number in range(ITEMS)]
    arrivals = [
        Arrival(identity=str(number), url=f"https://plots.example/{number}", text=text)
        for number, text in enumerate(texts)
    ]
    take_in(source=place, arrivals=arrivals, at=now())


@pytest.fixture
def two_matchers():
    """Starts both; they are gone when the test is."""
    started = []

    def start():
        for _ in range(2):
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.ingestion.one_matcher"],
                    env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
        return started

    yield start
    for process in started:
        process.kill()
        process.communicate()


def taken_by(processes):
    """How many items each took; they begin together."""
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [int(process.communicate(timeout=60)[0]) for process in processes]


def told(person):
    with council(person.organisation.id):
        return set(FindMatch.objects.values_list("find__url", "search__query"))


def expected():
    documents = {item.url: tokenise(text_of(item)) for item in Item.objects.all()}
    return {
        (url, query)
        for url, document in documents.items()
        for query in QUERIES
        if matches(parse(query).ast, document, day_of(now()))
    }


def test_two_matchers_share_the_items_and_give_one_answer(ann, eve, place, two_matchers):
    publish(place)

    taken = taken_by(two_matchers())

    assert sum(taken) == ITEMS
    assert told(ann) == told(eve) == expected()
    assert len(expected()) > ITEMS
