"""While searches and follows change and items come in, no pair that belongs together is missed."""

from datetime import timedelta

import pytest

from apps.common.clock import now
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Find, FindMatch, Follow
from apps.ingestion.actions.lookbacks import look_back
from apps.ingestion.actions.matches import match_batch
from apps.ingestion.matcher import Matcher
from apps.organisations.scope import council
from apps.searches.actions import change_search, end_search, write_search
from apps.searches.models import Search
from apps.work import actions as work
from apps.work.lanes import Lane
from tests.factories.crowd import all_at_once
from tests.factories.finds import make_source

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "match", "owner"])
ROUNDS = 12


@pytest.fixture
def place(ann):
    source = make_source(first_look_at=now())
    with council(ann.organisation.id):
        Follow.objects.create(
            organisation=ann.organisation, source=source, name="Plots", since=now() - timedelta(hours=1)
        )
    return source


def publish(place, number):
    arrival = Arrival(
        identity=f"id:{number}", url=f"https://plots.example/{number}", title="", text=f"word{number} marrow"
    )
    take_in(source=place, arrivals=[arrival], at=now())


def match_all(matcher):
    while match_batch(matcher=matcher, at=now()):
        pass


def look_back_all():
    while claim := work.claim(lane=Lane.HOME, at=now()):
        look_back(claim=claim, at=now())


def test_every_search_meets_every_item_whenever_either_came(ann, place):
    def write():
        for number in range(ROUNDS):
            with council(ann.organisation.id):
                write_search(
                    actor=ann.actor, name=f"Search {number}", query=f"marrow -absent{number}", at=now()
                )

    def speak():
        for number in range(ROUNDS):
            publish(place, number)

    def match():
        matcher = Matcher()
        for _ in range(ROUNDS * 3):
            match_batch(matcher=matcher, at=now())

    answers = all_at_once(write, speak, match, match)
    match_all(Matcher())
    look_back_all()

    assert answers == [None] * 4
    with council(ann.organisation.id):
        assert Find.objects.count() == ROUNDS
        assert FindMatch.objects.count() == ROUNDS * ROUNDS


def test_a_running_matcher_hears_of_a_change_in_its_next_batch(ann, place):
    matcher = Matcher()
    with council(ann.organisation.id):
        search = write_search(actor=ann.actor, name="Growing", query="leek", at=now())
    publish(place, 1)
    match_all(matcher)
    with council(ann.organisation.id):
        change_search(actor=ann.actor, search=search, name="Growing", query="marrow", at=now())
    publish(place, 2)
    match_all(matcher)
    with council(ann.organisation.id):
        end_search(actor=ann.actor, search=Search.objects.get(), at=now())
    publish(place, 3)
    match_all(matcher)

    with council(ann.organisation.id):
        assert [find.url for find in Find.objects.all()] == ["https://plots.example/2"]


def test_a_search_that_comes_late_in_its_transaction_is_not_skipped(ann, place):
    """Two saves whose transactions end in the other order than they began."""
    matcher = Matcher()

    def save(name, query):
        with council(ann.organisation.id):
            write_search(actor=ann.actor, name=name, query=query, at=now())

    all_at_once(*[lambda n=n: save(f"S{n}", f"marrow word{n}") for n in range(8)])
    matcher.catch_up()

    assert len(matcher.listeners) == 8
