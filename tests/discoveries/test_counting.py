"""Counting what passed by: exact where there is time, said to be about so many where there is not."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from apps.common.scope import org_scope
from apps.discoveries import counting
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.counting import tally
from apps.discoveries.haste import AT_ONCE, StillCounting, ask, in_haste
from apps.discoveries.models import Follow
from apps.searches.language.parser import parse
from tests.cast import NOON
from tests.factories.crowd import all_at_once
from tests.factories.finds import make_source


@pytest.fixture
def place(in_marlowe):
    source = make_source(first_look_at=NOON)
    Follow.objects.create(
        organisation=in_marlowe, source=source, name="Plots", since=NOON - timedelta(days=40)
    )
    return source


def publish(place, count, days_ago=0, text="marrow"):
    arrivals = [
        Arrival(identity=f"{days_ago}:{number}", url=f"https://plots.example/{days_ago}/{number}", text=text)
        for number in range(count)
    ]
    take_in(source=place, arrivals=arrivals, at=NOON - timedelta(days=days_ago))


def count(query, seconds=20):
    with in_haste("a test"):
        return tally(parse(query).ast, at=NOON, shown=3, seconds=seconds)


def test_a_few_are_counted_one_by_one(place):
    publish(place, 2)
    publish(place, 1, days_ago=4)
    publish(place, 5, days_ago=4, text="leek")

    found = count("marrow")

    assert (found.count, found.is_exact, found.by_place) == (3, True, [("Plots", 3)])
    assert list(found.by_day.values()) == [2, 1]
    assert [brief.first_seen for brief in found.newest] == [NOON, NOON, NOON - timedelta(days=4)]


def test_many_are_counted_by_day(place, monkeypatch):
    monkeypatch.setattr(counting, "EXACT", 5)
    publish(place, 3)
    publish(place, 4, days_ago=9)

    found = count("marrow")

    assert (found.is_exact, found.days_counted, found.count) == (False, 30, 7)
    assert len(found.newest) == 3


def test_without_time_nothing_is_claimed(place):
    publish(place, 2)

    found = count("marrow", seconds=0)

    assert (found.is_exact, found.days_counted, found.count, found.newest) == (False, 0, 0, [])


def test_only_what_we_follow_counts(eve, place):
    publish(place, 2)

    with org_scope(eve.organisation.id):
        assert count("marrow").count == 0


def test_what_was_listed_when_we_came_is_of_that_day(place):
    publish(place, 2, days_ago=3)
    Follow.objects.update(since=NOON - timedelta(days=3))
    came = NOON - timedelta(days=3)

    assert list(count("marrow").by_day) == [came.date()]


def test_a_question_that_takes_too_long_is_dropped_and_nothing_else(place):
    before = timeout()

    assert ask("SELECT pg_sleep(5)", {}, seconds=0.05) is None
    assert ask("SELECT 1", {}, seconds=0.05) == [(1,)]
    assert ask("SHOW statement_timeout", {}, seconds=5) == [("5s",)]
    assert timeout() == before


def timeout():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_one_person_has_two_at_a_time():
    first, second = Barrier(AT_ONCE + 1), Barrier(AT_ONCE + 1)

    def counting():
        with transaction.atomic(), in_haste("Rea"):
            first.wait(20)
            second.wait(20)

    def a_third():
        first.wait(20)
        try:
            with transaction.atomic(), in_haste("Rea"):
                pass
        finally:
            second.wait(20)

    answers = all_at_once(*[counting] * AT_ONCE, a_third)

    assert [type(answer) for answer in answers] == [type(None)] * AT_ONCE + [StillCounting]
