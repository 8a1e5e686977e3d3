"""Limits that hold, and are told."""

import pytest

from apps.api import throttling
from apps.api.throttling import Policy
from tests.factories.crowd import all_at_once


@pytest.fixture
def ten_a_minute(monkeypatch):
    for name in ("CALLER", "PUBLIC", "STRANGER"):
        monkeypatch.setattr(throttling, name, Policy(name.lower(), 10, 60))


def test_every_answer_tells_what_is_left(signed_in, ann):
    answer = signed_in(ann).get("/organisations/marlowe")

    assert answer["RateLimit-Policy"] == '"caller";q=600;w=60, "council";q=3000;w=60'
    assert answer["RateLimit"].startswith('"caller";r=599;t=')


def test_too_often(signed_in, ann, ten_a_minute):
    caller = signed_in(ann)
    answers = [caller.get("/me") for _ in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1].json()["code"] == "too_often"
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_one_person_does_not_use_up_anothers(signed_in, ann, bob, ten_a_minute):
    for _ in range(11):
        signed_in(ann).get("/me")

    assert signed_in(bob).get("/me").status_code == 200


def test_guessing_tokens_is_slow(anyone, marlowe, ten_a_minute):
    answers = [anyone.get("/me", Authorization="Bearer guess") for _ in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]


@pytest.mark.django_db(transaction=True)
def test_sixty_at_once_get_ten(signed_in, ann, ten_a_minute):
    callers = [signed_in(ann) for _ in range(60)]

    answers = all_at_once(*[lambda caller=caller: caller.get("/me") for caller in callers])

    assert sum(answer.status_code == 200 for answer in answers) == 10
    assert sum(answer.status_code == 429 for answer in answers) == 50


@pytest.mark.django_db(transaction=True)
def test_a_refused_request_counts_too(signed_in, rea, ten_a_minute):
    caller = signed_in(rea)
    answers = [caller.post("/organisations/marlowe/teams", {"name": "Parks"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [403] * 10 + [429]


def test_the_public_part_is_counted_by_address(anyone, marlowe, ten_a_minute):
    answers = [anyone.get("/public/organisations") for _ in range(11)]
    elsewhere = anyone.client.get("/api/v1/public/organisations", REMOTE_ADDR="192.0.2.7")

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert elsewhere.status_code == 200


def test_behind_a_socket_everybody_shares_one_address(anyone, marlowe):
    answer = anyone.client.get("/api/v1/public/organisations", REMOTE_ADDR="")

    assert answer.status_code == 200
