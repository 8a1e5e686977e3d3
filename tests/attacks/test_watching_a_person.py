"""Somebody tries to follow a private person through searches."""

from datetime import timedelta

import pytest
from django.test import Client

from apps.common.clock import now
from apps.discoveries.actions.items import Arrival, take_in
from apps.discoveries.models import Follow
from apps.searches.actions import NamesSomebody, list_account, resume_search, unlist_account, write_search
from apps.searches.models import Search
from tests.factories.finds import make_source

PREVIEW = "/api/v1/organisations/marlowe/searches/preview"
SAID = "Jane’s marrow is for sale"


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
def search(ann, in_marlowe):
    account = list_account(actor=ann.actor, handle="@jane_doe", name="A club, so she says", at=now())
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


def test_a_preview_of_a_listed_account_is_shown(reader, ann, said_by_jane):
    list_account(actor=ann.actor, handle="janedoe", name="Jane Doe’s nursery", at=now())

    assert reader.post(PREVIEW, {"query": "from:janedoe"}, "application/json").json()["count"] == 1


def test_a_search_does_not_outlive_the_list(search):
    assert search.state == Search.State.PAUSED


def test_nobody_resumes_what_nobody_may_save(search, ann):
    with pytest.raises(NamesSomebody):
        resume_search(actor=ann.actor, search=search, at=now())


def test_other_searches_go_on(search, ann, in_marlowe):
    account = list_account(actor=ann.actor, handle="club", name="The club", at=now())
    other = write_search(actor=ann.actor, name="Leeks", query="leek", at=now())

    unlist_account(actor=ann.actor, account=account, at=now())

    other.refresh_from_db()
    assert other.is_running
