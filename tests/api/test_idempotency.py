"""Idempotency-Key: sent twice, done once."""

from datetime import timedelta

import pytest

from apps.api.models import IdempotencyClaim
from apps.common.scope import org_scope
from apps.ledger.models import Act
from apps.organisations.models import ApiToken, Team
from apps.organisations.scope import council
from tests.factories.crowd import all_at_once
from tests.factories.finds import make_find

ACTS = "/organisations/marlowe/acts"
TEAMS = "/organisations/marlowe/teams"
GIVE = {"kind": "well_done", "way": "give", "words": "Lovely!", "place": "Marrow show"}


def claims(marlowe):
    with org_scope(marlowe.id):
        return list(IdempotencyClaim.objects.all())


def test_the_same_request_again_has_the_same_answer(signed_in, bob):
    first = signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")

    again = signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotent-Replayed"] == "true"
    assert again["Location"] == first["Location"]
    assert "Idempotent-Replayed" not in first


def test_it_is_done_once(signed_in, bob, in_marlowe):
    for _ in range(3):
        signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")

    assert Act.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(signed_in, bob):
    signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")

    answer = signed_in(bob).post(ACTS, GIVE | {"way": "ask"}, Idempotency_Key="once")

    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


def test_the_same_key_of_another_person_is_another_key(signed_in, bob, ed, in_marlowe):
    signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")

    answer = signed_in(ed).post(ACTS, GIVE, Idempotency_Key="once")

    assert "Idempotent-Replayed" not in answer
    assert Act.objects.count() == 2


def test_a_refused_request_may_be_tried_again(signed_in, ann, in_marlowe):
    signed_in(ann).post(TEAMS, {"name": "Parks"})
    refused = signed_in(ann).post(TEAMS, {"name": "Parks"}, Idempotency_Key="once")
    Team.objects.update(name="Libraries")

    answer = signed_in(ann).post(TEAMS, {"name": "Parks"}, Idempotency_Key="once")

    assert (refused.status_code, answer.status_code) == (409, 201)


def test_a_request_whose_process_died_lapses(signed_in, bob, marlowe):
    signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")
    with org_scope(marlowe.id):
        row = IdempotencyClaim.objects.get()
        row.status = None
        row.save()
        waiting = signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")
        row.lease_until -= timedelta(minutes=2)
        row.save()

    answer = signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")

    assert (waiting.status_code, waiting.json()["code"]) == (409, "in_flight")
    assert answer.status_code == 201
    assert "Idempotent-Replayed" not in answer


def test_after_a_day_the_key_is_new(signed_in, bob, marlowe):
    signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")
    with org_scope(marlowe.id):
        IdempotencyClaim.objects.update(expires_at=claims(marlowe)[0].expires_at - timedelta(hours=25))

    answer = signed_in(bob).post(ACTS, GIVE | {"way": "ask"}, Idempotency_Key="once")

    assert answer.status_code == 201


def test_no_word_of_an_answer_is_kept(signed_in, bob, marlowe):
    signed_in(bob).post(ACTS, GIVE, Idempotency_Key="once")

    row = claims(marlowe)[0]

    assert "Lovely" not in str(vars(row))


def test_a_secret_is_shown_once_even_so(signed_in, ann, in_marlowe):
    body = {"name": "Pantry", "scopes": ["finds:read"]}
    first = signed_in(ann).post("/organisations/marlowe/tokens", body, Idempotency_Key="once").json()

    again = signed_in(ann).post("/organisations/marlowe/tokens", body, Idempotency_Key="once").json()

    assert first["secret"]
    assert again == first | {"secret": None}
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("key", ["", "a" * 256, "\x7f", "né"])
def test_an_unreadable_key_is_refused(signed_in, bob, key):
    answer = signed_in(bob).post(ACTS, GIVE, Idempotency_Key=key)

    assert answer.status_code == 400


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_done_once(signed_in, bob, marlowe):
    callers = [signed_in(bob) for _ in range(20)]

    answers = all_at_once(
        *[lambda caller=caller: caller.post(ACTS, GIVE, Idempotency_Key="once") for caller in callers]
    )

    with council(marlowe.id):
        assert Act.objects.count() == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert sum(answer.status_code == 201 and "Idempotent-Replayed" not in answer for answer in answers) == 1


@pytest.mark.django_db(transaction=True)
def test_a_find_is_joined_once_by_a_double_click(signed_in, bob, marlowe):
    with council(marlowe.id):
        find = make_find(marlowe)
    path = f"/organisations/marlowe/finds/{find.id}/join-in"
    callers = [signed_in(bob) for _ in range(2)]

    answers = all_at_once(
        *[lambda caller=caller: caller.post(path, Idempotency_Key="k") for caller in callers]
    )

    assert 200 in [answer.status_code for answer in answers]
    with council(marlowe.id):
        assert find.decisions.count() == 1
