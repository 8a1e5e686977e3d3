"""Another council is not there at all, whoever asks and however."""

import pytest

from apps.common.scope import org_scope
from tests.factories.finds import make_find

ASKED = [
    "",
    "/members",
    "/teams",
    "/invitations",
    "/tokens",
    "/roles",
    "/listed-accounts",
    "/looks/0199aaaa-0000-7000-8000-000000000000",
    "/sources",
    "/searches",
    "/finds",
    "/acts",
    "/balance",
    "/changes",
    "/audit-events",
]
SAME_REQUEST = {"X-Request-ID": "the-same-request"}


@pytest.mark.parametrize("path", ASKED)
def test_a_foreign_council_answers_like_a_missing_one(signed_in, ann, elsewhere, path):
    caller = signed_in(ann)
    foreign = caller.get(f"/organisations/elsewhere{path}", **SAME_REQUEST)
    elsewhere.slug = "moved-away"
    elsewhere.save()

    missing = caller.get(f"/organisations/elsewhere{path}", **SAME_REQUEST)

    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert set(foreign.headers) == set(missing.headers)


@pytest.mark.parametrize("path", ASKED)
def test_a_token_of_another_council_finds_nothing(by_token, eve, marlowe, path):
    answer = by_token(eve).get(f"/organisations/marlowe{path}")

    assert answer.status_code == 404


def test_a_find_of_another_council_is_not_in_ours(signed_in, ann, eve):
    with org_scope(eve.organisation.id):
        find = make_find(eve.organisation)

    answer = signed_in(ann).post(f"/organisations/marlowe/finds/{find.id}/join-in")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_there"


def test_someone_who_left_finds_nothing(signed_in, bob, marlowe):
    caller = signed_in(bob)
    bob.member.ended_at = marlowe.created_at
    bob.member.save()

    assert caller.get("/organisations/marlowe").status_code == 404


def test_a_members_token_ends_with_their_place(by_token, bob, marlowe):
    caller = by_token(bob)
    bob.member.ended_at = marlowe.created_at
    bob.member.save()

    assert caller.get("/organisations/marlowe").status_code == 401
