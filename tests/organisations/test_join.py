"""Asking to come in to a council of the UK's list, and what its owners answer."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from apps.common.refusals import NotAllowed, NotThere
from apps.organisations.actions import ask_to_join, decline, forget_requests, let_in, take_request_back
from apps.organisations.models import JoinRequest, Membership
from apps.organisations.refusals import (
    AlreadyAsked,
    AlreadyMember,
    AskedLately,
    AskedTooOften,
    RequestClosed,
)
from apps.organisations.roles import Role
from apps.organisations.scope import council
from apps.organisations.uk_councils import uk_councils
from apps.work.models import Job
from apps.work.tasks import drain
from tests.cast import NOON, make_person

AMBER_VALLEY = "E07000032"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def here(marlowe):
    """Marlowe stands for Amber Valley."""
    marlowe.gss = AMBER_VALLEY
    marlowe.save()
    return marlowe


@pytest.fixture
def sam(elsewhere):
    """Somebody with an account, in no way of Marlowe."""
    return make_person(elsewhere, "Sam", Role.READER).user


def ask(user, gss=AMBER_VALLEY, at=NOON, words=""):
    return ask_to_join(user=user, gss=gss, words=words, at=at)


@pytest.fixture
def passed_on(here, ann, sam):
    """Sam's request, before the owners of Marlowe."""
    asked = ask(sam, words="Sam from the library")
    drain("mail")
    asked.refresh_from_db()
    return asked


class TestAsking:
    def test_the_owners_get_a_letter_each_without_the_askers_words(self, here, ann, ed, sam):
        second = make_person(here, "Olwen", Role.OWNER)
        ask(sam, words="Visit https://evil.example")
        drain("mail")

        assert {letter.to[0] for letter in mail.outbox} == {ann.user.email, second.user.email}
        assert all(sam.email in letter.body and "evil" not in letter.body for letter in mail.outbox)

    def test_is_written_down_alike_when_that_council_is_not_here(self, here, ann, sam):
        there, nowhere = ask(sam), ask(sam, gss="E07000223")

        assert there.organisation_id is nowhere.organisation_id is None
        assert {job.kind for job in Job.objects.all()} == {"organisations.pass_on_request"}

    def test_of_a_council_that_is_not_here_waits_in_silence(self, db, sam):
        asked = ask(sam)
        drain("mail")

        asked.refresh_from_db()
        assert asked.state_at(NOON) == "open"
        assert mail.outbox == []
        assert not Job.objects.exists()

    def test_reaches_no_suspended_council(self, here, ann, sam):
        here.suspended_at = NOON
        here.save()
        ask(sam)
        drain("mail")

        assert mail.outbox == []

    def test_once_at_a_time(self, sam):
        ask(sam)

        with pytest.raises(AlreadyAsked):
            ask(sam)

    def test_again_once_it_ran_out(self, sam):
        first = ask(sam)

        ask(sam, at=NOON + 15 * DAY)

        first.refresh_from_db()
        assert first.answer == "ran_out"

    def test_five_times_a_day_at_most(self, sam):
        codes = [council.gss for council in uk_councils()[:6]]
        for gss in codes[:5]:
            ask(sam, gss=gss)

        with pytest.raises(AskedTooOften):
            ask(sam, gss=codes[5])

    def test_only_of_the_list(self, sam):
        with pytest.raises(NotThere):
            ask(sam, gss="E00000000")

    def test_not_of_ones_own(self, here, bob):
        with pytest.raises(AlreadyMember):
            ask(bob.user)

    def test_can_be_taken_back_by_the_asker_alone(self, sam, eve):
        asked = ask(sam)

        with pytest.raises(NotThere):
            take_request_back(user=eve.user, request=asked, at=NOON)
        take_request_back(user=sam, request=asked, at=NOON)

        assert ask(sam).pk != asked.pk


class TestAnswering:
    def test_whoever_is_let_in_has_a_place_and_a_letter(self, ann, sam, passed_on):
        mail.outbox.clear()
        with council(ann.organisation.id):
            let_in(actor=ann.actor, request=passed_on, role=Role.EDITOR, at=NOON)
        drain("mail")

        assert Membership.objects.get(user=sam, organisation=ann.organisation).role == Role.EDITOR
        assert mail.outbox[0].to == [sam.email]
        assert "is open for you" in mail.outbox[0].body

    def test_no_is_said_with_a_kind_word(self, ann, sam, passed_on):
        mail.outbox.clear()
        with council(ann.organisation.id):
            decline(actor=ann.actor, request=passed_on, words="Ask the library first.", at=NOON)
        drain("mail")

        assert "Ask the library first." in mail.outbox[0].body
        with pytest.raises(AskedLately):
            ask(sam, at=NOON + DAY)

    def test_only_owners_answer(self, ed, passed_on):
        with council(ed.organisation.id):
            with pytest.raises(NotAllowed):
                let_in(actor=ed.actor, request=passed_on, role=Role.READER, at=NOON)
            with pytest.raises(NotAllowed):
                decline(actor=ed.actor, request=passed_on, at=NOON)

    def test_another_councils_owner_does_not(self, eve, passed_on):
        with council(eve.organisation.id), pytest.raises(NotAllowed):
            let_in(actor=eve.actor, request=passed_on, role=Role.READER, at=NOON)

    def test_what_was_taken_back_or_ran_out_is_closed(self, ann, sam, passed_on):
        take_request_back(user=sam, request=passed_on, at=NOON)

        with council(ann.organisation.id), pytest.raises(RequestClosed):
            let_in(actor=ann.actor, request=passed_on, role=Role.READER, at=NOON)

    def test_of_two_owners_who_answer_one_is_told(self, ann, passed_on):
        with council(ann.organisation.id):
            decline(actor=ann.actor, request=passed_on, at=NOON)
            with pytest.raises(RequestClosed):
                let_in(actor=ann.actor, request=passed_on, role=Role.READER, at=NOON)

    def test_is_forgotten_thirty_days_later(self, ann, passed_on):
        with council(ann.organisation.id):
            decline(actor=ann.actor, request=passed_on, at=NOON)

        assert forget_requests(at=NOON + 29 * DAY) == 0
        assert forget_requests(at=NOON + 31 * DAY) == 1
        assert not JoinRequest.objects.exists()
