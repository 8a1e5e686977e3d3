"""Somebody tries to follow a private person through searches."""

from datetime import timedelta

import pytest
from django.test import Client

from apps.audit.models import Event
from apps.common.actor import system
from apps.common.clock import day_of, now
from apps.discoveries.actions.glances import note_glance
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Follow, Glances
from apps.searches.actions import (
    NamesSomebody,
    approve_account,
    list_account,
    rest_run_out,
    rest_unreviewed,
    resume_search,
    unlist_account,
    write_search,
)
from apps.searches.models import Search
from tests.factories.finds import make_find, make_source

PREVIEW = "/api/v1/organisations/marlowe/searches/preview"
SAID = "Jane’s marrow is for sale"


def listed(asks, agrees, handle):
    """On the list as a club, so they say."""
    terms = {"reason": "To cheer", "ends_on": day_of(now() + timedelta(days=20))}
    account = list_account(actor=asks.actor, handle=handle, name="A club", at=now(), **terms)
    return approve_account(actor=agrees.actor, account=account, at=now())


@pytest.fixture
def said_by_jane(in_marlowe):
    at = now()
    source = make_source(first_look_at=at)
    Follow.objects.create(organisation=in_marlowe, source=source, name="Plots", since=at - timedelta(days=1))
    jane = Arrival(identity="id:1", url="https://plots.example/1", text=SAID, author="Jane Doe")
    take_in(source=source, arrivals=[jane], at=at)


@pytest.fixture
def reader(rea):
    client = Client()
    client.force_login(rea.user)
    return client


@pytest.fixture
def search(ann, ed, in_marlowe):
    account = listed(ann, ed, "@jane_doe")
    written = write_search(actor=ann.actor, name="Plots", query="marrow from:jane_doe", at=now())
    unlist_account(actor=ann.actor, account=account, at=now())
    written.refresh_from_db()
    return written


@pytest.mark.parametrize(
    "query", ["from:JaneDoe", 'from:"Jane Doe"', "marrow from:janedoe", "marrow -from:janedoe"]
)
def test_a_preview_shows_nothing_of_a_person(reader, said_by_jane, query):
    seen = reader.post(PREVIEW, {"query": query}, "application/json").json()

    assert (seen["count"], seen["matches"], seen["by_place"]) == (0, [], [])
    assert "names_somebody" in [note["code"] for note in seen["notes"]]


def test_a_preview_of_a_listed_account_is_shown(reader, ann, ed, said_by_jane):
    listed(ann, ed, "janedoe")

    assert reader.post(PREVIEW, {"query": "from:janedoe"}, "application/json").json()["count"] == 1


def test_a_search_does_not_outlive_the_list(search):
    assert search.state == Search.State.PAUSED


def test_nobody_resumes_what_nobody_may_save(search, ann):
    with pytest.raises(NamesSomebody):
        resume_search(actor=ann.actor, search=search, at=now())


def test_other_searches_go_on(search, ann, ed, in_marlowe):
    account = listed(ann, ed, "club")
    other = write_search(actor=ann.actor, name="Leeks", query="leek", at=now())

    unlist_account(actor=ann.actor, account=account, at=now())

    other.refresh_from_db()
    assert other.is_running


def test_a_search_rests_the_day_after_its_names_last(ann, ed, in_marlowe):
    listed(ann, ed, "club")
    written = write_search(actor=ann.actor, name="Club", query="marrow @club", at=now())

    rest_run_out(actor=system("searches", in_marlowe.id), at=now() + timedelta(days=22))

    written.refresh_from_db()
    assert written.state == Search.State.PAUSED


def test_unreviewed_only_what_names_somebody_rests(ann, ed, in_marlowe):
    listed(ann, ed, "club")
    naming = write_search(actor=ann.actor, name="Club", query="marrow @club", at=now())
    other = write_search(actor=ann.actor, name="Leeks", query="leek", at=now())
    actor = system("searches", in_marlowe.id)

    early = rest_unreviewed(actor=actor, at=now() + timedelta(days=100))
    late = rest_unreviewed(actor=actor, at=now() + timedelta(days=106))

    naming.refresh_from_db()
    other.refresh_from_db()
    assert (early, late, naming.is_running, other.is_running) == (0, 1, False, True)


@pytest.fixture
def many_voices(in_marlowe):
    """A place where Jane and others speak."""
    source = make_source()
    make_find(in_marlowe, source=source, author="Bob", author_digest="b" * 64)
    return [make_find(in_marlowe, source=source, author="Jane", author_digest="j" * 64) for _ in range(5)]


def test_the_fifth_post_by_one_person_asks_whether_we_watch_them(ann, many_voices):
    warned = [note_glance(actor=ann.actor, find=find, at=now()) for find in [*many_voices, many_voices[0]]]

    assert warned == [False, False, False, False, True, True]
    assert Event.objects.filter(verb="find.glanced_often").count() == 1


def test_nothing_of_a_glance_outlives_its_thirty_days(ann, many_voices):
    for find in many_voices:
        note_glance(actor=ann.actor, find=find, at=now())

    assert not note_glance(actor=ann.actor, find=many_voices[0], at=now() + timedelta(days=31))
    assert Glances.objects.count() == 1


def test_a_places_own_voice_is_no_person(ann, in_marlowe):
    source = make_source()
    finds = [make_find(in_marlowe, source=source, author="Club", author_digest="c" * 64) for _ in range(6)]

    assert not any(note_glance(actor=ann.actor, find=find, at=now()) for find in finds)
