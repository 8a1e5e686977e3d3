"""A new tokeniser comes: what passed by before is read again, newest first, whoever is killed meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection

from apps.common.clock import now
from apps.discoveries.actions import vectors
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Item
from apps.ingestion.actions.remakes import ask_to_read_again, read_again
from apps.searches.language.tokens import TOKENISER_VERSION
from apps.work import actions as work
from apps.work.lanes import Lane
from apps.work.models import Job
from tests.factories.finds import make_source

OLDER = "UPDATE discoveries_item SET vector = '', has = '{}', tokeniser = %s"


@pytest.fixture
def old_items(db, monkeypatch):
    """Seven, an hour apart, in batches of two."""
    monkeypatch.setattr(vectors, "BATCH", 2)
    source = make_source(first_look_at=now())
    for number in range(7):
        arrival = Arrival(identity=f"id:{number}", text=f"Who weeds plot{number}?")
        take_in(source=source, arrivals=[arrival], at=now() - timedelta(hours=number))
    with connection.cursor() as cursor:
        cursor.execute(OLDER, [TOKENISER_VERSION - 1])
    return [item.id for item in Item.objects.newest_first()]


def read_by_us():
    return [item.id for item in Item.objects.newest_first() if item.tokeniser == TOKENISER_VERSION]


def claimed():
    return work.claim(lane=Lane.HOME, at=now() + timedelta(seconds=1))


def test_everything_that_an_older_tokeniser_read_is_read_again(old_items):
    ask_to_read_again(at=now())

    read_again(claim=claimed(), at=now())

    assert read_by_us() == old_items
    assert Item.objects.filter(vector="plot3", has=["question"]).count() == 1
    assert not Job.objects.exists()


def test_the_newest_come_first_and_a_turn_ends(old_items, monkeypatch):
    monkeypatch.setattr("apps.ingestion.actions.remakes.BATCHES_AT_A_TURN", 2)
    ask_to_read_again(at=now())

    read_again(claim=claimed(), at=now())

    assert read_by_us() == old_items[:4]
    read_again(claim=claimed(), at=now())
    assert read_by_us() == old_items


def test_whoever_lost_the_lease_changes_nothing_and_another_goes_on(old_items):
    ask_to_read_again(at=now())
    lost = claimed()
    Job.objects.update(lease_until=now() - timedelta(seconds=1))
    taken_over = claimed()

    with pytest.raises(work.LeaseLost):
        read_again(claim=lost, at=now())

    assert read_by_us() == []
    read_again(claim=taken_over, at=now())
    assert read_by_us() == old_items


def test_nothing_is_asked_for_when_our_tokeniser_read_everything(db):
    take_in(source=make_source(), arrivals=[Arrival(identity="id:1", text="park")], at=now())

    ask_to_read_again(at=now())

    assert not Job.objects.exists()
