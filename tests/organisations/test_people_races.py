"""Fifty at once: one effect. Every thread has its own connection, as every request has."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from apps.common.refusals import Refusal
from apps.common.scope import org_scope
from apps.organisations.actions import (
    accept_invitation,
    change_role,
    create_team,
    end_membership,
    invite,
    letter_due,
    resend_invitation,
)
from apps.organisations.models import Invitation, Membership
from apps.organisations.refusals import TooManyLetters
from apps.organisations.roles import Role
from tests.cast import NOON, make_person

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 50


def all_at_once(calls):
    """What each of the calls came to: its result or its refusal."""
    start = Barrier(len(calls))

    def run(call):
        try:
            start.wait()
            return call()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def in_council(organisation, action, **kwargs):
    def call():
        with org_scope(organisation.id):
            return action(**kwargs)

    return call


def successes(outcomes):
    return [outcome for outcome in outcomes if not isinstance(outcome, Refusal)]


def test_one_of_fifty_comes_in_with_an_invitation(ann, eve, marlowe):
    with org_scope(marlowe.id):
        invitation = invite(actor=ann.actor, email=eve.user.email, role=Role.READER, at=NOON)
        token = letter_due(invitation_id=invitation.id, at=NOON)[1]

    outcomes = all_at_once(
        [lambda: accept_invitation(user=eve.user, token=token, at=NOON) for _ in range(AT_ONCE)]
    )

    assert len(successes(outcomes)) == 1
    assert Membership.objects.filter(user=eve.user, organisation=marlowe).count() == 1


def test_of_fifty_owners_who_leave_at_once_one_stays(marlowe):
    owners = [make_person(marlowe, f"Owner{number}", Role.OWNER) for number in range(AT_ONCE)]

    outcomes = all_at_once(
        [in_council(marlowe, end_membership, actor=o.actor, member=o.member, at=NOON) for o in owners]
    )

    assert len(successes(outcomes)) == AT_ONCE - 1
    assert Membership.objects.current().owners_of(marlowe.id).count() == 1


def test_of_two_owners_who_step_back_at_once_one_stays(ann, marlowe):
    second = make_person(marlowe, "Second", Role.OWNER)

    all_at_once(
        [
            in_council(marlowe, change_role, actor=o.actor, member=o.member, role=Role.EDITOR, at=NOON)
            for o in (ann, second)
        ]
    )

    assert Membership.objects.current().owners_of(marlowe.id).count() == 1


def test_one_of_fifty_invitations_to_one_address_is_made(ann, marlowe):
    outcomes = all_at_once(
        [in_council(marlowe, invite, actor=ann.actor, email="n@m.example", role=Role.READER, at=NOON)]
        * AT_ONCE
    )

    assert len(successes(outcomes)) == 1
    assert Invitation.objects.count() == 1


def test_four_of_fifty_letters_more_are_sent(ann, marlowe):
    with org_scope(marlowe.id):
        invitation = invite(actor=ann.actor, email="n@m.example", role=Role.READER, at=NOON)

    outcomes = all_at_once(
        [in_council(marlowe, resend_invitation, actor=ann.actor, invitation=invitation, at=NOON)] * AT_ONCE
    )

    assert sum(isinstance(outcome, TooManyLetters) for outcome in outcomes) == AT_ONCE - 4


def test_one_of_fifty_teams_of_one_name_is_made(ann, marlowe):
    outcomes = all_at_once(
        [in_council(marlowe, create_team, actor=ann.actor, name="Parks", at=NOON)] * AT_ONCE
    )

    assert len(successes(outcomes)) == 1
