"""Somebody calls themselves what reads otherwise, and turns the line in which it stands."""

import pytest
from django.test import Client

from apps.common.scope import org_scope
from apps.organisations.models import Team

TURNED = "Parks \u202eskraP\u2066"


@pytest.fixture
def anns(ann):
    client = Client()
    client.force_login(ann.user)
    return client


def by_page(client):
    client.post("/o/marlowe/people/teams/", {"name": TURNED})


def by_api(client):
    client.post("/api/v1/organisations/marlowe/teams", {"name": TURNED}, "application/json")


@pytest.mark.parametrize("door", [by_page, by_api])
def test_a_name_turns_nothing(anns, marlowe, door):
    door(anns)

    with org_scope(marlowe.id):
        assert Team.objects.get().name == "Parks skraP"


@pytest.mark.parametrize("name", ["\u202e", "\u2066 \u2069"])
def test_a_name_of_nothing_else_is_none(anns, name):
    answer = anns.post("/api/v1/organisations/marlowe/teams", {"name": name}, "application/json")

    assert answer.status_code == 422


def test_a_search_stays_as_it_was_typed(anns):
    answer = anns.post(
        "/api/v1/organisations/marlowe/searches/preview", {"query": "\u202ahouse (marrow"}, "application/json"
    )

    assert answer.json()["notes"][0]["end"] == len("\u202ahouse (marrow")
