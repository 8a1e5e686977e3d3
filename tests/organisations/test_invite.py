"""Inviting: a letter to one address, good for one person and seven days."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from apps.common.permission import Permission
from apps.common.refusals import Invalid, NotAllowed, NotThere
from apps.organisations.actions import (
    accept_invitation,
    invite,
    letter_due,
    resend_invitation,
    revoke_invitation,
)
from apps.organisations.models import Invitation, Membership
from apps.organisations.refusals import AlreadyInvited, AlreadyMember, InvitationClosed, TooManyLetters
from apps.organisations.roles import Role
from apps.organisations.tasks import send_invitation
from apps.work.actions import ask_for, claim
from apps.work.lanes import Lane
from apps.work.models import Job
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("in_marlowe")


@pytest.fixture
def new_colleague(eve):
    """Somebody with an account and a verified address, who has no place in Marlowe."""
    return eve.user


@pytest.fixture
def invitation(ann, new_colleague):
    return invite(actor=ann.actor, email=new_colleague.email, role=Role.COLLEAGUE, at=NOON)


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False):
        yield NOON


def token_of(invitation):
    return letter_due(invitation_id=invitation.id, at=NOON)[1]


class TestInvite:
    def test_keeps_no_token_and_asks_for_a_letter(self, invitation):
        token = token_of(invitation)

        assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
        assert Job.objects.get(subject_id=invitation.id).kind == "organisations.send_invitation"

    def test_takes_the_address_in_small_letters(self, ann):
        invitation = invite(actor=ann.actor, email=" New@Marlowe.Example ", role=Role.READER, at=NOON)

        assert invitation.email == "new@marlowe.example"

    @pytest.mark.parametrize("email", ["", "nobody", "a@b", "two@a.example, three@a.example"])
    def test_an_address_that_is_none_is_refused(self, ann, email):
        with pytest.raises(Invalid):
            invite(actor=ann.actor, email=email, role=Role.READER, at=NOON)

    def test_a_colleague_is_not_invited_again(self, ann, bob):
        with pytest.raises(AlreadyMember):
            invite(actor=ann.actor, email=bob.user.email.upper(), role=Role.READER, at=NOON)

    def test_an_open_invitation_is_not_doubled(self, ann, invitation):
        with pytest.raises(AlreadyInvited):
            invite(actor=ann.actor, email=invitation.email, role=Role.READER, at=NOON)

    def test_one_that_ran_out_makes_room(self, ann, invitation):
        later = NOON + timedelta(days=8)

        again = invite(actor=ann.actor, email=invitation.email, role=Role.READER, at=later)

        assert list(Invitation.objects.unanswered()) == [again]


class TestAccept:
    def test_brings_them_in_with_the_role_of_the_letter(self, invitation, new_colleague):
        member = accept_invitation(user=new_colleague, token=token_of(invitation), at=NOON)

        assert (member.role, member.organisation_id) == (Role.COLLEAGUE, invitation.organisation_id)

    def test_leaves_their_other_council_as_it_was(self, invitation, eve):
        accept_invitation(user=eve.user, token=token_of(invitation), at=NOON)

        assert Membership.objects.current().filter(user=eve.user).count() == 2

    def test_works_once(self, invitation, new_colleague):
        token = token_of(invitation)
        accept_invitation(user=new_colleague, token=token, at=NOON)

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON)

    def test_not_for_another_address(self, invitation, ed):
        with pytest.raises(InvitationClosed):
            accept_invitation(user=ed.user, token=token_of(invitation), at=NOON)

    def test_not_for_an_address_that_was_never_verified(self, invitation, new_colleague):
        new_colleague.emailaddress_set.update(verified=False)

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token_of(invitation), at=NOON)

    def test_not_after_seven_days(self, invitation, new_colleague):
        token = token_of(invitation)

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON + timedelta(days=7))

    def test_not_once_it_was_taken_back(self, ann, invitation, new_colleague):
        token = token_of(invitation)
        revoke_invitation(actor=ann.actor, invitation=invitation, at=NOON)

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON)

    def test_not_with_the_token_of_an_earlier_letter(self, ann, invitation, new_colleague):
        token = token_of(invitation)
        resend_invitation(actor=ann.actor, invitation=invitation, at=NOON)

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON)

    @pytest.mark.parametrize("token", ["", "x", "A" * 43, "\x00", "é" * 43])
    def test_not_with_a_guess(self, invitation, new_colleague, token):
        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON)

    def test_not_with_the_digest_that_is_stored(self, invitation, new_colleague):
        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=invitation.digest, at=NOON)

    def test_not_when_the_inviter_could_no_longer_give_that_role(self, ann, invitation, new_colleague):
        token = token_of(invitation)
        Membership.objects.filter(pk=ann.member.pk).update(role=Role.READER)

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON)

    def test_not_when_the_inviter_has_left(self, ann, invitation, new_colleague):
        token = token_of(invitation)
        Membership.objects.filter(pk=ann.member.pk).update(ended_at=NOON)

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON)

    def test_not_into_a_council_that_is_suspended(self, marlowe, invitation, new_colleague):
        token = token_of(invitation)
        marlowe.suspended_at = NOON
        marlowe.save()

        with pytest.raises(InvitationClosed):
            accept_invitation(user=new_colleague, token=token, at=NOON)


class TestPower:
    def test_nobody_gives_more_than_they_hold(self, ann):
        narrow = replace(ann.actor, permissions=frozenset({Permission.PEOPLE_WRITE}))

        with pytest.raises(NotAllowed):
            invite(actor=narrow, email="new@marlowe.example", role=Role.OWNER, at=NOON)

    def test_another_councils_owner_does_not_take_it_back(self, invitation, eve):
        with pytest.raises(NotAllowed):
            revoke_invitation(actor=eve.actor, invitation=invitation, at=NOON)

    def test_what_was_accepted_is_not_taken_back(self, ann, invitation, new_colleague):
        accept_invitation(user=new_colleague, token=token_of(invitation), at=NOON)

        with pytest.raises(NotThere):
            revoke_invitation(actor=ann.actor, invitation=invitation, at=NOON)

    def test_a_letter_goes_out_five_times_at_most(self, ann, invitation):
        for _ in range(4):
            resend_invitation(actor=ann.actor, invitation=invitation, at=NOON)

        with pytest.raises(TooManyLetters):
            resend_invitation(actor=ann.actor, invitation=invitation, at=NOON)


class TestLetter:
    def test_goes_out_once_however_often_it_is_asked_for(self, ann, invitation, noon):
        send_invitation(claim(lane=Lane.MAIL, at=NOON))
        ask_for(
            kind="organisations.send_invitation",
            subject_id=invitation.id,
            lane=Lane.MAIL,
            share="x",
            due_at=NOON,
        )
        send_invitation(claim(lane=Lane.MAIL, at=NOON))

        assert [letter.to for letter in mail.outbox] == [[invitation.email]]

    def test_says_who_invites_and_carries_the_token(self, ann, invitation, noon):
        token = token_of(invitation)

        send_invitation(claim(lane=Lane.MAIL, at=NOON))

        letter = mail.outbox[0]
        assert letter.subject == "Ann invites you to Marlowe Borough Council"
        assert token in letter.body
        assert token in letter.alternatives[0].content

    def test_is_not_sent_once_it_was_taken_back(self, ann, invitation, noon):
        revoke_invitation(actor=ann.actor, invitation=invitation, at=NOON)

        send_invitation(claim(lane=Lane.MAIL, at=NOON))

        assert mail.outbox == []
        assert not Job.objects.exists()

    def test_outlives_a_change_of_the_secret_key(self, invitation, settings):
        token = token_of(invitation)

        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another" * 10

        assert token_of(invitation) == token
