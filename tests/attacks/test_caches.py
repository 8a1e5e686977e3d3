"""What a shared cache, or the next person at the computer, may keep."""

import pytest
from django.test import Client

from apps.api import throttling
from apps.api.throttling import Policy

PUBLIC = "/api/v1/public/organisations"


def test_one_greedy_caller_does_not_shut_the_public_part_for_all(client, marlowe, monkeypatch):
    monkeypatch.setattr(throttling, "PUBLIC", Policy("public", 0, 60))

    answer = client.get(PUBLIC)

    assert (answer.status_code, answer["Cache-Control"]) == (429, "private, no-store")


@pytest.mark.parametrize("ask", [lambda c: c.get(f"{PUBLIC}/nowhere"), lambda c: c.post(PUBLIC)])
def test_a_refusal_is_not_kept(client, marlowe, ask):
    assert ask(client)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "about", ["email/", "2fa/", "sessions/", "password/change/", "reauthenticate/", "2fa/recovery-codes/"]
)
def test_pages_about_signing_in_are_kept_by_nobody(ann, about):
    client = Client()
    client.force_login(ann.user)

    assert "no-store" in client.get(f"/accounts/{about}")["Cache-Control"]
