"""A list costs as many queries with twenty rows as with one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.assignments.actions import join_in
from apps.common.clock import now
from apps.discoveries.models import FindMatch, Follow
from apps.ledger.actions import record_act
from apps.organisations.actions import add_to_team, create_team, invite, issue_token
from apps.organisations.roles import Role
from apps.searches.actions import change_search, list_account, write_search
from tests.cast import NOON, make_person
from tests.factories.finds import make_find, make_source


def make_member(ann, number):
    return make_person(ann.organisation, f"Person{number}", Role.READER)


def make_team(ann, number):
    team = create_team(actor=ann.actor, name=f"Team {number}", at=NOON)
    return add_to_team(actor=ann.actor, team=team, member=ann.member, at=NOON)


def make_invitation(ann, number):
    return invite(actor=ann.actor, email=f"new{number}@marlowe.example", role="reader", at=now())


def make_token(ann, number):
    return issue_token(actor=ann.actor, name=f"Token {number}", scopes=["finds:read"], at=now())


def make_search(ann, number):
    return write_search(actor=ann.actor, name=f"Search {number}", query=f"marrow{number}", at=NOON)


def make_account(ann, number):
    return list_account(actor=ann.actor, handle=f"@club{number}", name=f"Club {number}", kind="ours", at=NOON)


def make_follow(ann, number):
    return Follow.objects.create(
        organisation=ann.organisation, source=make_source(), name=f"Place {number}", since=NOON
    )


def make_joined_find(ann, number):
    find = make_find(ann.organisation)
    search = make_search(ann, number)
    FindMatch.objects.create(organisation=ann.organisation, find=find, search=search, search_version=1)
    return join_in(actor=ann.actor, find=find, at=NOON)


def make_act(ann, number):
    return record_act(actor=ann.actor, kind="like", way="give", find=make_find(ann.organisation), at=NOON)


LISTS = {
    "members": make_member,
    "teams": make_team,
    "invitations": make_invitation,
    "tokens": make_token,
    "searches": make_search,
    "listed-accounts": make_account,
    "sources": make_follow,
    "finds": make_joined_find,
    "acts": make_act,
}


def queries(caller, path):
    with CaptureQueriesContext(connection) as seen:
        answer = caller.get(path)
    return len(answer.json()["data"]), len(seen)


@pytest.mark.parametrize(("path", "make"), LISTS.items(), ids=LISTS)
def test_twenty_rows_cost_no_more_than_one(signed_in, ann, in_marlowe, path, make):
    caller, path = signed_in(ann), f"/organisations/marlowe/{path}"
    make(ann, 0)
    caller.get(path)
    few, first = queries(caller, path)
    for number in range(1, 20):
        make(ann, number)

    many, then = queries(caller, path)

    assert many >= few + 19
    assert then == first <= 16


def test_twenty_versions_cost_no_more_than_one(signed_in, ann, in_marlowe):
    caller, search = signed_in(ann), make_search(ann, 0)
    path = f"/organisations/marlowe/searches/{search.id}/versions"
    caller.get(path)
    first = queries(caller, path)
    for number in range(19):
        change_search(actor=ann.actor, search=search, name="Search", query=f"plum{number}", at=NOON)

    then = queries(caller, path)

    assert (first[0], then[0]) == (1, 20)
    assert then[1] == first[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["changes", "audit-events"])
def test_twenty_events_cost_no_more_than_one(signed_in, ann, path):
    caller, path = signed_in(ann), f"/organisations/marlowe/{path}"
    caller.post("/organisations/marlowe/teams", {"name": "Parks"})
    first = queries(caller, path)
    for number in range(19):
        caller.post("/organisations/marlowe/teams", {"name": f"Team {number}"})

    then = queries(caller, path)

    assert (first[0], then[0]) == (1, 20)
    assert then[1] == first[1]
