"""Keys: power is scopes ∩ role, shown once, revoked at once."""

import pytest
from django.test import Client

from apps.organisations.roles import Role
from tests.api.conftest import Caller

HERE = "/organisations/marlowe"
TOKENS = f"{HERE}/tokens"


def test_a_new_token_works_and_is_never_shown_again(signed_in, bob):
    made = signed_in(bob).post(TOKENS, {"name": "Pantry", "scopes": ["finds:read"]})
    program = Caller(Client(), {"Authorization": f"Bearer {made.json()['secret']}"})

    assert made.status_code == 201
    assert program.get(f"{HERE}/finds").status_code == 200
    assert made.json()["secret"] not in str(signed_in(bob).get(TOKENS).json())


def test_a_scope_that_is_missing_is_missing(by_token, ann):
    answer = by_token(ann, "finds:read").get(f"{HERE}/searches")

    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_a_scope_gives_no_more_than_the_role(by_token, rea):
    answer = by_token(rea, "searches:write").post(f"{HERE}/searches", {"name": "Marrows", "query": "marrow"})

    assert answer.status_code == 403


def test_a_token_shrinks_with_its_persons_role(by_token, ed):
    caller = by_token(ed)
    assert caller.post(f"{HERE}/searches", {"name": "Marrows", "query": "marrow"}).status_code == 201
    ed.member.role = Role.READER
    ed.member.save()

    assert caller.post(f"{HERE}/searches", {"name": "Plums", "query": "plum"}).status_code == 403


def test_an_integration_reads_and_never_acts(by_token, ann):
    caller = by_token(ann, "finds:read", "acts:write", kind="integration")

    assert caller.get(f"{HERE}/finds").status_code == 200
    assert caller.post(f"{HERE}/acts", {"kind": "like", "way": "give"}).status_code == 403


def test_a_token_makes_no_tokens(by_token, ann):
    answer = by_token(ann).post(TOKENS, {"name": "Child", "scopes": ["finds:read"]})

    assert answer.status_code == 403


def test_a_revoked_token_is_refused_from_the_next_call_on(signed_in, by_token, bob):
    program = by_token(bob)
    own = signed_in(bob).get(TOKENS).json()["data"][0]["id"]

    assert signed_in(bob).delete(f"{TOKENS}/{own}").status_code == 204
    assert program.get(f"{HERE}/finds").status_code == 401


def test_a_colleague_sees_only_their_own(signed_in, by_token, ann, bob):
    by_token(ann)

    assert signed_in(bob).get(TOKENS).json()["data"] == []


def test_an_owner_sees_everybodys(signed_in, by_token, ann, bob):
    by_token(bob)

    assert signed_in(ann).get(TOKENS).json()["data"][0]["created_by"]["name"] == "Bob"


@pytest.mark.parametrize("scopes", [[], ["finds:burn"], "finds:read", [7], ["settings:write"]])
def test_scopes_that_cannot_be(signed_in, bob, scopes):
    answer = signed_in(bob).post(TOKENS, {"name": "Pantry", "scopes": scopes})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith("/scopes")
